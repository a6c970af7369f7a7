"""A verb in the future, where the work happens now.

Why: A step says what to do, and a description what is true. “Will” leaves open when, and makes sentences longer.
Bad: The clerk will sign the form.
Bad: You'll find the key in the drawer.
Good: The clerk signs the form.
Good: Put the will in the safe.
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
        if group.tense == "future":
            words = sentence.text[group.start : group.end]
            hint = (
                "Write what to do now, as a command." if sentence.is_instruction else "Write it in the present tense."
            )
            yield Mark(group.start, group.end, f"“{words}” is in the future tense.", hint, severity=severity)
