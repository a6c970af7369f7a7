"""A command in a text that is to inform, such as a reason or a result.

Why: Staff do the steps. A command that hides in a note is done by those alone who read the notes. The rule is off, as
many manuals write a purpose as a command (“Give each customer the same return”), and nobody means a step by it.
Bad: Lock the safe before you leave.
Good: The safe stays shut at night.
Good: 1. Lock the safe before you leave.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sop_toolkit.lint.prose import Sentence
from sop_toolkit.lint.rule import OFF, WARNING, Mark
from sop_toolkit.lint.verbs import quoted
from sop_toolkit.text import Kind

SEVERITY = OFF
KINDS = frozenset({Kind.DESCRIPTION})


def in_sentence(sentence: Sentence, options: Mapping[str, Any]) -> Iterator[Mark]:
    group = next((each for each in sentence.groups if each.imperative), None)
    if group is not None:
        words = quoted(sentence, group.start, group.end)
        message = f"“{words}” is a command in a description."
        yield Mark(group.start, group.end, message, "Make it a step of its own.", severity=WARNING)
