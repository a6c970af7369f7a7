"""YAML bytes to nodes with offsets, through a C parser that never builds values of its own.

Every scalar stays the text that stands there. What would make the parser crash or the walk
explode (deep nesting, alias bombs) is bounded before it starts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from sop_toolkit.source.scalar import ScalarPlaces
from sop_toolkit.text import File, Span, Text

__all__ = ["Comment", "Document", "MappingNode", "Node", "Problem", "ScalarNode", "SequenceNode"]

MAX_BYTES = 2_000_000
MAX_DEPTH = 60
MAX_NODES = 200_000

_Loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_UNPRINTABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# Each level of a block costs a column at the start of a line, each level of a flow a bracket.
_DEEP_LINE = re.compile(rf"^[ ?:-]{{{MAX_DEPTH},}}", re.MULTILINE)
_PROPERTY = re.compile(r"[&!]\S*\s*(?:#.*\s+)*")
_TAGGED = re.compile(r"(?:^|[\s\[{,])[&!]\S", re.MULTILINE)
_SPECIAL = "*&!%@`|>"


@dataclass(frozen=True)
class Problem:
    """What keeps a file from being read, where, and what to do about it."""

    message: str
    hint: str
    span: Span


@dataclass(frozen=True)
class Document:
    """A YAML file: its text, and its root node unless a problem kept it from being read."""

    file: File
    root: Node | None
    problem: Problem | None = None


@dataclass(frozen=True)
class Comment:
    """A comment from its `#` to the end of its line; `alone` if nothing stands before it."""

    text: str
    start: int
    end: int
    alone: bool


def read(path: Path, name: str) -> Document:
    """The document at `path`, reported under `name`; an unreadable file is a problem, not an exception."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            return _refused(
                name,
                f"The file has {size / 1e6:.0f} MB; a source may have {MAX_BYTES / 1e6:.0f} MB.",
                "Split it, or remove what is not a procedure.",
            )
        data = path.read_bytes()
    except OSError as error:
        return _refused(name, f"The file cannot be read: {error.strerror}.", "Check that it is a file that you may read.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8-sig", "replace")
        return _refused(
            name, f"Byte 0x{data[error.start]:02x} is not UTF-8.", "Save the file with the encoding UTF-8.", good
        )
    return parse(File(name, text, path.parent))


def parse(file: File) -> Document:
    """The nodes of a text."""
    problem = _unsafe(file)
    if problem is None:
        try:
            root = yaml.compose(file.text, Loader=_Loader)
            problem = _swallowed(file, root)
            return _bounded(file, root) if problem is None else Document(file, None, problem)
        except yaml.YAMLError as error:
            problem = _explain(file, error)
    return Document(file, None, problem)


def text_of(node: ScalarNode, file: File, field: str) -> Text:
    """The scalar as a text; most stand in the file exactly as they read, and need no map of places."""
    start, end = _content_start(node, file.text), node.end_mark.index
    value: str = node.value
    style = node.style or ""
    if not style:
        if end - start == len(value):
            return Text(value, file, field, start)
    elif style not in "|>" and end - start - 2 == len(value):
        return Text(value, file, field, start + 1)
    return Text(value, file, field, ScalarPlaces(file.text, start, end, style))


def _content_start(node: ScalarNode, text: str) -> int:
    """Past an anchor and a tag, which the parser counts to the scalar."""
    start: int = node.start_mark.index
    while start < len(text) and text[start] in "&!":
        properties = _PROPERTY.match(text, start)
        start = properties.end() if properties else start + 1
    return start


def span_of(node: Node, file: File, field: str) -> Span:
    """What a node covers, without the line ends and blanks that the parser counts to it."""
    start, end = node.start_mark.index, node.end_mark.index
    while end > start and file.text[end - 1] in " \t\r\n":
        end -= 1
    return Span(file, start, end, field)


def scalars(node: Node | None) -> Iterator[ScalarNode]:
    """Every scalar below a node, keys included, each once, without recursion."""
    seen: set[int] = set()
    waiting = [node] if node is not None else []
    while waiting:
        here = waiting.pop()
        if id(here) in seen:
            continue
        seen.add(id(here))
        if isinstance(here, ScalarNode):
            yield here
        elif isinstance(here, MappingNode):
            waiting.extend(part for pair in here.value for part in pair)
        else:
            waiting.extend(here.value)


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
            found.append(Comment(text[at:line_end], at, line_end, not text[line_start:at].strip()))
        at = text.find("#", line_end)
    return found


def _extents(document: Document) -> Iterator[tuple[int, int]]:
    """What scalars cover; the first line of a block scalar is no part of it and may hold a comment."""
    text = document.file.text
    for scalar in scalars(document.root):
        start, end = scalar.start_mark.index, scalar.end_mark.index
        if scalar.style in ("|", ">"):
            start = _end_of_line(text, start)
        if end > start:
            yield start, end


