"""A form for friends and children, where the reader or the customer is a person to respect.

Why: A manual speaks to colleagues, and its words reach customers. The polite form is the only one that offends
nobody. In Hindi that is आप with करें, in Bengali আপনি with করুন, in Telugu మీరు with చేయండి.
Bad: 1. पैसे लौटा दो।
Bad: 1. টাকা ফেরত দাও।
Bad: 1. బటన్ నొక్కు.
Good: 1. पैसे लौटाएँ।
Good: 1. টাকা ফেরত দিন।
Good: 1. బటన్ నొక్కండి.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sop_toolkit.lint.prose import Sentence
from sop_toolkit.lint.rule import WARNING, Mark
from sop_toolkit.lint.verbs import command_hint, quoted
from sop_toolkit.lint.wording import marks
from sop_toolkit.text import Kind

SEVERITY = WARNING
KINDS = frozenset(Kind)


def in_sentence(sentence: Sentence, options: Mapping[str, Any]) -> Iterator[Mark]:
    for group in sentence.groups:
        if group.familiar:
            words = quoted(sentence, group.start, group.end)
            hint = command_hint(sentence, group, "Write the polite form.")
            yield Mark(group.start, group.end, f"“{words}” is a familiar form.", hint)
    yield from marks(sentence, sentence.language.phrases("familiar-form"), "“{words}” is a familiar form.")
