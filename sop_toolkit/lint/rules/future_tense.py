"""A verb in the future, where a step says what to do now and a description what is so.

Why: “Will” and “shall” leave open when something happens and who makes it happen. The present tense is shorter, and
it stays true on each day that somebody reads the page.
Bad: The clerk will sign the form.
Bad: You'll find the key in the drawer.
Bad: The drawer won't open without the key.
Bad: The branch is going to close early on Sundays.
Bad: 1. If the total is wrong, the manager will check it.
Bad: कैशियर रसीद देगा।
Bad: 1. রসিদে তারিখ লিখবে।
Bad: కౌంటర్ సోమవారం ప్రారంభం కానుంది.
Good: The clerk signs the form.
Good: The key is in the drawer.
Good: The drawer stays shut without the key.
Good: Staff can leave at will.
Good: 1. Put the will in the safe.
Good: कैशियर रसीद देता है।
Good: 1. রসিদ না দেখে টাকা ফেরত দেবেন না।
Good: క్యాషియర్ రసీదు ఇస్తారు.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sop_toolkit.lint.prose import Sentence
from sop_toolkit.lint.rule import ERROR, Mark
from sop_toolkit.lint.verbs import advice, present_hint, quoted, severity

SEVERITY = ERROR


def in_sentence(sentence: Sentence, options: Mapping[str, Any]) -> Iterator[Mark]:
    for group in sentence.groups:
        if group.tense == "future":
            known = advice(sentence, group)
            message = f"“{quoted(sentence, group.start, group.end)}” is in the future tense."
            hint = present_hint(sentence, group, known)
            usual = severity(sentence, group)
            yield Mark(group.start, group.end, message, hint, known.instead or None, known.certain, usual)
