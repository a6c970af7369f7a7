"""Two negations in one clause.

Why: A reader has to turn the sentence round twice to learn what to do, and one slip turns it into its opposite.
Bad: Do not fail to shut the gate.
Bad: Give the customer no fewer than three choices.
Bad: Do not open the box unless the seal is whole.
Good: Shut the gate.
Good: Give the customer at least three choices.
Good: Open the box only if the seal is whole.
Good: Do not open the box.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import cache
from typing import Any

from sop_toolkit.language import Language
from sop_toolkit.language.phrases import Entry
from sop_toolkit.lint.prose import Sentence
from sop_toolkit.lint.rule import WARNING, Mark
from sop_toolkit.lint.wording import hint, known_words, marks

SEVERITY = WARNING
_MESSAGE = "“{words}” negates twice."
_NOT, _GAP = "not", "…"
# The most words between the two parts of a pair.
_FAR = 12


def in_sentence(sentence: Sentence, options: Mapping[str, Any]) -> Iterator[Mark]:
    language = sentence.language
    whole = list(marks(sentence, language.phrases("double-negative"), _MESSAGE))
    yield from whole
    covered = {place for mark in whole for place in range(mark.start, mark.end)}
    for told_by, entry in _pairs(language):
        if told_by.isdisjoint(sentence.words):
            continue
        opening, _, closing = entry.phrase.partition(f" {_GAP} ")
        for mark in _pair(sentence, _words(sentence, opening), _words(sentence, closing), entry):
            if not any(place in covered for place in (mark.start, mark.end - 1)):
                yield mark


@cache
def _pairs(language: Language) -> tuple[tuple[frozenset[str], Entry], ...]:
    """The entries for pairs, each with the words of which one stands in its sentences; negations stand in many."""
    entries = language.phrases("double-negative-pairs")
    return tuple((frozenset(each.phrase.split(f" {_GAP} ")) - {_NOT}, each) for each in entries)


def _words(sentence: Sentence, word: str) -> Set[str]:
    return known_words(sentence.language, "negations") if word == _NOT else frozenset((word,))


def _pair(sentence: Sentence, opening: Set[str], closing: Set[str], entry: Entry) -> Iterator[Mark]:
    """A mark for each pair of words that stands in one clause."""
    stops = known_words(sentence.language, "clause-openers")
    spans, text = sentence.word_spans, sentence.text
    begun = -1
    for number, word in enumerate(sentence.words):
        if number and not text[spans[number - 1][1] : spans[number][0]].isspace():
            begun = -1
        if begun >= 0 and number - begun <= _FAR and word in closing:
            words = text[spans[begun][0] : spans[number][1]]
            yield Mark(spans[begun][0], spans[number][1], _MESSAGE.format(words=words), hint(entry))
            begun = -1
        elif word in opening:
            begun = number
        elif word in stops:
            begun = -1
