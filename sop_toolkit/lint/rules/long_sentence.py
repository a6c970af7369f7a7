"""A sentence with more words than a reader keeps in mind while working.

Why: After some twenty words people go back to the start, or guess. A number with its unit, a label in quotation
marks, a name, a hyphenated word and words in parentheses each count as one, as in Simplified Technical English.
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

from sop_toolkit.lint.counting import counted_words
from sop_toolkit.lint.options import BY_LANGUAGE
from sop_toolkit.lint.prose import Sentence
from sop_toolkit.lint.rule import ERROR, WARNING, Mark, Option
from sop_toolkit.model.shape import Field
from sop_toolkit.text import Kind

SEVERITY = WARNING
KINDS = frozenset({Kind.INSTRUCTION, Kind.DESCRIPTION, Kind.CONDITION})
OPTIONS = {
    "words": Option(Field(BY_LANGUAGE, "The most words of a step's sentence, by language, such as `{en: 20}`."), {}),
}


def in_sentence(sentence: Sentence, options: Mapping[str, Any]) -> Iterator[Mark]:
    most, too_many = _limits(sentence, options)
    if len(sentence.word_spans) <= most:
        return
    number = counted_words(sentence)
    if number > most:
        start, end = sentence.word_spans[0][0], len(sentence.text)
        message = f"This sentence has {number} words, and {most} are the most."
        hint = "Write two sentences, or a list."
        yield Mark(start, end, message, hint, severity=ERROR if number > too_many else WARNING)


def _limits(sentence: Sentence, options: Mapping[str, Any]) -> tuple[int, int]:
    """The most words of this sentence, and the number from which on it is an error."""
    limits = sentence.language.limits
    step, other, error = limits["instruction"], limits["description"], limits["error"]
    given = options["words"].get(sentence.language.code)
    if given is not None:
        other, error, step = int(given) + other - step, int(given) + error - step, int(given)
    return (step if sentence.is_instruction else other), error
