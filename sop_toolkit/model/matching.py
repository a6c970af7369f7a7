"""A translation beside its original: which words belong to which text, and what does not fit.

Items of a list that have ids belong together by them, all others by their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import zip_longest
from typing import Any, NamedTuple

from sop_toolkit.model.procedure import Procedure
from sop_toolkit.model.scalars import Words
from sop_toolkit.model.shape import Fault, ListOf, Record, Shape, did_you_mean
from sop_toolkit.model.translation import TRANSLATION, Translation, is_free
from sop_toolkit.text import Span, Text

# What `sop translate` writes where words are to come.
FILL_IN = "<fill in>"
# Steps and exceptions are named by their ids alone: pages link to them.
_NAMED = ("steps", "exceptions")
_LEFT_OUT = ("id", "translates")


class Pair(NamedTuple):
    """A text of the original and its words in the other language, if there are any.

    `uncertain`: the list that it stands in has another number of items, so nobody knows whose words are whose.
    """

    original: Text
    words: Text | None
    uncertain: bool = False

    @property
    def is_missing(self) -> bool:
        """Whether there are no words yet."""
        return self.words is None or not is_filled_in(self.words)


def is_filled_in(words: Text) -> bool:
    """Whether a writer wrote these words: a place that waits for them starts with a mark."""
    return not words.startswith("<fill in")


@lru_cache(maxsize=1)  # one rule after another asks for the same ones
def pairs(procedure: Procedure, translation: Translation) -> tuple[Pair, ...]:
    """Every text of the original that needs words, in the order of its fields."""
    return tuple(_pairs(TRANSLATION, procedure, translation.words, False))


def texts_in(shape: Shape, original: Any) -> Iterator[Text]:
    """Every text of a part of the original that needs words."""
    return (pair.original for pair in _pairs(shape, original, None, False))


def short_name(field: str) -> str:
    """A field as a writer names it: `greet.do` for the text of a step."""
    return field.replace("[", ".").replace("]", "").removeprefix("steps.").removeprefix("exceptions.")


def _pairs(shape: Shape, original: Any, words: Any, uncertain: bool) -> Iterator[Pair]:
    if isinstance(shape, Words):
        if original and not is_sign(shape, original):
            yield Pair(original, words or None, uncertain)
    elif isinstance(shape, Record):
        for name, inner in word_fields(shape):
            part = getattr(original, name)
            if part is not None:
                yield from _pairs(inner, part, getattr(words, name, None), uncertain)
    elif isinstance(shape, ListOf) and not is_free(shape):
        for item, found in _items(original, words):
            lost = found is None and bool(words) and not _has_ids(original)
            yield from _pairs(shape.item, item, found, uncertain or lost)


def translated(procedure: Procedure, translation: Translation) -> Procedure:
    """The procedure with the words of a translation, and its own where those are missing or stale."""
    if translation.words.translates is None:
        return procedure
    made: Procedure = _merged(TRANSLATION, procedure, translation.words, translation)
    return made


def _merged(shape: Shape, original: Any, words: Any, translation: Translation) -> Any:
    if words is None or original is None:
        return original
    if isinstance(shape, Words):
        is_shown = not Pair(original, words or None).is_missing and translation.is_current(original)
        return words if is_shown else original
    if isinstance(shape, Record):
        parts = {
            name: _merged(inner, getattr(original, name), getattr(words, name), translation)
            for name, inner in word_fields(shape)
        }
        return replace(original, **parts)
    if isinstance(shape, ListOf):
        if is_free(shape):
            return tuple(filter(is_filled_in, words)) or original
        return tuple(_merged(shape.item, item, found, translation) for item, found in _items(original, words))
    return original


def is_sign(shape: Shape, text: str) -> bool:
    """Whether a text stands for words of the page, such as a goal that is `up`: it has no words of its own."""
    return isinstance(shape, Words) and text in shape.signs


@cache
def word_fields(record: Record) -> tuple[tuple[str, Shape], ...]:
    """The fields of a translation's record that hold words."""
    return tuple((name, field.shape) for name, field in record.fields.items() if name not in _LEFT_OUT)


def _id(item: Any) -> str:
    return str(getattr(item, "id", None) or "")


def _has_ids(items: Sequence[Any]) -> bool:
    return any(map(_id, items))


