"""A verb with “have” and a participle, where the present tense says it more simply.

Why: “Has signed” asks the reader to think of two times at once: when somebody acts, and now. The present tense needs
one. In a condition, such as “After the customer has paid”, it is a note alone.
Bad: The clerk has signed the form.
Bad: The manager has not answered the mail.
Bad: The form should have arrived by noon.
Bad: क्लर्क ने फ़ॉर्म पर दस्तख़त किए हैं।
Bad: ক্যাশিয়ার ফর্মে সই করেছেন।
Bad: క్లర్కు ఫారాన్ని పంపించి ఉన్నారు.
Good: The clerk signs the form.
Good: The form has required fields.
Good: 1. Have the form ready.
Good: Customers have to wait.
Good: क्लर्क फ़ॉर्म पर दस्तख़त करता है।
Good: 1. গ্রাহক যা বলেছেন, তা আবার বলুন।
Good: తలుపు తెరిచి ఉంది.
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
        if group.perfect:
            message = f"“{quoted(sentence, group.start, group.end)}” is in the perfect tense."
            hint = present_hint(sentence, group, advice(sentence, group))
            usual = NOTE if group.conditional or group.mild else WARNING
            yield Mark(group.start, group.end, message, hint, severity=usual)
