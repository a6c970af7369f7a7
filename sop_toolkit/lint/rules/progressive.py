"""A verb with “be” and a form in -ing, where the simple present is shorter.

Why: A procedure tells what people do each time, not what happens at this moment. “Checks” says so in one word, “is
checking” needs two. In a condition, such as “While the customer is waiting”, it is a note alone.
Bad: The clerk is checking the list.
Bad: You're looking for the blue label.
Bad: The queue is getting longer.
Bad: क्लर्क सूची जाँच रहा है।
Bad: কর্মী তালিকা মেলাচ্ছেন।
Bad: క్లర్కు జాబితాను చూస్తున్నారు.
Good: The clerk checks the list.
Good: 1. Look for the blue label.
Good: The missing part is interesting.
Good: क्लर्क सूची जाँचता है।
Good: প্রথম কাজ হচ্ছে গ্রাহককে শোনা।
Good: క్లర్కు జాబితాను చూస్తారు.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sop_toolkit.lint.prose import Sentence
from sop_toolkit.lint.rule import NOTE, WARNING, Mark
from sop_toolkit.lint.verbs import advice, present_hint, quoted

SEVERITY = WARNING


def in_sentence(sentence: Sentence, options: Mapping[str, Any]) -> Iterator[Mark]:
    for group in sentence.groups:
        if group.progressive:
            message = f"“{quoted(sentence, group.start, group.end)}” is a progressive form."
            hint = present_hint(sentence, group, advice(sentence, group))
            usual = NOTE if group.conditional or group.mild else WARNING
            yield Mark(group.start, group.end, message, hint, severity=usual)
