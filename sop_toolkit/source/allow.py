"""Comments that allow a finding: `# sop: allow <rule>[, <rule>] -- <reason>`, and what they cover."""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from sop_toolkit.source.yaml import (
    Comment,
    Document,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    comments,
    scalars,
    span_of,
)
from sop_toolkit.text import File, Span

_DIRECTIVE = (
    r"(?s)#\s*(?P<said>sop:\s*(?:(?!--)\S+)?|(?i:sop\W?\s*allow\b))"
    r"\s*(?P<rules>.*?)(?:(?<=\s)--(?:\s+(?P<reason>.*?))?)?\s*\Z"
)
_BEGIN = r"#\s*(?i:sop)\b"
# The same in a text of several lines, where it is no comment.
_IN_TEXT = r"(?<![^ \t\r\n])#[ \t]*sop:[^\r\n]*"
_CUTS = (" #", "\t#")
_REST = r"[ \t]+#[^\r\n]*"


class Allowance(NamedTuple):
    """One comment that allows rules in a stretch of a file; `reason` is empty where none is given.

    `said` is how it begins: the linter knows `sop: allow` alone.
    """

    rules: tuple[str, ...]
    reason: str
    comment: Span
    covers: Span | None
    said: str = "sop: allow"

    @property
    def allows(self) -> bool:
        """Whether this is an `allow` at all; a misspelled one is not."""
        return self.said in ("sop: allow", "sop:allow")


def allowances(document: Document) -> list[Allowance]:
    """Every suppression comment of a file, in order."""
    if "sop" not in document.file.text.lower() or not re.search(_BEGIN, document.file.text):
        return []
    found = []
    reach = _Reach(document)
    for comment in comments(document):
        allowance = read_allowance(comment.text, Span(document.file, comment.start, comment.end))
        if allowance:
            found.append(allowance._replace(covers=reach.of(comment)))
    return found


def read_allowance(comment: str, where: Span) -> Allowance | None:
    """What a comment says that starts with `#`, if it is for the linter; it covers nothing yet."""
    read = re.match(_DIRECTIVE, " ".join(comment.split()))  # a long run of blanks would take long to match
    if read is None:
        return None
    rules = tuple(name for name in re.split(r"[,\s]+", read["rules"]) if name)
    return Allowance(rules, (read["reason"] or "").strip(), where, None, read["said"].strip())


def lost_texts(document: Document) -> list[Span]:
    """Comments that cut a text short: one blank or tab and `#` after unquoted words."""
    text = document.file.text
    if not any(sign in text for sign in _CUTS):
        return []
    found = []
    for scalar in scalars(document.root):
        end = scalar.end_mark.index
        if not scalar.style and scalar.value and text.startswith(_CUTS, end):
            line_end = min(at for at in (text.find("\n", end), text.find("\r", end), len(text)) if at != -1)
            if not re.match(_DIRECTIVE, text[end + 1 : line_end]):
                found.append(Span(document.file, end + 1, line_end))
    return sorted(found, key=lambda span: span.start)


def shown_comments(document: Document) -> list[Span]:
    """What looks like a comment for the linter, and is a part of a text of several lines, so that the page shows it."""
    text = document.file.text
    if "sop:" not in text:
        return []
    found = []
    for scalar in scalars(document.root):
        if scalar.style in ("|", ">"):
            second_line = text.find("\n", scalar.start_mark.index) + 1
            inside = re.compile(_IN_TEXT).finditer(text, second_line, scalar.end_mark.index)
            found += [Span(document.file, *each.span()) for each in inside]
    return found


class _Entry(NamedTuple):
    """A key with its value, or a list item; `is_block` for an item that holds lines of its own."""

    start: int
    end: int
    is_block: bool


class _Reach:
    """What the comments of a document cover: the value of a key, found by its line or its place."""

    def __init__(self, document: Document) -> None:
        self.file = document.file
        self.entries = sorted(_entries(document), key=lambda entry: (entry.start, -entry.end))
        self.starts = [entry.start for entry in self.entries]
        self.by_line: dict[int, _Entry] = {}
        self.by_last_line: dict[int, _Entry] = {}
        for entry in self.entries:
            self.by_last_line[self.file.location(entry.end).line] = entry
            if not entry.is_block:  # a line that starts a list item and a field of it stands for the field
                self.by_line.setdefault(self.file.location(entry.start).line, entry)

    def of(self, comment: Comment) -> Span | None:
        """The value that begins or ends in the comment's line, or that of the next key if the comment is alone."""
        if not comment.alone:
            line = self.file.location(comment.start).line
            return _span(self.by_line.get(line) or self.by_last_line.get(line), self.file)
        following = bisect_right(self.starts, comment.end)
        return _span(self.entries[following] if following < len(self.entries) else None, self.file)


def _span(entry: _Entry | None, file: File) -> Span | None:
    """What an entry covers: a text that YAML cuts off behind it belongs to it."""
    if entry is None:
        return None
    rest = re.compile(_REST).match(file.text, entry.end)
    return Span(file, entry.start, rest.end() if rest else entry.end)


def _entries(document: Document) -> Iterator[_Entry]:
    """Every key and list item, outer ones first, in their order."""
    waiting: deque[Node] = deque([document.root] if document.root is not None else [])
    seen: set[int] = set()
    while waiting:
        node = waiting.popleft()
        if id(node) in seen or isinstance(node, ScalarNode):
            continue
        seen.add(id(node))
        for part in node.value:
            key, value = part if isinstance(node, MappingNode) else (part, part)
            is_item = isinstance(node, SequenceNode)
            start, end = key.start_mark.index, span_of(value, document.file, "").end
            if not is_item:  # nothing, or an alias, stands elsewhere
                end = max(end, key.end_mark.index)
            yield _Entry(start, end, is_item and not isinstance(value, ScalarNode) and not value.flow_style)
            waiting.append(value)
