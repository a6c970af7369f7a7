"""What to write instead of a Hindi verb group: a polite command, or the habitual present, of the very verb."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from sop_toolkit.language import Advice, VerbGroup
from sop_toolkit.language.hi.chains import Chain
from sop_toolkit.language.hi.groups import Analysis
from sop_toolkit.language.hi.lexicon import (
    FAMILIAR,
    FUTURE,
    IMPERFECTIVE,
    INFINITIVE,
    OBLIQUE,
    PAST,
    PERFECTIVE,
    POLITE,
    PRESENT,
    REQUEST,
    ROOT,
    SUBJUNCTIVE,
    Reading,
    is_transitive,
    joined,
    key,
    present_stem,
    stem_list,
    word_list,
)

_GAP = "…"
_BY, _CAN = "द्वारा", "सक"
_NOT_IN_COMMANDS, _NOT = "न", "नहीं"
_NO_OBJECTS = ("postpositions", "adverbs", "boundaries")
# Helpers that say how far a deed has come, and are no part of the deed.
_PHASES = frozenset(("रह", "सक", "चुक", "पा"))
# Verbs that the present keeps, by what stands before them: “करना चाहता है”, “करने देता है”, “कर सकता है”, “बना रहता है”.
_KEPT = {
    "चाह": (INFINITIVE,),
    "दे": (OBLIQUE,),
    "सक": (ROOT,),
    "पा": (ROOT,),
    "रख": (PERFECTIVE,),
    "रह": (PERFECTIVE, IMPERFECTIVE),
}
_COMMANDS = frozenset((REQUEST, POLITE, FAMILIAR, ROOT))
_MANY, _OF_MANY = ("े", "ीं"), ("ों", "ओं")
_SELF, _OURS, _YOURS = "ूं", "ें", "ो"
# Who acts, with “ने” and in the present.
_AGENT = "ने"
_SUBJECTS = {
    "मैंने": "मैं", "हमने": "हम", "आपने": "आप", "उसने": "वह", "इसने": "यह", "उन्होंने": "वे", "इन्होंने": "ये",
    "जिसने": "जो", "जिन्होंने": "जो", "किसने": "कौन",
}  # fmt: skip
# Behind other endings a noun may change with “ने”, or be a woman's that no list has: लड़के ने, लेखिका ने.
_UNCHANGED = "ारी"
_VOWEL_SIGNS = "ािीुूृेैोौंँ"


class _Deed(NamedTuple):
    """The verb that says what is done, and the bare stem before it: “लौटा” and “दे” of “लौटा दूँगा”."""

    lead: str
    stem: str

    def with_form(self, form: str) -> str:
        return f"{self.lead} {form}" if self.lead else form


def advice(analysis: Analysis, group: VerbGroup) -> Advice:
    """What to write instead of one group of an analysed sentence."""
    number = next((n for n, each in enumerate(analysis.groups) if each.start == group.start), -1)
    if number < 0:
        return Advice()
    row = analysis.chains[number]
    begins = analysis.chains[number - 1].end + 1 if number else 0
    clause = _Clause(analysis, row, begins)
    deed = _deed(analysis, row)
    if not deed.stem:
        return Advice(subject_start=analysis.tokens[begins].start)
    command = clause.command(deed) if _may_be_ordered(row, deed, clause) else ""
    told = clause.told()
    instead = clause.negated(_instead(row, clause.kept() or deed, clause))
    return Advice(
        verb=deed.with_form(infinitive(deed.stem)),
        instead=instead,
        subject_start=analysis.tokens[told if told >= 0 else begins].start,
        command=command,
        fact=clause.fact(deed) if row.is_passive else clause.with_subject(instead),
        acts=bool(command) and (bool(group.modal) or (told >= 0 and deed.stem not in stem_list("states"))),
    )


def infinitive(stem: str) -> str:
    """A verb as dictionaries name it."""
    return f"{stem}ना"


def request(stem: str) -> str:
    """The polite command of a verb, and what several may do: “करें”, “जाएँ”."""
    return joined(present_stem(stem), "ें").replace("एं", "एँ") if stem != "हो" else "हों"


def habit(stem: str, ending: str, is_many: bool, is_self: bool = False) -> str:
    """The present of what happens each time: “करता है”, “करती हैं”."""
    return f"{stem}त{ending} {'हूँ' if is_self else 'हैं' if is_many else 'है'}"


class _Clause(NamedTuple):
    """The words of a clause before its verb: from `begins` up to the chain."""

    analysis: Analysis
    row: Chain
    begins: int

    def command(self, deed: _Deed) -> str:
        """The polite command, with the word before it, which may belong to the verb: “… दर्ज करें”."""
        words = [
            *self._before(),
            *([_NOT_IN_COMMANDS] if self._is_negated() else []),
            deed.with_form(request(deed.stem)),
        ]
        return " ".join(words)

    def fact(self, deed: _Deed) -> str:
        """The beginning of a sentence that says who does it."""
        doer = self._doer()
        can = any(link.reading.stem == _CAN for link in self.row.links)
        does = f"{deed.stem} {habit(_CAN, 'ा', is_many=False)}" if can else habit(deed.stem, "ा", is_many=False)
        rest = [*([_NOT] if self._is_negated() else []), deed.with_form(does)]
        words = [word for word in self._before() if word != _GAP] if doer else self._before()
        return " ".join([doer or _GAP, *(word for word in words if word != _GAP), *rest])

    def with_subject(self, present: str) -> str:
        """The present with its subject, which has “ने” in the past alone: “क्लर्क … देता है”. Empty without one."""
        keys, first = self.analysis.keys, self.row.first
        for place in range(first - 1, self.begins - 1, -1) if present else ():
            subject, begins = _SUBJECTS.get(keys[place], ""), place
            if keys[place] == _AGENT and place > self.begins:
                subject, begins = _unchanged(self.analysis.tokens[place - 1].form), place - 1
            if subject:
                before, after = begins > self.begins, place + 1 < first
                return " ".join([*[_GAP] * before, subject, *[_GAP] * after, present])
        return ""

    def negated(self, words: str) -> str:
        """The words with the “not” that stands inside the group."""
        inside = range(self.row.first + 1, self.row.end)
        is_inside = any(self.analysis.keys[place] in word_list("negations") for place in inside)
        return f"{_NOT} {words}" if words and is_inside else words

    def all_but_last(self) -> str:
        """The forms of the chain without the last one: “रखा हुआ” of “रखा हुआ था”."""
        return " ".join(self.analysis.tokens[link.place].form for link in self.row.links[:-1])

    def kept(self) -> _Deed | None:
        """The verb that the present keeps, with the deed: “करना” and “चाह” of “करना चाहेंगे”."""
        links = self.row.links
        for number in range(1, len(links)):
            stem = links[number].reading.stem
            if links[number - 1].reading.kind in _KEPT.get(stem, ()):
                return _Deed(" ".join(self.analysis.tokens[link.place].form for link in links[:number]), stem)
        return None

    def agent(self) -> tuple[str, bool, bool]:
        """How the present agrees with the one who has “ने”: the ending, whether it is many, and whether the writer."""
        keys = self.analysis.keys[self.begins : self.row.first]
        if self.is_about("मैंने"):
            return "ा", False, True
        is_many = any(key in word_list("agents-of-many") for key in keys)
        is_many |= any(before.endswith(_OF_MANY) and key == _AGENT for before, key in pairwise(keys))
        is_woman = any(before in word_list("agents-feminine") and key == _AGENT for before, key in pairwise(keys))
        return ("े", True, False) if is_many else ("ी" if is_woman else "ा", False, False)

    def told(self) -> int:
        """Where the reader stands as the subject, or -1."""
        keys = self.analysis.keys
        is_duty = self.row.must
        for place in range(self.begins, self.row.first):
            if keys[place] in word_list("told") and (keys[place] == "आपको") == is_duty:
                follows = keys[place + 1]
                return place if follows not in ("को", "से", "में", "पर", "के", "का", "की") or is_duty else -1
        return -1

    def has_one_to_go(self) -> bool:
        """Whether nothing but a person can have to go: “क्लर्क को 9 बजे आना चाहिए”, and not “… पर्ची आनी चाहिए”."""
        keys = self.analysis.keys[self.begins : self.row.first]
        told = 1 if keys[:1] == ["आपको"] else 2 if keys[1:2] == ["को"] else 0
        bound, free = word_list("bound"), word_list("times") | word_list("adverbs") | word_list("negations")
        pairs = pairwise([*keys[told:], ""])
        return told > 0 and all(
            word in bound or follows in bound or word in free or word.isdigit() for word, follows in pairs
        )

    def is_about(self, word: str) -> bool:
        """Whether a word stands in it."""
        return word in self.analysis.keys[self.begins : self.row.first]

    def negation(self) -> str:
        """The word for “not” right before the verb."""
        before = self.analysis.keys[self.row.first - 1] if self.row.first else ""
        return before if before in word_list("negations") else ""

    def has_reader(self) -> bool:
        """Whether the reader, or we, stand in it."""
        return any(key in word_list("reader") for key in self.analysis.keys[self.begins : self.row.first])

    def _is_negated(self) -> bool:
        first, last = self.row.first, self.row.end
        return any(self.analysis.keys[place] in word_list("negations") for place in range(max(0, first - 1), last))

    def _before(self) -> list[str]:
        """A gap for what is left out, and the word that the verb begins with."""
        keys = self.analysis.keys
        place = self.row.first - 1
        while place >= self.begins and keys[place] in word_list("particles"):
            place -= 1
        if place < self.begins:
            return []
        if not self._is_object(place):
            return [_GAP]
        word = self.analysis.tokens[place].form
        return [word] if place == self.begins else [_GAP, word]

    def _is_object(self, place: int) -> bool:
        key = self.analysis.keys[place]
        is_word = key[0].isalpha() and not key.isascii()
        return is_word and not any(key in word_list(name) for name in _NO_OBJECTS)

    def _doer(self) -> str:
        """The one whom “द्वारा” names, if it is one word at the beginning of the clause."""
        keys, tokens = self.analysis.keys, self.analysis.tokens
        if self.begins + 1 < self.row.first and keys[self.begins + 1] == _BY:
            return tokens[self.begins].form
        if keys[self.begins + 1 : self.begins + 3] == ["के", _BY]:
            return tokens[self.begins].form
        return ""


def _unchanged(noun: str) -> str:
    """A noun that is the same without “ने”, or nothing."""
    is_same = noun.endswith(_UNCHANGED) or noun[-1] not in _VOWEL_SIGNS or key(noun) in word_list("agents-feminine")
    return noun if is_same and not noun.isascii() else ""


def _deed(analysis: Analysis, row: Chain) -> _Deed:
    """The verb that is done, without helpers for tense, voice and phase."""
    first = row.main
    second = row.links[1].reading.stem if len(row.links) > 1 else ""
    goes_away = first.kind == PERFECTIVE and second == "जा" and not row.is_passive
    if (first.kind == ROOT and second and second not in _PHASES) or goes_away:
        return _Deed(analysis.tokens[row.first].form, row.links[1].reading.stem)
    return _Deed("", "हो" if first.stem in ("है", "चाहिए") else first.stem)


def _may_be_ordered(row: Chain, deed: _Deed, clause: _Clause) -> bool:
    """Whether a command can stand instead: somebody does it, and not something else in this step."""
    if row.last.kind in _COMMANDS:
        return True
    if not stem_list("no-orders").isdisjoint((deed.stem, row.main.stem)):
        return row.must and deed.stem in stem_list("goings") and clause.has_one_to_go()
    people = row.last.kind == FUTURE and row.last.ending[:-1] in (_SELF, _OURS, _YOURS)
    return row.is_passive or row.must or people or clause.has_reader()


def _now(past: Reading) -> str:
    """“Is” for “was”."""
    return "हैं" if past.ending in ("थे", "थीं") else "है"


def _instead(row: Chain, deed: _Deed, clause: _Clause) -> str:
    """The present tense for the words of a group; empty for a passive."""
    last, before = row.last, clause.all_but_last()
    if row.is_passive:
        return ""
    if row.must and row.main.kind in (INFINITIVE, OBLIQUE):
        now = "हैं" if row.main.kind == OBLIQUE else "है"
        return f"{before} {now}" if len(row.links) == 2 and last.kind == FUTURE else ""
    if last.kind == PAST and len(row.links) == 1:
        return "हूँ" if clause.is_about("मैं") else _now(last)
    if last.kind == PERFECTIVE and len(row.links) == 1 and clause.negation() == _NOT_IN_COMMANDS:  # “न हुआ तो”
        return _wish(last, clause)
    if last.kind == PAST and row.links[-2].reading.kind == PERFECTIVE and row.links[-2].reading.stem == "हो":
        return f"{before} {_now(last)}" if len(row.links) > 2 else f"होत{row.links[0].reading.ending[:1]} {_now(last)}"
    if last.kind == SUBJUNCTIVE:  # “जब मशीन चल रही हो”, and old forms
        if last.ending == "ें":
            return deed.with_form(request(deed.stem))
        return "हो" if deed.stem == "हो" else deed.with_form(joined(present_stem(deed.stem), "े"))
    ending, many, self = _agreement(row, clause)
    return deed.with_form(habit(deed.stem, ending, many, self)) if ending else ""


def _wish(past: Reading, clause: _Clause) -> str:
    """What may be, for what was: “मिले” for “मिला”, “हों” for “हुए”."""
    many = clause.agent()[1] if is_transitive(past.stem) else past.ending in _MANY
    if many:
        return request(past.stem)
    return "हो" if past.stem == "हो" else joined(present_stem(past.stem), "े")


def _agreement(row: Chain, clause: _Clause) -> tuple[str, bool, bool]:
    """The ending for number and gender, whether the subject is many, and whether it is the writer."""
    last, number = row.last, len(row.links)
    if last.kind == FUTURE and (number == 1 or last.stem in _KEPT or row.links[-2].reading.kind in (ROOT, OBLIQUE)):
        person, gender = last.ending[:-1], last.ending[-1:]
        return gender, person in (_OURS, _YOURS), person == _SELF
    shows = (PERFECTIVE, IMPERFECTIVE)
    shown = next((link.reading for link in reversed(row.links) if link.reading.kind in shows), None)
    if shown is None:
        return "", False, False
    if shown.kind == PERFECTIVE and is_transitive(shown.stem) and not row.is_progressive:
        return clause.agent()  # the form goes with the object, not with the one who acts
    many = last.ending in ("हैं", "थे", "थीं") or (last.kind not in (PRESENT, PAST) and shown.ending in _MANY)
    return shown.ending[:1], many, last.ending == "हूँ"
