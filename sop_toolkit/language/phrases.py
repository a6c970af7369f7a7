"""Word lists: phrases with what to write instead, found in a sentence in one pass over its words.

A list has one entry a line: the phrase, then after ` = ` what to write instead, then after ` # ` a remark that
goes into the hint. Several phrases with one replacement are separated by ` | `. A line that starts with `#`
is a comment. A replacement that starts with `?` is advice and not a text to put in. The replacement `ok` makes
a phrase an exception: what it covers is right. Words after ` ! ` silence an entry where one of them stands shortly
before it. A verb in braces stands for all its forms, one of several for each of them, and the verb in braces of
the replacement takes the same form: `{take, have} a look at = {look} at`. A full stop at the end of a phrase
belongs to it where it stands in the text ("etc.").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import normalize

# The forms of a verb; in every language in an order of its own, the same for all verbs.
Forms = Callable[[str], Sequence[str]]
RIGHT = "ok"
_VERBS = re.compile(r"\{([^{}]*)\}")


class Entry(NamedTuple):
    """A phrase of a list: what to write instead (may be empty), whether that is advice, and a remark.

    `unless` are words that silence it from shortly before it.
    """

    phrase: str
    instead: str = ""
    advice: bool = False
    remark: str = ""
    unless: frozenset[str] = frozenset()

    @property
    def is_right(self) -> bool:
        """Whether the phrase is an exception to a shorter one."""
        return self.instead == RIGHT


@dataclass(frozen=True)
class Phrases:
    """Entries by their first word, longest first."""

    by_first: dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]

    def __bool__(self) -> bool:
        return bool(self.by_first)

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, Entry]]:
        """First and last word (exclusive) and entry of each phrase, none overlapping.

        `words` are in small letters and NFC.
        """
        by_first = self.by_first
        if by_first.keys().isdisjoint(words):
            return
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
        phrase = entry.phrase if entry.phrase.isascii() else normalize("NFC", entry.phrase)
        words = tuple(phrase.lower().removesuffix(".").split())
        if words:
            by_first.setdefault(words[0], []).append((words, entry))
    longest_first = {first: tuple(sorted(found, key=lambda each: -len(each[0]))) for first, found in by_first.items()}
    return Phrases(longest_first)


def read_phrases(text: str, forms: Forms | None = None) -> Phrases:
    """The list that a file holds; `forms` gives the forms of the verbs in braces, which else stand as they are."""
    entries: dict[str, Entry] = {}
    for line in text.splitlines():
        line = line.strip()
        if line and not line.startswith("#"):
            for entry in _entries(line, forms or _as_it_is):
                entries.setdefault(entry.phrase, entry)
    return phrases(list(entries.values()))


def _as_it_is(verb: str) -> Sequence[str]:
    return (verb,)


def _entries(line: str, forms: Forms) -> Iterator[Entry]:
    line, _, remark = line.partition(" # ")
    line, _, unless = line.partition(" ! ")
    left, _, instead = line.partition(" = ")
    instead = instead.strip()
    advice = instead.startswith("?")
    instead, remark, silencers = instead.lstrip("? "), remark.strip(), frozenset(unless.split())
    for phrase in left.split(" | "):
        for words, replacement in _inflected(phrase.strip(), instead, forms):
            yield Entry(words, replacement, advice, remark, silencers)


def _inflected(phrase: str, instead: str, forms: Forms) -> Iterator[tuple[str, str]]:
    """The phrase and its replacement with their verbs in braces in each form."""
    verbs = _VERBS.search(phrase)
    if verbs is None:
        yield phrase, instead
        return
    before, after = phrase[: verbs.start()], phrase[verbs.end() :]
    answer = _VERBS.search(instead)
    answers = forms(answer[1]) if answer else ()
    for verb in verbs[1].split(", "):
        known = forms(verb)
        for number, form in enumerate(known):
            if form not in known[:number]:  # many forms of a verb are alike
                found = instead[: answer.start()] + answers[number] + instead[answer.end() :] if answer else instead
                yield before + form + after, found
