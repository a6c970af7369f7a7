"""A form of old books and old offices, where people today say it in another way.

Why: Staff read the manual as they speak. An old form slows them down, and many young colleagues never learned it. In
Bengali these are the forms of Sadhu language, such as করিবেন, in Telugu forms such as పరిశీలించుము.
Bad: 1. রসিদটি পরীক্ষা করিবেন।
Bad: 1. రసీదును పరిశీలించుము.
Good: 1. রসিদটি পরীক্ষা করুন।
Good: 1. రసీదును పరిశీలించండి.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sop_toolkit.lint.prose import Sentence
from sop_toolkit.lint.rule import WARNING, Mark
from sop_toolkit.lint.verbs import active_hint, advice, command_hint, quoted
from sop_toolkit.lint.wording import marks
from sop_toolkit.text import Kind

SEVERITY = WARNING
KINDS = frozenset(Kind)


def in_sentence(sentence: Sentence, options: Mapping[str, Any]) -> Iterator[Mark]:
    for group in sentence.groups:
        if group.archaic:
            words = quoted(sentence, group.start, group.end)
            hint = command_hint(sentence, group, "Write the form that people say today.")
            if group.passive:
                hint = active_hint(sentence, group, advice(sentence, group))
            yield Mark(group.start, group.end, f"“{words}” is an old form.", hint)
    yield from marks(sentence, sentence.language.phrases("archaic-form"), "“{words}” is an old form.")
