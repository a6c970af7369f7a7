"""The verb groups of a Telugu sentence, from left to right, with the clauses that they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sop_toolkit.language import VerbGroup
from sop_toolkit.language.indic import Token, status_words, tokens
from sop_toolkit.language.te.readings import (
    BE,
    CAN,
    COMMAND,
    CONDITION,
    CONVERB,
    DONE,
    DONT,
    DURING,
    FINITE,
    FRIENDLY,
    FUTURE,
    IF,
    INFINITIVE,
    LACK,
    MAY,
    MUST,
    NEVER,
    NOUN,
    OLD_NOUN,
    PAST,
    PRESENT,
    PROGRESSIVE,
    QUOTED,
    USED,
    WHETHER,
    Reading,
    read,
    read_in_step,
)
from sop_toolkit.language.te.words import word_list

_TENSES = {
    **dict.fromkeys((PAST, USED, DONE), "past"),
    **dict.fromkeys((PRESENT, PROGRESSIVE, MUST, MAY, CAN, NEVER, BE, LACK), "present"),
    FUTURE: "future",
}
_MODALS = {MUST: "ాలి", MAY: "వచ్చు", CAN: "గలరు", NEVER: "రాదు"}
_BETTER, _WORSE = "మంచిది", "కాదు"
_PASSIVE, _PERFECT, _DO = "passive", "perfect", "చేయు"
_VERBS = FINITE | {OLD_NOUN, CONDITION}
_IF_ENDING, _ASKING = "తే", "ా"
_CLOSING = frozenset("।॥.!?…)]\"'”’»*_,;:–—-")
_MOST_CLOSING = 4
_HAND = "చేయి"  # and “do” to a friend: ఆన్ చేయి
_NO_JOINERS = dict.fromkeys(map(ord, "\u200c\u200d"))
_I, _SHE = "1s", "ఆమె"
_THINGS = ("n", "np")
# How verbs are named that do something to a thing, which does nothing itself: ఫారం నింపి ఉంది.
_DONE_TO_THINGS = ("ంచు", "ర్చు", "పు", "ేయు", "ీయు", "ూయు", "ోయు", "ాయు", "పెట్టు", "కట్టు")
# Persons whose endings nouns have as well: లాభం, తేడాను.
_FIRST_AND_SECOND = frozenset(("1s", "1p", "2s"))


class Part(NamedTuple):
    """A verb group as places in the row of tokens, with its finite form and the form that says what is done."""

    first: int
    last: int
    finite: Reading
    main: Reading


class Analysis(NamedTuple):
    """The words of a sentence with their keys, and each verb group with its parts, in order.

    `once` is the word of a time to come, such as “tomorrow”, if one stands in it.
    """

    tokens: Sequence[Token]
    keys: Sequence[str]
    parts: Sequence[Part]
    groups: Sequence[VerbGroup]
    once: str = ""


def analyse(sentence: str, instruction: bool) -> Analysis:
    """The verb groups of a sentence; `instruction` says that it is a step."""
    found = tokens(sentence)
    keys = [key(token.form) for token in found]
    to_read = read_in_step if instruction else read
    reader = _Reader(found, keys, [to_read(word) for word in keys], instruction)
    reader.read()
    return _without_status_words(Analysis(found, keys, reader.parts, reader.groups, reader.once))


def _without_status_words(known: Analysis) -> Analysis:
    """The same without verbs that are words of a list: “స్థితి: పంపారు, రద్దు చేశారు”."""
    told = [number for number, group in enumerate(known.groups) if group.tense == "past" or group.perfect]
    spans = {number: _whole(known.parts[number]) for number in told}
    named = status_words(known.tokens, spans, word_list("joiners"))
    if not named:
        return known
    kept = [number for number in range(len(known.groups)) if number not in named]
    parts, groups = [known.parts[number] for number in kept], [known.groups[number] for number in kept]
    return known._replace(parts=parts, groups=groups)


def _whole(part: Part) -> tuple[int, int]:
    """The first and the last place of a group, with the noun that “do” makes a verb."""
    return max(0, part.first - (part.main.name == _DO)), part.last


def key(word: str) -> str:
    """A word in NFC in the spelling that forms are looked up in: without joiners."""
    return word if word.isascii() else word.translate(_NO_JOINERS)


class _Reader:
    """One pass over the words of a sentence."""

    def __init__(
        self, found: Sequence[Token], keys: Sequence[str], readings: Sequence[Reading | None], instruction: bool
    ) -> None:
        self.tokens = found
        self.keys = keys
        self.readings = readings
        self.instruction = instruction
        self.once = next(filter(None, map(self._time_to_come, range(len(keys)))), "")
        self.parts: list[Part] = []
        self.groups: list[VerbGroup] = []

    def read(self) -> None:
        for place, reading in enumerate(self.readings):
            if self.keys[place] in word_list("better"):
                self._add_better(place)
            elif reading is not None and reading.kind in _VERBS and self._is_verb_here(place, reading):
                self._add(place, reading)
        self._add_late_condition()

    def _add(self, place: int, finite: Reading) -> None:
        """Adds the group that ends with a finite form, with the word before where both make one form."""
        before = self._before(place)
        main = self.readings[before] if before >= 0 else None
        both = self._together(finite, before, main) if main is not None else ""
        if main is None or not both:
            is_passive = finite.passive or finite.kind == DONE
            self._put(Part(place, place, finite, finite), _PASSIVE if is_passive else finite.kind)
        else:
            past = finite._replace(kind=PAST, person="")  # లేదు shows no person
            self._put(Part(before, place, past if both == PAST else finite, main), both)

    def _together(self, finite: Reading, before: int, main: Reading) -> str:
        """What a finite form makes together with the word before it, or nothing."""
        if finite.kind == BE and main.kind == DURING:
            return PROGRESSIVE
        if main.kind == CONVERB and main.passive and (finite.kind == BE or finite.name == "ఉండు"):
            return _PASSIVE
        if finite.kind == BE and main.kind == CONVERB:
            is_left_so = finite.person in _THINGS and main.name.endswith(_DONE_TO_THINGS)
            is_state = is_left_so or self.keys[before] in word_list("states") or main.name == "అవు"
            return "" if is_state else _PERFECT
        if finite.kind == LACK and finite.person == "n":
            return {NOUN: PROGRESSIVE, INFINITIVE: PAST}.get(main.kind, "")
        happens = finite.name == "జరుగు" and main.kind == NOUN
        is_done = finite.name == "బడు" and main.kind == INFINITIVE and not finite.passive
        return _PASSIVE if happens or is_done else ""

    def _add_better(self, place: int) -> None:
        """Adds “చేయడం మంచిది”, or “మంచిది కాదు”: what one should do, or leave."""
        before = self._before(place)
        main = self.readings[before] if before >= 0 else None
        if self.instruction and main is not None and main.kind == NOUN:
            is_worse = self._key(place + 1) in word_list("lack")
            part = Part(before, place + is_worse, Reading(BE, negative=is_worse), main)
            self._put(part, BE, _WORSE if is_worse else _BETTER)

    def _add_late_condition(self) -> None:
        """Adds the condition that “if” begins after a command, and that ends the sentence."""
        opener = max((place for place, word in enumerate(self.keys) if word in word_list("if")), default=-1)
        last = next((place for place in range(len(self.keys) - 1, opener, -1) if self.keys[place] not in _CLOSING), -1)
        if opener < 0 or last < 0 or not self.keys[last].endswith(_IF_ENDING):
            return
        start, end = self.tokens[last].start, self.tokens[last].end
        opens = self.tokens[opener].start
        if self.groups and self.groups[-1].end < opens:
            self.parts.append(Part(last, last, Reading(IF), Reading(IF)))
            self.groups.append(VerbGroup(start, end, conditional=True, subordinate=True, opener=opens))

    def _before(self, place: int) -> int:
        """The place of the word before, leaving out small words that may stand inside a verb."""
        place -= 1
        return place - 1 if place > 0 and self.keys[place] in word_list("particles") else place

    def _is_verb_here(self, place: int, finite: Reading) -> bool:
        """Whether a form that may be a noun stands where a verb stands."""
        if finite.kind == CONDITION:
            return finite.passive
        if finite.kind == FRIENDLY:
            is_hand = self.keys[place] == _HAND and (not place or self.keys[place - 1] in word_list("whose-hand"))
            return self.instruction and not is_hand and self._ends_sentence(place + 1)
        if finite.kind == USED:
            return self._used_to(place, finite) and self._ends_sentence(place + 1)
        if finite.kind == PAST and finite.person == "n" and self._key(place + 1) in word_list("equals"):
            return False
        if finite.surely:
            return True
        if finite.archaic and finite.is_like_no_noun:
            return self._ends_clause(place + 1)
        if self._is_named(finite, place):
            return False
        if finite.archaic or finite.found is not None:
            return self._ends_sentence(place + 1 + (self._key(place + 1) in word_list("particles")))  # చెప్పా కదా
        if finite.person in _FIRST_AND_SECOND and not self._says(word_list("we"), place):
            return False
        return place > 0 and self._ends_clause(place + 1)

    def _is_named(self, finite: Reading, place: int) -> bool:
        """Whether a form in -ినది says which thing it is: ఇది చేతితో నేసినది."""
        is_like = finite.kind == PAST and finite.person in _THINGS and not finite.archaic and not finite.passive
        return is_like and self._says(word_list("this"), place)

    def _used_to(self, place: int, finite: Reading) -> bool:
        """Whether a form in -ేవాడు says what somebody used to do, and not who does it."""
        if self._says(word_list("long-ago"), place):
            return True
        if finite.person in _THINGS:
            return finite.name == "ఉండు" or _SHE in self.keys[:place]
        return (finite.person != "h" or self._says(word_list("they"), place)) and self.keys[-1] != "?"

    def _says(self, listed: frozenset[str], place: int) -> bool:
        """Whether a word of a list stands before this place."""
        return not listed.isdisjoint(self.keys[:place])

    def _put(self, part: Part, form: str, modal: str = "") -> None:
        """Adds a group: `form` is its kind, or what its two words make together."""
        finite = part.finite
        tense = _TENSES.get(finite.kind, "")
        quoted = finite.clause == QUOTED or self._key(part.last + 1) in word_list("quoting")
        conditional = self._is_conditional(part, quoted)
        is_later = self._is_later(finite, quoted)
        mild = form in (_PERFECT, CAN, MAY) or (is_later and form != _PASSIVE) or self._is_known_now(part.last)
        self.parts.append(part)
        self.groups.append(
            VerbGroup(
                self.tokens[part.first].start,
                self.tokens[part.last].end,
                tense="future" if is_later else tense,
                perfect=form == _PERFECT,
                progressive=PROGRESSIVE in (form, finite.kind),
                passive=form == _PASSIVE,
                imperative=finite.kind in (COMMAND, DONT, FRIENDLY) and not conditional and not quoted,
                modal=modal or _MODALS.get(finite.kind, ""),
                conditional=conditional,
                subordinate=conditional or quoted,
                familiar=finite.familiar,
                archaic=finite.archaic,
                mild=mild,
            )
        )

    def _is_conditional(self, part: Part, quoted: bool) -> bool:
        """Whether a group stands in a condition, or in a question within another sentence."""
        finite, after = part.finite, part.last + 1
        if finite.kind == CONDITION or finite.clause in (IF, WHETHER) or self._key(after) in word_list("conditions"):
            return True
        answer = after + 1 if self._key(after) in word_list("quoting") else after
        return quoted and (finite.tail == _ASKING or self._key(answer).endswith(_IF_ENDING))

    def _time_to_come(self, place: int) -> str:
        """The words of a time to come that begin at a place: రేపు, వచ్చే వారంలో, వచ్చే నెల నుంచి."""
        words = 0
        if self.keys[place] in word_list("tomorrow"):
            words = 1
        elif self.keys[place] in word_list("coming"):
            is_span = self._key(place + 1) in word_list("spans") and self._key(place + 2) in word_list("from")
            words = 3 if is_span else 2 * (self._key(place + 1) in word_list("times"))
        return " ".join(token.form for token in self.tokens[place : place + words])

    def _key(self, place: int) -> str:
        return self.keys[place] if 0 <= place < len(self.keys) else ""

    def _is_known_now(self, place: int) -> bool:
        """Whether a past form says what somebody has in mind at present: అర్థమైంది."""
        return self.keys[place] in word_list("known-now")

    def _is_later(self, finite: Reading, quoted: bool) -> bool:
        """Whether a present form speaks of one time to come: with “tomorrow”, or as what the writer promises."""
        promises = finite.person == _I and not quoted and not self._says(word_list("always"), len(self.keys))
        return finite.kind == PRESENT and not finite.archaic and (promises or self.once != "")

    def _ends_clause(self, place: int) -> bool:
        """Whether a clause is over before this place."""
        if self._ends_sentence(place):
            return True
        word = self._key(place)
        is_answered = word in word_list("quoting") or word in word_list("conditions")
        return is_answered or word in _CLOSING or word in word_list("clause-ends")

    def _ends_sentence(self, place: int) -> bool:
        return all(word in _CLOSING for word in self.keys[place : place + _MOST_CLOSING])
