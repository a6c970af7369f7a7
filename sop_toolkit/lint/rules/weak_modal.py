"""A step with “should”, “may”, “might” or “could”, which leaves open whether it must happen.

Why: “Should” lets two people do two things, and both are right. A step is a command or it is no step. “Can” and
“must” say what they mean and stay free. So do conditions, and what is likely: “This may take an hour.”
Bad: 1. You should count the cash twice.
Bad: 1. The clerk may ask for a card.
Bad: 1. টাকা দুবার গোনা উচিত।
Bad: 1. ముందుగా ఫోన్ చేయడం మంచిది.
Good: 1. Count the cash twice.
Good: 1. Ask for a card.
Good: 1. You must wear gloves.
Good: 1. Start the test. This may take an hour.
Good: The customer may pay later.
Good: 1. টাকা দুবার গুনতে হবে।
Good: 1. ముందుగా ఫోన్ చేయండి.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sop_toolkit.lint.prose import Sentence
from sop_toolkit.lint.rule import NOTE, WARNING, Mark
from sop_toolkit.lint.verbs import advice, quoted
from sop_toolkit.text import Kind, capital

SEVERITY = WARNING
KINDS = frozenset({Kind.INSTRUCTION})


def in_sentence(sentence: Sentence, options: Mapping[str, Any]) -> Iterator[Mark]:
    if sentence.ends_as_question:
        return
    for group in sentence.groups:
        weak = sentence.language.phrases("weak-modals").starting(group.modal)
        if not weak or group.subordinate:
            continue
        known = advice(sentence, group)
        if known.acts or group.passive:
            words = quoted(sentence, group.start, group.end)
            command = known.command or (f"{capital(known.verb)} …" if known.verb else "")
            command = command if known.commanded else ""
            hint = f"Write a command, “{command}”" if command else "Write a command"
            other = f", or “{instead}”." if (instead := weak[0][1].instead) else "."
            usual = NOTE if group.mild else WARNING
            yield Mark(group.start, group.end, f"“{words}” leaves open what to do.", hint + other, severity=usual)
