"""Plain text documents: each line is a paragraph, and a numbered or bulleted one is an instruction."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sop_toolkit.text import File, Kind, Text

_LINE = re.compile(r"[^\r\n]+")
_ITEM = re.compile(r"\s*(?:[-*+•‣–·]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s+")


def blocks(file: File) -> Iterator[tuple[Text, Kind]]:
    """Each line with its kind, without the number or bullet before it."""
    for line in _LINE.finditer(file.text):
        item = _ITEM.match(line[0])
        start = item.end() if item else len(line[0]) - len(line[0].lstrip())
        words = line[0][start:].rstrip()
        if words:
            yield Text(words, file, "", line.start() + start), Kind.INSTRUCTION if item else Kind.DESCRIPTION
