"""Finds the verb groups of a tagged sentence: each verb with its auxiliaries."""

from __future__ import annotations

from sop_toolkit.language import VerbGroup
from sop_toolkit.language.en.lexicon import word_list
from sop_toolkit.language.en.line import ADVERB, AUXILIARY, INTRODUCTION, NOUN, OBJECT, OPENER, Line
from sop_toolkit.language.en.participles import resolve

_LONGEST_SUBJECT = 8
_LONGEST_ASIDE = 7
_FAR = 40
_VERBAL = frozenset("RXVAUGBge")
_TENSES = {"F": "future", **dict.fromkeys("pHy", "past"), **dict.fromkeys("bhdm", "present")}


class _Chain:
    """A verb group while it is read: the places of its first and last word, and what it says."""

    __slots__ = ("first", "last", "modal", "passive", "perfect", "progressive", "tense")

    def __init__(self, first: int, last: int, tense: str = "", modal: str = "") -> None:
        self.first = first
        self.last = last
        self.tense = tense
        self.perfect = False
        self.progressive = False
        self.passive = False
        self.modal = modal


def groups(line: Line) -> list[VerbGroup]:
    """The verb groups in order."""
    found: list[VerbGroup] = []
    condition = clause = has_verb = False
    opener = -1
    position = 0
    while position < len(line.tags):
        tag = line.tags[position]
        if tag in "Aa":
            tag = line.tags[position] = resolve(line, position)
        chain = _read(line, position, tag)
        if chain is not None:
            found.append(_group(line, chain, clause, opener if condition else None))
            has_verb = True
            position = chain.last
        elif tag in "cWK":
            clause, has_verb = True, False
            if tag == "c" and line.words[position] in word_list("conditional"):
                condition, opener = True, -1 if line.lead(position + 1) == "G" else line.starts[position]
            else:
                condition = condition or line.word(position - 1) in word_list("cases")
                opener = -1
        elif tag in "GU":
            has_verb = True
        elif tag in ".:" or (tag == "," and has_verb) or line.words[position] == "then":
            condition = clause = False
        position += 1
    return found


def _read(line: Line, position: int, tag: str) -> _Chain | None:
    """The group that begins here, if one does."""
    if tag in AUXILIARY:
        return _auxiliaries(line, position)
    if tag not in "EZV":
        return None
    tense = "past" if tag == "E" else "" if line.tag(line.back(position)) == "t" else "present"
    chain = _Chain(position, position, tense)
    if line.words[position] in word_list("get"):
        _get_passive(line, chain)
    return chain


def _get_passive(line: Line, chain: _Chain) -> None:
    """ "Each part gets replaced": "get" as the auxiliary of a passive."""
    place = _skip_adverbs(line, chain.last + 1)
    word = line.word(place)
    if line.tag(place) not in "AU" or line.tag(place + 1) in NOUN:
        return
    if line.code(place) in ("A", "U", "UJ") and word not in word_list("adjectival") | word_list("get-states"):
        line.tags[place] = "U"
        chain.passive = True
        chain.last = place


def _group(line: Line, chain: _Chain, clause: bool, opener: int | None) -> VerbGroup:
    """The group that was read; `opener` is None outside conditions."""
    imperative = _is_imperative(line, chain)
    return VerbGroup(
        start=line.starts[chain.first],
        end=line.ends[chain.last],
        tense="" if imperative else chain.tense,
        perfect=chain.perfect,
        progressive=chain.progressive,
        passive=chain.passive,
        imperative=imperative,
        modal=chain.modal,
        conditional=opener is not None and not imperative,
        subordinate=clause and not imperative,
        opener=-1 if opener is None or imperative else opener,
    )


def _is_imperative(line: Line, chain: _Chain) -> bool:
    """A base form without a subject, or "do not" with one."""
    first = chain.first
    tag, word = line.tags[first], line.words[first]
    if (tag not in "Ved" and word != "have") or word == "does":
        return False
    if tag == "d" and chain.last > first and line.tag(first + 1) in "OYDTNSM":
        return False
    if word == "have" and chain.last > first:
        return False
    back = line.back(first)
    before = line.tag(back)
    if before in OPENER:
        return True
    if line.instruction and line.word(first - 1) == "then":
        return line.tags[0] in INTRODUCTION or _follows_imperative(line, first)
    if before == ",":
        return line.tags[0] in INTRODUCTION or line.tags[0] in "Jm" or _follows_imperative(line, back)
    return before == "C" and _follows_imperative(line, back)


def _follows_imperative(line: Line, back: int) -> bool:
    """Whether the nearest verb before a place is a command itself, or follows one."""
    for index in range(back - 1, max(-1, back - _FAR), -1):
        tag = line.tags[index]
        if tag == "V":
            before = line.tag(line.back(index))
            return before in OPENER or before in ",C"
        if tag in "mFdyEZbpthH":
            return False
    return False


