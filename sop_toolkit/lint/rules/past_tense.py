"""A verb in the past, where the text says what to do or what is true.

Why: A procedure holds today. A past form reads like a report of what somebody did once.
Bad: The clerk signed the form.
Bad: The customer did not bring the receipt, so the clerk asked for it.
Good: The clerk signs the form.
Good: Put the signed form in the safe.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sop_toolkit.lint.prose import Sentence
from sop_toolkit.lint.rule import ERROR, WARNING, Mark

SEVERITY = ERROR


def in_sentence(sentence: Sentence, options: Mapping[str, Any]) -> Iterator[Mark]:
    severity = ERROR if sentence.is_instruction else WARNING
    for group in sentence.groups:
        if group.tense == "past":
            words = sentence.text[group.start : group.end]
            hint = (
                "Write what to do now, as a command." if sentence.is_instruction else "Write it in the present tense."
            )
            yield Mark(group.start, group.end, f"“{words}” is in the past tense.", hint, severity=severity)
