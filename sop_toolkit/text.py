"""Words that know where they stand, and what is found wrong with them."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Protocol, Self

from sop_toolkit.finding import Finding, Fix

# Unicode knows more line ends (U+0085, U+2028, …); editors and git do not count them.
_LINE_END = re.compile(r"\r\n|\n|\r")
# What stands in the letters of a text for code, a placeholder or a quotation: no message shows it.
COVERED = r"\bXx*\b"


def capital(words: str) -> str:
    """The words as they begin a sentence."""
    return words[:1].upper() + words[1:]


class Kind(StrEnum):
    """What a text is for, which decides the rules that apply to it."""

    INSTRUCTION = "instruction"
    DESCRIPTION = "description"
    CONDITION = "condition"
    SPEECH = "speech"
    HEADING = "heading"


class Location(NamedTuple):
    """A place in a file: 1-based line and column, both counted in Unicode code points."""

    line: int
    column: int


class File:
    """A file: its path as the user gave it (with `/`), its text without a byte order mark, its folder on the disk."""

    def __init__(self, path: str, text: str = "", folder: Path | None = None) -> None:
        self.path = path
        self.text = text
        self.folder = folder

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(end.end() for end in _LINE_END.finditer(self.text))]

    def location(self, offset: int) -> Location:
        """The place of the character at `offset` (0-based, in code points)."""
        line = bisect_right(self._line_starts, offset)
        return Location(line, offset - self._line_starts[line - 1] + 1)

    def offset(self, location: Location) -> int:
        """The offset of the character at a place: the other way round."""
        return self._line_starts[location.line - 1] + location.column - 1

    def line(self, number: int) -> str:
        """The text of line `number` (1-based), without its line end."""
        start = self._line_starts[number - 1]
        end = self._line_starts[number] if number < len(self._line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


class Places(Protocol):
    """Where each character of a text stands, for texts that are not written one to one."""

    @property
    def quote(self) -> str:
        """The quotation mark that the text is written in, if any."""

    def spans(self, value: str) -> Sequence[tuple[int, int]]:
        """For each character of `value` its first offset in the file and the one after its last."""


class Text(str):
    """A text of a source that knows its file, its field and the place of every character.

    `places` is the offset of the first character where the text stands in the file as it is,
    else what computes the places when somebody asks: most texts are never asked.
    """

    __slots__ = ("field", "file", "places")
    file: File
    field: str
    places: int | Places

    def __new__(cls, value: str, file: File, field: str, places: int | Places) -> Self:
        text = str.__new__(cls, value)
        text.file = file
        text.field = field
        text.places = places
        return text

    def offsets(self, start: int = 0, end: int | None = None) -> tuple[int, int]:
        """The file offsets of the characters from `start` up to `end` (default: all of them)."""
        last = len(self) if end is None else end
        if isinstance(self.places, int):
            return self.places + start, self.places + last
        spans = self.places.spans(self)
        if not spans:
            return (0, 0)
        if start >= last:
            at = spans[start][0] if start < len(spans) else spans[-1][1]
            return at, at
        return spans[start][0], spans[last - 1][1]

    def written(self, words: str) -> str:
        """Words as they must be written inside this text's quotation marks, if it has any."""
        quote = self.file.text[self.places - 1 : self.places] if isinstance(self.places, int) else self.places.quote
        if quote == "'":
            return words.replace("'", "''")
        return words.replace("\\", "\\\\").replace('"', '\\"') if quote == '"' else words


class Span(NamedTuple):
    """A stretch of a file, from one offset up to another, and the field it belongs to."""

    file: File
    start: int
    end: int
    field: str = ""


__all__ = ["File", "Finding", "Fix", "Kind", "Location", "Places", "Span", "Text"]
