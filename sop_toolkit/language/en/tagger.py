"""Gives each word one tag, from what it can be and what stands around it.

Forms that are past or participle ("closed", "put") are left open here: `participles.py` decides them with
the whole sentence tagged.
"""

from __future__ import annotations

from sop_toolkit.language.en import function_words
from sop_toolkit.language.en.lexicon import code_of, word_list
from sop_toolkit.language.en.line import AUXILIARY, FINITE, NOUN, OBJECT, OPENER, Line
from sop_toolkit.language.en.tokens import tokens
from sop_toolkit.language.en.verbs import is_base_form, is_inverted, is_third_person

_LITTLE_WORDS = {
    "$": function_words.apostrophe_s,
    "%": function_words.apostrophe_d,
    "K": function_words.that,
    "F": function_words.will,
}
# Where the number of a list item ends: "1) Open", "(a) Open", "[ ] Open".
_LAST_OF_ITEM_NUMBER = 2


def analyse(sentence: str, instruction: bool) -> Line:
    """The words of a sentence with their tags."""
    starts, ends, forms = tokens(sentence)
    words = [form.lower() for form in forms]
    if "’" in sentence:
        words = [word.replace("’", "'") for word in words]
    line = Line(starts, ends, forms, words, [code_of(word) for word in words], [], instruction)
    _mark_names(line)
    _tag(line)
    return line


def _mark_names(line: Line) -> None:
    """A capital inside a sentence marks a name or a label ("press Save"), unless most words have capitals."""
    capitals = [position for position, form in enumerate(line.forms) if form[0].isupper()]
    if len(capitals) > 3 and len(capitals) * 2 > sum(form[0].isalpha() for form in line.forms) > 3:
        return
    for position in capitals:
        form, code, before = line.forms[position], line.codes[position], line.code(position - 1)
        if len(form) == 1:
            is_name = form not in "IA"
        elif line.words[position] in ("will", "may"):
            may_be_name = before in ("I", "C", "D", ",", "c") or line.code(position + 1) == "C"
            may_be_name = may_be_name and not form.isupper()
            is_name = may_be_name or line.word(position - 1) in word_list("titles")
        else:
            opens = before in OPENER or (before in "#)" and position <= _LAST_OF_ITEM_NUMBER + 1)
            completes = _completes(line, position, code, before)
            is_name = code[0] in "NSVJGZAEU" and not opens and not completes
        if is_name:
            line.codes[position] = "M"


def _completes(line: Line, position: int, code: str, before: str) -> bool:
    """Whether a capital stands on the verb of an auxiliary: "Is Closed", not "the status is Approved"."""
    form = line.forms[position]
    is_label = before in "bp" and line.forms[position - 1].islower() and not form.isupper()
    fits = "V" in code or (not is_label and ("A" in code or "U" in code))
    return fits and (before in AUXILIARY or before == "X")


def _tag(line: Line) -> None:
    """Walks the words once; `finite` says that the clause so far has a finite verb."""
    tags = line.tags
    finite = False
    for position, code in enumerate(line.codes):
        tag = code if len(code) == 1 and code not in _LITTLE_WORDS else _choose(line, position, code, finite)
        tags.append(tag)
        if tag in 'YTIRCJ)"Ec#':
            _correct(line, position, tag)
        if tag in 'cW.:"(-':
            finite = False
        elif tag in FINITE or tag == "V":
            finite = True
        elif (tag == "C" and line.lead(position + 1) in "OYDTc") or (tag == "," and _closes_clause(line, position)):
            finite = False


def _closes_clause(line: Line, comma: int) -> bool:
    """Whether the first comma of a sentence that begins with "if" or "when" stands before its main clause."""
    return line.tags[0] == "c" and line.lead(comma + 1) in "DOM" and "," not in line.tags[:comma]


def _correct(line: Line, position: int, tag: str) -> None:
    """Changes the tag of a word, or of two, that a set phrase makes into something else."""
    word, before, tags = line.words[position], line.tag(position - 1), line.tags
    if word in word_list("pronoun-nouns") and (before in "DJT" or line.word(position - 1) == "first"):
        tags[position] = "N"
    elif word == "yet" and before in "XBhH":
        tags[position] = "R"
    elif _is_adverb_of_two_words(line, position):
        tags[position - 1 :] = ["R", "R"]
    elif tag == ")" and position <= _LAST_OF_ITEM_NUMBER:
        tags[position] = ":"
    elif word == "'" and line.word(position - 1).endswith("s") and _touches(line, position):
        tags[position] = "D"  # the possessive "customers'"
    elif tag == "E" and before in "D#" and position:
        tags[position] = "N"


