"""A contraction, such as “don't”, outside spoken words.

Why: People who learn English read “do not” faster, and “don't” is easily misread as “do”. Off unless a manual
switches it on: guides for plain language differ here.
Bad: Don't open the box.
Bad: Press the key if it's green.
Good: Do not open the box.
Good: Check the customer's name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sop_toolkit.lint.prose import Sentence
from sop_toolkit.lint.rule import OFF, WARNING, Mark
from sop_toolkit.lint.wording import marks

SEVERITY = OFF


def in_sentence(sentence: Sentence, options: Mapping[str, Any]) -> Iterator[Mark]:
    if "'" in sentence.text or "’" in sentence.text:
        for mark in marks(sentence, sentence.language.phrases("contraction"), "“{words}” is a contraction."):
            yield mark._replace(severity=WARNING)