def _auxiliaries(line: Line, first: int) -> _Chain:
    """Reads on from an auxiliary to the main verb."""
    tag = line.tags[first]
    chain = _Chain(first, first, _TENSES.get(tag, ""), modal=line.words[first] if tag == "m" else "")
    place = _next_verb(line, first, inverted=_may_invert(line, first))
    if line.words[first] == "ought" and line.tag(place) == "t":
        place = _skip_adverbs(line, place + 1)
    while place < len(line.tags):
        tag = _join(line, chain, chain.last, place)
        if not tag:
            break
        chain.last = max(chain.last, place)
        if tag not in AUXILIARY:
            break
        place = _next_verb(line, chain.last, inverted=False)
    return chain


def _next_verb(line: Line, auxiliary: int, inverted: bool) -> int:
    """The place after adverbs, negation and, in a question, the subject."""
    place = _skip_adverbs(line, auxiliary + 1)
    if inverted:
        after = _skip_subject(line, place, auxiliary)
        if after > place:
            return _skip_adverbs(line, after)
    return place


def _skip_adverbs(line: Line, place: int) -> int:
    """The first place from here on that is no adverb, no ", however," and no opening quotation mark."""
    while place < len(line.tags):
        tag, following = line.tags[place], line.tag(place + 1)
        if tag in ADVERB or line.words[place] in word_list("adverbial"):
            place += 1
        elif tag == "," and (end := _aside_end(line, place)):
            place = end
        elif (tag == '"' and following in "VAUGae") or (tag == "C" and line.tags[place - 1] + following == "RR"):
            place += 1
        else:
            break
    return place


def _aside_end(line: Line, comma: int) -> int:
    """The place after a phrase between two commas, ", by all accounts,", if it parts a verb group; else 0."""
    if line.tag(comma + 1) not in "RIc":
        return 0
    for place in range(comma + 2, comma + _LONGEST_ASIDE):
        tag = line.tag(place)
        if tag == ",":
            goes_on = place == comma + 2 or not _VERBAL.isdisjoint(line.code(place + 1))
            return place + 1 if goes_on else 0
        if tag not in "DTNSMJR#oIAU":
            return 0
    return 0


def _may_invert(line: Line, position: int) -> bool:
    """Whether the subject may stand after this auxiliary: it is the first verb of its clause."""
    if line.tags[position] in "ekgB":
        return False
    back = line.back(position)
    before = line.tag(back)
    if before == "W":
        return line.tag(back - 1) in '.:"-(C'
    if before in NOUN:
        return line.tags[0] in "cW" and line.words[-1] == "?"
    return before in OPENER or before in ",Cc"


def _skip_subject(line: Line, place: int, auxiliary: int) -> int:
    """The place after the subject of a question, or the same place if there is none."""
    tag, asks = line.tags[auxiliary], line.words[-1] == "?"
    if line.tag(place) in "OY":
        takes = asks or tag != "h" or line.tags[place] == "O" or line.words[place] == "you"
        return place + 1 if takes else place
    end = _noun_phrase_end(line, place)
    while end > place and line.tags[end - 1] not in "NSMT":
        end -= 1
    if end == place:
        return place
    if tag in "bph" and not (asks and line.tag(end) in "AUG"):
        return place
    return end


def _noun_phrase_end(line: Line, start: int) -> int:
    """The place after the noun phrase that begins here."""
    place = start
    while place < len(line.tags) and place - start < _LONGEST_SUBJECT:
        tag, following = line.tags[place], line.tag(place + 1)
        describes = tag in "AUG" and following in NOUN and line.tag(place - 1) in "DTJ"
        joins = tag == "I" and following in "DTNSM" and place > start
        if tag not in "DTNSMJ#" and not describes and not joins:
            break
        place += 1
    return place


def _join(line: Line, chain: _Chain, auxiliary: int, place: int) -> str:
    """The tag of the verb that the auxiliary takes, with the group changed to match; else empty."""
    kind = line.tags[auxiliary]
    if kind in "mFdy":
        return _after_modal(line, place)
    if kind in "hHk":
        return _after_have(line, chain, place)
    return _after_be(line, chain, auxiliary, place)


def _after_modal(line: Line, place: int) -> str:
    tag = line.tags[place]
    if tag in "eVhd":
        return tag
    unlisted = tag == "N" and line.codes[place] == "N" and line.lead(place + 1) in OBJECT
    if ("V" in line.codes[place] and tag not in "OYDT") or unlisted:
        line.tags[place] = "V"
        return "V"
    return ""


