"""Word lists: phrases with what to write instead, found in a sentence in one pass over its words.

A list has one entry a line: the phrase, then after ` = ` what to write instead, then after ` # ` a remark that
goes into the hint. Several phrases with one replacement are separated by ` | `. A line that starts with `#`
is a comment. A replacement that starts with `?` is advice and not a text to put in. The replacement `ok` makes
a phrase an exception: what it covers is right. Words after ` ! ` silence an entry where one of them stands shortly
before it. A verb in braces stands for all its forms, one of several for each of them, and the verb in braces of
the replacement takes the same form: `{take, have} a look at = {look} at`. A full stop at the end of a phrase
belongs to it where it stands in the text ("etc.").

A list is read late: at first it knows the words that its phrases begin with, and reads an entry when one of them
turns up. Most never do in a run over one file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, KeysView, Sequence
from typing import NamedTuple
from unicodedata import normalize

# The forms of a verb; in every language in an order of its own, the same for all verbs.
Forms = Callable[[str], Sequence[str]]
RIGHT = "ok"
_VERBS = re.compile(r"\{([^{}]*)\}")
# A phrase with braces up to its first space outside of them, and the space.
_BEGINNING = re.compile(r"(?:[^ {]|\{[^{}]*\}|\{)* ?")


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


# Entries with all of their words.
_Split = tuple[tuple[tuple[str, ...], Entry], ...]


class Phrases:
    """Entries by their first word. `read` gives those that may begin with one of the `first_words`, in their order."""

    def __init__(self, first_words: KeysView[str], read: Callable[[str], Iterable[Entry]]) -> None:
        self.first_words = first_words
        self._read = read
        self._known: dict[str, _Split] = {}
        self._by_second: dict[str, dict[str, _Split]] = {}

    def __bool__(self) -> bool:
        return bool(self.first_words)

    def __iter__(self) -> Iterator[Entry]:
        return (entry for word in self.first_words for _, entry in self.starting(word))

    def starting(self, word: str) -> _Split:
        """The entries that begin with a word, each with all of its words, the longest first."""
        if word not in self.first_words:
            return ()
        found = self._known.get(word)
        if found is None:
            entries: dict[str, Entry] = {}
            for entry in self._read(word):
                entries.setdefault(entry.phrase, entry)
            split = [(words, entry) for entry in entries.values() if (words := _words(entry.phrase))[:1] == (word,)]
            found = self._known[word] = tuple(sorted(split, key=lambda each: -len(each[0])))
        return found

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, Entry]]:
        """First and last word (exclusive) and entry of each phrase, none overlapping.

        `words` are in small letters and NFC.
        """
        first_words = self.first_words
        if first_words.isdisjoint(words):
            return
        done = 0
        for position in [place for place, word in enumerate(words) if word in first_words]:
            if position < done:
                continue
            for phrase, entry in self._beginning(*words[position : position + 2]):
                end = position + len(phrase)
                if tuple(words[position:end]) == phrase:
                    yield position, end, entry
                    done = end
                    break

    def _beginning(self, word: str, following: str = "") -> _Split:
        """The entries that begin with a word before another: of those that begin with “in”, few go on with “order”."""
        by_second = self._by_second.get(word)
        if by_second is None:
            found: dict[str, list[tuple[tuple[str, ...], Entry]]] = {"": []}
            for each in self.starting(word):
                found.setdefault("".join(each[0][1:2]), []).append(each)
            by_second = self._by_second[word] = {
                second: tuple(entries if not second else entries + found[""]) for second, entries in found.items()
            }
        return by_second.get(following) or by_second[""]


def phrases(entries: Iterable[Entry]) -> Phrases:
    """A list of entries, ready to be searched."""
    by_first: dict[str, list[Entry]] = {}
    for entry in entries:
        for word in _words(entry.phrase)[:1]:
            by_first.setdefault(word, []).append(entry)
    return Phrases(by_first.keys(), by_first.__getitem__)


def read_phrases(text: str, forms: Forms | None = None) -> Phrases:
    """The list that a file holds; `forms` gives the forms of the verbs in braces, which else stand as they are."""
    inflect = forms or _as_it_is
    found: dict[str, list[tuple[str, str]]] = {}  # phrases and their lines, by the words that they begin with
    known: dict[str, list[str]] = {}  # first words by the beginning of a phrase, as many have the same
    for line in map(str.strip, text.splitlines()):
        if line and not line.startswith("#"):
            for phrase in map(str.strip, _parts(line)[0].split(" | ")):
                beginning = _beginning(phrase)
                if beginning not in known:
                    known[beginning] = _first_words(beginning, inflect)
                for word in known[beginning]:
                    found.setdefault(word, []).append((phrase, line))
    return Phrases(found.keys(), lambda word: (entry for each in found[word] for entry in _entries(*each, inflect)))


def _as_it_is(verb: str) -> Sequence[str]:
    return (verb,)


def _words(phrase: str) -> tuple[str, ...]:
    """The words of a phrase in the form that sentences are searched in."""
    composed = phrase if phrase.isascii() else normalize("NFC", phrase)
    return tuple(composed.lower().removesuffix(".").split())


def _beginning(phrase: str) -> str:
    """As much of a phrase as decides which words it can begin with, and the space behind it."""
    word, space, _ = phrase.partition(" ")
    match = _BEGINNING.match(phrase) if "{" in word else None
    return match[0] if match else word + space


def _first_words(beginning: str, forms: Forms) -> list[str]:
    """The words that phrases with this beginning begin with: one, or the forms of a verb."""
    if "{" not in beginning:
        return list(_words(beginning)[:1])
    found = (word for form, _ in _inflected(beginning, "", forms) for word in _words(form)[:1])
    return list(dict.fromkeys(found))


def _parts(line: str) -> tuple[str, str, str, str]:
    """The phrases of a line, what to write instead, the words that silence it, and the remark."""
    line, _, remark = line.partition(" # ")
    line, _, unless = line.partition(" ! ")
    left, _, instead = line.partition(" = ")
    return left, instead.strip(), unless, remark.strip()


def _entries(phrase: str, line: str, forms: Forms) -> Iterator[Entry]:
    """The forms of one of the phrases of a line."""
    _, instead, unless, remark = _parts(line)
    advice = instead.startswith("?")
    instead, silencers = instead.lstrip("? "), frozenset(unless.split())
    for words, replacement in _inflected(phrase, instead, forms):
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
