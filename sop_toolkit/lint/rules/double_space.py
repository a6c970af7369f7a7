"""Two or more blanks between two words of a line.

Why: A double blank is a slip of the finger that shows in some formats and breaks searches for the words.
Bad:
    scope: The  whole branch.
Good:
    scope: The whole branch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sop_toolkit.lint.rule import NOTE, Mark
from sop_toolkit.text import Kind, Text

SEVERITY = NOTE
KINDS = frozenset(Kind) - {Kind.SPEECH}
# Compiled when a text first needs it, as few do.
_BLANKS = r"(?<=[^\W\d_]|[,;)”’\"'])  +(?=[\w(“‘\"'])"
_ALIGNED = r"\S {2,}\S.*\S {2,}\S|\S {4}|\t|^ *\|"
_SAFE = " "


def in_text(text: Text, options: Mapping[str, Any]) -> Iterator[Mark]:
    if "  " not in text:
        return
    start = 0
    for line in str(text).split("\n"):
        if not re.search(_ALIGNED, line) and "`" not in line:
            for found in re.finditer(_BLANKS, line):
                first, last = start + found.start(), start + found.end()
                if _is_so_in_the_file(text, first, last):
                    yield Mark(first, last, "Two blanks stand between two words.", "Write one blank.", _SAFE, True)
        start += len(line) + 1


def _is_so_in_the_file(text: Text, start: int, end: int) -> bool:
    """Whether the blanks stand in the file as they are, and not as the end of a line."""
    first, last = text.offsets(start, end)
    return text.file.text[first:last] == text[start:end]
