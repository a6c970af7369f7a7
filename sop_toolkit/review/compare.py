"""Two versions of a source, as changes of steps and fields. The shapes say what there is to compare.

White space, comments, layout and line ends are no change: only what a reader gets counts.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from sop_toolkit.model.build import RECORDS
from sop_toolkit.model.manual import ByLanguage, Fact, Raw
from sop_toolkit.model.scalars import LANGUAGE, BranchChoice, Duration, Labels, Ref, Words
from sop_toolkit.model.shape import ListOf, MapOf, Record
from sop_toolkit.review.matching import Match, Thing, matches, moved
from sop_toolkit.review.words import Piece, pieces, tidy, words
from sop_toolkit.source.yaml import MappingNode, Node, SequenceNode

WORDS, VALUE = "words", "value"
_LABELS = Labels()
_DIVIDED = ("steps",)
_ACTION = "do"
# Of a file: its id is its name, and `sop translate` keeps the other for itself.
_NOT_COMPARED = ("id", "translates")
# The work in the order in which people read of it. What document control says of the text comes after it.
_READ = (
    "title", "keywords", "type", "mode", "pause", "branches", "purpose", "scope", "trigger", "needs", "steps", "done",
    "exceptions", "records", "measures", "related",
)  # fmt: skip


class Item(NamedTuple):
    """One of several: the list's or the names' field, its id, its number before and now (0: not there), its words.

    Where its id is a language, `language` says so.
    """

    field: str
    id: str
    was: int
    now: int
    words: str
    language: str = ""


class Value(NamedTuple):
    """What stands in a field; `form` is `words`, `value`, or the kind of thing whose id it is.

    `language` is set where the field has a value for each language.
    """

    field: str
    text: str
    form: str
    language: str = ""


Values = tuple[Value, ...]


class Change(NamedTuple):
    """One change.

    `kind` is added, removed, changed, reworded (words became others), renamed (an id became another), moved, split or
    merged. `path` leads to the field as findings have it, now or where it was; `names` are the fields on the way,
    `inside` the items. Without a `field` it is the last of these items that changes. Of a move, `others` has the item
    that it now stands before, unless it stands last; of a split or a merge, the parts; of a new id, the item before.
    """

    kind: str
    path: str
    names: tuple[str, ...]
    inside: tuple[Item, ...]
    field: str = ""
    before: Values = ()
    after: Values = ()
    words: tuple[Piece, ...] = ()
    others: tuple[Item, ...] = ()


def compare(kind: str, before: Any, after: Any) -> list[Change]:
    """All changes between two values of a kind of file, in the order of its readers.

    A way to a step whose id is another now is the same way.
    """
    found = list(_record(RECORDS[kind], before, after, _Place()))
    if kind == "procedure":
        found.sort(key=lambda each: _READ.index(each.names[0]) if each.names[0] in _READ else len(_READ))
    renamed = {_texts(each) for each in found if each.names == ("steps", "id")}
    return [each for each in found if each.names[-1] != "go" or _texts(each) not in renamed]


def _texts(change: Change) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(value.text for value in change.before), tuple(value.text for value in change.after)


class _Place(NamedTuple):
    """Where the comparison stands: what a change here has to say of its place."""

    path: str = ""
    names: tuple[str, ...] = ()
    inside: tuple[Item, ...] = ()
    field: str = ""

    def below(self, name: str) -> "_Place":
        return _Place(f"{self.path}.{name}".lstrip("."), (*self.names, name), self.inside, name)

    def item(self, item: Item, form: str) -> "_Place":
        return _Place(self.path + form.format(item.id or item.now or item.was), self.names, (*self.inside, item))

    def change(self, kind: str, before: Values = (), after: Values = (), **more: Any) -> Change:
        return Change(kind, self.path, self.names, self.inside, self.field, before, after, **more)


def _record(record: Record, before: Any, after: Any, place: _Place) -> Iterator[Change]:
    for name, field in record.fields.items():
        if place.names or name not in _NOT_COMPARED:
            yield from _value(field.shape, getattr(before, name, None), getattr(after, name, None), place.below(name))


def _value(shape: Any, before: Any, after: Any, place: _Place) -> Iterator[Change]:
    if before == after:
        return
    if isinstance(shape, Fact) and isinstance(before, dict) and isinstance(after, dict):
        shape = _LABELS
    if isinstance(shape, Record) and before is not None and after is not None:
        yield from _record(shape, before, after, place)
    elif isinstance(shape, (ListOf, MapOf, Labels, Raw)) and (before or after):
        yield from _Items(shape, before, after, place).changes()
    else:
        yield from _leaf(shape, before, after, place)


def _leaf(shape: Any, before: Any, after: Any, place: _Place) -> Iterator[Change]:
    old, new = _values(shape, before, place.names[-1]), _values(shape, after, place.names[-1])
    if old == new:
        return
    if not old or not new:
        yield place.change("added" if new else "removed", old, new)
    elif isinstance(shape, (Words, Fact)) and len(old) == len(new) == 1:
        yield place.change("reworded", old, new, words=pieces(old[0].text, new[0].text))
    else:
        yield place.change("changed", old, new)


class _Items:
    """Two lists, or two sets of names with values: what became of each item."""

    def __init__(self, shape: Any, before: Any, after: Any, place: _Place) -> None:
        self.place = place
        self.name = place.names[-1]
        self.is_list = isinstance(shape, ListOf)
        self.is_by_language = _is_by_language(shape)
        self.inner = _inner(shape)
        self.has_names = isinstance(shape, MapOf) and not self.is_by_language
        self.old, self.new = _named(shape, before), _named(shape, after)
        # Names and words for search stand in no order, and each is itself or another.
        self.is_ordered = self.is_list and (
            isinstance(self.inner, Record) or getattr(self.inner, "kind", None) is not None
        )

    def changes(self) -> Iterator[Change]:
        found = self._matches()
        jumped = self._jumped(found)
        for number, match in enumerate(found):
            is_renamed = self._is_renamed(match)
            if self._stays(match) and match.before[0] not in jumped and not is_renamed:
                continue
            here = self.place.item(self._item(match), "[{}]" if self.is_list else ".{}")
            if is_renamed:
                yield here.change("renamed", others=(self._item(Match(match.before, ())),))
            if match.before and match.before[0] in jumped:
                others = (each for each in found[number + 1 :] if each.before and each.after)
                following = next((each for each in others if each.before[0] not in jumped), None)
                yield here.change("moved", others=(self._item(following),) if following else ())
            yield from self._become(match, here)

    def _matches(self) -> list[Match]:
        """What became of which item. Most lists keep the ids of their items, and their order."""
        ids = [id for id, _ in self.old]
        if all(ids) and len(set(ids)) == len(ids) and ids == [id for id, _ in self.new]:
            return [Match((number,), (number,)) for number in range(len(ids))]
        return matches(self._things(self.old), self._things(self.new), self.name in _DIVIDED)

    def _stays(self, match: Match) -> bool:
        """Whether an item is what it was; most are."""
        old, new = match
        return len(old) == len(new) == 1 and bool(self.old[old[0]][1] == self.new[new[0]][1])

    def _is_renamed(self, match: Match) -> bool:
        old, new = match
        return self.has_names and bool(old and new) and self.old[old[0]][0] != self.new[new[0]][0]

    def _become(self, match: Match, here: _Place) -> Iterator[Change]:
        """What became of the items of a match, apart from their order."""
        old, new = match
        if len(old) == len(new) == 1:
            yield from _value(self.inner, self.old[old[0]][1], self.new[new[0]][1], here)
            return
        before = tuple(value for each in old for value in _values(self.inner, self.old[each][1], self.name))
        after = tuple(value for each in new for value in _values(self.inner, self.new[each][1], self.name))
        if len(new) > 1:
            yield here.change("split", before, after, others=tuple(self._item(Match((), (each,))) for each in new))
        elif len(old) > 1:
            yield here.change("merged", before, after, others=tuple(self._item(Match((each,), ())) for each in old))
        else:
            yield here.change("added" if new else "removed", before, after)

    def _jumped(self, found: Sequence[Match]) -> set[int]:
        return moved([match.before[0] for match in found if match.before and match.after]) if self.is_ordered else set()

    def _things(self, items: Sequence[tuple[str, Any]]) -> list[Thing]:
        return [
            Thing(id or self._itself(item), partial(self._all_words, item), self._called(id, item))
            for id, item in items
        ]

    def _itself(self, item: Any) -> str:
        """The item in place of an id, where no other can be meant."""
        return "" if self.is_ordered else " ".join(value.text for value in _values(self.inner, item, self.name))

    def _all_words(self, item: Any, actions_alone: bool) -> tuple[str, ...]:
        is_known_by_words = self.is_ordered or self.has_names
        texts = (value for value in _values(self.inner, item, self.name) if value.form == WORDS and is_known_by_words)
        return tuple(word for each in texts if each.field == _ACTION or not actions_alone for word in words(each.text))

    def _called(self, id: str, value: Any) -> str:
        """What people call an item: its first words, or its name."""
        return next(_words(self.inner, value), id) if self.is_list else id

    def _item(self, match: Match) -> Item:
        id, value = self.new[match.after[0]] if match.after else self.old[match.before[0]]
        said = self._called(id, value)
        was, now = ((numbers[0] + 1 if numbers else 0) for numbers in match)
        return Item(self.name, id, was, now, said, id if self.is_by_language else "")


def _inner(shape: Any) -> Any:
    if isinstance(shape, ListOf):
        return shape.item
    value = shape.value if isinstance(shape, MapOf) else Words()
    return value.words if isinstance(value, ByLanguage) else value


def _is_by_language(shape: Any) -> bool:
    """Whether a value has languages for its names."""
    return isinstance(shape, (Labels, Fact)) or (isinstance(shape, MapOf) and shape.key == LANGUAGE)


def _named(shape: Any, value: Any) -> list[tuple[str, Any]]:
    """The items with their ids, or the values with their names."""
    if isinstance(shape, ListOf):
        return [(str(getattr(item, "id", None) or ""), item) for item in value or ()]
    found = _flat(value) if isinstance(shape, Raw) else value or {}
    return [(str(name), each) for name, each in found.items()]


def _flat(node: Node | None, name: str = "") -> dict[str, str]:
    """Settings by the way to each of them."""
    found: dict[str, str] = {}
    if isinstance(node, MappingNode):
        for key, value in node.value:
            found.update(_flat(value, f"{name}.{key.value}".lstrip(".")))
    elif isinstance(node, SequenceNode):
        found[name] = ", ".join(text for each in node.value for text in _flat(each).values())
    elif node is not None:
        found[name] = tidy(node.value)
    return found


def _words(shape: Any, value: Any) -> Iterator[str]:
    """The words that an item is known by."""
    return (each.text for each in _values(shape, value, "") if each.form == WORDS)


def _values(shape: Any, value: Any, name: str) -> Values:
    """Everything that stands in a value, in the order of its fields."""
    return tuple(_each_value(shape, value, name))


def _each_value(shape: Any, value: Any, name: str) -> Iterator[Value]:
    if isinstance(shape, ListOf) and value == () and shape.none_word:
        yield Value(name, "none", VALUE)
    elif isinstance(value, dict):
        for key, item in value.items():
            if _is_by_language(shape):
                yield from (each._replace(language=str(key)) for each in _each_value(_inner(shape), item, name))
            else:
                yield from _each_value(_inner(shape), item, str(key))
    elif isinstance(shape, Record) and value is not None:
        for inner, field in shape.fields.items():
            yield from _each_value(field.shape, getattr(value, inner), inner)
    elif isinstance(shape, ListOf):
        for item in value or ():
            yield from _each_value(shape.item, item, name)
    elif value:
        form = shape.to if isinstance(shape, Ref) else WORDS if isinstance(shape, (Words, Fact)) else VALUE
        yield Value(name, _said(value), form)


def _said(value: Any) -> str:
    if isinstance(value, Duration):
        return f"{value.count} {value.unit}{'' if value.count == 1 else 's'}"
    if isinstance(value, BranchChoice):
        return ", ".join(sorted(value.only)) or (
            "all but " + ", ".join(sorted(value.without)) if value.without else "all"
        )
    return tidy(str(value))
