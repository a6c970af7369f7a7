"""Steps without a verb, such as "ID check" and "asking the customer", and the command that they stand for."""

from __future__ import annotations

from sop_toolkit.language.en.lexicon import code_of, is_listed
from sop_toolkit.language.en.line import NOUN, OBJECT, Line
from sop_toolkit.language.en.stems import base_form

# Of these words alone nobody makes a sentence.
_WITHOUT_VERB = frozenset("DNSMJGURITC#Xt,.")
_FIRST = frozenset("DNSMG")


def may_lack_a_verb(first: str) -> bool:
    """Whether a step that begins with this lower-case word is worth a look: most begin with their verb."""
    return code_of(first)[0] in _FIRST


def command(line: Line, sentence: str) -> str | None:
    """The beginning of the command; empty where it is not known, None where the step has a verb, or may have one."""
    first = line.tags[0]
    if not set(line.tags) <= _WITHOUT_VERB or first not in _FIRST:
        return None
    if first == "G":
        return _of_gerund(line, sentence, base_form(line.words[0]))
    return _of_noun(line) if _is_noun(line) else None


def _is_noun(line: Line) -> bool:
    """Whether a noun surely begins here: "Cc the manager" has a verb that no list knows."""
    word, following = line.words[0], line.tag(1)
    if line.tags[0] == "D" or (line.forms[0].isupper() and len(word) > 1):
        return following in "NSMJG"
    is_known = is_listed(word) or is_listed(word.removesuffix("s"))
    return is_known and len(line.words) > 1 and line.lead(1) not in OBJECT and following in "NSMGUIR,C"


def _of_gerund(line: Line, sentence: str, verb: str) -> str:
    """ "Ask the customer" of "asking the customer", "open the till" of "opening of the till"."""
    if not verb or line.tag(1) not in "DTIRt":
        return ""
    words = sentence[line.ends[line.word(1) == "of"] :].strip().rstrip(".")
    return f"{verb[0].upper()}{verb[1:]} {words}"


def _of_noun(line: Line) -> str:
    """ "Check …" of "ID check" and "check of the ID"."""
    end = next((place for place, tag in enumerate(line.tags) if tag in "IRt,"), len(line.tags))
    head = next((place for place in range(end - 1, -1, -1) if line.tags[place] in NOUN or line.tags[place] == "G"), 0)
    is_deed = line.tags[head] == "G" or line.codes[head].startswith("V")
    verb = base_form(line.words[head]) if is_deed else ""
    return f"{verb[0].upper()}{verb[1:]} …" if verb else ""
