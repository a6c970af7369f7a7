"""A translation file brought in line with its original: places for what is new, comments of what is gone.

One change at a time, after each of which the file is read again: none ever works on offsets that another moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sop_toolkit.author.translate.lines import Refused, Stretch, comments_above, end_of, field_of, items_of, line_start
from sop_toolkit.author.translate.places import in_order, of_field, of_item
from sop_toolkit.model.matching import FILL_IN, texts_in, word_fields
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.model.scalars import Words
from sop_toolkit.model.shape import ListOf, Record, Shape, id_of
from sop_toolkit.model.translation import TRANSLATION, fingerprint, is_free
from sop_toolkit.source.yaml import Document, MappingNode, Node, ScalarNode, SequenceNode

_GONE = "# Not in the original any more:"
Renamed = Mapping[str, str | None]


class Change(NamedTuple):
    """What to write instead of a stretch of the file; `renamed`: what items of a list are called from then on."""

    where: Stretch
    lines: str
    renamed: Renamed


def next_change(document: Document, original: Procedure, texts: Mapping[str, str], language: str) -> Change | None:
    """The first change that the file needs, or None. `texts` are the fingerprints of the originals by their fields.

    Raises Refused where the layout does not allow it.
    """
    return next(_Alignment(document, texts, language).of_record(TRANSLATION, original, document.root), None)


def renamed_in(texts: Mapping[str, str], renamed: Renamed) -> dict[str, str]:
    """Fingerprints by the fields' new names; those of items that are gone fall away."""
    found = {}
    for field, value in texts.items():
        old = next((each for each in renamed if field == each or field.startswith((f"{each}.", f"{each}["))), None)
        new = renamed[old] if old is not None else ""
        if new is not None:
            found[new + field[len(old or "") :]] = value
    return found


