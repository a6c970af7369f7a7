"""Decides whether a word that can be noun and verb ("order", "checks") is a verb here."""

from __future__ import annotations

from sop_toolkit.language.en.lexicon import word_list
from sop_toolkit.language.en.line import FINITE, NOUN, OBJECT, OPENER, Line

_LOOK_AHEAD = 14
_LOOK_BACK = 12
_LONGEST_SUBJECT = 8
_CLAUSE_END = frozenset('cW.:,K"OC-')
# What stands after a verb rather than after the noun of the same form.
_AFTER_VERB = OBJECT | frozenset("tIRKW#")


def is_base_form(line: Line, position: int, code: str, finite: bool) -> bool:
    """Whether the word is a verb in its base form; `finite`: its clause has a finite verb already."""
    direct = line.tag(position - 1)
    back = line.back(position)
    before = line.tag(back)
    likely = code[0] == "V"
    if before in "mFdy" or line.word(position - 1) == "please":
        return True
    if line.lead(position + 1) == "#" and "N" in code and line.words[position] in word_list("numbered"):
        return False  # "then position 2", "go to step 4"
    if direct == "t":
        return likely or line.word(position - 2) not in word_list("noun-to")
    if before in "OoY":
        return _after_pronoun(line, back, before, likely)
    if direct in "DJ#T" or before in "IbpeBghHk":
        return _after_determiner(line, position, direct, before, code)
    if before == "W":
        return likely or line.lead(position + 1) in "DoYTI"
    if _opens(line, back, finite) or (line.instruction and line.word(position - 1) == "then"):
        return _is_command(line, position, back, code)
    if before == "C":
        return _is_coordinated(line, position, back, code)
    return _after_subject(line, position, back, before, code, finite)


def _after_pronoun(line: Line, back: int, before: str, likely: bool) -> bool:
    """ "You check", "let him check" and "it" in a question have verbs after them."""
    if before == "O":
        return line.words[back] not in ("he", "she")
    if line.word(back - 1) in word_list("before-bare-verb") or line.words[back] == "you":
        return True
    return before == "o" and likely and line.instruction


def _after_determiner(line: Line, position: int, direct: str, before: str, code: str) -> bool:
    """ "These need a check" has a verb; "these checks", "in need" and "is open" have none."""
    if direct == "T":
        return code[0] == "V" and line.lead(position + 1) in "DoYT"
    return before == "I" and code == "V" and direct != "I"


def _after_subject(line: Line, position: int, back: int, before: str, code: str, finite: bool) -> bool:
    """ "The clerks check the list" against "the sales check list"."""
    following = line.lead(position + 1)
    likely = code[0] == "V"
    if before == "S":
        fits = likely or following in "DoYTtKc#RI"
        return fits and not finite and not finite_ahead(line, position + 1)
    if before == "M":
        return not finite and likely and following in "DoYT"
    if is_inverted(line, position):
        return likely or following in "DoYTtI"
    if before == "A":
        has_plural = "S" in line.tags[max(0, back - 2) : back]
        fits = following in "oY" or (likely and following in "DT#")
        return has_plural and fits and not finite
    return code == "V" and before not in "VZEUNG"


def is_inverted(line: Line, position: int) -> bool:
    """Whether a question's auxiliary stands before the subject that ends here: "Does the clerk check"."""
    index = position - 1
    while index >= 0 and position - index < _LONGEST_SUBJECT and line.tags[index] in "DTOYoNSMJ#RX":
        index -= 1
    if index < 0 or line.tags[index] not in "mFdy" or index == position - 1:
        return False
    return line.tag(index - 1) in 'cW.:"(-,CR'


def _opens(line: Line, back: int, finite: bool) -> bool:
    """Whether a command may begin here: at the start, after a sign, or after a clause that stands first."""
    if line.tag(back) == ",":
        return finite or line.tags[0] in "cIRVtGA"
    return line.tag(back) in OPENER


