"""Every text and every reference of a procedure or a translation, in the order of its fields."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sop_toolkit.model.procedure import PROCEDURE, Procedure
from sop_toolkit.model.scalars import BranchChoice, Branches, Ref, Words
from sop_toolkit.model.shape import ListOf, Record
from sop_toolkit.model.translation import TRANSLATION, Translation
from sop_toolkit.text import Kind, Text


class Block(NamedTuple):
    """A text with what it is for: all that a language rule sees."""

    text: Text
    kind: Kind
    language: str


def texts(procedure: Procedure | Translation) -> Iterator[Text]:
    """Every text for people, those included that no language rule reads."""
    for shape, value in _all(procedure):
        if isinstance(shape, Words) and value:
            yield value


def blocks(procedure: Procedure | Translation, language: str) -> Iterator[Block]:
    """Every text that language rules read, with its kind."""
    for shape, value in _all(procedure):
        if isinstance(shape, Words) and shape.kind is not None and value:
            yield Block(value, shape.kind, language)


def references(procedure: Procedure) -> Iterator[tuple[str, Text]]:
    """Every name of something else, with what it names: role, procedure or branch. Steps are the flow's."""
    for shape, value in _all(procedure):
        if isinstance(shape, Ref):
            yield shape.to, value
        elif isinstance(value, BranchChoice):
            for name in value.named:
                yield "branch", name


@lru_cache(maxsize=1)
def _all(procedure: Procedure | Translation) -> list[tuple[Any, Any]]:
    """Every leaf. One rule after another asks for the same one, so the last answer is kept."""
    if isinstance(procedure, Translation):
        return list(_leaves(TRANSLATION, procedure.words))
    return list(_leaves(PROCEDURE, procedure))


@cache
def _plan(record: Record) -> tuple[tuple[str, Any], ...]:
    """The fields of a record that can hold texts or references."""
    return tuple((name, field.shape) for name, field in record.fields.items() if _holds_words(field.shape))


def _holds_words(shape: Any) -> bool:
    return isinstance(shape, (Words, Ref, Branches, ListOf, Record))


def _leaves(shape: Any, value: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(shape, Record):
        for name, inner in _plan(shape):
            part = getattr(value, name)
            if part is None or part == ():
                continue
            if isinstance(inner, (ListOf, Record)):
                yield from _leaves(inner, part)
            else:
                yield inner, part
    elif isinstance(shape, ListOf):
        for item in value:
            yield from _leaves(shape.item, item)
    else:
        yield shape, value
