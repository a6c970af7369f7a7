"""A command that stands before its condition, so that a reader acts before reading on.

Why: Somebody who works and reads along has called the manager when the eye comes to “if”. With the condition first,
nobody acts too early. Short additions such as “if worn”, and “until”, “before” and “after”, stay free.
Bad: 1. Call the manager if the total is wrong.
Bad: 1. Turn off the tap when the tank is full.
Good: 1. If the total is wrong, call the manager.
Good: 1. Ask the customer if the box is complete.
Good: 1. Wait until the lamp is green.
Good: 1. Replace the seal if worn.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from sop_toolkit.language import VerbGroup
from sop_toolkit.lint.prose import Sentence
from sop_toolkit.lint.rule import WARNING, Mark
from sop_toolkit.lint.verbs import quoted
from sop_toolkit.text import Kind, capital

SEVERITY = WARNING
KINDS = frozenset({Kind.INSTRUCTION})
# What ends a command and begins a thought of its own.
_SIGNS = frozenset("(:;[")


def in_sentence(sentence: Sentence, options: Mapping[str, Any]) -> Iterator[Mark]:
    groups = sentence.groups
    for command, group in pairwise(groups):
        if command.imperative and group.opener > command.end and _is_condition(sentence, command, group):
            words = quoted(sentence, group.opener, group.end)
            hint = f"Begin with the condition: “{capital(words)} …, …”."
            yield Mark(group.opener, group.end, f"The condition “{words}” stands after the command.", hint)
            return


def _is_condition(sentence: Sentence, command: VerbGroup, group: VerbGroup) -> bool:
    """Whether a clause after a command says when to obey it: no question, and not one more sentence in brackets."""
    phrases = sentence.language.phrases
    verb = sentence.text[command.start : command.end].lower().split()[-1]
    if verb in phrases("asking").first_words or any(
        sign in _SIGNS for sign in sentence.text[command.end : group.opener]
    ):
        return False
    place = bisect_left(sentence.word_spans, (group.opener, group.opener))
    return (
        place < len(sentence.words)
        and sentence.words[place] in phrases("conditions").first_words
        and sentence.words[place - 1] not in phrases("before-conditions").first_words
    )