def _end_of_line(text: str, at: int) -> int:
    ends = [end for end in (text.find("\n", at), text.find("\r", at)) if end != -1]
    return min(ends, default=len(text))


def _refused(name: str, message: str, hint: str, text: str = "") -> Document:
    file = File(name, text)
    return Document(file, None, Problem(message, hint, Span(file, len(text), len(text))))


def _unsafe(file: File) -> Problem | None:
    bad = _UNPRINTABLE.search(file.text)
    if bad:
        return Problem(
            f"The character U+{ord(bad[0]):04X} may not stand in a source.",
            "Delete it; it often comes from copying out of another program.",
            Span(file, bad.start(), bad.end()),
        )
    brackets = file.text.count("[") + file.text.count("{")
    if brackets < MAX_DEPTH and not _DEEP_LINE.search(file.text):
        return None
    return _too_deep(file)


def _too_deep(file: File) -> Problem | None:
    """Events come one by one, so that reading them cannot crash where building nodes does."""
    depth = 0
    try:
        for event in yaml.parse(file.text, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    at = event.start_mark.index
                    return Problem(
                        f"The file is nested more than {MAX_DEPTH} levels deep here.",
                        "A procedure needs seven levels: look for brackets or dashes that are too many.",
                        Span(file, at, at + 1),
                    )
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError as error:
        return _explain(file, error)
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
    """A first word that YAML takes for a tag, or for the name of an anchor that nothing uses."""
    if not _TAGGED.search(file.text):
        return None
    for scalar in scalars(root):
        at = scalar.start_mark.index
        word = re.match(r"[&!]\S*", file.text[at:])
        if not word or word[0].startswith("!!") or (word[0][0] == "&" and f"*{word[0][1:]}" in file.text):
            continue
        return Problem(*_special(file, at), Span(file, at, at + len(word[0])))
    return None


def _parts(node: Node) -> list[Node]:
    if isinstance(node, MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value) if isinstance(node, SequenceNode) else []


def _alias_problem(file: File, node: Node, what: str) -> Problem:
    at = node.start_mark.index
    return Problem(
        f"An alias (`*name`) here {what}.", "Write the text out instead of using an alias.", Span(file, at, at + 1)
    )


def _explain(file: File, error: yaml.YAMLError) -> Problem:
    """The parser's complaint in a writer's words, with what to do."""
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    context = str(getattr(error, "context", None) or "")
    mark = getattr(error, "problem_mark", None)
    if "alias" in context or "anchor" in context or "quoted" in context:
        mark = error.context_mark  # type: ignore[attr-defined]  # where it began, not where the parser gave up
    at = min(mark.index, len(file.text)) if mark else 0
    message, hint = _in_plain_words(file, at, said, context)
    end = at + 1 if at < len(file.text) and file.text[at] not in "\r\n" else at
    return Problem(message, hint, Span(file, at, end))


def _in_plain_words(file: File, at: int, said: str, context: str) -> tuple[str, str]:
    here = file.text[at : at + 1]
    before = file.text[max(file.text.rfind("\n", 0, at), file.text.rfind("\r", 0, at)) + 1 : at]
    if here == "\t" or "tab" in said:
        return "A tab stands where spaces indent the line.", "Indent with spaces: two for each level."
    if "mapping values are not allowed" in said and re.search(r":\s", before):
        return (
            "A colon and a space (`: `) inside the text start a new field here.",
            "Put the whole text in quotes, or write it in a block after `>`.",
        )
    if "undefined alias" in said or (here and here in _SPECIAL):
        return _special(file, at)
    if "quoted" in context:
        return "A quotation mark is opened here and never closed.", "Close the quotation mark, or delete it."
    if re.search(r"""["']\s*$""", before):
        return (
            "The text goes on after its closing quotation mark.",
            "Put the whole text in quotes; write a quotation mark inside as \\\".",
        )
    if "flow" in context:
        return "A bracket is opened and not closed, or a comma is missing.", (
            "Close the bracket; put a text that holds brackets or commas in quotes."
        )
    if "could not find expected ':'" in said:
        return "A field has no colon here, or a text goes on at the wrong indentation.", (
            "Write `field: text`, and indent a text's further lines deeper than its field."
        )
    if "mapping values are not allowed" in said or "did not find expected" in said or "block" in said:
        return "This line does not fit the lines above it.", (
            "Line up fields of one level, give each field above a colon, and quote a text that holds `: `."
        )
    if "document" in said:
        return "A second document starts here (`---`).", "Keep one procedure to a file."
    return f"This is not YAML: {said}.", "Compare the line with the examples that `sop new` writes."


def _special(file: File, at: int) -> tuple[str, str]:
    """A text that starts with a character that YAML keeps for itself."""
    start = file.text[at]
    rest = re.match(r"[^\s,\]}]*", file.text[at:])
    sample = rest[0] if rest else start
    return (
        f"A text that starts with {start} needs quotes: YAML gives this character a meaning of its own.",
        f'Put the whole text in quotes: "{sample} …".',
    )
