"""What the fields of a procedure must fit among themselves, once each of them has been read."""

from __future__ import annotations

from sop_toolkit.model.procedure import Decision, Procedure
from sop_toolkit.model.reading import Reading
from sop_toolkit.source.yaml import MappingNode, Node, ScalarNode, SequenceNode
from sop_toolkit.text import Text

# People work through fewer items from memory, and skip some of more.
_FEWEST_ITEMS, _MOST_ITEMS = 5, 9


def given(root: Node) -> frozenset[str]:
    """The fields that say something, be it wrong; an empty list says nothing."""
    if not isinstance(root, MappingNode):
        return frozenset()
    return frozenset(
        key.value
        for key, value in root.value
        if isinstance(key, ScalarNode) and not (isinstance(value, SequenceNode) and not value.value)
    )


def check(procedure: Procedure, reading: Reading) -> None:
    """Adds the faults that no field has by itself."""
    if procedure.type == "checklist":
        _check_checklist(procedure, procedure.type, reading)
    elif procedure.type or "type" not in procedure.given:  # a misspelled type is a fault already
        _check_no_checklist(procedure, reading)
    for step in procedure.steps:
        if step.decide:
            _check_answers(step.decide, reading)
    _check_names("replaces", procedure.replaces, procedure, reading)
    _check_names("related", procedure.related, procedure, reading)


def _check_checklist(procedure: Procedure, where: Text, reading: Reading) -> None:
    needs: list[str] = []
    hints: list[str] = []
    items = len(procedure.steps)
    if "mode" not in procedure.given:
        needs.append("`mode`")
        hints.append(
            "Add `mode: read-do` (read an item, then do it) or `mode: do-confirm` (do the work, then confirm)."
        )
    if items and not _FEWEST_ITEMS <= items <= _MOST_ITEMS:
        needs.append(f"{_FEWEST_ITEMS} to {_MOST_ITEMS} items (it has {items})")
        change = "Add the missing items" if items < _FEWEST_ITEMS else "Make two checklists of it"
        hints.append(f"{change}, or write `type: procedure`.")
    if needs:
        reading.fault(f"A checklist needs {' and '.join(needs)}.", " ".join(hints), where)


def _check_no_checklist(procedure: Procedure, reading: Reading) -> None:
    for name, value in (("mode", procedure.mode), ("pause", procedure.pause)):
        if value:
            hint = f"Write `type: checklist`, or delete `{name}`."
            reading.fault(f"Only a checklist has `{name}`.", hint, value)


def _check_answers(decision: Decision, reading: Reading) -> None:
    """No answer stands twice: nobody could tell which way to go."""
    seen: dict[str, Text] = {}
    for option in decision.options:
        answer = option.when.casefold()
        if answer and answer in seen:
            line = reading.file.location(seen[answer].offsets()[0]).line
            message = f"The answer “{option.when}” stands here a second time; the first is in line {line}."
            reading.fault(message, "Write another answer, or delete this one.", option.when)
        seen.setdefault(answer, option.when)


def _check_names(field: str, names: tuple[Text, ...], procedure: Procedure, reading: Reading) -> None:
    seen: set[str] = set()
    for name in filter(None, names):
        if name == procedure.id:
            reading.fault(f"`{field}` names this procedure itself.", "Name another procedure, or delete the id.", name)
        elif name in seen:
            hint = "Delete it here, or name another procedure."
            reading.fault(f"`{field}` names “{name}” a second time.", hint, name)
        seen.add(name)
