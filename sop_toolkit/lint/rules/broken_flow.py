"""A step that leads nowhere, that no way leads to, or that goes round for ever.

Why: Somebody follows the steps with a customer waiting. Every step is reached, and every way ends.
Bad:
    steps:
      - id: check
        do: Compare the item with the receipt.
        decide:
          ask: Is the item ours?
          options:
            - when: Yes
              go: refunds
            - when: No
      - id: refund
        do: Refund the price.
Bad:
    steps:
      - id: check
        do: Compare the item with the receipt.
        decide:
          ask: Is the item ours?
          options:
            - when: Yes
              go: check
            - when: No
              go: check
Good:
    steps:
      - id: check
        do: Compare the item with the receipt.
        decide:
          ask: Is the item ours?
          options:
            - when: Yes
              go: refund
            - when: No
              go: end
      - id: refund
        do: Refund the price.
"""

from __future__ import annotations

from collections.abc import Iterator

from sop_toolkit.lint.rule import Hit
from sop_toolkit.model.guess import did_you_mean, nearest
from sop_toolkit.model.manual import Manual
from sop_toolkit.model.procedure import END, Procedure
from sop_toolkit.model.scalars import SLUG
from sop_toolkit.text import Text

SEVERITY = "error"
_NOWHERE = -1


def in_procedure(procedure: Procedure, manual: Manual) -> Iterator[Hit]:
    if not any(step.decide for step in procedure.steps):
        return
    ways: list[list[int | None]] = []
    for position in range(len(procedure.steps)):
        targets = list(procedure.targets(position))
        ways.append([_meant(go, target, procedure) for go, target in targets])
        for go, target in targets:
            if target == _NOWHERE and go is not None:
                yield _nowhere(go, procedure)
    reached = _reached(ways, [0])
    unreached = set(range(len(ways))) - reached if procedure.step_ids else set()  # without ids nobody knows
    for position in sorted(unreached):
        hint = "Let an option `go` here, or delete the step."
        yield Hit(_name(procedure, position), "No way leads to this step.", hint)
    for loop in _loops(sorted(reached - _ending(ways)), ways):
        names = ", ".join(f"“{_name(procedure, position)}”" for position in loop)
        hint = "Let one option go to `end`, or to a step that leads there."
        yield Hit(_name(procedure, loop[0]), f"From here no way leads to the end: {names}.", hint)


def _meant(go: Text | None, target: int | None, procedure: Procedure) -> int | None:
    """Where a step leads; for a misspelled name the step that was meant, as one mistake is one finding."""
    if target != _NOWHERE or go is None:
        return target
    guess = nearest(go, [*procedure.step_ids, END])
    return None if guess == END else procedure.step_ids.get(guess, _NOWHERE)


def _loops(stuck: list[int], ways: list[list[int | None]]) -> list[tuple[int, ...]]:
    """The rounds among steps that never end, each once; a step that only leads into one is no part of it."""
    after = {step: _reached(ways, ways[step]) for step in stuck}
    rounds = ([other for other in stuck if other in after[step] and step in after[other]] for step in stuck)
    return list(dict.fromkeys(tuple(each) for each in rounds if each))


def _nowhere(go: Text, procedure: Procedure) -> Hit:
    hint = did_you_mean(go, [*procedure.step_ids, END], "The steps are")
    if not procedure.step_ids and not nearest(go, [END]):
        id = go if SLUG.fits(go) else "<name>"
        hint = f"No step has an id yet: write `id: {id}` at the step you mean."
    return Hit(go, f"No step has the id “{go}”.", hint)


def _reached(ways: list[list[int | None]], first: list[int | None]) -> set[int]:
    """The steps that some way leads to, from the first ones on."""
    found: set[int] = set()
    waiting = list(first)
    while waiting:
        here = waiting.pop()
        if here is None or here == _NOWHERE or here in found:
            continue
        found.add(here)
        waiting.extend(ways[here])
    return found


def _ending(ways: list[list[int | None]]) -> set[int]:
    """The steps from which some way leads to the end; one that leads nowhere is another finding."""
    before: dict[int | None, list[int]] = {}
    for position, targets in enumerate(ways):
        for target in targets:
            before.setdefault(None if target == _NOWHERE else target, []).append(position)
    found: set[int] = set()
    waiting = list(before.get(None, []))
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting.extend(before.get(here, []))
    return found


def _name(procedure: Procedure, position: int) -> Text:
    step = procedure.steps[position]
    return step.id or step.do
