"""Comments that allow a finding: `# sop: allow <rule>[, <rule>] -- <reason>`, and what they cover."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sop_toolkit.source.yaml import Comment, Document, MappingNode, Node, ScalarNode, comments, scalars, span_of
from sop_toolkit.text import Span

_DIRECTIVE = re.compile(r"#\s*sop:\s*(?P<verb>\S+)?\s*(?P<rules>.*?)(?:\s+--\s*(?P<reason>.*?))?\s*\Z", re.DOTALL)


@dataclass(frozen=True)
class Allowance:
    """One comment that allows rules in a stretch of a file; `reason` is empty where none is given."""

    rules: tuple[str, ...]
    reason: str
    comment: Span
    covers: Span | None
    verb: str = "allow"


def allowances(document: Document) -> list[Allowance]:
    """Every suppression comment of a file, in order."""
    if "sop:" not in document.file.text:
        return []
    found = []
    for comment in comments(document):
        read = _DIRECTIVE.match(comment.text)
        if read:
            rules = tuple(name for name in re.split(r"[,\s]+", read["rules"]) if name)
            span = Span(document.file, comment.start, comment.end)
            covers = _covered(document, comment)
            found.append(Allowance(rules, (read["reason"] or "").strip(), span, covers, read["verb"] or ""))
    return found


def lost_texts(document: Document) -> list[Span]:
    """Comments that cut a text short: one blank and `#` after unquoted words."""
    text = document.file.text
    if " #" not in text:
        return []
    found = []
    for scalar in scalars(document.root):
        end = scalar.end_mark.index
        if not scalar.style and scalar.value and text.startswith(" #", end):
            line_end = min(at for at in (text.find("\n", end), text.find("\r", end), len(text)) if at != -1)
            if not _DIRECTIVE.match(text[end + 1 : line_end]):
                found.append(Span(document.file, end + 1, line_end))
    return sorted(found, key=lambda span: span.start)


def _covered(document: Document, comment: Comment) -> Span | None:
    """The value of the key in the comment's line, or in the next line with one if the comment is alone."""
    file = document.file
    line = file.location(comment.start).line
    if not comment.alone:
        spans = [span for first, span in _entries(document) if file.location(first).line == line]
        return spans[-1] if spans and _is_item(document, line) else (spans[0] if spans else None)
    following = [(first, span) for first, span in _entries(document) if first > comment.end]
    if not following:
        return None
    return min(following, key=lambda entry: (entry[0], -entry[1].end))[1]


def _is_item(document: Document, line: int) -> bool:
    return document.file.line(line).lstrip().startswith("- ")


def _entries(document: Document) -> Iterator[tuple[int, Span]]:
    """Each key or list item: where it starts, and the stretch of its value; outer ones first."""
    waiting: list[Node] = [document.root] if document.root is not None else []
    seen: set[int] = set()
    while waiting:
        node = waiting.pop(0)
        if id(node) in seen or isinstance(node, ScalarNode):
            continue
        seen.add(id(node))
        for part in node.value:
            key, value = part if isinstance(node, MappingNode) else (part, part)
            span = span_of(value, document.file, "")
            yield key.start_mark.index, Span(document.file, key.start_mark.index, max(span.end, key.end_mark.index))
            waiting.append(value)