def _after_have(line: Line, chain: _Chain, place: int) -> str:
    if line.tags[place] not in "BH" and not _is_participle(line, place):
        return ""
    word = line.words[place]
    if word == "read" and line.word(place + 1) in word_list("rights"):
        return ""
    describes = word in word_list("adjectival") or word in word_list("attributive")
    if describes and line.tag(place + 1) in "NSMJ":
        return ""
    chain.perfect = True
    if line.tags[place] != "B":
        line.tags[place] = "U"
    return line.tags[place]


def _after_be(line: Line, chain: _Chain, auxiliary: int, place: int) -> str:
    tag = line.tags[place]
    if "G" in line.codes[place] and line.lead(place + 1) in OBJECT:
        tag = line.tags[place] = "G"  # "is following the list" against "is missing"
    if tag in "gGk":
        if _is_going_to(line, place):
            return _going_to(line, chain, auxiliary, place)
        if _names_or_describes(line, auxiliary, place):
            return ""
        chain.progressive = True
        return tag
    if not _is_participle(line, place) or (tag in "Va" and line.codes[place].startswith(("N", "J"))):
        return ""
    if line.words[place] in ("come", "become", "overcome") and line.word(place + 1) != "by":
        return ""
    line.tags[place] = "U"
    if not _is_passive(line, chain, auxiliary, place):
        return ""
    chain.passive = True
    return "U"


def _names_or_describes(line: Line, auxiliary: int, place: int) -> bool:
    """Whether a form in -ing after "be" is no verb: "less alarming", "there are missing parts", "the aim is saving"."""
    if line.word(auxiliary - 1) == "there":
        return line.lead(place + 1) in "NSJ"
    if line.word(auxiliary - 1) in word_list("tasks"):
        return True
    return line.words[place - 1] in word_list("degrees") and line.lead(place + 1) not in OBJECT


def _is_participle(line: Line, place: int) -> bool:
    tag = line.tags[place]
    return tag in "AU" or (tag in "Va" and "U" in line.codes[place])


def _is_going_to(line: Line, place: int) -> bool:
    """Whether "going" begins a future: "going to order two", not "going to jail" or "going to the bank"."""
    verb = _verb_of_going(line, place)
    if line.words[place] not in ("going", "gonna") or (line.words[place] == "going" and line.tag(place + 1) != "t"):
        return False
    return line.tag(verb) in "ehda" or ("V" in line.code(verb) and line.words[verb] not in word_list("places"))


def _verb_of_going(line: Line, place: int) -> int:
    return _skip_adverbs(line, place + (2 if line.words[place] == "going" else 1))


def _going_to(line: Line, chain: _Chain, auxiliary: int, place: int) -> str:
    """Extends the group to the verb after "going to"; only the present tense of "be" makes a future."""
    verb = _verb_of_going(line, place)
    if line.tags[auxiliary] == "b":
        chain.tense = "future"
    elif line.tags[auxiliary] != "p":
        chain.progressive = True
    if line.tags[verb] in "aN":
        line.tags[verb] = "V"
    chain.last = verb
    return line.tags[verb]


def _is_passive(line: Line, chain: _Chain, auxiliary: int, place: int) -> bool:
    """Whether the participle after "be" tells of an action, not of a state or of a noun that follows."""
    word, following = line.words[place], line.word(place + 1)
    if following == "by" or line.word(place + 2) == "by":
        return True
    if word in word_list("adjectival") or _is_state(line, place):
        return False
    if word in word_list("stative") or (word in word_list("stative-now") and line.tags[auxiliary] == "b"):
        acts = chain.perfect or bool(chain.modal) or chain.tense == "future" or line.tags[auxiliary] == "g"
        how = line.code(place + 1) == "R" and following not in word_list("at-a-time")
        return acts or how or line.words[place - 1] == "then" or _is_duty(line, auxiliary)
    if line.lead(place + 1) in "NS" and place == auxiliary + 1 and word not in word_list("ditransitive"):
        return following in word_list("quantity-time")
    return True


def _is_duty(line: Line, auxiliary: int) -> bool:
    """ "Is to be closed", "has to be closed"."""
    return line.tags[auxiliary] == "e" and line.tag(auxiliary - 1) == "t" and line.tag(auxiliary - 2) in "bphH"


def _is_state(line: Line, place: int) -> bool:
    """ "Too salted", "very worn", "all set", "what is left", and "used to long shifts" against "used to clean"."""
    word, before = line.words[place], line.words[place - 1]
    if word == "left" and line.word(place - 2) in word_list("amounts"):
        return True
    if word == "used" and line.word(place + 1) == "to":
        return line.tag(place + 2) in "DTNSJMY#oG"
    return before in ("too", "very") or (word == "set" and before == "all")
