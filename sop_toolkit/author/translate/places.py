"""Places for words to come: the lines of a translation file, each with the original's text in a comment above it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sop_toolkit.model.matching import FILL_IN, first_text, word_fields
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.model.scalars import Words
from sop_toolkit.model.shape import ListOf, Record, Shape
from sop_toolkit.model.translation import TRANSLATION, is_free

_STEP = "  "


def new_file(procedure: Procedure, language: str, original_language: str) -> str:
    """A translation file in which nothing is translated yet."""
    command = f"sop translate {procedure.id} --to {language}"
    head = [
        f"# {procedure.id} in the language {language}. Each comment shows what the original says.",
        f"# Write the words in place of each {FILL_IN}, then run: {command}",
        "",
    ]
    return "\n".join([*head, *of_record(TRANSLATION, procedure, "", original_language), ""])


def in_order(record: Record, original: Any) -> list[tuple[str, Shape]]:
    """The fields that hold words in this original, in the order of its file."""
    found = []
    for name, shape in word_fields(record):
        first = first_text(shape, getattr(original, name))
        if first is not None:
            found.append((first.offsets()[0], name, shape))
    return [(name, shape) for _, name, shape in sorted(found, key=lambda each: each[0])]


def of_record(record: Record, original: Any, indent: str, tag: str) -> Iterator[str]:
    """The lines of all fields, the id first; `tag` starts each comment."""
    if getattr(original, "id", None) and original.id.field != "id":
        yield f"{indent}id: {original.id}"
    for name, shape in in_order(record, original):
        yield from of_field(name, shape, getattr(original, name), indent, tag)


def of_field(name: str, shape: Shape, original: Any, indent: str, tag: str) -> Iterator[str]:
    """The lines of one field."""
    if isinstance(shape, Words):
        yield comment(original, indent, tag)
        yield f"{indent}{name}: {FILL_IN}"
    elif is_free(shape):
        yield comment(", ".join(original), indent, tag)
        yield f"{indent}{name}: []"
    elif isinstance(shape, ListOf):
        yield f"{indent}{name}:"
        for item in original:
            yield from of_item(shape.item, item, indent + _STEP, tag)
    elif isinstance(shape, Record):
        yield f"{indent}{name}:"
        yield from of_record(shape, original, indent + _STEP, tag)


def of_item(shape: Shape, original: Any, indent: str, tag: str) -> Iterator[str]:
    """The lines of a list's item. A comment for its first text stands above the dash."""
    if isinstance(shape, Words):
        yield comment(original, indent, tag)
        yield f"{indent}- {FILL_IN}"
        return
    lines = list(of_record(shape, original, indent + _STEP, tag))  # type: ignore[arg-type]
    while lines[0].lstrip().startswith("#"):
        yield indent + lines.pop(0).lstrip()
    yield f"{indent}- {lines[0].lstrip()}"
    yield from lines[1:]


def comment(text: str, indent: str, tag: str) -> str:
    """A text of the original as a comment: `# en: Greet the customer.`"""
    return f"{indent}# {tag}: {' '.join(text.split())}"
