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

import re
from collections.abc import Iterator

from sop_toolkit.lint.rule import Hit
from sop_toolkit.model.guess import did_you_mean, meant
from sop_toolkit.model.manual import Manual
from sop_toolkit.model.procedure import END, Procedure
from sop_toolkit.model.scalars import SLUG
from sop_toolkit.text import Text

SEVERITY = "error"
_NOWHERE = -1
# What writers put in place of the step that follows, and in place of `end`.
_FOLLOWING = ("next", "next step", "the next step", "continue", "proceed", "go on")
_ENDING = ("stop", "finish", "finished", "done", "exit", "the end")
_NUMBER = r"(?:step )?#?([0-9]{1,3})"
# A longer word than this is no slip for `end`.
_LONGEST_END = 5


def in_procedure(procedure: Procedure, manual: Manual) -> Iterator[Hit]:
    if not any(step.decide for step in procedure.steps):
        return
    ways: list[list[int | None]] = []
    for position in range(len(procedure.steps)):
        ways.append([])
        for go, way in procedure.targets(position):
            if way == _NOWHERE and go is not None:
                way, hint = _meant(go, position, procedure)
                if hint:
                    yield Hit(go, f"No step has the id “{go}”.", hint)
            ways[-1].append(way)
    reached = _reached(ways, [0])
    for position in _unreached(ways, reached, procedure):
        hint = "Let an option `go` here, or delete the step."
        yield Hit(_name(procedure, position), "No way leads to this step.", hint)
    for loop in _loops(sorted(reached - _ending(ways)), ways):
        names = ", ".join(f"“{_name(procedure, position)}”" for position in loop)
        hint = "Let one option go to `end`, or to a step that leads there."
        yield Hit(_name(procedure, loop[0]), f"From here no way leads to the end: {names}.", hint)


def _meant(go: Text, position: int, procedure: Procedure) -> tuple[int | None, str]:
    """Where a wrong name is to lead, as one mistake is one finding, and what to write in its place.

    Nothing is to be written where the mistake is in the step's id: that has its finding.
    """
    for name, there in procedure.step_ids.items():
        if go == SLUG.meant(name):
            return there, ""
    words = " ".join(go.casefold().split()).strip(".")
    if words in _FOLLOWING:
        return _following(position, procedure)
    if words in _ENDING:
        return None, f"Did you mean `{END}`?"
    number = re.fullmatch(_NUMBER, words)
    if procedure.step_ids and number and 0 < int(number[1]) <= len(procedure.steps):
        id = procedure.steps[int(number[1]) - 1].id
        named = f"Write the id of step {number[1]}, `{id}`."
        return int(number[1]) - 1, named if id else f"Write `id: <name>` at step {number[1]}, and that name here."
    return _nearest(go, procedure)


def _following(position: int, procedure: Procedure) -> tuple[int | None, str]:
    """What to write for the next step."""
    if position + 1 == len(procedure.steps):
        return None, "Delete `go` here: without it, the procedure ends after the last step."
    id = procedure.steps[position + 1].id
    named = f" Its id is `{id}`." if id else ""
    return position + 1, f"Delete `go` here: without it, the next step follows.{named}"


def _nearest(go: Text, procedure: Procedure) -> tuple[int | None, str]:
    """The step with a name like this one."""
    ids = list(procedure.step_ids)
    known = [*ids, END] if len(go) <= _LONGEST_END or not ids else ids
    guesses = meant(go, known)
    way = {END: None, **procedure.step_ids}[guesses[0]] if guesses else _NOWHERE
    if not ids and not guesses:
        return way, f"No step has an id yet: write `id: {go if SLUG.fits(go) else '<name>'}` at the step you mean."
    ends = "" if guesses or END in known else f" `{END}` ends the procedure."
    return way, did_you_mean(go, known, "The steps are") + ends


def _loops(stuck: list[int], ways: list[list[int | None]]) -> list[tuple[int, ...]]:
    """The rounds among steps that never end, each once; a step that only leads into one is no part of it."""
    after = {step: _reached(ways, ways[step]) for step in stuck}
    rounds = ([other for other in stuck if other in after[step] and step in after[other]] for step in stuck)
    return list(dict.fromkeys(tuple(each) for each in rounds if each))


def _unreached(ways: list[list[int | None]], reached: set[int], procedure: Procedure) -> list[int]:
    """The steps that no way leads to. Nobody can tell without ids, nor while a name leads nowhere.

    A second step of one id is another finding.
    """
    if not procedure.step_ids or any(_NOWHERE in each for each in ways):
        return []
    firsts = [procedure.step_ids.get(str(step.id), position) for position, step in enumerate(procedure.steps)]
    return [position for position, first in enumerate(firsts) if first == position and position not in reached]


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