def _is_adverb_of_two_words(line: Line, position: int) -> bool:
    """ "No longer", "more than" before a verb, and "kind of" without an article."""
    word, before = line.words[position], line.word(position - 1)
    if word == "longer":
        return before == "no"
    if word == "than":
        return before in ("more", "less") and line.lead(position + 1) in "AE"
    return word == "of" and before in word_list("soft-nouns") and line.tag(position - 2) not in "DTJ#"


def _touches(line: Line, position: int) -> bool:
    return line.starts[position] == line.ends[position - 1]


def _choose(line: Line, position: int, code: str, finite: bool) -> str:
    """The tag of a word that could have several."""
    if code in _LITTLE_WORDS:
        return _LITTLE_WORDS[code](line, position)
    if "A" in code or "E" in code or "U" in code:
        return _past_form(line, position, code)
    if line.words[position] == "need" and line.tag(position - 1) in "NSMOYTW" and line.code(position + 1) == "X":
        return "m"  # "the valve need not be opened"
    if "V" in code:
        return "V" if is_base_form(line, position, code, finite) else _other_than_verb(line, position, code)
    if "Z" in code:
        return "Z" if is_third_person(line, position, code, finite) else "S"
    if code == "cN":
        return "N" if line.tag(position - 1) in "DTJNI" else "c"
    if code == "To":
        return "D" if line.lead(position + 1) in "NSJMAUG#V" or line.tag(position - 1) in OPENER else "o"
    if code == "bN":
        return "N" if line.tag(position - 1) == "#" else "b"
    if code == "RI":
        is_adverb = line.lead(position + 1) not in "DToYNSMJ#GW" or _ends_subject(line, position)
        return "R" if is_adverb else "I"
    return code[0]


def _ends_subject(line: Line, position: int) -> bool:
    """Whether a verb and its object follow: "the table below lists the trays"."""
    return "Z" in line.code(position + 1) and line.lead(position + 2) in OBJECT and line.tag(position - 1) in NOUN


def _other_than_verb(line: Line, position: int, code: str) -> str:
    """The likeliest tag of a word that is no verb here; "the clean" without a noun after it is a noun."""
    rest = code.replace("V", "") or "N"
    following = line.lead(position + 1)
    noun_follows = following in "NSMJV" or (following == "A" and line.lead(position + 2) in "NSMJ")
    if rest[0] == "J" and "N" in rest and not noun_follows and line.tag(position - 1) == "D":
        return "N"
    return rest[0]


def _past_form(line: Line, position: int, code: str) -> str:
    """A form that may be past: left open as "A", or as "a" where it may be present too."""
    if len(code) == 1:
        return code
    before, form = line.tag(line.back(position)), line.forms[position]
    if form[0].isupper() and _is_label(line, position, code, before):
        return "N"
    if "V" in code:
        return _zero_inflected(line, position, code, before)
    direct = line.tag(position - 1)
    if "N" in code and "A" not in code and "U" not in code and direct in "DJ#":
        return "N"
    if "N" in code and before in "DJ#IT" and line.lead(position + 1) not in NOUN:
        return "N"
    if code[0] == "N":
        if "A" in code:
            return "A" if before in "OYWbphH" else "N"
        return "E" if before in "OYW" else "N"
    return next(tag for tag in "AEU" if tag in code)


def _is_label(line: Line, position: int, code: str, before: str) -> bool:
    """Whether a word with a capital names something: "Rose Library", "the menu Curve Fit", "bottle ATE"."""
    form = line.forms[position]
    if code == "EN":
        return True
    is_loud = len(form) > 1 and form.isupper() and any(each.islower() for each in line.forms)
    return position > 0 and before not in OPENER and ("N" in code or is_loud)


def _zero_inflected(line: Line, position: int, code: str, before: str) -> str:
    """ "Put" and its like: a base form after "to" or a modal, a noun after an article, else open."""
    if before in "mFdyt" or is_inverted(line, position):
        return "V"
    if line.words[position] == "let" and line.word(position + 1) in ("'s", "us"):
        return "V"
    following = line.lead(position + 1)
    if before in "DJ#I" and "N" in code:
        return "J" if following in NOUN and "J" in code else "N"
    if before == "N" and line.tag(position - 1) == "N" and code[0] == "N" and following not in OBJECT:
        return "N"
    return "a"
