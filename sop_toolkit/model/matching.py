"""A translation beside its original: which words belong to which text, and what does not fit.

Items of a list that have ids belong together by them, all others by their place.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import zip_longest
from typing import Any, NamedTuple

from sop_toolkit.model.guess import did_you_mean
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.model.reading import Fault
from sop_toolkit.model.scalars import Words
from sop_toolkit.model.shape import ListOf, Record, Shape
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


class Comparison(NamedTuple):
    """A translation beside its original: the pairs of texts, and what of it has no place in the original."""

    pairs: tuple[Pair, ...]
    faults: tuple[Fault, ...]


@lru_cache(maxsize=1)  # one rule after another asks for the same one
def compared(procedure: Procedure, translation: Translation) -> Comparison:
    """What a translation has for each text of its original, in the order of the fields."""
    walk = _Walk(translation)
    walk.enter(TRANSLATION, procedure, translation.words)
    return Comparison(tuple(walk.pairs), tuple(walk.faults))


def pairs(procedure: Procedure, translation: Translation) -> tuple[Pair, ...]:
    """Every text of the original that needs words, in the order of its fields."""
    return compared(procedure, translation).pairs


def faults(procedure: Procedure, translation: Translation) -> tuple[Fault, ...]:
    """Everything in a translation that has no place in the original."""
    return compared(procedure, translation).faults


def texts_in(shape: Shape, original: Any) -> Iterator[Text]:
    """Every text of a part of the original that needs words."""
    walk = _Walk(Translation.empty("", "", ""))
    walk.enter(shape, original, None)
    return (pair.original for pair in walk.pairs)


def short_name(field: str) -> str:
    """A field as a writer names it: `greet.do` for the text of a step."""
    return field.replace("[", ".").replace("]", "").removeprefix("steps.").removeprefix("exceptions.")


def translated(procedure: Procedure, translation: Translation) -> Procedure:
    """The procedure with the words of a translation, and its own where those are missing or stale."""
    if translation.words.translates is None:
        return procedure
    made: Procedure = _merged(TRANSLATION, procedure, translation.words, translation)
    return made


def _merged(shape: Shape, original: Any, words: Any, translation: Translation) -> Any:
    if isinstance(shape, Record):
        parts = {}
        for name, inner in word_fields(shape):
            theirs, ours = getattr(original, name), getattr(words, name)
            if ours and theirs is not None:
                parts[name] = _merged(inner, theirs, ours, translation)
        return original._replace(**parts)
    if isinstance(shape, ListOf):
        if is_free(shape):
            return tuple(filter(is_filled_in, words)) or original
        items = _items(shape, original, words)
        return tuple(item if found is None else _merged(shape.item, item, found, translation) for item, found in items)
    return words if words and is_filled_in(words) and translation.is_current(original) else original


def is_sign(shape: Shape, text: str) -> bool:
    """Whether a text stands for words of the page, such as a goal that is `up`: it has no words of its own."""
    return isinstance(shape, Words) and text in shape.signs


@cache
def word_fields(record: Record) -> tuple[tuple[str, Shape], ...]:
    """The fields of a translation's record that hold words."""
    return tuple((name, field.shape) for name, field in record.fields.items() if name not in _LEFT_OUT)


def _ids(shape: ListOf, items: Sequence[Any]) -> Sequence[str]:
    """The id of each item, empty where it has none."""
    has_ids = isinstance(shape.item, Record) and "id" in shape.item.fields
    return [item.id or "" for item in items] if has_ids else [""] * len(items)


def _items(shape: ListOf, originals: Sequence[Any], words: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """Each item of the original with its words, or None where it has none, or where nobody can know which."""
    ids, named = _ids(shape, originals), _ids(shape, words)
    if not any(ids) and len(originals) != len(words):
        words = ()
    by_id = {id: each for id, each in zip(named, words, strict=False) if id}
    by_place = [None if id else each for id, each in zip(named, words, strict=False)]
    for item, id, beside in zip_longest(originals, ids, by_place[: len(originals)]):
        yield item, by_id.get(id, beside) if id else beside


class _Walk:
    """One way through an original and its translation side by side."""

    def __init__(self, translation: Translation) -> None:
        self.pairs: list[Pair] = []
        self.faults: list[Fault] = []
        self._translation = translation

    def enter(self, shape: Shape, original: Any, words: Any, uncertain: bool = False) -> None:
        """Compares a part of the original with its words; None where it has none."""
        if isinstance(shape, Record):
            for name, inner in word_fields(shape):
                theirs, ours = getattr(original, name), getattr(words, name, None)
                if theirs:
                    if ours and isinstance(inner, ListOf):
                        self._check_list(name, inner, theirs, ours)
                    self.enter(inner, theirs, ours, uncertain)
                elif ours and not is_free(inner):
                    self._fault(f"The original has no `{name}` here.", inner, ours)
        elif isinstance(shape, Words):
            if original and not is_sign(shape, original):
                self.pairs.append(Pair(original, words or None, uncertain))
        elif isinstance(shape, ListOf) and not is_free(shape):
            is_lost = bool(words) and not any(_ids(shape, original))
            for item, found in _items(shape, original, words or ()):
                self.enter(shape.item, item, found, uncertain or (is_lost and found is None))

    def _check_list(self, name: str, shape: ListOf, originals: Sequence[Any], words: Sequence[Any]) -> None:
        ids = _ids(shape, originals)
        if any(ids):
            self._check_ids(name, shape, ids, words)
        elif len(originals) != len(words) and not is_free(shape):
            items = f"{len(words)} item{'' if len(words) == 1 else 's'}"
            self._fault(f"`{name}` has {items} here, and {len(originals)} in the original.", shape, words)

    def _check_ids(self, name: str, shape: ListOf, ids: Sequence[str], words: Sequence[Any]) -> None:
        order = {id: number for number, id in enumerate(ids) if id}
        seen: set[str] = set()
        last, furthest = "", -1
        for number, (item, id) in enumerate(zip(words, _ids(shape, words), strict=True)):
            if not id and name in _NAMED:
                beside = ids[number] if number < len(ids) else ""
                hint = f"Write `id: {beside}`, the id that it has in the original." if beside else ""
                self._fault("This item has no `id`, so nobody knows whose words these are.", shape.item, item, hint)
            elif id and id not in order:
                guess = did_you_mean(id, [each for each in order if each not in seen], "Its ids are")
                hint = f"{guess} {_refresh(self._translation)}".strip()
                self.faults.append(Fault(f"The original has no “{id}” in `{name}`.", hint, item.id))
            elif id in seen:
                self.faults.append(Fault(f"“{id}” stands in `{name}` a second time.", "Keep one of them.", item.id))
            elif id and order[id] < furthest:
                message = f"“{id}” stands after “{last}”, and before it in the original."
                self.faults.append(Fault(message, _refresh(self._translation), item.id))
                return
            if id in order:
                seen.add(id)
                last, furthest = id, max(furthest, order[id])

    def _fault(self, message: str, shape: Shape, words: Any, hint: str = "") -> None:
        """Something is wrong with these words: a fault at the first of them."""
        where = first_text(shape, words) or Span(self._translation.file, 0, 0)
        self.faults.append(Fault(message, hint or _refresh(self._translation), where))


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
