"""The labelled sentences of a language (`language/<code>/verb_groups.txt`), and what its grammar finds in them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from sop_toolkit.language import Grammar, VerbGroup, language

FOLDER = Path(__file__).parent / "language"
LANGUAGES = sorted(path.parent.name for path in FOLDER.glob("*/verb_groups.txt"))
LABELS = ("perfect", "passive", "progressive", "imperative")
# What the sentences of a language have labels for beside those that all have.
_MORE_LABELS = {"bn": ("familiar", "archaic")}
_STEP = "step "

Found = set[tuple[str, str]]


class Case(NamedTuple):
    """A sentence, and the labels that its verb groups bear with their words."""

    code: str
    sentence: str
    is_instruction: bool
    expected: Found


def cases(code: str) -> list[Case]:
    """The labelled sentences of a language."""
    lines = (FOLDER / code / "verb_groups.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" => ") for line in lines if line and not line.startswith("#")]
    return [
        Case(code, sentence.removeprefix(_STEP), sentence.startswith(_STEP), _expected(expected))
        for sentence, expected in pairs
    ]


def grammar(code: str) -> Grammar:
    """The grammar of a language."""
    known = language(code)
    assert known is not None
    return known.grammar


def found(code: str, sentence: str, is_instruction: bool = False) -> Found:
    """The labels that the grammar gives to the words of a sentence."""
    return {
        (label, sentence[group.start : group.end])
        for group in grammar(code).verb_groups(sentence, is_instruction)
        for label in labels(code, group)
    }


def labels(code: str, group: VerbGroup) -> list[str]:
    """The labels of a verb group."""
    tense = [group.tense] if group.tense in ("past", "future") else []
    return tense + [label for label in (*LABELS, *_MORE_LABELS.get(code, ())) if getattr(group, label)]


def _expected(text: str) -> Found:
    parts = [part.split(" ", 1) for part in text.split("; ") if part != "-"]
    return {(label, words) for label, quoted in parts for words in re.findall(r'"([^"]*)"', quoted)}
