"""The forms of English words: of verbs in word lists, and of a manual's terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from sop_toolkit.language.en.lexicon import code_of, is_listed

_LIST = Path(__file__).parent / "irregular.txt"
_VOWELS = frozenset("aeiou")
_HISSING = ("s", "x", "z", "ch", "sh")
# Base form, present plural, third person, past, past plural, participle, -ing.
_BE = ("be", "are", "is", "was", "were", "been", "being")


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    """Past and participle, or the plural, of irregular words; `+` for a doubled last letter."""
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    return {words[0]: tuple(words[1:]) for line in lines if not line.startswith("#") and (words := line.split())}


def irregular_verbs() -> Sequence[str]:
    """Verbs whose past or participle has a form of its own."""
    return [verb for verb, forms in _irregular().items() if len(forms) == 2]


@cache
def verb_forms(verb: str) -> Sequence[str]:
    """The forms of a verb; of several words ("carry out") the first changes. Some forms are alike."""
    base, space, rest = verb.partition(" ")
    if base == "be":
        forms: Sequence[str] = _BE
    else:
        past, participle = _past(base)
        forms = (base, base, _with_s(base), past, past, participle, _with_ing(base))
    return [f"{form}{space}{rest}" for form in forms]


def noun_forms(noun: str) -> Sequence[str]:
    """Singular, plural, and the possessive of both; of several words the last changes."""
    head, space, base = noun.rpartition(" ")
    known = _irregular().get(base)
    plural = known[0] if known and len(known) == 1 and known[0] != "+" else _with_s(base)
    of_plural = f"{plural}'" if plural.endswith("s") else f"{plural}'s"
    return [f"{head}{space}{form}" for form in (base, plural, f"{base}'s", of_plural)]


def alike(word: str, other: str) -> Mapping[str, str]:
    """The forms of `word`, each with the same form of `other`; an empty text where the two have no clear pair."""
    word, other = word.lower(), other.lower() if other.islower() else other
    found = dict(zip(noun_forms(word), noun_forms(other), strict=True))
    if _can_be_verb(word) and _can_be_verb(other):
        for form, answer in zip(verb_forms(word), verb_forms(other), strict=True):
            if found.setdefault(form, answer) != answer:
                found[form] = ""
    return found


def is_verb_only_as(word: str, other: str) -> bool:
    """Whether `word` can be a verb and `other` cannot: as a verb it is no form of the term."""
    return _can_be_verb(word.lower()) and not _can_be_verb(other.lower())


def keeps_article(before: str, word: str, other: str) -> bool:
    """Whether "a" or "an" before `word` fits `other` too."""
    return before not in ("a", "an") or _sounds_open(word) == _sounds_open(other)


def is_word(word: str) -> bool:
    """Whether the lists know this lower-case word, or the adjective of an adverb in -ly."""
    return is_listed(word) or (word.endswith("ly") and is_listed(word[:-2]))


def _can_be_verb(word: str) -> bool:
    return " " not in word and is_listed(word) and "V" in code_of(word)


def _sounds_open(word: str) -> bool:
    """Whether "an" stands before a word."""
    low = word.lower()
    if low.startswith(("hour", "honest", "honour", "heir")):
        return True
    return low[:1] in _VOWELS and not low.startswith(("uni", "use", "usa", "usu", "util", "eu", "one", "once"))


def _past(base: str) -> tuple[str, str]:
    known = _irregular().get(base, ())
    if len(known) == 2:
        return known[0], known[1]
    if base.endswith("e"):
        regular = f"{base}d"
    elif base.endswith("y") and base[-2:-1] not in _VOWELS:
        regular = f"{base[:-1]}ied"
    else:
        regular = f"{_doubled(base)}ed"
    return regular, regular


def _with_s(base: str) -> str:
    if base == "have":
        return "has"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return f"{base[:-1]}ies"
    return f"{base}es" if base.endswith(_HISSING) or base in ("do", "go", "undergo") else f"{base}s"


def _with_ing(base: str) -> str:
    if base.endswith("ie"):
        return f"{base[:-2]}ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        return f"{base[:-1]}ing"
    return f"{_doubled(base)}ing"


def _doubled(base: str) -> str:
    """ "Plan" and "refer" double their last letter."""
    closed = base[-1:] not in _VOWELS and base[-1:] not in "wxy" and base[-2:-1] in _VOWELS
    one_vowel = sum(letter in _VOWELS for letter in base) == 1
    return base + base[-1] if base and closed and (one_vowel or _irregular().get(base) == ("+",)) else base
