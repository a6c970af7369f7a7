"""Whether an edit changed words alone: the shape of a file before and after, and the texts in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sop_toolkit.lint.prose import covered
from sop_toolkit.model.build import Source
from sop_toolkit.source.yaml import Document, MappingNode, Node, ScalarNode, SequenceNode, comments, parse, text_of
from sop_toolkit.text import File, Text

_ESCAPED = re.compile(r'\\(["\\])')


class Edit(NamedTuple):
    """What to write into a file from one offset up to another, and the words that must stand there now."""

    start: int
    end: int
    replacement: str
    words: str


class Shape(NamedTuple):
    """A file without its texts (`outline`, and what stands between the texts), and its texts."""

    outline: list[object]
    texts: list[Text]


def shape_of(source: Source) -> Shape | None:
    """The shape of a source, or None if it cannot be read."""
    if source.problem is not None:
        return None
    if source.place.kind == "document":
        return _shape_of_document(source)
    document = parse(source.file)
    return _shape_of_yaml(document) if document.root is not None else None


def applied(text: str, edits: Sequence[Edit]) -> str:
    """A file's text with edits, given in their order, none over another."""
    pieces = []
    at = 0
    for edit in edits:
        pieces += [text[at : edit.start], edit.replacement]
        at = edit.end
    return "".join([*pieces, text[at:]])


def only_words_changed(before: Shape, after: Shape | None, edits: Sequence[Edit]) -> bool:
    """Whether the new file is the old one with these words changed, and nothing else."""
    if after is None or before.outline != after.outline or len(before.texts) != len(after.texts):
        return False
    done = 0
    for old, new in zip(before.texts, after.texts, strict=True):
        within = _within(old, edits, done)
        expected = _edited(old, within) if within else old
        if expected is None or (not within and old != new) or expected.split() != new.split():
            return False
        done += len(within)
    return done == len(edits)


def _within(text: Text, edits: Sequence[Edit], first: int) -> Sequence[Edit]:
    """The edits from the one with the number `first` on that lie in a text."""
    start, end = text.offsets()
    last = first
    while last < len(edits) and start <= edits[last].start and edits[last].end <= end:
        last += 1
    return edits[first:last]


def _edited(text: Text, edits: Sequence[Edit]) -> str | None:
    """A text as it reads with these edits, or None if one of them does not fit."""
    bare = covered(text, quotations=True)
    pieces = []
    at = 0
    for edit in edits:
        first, last = _index(text, edit.start), _index(text, edit.end)
        if not text[first:last] == bare[first:last] == edit.words:  # marks of emphasis would be torn apart
            return None
        pieces += [text[at:first], _read(text, edit.replacement)]
        at = last
    return "".join([*pieces, text[at:]])


def _index(text: Text, offset: int) -> int:
    """The first character of a text that stands at a file's offset or behind it."""
    return bisect_left(range(len(text)), offset, key=lambda at: text.offsets(at, at + 1)[0])


def _read(text: Text, written: str) -> str:
    """A replacement as it reads inside the text's quotation marks: what `Text.written` did, undone."""
    if text.written("'") == "''":
        return written.replace("''", "'")
    return _ESCAPED.sub(r"\1", written) if text.written('"') == '\\"' else written


def _shape_of_document(source: Source) -> Shape:
    """What stands between the texts of a plain document must stay as it is."""
    outline: list[object] = []
    at = 0
    blocks = sorted(source.value, key=lambda block: block.text.offsets())
    for block in blocks:
        start, end = block.text.offsets()
        outline += [source.file.text[at:start], block.kind]
        at = end
    return Shape([*outline, source.file.text[at:]], [block.text for block in blocks])


def _shape_of_yaml(document: Document) -> Shape:
    outline: list[object] = [comment.text for comment in comments(document)]
    texts: list[Text] = []
    for node, is_key in _nodes(document.root):
        if isinstance(node, ScalarNode):
            outline.append((node.tag, node.style, node.value if is_key else None))
            if not is_key:
                texts.append(text_of(node, document.file, ""))
        elif isinstance(node, (MappingNode, SequenceNode)):
            outline.append((node.tag, type(node), node.flow_style, len(node.value)))
        else:
            outline.append(node)
    return Shape(outline, texts)


def _nodes(root: Node | None) -> Iterator[tuple[Node | int, bool]]:
    """Every node in the order of the file, and whether it is a key; for an alias the number of what it stands for."""
    numbers: dict[int, int] = {}
    waiting: list[tuple[Node, bool]] = [(root, False)] if root is not None else []
    while waiting:
        node, is_key = waiting.pop()
        if id(node) in numbers:
            yield numbers[id(node)], is_key
            continue
        numbers[id(node)] = len(numbers)
        yield node, is_key
        if isinstance(node, MappingNode):
            for key, value in reversed(node.value):
                waiting += [(value, False), (key, True)]
        elif not isinstance(node, ScalarNode):
            waiting += [(each, False) for each in reversed(node.value)]


def with_text(file: File, text: str) -> File:
    """The same file with another text."""
    return File(file.path, text, file.folder)
