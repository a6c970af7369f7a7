"""A step with “should”, “may”, “might” or “could”, which leaves open whether it must happen.

Why: “Should” lets two people do two things, and both are right. A step is a command or it is no step. “Can” and
“must” say what they mean and stay free, and so do conditions.
Bad: 1. You should count the cash twice.
Bad: 1. The clerk may ask for a card.
Good: 1. Count the cash twice.
Good: 1. Ask for a card.
Good: 1. You must wear gloves.
Good: The customer may pay later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sop_toolkit.lint.prose import Sentence
from sop_toolkit.lint.rule import WARNING, Mark
from sop_toolkit.lint.verbs import advice, capital, quoted
from sop_toolkit.text import Kind

SEVERITY = WARNING
KINDS = frozenset({Kind.INSTRUCTION})


def in_sentence(sentence: Sentence, options: Mapping[str, Any]) -> Iterator[Mark]:
    commanded = False
    for group in sentence.groups:
        commanded = commanded or group.imperative
        weak = sentence.language.phrases("weak-modals").by_first.get(group.modal) if group.modal else None
        if weak is None or group.conditional or (commanded and group.subordinate) or sentence.ends_as_question:
            continue
        verb = advice(sentence, group).verb
        hint = f"Write a command, “{capital(verb)} …”, " if verb else "Write a command, "
        words = quoted(sentence, group.start, group.end)
        instead = weak[0][1].instead
        yield Mark(group.start, group.end, f"“{words}” leaves open what to do.", f"{hint}or “{instead}”.")
