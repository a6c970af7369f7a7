"""A step with several actions in one sentence, or in many, of which a reader in a hurry does the first.

Why: Eyes go from the page to the work after each action, and come back to the next sentence. Two actions that belong
together, such as “Sign the form and date it”, stay free. “Then” says that one follows the other.
Bad: 1. Open the till, count the cash and sign the log.
Bad: 1. Weigh the parcel, then print the label.
Bad: 1. Lock the till. Count the cash. Sign the log. Turn off the light.
Good: 1. Sign the form and date it.
Good: 1. Print, sign and date the form.
Good: 1. Refund the price or give a new item.
Good: The clerk opens the till, counts the cash and signs the log.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import groupby, pairwise
from typing import Any

from sop_toolkit.language import VerbGroup
from sop_toolkit.lint.document import Document
from sop_toolkit.lint.options import COUNT
from sop_toolkit.lint.prose import Sentence
from sop_toolkit.lint.rule import WARNING, Hit, Mark, Option
from sop_toolkit.lint.verbs import quoted
from sop_toolkit.model.shape import Field
from sop_toolkit.text import Kind

SEVERITY = WARNING
KINDS = frozenset({Kind.INSTRUCTION})
OPTIONS = {
    "most": Option(Field(COUNT, "How many actions one sentence may hold; “then” always begins a new sentence."), 2),
    "sentences": Option(Field(COUNT, "How many sentences with an action one step of a procedure may have."), 3),
}
_FEWEST = 2
# How far back brackets are looked for: a limit keeps the time linear.
_FAR = 300


def in_sentence(sentence: Sentence, options: Mapping[str, Any]) -> Iterator[Mark]:
    commands = [group for group in sentence.groups if group.imperative and not _is_aside(sentence.text, group)]
    most = options["most"]
    for part in _parts(sentence.text, commands):
        yield from _in_part(sentence, part, most)


def in_document(document: Document, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Steps of many sentences; a plain document has no substeps to make of them."""
    most = options["sentences"]
    steps = (each for each in document.sentences if each[2].kind in KINDS and each[0].field)
    for _, part in groupby(steps, key=lambda each: id(each[0])):
        found = list(part)
        if len(found) <= most:  # as nearly always: to look for verbs takes long
            continue
        acting = [each for each in found if any(group.imperative for group in each[2].groups)]
        if len(acting) > most:
            text, offset, extra = acting[most]
            message = f"This step has {len(acting)} sentences with an action each, and {most} are the most."
            hint = "Make steps of them, or the items of `substeps`."
            yield Hit(text, message, hint, offset, offset + len(extra.text))


def _parts(text: str, commands: list[VerbGroup]) -> Iterator[list[VerbGroup]]:
    """The commands before a colon, which name the task, and those after it."""
    named = (": " in text[before.end : after.start] for before, after in pairwise(commands))
    begins = [number for number, is_named in enumerate(named, 1) if is_named]
    for start, end in pairwise((0, *begins, len(commands))):
        yield commands[start:end]


def _in_part(sentence: Sentence, commands: list[VerbGroup], most: int) -> Iterator[Mark]:
    if len(commands) < _FEWEST:
        return
    actions, following = _actions(sentence, commands)
    extra = following or (actions[most] if len(actions) > most else None)
    if extra is not None:
        named = [f"“{quoted(sentence, group.start, group.end)}”" for group in actions]
        message = f"{', '.join(named[:-1])} and {named[-1]} are {len(actions)} actions in one sentence."
        hint = f"Begin a new sentence or a new step at {named[actions.index(extra)]}."
        yield Mark(extra.start, extra.end, message, hint)


def _is_aside(text: str, group: VerbGroup) -> bool:
    """Whether a command stands in brackets, or is a label: "click Settings, Add"."""
    before = text[max(0, group.start - _FAR) : group.start]
    if before.count("(") + before.count("[") > before.count(")") + before.count("]"):
        return True
    return text[group.start].isupper() and any(sign.islower() for sign in before)


def _actions(sentence: Sentence, commands: list[VerbGroup]) -> tuple[list[VerbGroup], VerbGroup | None]:
    """The commands without those that share an object or are a choice, and the first that “then” puts later."""
    later = sentence.language.phrases("sequence").first_words
    joining = sentence.language.phrases("joining").first_words
    choices = sentence.language.phrases("choice").first_words
    actions, following = commands[:1], None
    for before, group in pairwise(commands):
        between = _words_between(sentence, before.end, group.start)
        if all(word in joining for word in between):
            continue  # "sign and date the form"
        if any(word in choices for word in (*between[:1], *between[-1:])):
            continue
        actions.append(group)
        # Where verbs end their clauses, "then" stands right behind the one before.
        if following is None and any(word in later for word in (*between[:1], *between[-2:])):
            following = group
    return actions, following


def _words_between(sentence: Sentence, start: int, end: int) -> list[str]:
    spans = sentence.word_spans
    return sentence.words[bisect_left(spans, (start, start)) : bisect_left(spans, (end, end))]