def _items(originals: Sequence[Any], words: Sequence[Any] | None) -> Iterator[tuple[Any, Any]]:
    """Each item of the original with its words, or None where it has none, or where nobody can know which."""
    if words is None:
        words = ()
    if not _has_ids(originals) and len(originals) != len(words):
        words = ()
    by_id = {_id(each): each for each in words if _id(each)}
    for item, beside in zip_longest(originals, words[: len(originals)]):
        by_place = beside if beside is not None and not _id(beside) else None
        yield item, by_id.get(_id(item), by_place) if _id(item) else by_place


@lru_cache(maxsize=1)  # like the pairs
def faults(procedure: Procedure, translation: Translation) -> tuple[Fault, ...]:
    """Everything in a translation that has no place in the original."""
    return tuple(_faults(TRANSLATION, procedure, translation.words, translation))


def _faults(shape: Shape, original: Any, words: Any, translation: Translation) -> Iterator[Fault]:
    if not isinstance(shape, Record):
        return
    for name, inner in word_fields(shape):
        theirs, ours = getattr(original, name), getattr(words, name)
        if not ours or is_free(inner):
            continue
        if not theirs:
            where = first_text(inner, ours) or _top(translation)
            yield Fault(f"The original has no `{name}` here.", _refresh(translation), where)
        elif isinstance(inner, ListOf):
            yield from _faults_of_list(name, inner, theirs, ours, translation)
        else:
            yield from _faults(inner, theirs, ours, translation)


def _faults_of_list(
    name: str, shape: ListOf, originals: Sequence[Any], words: Sequence[Any], translation: Translation
) -> Iterator[Fault]:
    if _has_ids(originals):
        yield from _faults_of_ids(name, shape, originals, words, translation)
    elif len(originals) != len(words):
        items = f"{len(words)} item{'' if len(words) == 1 else 's'}"
        message = f"`{name}` has {items} here, and {len(originals)} in the original."
        yield Fault(message, _refresh(translation), first_text(shape, words) or _top(translation))
    for item, found in _items(originals, words):
        if found is not None:
            yield from _faults(shape.item, item, found, translation)


def _faults_of_ids(
    name: str, shape: ListOf, originals: Sequence[Any], words: Sequence[Any], translation: Translation
) -> Iterator[Fault]:
    order = {_id(item): number for number, item in enumerate(originals) if _id(item)}
    seen: list[str] = []
    for number, item in enumerate(words):
        id = _id(item)
        if not id and name in _NAMED:
            beside = _id(originals[number]) if number < len(originals) else ""
            hint = f"Write `id: {beside}`, the id that it has in the original." if beside else _refresh(translation)
            where = first_text(shape.item, item) or _top(translation)
            yield Fault("This item has no `id`, so nobody knows whose words these are.", hint, where)
        elif id and id not in order:
            guess = did_you_mean(id, [each for each in order if each not in seen], "Its ids are")
            message = f"The original has no “{id}” in `{name}`."
            yield Fault(message, f"{guess} {_refresh(translation)}".strip(), item.id)
        elif id in seen:
            yield Fault(f"“{id}” stands in `{name}` a second time.", "Keep one of them.", item.id)
        elif id and seen and order[id] < max(order[each] for each in seen):
            message = f"“{id}” stands after “{seen[-1]}”, and before it in the original."
            yield Fault(message, _refresh(translation), item.id)
            return
        if id in order:
            seen.append(id)


def _top(translation: Translation) -> Span:
    return Span(translation.file, 0, 0)


def _refresh(translation: Translation) -> str:
    command = f"sop translate {translation.id} --to {translation.language}"
    return f"Run `{command}`: it brings the file in line with the original, and keeps every word."


def first_text(shape: Shape, value: Any) -> Text | None:
    """The first text of a value, which stands for all of it in a finding."""
    if value is None:
        return None
    if isinstance(shape, Record):
        found = (first_text(field.shape, getattr(value, name)) for name, field in shape.fields.items())
        return min((each for each in found if each is not None), key=lambda text: text.offsets()[0], default=None)
    if isinstance(shape, ListOf):
        return next(filter(None, (first_text(shape.item, each) for each in value)), None)
    return value if isinstance(value, Text) and value and not is_sign(shape, value) else None
