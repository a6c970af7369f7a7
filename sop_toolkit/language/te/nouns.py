"""Forms of Telugu nouns by number and case, and of verbs for the word lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from unicodedata import normalize

from sop_toolkit.language.te.paradigms import infinitive_with, joined, verb_of

_VIRAMA, _ZWNJ = "్", "\u200c"
# What stands behind every noun, whatever it ends in.
_CASES = ("తో", "లో", "లోని", "లోకి", "లోనే", "పై", "పైన", "నుండి", "నుంచి", "గా", "కోసం", "వల్ల", "ద్వారా", "దగ్గర", "వద్ద")
_OBJECT, _TO = "object", "to"
# Behind the stem of several things: their name, and what belongs to them.
_SEVERAL = {
    "several": ("ు",),
    "several of": ("",),
    _OBJECT: ("ను", "ని", "నూ"),
    _TO: ("కు", "కి", "కూ", "కీ"),
    "లో": ("లో", "్లో"),
}
# One that does something, and the endings of a man: కొనుగోలుదారు, కొనుగోలుదారుడు.
_DOER = "దారు"
_MAN = (("", "డు"), ("", "డి"), (_OBJECT, "డిని"), (_TO, "డికి"), ("తో", "డితో"))


class _Endings(NamedTuple):
    """The endings of a noun without its last sign `cut`: of the object, of “to”, and of several things."""

    cut: str
    object: Sequence[str]
    to: Sequence[str]
    several: str


# By the last sign: పత్రం, పత్రాన్ని, పత్రానికి, పత్రాలు; పావతి, పావతిని, పావతికి, పావతులు; and all others.
_BY_LAST = {
    "ం": _Endings("ం", ("ాన్ని", "ాన్నీ"), ("ానికి", "ానికీ"), "ాల"),
    "ి": _Endings("ి", ("ిని", "ినీ"), ("ికి", "ికీ"), "ుల"),
}
_OTHERS = _Endings("", ("ను", "ని", "నూ"), ("కు", "కి", "కూ", "కీ"), "ల")


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
    ends = _BY_LAST.get(word[-1:], _OTHERS)
    base = word.removesuffix(ends.cut)
    yield "", word
    for name, endings in ((_OBJECT, ends.object), (_TO, ends.to)):
        yield from ((name, form) for ending in endings for form in _joined(base, ending))
    yield from ((case, form) for case in _CASES for form in _joined(word, case))
    for stem in reversed(_joined(base, ends.several)):  # కస్టమర్లు is the usual spelling, and then కస్టమర్‌లు
        for name, endings in _SEVERAL.items():
            yield from ((f"several {name}", stem + ending) for ending in endings)
        yield from ((f"several {case}", stem + case) for case in _CASES)
    if word.endswith(_DOER):
        yield from ((name, word + ending) for name, ending in _MAN)


def _joined(word: str, ending: str) -> Sequence[str]:
    """A noun with an ending; after a virama some write a sign that keeps the letters apart."""
    return (word + _ZWNJ + ending, word + ending) if word.endswith(_VIRAMA) else (word + ending,)
