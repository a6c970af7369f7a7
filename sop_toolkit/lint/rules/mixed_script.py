"""A word with letters of two scripts.

Why: A Cyrillic “а” looks like a Latin “a”, and a Latin letter may slip into a Hindi word; readers do not see it, but
searches, screen readers and checks do not know the word.
Bad:
    purpose: Give сhange to customers.
Bad:
    purpose: Write दुकाaन on the form.
Good:
    purpose: Give change to customers.
Good:
    purpose: Write दुकान on the form, and SMSలో.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any

from sop_toolkit.lint.rule import WARNING, Mark
from sop_toolkit.lint.wording import Code
from sop_toolkit.text import Kind, Text

SEVERITY = WARNING
KINDS = frozenset(Kind) - {Kind.SPEECH}
_WORD = r"[\p{L}\p{M}\p{N}_\u200c\u200d]++"
_LATIN, _GREEK = "LATIN", "GREEK"
# Scripts whose letters stand alone, by the first word of a letter's Unicode name. East Asian ones mix in one word.
_ALIKE = frozenset((_LATIN, _GREEK, "CYRILLIC", "ARMENIAN", "GEORGIAN"))
_OTHERS = frozenset((
    "DEVANAGARI", "BENGALI", "TELUGU", "TAMIL", "KANNADA", "MALAYALAM", "GUJARATI", "GURMUKHI", "ORIYA", "SINHALA",
    "ARABIC", "HEBREW", "THAI",
))  # fmt: skip
# What damaged Indian text looks like: that is for broken-text.
_DAMAGE = frozenset("àâÃÂ")
# Signs of one Indian script that all of them use.
_SHARED = frozenset("\u0951\u0952\u0953\u0954\u0964\u0965")


def in_text(text: Text, options: Mapping[str, Any]) -> Iterator[Mark]:
    if text.isascii() or len({script(letter) for letter in set(text)} - {""}) < 2:
        return
    import regex  # for few texts, and it takes its time to load

    code = Code(text)
    for word in regex.finditer(_WORD, text):
        scripts = {script(letter) for letter in word[0]} - {""}
        if len(scripts) > 1 and _is_wrong(word[0], scripts) and not code.covers(word.start()):
            yield Mark(*word.span(), _message(word[0]), "Write the whole word in one script.")


@lru_cache(maxsize=4096)
def script(letter: str) -> str:
    """The script of a letter or its mark; nothing for digits, signs, and scripts that mix freely."""
    if letter.isascii():
        return _LATIN if letter.isalpha() else ""
    if letter in _SHARED or unicodedata.category(letter)[0] not in "LM":
        return ""
    name = unicodedata.name(letter, "").partition(" ")[0]
    return name if name in _ALIKE or name in _OTHERS else ""


def _is_wrong(word: str, scripts: set[str]) -> bool:
    """Whether the scripts do not belong together: codes have digits, Greek letters stand in units and names."""
    if any(letter.isnumeric() for letter in word) or "_" in word:
        return False
    if scripts <= _ALIKE:
        return scripts != {_LATIN, _GREEK} or _is_mixed_greek(word)
    if all(letter in _DAMAGE for letter in word if script(letter) == _LATIN):
        return _LATIN not in scripts
    return not _has_latin_stem(word)


def _is_mixed_greek(word: str) -> bool:
    """ "µm", "kΩ" and "Δt" are right, "Ηello" is not."""
    return len(word) > 3


def _has_latin_stem(word: str) -> bool:
    """Whether an Indian ending stands after a Latin name, as in SMSలో, and nothing Latin after it."""
    scripts = [script(letter) for letter in word if script(letter)]
    changes = sum(one != other for one, other in pairwise(scripts))
    stem = scripts.index(next(each for each in scripts if each != _LATIN))
    return changes == 1 and stem > 0 and (stem > 1 or word[0].isupper())


def _message(word: str) -> str:
    letters: dict[str, str] = {}
    for letter in word:
        if script(letter):
            letters.setdefault(script(letter), letter)
    named = " and ".join(f"{name.capitalize()} (“{letter}”)" for name, letter in letters.items())
    return f"“{word}” has letters of two scripts: {named}."
