"""Words that the rules for verbs share: what they quote, and what they say to write instead."""

from __future__ import annotations

import re

from sop_toolkit.language import Advice, VerbGroup
from sop_toolkit.lint.prose import Sentence
from sop_toolkit.lint.rule import ERROR, NOTE, WARNING
from sop_toolkit.text import COVERED, capital


def quoted(sentence: Sentence, start: int, end: int) -> str:
    """Words of a sentence for a message, without the names that are covered."""
    return shown(sentence.text[start:end])


def shown(words: str) -> str:
    """The same for words that are no longer in their sentence."""
    return re.sub(COVERED, "…", words)


def severity(sentence: Sentence, group: VerbGroup) -> str:
    """A wrong verb is an error in a step and a warning elsewhere; what may be meant as a command is a note."""
    if group.mild:
        return NOTE
    return ERROR if sentence.is_instruction else WARNING


def advice(sentence: Sentence, group: VerbGroup) -> Advice:
    """What the language knows to write instead of a verb group."""
    return sentence.language.advice(sentence.text, group, sentence.is_instruction)


def present_hint(sentence: Sentence, group: VerbGroup, known: Advice) -> str:
    """How to write a verb group in the present tense, in the words of the sentence."""
    if group.passive:
        return active_hint(sentence, group, known)
    commands = sentence.is_instruction and not group.subordinate
    if commands and known.command:
        return f"Write a command: “{known.command}”."
    if commands and known.verb and (known.acts or known.subject_start < 0):
        return f"Write a command: “{capital(known.verb)} …”."
    if known.fact or known.instead:
        return f"Write “{(known.fact or known.instead).strip()}”."
    if commands and known.subject_start < 0:
        return "Write a command: what the reader does now."
    if known.once:
        return f"Leave out “{known.once}”, or write how often it happens."
    return f"Use the present tense of “{known.verb}”." if known.verb else "Write it in the present tense."


def active_hint(sentence: Sentence, group: VerbGroup, known: Advice) -> str:
    """How to write a passive in the active voice."""
    if known.instead:
        return f"Write “{known.instead}”."
    if sentence.is_instruction and not group.subordinate and known.commanded:
        if known.command:
            return f"Write a command: “{known.command}”."
        return f"Write a command: “{capital(known.verb)} …”." if known.verb else "Write a command."
    if known.fact:
        return f"Say who does it: “{known.fact}”."
    return f"Write who does it, with the verb “{known.verb}”." if known.verb else "Write who does it."


def command_hint(sentence: Sentence, group: VerbGroup, otherwise: str) -> str:
    """The form to write instead of a command in a wrong form: polite, and of today."""
    known = advice(sentence, group)
    better = known.command or known.instead or known.verb
    return f"Write “{better}”." if better else otherwise
