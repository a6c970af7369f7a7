"""Words that leave open when, how much, how often or who.

Why: Two people who read “as soon as possible” or “the appropriate form” do two different things.
Write what you would answer if a new colleague asked: a time, a number, a name. Some words, such as “कभी-कभी”, are
vague in an order alone: in a description that gives none they are a note.
Bad: Answer the letter as soon as possible.
Bad: Fill in the appropriate form.
Bad: Take pens, paper, etc. to the counter.
Bad: Clean the tray regularly.
Bad: 1. उचित कार्रवाई करें।
Bad: যত তাড়াতাড়ি সম্ভব উত্তর দিন।
Bad: 1. వీలైనంత త్వరగా ఫోన్ చేయండి.
Good: Answer the letter within 2 days.
Good: As soon as the light is green, open the door.
Good: Clean the tray regularly (every Monday).
Good: Enter a number of four digits.
Good: Wear the badge as required by the law.
Good: 1. पैसे लौटाएँ।
Good: 5 মিনিটের মধ্যে উত্তর দিন।
Good: 1. 5 నిమిషాల్లోగా ఫోన్ చేయండి.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sop_toolkit.lint.prose import Sentence
from sop_toolkit.lint.rule import NOTE, WARNING, Mark
from sop_toolkit.lint.wording import marks

SEVERITY = WARNING
# "Regularly (every Monday)" says what it means.
_EXPLAINED = " ("


def in_sentence(sentence: Sentence, options: Mapping[str, Any]) -> Iterator[Mark]:
    yield from _marks(sentence, "vague-word")
    for mark in _marks(sentence, "vague-order"):
        yield mark if _is_order(sentence) else mark._replace(severity=NOTE)


def _is_order(sentence: Sentence) -> bool:
    """Whether somebody is told to do something; the sentences behind the first one of a step often say why."""
    return (sentence.is_instruction and sentence.first) or any(group.imperative for group in sentence.groups)


def _marks(sentence: Sentence, name: str) -> Iterator[Mark]:
    for mark in marks(sentence, sentence.language.phrases(name), "“{words}” says different things to two readers."):
        if not sentence.text.startswith(_EXPLAINED, mark.end):
            yield mark
