"""What form of a verb a word is: its kind, its person, and its verb, by its ending and the stem before it.

Telugu writes a verb with its helpers as one word (ఇవ్వబడుతుంది, చేయలేదు), and often with the word before it and with
small words after it (వచ్చారా, చేశానని). The longest ending that fits a stem decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from sop_toolkit.language.te.paradigms import CONSONANTS, Found, verb_of, verbs, whole_verb_of
from sop_toolkit.language.te.words import read_lists, word_list

# The kinds of forms.
PAST, PRESENT, PROGRESSIVE, FUTURE, COMMAND, DONT, FRIENDLY = (
    "past", "present", "progressive", "future", "command", "don't", "friendly",
)  # fmt: skip
MUST, MAY, CAN, NEVER, BE, LACK, USED, DONE = "must", "may", "can", "never", "be", "lack", "used to", "done"
CONVERB, DURING, NOUN, INFINITIVE = "converb", "during", "noun", "infinitive"
OLD_NOUN, CONDITION = "old noun", "condition"
FINITE = frozenset(
    (PAST, PRESENT, PROGRESSIVE, FUTURE, COMMAND, DONT, FRIENDLY, MUST, MAY, CAN, NEVER, BE, LACK, USED, DONE)
)
QUOTED, IF, WHETHER = "quoted", "if", "whether"
_CARRIES_TAILS = FINITE - {COMMAND, FRIENDLY}

_FAMILIAR, _EACH = "2s", "*"
_FIRST_LETTER = "\u0c00"  # of the block of Telugu in Unicode
_CLOSED_BY_I = ("ాయ", "ద", "ల")
_CLOSED_BY_U = ("లేద", "రాద", "కూడద", "వద్ద")
_PASSIVE, _LACKS, _I = "బడు", "లేదు", "ి"
_INTO, _DONE_OR_DO, _PLEASE = "లో", "ేయి", "ండి"
_SELF = "కో"
_SAY = "అను"
_BEFORE_SELF = frozenset("ు్")
_HABITUAL_SHAPES = ("స్త", "ుత", "ంట", "డత", "రత", "ళ్త", "ోత")
# A vehicle, and the polite “sir” behind a verb: ఉందండి.
_NO_COMMAND = ("బండి", "దండి")
_SHORTEST = 3
# What ends like a past and is none: మేనేజరుగారు, ఖాతాదారు, ఇంటిపేరు, దీనికన్నా, దానికింది.
_NOUN_ENDINGS = (
    "వారు", "గారు", "దారు", "పేరు", "వాడు", "నాడు", "గాడు", "స్థాయి", "రాయి", "కాయి", "పాయి", "రావు", "బ్బాయి", "మ్మాయి", "వేరు",
    "కన్నా", "కింది", "క్రింది",
)  # fmt: skip
# Nouns that end like the form before లేదు: అర్హతలేదు, సమస్యలేదు, శిక్షణలేదు.
_ABSTRACT_ENDINGS = ("త", "ణ", "స్య", "ఖ్య", "ర్య", "ద్య", "వ్య", "స్థ", "క్ష", "ల్వ")
# How verbs are named that no noun is like, as there is మార్పు but no మార్చు.
_SURE_NAMES = ("ించు", "యు", "ఉండు", "పెట్టు", "ర్చు", _PASSIVE)


class Reading(NamedTuple):
    """One form: its kind and person, its verb with what stands before it, and the clause that its tail makes.

    `surely` says that the stem is known, so that the form needs no place at the end of a sentence, and `tail` what is
    written behind the form without its last vowel.
    """

    kind: str
    person: str = ""
    found: Found | None = None
    clause: str = ""
    archaic: bool = False
    surely: bool = True
    negative: bool = False
    tail: str = ""

    @property
    def name(self) -> str:
        """The name of the verb, if it is known."""
        return self.found.verb.name if self.found else ""

    @property
    def passive(self) -> bool:
        """Whether -బడు makes a passive of another verb."""
        if self.found is None or self.name != _PASSIVE:
            return False
        before = self.found.before
        return is_infinitive(before) and before not in word_list("lexical-badu") and not before.endswith(_INTO)

    @property
    def is_like_no_noun(self) -> bool:
        """Whether no noun looks like its verb."""
        return self.name.endswith(_SURE_NAMES)

    @property
    def familiar(self) -> bool:
        """Whether it speaks to one friend or child."""
        return self.kind == FRIENDLY or self.person == _FAMILIAR


class _Ending(NamedTuple):
    """What an ending makes of the stem before it: `part` is the part of a verb that the stem must be.

    `any` is every stem, `passive` an infinitive that -బడు follows, `self` the stem of a verb in -కొను, `relative` the
    form in -ి without its last sign. Without `surely` the form needs its place at the end of a sentence.
    """

    part: str
    kind: str
    person: str = ""
    archaic: bool = False
    surely: bool = True
    negative: bool = False


@lru_cache(maxsize=50_000)
def read(word: str) -> Reading | None:
    """The form that a word is, or None where it is none; the word is in NFC."""
    if len(word) < 2 or word[0] < _FIRST_LETTER or word in word_list("no-verbs"):
        return None
    if word in word_list("be"):
        return Reading(BE, _person(word))
    if word in word_list("lack"):
        return Reading(LACK, "n" if word == _LACKS else "", negative=True)
    if word in word_list("she-did"):
        return Reading(PAST, "n")
    if word in word_list("archaic-commands"):
        return Reading(COMMAND, archaic=True)
    bare = _bare(word)
    if bare is not None and bare.surely and bare.kind in _CARRIES_TAILS:
        return bare
    return _with_tail(word) or bare  # చేశారండి is no command, చేశారనుకుని not only “having thought”


@lru_cache(maxsize=50_000)
def read_in_step(word: str) -> Reading | None:
    """The form that a word of a step is: ఇచ్చేయి is a command to a friend there, and elsewhere an old “they came”."""
    return (_whole(word) if word.endswith(_DONE_OR_DO) else None) or read(word)


def is_infinitive(word: str) -> bool:
    """Whether a word can be the form before లేదు and బడు, by its end: చేయ, తీసుకో, రా."""
    return word[-1:] in CONSONANTS or word.endswith(("ో", "ే", "కా")) or word in ("రా", "తీసుకురా")


def _with_tail(word: str) -> Reading | None:
    tails = _tails()
    for length in range(min(_longest_tail(), len(word) - 2), 0, -1):
        tail = word[-length:]
        if tail not in tails:
            continue
        base = word[:-length]
        if base[-1] not in CONSONANTS:
            continue
        is_closed_by_i = base.endswith(_CLOSED_BY_I) and not base.endswith(_CLOSED_BY_U)
        whole = base + (_I if is_closed_by_i else "ు")
        if whole in word_list("no-verbs"):
            return None
        if whole in word_list("lack"):
            return Reading(LACK, "n" if whole == _LACKS else "", clause=tails[tail], negative=True)
        if whole in word_list("be"):
            return Reading(BE, _person(whole), clause=tails[tail])
        reading = _bare(whole)
        if reading is not None and reading.kind in _CARRIES_TAILS and (reading.surely or reading.kind == USED):
            return reading._replace(clause=tails[tail], tail=tail)
    return None


def _bare(word: str) -> Reading | None:
    """The form of a word without a tail."""
    endings = _endings()
    for length in range(min(_longest(), len(word) - 1), 0, -1):
        if word[-length:] not in endings:
            continue
        fitting = filter(None, (_fitting(word[:-length], ending) for ending in endings[word[-length:]]))
        for reading in sorted(fitting, key=_is_guess):  # గెంటారు is known, and only looks like తింటారు
            is_sure = (reading.surely and reading.found is not None) or reading.kind == USED
            if is_sure or not word.endswith(_NOUN_ENDINGS):
                return reading if reading.found is not None else _whole(word) or reading  # ఎంపికచేయి
    return _whole(word)


def _is_guess(reading: Reading) -> bool:
    """Whether the verb of a form is not known."""
    return reading.found is None


def _fitting(stem: str, ending: _Ending) -> Reading | None:
    """The reading of a stem with an ending, if they go together."""
    if ending.part == "any":
        return Reading(ending.kind, ending.person, verb_of("infinitive", stem), negative=ending.negative)
    if ending.part == "said":
        found = Found(stem, verbs()[_SAY])
        return Reading(ending.kind, ending.person, found) if stem[-1] in CONSONANTS and len(stem) > 1 else None
    if ending.part == "self":
        found = Found(stem, verbs()[_SELF])
        return Reading(ending.kind, ending.person, found) if stem[-1] in _BEFORE_SELF else None
    if ending.part == "passive":
        found = Found(stem, verbs()[_PASSIVE])
        if not is_infinitive(stem):
            return None
        return Reading(ending.kind, ending.person, found, "", ending.archaic, ending.surely, ending.negative)
    if ending.kind == FRIENDLY and stem in word_list("no-infinitives"):
        return None  # చెక్కకు: to the plank
    is_relative = ending.part == "relative"
    known = verb_of("converb", stem + _I) if is_relative else verb_of(ending.part, stem)
    if known is not None and (known.verb.name != _SELF or known.before[-1:] in _BEFORE_SELF):
        return Reading(ending.kind, ending.person, known, "", ending.archaic, ending.surely, ending.negative)
    if not _has_shape(stem, ending):
        return None
    return Reading(ending.kind, ending.person, surely=ending.part != "past", negative=ending.negative)


def _has_shape(stem: str, ending: _Ending) -> bool:
    """Whether a stem that no list has looks like the part of a verb."""
    if ending.archaic or not ending.surely:
        return False
    if ending.part == "habitual":
        is_noun = ending.kind == DURING or (ending.kind == PRESENT and ending.person == "1s")  # గుమాస్తాను
        return stem.endswith(_HABITUAL_SHAPES) and len(stem) > _SHORTEST and not is_noun
    if ending.part == "converb":
        return ending.person == "n" and stem[-1] in "ిై" and len(stem) >= _SHORTEST
    if ending.part == "past":
        return stem[-1] in CONSONANTS and len(stem) >= _SHORTEST and not stem.endswith(("ున్న", "ద"))
    is_noun = stem in word_list("places") or (stem.endswith(_ABSTRACT_ENDINGS) and not stem.endswith("త్త"))
    return stem[-1] in CONSONANTS and ending.kind == PAST and not is_noun


def _whole(word: str) -> Reading | None:
    """Forms that are whole words in the table of their verb."""
    found = verb_of("command", word) if word.endswith(_PLEASE) else None
    if found is not None:
        return Reading(COMMAND, "h", found)
    for kind, found in ((CONVERB, verb_of("converb", word)), (INFINITIVE, whole_verb_of("infinitive", word))):
        if found is not None and (kind != INFINITIVE or word not in word_list("no-infinitives")):
            return Reading(kind, "", found)
    found = verb_of("familiar", word)
    if found is not None and word not in word_list("no-commands"):
        reading = Reading(FRIENDLY, _FAMILIAR, found)
        is_self = reading.name == _SELF and found.before.endswith("ు")
        if not found.before or is_self or reading.is_like_no_noun:
            return reading
    if word.endswith(_PLEASE) and (word[-4:-3] in CONSONANTS or word[-4:-3] == "ో") and not word.endswith(_NO_COMMAND):
        return Reading(COMMAND, "h", surely=False)
    return None


def _person(word: str) -> str:
    """The person of a form of ఉండు."""
    return next((person for person, closings in persons().items() if word.endswith(closings)), "n")


@cache
def _longest() -> int:
    return max(map(len, _endings()))


@cache
def _endings() -> Mapping[str, tuple[_Ending, ...]]:
    """Every ending with what it makes, in the order in which they are tried."""
    found: dict[str, list[_Ending]] = {}
    for line in read_lists("endings.txt")["endings"]:
        part, kind, person, marks, written = (cell.strip() for cell in line.split("|"))
        for each in persons() if person == _EACH else (person,):
            made = _Ending(part, kind, each, "old" in marks, "last" not in marks, "not" in marks)
            closings = persons()[each] if person == _EACH else ("",)
            for ending in (ending + closing for ending in written.split() for closing in closings):
                found.setdefault(ending, []).append(made)
    return {ending: tuple(made) for ending, made in found.items()}


@cache
def _tails() -> Mapping[str, str]:
    """What may be written together with the last letter of a finite form, and what it makes of its clause."""
    rows = (line.split("|") for line in read_lists("endings.txt")["tails"])
    return {tail: clause.strip() for clause, written in rows for tail in written.split()}


@cache
def _longest_tail() -> int:
    return max(map(len, _tails()))


@cache
def persons() -> Mapping[str, tuple[str, ...]]:
    """How the forms of each person close."""
    rows = (line.split() for line in read_lists("endings.txt")["persons"])
    return {person: tuple(closings) for person, *closings in rows}
