"""A step that tells about the reader or a colleague instead of giving a command, or that has no verb at all.

Why: A command has the verb in front, where the eye looks for it, and nobody asks whether it is meant. The rule looks
at sentences about “you” or about people at work. What a customer or a machine does is a result, and it stays free.
In a procedure, a whole step without a verb is no command either. A list in a document may well be one of things.
Bad: 1. You open the parcel.
Bad: 1. The clerk counts the cash.
Bad: 1. If the lamp is red, the operator stops the machine.
Bad: 1. You need to call the manager.
Bad:
    steps:
      - do: ID check
Bad:
    steps:
      - do: Asking the customer for a receipt.
Bad:
    steps:
      - do: Staff to wear gloves.
Bad: 1. आप दराज़ खोलते हैं।
Bad: 1. আপনি রসিদটি দেখেন।
Bad: 1. మీరు రసీదు ఇస్తారు.
Good: 1. Open the parcel.
Good: 1. If the lamp is red, stop the machine.
Good: 1. Wait until the clerk counts the cash.
Good:
    steps:
      - do: Check the ID.
Good: 1. Turn the key. The lamp turns green.
Good: The clerk counts the cash.
Good: 1. दराज़ खोलें।
Good: 1. ক্যাশিয়ার রসিদ দেন।
Good: 1. రసీదు ఇవ్వండి.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sop_toolkit.language import VerbGroup
from sop_toolkit.lint.document import Document
from sop_toolkit.lint.prose import Sentence
from sop_toolkit.lint.rule import NOTE, WARNING, Hit, Mark
from sop_toolkit.lint.verbs import advice, quoted, shown
from sop_toolkit.text import Kind, capital

SEVERITY = WARNING
KINDS = frozenset({Kind.INSTRUCTION})


def in_sentence(sentence: Sentence, options: Mapping[str, Any]) -> Iterator[Mark]:
    if sentence.ends_as_question:
        return
    group = next((each for each in sentence.groups if not each.subordinate and (each.tense or each.imperative)), None)
    if group is None or not _is_plain_present(group):
        return
    known = advice(sentence, group)
    if known.acts:
        words = quoted(sentence, known.subject_start, group.end)
        verb = capital(known.verb) if sentence.first else known.verb
        hint = f"Write “{known.command or f'{verb} …'}”."
        usual = NOTE if group.mild else WARNING
        yield Mark(known.subject_start, group.end, f"“{words}” is no command.", hint, severity=usual)


def in_document(document: Document, options: Mapping[str, Any]) -> Iterator[Hit]:
    ask = getattr(document.language.grammar, "without_verb", None) if document.language else None
    if ask is None:
        return
    found = document.sentences
    for place, (text, offset, sentence) in enumerate(found):
        goes_on = place + 1 < len(found) and found[place + 1][0] is text
        if text.field and sentence.is_instruction and sentence.first and not goes_on:
            command = ask(sentence.text)
            if command is not None:
                hint = f"Write “{shown(command)}”." if command else "Begin with a verb: what the reader does."
                end = len(sentence.text.rstrip("."))
                yield Hit(text, f"“{quoted(sentence, 0, end)}” is no command.", hint, offset, offset + end)


def _is_plain_present(group: VerbGroup) -> bool:
    """Other forms have rules of their own, and “must” and “can” stay free."""
    return group.tense == "present" and not (group.modal or group.passive or group.perfect or group.progressive)
