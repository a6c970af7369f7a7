"""Which Hindi words are forms of verbs: every stem of `verbs.txt` with every ending.

Writers spell one form in several ways (जाएँ, जायें, जाएं; गई, गयी; फ़ोन, फोन), so forms are looked up by a key in
which these are one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from sop_toolkit.language.indic import form

_FOLDER = Path(__file__).parent
_MOST_CACHED = 60_000

# What a form can be. Auxiliaries that are no form of a listed stem have kinds of their own.
ROOT, PERFECTIVE, IMPERFECTIVE, INFINITIVE, OBLIQUE = "root", "perfective", "imperfective", "infinitive", "oblique"
SUBJUNCTIVE, REQUEST, FUTURE, POLITE, FAMILIAR = "subjunctive", "request", "future", "polite", "familiar"
PRESENT, PAST, MUST = "present", "past", "must"

# One sign for the nasal of a vowel, no dot under a letter, no joiners, and a vowel where some write य before it.
_SPELLING = str.maketrans({"ँ": "ं", "़": None, "\u200c": None, "\u200d": None, "ॅ": "े"})
_IRREGULAR_PERFECTIVE = {"कर": "कि", "दे": "दि", "ले": "लि", "पी": "पि", "सी": "सि", "जा": "ग", "हो": "हु", "छू": "छु"}
_FUTURE_ENDINGS = (("ूं", "ा"), ("ूं", "ी"), ("े", "ा"), ("े", "ी"), ("ें", "े"), ("ें", "ी"), ("ो", "े"), ("ो", "ी"))
_IRREGULAR_STEM = {"दे": "द", "ले": "ल"}
_IRREGULAR_POLITE = {"कर": "कीज", "दे": "दीज", "ले": "लीज", "पी": "पीज"}
_OLD_ENDINGS = {"वे": SUBJUNCTIVE, "वें": REQUEST, "वेगा": FUTURE, "वेंगे": FUTURE, "वेगी": FUTURE, "य": SUBJUNCTIVE}
_SHORT = {"ी": "ि", "ू": "ु"}
_SIGNS = "ािीुूेो"


class Reading(NamedTuple):
    """One reading of a form: the stem of its verb, what form it is, and its ending, which shows number and gender."""

    stem: str
    kind: str
    ending: str = ""


def key(word: str) -> str:
    """A word in the one spelling that forms are looked up in."""
    return folded(form(word))


@lru_cache(maxsize=_MOST_CACHED)
def folded(plain: str) -> str:
    """The same for a word in NFC."""
    plain = plain.translate(_SPELLING)
    return plain.replace("ये", "ए").replace("यी", "ई") if "य" in plain else plain


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a section of closed.txt or verbs.txt, as keys."""
    return frozenset(map(key, _sections()[name]))


@cache
def stem_list(name: str) -> frozenset[str]:
    """The stems of a section, as readings have them."""
    return frozenset(map(form, _sections()[name]))


@lru_cache(maxsize=_MOST_CACHED)
def readings(word: str) -> tuple[Reading, ...]:
    """The readings of a key, the ones in transitive verbs first; nothing for a word that is no form of a verb."""
    if word in word_list("never-verbs"):
        return ()
    own = _auxiliaries().get(word)
    if own is not None:
        return own
    heads = _heads()
    verbs = sorted(verb for end in range(1, len(word) + 1) for verb in heads.get(word[:end], ()))
    return tuple(reading for _, stem in verbs for reading in _forms(stem).get(word, ()))


@cache
def stems() -> dict[str, str]:
    """Every stem with the section that it stands in first."""
    found: dict[str, str] = {}
    for section in ("transitive", "intransitive"):
        for stem in _sections()[section]:
            found.setdefault(form(stem), section)
    return found


def is_transitive(stem: str) -> bool:
    """Whether a verb has an object; one that no list knows has."""
    return stems().get(stem) != "intransitive"


@cache
def _heads() -> dict[str, list[tuple[int, str]]]:
    """The stems with their places in the list, by the letters that all forms of a verb begin with."""
    found: dict[str, list[tuple[int, str]]] = {}
    for verb in enumerate(stems()):
        for head in ("ज", "ग") if verb[1] == "जा" else (_head(verb[1]),):
            found.setdefault(key(head), []).append(verb)
    return found


def _head(stem: str) -> str:
    if stem in _IRREGULAR_PERFECTIVE or stem in _IRREGULAR_STEM:
        return stem[0]
    return stem[:-1] if stem[-1] in _SHORT else stem


@cache
def _forms(stem: str) -> dict[str, list[Reading]]:
    """Every form of a verb by its key, with its readings."""
    found: dict[str, list[Reading]] = {}
    for words, reading in _paradigm(stem):
        each = found.setdefault(key(words), [])
        if reading not in each:
            each.append(reading)
    return found


