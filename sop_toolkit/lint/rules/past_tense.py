"""A verb in the past, where the text says what to do or what is so.

Why: A procedure holds today. A past form reads like a report of what somebody did once. In a condition, such as “If
the customer lost the receipt”, it is a note alone.
Bad: The clerk signed the form.
Bad: The old form was blue.
Bad: The customer did not bring the receipt, so the clerk asks for it.
Bad: 1. Tell the customer that the parcel came back.
Bad: पुराना फ़ॉर्म नीला था।
Bad: গ্রাহক রসিদ আনেননি।
Bad: కస్టమర్ రసీదు తీసుకురాలేదు.
Good: The clerk signs the form.
Good: The customer has no receipt, so the clerk asks for it.
Good: Put the signed form in the safe.
Good: 1. Put the key back, and read the number.
Good: पुराना फ़ॉर्म नीला है।
Good: এই ধাপের উদ্দেশ্য হলো ভুল ধরা।
Good: 1. కస్టమర్ ఇచ్చిన రసీదును చూడండి.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sop_toolkit.lint.prose import Sentence
from sop_toolkit.lint.rule import ERROR, NOTE, Mark
from sop_toolkit.lint.verbs import advice, present_hint, quoted, severity

SEVERITY = ERROR


def in_sentence(sentence: Sentence, options: Mapping[str, Any]) -> Iterator[Mark]:
    for group in sentence.groups:
        if group.tense == "past":
            message = f"“{quoted(sentence, group.start, group.end)}” is in the past tense."
            hint = present_hint(sentence, group, advice(sentence, group))
            usual = NOTE if group.conditional else severity(sentence, group)
            yield Mark(group.start, group.end, message, hint, severity=usual)
