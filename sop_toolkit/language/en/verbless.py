"""Steps without a verb of their own, and the command that each stands for: "ID check", "staff to wear gloves"."""

from __future__ import annotations

from sop_toolkit.language.en.lexicon import code_of, is_listed, is_one_of, word_list
from sop_toolkit.language.en.line import NOUN, OBJECT, Line
from sop_toolkit.language.en.stems import base_form
from sop_toolkit.text import capital

# Of these words alone nobody makes a sentence.
_WITHOUT_VERB = frozenset("DNSMJGURITC#Xt,.")
_FIRST = frozenset("DNSMGT")
# What stands before "to" where somebody is to do something.
_NAMES_SOMEBODY = frozenset("DNSMJ#TI")
# Unlisted words with one of these are nouns.
_NOUN_ENDINGS = ("tion", "sion", "ment", "ness", "ance", "ence", "ity")


def may_lack_a_verb(first: str) -> bool:
    """Whether a step that begins with this lower-case word is worth a look: most begin with their verb."""
    code = code_of(first)
    return code[0] in _FIRST or "G" in code or first in word_list("workers")


def command(line: Line, sentence: str) -> str | None:
    """The beginning of the command; empty where it is not known, None where the step has a verb, or may have one."""
    first = "G" if "G" in line.codes[0] and line.word(1) == "of" else line.tags[0]
    if first not in _FIRST:
        return None
    if "V" in line.tags:
        return _of_duty(line, sentence)
    if first == "T" or not set(line.tags[1:]) <= _WITHOUT_VERB:
        return None
    if first == "G":
        return _of_gerund(line, sentence, base_form(line.words[0]))
    return _of_noun(line) if _is_noun(line) else None


def _is_noun(line: Line) -> bool:
    """Whether a noun surely begins here: "Cc the manager" has a verb that no list knows."""
    word, following = line.words[0], line.tag(1)
    if line.tags[0] == "D" or (line.forms[0].isupper() and len(word) > 1):
        return following in "NSMJG"
    is_known = is_listed(word) or is_listed(word.removesuffix("s")) or word.endswith(_NOUN_ENDINGS)
    return is_known and len(line.words) > 1 and line.lead(1) not in OBJECT and following in "NSMGUIR,C"


def _of_duty(line: Line, sentence: str) -> str | None:
    """ "Sign the form" of "manager to sign the form", "ask the customer to sign" of "customer to sign"."""
    place = line.tags.index("t") if "t" in line.tags else 0
    if line.tag(place + 1) != "V" or not {*line.tags[:place]} <= _NAMES_SOMEBODY:
        return None
    somebody = line.words[line.tags.index("I", 0, place) - 1 if "I" in line.tags[:place] else place - 1]
    words = sentence[line.starts[place + 1] :].strip().rstrip(".")
    if is_one_of("workers", somebody):
        goes_on = "Ct" in "".join(line.tags)  # "manager to sign, and to tell the clerk"
        return "" if goes_on else capital(words)
    if is_one_of("guests", somebody):
        return f"Ask {sentence[0].lower()}{sentence[1 : line.starts[place]]}to {words}"
    return None


def _of_gerund(line: Line, sentence: str, verb: str) -> str:
    """ "Ask the customer" of "asking the customer", "open the till" of "opening of the till"."""
    if not verb or line.tag(1) not in "DTIRt":
        return ""
    words = sentence[line.ends[line.word(1) == "of"] :].strip().rstrip(".")
    return f"{capital(verb)} {words}"


def _of_noun(line: Line) -> str:
    """ "Check …" of "ID check" and "check of the ID", "do not park …" of "no parking"."""
    end = next((place for place, tag in enumerate(line.tags) if tag in "IRt,"), len(line.tags))
    head = next((place for place in range(end - 1, -1, -1) if line.tags[place] in NOUN or line.tags[place] == "G"), 0)
    is_deed = line.tags[head] == "G" or line.codes[head].startswith("V")
    verb = base_form(line.words[head]) if is_deed else ""
    begins = f"Do not {verb}" if line.words[0] == "no" else capital(verb)
    return f"{begins} …" if verb else ""
