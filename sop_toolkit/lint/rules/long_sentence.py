"""A sentence with more words than a reader keeps in mind while working.

Why: After some twenty words people go back to the start, or guess. A number with its unit, a label in quotation
marks, a name, a hyphenated word and words in parentheses each count as one, as in Simplified Technical English.
A step has a limit of its own, in English 20 words. A description may have some words more, in English 5.
A sentence in another script than its text has no limit, as it is in another language.
Bad:
    1. Take the form from the second drawer of the desk near the door and write the full name, the address and
    the telephone number of the customer on it.
Good: 1. Take the form from the drawer. Write the name and the address of the customer on it.
Good:
    1. Heat the oven to 180 degrees for 20 minutes (or 25 minutes in winter, when the kitchen is cold and the
    door stays open) and press “Start the second cycle now”.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sop_toolkit.lint.counting import counted_aksharas, counted_words
from sop_toolkit.lint.options import BY_LANGUAGE
from sop_toolkit.lint.prose import Sentence
from sop_toolkit.lint.rule import ERROR, WARNING, Mark, Option
from sop_toolkit.model.shape import Field
from sop_toolkit.text import Kind

SEVERITY = WARNING
KINDS = frozenset({Kind.INSTRUCTION, Kind.DESCRIPTION, Kind.CONDITION})
OPTIONS = {
    "words": Option(
        Field(
            BY_LANGUAGE,
            "The most words of a step's sentence, by language, such as `{en: 20}`. "
            "The limit of a description moves with it: in English it is 5 words more.",
        ),
        {},
    ),
    "aksharas": Option(
        Field(BY_LANGUAGE, "The same in aksharas, for languages that are written in them, such as `{hi: 50}`."), {}
    ),
}


def in_sentence(sentence: Sentence, options: Mapping[str, Any]) -> Iterator[Mark]:
    too_long = _in_words(sentence, options) or _in_aksharas(sentence, options)
    if too_long and sentence.is_of_its_script:
        start, end = sentence.word_spans[0][0], len(sentence.text)
        message, severity = too_long
        yield Mark(start, end, message, "Write two sentences, or a list.", severity=severity)


def _in_words(sentence: Sentence, options: Mapping[str, Any]) -> tuple[str, str] | None:
    """What to say about a sentence with too many words, and how severe it is."""
    most, error = _limits(sentence, sentence.language.limits, options["words"])
    if len(sentence.word_spans) <= most:
        return None
    number = counted_words(sentence)
    return _too_long(number, "words", most, error) if number > most else None


def _in_aksharas(sentence: Sentence, options: Mapping[str, Any]) -> tuple[str, str] | None:
    """The same for aksharas, of which a language with long words has as many for a thought as one with short words."""
    known = sentence.language.aksharas
    if not known:
        return None
    most, error = _limits(sentence, known, options["aksharas"])
    if len(sentence.text) <= most:
        return None
    number = counted_aksharas(sentence)
    return _too_long(number, "aksharas", most, error) if number > most else None


def _too_long(number: int, what: str, most: int, error: int) -> tuple[str, str]:
    return f"This sentence has {number} {what}, and {most} are the most.", ERROR if number > error else WARNING


def _limits(sentence: Sentence, limits: Mapping[str, int], given: Mapping[str, int]) -> tuple[int, int]:
    """The most of this sentence, and the number from which on it is an error."""
    step, other, error = limits["instruction"], limits["description"], limits["error"]
    own = given.get(sentence.language.code)
    if own is not None:
        other, error, step = own + other - step, own + error - step, own
    return (step if sentence.is_instruction else other), error
