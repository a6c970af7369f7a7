"""A translation: the shape of a procedure, holding words alone.

Roles, limits, dates and the way through the steps always come from the original, so that no language
can drift into another process. The shape is made from the procedure's own, so that the two
cannot drift apart either.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

from sop_toolkit.model.procedure import PROCEDURE
from sop_toolkit.model.scalars import SLUG, VERSION, Words
from sop_toolkit.model.shape import Field, ListOf, MapOf, Record, Shape, optional, required
from sop_toolkit.text import Text

# Lists of a procedure that hold no words of the process.
_LEFT_OUT = ("history",)
_WORDS_WITHOUT_RULES = ("keywords", "alt")


@dataclass(frozen=True)
class Basis:
    """What a translation was made from; `sop translate` writes it."""

    version: Text = required(VERSION, "The version of the original that was translated.")
    texts: dict[Text, Text] = optional(MapOf(Words(), Words()), "A fingerprint of each original text.", {})


def words_alone(record: Record) -> Record:
    """The record with those of its fields that hold words, and the ids that say whose words they are."""
    fields = {}
    for name, field in record.fields.items():
        shape = _translated(name, field.shape)
        if shape is not None:
            fields[name] = Field(shape, field.meaning)
    return Record(fields, SimpleNamespace, record.meaning, record.alone)


def _translated(name: str, shape: Shape) -> Shape | None:
    if name in _LEFT_OUT:
        return None
    if isinstance(shape, Words):
        return shape if shape.kind is not None or name in _WORDS_WITHOUT_RULES else None
    if isinstance(shape, ListOf):
        item = _translated(name, shape.item)
        return ListOf(item, shape.none_word) if item is not None else None
    if isinstance(shape, Record):
        inner = words_alone(shape)
        return inner if any(field.shape is not SLUG for field in inner.fields.values()) else None
    return shape if shape is SLUG else None


def _translation() -> Record:
    basis = Field(Record.of(Basis), "What was translated; `sop translate` writes it.")
    words = words_alone(PROCEDURE).fields
    return Record({**words, "translates": basis}, SimpleNamespace, "A procedure's words in another language.")


TRANSLATION = _translation()
