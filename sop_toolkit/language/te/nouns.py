"""Forms of Telugu nouns by number and case, and of verbs for the word lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from unicodedata import normalize

from sop_toolkit.language.te.paradigms import infinitive_with, joined, verb_of

_VIRAMA, _U, _I, _M, _ZWNJ = "్", "ు", "ి", "ం", "\u200c"
# What stands behind every noun, whatever it ends in.
_CASES = ("తో", "లో", "లోని", "లోకి", "లోనే", "పై", "పైన", "నుండి", "నుంచి", "గా", "కోసం", "వల్ల", "ద్వారా", "దగ్గర", "వద్ద")
# Names of the forms whose ending depends on the noun.
_OBJECT, _TO, _SEVERAL = "object", "to", "several"
# One that does something, with the ending of a man: కొనుగోలుదారు, కొనుగోలుదారుడు.
_DOER, _MAN = "దారు", ("డు", "డి", "డిని", "డికి", "డితో")


class _Endings(NamedTuple):
    """How a noun goes on: what is cut off for several things, and the endings of the object and of “to”."""

    cut: str
    several: Sequence[str]
    object: Sequence[str]
    to: Sequence[str]


def alike(word: str, other: str) -> Mapping[str, str]:
    """Each form of a noun, in NFC, with the same form of another one: రసీదులకు for పావతులకు."""
    others: dict[str, str] = {}
    for name, form in _forms(normalize("NFC", other)):
        others.setdefault(name, form)
    found: dict[str, str] = {}
    for name, form in _forms(normalize("NFC", word)):
        found.setdefault(form, others.get(name, ""))
    return found


def verb_forms(verb: str) -> Sequence[str]:
    """The forms of a verb that lists speak of, in one order for all verbs; a verb that is not known stands as it is."""
    found = verb_of("name", verb)
    if found is None or not found.verb.command:
        return (verb,)
    habit = joined(found.before, found.verb.habitual[0])
    converb = joined(found.before, found.verb.converb[0])
    return (
        joined(found.before, found.verb.command[0]), infinitive_with(found, "ాలి"), habit + "ారు", habit + "ుంది",
        infinitive_with(found, "డం"), infinitive_with(found, "డానికి"), converb, habit.removesuffix("త") + "తే",
        infinitive_with(found, "వద్దు"), infinitive_with(found, "వచ్చు"), joined(found.before, found.verb.past[0]) + "ారు",
    )  # fmt: skip


def _forms(word: str) -> Iterator[tuple[str, str]]:
    """The forms of a noun, or of the last of several words, each with its name."""
    ends = _endings(word)
    yield "", word
    named = [(_OBJECT, ends.object), (_TO, ends.to), *((case, (case,)) for case in _CASES)]
    for name, endings in named:
        for ending in endings:
            yield from ((name, form) for form in _joined(word, ending))
    base = word.removesuffix(ends.cut)
    if ends.cut == _M:
        yield from ((_OBJECT, base + "ాన్ని"), (_TO, base + "ానికి"))
    for ending in ends.several:
        for form in reversed(list(_joined(base, ending))):  # కస్టమర్లు is the usual spelling
            yield _SEVERAL, form
            stem = form.removesuffix("లు")
            yield f"{_SEVERAL} of", f"{stem}ల"
            for name, endings in ((_OBJECT, ("ను", "ని")), (_TO, ("కు", "కి")), *((case, (case,)) for case in _CASES)):
                yield from ((f"{_SEVERAL} {name}", f"{stem}ల{each}") for each in endings)
            yield f"{_SEVERAL} లో", f"{stem}ల్లో"
    if word.endswith(_DOER):
        yield from ((("", _OBJECT, _TO, "తో")[max(0, place - 1)], word + end) for place, end in enumerate(_MAN))


def _joined(word: str, ending: str) -> Iterator[str]:
    """A noun with an ending; after a virama some write a sign that keeps the letters apart."""
    if not word.endswith(_VIRAMA) or not ending:
        yield word + ending
        return
    yield word + _ZWNJ + ending
    yield word + ending


def _endings(word: str) -> _Endings:
    if word.endswith(_M):
        # పత్రం, పత్రాన్ని, పత్రానికి, పత్రాలు.
        return _Endings(_M, ("ాలు",), (), ())
    if word.endswith(_I):
        return _Endings(_I, ("ులు",), ("ని",), ("కి",))
    return _Endings("", ("లు",), ("ను", "ని"), ("కు", "కి"))
