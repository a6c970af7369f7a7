"""Word lists: phrases with what to write instead, found in a sentence in one pass over its words.

A list has one entry a line: the phrase, then after ` = ` what to write instead, then after ` # ` a remark that
goes into the hint. Several phrases with one replacement are separated by ` | `. A line that starts with `#`
is a comment. A replacement that starts with `?` is advice and not a text to put in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase of a list: what to write instead (may be empty), whether that is advice, and a remark."""

    phrase: str
    instead: str = ""
    advice: bool = False
    remark: str = ""


@dataclass(frozen=True)
class Phrases:
    """Entries by their first word, longest first."""

    by_first: dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]

    def __bool__(self) -> bool:
        return bool(self.by_first)

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, Entry]]:
        """First and last word (exclusive) and entry of each phrase; `words` are in small letters. None overlap."""
        by_first = self.by_first
        done = 0
        for position, word in enumerate(words):
            if word not in by_first or position < done:
                continue
            for phrase, entry in by_first[word]:
                end = position + len(phrase)
                if end <= len(words) and tuple(words[position:end]) == phrase:
                    yield position, end, entry
                    done = end
                    break


def phrases(entries: Sequence[Entry]) -> Phrases:
    """A list of entries, ready to be searched."""
    by_first: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for entry in entries:
        words = tuple(entry.phrase.lower().split())
        if words:
            by_first.setdefault(words[0], []).append((words, entry))
    longest_first = {first: tuple(sorted(found, key=lambda each: -len(each[0]))) for first, found in by_first.items()}
    return Phrases(longest_first)


def read_phrases(text: str) -> Phrases:
    """The list that a file holds."""
    entries: list[Entry] = []
    for line in text.splitlines():
        line = line.strip()
        if line and not line.startswith("#"):
            entries.extend(_entries(line))
    return phrases(entries)


def _entries(line: str) -> Iterator[Entry]:
    line, _, remark = line.partition(" # ")
    left, _, instead = line.partition(" = ")
    instead = instead.strip()
    advice = instead.startswith("?")
    for phrase in left.split(" | "):
        yield Entry(phrase.strip(), instead.lstrip("? "), advice, remark.strip())
