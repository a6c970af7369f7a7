"""YAML bytes to nodes with offsets, through a C parser that never builds values of its own.

Every scalar stays the text that stands there. What would make the parser crash or the walk
explode (deep nesting, alias bombs) is bounded before it starts.
"""

import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from sop_toolkit.source.problems import Problem, explain, swallowed, unprintable
from sop_toolkit.source.scalar import ScalarPlaces
from sop_toolkit.text import File, Span, Text

__all__ = ["Comment", "Document", "MappingNode", "Node", "Problem", "ScalarNode", "SequenceNode"]

MAX_BYTES = 2_000_000
MAX_DEPTH = 60
MAX_NODES = 200_000

_Parser: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# Each level of a block costs a column at the start of a line, each level of a flow a bracket.
_DEEP_LINE = re.compile(rf"\n[ ?:-]{{{MAX_DEPTH}}}")
_CLOSED = r"\[[\w -]*\]"  # as in the name of a field: no level below it
_DEEP_FIRST_LINE = re.compile(rf"[ ?:-]{{{MAX_DEPTH}}}")
# What else starts a line for the parser, or stands before the first one.
_OTHER_STARTS = "\r\x85\u2028\u2029\ufeff"
_PROPERTY = r"[&!]\S*\s*(?:#.*\s+)*"
# How a Word document of today or of old begins, and a PDF.
OF_OTHER_PROGRAMS = (b"PK\3\4", b"\xd0\xcf\x11\xe0", b"%PDF-")
NO_TEXT = "This is no text, but a document of another program, such as Word."
_TAGGED = r"(?m)(?:^|[\s\[{,])[&!]"


class _Loader(_Parser):  # type: ignore[misc]
    """Every scalar is a text, so nobody asks for its type, which takes a third of the time."""

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        return

    def ascend_resolver(self) -> None:
        return

    def resolve(self, kind: object, value: object, implicit: object) -> str:
        return "tag:yaml.org,2002:str"


class Document(NamedTuple):
    """A YAML file: its text, and its root node unless a problem kept it from being read."""

    file: File
    root: Node | None
    problem: Problem | None = None


class Comment(NamedTuple):
    """A comment from its `#` to the end of its line; `alone` if nothing but dashes stands before it."""

    text: str
    start: int
    end: int
    alone: bool


