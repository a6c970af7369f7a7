"""A step with several actions in one sentence, of which a reader in a hurry does the first.

Why: Eyes go from the page to the work after each action, and come back to the next sentence. Two actions that belong
together, such as “Sign the form and date it”, stay free. “Then” says that one follows the other.
Bad: 1. Open the till, count the cash and sign the log.
Bad: 1. Weigh the parcel, then print the label.
Good: 1. Sign the form and date it.
Good: 1. Print, sign and date the form.
Good: 1. Refund the price or give a new item.
Good: The clerk opens the till, counts the cash and signs the log.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from sop_toolkit.language import VerbGroup
from sop_toolkit.lint.options import COUNT
from sop_toolkit.lint.prose import Sentence
from sop_toolkit.lint.rule import WARNING, Mark, Option
from sop_toolkit.lint.verbs import quoted
from sop_toolkit.model.shape import Field
from sop_toolkit.text import Kind

SEVERITY = WARNING
KINDS = frozenset({Kind.INSTRUCTION})
OPTIONS = {
    "most": Option(Field(COUNT, "How many actions one sentence may hold; “then” always begins a new sentence."), 2),
}
_FEWEST = 2
# How far back brackets are looked for: a limit keeps the time linear.
_FAR = 300


def in_sentence(sentence: Sentence, options: Mapping[str, Any]) -> Iterator[Mark]:
    commands = [group for group in sentence.groups if group.imperative and not _is_aside(sentence.text, group)]
    if len(commands) < _FEWEST:
        return
    actions, following = _actions(sentence, commands)
    most = int(options["most"])
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
    later = sentence.language.phrases("sequence").by_first
    joining = sentence.language.phrases("joining").by_first
    choices = sentence.language.phrases("choice").by_first
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
