"""What to write instead of a verb group: the subject is found, and the verb put into the present or a command."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from sop_toolkit.language import Advice, VerbGroup
from sop_toolkit.language.en.clauses import head_start, subject_start
from sop_toolkit.language.en.lexicon import is_listed, is_one_of, word_list
from sop_toolkit.language.en.line import AUXILIARY, NOUN, OPENER, Line
from sop_toolkit.language.en.stems import base_form, present
from sop_toolkit.text import COVERED, capital

_LONGEST_PHRASE = 60
_LONGEST_AGENT = 8
_SINGULAR, _PLURAL, _UNKNOWN = "singular", "plural", ""
_OBJECTS = {"he": "him", "she": "her", "they": "them", "i": "me", "we": "us", "who": "", "which": "", "that": ""}
_PRONOUNS = frozenset(("it", "this", "that", "these", "those", "you", *filter(None, _OBJECTS.values())))
# What stands after a little word that belongs to the verb before it, and is no preposition.
_AFTER_LITTLE = frozenset('.,:)"-CIRct')
# What says the same without a passive, and its negation: "is required to sign" is "must sign".
_SAME = {
    **dict.fromkeys(
        ("required to", "obliged to", "expected to", "asked to", "requested to", "instructed to"), ("must", "need not")
    ),
    **dict.fromkeys(("allowed to", "permitted to"), ("can", "must not")),
    **dict.fromkeys(("composed of", "made up of", "comprised of"), ("consists of", "does not consist of")),
    **dict.fromkeys(("located", "situated"), ("is", "is not")),
    **dict.fromkeys(("called", "named"), ("has the name", "does not have the name")),
}
# What some verbs say of their subject: "a number of bags were late".
_NUMBERS = {**dict.fromkeys(("is", "was", "has"), _SINGULAR), **dict.fromkeys(("are", "were", "have"), _PLURAL)}
_PLURALS = {"consists": "consist", "does": "do", "is": "are", "has": "have"}


class _Subject(NamedTuple):
    """The words that a verb belongs to, as places in the line; `near` if nothing but they stand before the verb."""

    first: int
    last: int
    number: str
    near: bool = False


def advice(line: Line, sentence: str, group: VerbGroup) -> Advice:
    """What to write instead of one group of an analysed sentence."""
    first = bisect_left(line.starts, group.start)
    last = bisect_left(line.ends, group.end)
    if first >= len(line.tags) or last >= len(line.tags) or last < first:
        return Advice()
    begins = _beginning(line, first) if group.passive else first
    subject = _subject(line, begins)
    verb = base_form(line.words[last])
    if group.passive:
        return _passive(line, sentence, group, subject, verb, range(begins, last))
    deed, last_of_deed = _deed(line, group, verb, last)
    is_habit = verb == "use" and deed != verb
    instead = _instead(line, group, subject, verb, first, last) if verb and not is_habit else ""
    request = _request(line, sentence, group, subject, deed) if subject is not None else ""
    is_elsewhere = line.words[-1] == "?" or line.tag(line.back(first)) not in OPENER | {","}
    acts = request != "" or (subject is not None and _acts(line, subject, deed, last_of_deed))
    refusal = _refusal(line, first, last)
    if refusal and last_of_deed != last:
        acts = False  # "you do not need to call" is no command
    command = request
    if refusal and deed and not request and (acts or (subject is None and not is_elsewhere)):
        command = f"{refusal} {deed} …"
    return Advice(
        deed,
        instead,
        instead != "" and _is_certain(line, group, subject, first, last),
        line.starts[subject.first] if subject else 0 if is_elsewhere else -1,
        command,
        acts=acts,
    )


def _refusal(line: Line, first: int, last: int) -> str:
    """How a command says the "not" or the "never" of a group; nothing without one."""
    words = [line.words[place] for place in range(line.back(first) + 1, last + 1) if line.tags[place] == "X"]
    return ("Never" if "never" in words else "Do not") if words else ""


def _beginning(line: Line, first: int) -> int:
    """Where the verb of the subject stands: "needs" of "needs to be cleaned", "is" of "is not to be opened"."""
    before = line.back(first - 1)
    return before if line.tag(first - 1) == "t" and line.word(before) in word_list("duty-verbs") else first


def _deed(line: Line, group: VerbGroup, verb: str, last: int) -> tuple[str, int]:
    """What is done, and where it stands: "call" in "need to call", "may want to call", "is responsible for calling"."""
    leads = verb in ("need", "have") or (group.modal and verb in word_list("wishes"))
    leads = leads or (verb == "use" and group.tense == "past")  # "it used to ring"
    if leads and line.tag(last + 1) == "t" and "V" in line.code(last + 2):
        return line.words[last + 2], last + 2
    if verb == "be" and line.words[last + 1 : last + 3] == ["responsible", "for"] and line.tag(last + 3) == "G":
        return base_form(line.words[last + 3]), last + 3
    return verb, last


def _subject(line: Line, first: int) -> _Subject | None:
    """The subject that stands before a group."""
    back = line.back(first)
    before = line.tag(back)
    if before in "OY":
        return _Subject(back, back, _number_of_pronoun(line.words[back]), back == first - 1)
    if before == "W" or (line.words[back] == "that" and line.tag(back - 1) in NOUN):
        near = subject_start(line, back - 1)
        number = "" if line.tag(near - 1) in "IC" else {"S": _PLURAL, "N": _SINGULAR}.get(line.tag(back - 1), "")
        return _Subject(back, back, number)
    if before == "T":
        number = _SINGULAR if line.words[back] in ("this", "that") else _UNKNOWN
        return _Subject(back, back, _PLURAL if line.words[back] in ("these", "those") else number)
    return _noun_subject(line, first, back) if before in NOUN else None


def _number_of_pronoun(word: str) -> str:
    """ "There" says nothing: "there is one", "there are two"."""
    if word in ("you", "they", "we", "i", "u"):
        return _PLURAL
    return _SINGULAR if word in ("he", "she", "it") or word.endswith(("one", "body", "thing")) else _UNKNOWN


def _noun_subject(line: Line, first: int, back: int) -> _Subject | None:
    near = subject_start(line, back)
    start = head_start(line, near)
    if start < 0:
        return None
    if start == near:
        return _Subject(near, back, _number(line, near, back), back == first - 1 and _is_clean(line, near))
    if "C" in line.tags[start:near]:
        if line.tag(start - 1) not in "VZEUIt":
            return _Subject(start, back, _PLURAL)
        number = _number(line, near, back)  # "placed in the box and the book is updated": "the book" alone
        is_part = number == _SINGULAR and line.words[first] in ("are", "were")
        return None if is_part else _Subject(near, back, number)
    end = start
    while end <= back and line.tags[end] != "I":
        end += 1
    return _Subject(start, back, _number(line, start, end - 1))


def _number(line: Line, start: int, end: int) -> str:
    """Whether a noun phrase is one thing or several."""
    tag, word = line.tags[end], line.words[end]
    if tag == "S" or word in word_list("plural-nouns"):
        return _PLURAL
    if tag == "M" and (word.endswith("s") or (end > start and line.tag(start) not in "DT")):
        return _UNKNOWN
    return _UNKNOWN if "#" in line.tags[start : end + 1] or line.tags[end] == "J" else _SINGULAR


def _is_clean(line: Line, start: int) -> bool:
    """Whether a subject surely begins here: it has an article or is a name, and opens its clause."""
    before = line.tag(start - 1)
    opens = before in OPENER or before in "cWK" or (before == "," and line.tags[0] in "cIR")
    return opens and (line.tags[start] in "DTMS" or not is_listed(line.words[start]))


def _instead(line: Line, group: VerbGroup, subject: _Subject | None, verb: str, first: int, last: int) -> str:
    """The present tense, with the adverbs and the "not" of the group."""
    if group.modal or _is_question(line, first, last):
        return ""
    if subject is not None:
        number = _NUMBERS.get(line.words[first], subject.number) if line.tags[subject.last] in NOUN else subject.number
    elif line.instruction and line.tag(line.back(first)) in OPENER:
        number = _PLURAL
    else:
        return ""
    if not number:
        return ""
    inside = range(first + 1, last)
    adverbs = [line.words[place] for place in inside if line.tags[place] in "RJ" or line.words[place] == "never"]
    negated = any(line.tags[place] == "X" and line.words[place] != "never" for place in inside)
    plural = number == _PLURAL
    if subject is not None and line.words[subject.last] == "i" and verb == "be":
        return ""
    if verb == "be":
        words = [present(verb, plural), *(["not"] if negated else []), *adverbs]
    elif negated:
        words = ["do not" if plural else "does not", *adverbs, verb]
    else:
        words = [*adverbs, present(verb, plural)]
    return _joined(line, words, first)


def _joined(line: Line, words: list[str], first: int) -> str:
    """The words with a space after a subject that the group was written together with, and its capital."""
    text = " ".join(words)
    if line.words[first].startswith("'"):
        return f" {text}"
    return capital(text) if line.forms[first][0].isupper() and first == 0 else text


def _is_question(line: Line, first: int, last: int) -> bool:
    """Whether the subject stands inside the group, or the sentence asks."""
    return line.words[-1] == "?" or any(tag in "ODTYNSM#" for tag in line.tags[first + 1 : last])


def _is_certain(line: Line, group: VerbGroup, subject: _Subject | None, first: int, last: int) -> bool:
    """Whether "will open" can become "opens" without reading on."""
    if group.tense != "future" or group.perfect or group.progressive or last != first + 1:
        return False
    if line.words[first] not in ("will", "'ll") or line.tags[last] not in "Veh":
        return False
    if subject is None:
        return line.instruction and first == 0
    if not (subject.near and subject.number):
        return False
    return line.words[subject.last] != "i" and (subject.number == _PLURAL or not _goes_on(line, last))


def _goes_on(line: Line, last: int) -> bool:
    """Whether a second verb hangs on the same auxiliary: "will open the till and count the cash"."""
    tags = line.tags
    return any(tags[place] in "C," and "V" in line.code(place + 1 + (line.tag(place + 1) in "RX"))
               for place in range(last + 1, len(tags)))  # fmt: skip


def _acts(line: Line, subject: _Subject, verb: str, last: int) -> bool:
    """Whether the reader, or somebody at work, does something: "you open", "the clerk opens"."""
    if not verb or verb in word_list("states") or (line.tags[last] in AUXILIARY and verb in ("be", "have", "do")):
        return False
    word = line.words[subject.last]
    if line.tags[subject.first] == "D" and line.words[subject.first] in word_list("own"):
        return False  # "your manager signs"
    opens = line.tag(line.back(subject.first)) in ",.:" and line.word(subject.first - 1) != "only"
    is_reader = word in word_list("readers")
    if is_reader or not opens or any(tag in "IG" for tag in line.tags[subject.first : subject.last]):
        return opens and is_reader
    return is_one_of("workers", word)


def _request(line: Line, sentence: str, group: VerbGroup, subject: _Subject, verb: str) -> str:
    """What to do where somebody else has a duty: "Ask the customer to sign" of "The customer should sign"."""
    is_duty = group.modal in word_list("duties") and line.tag(line.back(subject.first)) in ",.:"
    if not is_duty or not verb or not is_one_of("guests", line.words[subject.last]):
        return ""
    negated = "X" in line.tags[bisect_left(line.starts, group.start) : bisect_left(line.ends, group.end)]
    return f"Ask {_thing(line, sentence, subject)} {'not to' if negated else 'to'} {verb}"


def _passive(line: Line, sentence: str, group: VerbGroup, subject: _Subject | None, verb: str, places: range) -> Advice:
    """Who does it, and the beginning of a sentence in the active voice; `places` ends at the participle."""
    if not verb:
        return Advice()
    last = places.stop
    thing = _clause(line, subject, last) or _thing(line, sentence, subject)
    little = _little_word(line, last + 1)
    agent = _agent(line, last)
    thing_so = f"{thing} {_state(line, verb, last + 1)}".rstrip() if thing and not little else thing
    fact = ""
    if agent is not None and thing:
        words = capital(_slice(line, sentence, agent.first, agent.last))
        deed = _with_object(present(verb, agent.number == _PLURAL), little, thing_so)
        fact = f"{words} {deed}" if words and agent.number else ""
    negated = group.modal == "cannot" or "X" in line.tags[places.start : last]
    deed = _with_object(verb, little, thing_so)
    command = (f"Do not {deed}" if negated else capital(deed)) if thing else ""
    if thing and not (group.perfect or group.conditional or agent):
        if group.modal in word_list("freedoms"):
            fact = f"You {'cannot' if negated else 'can'} {deed}"
        elif verb in word_list("needs") and thing != "you":
            fact = f"You {'do not ' if negated else ''}need {thing}"
    start = line.starts[subject.first] if subject else -1
    is_free = group.modal == "need" or line.tag(line.back(places.start)) == "d"  # "does not need to be cleaned"
    commanded = not is_free and thing not in ("you", "us", "me") and verb not in word_list("uncommanded")
    commanded = commanded and group.modal not in word_list("freedoms")
    instead = _same(line, group, subject, negated, last)
    return Advice(f"{verb} {little}".rstrip(), instead, False, start, command, fact, commanded=commanded)


def _same(line: Line, group: VerbGroup, subject: _Subject | None, negated: bool, last: int) -> str:
    """The words that say the same as a passive of a few verbs; nothing for other verbs."""
    word = line.words[last]
    if group.modal or (word in ("called", "named") and line.lead(last + 1) not in 'DNM"'):
        return ""
    two = f"{word} {line.word(last + 1)}"
    same = _SAME.get(word) or _SAME.get(two) or _SAME.get(f"{two} {line.word(last + 2)}")
    if same is None:
        return ""
    verb, space, rest = same[negated].partition(" ")
    if verb not in _PLURALS:
        return f"{same[negated]} {line.word(last + 2)}".rstrip()
    if subject is None or not subject.number:
        return ""
    return (_PLURALS[verb] if subject.number == _PLURAL else verb) + space + rest


def _little_word(line: Line, place: int) -> str:
    """What belongs to a verb: "off" of "turned off", "with" of "dealt with"; nothing of "put in the box"."""
    word = line.word(place)
    if word not in word_list("particles") and word not in word_list("stranded"):
        return ""
    code, following = line.code(place), line.word(place + 1)
    is_adverb = code in ("R", "RV") or (code == "RI" and following in ("every", "each"))
    return word if is_adverb or (line.lead(place + 1) in _AFTER_LITTLE and following != "of") else ""


def _state(line: Line, verb: str, place: int) -> str:
    """How something is left, kept or made: "open" of "is left open", "switched on"; "…" for longer ones."""
    if verb not in word_list("leaving") or line.lead(place) not in "AUJ":
        return ""
    ends = ".,:cC" if line.lead(place) in "AU" else ".,:cCIt"
    for last in (place, place + 1):
        if line.lead(last + 1) in ends and (last == place or line.words[last] in word_list("particles")):
            return " ".join(line.words[place : last + 1])
    return "…" if line.lead(place) in "AU" else ""


def _with_object(verb: str, little: str, thing: str) -> str:
    """ "Turn off the lights", "turn them off", "deal with them"."""
    is_apart = thing in _PRONOUNS and little in word_list("particles")
    return " ".join(each for each in ((verb, thing, little) if is_apart else (verb, little, thing)) if each)


def _thing(line: Line, sentence: str, subject: _Subject | None) -> str:
    """The subject of a passive as an object: "the form", "them"."""
    if subject is None:
        return ""
    if subject.first == subject.last and line.tags[subject.first] in "OYWT":
        word = line.words[subject.first]
        return _OBJECTS.get(word, word)
    before = line.tag(subject.first - 1)
    if before in "IAU" or (before == "C" and line.tags[subject.first] not in "DTM"):
        return ""  # "powdered and liquid soap", "parts cut with the saw"
    if line.tags[subject.first] == "N" and before not in ".:,cWKC":
        return ""  # a word before it that is not understood may belong to it
    words = _slice(line, sentence, subject.first, subject.last)
    first = line.forms[subject.first]
    is_name = line.tags[subject.first] == "M" or not first[1:].islower()
    return words if not words or (is_name and len(first) > 1) else words[0].lower() + words[1:]


def _clause(line: Line, subject: _Subject | None, last: int) -> str:
    """What "it" stands for in "it should be ensured that …" and "it must be made sure that …"."""
    if subject is None or line.words[subject.last] != "it":
        return ""
    words = line.words[last + 1 : last + 2 + (line.word(last + 1) == "sure")]
    return f"{' '.join(words)} …" if words and words[-1] in ("that", "whether") else ""


def _agent(line: Line, last: int) -> _Subject | None:
    """The one who does it, after "by"."""
    place = next((each for each in (last + 1, last + 2) if line.word(each) == "by"), -1)
    if place < 0 or line.tag(place + 1) not in "DTM":
        return None
    end = place + 2
    while end - place < _LONGEST_AGENT and line.tag(end) in "NSMJ":
        end += 1
    end -= 1
    if line.tag(end) not in NOUN or line.words[end] in word_list("not-agents") or line.tag(end + 1) == "C":
        return None
    return _Subject(place + 1, end, _number(line, place + 1, end))


def _slice(line: Line, sentence: str, first: int, last: int) -> str:
    """The words from one place to another; nothing if they are long, or hold a name that is covered."""
    words = " ".join(sentence[line.starts[first] : line.ends[last]].split())
    is_broken = words.count("(") != words.count(")") or words.startswith(("'", "’"))
    return "" if is_broken or len(words) > _LONGEST_PHRASE or re.search(COVERED, words) else words
