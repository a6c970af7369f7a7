"""A semicolon between two sentences.

Why: Two short sentences are easier to read than one long one. Off unless a manual switches it on: lists in running
text use semicolons rightly.
Bad: Close the till; count the cash.
Good: Close the till. Count the cash.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sop_toolkit.lint.prose import Sentence
from sop_toolkit.lint.rule import OFF, WARNING, Mark

SEVERITY = OFF
_SIGN = ";"
_MESSAGE = "A semicolon joins two sentences."


def in_sentence(sentence: Sentence, options: Mapping[str, Any]) -> Iterator[Mark]:
    place = sentence.text.find(_SIGN)
    while place >= 0:
        yield Mark(place, place + 1, _MESSAGE, "Write two sentences, or a list.", severity=WARNING)
        place = sentence.text.find(_SIGN, place + 1)
