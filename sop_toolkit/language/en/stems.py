"""The verb that a form comes from, and its present tense: "signed" to "sign", "sign" to "signs"."""

from __future__ import annotations

from functools import cache

from sop_toolkit.language.en.forms import irregular_verbs, verb_forms
from sop_toolkit.language.en.lexicon import code_of, is_listed

_BE = frozenset(("be", "been", "being", "is", "are", "am", "was", "were", "'s", "'re", "'m"))
_OTHERS = {
    **dict.fromkeys(("have", "has", "had", "having", "'ve", "'d"), "have"),
    **dict.fromkeys(("do", "does", "did"), "do"),
}
_SURELY_WITH_E = ("is", "iz", "yz", "at")
# Endings before which "-ed" and "-ing" mostly swallow an "e": "clos-", "chang-", "updat-".
_WITH_E = ("c", "g", "s", "v", "z", "u", "at", "iz", "ir")


@cache
def _by_form() -> dict[str, str]:
    """Base form by irregular past or participle."""
    return {form: base for base in irregular_verbs() for form in verb_forms(base)[3:6]}


def base_form(word: str) -> str:
    """The base form of a verb in lower case; empty if it is not known."""
    if word in _BE or word in _OTHERS:
        return "be" if word in _BE else _OTHERS[word]
    if word in _by_form():
        return _by_form()[word]
    head, dash, tail = word.rpartition("-")
    if dash:
        base = base_form(tail)
        return head + dash + base if base else ""
    if "V" in code_of(word):
        return word
    if word.endswith("ed"):
        return _stem(word[:-2])
    if word.endswith("ing"):
        return _stem(word[:-3])
    if word.endswith("s") and not word.endswith("ss"):
        return _without_s(word)
    return ""


def present(base: str, plural: bool) -> str:
    """The present tense after a subject."""
    if base == "be":
        return "are" if plural else "is"
    if base == "have":
        return "have" if plural else "has"
    return base if plural else verb_forms(base)[2]


def _stem(stem: str) -> str:
    """ "sign", "clos", "stopp" and "carri" to the verbs that they come from."""
    candidates = [stem, stem + "e"]
    if len(stem) > 2 and stem[-1] == stem[-2]:
        candidates.insert(0 if stem[-1] not in "sl" else 1, stem[:-1])
    if stem.endswith("i"):
        candidates.insert(0, stem[:-1] + "y")
    if stem.endswith(_WITH_E):
        candidates.reverse()
    known = _first_verb(candidates) or next((each for each in candidates if is_listed(each)), "")
    return known or (f"{stem}e" if stem.endswith(_SURELY_WITH_E) else "")


def _without_s(word: str) -> str:
    candidates = [word[:-1]]
    if word.endswith("ies"):
        candidates.insert(0, word[:-3] + "y")
    elif word.endswith("es"):
        candidates.append(word[:-2])
    return _first_verb(candidates)


def _first_verb(candidates: list[str]) -> str:
    return next((each for each in candidates if is_listed(each) and "V" in code_of(each)), "")
