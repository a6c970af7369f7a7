"""Lists of Bengali words that the grammar asks for, from `words.txt`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from unicodedata import normalize


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a list, in NFC."""
    return _lists()[name]


@cache
def word_pairs(name: str) -> Mapping[str, str]:
    """The words of a list whose entries have the form "word=other"."""
    pairs = (entry.partition("=") for entry in word_list(name))
    return {word: other for word, _, other in pairs}


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    found: dict[str, list[str]] = {}
    current: list[str] = []
    text = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8")
    for line in normalize("NFC", text).splitlines():
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            current.extend(line.split())
    return {name: frozenset(entries) for name, entries in found.items()}
