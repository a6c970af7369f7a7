"""A translation: the shape of a procedure, holding words alone.

Roles, limits, dates and the way through the steps always come from the original, so that no language
can drift into another process. The shape is made from the procedure's own, so that the two
cannot drift apart either.
"""

import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, NamedTuple, Self

from sop_toolkit.model.procedure import PROCEDURE
from sop_toolkit.model.reading import Reading, entries
from sop_toolkit.model.scalars import SLUG, VERSION, Words
from sop_toolkit.model.shape import (
    NOTHING,
    Field,
    ListOf,
    Record,
    Schema,
    Shape,
    optional,
    record,
    required,
)
from sop_toolkit.source.yaml import MappingNode, Node, ScalarNode
from sop_toolkit.text import File, Span, Text

# Lists of a procedure that hold no words of the process.
_LEFT_OUT = ("history",)
_WORDS_WITHOUT_RULES = ("keywords", "alt", "goal")


@lru_cache(maxsize=1024)  # each text of an original is compared with all its translations
def fingerprint(text: str) -> str:
    """A short text that changes when the words do, and not with their white space or their normal form."""
    from _blake2 import blake2b  # all of hashlib would bring OpenSSL with it

    words = " ".join(unicodedata.normalize("NFC", text).split())
    return blake2b(words.encode("utf-8"), digest_size=6).hexdigest()


class Fingerprints:
    """A fingerprint for each field, as `sop translate` writes them: plain words, as nobody points at them."""

    def read(self, node: Node, reading: Reading, field: str) -> Mapping[str, str]:
        if not isinstance(node, MappingNode):
            reading.wrong(node, field, "fingerprints", "Run `sop translate`: it writes them.")
            return {}
        found = {}
        for key, value in entries(node, reading, field):
            if isinstance(value, ScalarNode):
                found[key.value] = value.value
            else:
                reading.wrong(value, f"{field}.{key.value}", "a fingerprint", "Run `sop translate`: it writes them.")
        return found

    def schema(self) -> Schema:
        return {"type": "object", "additionalProperties": Words().schema()}

    def empty(self, where: Span) -> Mapping[str, str]:
        return {}


@record
class Basis(NamedTuple):
    """What a translation was made from; `sop translate` writes it."""

    version: Text = required(VERSION, "The version of the original that was translated.")
    texts: Mapping[str, str] = optional(Fingerprints(), "A fingerprint of each original text.", NOTHING)
    changed: Mapping[str, str] = optional(
        Fingerprints(), "A fingerprint of the words that stand beside a changed original.", NOTHING
    )


class Translation:
    """A procedure's words in another language: `words` has the procedure's fields that hold words, None where none are.

    `id` and `language` are those of the file's name. Each translation is itself, like a procedure.
    """

    def __init__(self, id: str, language: str, category: str, file: File, words: Any) -> None:
        self.id = id
        self.language = language
        self.category = category
        self.file = file
        self.words = words

    @classmethod
    def empty(cls, id: str, language: str, category: str) -> Self:
        """A translation without words, for a procedure that has none."""
        return cls(id, language, category, File(""), TRANSLATION.make())

    def is_current(self, original: Text) -> bool:
        """Whether the words for this text were made from it as it reads now."""
        basis: Basis | None = self.words.translates
        return basis is not None and basis.texts.get(original.field) == fingerprint(original)


def words_alone(record: Record) -> Record:
    """The record with those of its fields that hold words, and the ids that say whose words they are."""
    fields = {}
    for name, field in record.fields.items():
        shape = _translated(name, field.shape)
        if shape is not None:
            fields[name] = Field(shape, field.meaning)
    return Record(fields, _namespace(fields), record.meaning, record.alone, _barred(record, fields))


def is_free(shape: Shape) -> bool:
    """Whether a language has its own list here: what people call a thing is not translated word for word."""
    return isinstance(shape, ListOf) and isinstance(shape.item, Words) and shape.item.kind is None


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
    fields = {**words_alone(PROCEDURE).fields, "translates": basis}
    meaning = "A procedure's words in another language."
    return Record(fields, _namespace(fields), meaning, barred=_barred(PROCEDURE, fields))


def _barred(record: Record, fields: dict[str, Field]) -> dict[str, str]:
    """The fields that the original gives."""
    hint = "Delete it: a translation holds words alone, and everything else comes from the original."
    return {name: hint for name in record.fields if name not in fields}


def _namespace(fields: dict[str, Field]) -> Callable[..., SimpleNamespace]:
    """Makes the value of a record whose fields may all be left out."""
    nothing = dict.fromkeys(fields)
    return lambda **given: SimpleNamespace(**{**nothing, **given})


TRANSLATION = _translation()
