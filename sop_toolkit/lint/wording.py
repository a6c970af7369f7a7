"""What rules with word lists share: a phrase in a sentence as a mark, with the words to write instead."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterator, Set

from sop_toolkit.language import Language
from sop_toolkit.language.phrases import Entry, Phrases
from sop_toolkit.lint.prose import Sentence
from sop_toolkit.lint.rule import Mark
from sop_toolkit.source.inline import codes
from sop_toolkit.text import capital

# How many words before a phrase can silence it.
_NEAR = 6
_LONGEST_ARTICLE = 12


def phrases_in(sentence: Sentence, phrases: Phrases) -> Iterator[tuple[int, int, Entry]]:
    """First and last character (exclusive) and entry of each phrase that stands in one piece."""
    words = sentence.words
    for first, last, entry in phrases.find(words):
        if entry.is_right or not in_one_piece(sentence, first, last):
            continue
        if entry.unless and not entry.unless.isdisjoint(words[max(0, first - _NEAR) : first]):
            continue
        end = sentence.word_spans[last - 1][1]
        with_stop = entry.phrase.endswith(".") and sentence.text.startswith(".", end)
        yield sentence.word_spans[first][0], end + with_stop, entry


def in_one_piece(sentence: Sentence, first: int, last: int) -> bool:
    """Whether nothing but white space stands between the words from `first` up to `last`."""
    spans = sentence.word_spans
    text = sentence.text
    return all(text[spans[word][1] : spans[word + 1][0]].isspace() for word in range(first, last - 1))


def marks(sentence: Sentence, phrases: Phrases, message: str) -> Iterator[Mark]:
    """A mark for each phrase; its safe fix is the entry's replacement, unless the entry gives advice."""
    for start, end, entry in phrases_in(sentence, phrases):
        words = sentence.text[start:end]
        replacement = replaced(words, entry.instead) if not entry.advice else None
        if is_marked_up(words) or not fits(sentence, start, entry.instead):
            replacement = None
        yield Mark(start, end, message.format(words=words), hint(entry), replacement, safe=replacement is not None)


def hint(entry: Entry) -> str:
    """What to write instead, as a sentence."""
    advice = entry.instead if entry.advice else f"Write “{entry.instead}”."
    return f"{advice} {entry.remark}".strip()


def replaced(words: str, instead: str) -> str:
    """The replacement with its first letter, or all of them, as large as those of the words."""
    if words.isupper() and len(words) > 1:
        return instead.upper()
    return capital(instead) if words[:1].isupper() else instead


def is_marked_up(words: str) -> bool:
    """Whether more than one blank stands between the words: marks of emphasis stood there, or a line ends."""
    return "  " in words or "\n" in words


def fits(sentence: Sentence, start: int, instead: str) -> bool:
    """Whether the words around, such as “a” before, fit the replacement as well."""
    keeps_article = getattr(sentence.language.grammar, "keeps_article", None)
    if keeps_article is None:
        return True
    before = sentence.text[max(0, start - _LONGEST_ARTICLE) : start].lower().split()[-1:]
    return bool(keeps_article(before[0] if before else "", sentence.text[start:], instead))


class Code:
    """The stretches of a text that are code, which belongs to no language."""

    def __init__(self, text: str) -> None:
        self._spans = [(part.start, part.end) for part in codes(text)]

    def covers(self, place: int) -> bool:
        """Whether the character at `place` is in code."""
        index = bisect_right(self._spans, (place, sys.maxsize)) - 1
        return index >= 0 and place < self._spans[index][1]


def known_words(language: Language, name: str) -> Set[str]:
    """The single words of a list."""
    return language.phrases(name).first_words