def read(path: Path, name: str) -> Document:
    """The document at `path`, reported under `name`; an unreadable file is a problem, not an exception."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            return _refused(name, "This is not a file with text in it.", "Remove it, or put the file here.")
        if about.st_size > MAX_BYTES:
            return _too_large(name, about.st_size)
        data = path.read_bytes()
    except OSError as error:
        return _refused(
            name, f"The file cannot be read: {error.strerror}.", "Check that it is a file that you may read."
        )
    return decode(data, name, path.parent)


def decode(data: bytes, name: str, folder: Path) -> Document:
    """The document in these bytes, which need not stand on the disk."""
    if len(data) > MAX_BYTES:
        return _too_large(name, len(data))
    if data.startswith(OF_OTHER_PROGRAMS):
        hint = "Make a draft with `sop new`, and write the words of this document into it."
        return _refused(name, NO_TEXT, hint)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8-sig", "replace")
        return _refused(
            name,
            f"Byte 0x{data[error.start]:02x} is not UTF-8.",
            "Save the file with the encoding UTF-8.",
            good,
        )
    return parse(File(name, text, folder))


def _too_large(name: str, size: int) -> Document:
    return _refused(
        name,
        f"The file has {-(-size // 100_000) / 10:g} MB; a source may have {MAX_BYTES / 1e6:g} MB.",
        "Split it, or remove what is not a procedure.",
    )


def parse(file: File) -> Document:
    """The nodes of a text."""
    try:
        problem = _too_deep(file) if _may_be_deep(file.text) else None
        if problem is None:
            root = yaml.compose(file.text, Loader=_Loader)
            problem = _swallowed(file, root)
            return _bounded(file, root) if problem is None else Document(file, None, problem)
    except (yaml.reader.ReaderError, UnicodeEncodeError) as error:
        problem = unprintable(file, error)
    except yaml.YAMLError as error:
        problem = explain(file, error)
    return Document(file, None, problem)


def text_of(node: ScalarNode, file: File, field: str) -> Text:
    """The scalar as a text; most stand in the file exactly as they read, and need no map of places."""
    start, end = node.start_mark.index, node.end_mark.index
    value: str = node.value
    style = node.style
    if not style and end - start == len(value):
        return Text(value, file, field, start)
    start = _content_start(node, file.text)
    if style in ("'", '"') and end - start - 2 == len(value):
        return Text(value, file, field, start + 1)
    return Text(value, file, field, ScalarPlaces(file.text, start, end, style or ""))


def _content_start(node: ScalarNode, text: str) -> int:
    """Past an anchor and a tag, which the parser counts to the scalar."""
    start: int = node.start_mark.index
    while start < len(text) and text[start] in "&!":
        properties = re.compile(_PROPERTY).match(text, start)
        start = properties.end() if properties else start + 1
    return start


def span_of(node: Node, file: File, field: str) -> Span:
    """What a node covers, without the line ends and blanks that the parser counts to it."""
    start, end = node.start_mark.index, node.end_mark.index
    while end > start and file.text[end - 1] in " \t\r\n":
        end -= 1
    return Span(file, start, end, field)


def scalars(node: Node | None) -> Iterator[ScalarNode]:
    """Every scalar below a node, keys included, each once."""
    return (each for each in _nodes(node) if isinstance(each, ScalarNode))


def collections(node: Node | None) -> Iterator[MappingNode | SequenceNode]:
    """Every list and every mapping below a node, each once."""
    return (each for each in _nodes(node) if isinstance(each, (MappingNode, SequenceNode)))


def _nodes(node: Node | None) -> Iterator[Node]:
    """A node and all below it, each once, without recursion."""
    seen: set[int] = set()
    waiting = [node] if node is not None else []
    while waiting:
        here = waiting.pop()
        if id(here) not in seen:
            seen.add(id(here))
            yield here
            if not isinstance(here, ScalarNode):
                waiting.extend(_parts(here))


def comments(document: Document) -> list[Comment]:
    """All comments of a file in order. The parser drops them, so they are what no scalar covers."""
    text = document.file.text
    if "#" not in text:
        return []
    covered = sorted(_extents(document))
    found: list[Comment] = []
    at, position = text.find("#"), 0
    while at != -1:
        while position < len(covered) and covered[position][1] <= at:
            position += 1
        if position < len(covered) and covered[position][0] <= at:
            at = text.find("#", covered[position][1])
            continue
        line_start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
        line_end = _end_of_line(text, at)
        if at == line_start or text[at - 1] in " \t":
            found.append(Comment(text[at:line_end], at, line_end, not text[line_start:at].strip(" \t-")))
        at = text.find("#", line_end)
    return found


def _extents(document: Document) -> Iterator[tuple[int, int]]:
    """What scalars cover; the first line of a block scalar is no part of it and may hold a comment."""
    text = document.file.text
    for scalar in scalars(document.root):
        start, end = scalar.start_mark.index, scalar.end_mark.index
        if scalar.style in ("|", ">"):
            start = _end_of_line(text, start)
        yield start, end


def _end_of_line(text: str, at: int) -> int:
    ends = [end for end in (text.find("\n", at), text.find("\r", at)) if end != -1]
    return min(ends, default=len(text))


def _refused(name: str, message: str, hint: str, text: str = "") -> Document:
    file = File(name, text)
    return Document(file, None, Problem(message, hint, Span(file, len(text), len(text))))


def _may_be_deep(text: str) -> bool:
    """A quick look, for all but a few files never need a slow one."""
    for sign in _OTHER_STARTS:
        if sign in text:
            text = text.replace(sign, "\n")
    deep = _DEEP_LINE.search(text) or _DEEP_FIRST_LINE.match(text)
    return bool(deep) or (_openings(text) >= MAX_DEPTH and _openings(re.sub(_CLOSED, "", text)) + 1 >= MAX_DEPTH)


def _openings(text: str) -> int:
    return text.count("[") + text.count("{")


def _too_deep(file: File) -> Problem | None:
    """Events come one by one, so that reading them cannot crash where building nodes does."""
    depth = 0
    for event in yaml.parse(file.text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                at = event.start_mark.index  # type: ignore[union-attr]
                return Problem(
                    f"The file is nested more than {MAX_DEPTH} levels deep here.",
                    "A procedure needs seven levels: look for brackets or dashes that are too many.",
                    Span(file, at, at + 1),
                )
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


def _bounded(file: File, root: Node | None) -> Document:
    """A document unless its aliases make more of it than a manual can hold, or contain themselves."""
    if "*" not in file.text or "&" not in file.text or root is None:
        return Document(file, root)
    sizes: dict[int, int] = {}
    open_nodes: set[int] = set()
    waiting: list[tuple[Node, bool]] = [(root, False)]
    while waiting:
        node, done = waiting.pop()
        parts = _parts(node)
        if done:
            open_nodes.discard(id(node))
            sizes[id(node)] = 1 + sum(sizes[id(part)] for part in parts)
            if sizes[id(node)] > MAX_NODES:
                return Document(file, None, _alias_problem(file, node, "makes more than a manual can hold"))
        elif id(node) not in sizes:
            open_nodes.add(id(node))
            waiting.append((node, True))
            for part in parts:
                if id(part) in open_nodes:
                    return Document(file, None, _alias_problem(file, part, "contains itself"))
                waiting.append((part, False))
    return Document(file, root)


def _swallowed(file: File, root: Node | None) -> Problem | None:
    """The first text that loses its first word, because YAML takes it for a tag or an anchor."""
    if ("!" not in file.text and "&" not in file.text) or not re.search(_TAGGED, file.text):
        return None
    starts = [
        node.start_mark.index
        for node in _nodes(root)
        if file.text.startswith(("!", "&") if isinstance(node, ScalarNode) else "!", node.start_mark.index)
    ]
    return swallowed(file, starts)


def _parts(node: Node) -> list[Node]:
    if isinstance(node, MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value) if isinstance(node, SequenceNode) else []


def _alias_problem(file: File, node: Node, what: str) -> Problem:
    at = node.start_mark.index
    return Problem(
        f"An alias (`*name`) here {what}.",
        "Write the text out instead of using an alias.",
        Span(file, at, at + 1),
    )
