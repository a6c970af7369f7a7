"""An id that something else has already, or that the site keeps for itself.

Why: An id is an address. Two things at one address means that one of them is never found.
Bad:
    steps:
      - id: greet
        do: Greet the customer.
      - id: greet
        do: Ask for the receipt.
Good:
    steps:
      - id: greet
        do: Greet the customer.
      - id: ask
        do: Ask for the receipt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sop_toolkit.language.labels import has_labels
from sop_toolkit.lint.rule import Hit
from sop_toolkit.model.manual import PAGE_NAMES, Manual
from sop_toolkit.model.procedure import END, Procedure
from sop_toolkit.text import Span, Text

SEVERITY = "error"
_CODE = r"[a-z]{2,3}"


def in_procedure(procedure: Procedure, manual: Manual) -> Iterator[Hit]:
    yield from _twice("step", (step.id for step in procedure.steps))
    yield from _twice("exception", (case.id for case in procedure.exceptions or ()))
    yield from _twice("measure", (measure.id for measure in procedure.measures))
    for step in procedure.steps:
        if step.id == END:
            yield Hit(step.id, "`end` means the end of a procedure and cannot name a step.", "Choose another id.")


def in_manual(manual: Manual) -> Iterator[Hit]:
    first: dict[str, Procedure] = {}
    for procedure in sorted(manual.procedures, key=_is_copy):
        id = procedure.id
        taken = _taken(id, manual)
        if taken:
            yield Hit(id, f"The id “{id}” is taken: {taken}.", "Choose another id, and name the file after it.")
        elif id in first:
            where = first[id].file.path
            yield Hit(
                id,
                f"The id “{id}” stands in {where} already.",
                "Choose another id, and name the file after it.",
            )
        elif id:
            first[id] = procedure
    yield from _folders(manual)


def _is_copy(procedure: Procedure) -> bool:
    """Whether the file has another name than its id, as a copy of a file has."""
    return not procedure.file.path.endswith(f"/{procedure.id}.yaml")


def _folders(manual: Manual) -> Iterator[Hit]:
    for id, category in manual.categories.items():
        kept = _kept(id, manual)
        if kept:
            message = f"The folder's name “{id}” is taken: {kept}."
            first_line = Span(category.file, 0, len(category.file.line(1)))
            yield Hit(first_line, message, "Give the folder another name, such as the kind of work in it.")


def _taken(id: str, manual: Manual) -> str:
    return _kept(id, manual) or ("it is a category" if id in manual.categories else "")


def _kept(id: str, manual: Manual) -> str:
    """Why the site keeps a name for itself."""
    if id in PAGE_NAMES:
        return "the site has a page of this name"
    is_code = id in manual.languages or (re.fullmatch(_CODE, id) and has_labels(id))
    return "it is the code of a language" if is_code else ""


def _twice(what: str, ids: Iterable[Text | None]) -> Iterator[Hit]:
    seen: dict[str, Text] = {}
    for id in ids:
        if id and id in seen:
            line = id.file.location(seen[id].offsets()[0]).line
            message = f"A second {what} has the id “{id}”; the first is in line {line}."
            yield Hit(id, message, "Give each its own id.")
        elif id:
            seen[id] = id
