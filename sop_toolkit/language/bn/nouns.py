"""Forms of nouns: endings of number, case and definiteness, which depend on the last letter."""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import normalize

# How a word ends: in আ, in another vowel, or else in a consonant.
_AFTER_A, _AFTER_VOWEL = ("া", "আ"), ("ি", "ী", "ু", "ূ", "ে", "ো", "ই", "ঈ", "উ", "ঊ", "এ", "ও")
# Each ending after আ, after another vowel, and after a consonant: নামটা, নামের, শাখায়, চিঠিতে, দোকানে.
_ENDINGS = (
    ("", "", ""),
    ("র", "র", "ের"),
    ("কে", "কে", "কে"),
    ("য়", "তে", "ে"),
    ("তে", "তে", "ে"),
    ("রা", "রা", "েরা"),
    ("রা", "রা", "রা"),
    ("দের", "দের", "দের"),
    ("দের", "দের", "েদের"),
    ("দেরকে", "দেরকে", "দেরকে"),
    ("গণ", "গণ", "গণ"),
)
# These go with every word, and with endings of their own.
_DEFINITE = ("টি", "টা", "গুলি", "গুলো", "টুকু")
_AFTER_DEFINITE = ("", "র", "কে", "তে")
_STRESSED = ("", "ই", "ও")


def alike(word: str, other: str) -> Mapping[str, str]:
    """Each form of a noun, in NFC, with the same form of another one: গ্রাহকের for ক্রেতার."""
    word, other = normalize("NFC", word), normalize("NFC", other)
    mine, theirs = _column(word), _column(other)
    pairs = [(ending[mine], ending[theirs]) for ending in _ENDINGS]
    pairs += [(each + ending, each + ending) for each in _DEFINITE for ending in _AFTER_DEFINITE]
    found: dict[str, str] = {}
    for one, two in pairs:
        for stress in _STRESSED:
            found.setdefault(normalize("NFC", word + one + stress), normalize("NFC", other + two + stress))
    return found


def _column(word: str) -> int:
    """The endings that a word takes, as a column of the table."""
    return 0 if word.endswith(_AFTER_A) else 1 if word.endswith(_AFTER_VOWEL) else 2
