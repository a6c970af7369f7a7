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

from collections.abc import Iterator, Mapping
from typing import Any

from sop_toolkit.language import VerbGroup
from sop_toolkit.lint.prose import Sentence
from sop_toolkit.lint.rule import WARNING, Mark
from sop_toolkit.lint.verbs import quoted
from sop_toolkit.text import Kind

SEVERITY = WARNING
KINDS = frozenset({Kind.INSTRUCTION})


def in_sentence(sentence: Sentence, options: Mapping[str, Any]) -> Iterator[Mark]:
    groups = sentence.groups
    for command, group in zip(groups, groups[1:], strict=False):
        if command.imperative and group.conditional:
            opener = _opener(sentence, command, group)
            if opener is not None and not _asks(sentence, command) and "(" not in sentence.text[command.end : opener[0]]:
                words = quoted(sentence, opener[0], group.end)
                hint = f"Begin with the condition: “{words[:1].upper()}{words[1:]} …, …”."
                yield Mark(opener[0], group.end, f"The condition “{words}” stands after the command.", hint)
                return


def _opener(sentence: Sentence, command: VerbGroup, group: VerbGroup) -> tuple[int, int] | None:
    """The place of the word between a command and a later verb that begins a condition."""
    openers = sentence.language.phrases("conditions").by_first
    others = sentence.language.phrases("before-conditions").by_first
    before = ""
    for span, word in zip(sentence.word_spans, sentence.words, strict=True):
        if span[0] >= group.start:
            return None
        if span[0] >= command.end and word in openers and before not in others:
            return span
        before = word
    return None


def _asks(sentence: Sentence, command: VerbGroup) -> bool:
    """Whether what follows the command is a question: "ask if", "find out when", "make sure when"."""
    asking = sentence.language.phrases("asking").by_first
    verb = sentence.text[command.start : command.end].lower().split()[-1]
    return verb in asking