def _is_command(line: Line, position: int, back: int, code: str) -> bool:
    """Whether a word at the start of a clause is an imperative."""
    following = line.code(position + 1)
    if following in ("A", "E") and not _takes_participle(line.words[position]):
        return code[0] == "V" and following == "A" and line.lead(position + 2) in "NSC"
    if line.instruction and not any(tag in FINITE or tag == "V" for tag in line.tags[:back]):
        return _is_step_verb(line, position, code, following)
    if code[0] in "VR":
        return code[0] == "V"
    if following[0] in "mFbphHdyCc.:," or line.word(position + 1) == "of":
        return False
    if following[0] in "DTOoYWKt" or (following[0] in "RI" and following != "I"):
        return True
    return code[0] != "J" and following[0] in "#IJM" and not finite_ahead(line, position + 1)


def _is_step_verb(line: Line, position: int, code: str, following: str) -> bool:
    """The first verb of a step is a command; "stock" in "Stock levels are low" is none."""
    if following == "t" and "V" in line.code(position + 2) and line.words[position] in word_list("workers"):
        return False  # "Nurse to check the band"
    if code[0] == "V":
        return True
    if following[0] in "mFbpHdy" or line.word(position + 1) == "of":
        return False
    return following[0] not in "NSM" or not finite_ahead(line, position + 1)


def _takes_participle(word: str) -> bool:
    return word in word_list("linking") or word in word_list("causative")


def _is_coordinated(line: Line, position: int, back: int, code: str) -> bool:
    """After "and" or "or": a verb if the first part of the pair can be one."""
    following = line.lead(position + 1)
    if code == "V":
        return True
    verb = next((tag for tag in reversed(line.tags[max(0, back - _LOOK_BACK) : back]) if tag in "VZEAamFdUG"), "")
    if verb and verb in "VmFd":
        return following in _AFTER_VERB if code[0] == "V" else following in "DoYT"
    return code[0] == "V" and following in "DoYT"


def is_third_person(line: Line, position: int, code: str, finite: bool) -> bool:
    """Whether a form in -s is a verb: "the clerk checks the list" against "two checks"."""
    back = line.back(position)
    before = line.tag(back)
    following = line.lead(position + 1)
    if code == "Z":
        return line.tag(position - 1) not in "DJ#"
    if before in "OWK" or (before == "Y" and line.words[back] != "you"):
        return True
    if before in "NMTA" and not finite:
        if following in "AU" and _describes(line, position + 1, code == "ZS" and before != "A"):
            return True
        if before == "N" and line.tag(back - 1) == "A" and line.tag(back - 2) in NOUN and following not in OBJECT:
            return False  # "used paper charts until noon"
        if following in "DoYTK#cW" or (following == "M" and line.words[position] in word_list("signs")):
            return True
        if following in ".,R" and _needs_verb(line, position):
            return True
        return following in "RItJ.SZ" and code == "ZS" and not finite_ahead(line, position + 1)
    if before == ",":
        return following in "DoY"
    if before == "C":
        return (following in "DoY" and (code == "ZS" or "Z" in line.tags[-8:])) or (code == "ZS" and following == "T")
    return False


def _describes(line: Line, place: int, alone: bool) -> bool:
    """Whether words that describe a noun begin here: "chilled, frozen and dried goods"; one is enough if `alone`."""
    begun = place
    while line.lead(place) in "AUJ" and line.lead(place + 1) in ",C":
        place += 2 if line.lead(place + 2) != "C" else 3
    return (alone or place > begun) and line.lead(place) in "AUJ" and line.lead(place + 1) in "NS"


def _needs_verb(line: Line, position: int) -> bool:
    """Whether a clause with "if" or its like has a noun alone up to here: "if the alarm rings"."""
    for index in range(position - 2, max(-1, position - _LONGEST_SUBJECT), -1):
        if line.tags[index] not in "DTJNM":
            return line.words[index] in word_list("clause-openers") and line.tag(index + 1) in "DT"
    return False


def finite_ahead(line: Line, position: int) -> bool:
    """Whether a sure finite verb follows before the clause ends."""
    for code in line.codes[position : position + _LOOK_AHEAD]:
        if code in FINITE:
            return True
        if code[0] in _CLAUSE_END:
            return False
    return False