class _Alignment(NamedTuple):
    document: Document
    texts: Mapping[str, str]
    language: str

    @property
    def tag(self) -> str:
        return f"{self.language}, new"

    def of_record(self, record: Record, original: Any, node: Node | None, path: str = "") -> Iterator[Change]:
        if not isinstance(node, MappingNode):  # one text that stands for a whole record
            return
        present = {key.value: (key, value) for key, value in node.value}
        expected = dict(in_order(record, original))
        for number, (name, shape) in enumerate(expected.items()):
            if is_free(shape):
                continue
            wanted = getattr(original, name)
            if name not in present:
                yield self._inserted(name, shape, wanted, node, list(expected)[:number])
            elif isinstance(shape, ListOf) and _is_empty(present[name][1]):
                key, value = present[name]
                lines = of_field(name, shape, wanted, " " * key.start_mark.column, self.tag)
                yield Change(field_of(key, value, self.document), _joined(lines), {})
            else:
                yield from self._of(shape, wanted, present[name][1], f"{path}.{name}".lstrip("."))
        for name, shape in word_fields(record):
            if name in present and name not in expected and not is_free(shape) and not _is_empty(present[name][1]):
                yield self._without(name, node, path)

    def _of(self, shape: Shape, original: Any, node: Node, path: str) -> Iterator[Change]:
        if isinstance(shape, Record):
            yield from self.of_record(shape, original, node, path)
        elif isinstance(shape, ListOf) and isinstance(node, SequenceNode):
            yield from self._of_list(shape, original, node, path)

    def _of_list(self, shape: ListOf, originals: Sequence[Any], node: SequenceNode, path: str) -> Iterator[Change]:
        ids = [str(getattr(each, "id", None) or "") for each in originals]
        found = _by_id(ids, node) if any(ids) else self._by_text(shape, originals, node, path)
        if found != list(range(len(node.value))):
            yield self._rearranged(shape, originals, node, path, found)
        for number, (item, id) in enumerate(zip(originals, ids, strict=True)):
            yield from self._of(shape.item, item, node.value[number], f"{path}[{id or number + 1}]")

    def _by_text(self, shape: ListOf, originals: Sequence[Any], node: SequenceNode, path: str) -> list[int | None]:
        """For each item of the original the one here that was made from the same texts, else one that is left.

        Of several that fit, the one in its own place: what stands in line stays there.
        """
        here = [self._recorded(f"{path}[{number}]") for number in range(1, len(node.value) + 1)]
        wanted = [
            {text.field[len(f"{path}[{number}]") :]: fingerprint(text) for text in texts_in(shape.item, item)}
            for number, item in enumerate(originals, 1)
        ]
        found: list[int | None] = [None] * len(wanted)
        left = set(range(len(here)))

        def match(number: int, among: Iterable[int]) -> None:
            if found[number] is None and (one := next(iter(among), None)) is not None:
                found[number] = one
                left.discard(one)

        for number, now in enumerate(wanted):
            match(number, [number] if number in left and here[number].items() <= now.items() else [])
        for number, now in enumerate(wanted):
            match(number, (each for each in sorted(left) if here[each] == now))
        for number in range(len(wanted)):
            match(number, [number] if number in left else [])
        for number in range(len(wanted)):
            match(number, sorted(left))
        return found

    def _recorded(self, path: str) -> dict[str, str]:
        return {field[len(path) :]: value for field, value in self.texts.items() if field.startswith(path)}

    def _rearranged(
        self, shape: ListOf, originals: Sequence[Any], node: SequenceNode, path: str, found: list[int | None]
    ) -> Change:
        """The list in the original's order; what is gone stands at its end, as a comment."""
        text = self.document.file.text
        name = path.rpartition(".")[2]
        items = items_of(node, self.document, name)
        indent = " " * node.start_mark.column
        pieces = [
            _joined(of_item(shape.item, item, indent, self.tag)) if match is None else text[slice(*items[match])]
            for item, match in zip(originals, found, strict=True)
        ]
        gone = [number for number in range(len(items)) if number not in found]
        pieces += [self._gone(items[number], node.value[number])[1] for number in gone]
        renamed: dict[str, str | None] = {}
        if not any(getattr(each, "id", None) for each in originals):
            renamed = {f"{path}[{number + 1}]": None for number in gone}
            kept = {old: new for new, old in enumerate(found, 1) if old is not None}
            renamed.update({f"{path}[{old + 1}]": f"{path}[{new}]" for old, new in kept.items()})
        return Change(Stretch(items[0].start, items[-1].end), "".join(pieces), renamed)

    def _gone(self, where: Stretch, node: Node) -> tuple[Stretch, str]:
        """Lines as comments, for nothing that somebody wrote is ever lost; a place without words goes.

        The empty line behind them keeps them apart from the comments of what follows.
        """
        lines = self.document.file.text[slice(*where)].removesuffix("\n").split("\n")
        if not any(map(_is_written, _values(node))) and not any(map(self._is_writers, lines)):
            return where, ""
        indent = lines[0][: len(lines[0]) - len(lines[0].lstrip(" "))]
        noted = [f"{indent}# {line.removeprefix(indent)}".rstrip(" ") for line in lines]
        return where, _joined([f"{indent}{_GONE}", *noted, ""])

    def _is_writers(self, line: str) -> bool:
        """Whether a line is a comment that this command did not write."""
        bare = line.lstrip(" ")
        return bare.startswith("#") and not bare.startswith(f"# {self.language}")

    def _without(self, name: str, node: MappingNode, path: str) -> Change:
        """The field as a comment. Where it opens a list's item, the next field takes its place behind the dash."""
        text = self.document.file.text
        number = next(number for number, (key, _) in enumerate(node.value) if key.value == name)
        key, value = node.value[number]
        forgotten = {f"{path}.{name}".lstrip("."): None}
        start = line_start(text, key.start_mark.index)
        opening = text[start : key.start_mark.index]
        if number > 0 or len(node.value) == 1 or opening.strip(" ") != "-":
            return Change(*self._gone(field_of(key, value, self.document), value), forgotten)
        following = line_start(text, node.value[1][0].start_mark.index)
        indent = opening[: opening.index("-")]
        above = Stretch(comments_above(text, start, indent), start)
        inner = Stretch(start, end_of(value, text))
        noted = self._gone(inner, value)[1].replace(f"{indent}# - ", f"{indent}#   ", 1)
        between = [f"{indent}{line.strip(' ')}" for line in text[inner.end : following].split("\n")[:-1]]
        lines = text[slice(*above)] + noted + _joined(between) + opening
        return Change(Stretch(above.start, following + len(opening)), lines, forgotten)

    def _inserted(self, name: str, shape: Shape, original: Any, node: MappingNode, before: list[str]) -> Change:
        """The place for a field, behind those that stand before it in the original."""
        anchor = next((pair for pair in reversed(node.value) if pair[0].value in (*before, "id")), node.value[0])
        if node.flow_style:
            return self._inserted_between_braces(name, shape, node)
        at = end_of(anchor[1], self.document.file.text)
        lines = of_field(name, shape, original, " " * node.value[0][0].start_mark.column, self.tag)
        return Change(Stretch(at, at), _joined(lines), {})

    def _inserted_between_braces(self, name: str, shape: Shape, node: MappingNode) -> Change:
        last = node.value[-1][1]
        if not isinstance(shape, Words) or not isinstance(last, ScalarNode):
            where = f"{self.document.file.path}:{node.start_mark.line + 1}"
            raise Refused(f"{where}: write each field on a line of its own, without braces; then run the command again")
        at = last.end_mark.index
        return Change(Stretch(at, at), f", {name}: {FILL_IN}", {})


def _by_id(ids: Sequence[str], node: SequenceNode) -> list[int | None]:
    """For each id of the original the item with it, or the one without an id in its place."""
    here: dict[str, int] = {}
    for number, item in enumerate(node.value):
        here.setdefault(id_of(item), number)
    found: list[int | None] = []
    for number, id in enumerate(ids):
        nameless = number < len(node.value) and not id_of(node.value[number])
        found.append(here[id] if id and id in here else number if nameless else None)
    return found


def _is_empty(node: Node) -> bool:
    """The word `none`, or a list without items."""
    return not node.value or (isinstance(node, ScalarNode) and node.value == "none")


def _is_written(value: str) -> bool:
    return value != FILL_IN


def _values(node: Node) -> Iterator[str]:
    """Every text below a node but for ids and the names of fields."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value != "id":
                yield from _values(value)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _values(item)
    else:
        yield str(node.value)


def _joined(lines: Sequence[str] | Iterator[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
