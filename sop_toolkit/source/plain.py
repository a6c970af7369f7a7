"""Plain text documents: each line is a paragraph, and a numbered or bulleted one is an instruction."""

from __future__ import annotations

import re

from sop_toolkit.source.segments import Content
from sop_toolkit.text import File, Kind, Text

_LINE = re.compile(r"[^\r\n]+")
_ITEM = re.compile(r"\s*(?:[-*+•‣–·]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s+")


def read(file: File, quotations: bool = False) -> Content:
    """Each line with its kind. Which lines are quotations, a plain text does not say."""
    texts = [found for line in _LINE.finditer(file.text) if (found := paragraph(file, line.start(), line[0]))]
    return Content(texts, [])


def paragraph(file: File, at: int, words: str) -> tuple[Text, Kind] | None:
    """The words of a line that starts at `at`, without the number or bullet before them, with their kind."""
    item = _ITEM.match(words)
    start = item.end() if item else len(words) - len(words.lstrip())
    bare = words[start:].rstrip()
    if not bare:
        return None
    return Text(bare, file, "", at + start), Kind.INSTRUCTION if item else Kind.DESCRIPTION
