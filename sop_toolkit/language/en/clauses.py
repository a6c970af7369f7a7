"""Looks around a form in its clause: the subject before it, and the finite verbs before and after it."""

from __future__ import annotations

from sop_toolkit.language.en.lexicon import word_list
from sop_toolkit.language.en.line import FINITE, INTRODUCTION, NOUN, OBJECT, PAST, Line

# How far a rule looks. A limit keeps the time linear in text without full stops.
_FAR = 40
_SUBJECT_PHRASES = 6
_BREAKS = frozenset('.:("-cWK')
_INSIDE_NOUN_PHRASE = frozenset("NSMJ#)AUG")


def is_by_agent(line: Line, position: int) -> bool:
    """Whether "by" and an agent follow: "signed by the owner", "put forward by us"; not "began by asking"."""
    place = position + 1
    if line.tag(place) == "C" and line.code(place + 1) in ("A", "U"):
        place += 2  # "created and signed by the owner"
    if line.lead(place) in "RI" and line.word(place) != "by":
        place += 1
    is_means = line.word(place + 1) in word_list("means")  # "paid by card"
    return line.word(place) == "by" and line.lead(place + 1) not in "G#" and not is_means


def subject_start(line: Line, back: int) -> int:
    """Where the noun phrase begins that ends at `back`."""
    index = back
    while index >= 0 and back - index < _FAR:
        tag = line.tags[index]
        if tag not in _INSIDE_NOUN_PHRASE and (tag != "D" or line.words[index] not in ("'s", "'")):
            break
        index -= 1
    return index if index >= 0 and line.tags[index] in "DT" else index + 1


def head_start(line: Line, start: int) -> int:
    """Where the whole phrase begins that a noun phrase ends, "the customer" in "the customer in the shop".

    -1 if a preposition opens the clause, so that the phrase is no subject.
    """
    for _ in range(_SUBJECT_PHRASES):
        before, previous = line.tag(start - 1), line.tag(start - 2)
        if before == "C" and previous in NOUN:
            start = subject_start(line, start - 2)
        elif before != "I" and (before != "t" or line.word(start - 2) not in word_list("noun-to")):
            return start
        elif line.word(start - 1) == "with" and line.word(start) in word_list("with-state"):
            return -1
        elif previous in NOUN or previous in "#Yo)T":
            start = subject_start(line, start - 2)
        else:
            return -1 if previous in _BREAKS or previous in ",R" else start
    return start


def has_own_subject(line: Line, subject: int, back: int) -> bool:
    """Whether a clause without "that" begins here: "the form the clerk signed", "the files Asha sent"."""
    before = line.tag(subject - 1)
    if before == "W" and line.tag(subject) in "DTM":
        return True
    names = back
    while names > subject and line.tags[names] == "M" and line.words[names] not in word_list("acronym-nouns"):
        names -= 1
    if names < back and line.tag(names) in "NS":
        return True
    if line.tag(subject) not in "DT" or before not in "NS" or line.word(subject) in ("all", "both", "each"):
        return False
    return line.word(subject_start(line, subject - 1) - 1) not in word_list("giving")


def kind_of_verb_before(line: Line, position: int) -> str:
    """Kind of the nearest verb before a place: "E" past, "V" other, "U" participle of a group, or empty."""
    for index in range(position - 1, max(-1, position - _FAR), -1):
        tag = line.tags[index]
        if tag in PAST:
            return "E"
        if tag in "VmFdeZhb":
            return "V"
        if tag == "U":
            return "U" if line.tag(line.back(index)) in "bpeBghHk" else ""
        if tag == ".":
            return ""
    return ""


def main_verb_before(line: Line, end: int) -> bool:
    """Whether a finite verb outside subordinate clauses stands before a place in the same sentence."""
    subordinate = found = False
    for index in range(max(0, end - _FAR), end):
        tag = line.tags[index]
        if tag in "cW":
            subordinate = True
        elif tag == ",":
            subordinate = False
        elif tag in '.:"':
            subordinate = found = False
        elif not subordinate and (tag in FINITE or (tag == "V" and line.tag(index - 1) != "t")):
            found = True
    return found


def verb_in_clause(line: Line, position: int, following: str, reported: int = -1) -> bool:
    """Whether a finite verb stands before a place in the same clause.

    A verb such as "said" right before the noun phrase at `reported` does not count: a clause follows it.
    """
    for index in range(position - 1, max(-1, position - _FAR), -1):
        tag = line.tags[index]
        if tag in FINITE or (tag == "V" and line.tag(index - 1) != "t"):
            return index != reported - 1 or line.words[index] not in word_list("reporting")
        if tag in _BREAKS:
            if line.word(index + 1) == "with":
                return True
            if index == position - 1 or line.words[index] not in ("than", "as"):
                return False
        if tag == "," and line.tag(index + 1) in "DOYM" and _starts_main_clause(line, index, following):
            return False
    return False


def _starts_main_clause(line: Line, comma: int, following: str) -> bool:
    """Whether the words after a comma are a clause, not one more item of a list."""
    return following in OBJECT or (line.tags[0] in INTRODUCTION and "," not in line.tags[:comma])


def finite_after(line: Line, position: int) -> bool:
    """Whether the clause goes on to a finite verb that can belong to the noun before."""
    plural = line.tag(line.back(position - 1)) == "S"
    for index in range(position, min(len(line.tags), position + _FAR)):
        tag, following = line.tags[index], line.tag(index + 1)
        if tag in FINITE or (tag in "Va" and _has_plural_subject(line, index, position, plural)):
            return True
        if tag == "N" and plural and index > position and _may_be_verb(line, index, following):
            return True  # "staff trained in first aid wear a badge"
        if line.words[index] == "than" or (
            line.words[index] in word_list("prepositions-of-time") and following in "M#G"
        ):
            continue
        if tag in '.:cWKO"-' or (tag == "Y" and following in FINITE):
            return False
        if tag == "C" and following in "AaVEOYD" and (following != "V" or line.tag(index - 1) != "V"):
            return False
        if tag == "," and (following in "DOYCc" or line.word(index + 1) == "so") and line.tag(index + 2) != "I":
            return False
    return False


def _may_be_verb(line: Line, index: int, following: str) -> bool:
    """Whether a noun could be the verb: nothing else can stand between a noun and an article, or is likelier."""
    code = line.codes[index]
    return ("V" in code and following in "DoY") or (code[0] == "V" and line.tag(index - 1) == "N")


def _has_plural_subject(line: Line, index: int, position: int, plural: bool) -> bool:
    """Whether a base form can be a present tense: a plural noun stands before it."""
    before = line.back(index)
    if line.word(before) == "there":
        before = line.back(before)  # "cars parked there go to the pound"
        return plural and before == position - 1
    return line.tag(before) == "S" or (plural and (line.tag(before) in NOUN or before == position - 1))