@cache
def _auxiliaries() -> dict[str, tuple[Reading, ...]]:
    """The readings of forms that no stem has by rule: those of “is”, “must”, and old ones."""
    found = {"हो": (Reading("हो", ROOT), Reading("हो", SUBJUNCTIVE)), "हों": (Reading("हो", SUBJUNCTIVE, "ें"),)}
    for name, kind in (("present", PRESENT), ("past", PAST)):
        for word in _sections()[name]:
            found[key(word)] = (Reading("है", kind, word),)
    for word in ("चाहिए", "चाहिएं"):
        found[word] = (Reading("चाहिए", MUST),)
    for stem in _sections()["old-stems"]:
        for ending, kind in _OLD_ENDINGS.items():
            found[key(stem + ending)] = (Reading(stem, kind, ending),)
    return found


@cache
def _sections() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for name in ("verbs.txt", "closed.txt"):
        for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                current = found.setdefault(line.strip("[]"), [])
            elif not line.startswith("#"):
                current.extend(line.split())
    return found


def _paradigm(stem: str) -> Iterator[tuple[str, Reading]]:
    """Every form of a verb with its reading."""
    yield stem, Reading(stem, ROOT)
    for ending in ("ता", "ते", "ती", "तीं"):
        yield stem + ending, Reading(stem, IMPERFECTIVE, ending[1:])
    yield stem + "ना", Reading(stem, INFINITIVE, "ा")
    yield stem + "नी", Reading(stem, INFINITIVE, "ी")
    yield stem + "ने", Reading(stem, OBLIQUE, "े")
    for ending, words in perfective(stem).items():
        yield words, Reading(stem, PERFECTIVE, ending)
    if stem == "जा":  # before another “go”: “ले जाया जाता है”
        yield "जाया", Reading(stem, PERFECTIVE, "ाया")
        yield "जाई", Reading(stem, PERFECTIVE, "ाई")
    base = present_stem(stem)
    for ending in ("ूं", "े", "ें", "ो"):
        kind = {"ें": REQUEST, "ो": FAMILIAR}.get(ending, SUBJUNCTIVE)
        yield joined(base, ending), Reading(stem, kind, ending)
    for person, gender in _FUTURE_ENDINGS:
        yield joined(base, person) + "ग" + gender, Reading(stem, FUTURE, person + gender)
    if stem == "हो":
        for nasal, person, gender in (("", "े", "ा"), ("", "े", "ी"), ("ं", "ें", "े"), ("ं", "ें", "ी"), ("", "ो", "े")):
            yield f"हो{nasal}ग{gender}", Reading(stem, FUTURE, person + gender)
        yield "हूंगा", Reading(stem, FUTURE, "ूंा")
    for ending in ("िए", "िएगा", "िएं"):
        yield joined(_IRREGULAR_POLITE.get(stem, stem), ending), Reading(stem, POLITE)
        yield joined(stem, ending), Reading(stem, POLITE)


def present_stem(stem: str) -> str:
    """The stem that endings of the subjunctive and the future follow."""
    return _IRREGULAR_STEM.get(stem, stem)


def perfective(stem: str) -> dict[str, str]:
    """The forms in -ा, -े, -ी and -ीं that a past is made of, by these endings."""
    base = _IRREGULAR_PERFECTIVE.get(stem, stem[:-1] + _SHORT[stem[-1]] if stem[-1] in _SHORT else stem)
    if base in ("कि", "दि", "लि", "पि", "सि"):
        long = base[0] + "ी"
        return {"ा": base + "या", "े": base + "ए", "ी": long, "ीं": long + "ं"}
    if stem == "जा":
        return {"ा": "गया", "े": "गए", "ी": "गई", "ीं": "गईं"}
    if base[-1] == "ु":
        return {"ा": base + "आ", "े": base + "ए", "ी": base + "ई", "ीं": base + "ईं"}
    if base[-1] in _SIGNS or base == "आ":
        return {"ा": base + "या", "े": base + "ए", "ी": base + "ई", "ीं": base + "ईं"}
    return {ending: base + ending for ending in ("ा", "े", "ी", "ीं")}


def joined(stem: str, ending: str) -> str:
    """A stem with an ending that begins with the sign of a vowel: कर and ें, जा and एं."""
    if stem[-1] not in _SIGNS and stem != "आ":
        return stem + ending
    stem = stem[:-1] + _SHORT.get(stem[-1], stem[-1])
    vowel = {"ू": "ऊ", "े": "ए", "ो": "ओ", "ि": "इ"}[ending[0]]
    return stem + vowel + ending[1:]
