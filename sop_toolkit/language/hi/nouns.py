"""The forms of Hindi nouns: one thing and several, as they stand alone and before a postposition."""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import normalize

# For each ending of a noun what takes its place in its other forms. The first is the form of several before a
# postposition, which every noun of this ending has; of the others gender decides, and no list knows it here.
_FORMS = {
    "ी": ("ियों", "ियाँ", "ियां"),
    "ि": ("ियों", "ियाँ", "ियां"),
    "ू": ("ुओं", "ुएँ", "ुएं"),
    "ु": ("ुओं", "ुएँ", "ुएं"),
    "ा": ("ों", "े", "ाओं", "ाएँ", "ाएं"),
    "": ("ों", "ें"),
}
_UNCERTAIN = ("ा",)
_OTHER_VOWELS = "ेैोौंआईऊएऐओऔ"


def alike(word: str, other: str) -> Mapping[str, str]:
    """Every form of a word with the same form of the other; with nothing where gender decides between several."""
    word, other = normalize("NFC", word), normalize("NFC", other)
    forms = {word: other}
    mine, theirs = _ending(word), _ending(other)
    if mine is None:
        return forms
    for number, end in enumerate(_FORMS[mine]):
        form = word.removesuffix(mine) + end
        is_known = theirs is not None and (
            (mine == theirs and mine != "") or (number == 0 and theirs not in _UNCERTAIN)
        )
        forms[form] = other.removesuffix(theirs or "") + _FORMS[theirs or ""][number] if is_known else ""
    return forms


def _ending(word: str) -> str | None:
    """The ending of a noun that decides its forms, or None where its forms are not known."""
    if not word or word.isascii() or word[-1] in _OTHER_VOWELS:
        return None
    return word[-1] if word[-1] in _FORMS else ""
