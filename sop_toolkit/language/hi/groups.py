"""The verb groups of a Hindi sentence, from left to right, with the clauses that they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import regex

from sop_toolkit.language import VerbGroup
from sop_toolkit.language.hi.chains import Chain, chain, chain_of
from sop_toolkit.language.hi.clauses import Clause, goes_on_to_wish, is_negated, is_wish, key_at
from sop_toolkit.language.hi.lexicon import (
    FAMILIAR,
    FUTURE,
    IMPERFECTIVE,
    INFINITIVE,
    MUST,
    OBLIQUE,
    PAST,
    PERFECTIVE,
    POLITE,
    PRESENT,
    REQUEST,
    ROOT,
    SUBJUNCTIVE,
    Reading,
    folded,
    is_transitive,
    readings,
    stem_list,
    word_list,
)
from sop_toolkit.language.indic import Token, status_words, tokens

_UNKNOWN_FUTURE = regex.compile(r".{2,}(?:े|ें|ए|एं|ूं|ऊं)ग[ाी]|.{2,}(?:ें|एं)गे|.{2,}ओग[ेी]")
_UNKNOWN_PERFECTIVE = (("या", "ा"), ("ए", "े"), ("ई", "ी"))
_UNKNOWN_ENDINGS = tuple("ा" + end for end, _ in _UNKNOWN_PERFECTIVE)
_AWAITED = regex.compile(r"(.+?)(?<=[\p{Lo}ाोे])(या|ा|ए|े|ई|ी|ईं|ीं)")
_SIGNS = {"या": "ा", "ए": "े", "ई": "ी", "ईं": "ीं"}
_FUTURE_ENDING = regex.compile(r"(?:े|ें|ए|एं|एँ|ये|यें|ू[ंँ]|ऊ[ंँ]|ओ)ग[ाेी]\Z")
_OR_NOT = ["या", "नहीं"]
_DO = "कर"
_OPEN_WITH_ALSO, _ALSO = frozenset(("जैसे", "ज्यों", "भले")), "ही"
_OF = frozenset(("का", "की"))
_TOWN, _BEFORE_TOWNS = "गया", frozenset(",:")
_JOINS_WORDS = frozenset("-‑/")
_MOST_OTHERS = 5  # participles in a row
_OPENING, _CLOSED = frozenset("(["), frozenset(")]")
_OLD = "वय"
_CLOSING = frozenset("।॥.!?…)]\"'”’»*_")
_OF_WISHES = frozenset((SUBJUNCTIVE, PERFECTIVE, IMPERFECTIVE))
_NEVER_FINITE_ALONE = frozenset((INFINITIVE, OBLIQUE))


class Analysis(NamedTuple):
    """The words of a sentence with their keys, and each verb group with its chain, in order."""

    tokens: Sequence[Token]
    keys: Sequence[str]
    chains: Sequence[Chain]
    groups: Sequence[VerbGroup]


@cache
def _roles() -> dict[str, str]:
    """What the words do that begin a clause, or stand with the one who acts."""
    names = ("agents", "subordinators", "answers", "openers", "questions", "ones")
    return {word: name for name in names for word in word_list(name)}


def analyse(sentence: str, instruction: bool) -> Analysis:
    """The verb groups of a sentence; `instruction` says that it is a step."""
    found = tokens(sentence)
    keys = [folded(token.form) for token in found]
    reader = _Reader(found, keys, instruction)
    reader.read()
    return _without_status_words(Analysis(found, keys, reader.chains, reader.groups))


def _without_status_words(known: Analysis) -> Analysis:
    """The same without participles that are words of a list: “स्थिति: भेजा गया, रद्द किया गया”."""
    spans = {number: _whole(row, known.keys) for number, row in enumerate(known.chains) if row.last.kind == PERFECTIVE}
    named = status_words(known.tokens, spans, word_list("joiners"))
    if not named:
        return known
    kept = [number for number in range(len(known.groups)) if number not in named]
    chains, groups = [known.chains[number] for number in kept], [known.groups[number] for number in kept]
    return known._replace(chains=chains, groups=groups)


def _whole(row: Chain, keys: Sequence[str]) -> tuple[int, int]:
    """The first and the last place of a chain with its “not”, and with the noun that “done” makes a verb."""
    first = row.first
    while key_at(keys, first - 1) in word_list("negations"):
        first -= 1
    before = key_at(keys, first - 1)
    is_noun = row.is_passive and row.main.stem == _DO and before[:1].isalpha() and before not in word_list("joiners")
    return first - is_noun, row.end


class _Reader:
    """One pass over the words of a sentence."""

    def __init__(self, found: Sequence[Token], keys: Sequence[str], instruction: bool) -> None:
        self.tokens = found
        self.keys = keys
        self.instruction = instruction
        self.clause = Clause()
        self.chains: list[Chain] = []
        self.groups: list[VerbGroup] = []
        self.wish_end = -1

    def read(self) -> None:
        """Finds the groups, each from its first form on."""
        roles, keys = _roles(), self.keys
        place = 0
        while place < len(keys):
            word = keys[place]
            if word in roles:
                self._note(place, roles[word])
            row = chain(keys, place) if readings(word) else self._unknown(place)
            if row is None:
                place += 1
                continue
            self._add(row)
            place = row.end + 1

    def _note(self, place: int, role: str) -> None:
        """Keeps in mind what a word says about its clause."""
        if role == "openers":
            if self.keys[place] not in _OPEN_WITH_ALSO or self._key(place + 1) == _ALSO:
                self.clause.opener = place
                if self.keys[place] in word_list("agents"):
                    self.clause.agent = self.clause.waits = True
        elif role == "answers":
            self.clause.opener = -1
            self._was_condition(place)
        elif role == "subordinators":
            self.clause.depends = True
            self.clause.hopes = self.keys[place] in word_list("before-wishes")
        elif role == "questions":
            self.clause.asks = True
        elif role == "ones":
            self.clause.is_one = self._key(place + 1) not in word_list("times")
        else:
            self.clause.agent = self.clause.waits = True

    def _was_condition(self, place: int) -> None:
        """A clause with “तो” after it was a condition, although no “यदि” stood before it."""
        before = place - 2 if self._key(place - 1) == "," else place - 1
        if self.wish_end == before:
            self._drop_wishes()
        if self.chains and self.chains[-1].end == before and not self.groups[-1].familiar:
            group = self.groups[-1]
            mild = group.mild or (group.tense == "future" and not group.passive)
            self.groups[-1] = group._replace(conditional=True, subordinate=True, imperative=False, mild=mild)

    def _drop_wishes(self) -> None:
        """Takes back what was read as a past before a wish: “दर्द बढ़े या बुखार आए, तो”."""
        while self.chains and goes_on_to_wish(self.chains[-1], self.keys):
            self.chains.pop()
            self.groups.pop()

    def _key(self, place: int) -> str:
        return key_at(self.keys, place)

    def _unknown(self, place: int) -> Chain | None:
        """The chain of a verb that no list knows: a future, or a form such as -ाया, of new verbs, in a sure place."""
        word = self.keys[place]
        if word[-2:-1] == "ग":
            is_future = word not in word_list("not-futures") and _UNKNOWN_FUTURE.fullmatch(word)
            return chain_of(self.keys, place, Reading(*_cut(self.tokens[place].form))) if is_future else None
        if word.endswith(_UNKNOWN_ENDINGS) and word not in word_list("never-verbs"):
            end, ending = next(each for each in _UNKNOWN_PERFECTIVE if word.endswith("ा" + each[0]))
            row = chain_of(self.keys, place, Reading(word.removesuffix(end), PERFECTIVE, ending))
            if (len(row.links) > 1 and row.is_passive) or (ending == "ा" and self.clause.agent):
                return row
        return self._awaited(place) if self.clause.waits else None

    def _awaited(self, place: int) -> Chain | None:
        """The chain of a verb that no list knows at the end of a sentence with “ने”, which has no verb before it."""
        word = self.keys[place]
        match = None if word in word_list("never-verbs") else _AWAITED.fullmatch(word)
        if match is None:
            return None
        row = chain_of(self.keys, place, Reading(match[1], PERFECTIVE, _SIGNS.get(match[2], match[2])))
        return row if self._ends_sentence(row.end + 1) else None

    def _add(self, row: Chain) -> None:
        """Adds the group of a chain, if it is a finite one, and goes on to the next clause."""
        if len(row.links) == 1 and row.last.kind in _NEVER_FINITE_ALONE:
            return
        group = self._group(row)
        if group is None:
            self._pass(row)
            return
        self.chains.append(row)
        self.groups.append(group)
        if self._key(row.end + 1) not in word_list("joiners"):
            self.clause.opener = -1
        self.clause.end()

    def _pass(self, row: Chain) -> None:
        """A wish ends its condition as well: “जब बत्ती जले, …”, and is one behind a command: “…, अगर बत्ती जले”."""
        self.wish_end = row.end
        if row.last.kind in _OF_WISHES and self.clause.opener >= 0 and self.groups and self._ends_sentence(row.end + 1):
            self._put_condition(row)
        if row.last.kind in _OF_WISHES and self._key(row.end + 1) == ",":
            self.clause.opener = -1
            self.clause.asks = False

    def _put_condition(self, row: Chain) -> None:
        """Adds the group of a condition without a tense, which ends the sentence."""
        start, opens = self.tokens[row.first].start, self.tokens[self.clause.opener].start
        self.chains.append(row)
        self.groups.append(VerbGroup(start, self.tokens[row.end].end, conditional=True, subordinate=True, opener=opens))

    def _group(self, row: Chain) -> VerbGroup | None:
        tense = self._tense(row)
        command = self._is_command(row)
        old = any(link.reading.ending[:1] in _OLD for link in row.links if link.reading.ending)
        if not (tense or command or row.is_passive or row.is_progressive or old) or not self._is_finite(row):
            return None
        opener = self.clause.opener
        in_condition = opener >= 0 or self.keys[row.end + 1 : row.end + 3] == _OR_NOT
        depends = in_condition or self.clause.depends
        return VerbGroup(
            self.tokens[row.first].start,
            self.tokens[row.end].end,
            tense=tense,
            perfect=row.is_perfect and not self._is_state(row),
            progressive=row.is_progressive and not row.goes_to,
            passive=row.is_passive,
            imperative=command and not depends,
            modal=_modal(row),
            conditional=in_condition,
            subordinate=depends or (not command and (self.clause.asks or _may_be(row))),
            opener=self.tokens[opener].start if opener >= 0 else -1,
            familiar=command and row.last.kind in (FAMILIAR, ROOT),
            archaic=old,
            mild=not row.is_passive and self._is_mild(row, tense, in_condition),
        )

    def _is_mild(self, row: Chain, tense: str, in_condition: bool) -> bool:
        """Whether it says a duty, or what may be so."""
        return _may_be(row) or (in_condition and tense == "future") or (row.must and tense != "past")

    def _tense(self, row: Chain) -> str:
        """The tense of a chain that is finite; empty for commands, wishes, and bare participles."""
        kind = row.last.kind
        if row.goes_to or kind == FUTURE:
            return "future"
        if kind == PAST or (kind == PERFECTIVE and not row.is_participle and not is_wish(row, self.keys, self.clause)):
            return "past"
        if kind in (PRESENT, MUST):
            return "present"
        return "present" if kind == IMPERFECTIVE and is_negated(row, self.keys) else ""

    def _is_command(self, row: Chain) -> bool:
        """Whether the reader is told to do it: “करें”, “कीजिए”, and for children “करो”, “कर”."""
        if row.is_passive:
            return False
        kind, last = row.last.kind, row.end
        if kind in (REQUEST, POLITE):
            return self._ends_clause(last + 1)
        if self.keys[last] == "हों":
            return self.instruction and self.clause.opener < 0 and self._ends_sentence(last + 1)
        if kind == FAMILIAR:
            return len(row.links) > 1 or self._is_familiar(last)
        if kind == ROOT and self.instruction and len(row.links) == 1:
            return self.keys[last] in word_list("intimate") and self._ends_sentence(last + 1)
        return False

    def _is_familiar(self, place: int) -> bool:
        """Whether a lone form in -ो is an order: “दो” is a number as well."""
        if self.keys[place] != "दो":
            return self._ends_clause(place + 1)
        before = self._key(place - 1)
        return (
            self.instruction
            and self._ends_sentence(place + 1)
            and before[:1].isalpha()
            and before not in word_list("numbered")
        )

    def _is_finite(self, row: Chain) -> bool:
        """Whether a chain is the verb of a clause, and no participle before a noun: “दी गई रसीद”."""
        kind, last = row.last.kind, row.end
        if kind in (PRESENT, PAST, FUTURE, MUST, POLITE, FAMILIAR, REQUEST):
            return not self._is_noun(row)
        if kind == PERFECTIVE:
            if not self.clause.agent and self._is_one_of_several(row):
                return False
            in_brackets = self._key(last + 1) in _CLOSED and not self.clause.agent
            after = last + 1
            while self._key(after) in word_list("particles"):  # “मैं समझा ही नहीं।”
                after += 1
            return self._ends_clause(after) and not in_brackets and not self._is_noun(row)
        if kind in _NEVER_FINITE_ALONE:  # “जमा किया जाना ज़रूरी है” is an order
            return row.is_passive and self._key(last + 1) in word_list("duties")
        if kind == IMPERFECTIVE:
            return self._ends_clause(last + 1)
        if kind == ROOT:
            return self._ends_sentence(last + 1) and self.instruction
        return True

    def _is_one_of_several(self, row: Chain) -> bool:
        """Whether it is a participle before a noun, with others after it: “तला या भुना खाना”."""
        place = row.end + 1
        for _ in range(_MOST_OTHERS):
            if self._key(place) != "," and self._key(place) not in word_list("joiners"):
                break
            other = chain(self.keys, place + 1) if self._key(place + 1) else None
            if other is None or other.last.kind != PERFECTIVE:
                return False
            place = other.end + 1
        word = self._key(place)
        is_noun = word[:1].isalnum() and word not in word_list("boundaries") and word not in word_list("particles")
        return is_noun and place > row.end + 1

    def _is_noun(self, row: Chain) -> bool:
        """Whether a lone perfective form, before “be” or not, is rather a noun, an adjective, or “की” as “of”."""
        if row.main.kind != PERFECTIVE or len(row.links) > 2 or (len(row.links) == 2 and row.last.stem != "है"):
            return False
        word = self.keys[row.first]
        if len(row.links) == 1 and self._stands_as_noun(row):
            return True
        if word == "की" or word in word_list("nouns-and-adjectives"):
            return not (self.clause.agent or (word == "की" and is_negated(row, self.keys)))
        return word == "लिए" and self._key(row.first - 1) in word_list("before-for")

    def _stands_as_noun(self, row: Chain) -> bool:
        """Whether the word before a lone form makes it a noun: “सब्ज़ी का ठेला”, “पढ़ा-लिखा”, “पटना, गया”."""
        before = self._key(row.first - 1)
        if self.keys[row.first] == _TOWN:
            return before in _BEFORE_TOWNS
        is_had = before in _OF and is_transitive(row.main.stem)
        return (is_had and not self.clause.agent) or before in _JOINS_WORDS

    def _is_state(self, row: Chain) -> bool:
        """Whether it says how a thing is, and not what somebody has done: “नाम रसीद पर लिखा है”."""
        is_lone = len(row.links) == 2 and row.last.kind == PRESENT and row.main.stem in stem_list("states-of-things")
        return is_lone and not self.clause.agent and not is_negated(row, self.keys)

    def _ends_clause(self, place: int) -> bool:
        """Whether a clause is over before this place."""
        word = self._key(place)
        if not word or word in word_list("boundaries"):
            return True
        return not word[0].isalnum() and word not in _JOINS_WORDS and not self._opens(place)

    def _opens(self, place: int) -> bool:
        """Whether a sign belongs to the word after it, such as an opening quotation mark."""
        if place + 1 >= len(self.tokens):
            return False
        sign = self.tokens[place]
        if sign.form in _OPENING and self.clause.agent:
            return False
        return sign.end == self.tokens[place + 1].start and sign.start > self.tokens[place - 1].end

    def _ends_sentence(self, place: int) -> bool:
        return all(word in _CLOSING for word in self.keys[place:])


def _may_be(row: Chain) -> bool:
    """Whether it says what may happen at a moment: “चाहे ग्राहक लिख रहा हो”."""
    return row.is_progressive and row.last.kind == SUBJUNCTIVE


def _modal(row: Chain) -> str:
    """The word for a duty or an ability in a chain: “करना चाहिए”, “कर सकता है”."""
    if row.must and any(link.reading.kind == MUST for link in row.links):
        return "चाहिए"
    return "सक" if any(link.reading.stem == "सक" for link in row.links) else ""


def _cut(word: str) -> tuple[str, str, str]:
    """Stem, kind and ending of a future of a verb that no list knows."""
    match = _FUTURE_ENDING.search(word)
    stem = word[: match.start()] if match else word
    person = "ें" if match and match[0][:2] in ("ें", "एं", "एँ") else "े"
    return stem, FUTURE, person + word[-1]
