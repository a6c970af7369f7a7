"""What a writer may have meant by a name that nothing has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

# How like two names are, from 0 to 1; how long a word is that says something, and how many names a guess may have.
_MUCH_LIKE, _LIKE = 0.8, 0.6
_SHORTEST, _MOST_MEANT = 4, 3


def nearest(word: str, known: Iterable[str]) -> str:
    """The known name most like `word`, or an empty string: a guess far off helps nobody."""
    found = _closest(word.lower(), tuple(known), 1, _LIKE)
    return found[0] if found else ""


def meant(word: str, known: Sequence[str]) -> list[str]:
    """The known names that may be meant: one much like `word`, those with a word of it, or one a little like it."""
    names = tuple(known)
    own = {part for part in _parts(word) if len(part) >= _SHORTEST}
    shared = {name: len(own.intersection(_parts(name))) for name in names}
    most = max(shared.values(), default=0)
    holding = [name for name, count in shared.items() if count == most] if most else []
    return (
        _closest(word.lower(), names, 1, _MUCH_LIKE)
        or (holding if len(holding) <= _MOST_MEANT else [])
        or _closest(word.lower(), names, 1, _LIKE)
    )


def _parts(name: str) -> list[str]:
    return name.lower().replace("_", "-").replace(" ", "-").split("-")


def unseen(word: str) -> str:
    """What to say of a name in which a sign stands that nobody sees; nothing where none does."""
    signs = [sign for sign in word if not sign.isascii() and (sign.isspace() or not sign.isprintable())]
    if not signs:
        return ""
    from unicodedata import name

    sign = f"{name(signs[0], 'unnamed').lower()}, U+{ord(signs[0]):04X}"
    return f"A sign that nobody sees stands in it ({sign}): delete it."


def language_meant(words: str) -> str:
    """The code of a language that is named in English, or given in another form: `hi` for Hindi, HI, hin and hi_IN."""
    from babel import Locale  # takes a while, and is for mistakes alone
    from babel.core import get_global

    name = words.strip().lower()
    englishes = (Locale("en"), Locale("en", "IN"))  # Bangla, and Bengali
    named = {called.lower(): code for english in englishes for code, called in english.languages.items()}
    code = named.get(name) or name.replace("_", "-").partition("-")[0]
    return str(get_global("language_aliases").get(code, code))


@lru_cache(maxsize=1024)  # a name that is gone is missed in many places
def _closest(word: str, known: tuple[str, ...], most: int, cutoff: float) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(word, known, n=most, cutoff=cutoff)


def did_you_mean(word: str, known: Sequence[str], what: str = "Known are", form: str = "`{}`") -> str:
    """A hint with the name that is meant; if none is near, with all of them, or of many the nearest three.

    `form` is what a writer has to write for a name.
    """
    if sign := unseen(word):
        return sign
    if guesses := meant(word, known):
        return f"Did you mean {' or '.join(map(form.format, guesses))}?"
    if len(known) > 8:
        least_far = _closest(word.lower(), tuple(known), 3, 0.0)
        return f"The nearest are {', '.join(map(form.format, least_far))}."
    return f"{what} {', '.join(map(form.format, known))}." if known else ""
