"""A "sentence" without an end: it is read in pieces, so that time stays linear and memory small.

Some rules look through a whole sentence for each verb in it. No sentence that people write is this long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sop_toolkit.language import VerbGroup

LONGEST = 2_000


def is_long(sentence: str) -> bool:
    """Whether a sentence is read in pieces."""
    return len(sentence) > LONGEST


def verb_groups(sentence: str, of_piece: Callable[[str, bool], Sequence[VerbGroup]]) -> list[VerbGroup]:
    """The verb groups of all pieces, at their places in the sentence; `of_piece` hears whether it has the first one."""
    return [
        group._replace(start=group.start + start, end=group.end + start)
        for start, end in _pieces(sentence)
        for group in of_piece(sentence[start:end], start == 0)
    ]


def _pieces(sentence: str) -> Iterator[tuple[int, int]]:
    """Start and end of pieces of a bounded length, cut after a space where there is one."""
    start = 0
    while start < len(sentence):
        end = start + LONGEST
        if end < len(sentence):
            end = sentence.rfind(" ", start, end) + 1 or end
        yield start, min(end, len(sentence))
        start = end
