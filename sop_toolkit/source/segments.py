"""Texts that stand in several lines of a file, and what a reader of plain documents gives."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple, overload

from sop_toolkit.source.allow import Allowance
from sop_toolkit.text import Kind, Text


class Content(NamedTuple):
    """What a plain document says: its texts with their kinds, in order, and the comments that allow rules."""

    texts: list[tuple[Text, Kind]]
    allowances: list[Allowance]


class Segments(Sequence[tuple[int, int]]):
    """The places of a text whose lines are joined by one character each.

    The character between two lines stands for all that separates them: blanks, the line end, indentation and the
    marks of quotations. Places are computed one by one, for a paragraph may have a hundred thousand words.
    """

    __slots__ = ("_firsts", "_lines", "_size")
    quote = ""

    def __init__(self, lines: Sequence[tuple[int, int]]) -> None:
        """`lines`: start and end of the words of each line in the file."""
        self._lines = lines
        self._firsts: list[int] = []  # where each line begins in the text
        at = 0
        for start, end in lines:
            self._firsts.append(at)
            at += end - start + 1
        self._size = at - 1

    def spans(self, value: str) -> Sequence[tuple[int, int]]:
        """First and last offset of each character of `value`, the lines joined."""
        return self

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, index: int) -> tuple[int, int]: ...
    @overload
    def __getitem__(self, index: slice) -> list[tuple[int, int]]: ...
    def __getitem__(self, index: int | slice) -> tuple[int, int] | list[tuple[int, int]]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(self._size))]
        at = index + self._size if index < 0 else index
        if not 0 <= at < self._size:
            raise IndexError(index)
        line = bisect_right(self._firsts, at) - 1
        start, end = self._lines[line]
        place = start + at - self._firsts[line]
        return (place, place + 1) if place < end else (end, self._lines[line + 1][0])
