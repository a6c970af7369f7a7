"""Decides whether a form such as "closed" or "put" is a past verb, a participle or a base form."""

from __future__ import annotations

from collections.abc import Callable

from sop_toolkit.language.en.clauses import (
    finite_after,
    has_own_subject,
    head_start,
    is_by_agent,
    kind_of_verb_before,
    main_verb_before,
    subject_start,
    verb_in_clause,
)
from sop_toolkit.language.en.lexicon import is_person, word_list
from sop_toolkit.language.en.line import NOUN, OBJECT, OPENER, PAST, Line
from sop_toolkit.language.en.verbs import finite_ahead

_LONGEST_PHRASE = 7


def resolve(line: Line, position: int) -> str:
    """The tag "E" (past), "U" (participle) or "V" (base form) of an open form that has no auxiliary."""
    back = line.back(position)
    if line.forms[position][0].isupper() and line.tag(back) not in OPENER and _is_in_title(line, position):
        return "U"
    if line.tags[position] == "a":
        if line.instruction and line.word(position - 1) == "then":
            return "V"  # "take the key then put it back"
        tag = _zero_inflected(line, position, back, line.tag(back))
        return "V" if tag == "E" and "E" not in line.codes[position] else tag
    if line.word(back).endswith(("self", "selves")) and line.tag(back - 1) in "ONSM":
        back -= 1  # "the clerk himself signed"
    return "E" if _is_past(line, position, back) else "U"


def _zero_inflected(line: Line, position: int, back: int, before: str) -> str:
    """ "Put" and its like: past after a singular subject or with other past verbs.."""
    following = line.lead(position + 1)
    if before in NOUN:
        return _zero_inflected_after_noun(line, position, back, following)
    if before in "OY":
        return "E" if line.words[back] in ("he", "she", "it") or _has_past(line) else "V"
    if before in OPENER:
        if "N" in line.codes[position] and following in NOUN and finite_ahead(line, position + 1):
            return "U"  # "Set menus are on the board"
        return "V" if following not in "bpI" or line.codes[position][0] == "V" else "U"
    if before == "W":
        return "E" if _has_past(line) or line.tag(back - 1) in "NM" else "V"
    if before in "C,":
        return _zero_inflected_in_series(line, back, before, following)
    if before == "V":
        return "V" if line.words[back] in word_list("bare-after") else "U"
    return "V" if before in "mFdyt" else "U"


def _zero_inflected_after_noun(line: Line, position: int, back: int, following: str) -> str:
    if is_by_agent(line, position) or (line.words[position] == "set" and following == "t"):
        return "U"
    if line.word(subject_start(line, back) - 1) in word_list("causative"):
        return "U"  # "get the floor wet"
    if "N" in line.codes[position] and _is_noun(line, position, back, following):
        return "U"
    if verb_in_clause(line, back, following) or (following == "I" and finite_after(line, position + 1)):
        return "U"
    return "E" if not _is_plural(line, back) or _has_past(line) else "V"


def _is_noun(line: Line, position: int, back: int, following: str) -> bool:
    """Whether a noun of the same form fits: "the output file shows", "icon set" alone in a line."""
    is_bare = line.tag(subject_start(line, back)) not in "DT"
    if following in NOUN and line.tag(back) != "S":
        return finite_ahead(line, position + 1) or (is_bare and line.tags[-1] != ".")
    return following in ".:" and is_bare and (line.instruction or line.tags[-1] != ".")


def _is_plural(line: Line, back: int) -> bool:
    """Whether the subject that ends here is plural: "sales", also "editors with a server"."""
    near = subject_start(line, back)
    start = head_start(line, near)
    if 0 <= start < near and line.tags[start:near].count("I") and "C" not in line.tags[start:near]:
        return line.tag(line.tags.index("I", start) - 1) == "S"
    if line.tag(start - 1) == "I" and line.tag(start - 2) == "U":
        return line.tag(line.back(start - 2)) == "S"  # "coins sorted by size"
    return line.tags[back] == "S" or _is_plural_name(line.forms[back])


def _is_plural_name(form: str) -> bool:
    """Whether a form is the plural of an acronym: "POs"."""
    return form.endswith("s") and form[:-1].isupper()


def _zero_inflected_in_series(line: Line, back: int, before: str, following: str) -> str:
    """After "and" or a comma: like the verb before it, or a command."""
    verb = kind_of_verb_before(line, back)
    if verb == "V" or verb == "E":
        return verb
    if before == ",":
        return "V" if not verb or (line.tags[0] in "cI" and following in OBJECT) else "U"
    return "V" if following in OBJECT else "U"


def _has_past(line: Line) -> bool:
    """Whether another verb of the sentence is, or may well be, past, or a word such as "yesterday" says so."""
    return _names_past(line) or any(
        tag in PAST or (tag == "A" and position and line.tags[position - 1] in "OYWNSM")
        for position, tag in enumerate(line.tags)
    )


def _names_past(line: Line) -> bool:
    """Whether a word such as "yesterday", or "last week", puts the sentence into the past."""
    return not word_list("past-times").isdisjoint(line.words) or any(
        word == "last" and line.tag(position - 1) not in "DT" and line.word(position + 1) in word_list("quantity-time")
        for position, word in enumerate(line.words)
    )


def _is_past(line: Line, position: int, back: int) -> bool:
    """Whether a form that is past or participle is past, by what stands before it."""
    before = line.tag(back)
    following = line.lead(position + 1)
    if before == '"' and line.tag(back - 1) in ".,":
        return line.words[position] in word_list("speech")
    if before in OPENER:
        return _starts_clause(line, position, following)
    if before == "J" and not (line.tag(back - 1) in "DT" and following in "DToOYI."):
        return False
    decide = _AFTER.get(before)
    return decide is not None and decide(line, position, back, following)


def _after_pronoun(line: Line, position: int, back: int, following: str) -> bool:
    """ "It closed" is past, "keep it closed" and "those of you interested" are not."""
    if line.tag(back - 1) == "I":
        return _after_noun(line, position, back, following)
    if line.tags[back] == "o":
        return False
    if line.words[back] not in ("it", "you", "one"):
        return _after_noun(line, position, back, following)
    return back == 0 or (line.words[back] != "one" and line.word(back - 1) not in word_list("causative"))


def _after_demonstrative(line: Line, position: int, back: int, following: str) -> bool:
    """ "This caused a delay" against "this completed form", "those involved" and "they look both worn"."""
    if following in OBJECT:
        return True
    if line.words[back] in word_list("never-subjects") or line.tag(back - 1) in "VZEAUGIbph,":
        return False
    if following == ".":
        return back == 0
    return following not in "NSJMC,G" and back == position - 1


def _after_subject_pronoun(line: Line, position: int, back: int, following: str) -> bool:
    return True


def _after_relative(line: Line, position: int, back: int, following: str) -> bool:
    """ "The clerk who signed" against "whatever printed form"."""
    return following not in "NSJG" or line.words[back] in ("who", "that")


def _after_number(line: Line, position: int, back: int, following: str) -> bool:
    """ "The two agreed" and "the poor asked" against "two closed files"."""
    return following not in "NSJM" and _after_noun(line, position, back, following)


def _after_participle(line: Line, position: int, back: int, following: str) -> bool:
    """ "The studies cited showed no link"."""
    return following in "DToOYK#" and line.tag(line.back(back)) in NOUN and _after_noun(line, position, back, following)


def _after_gerund(line: Line, position: int, back: int, following: str) -> bool:
    return following in OBJECT and not verb_in_clause(line, back, following)


def _starts_clause(line: Line, position: int, following: str) -> bool:
    """ "Called the office" leaves its subject out; "Located near the door, …" describes one that follows."""
    word = line.words[position]
    if following in NOUN and finite_ahead(line, position + 1):
        return False  # "Returned items go to the desk"
    if _is_intransitive(word) and line.tag(position + 1 + (line.tag(position + 1) == "J")) in NOUN:
        return False  # "Expired dry food"
    if line.instruction:
        return False
    if word in word_list("ditransitive") or word in word_list("participial"):
        return following in "oY" and "," not in line.tags  # "Found it!"
    return following in "DoY" or (_is_intransitive(word) and "," not in line.tags)


def _coordinated(line: Line, position: int, back: int, following: str) -> bool:
    """After "and": like the verb before it."""
    verb = kind_of_verb_before(line, back)
    first = line.tag(back - 1)
    if is_by_agent(line, position):
        return False
    if verb == "E":
        return following not in NOUN or first not in "JUA"
    return verb == "V" and following in "DoY" and first not in "JU"


def _after_comma(line: Line, position: int, back: int, following: str) -> bool:
    """After a comma: the verb of a subject with an apposition, or one more of several past verbs."""
    word = line.words[position]
    if line.word(position + 1) == "by" or (line.tag(back - 1) == "J" and following in "#NSJM"):
        return False  # "a new, labelled tube"
    if word in word_list("speech") and following in "MNO.,":
        return True
    fits = following in "DToOYKG#" or (following in "NSJM" and _closes_apposition(line, back)) or _is_intransitive(word)
    has_subject = any(tag in "NSMOY" for tag in line.tags[:back])
    if fits and has_subject and not main_verb_before(line, back) and not finite_after(line, position + 1):
        return True
    return kind_of_verb_before(line, back) == "E" and following in "DoYI" and "C" in line.tags[position:]


def _closes_apposition(line: Line, comma: int) -> bool:
    """Whether the words before this comma are put between two: "the clerk, a new one, checked cards"."""
    index = comma - 1
    while index >= 0 and line.tags[index] != ",":
        index -= 1
    return index >= 0 and line.tags[index + 1] in "DIUAWRG"


def _is_intransitive(word: str) -> bool:
    return word in word_list("intransitive") or word in word_list("mostly-intransitive")


def _after_noun(line: Line, position: int, back: int, following: str) -> bool:
    """ "The customer asked for a refund" against "items returned without a receipt go back"."""
    word = line.words[position]
    if is_by_agent(line, position) or (not _is_intransitive(word) and _is_by_agent_later(line, position)):
        return False
    if _describes(line, position, back, following):
        return False
    subject = subject_start(line, back)
    if has_own_subject(line, subject, back):
        return True
    if _has_clause_of_its_own(line, position, subject, following):
        return True
    if following in "AU" and line.lead(position + 2) not in NOUN and word not in word_list("linking"):
        return False  # "the papers cited showed that …"
    if (
        word in word_list("speech")
        and following in '.,:"'
        and (line.tags[back] == "M" or line.tag(subject - 1) in ',"')
    ):
        return True
    head = head_start(line, subject)
    if head < 0 and following in "DT" and (word in word_list("intransitive") or word in word_list("placed")):
        return True  # "In the corner stood a clock"
    reported = subject if _is_intransitive(word) or following in OBJECT else -1
    if head < 0 or verb_in_clause(line, head, following, reported) or _is_aim(line, head, following):
        return False
    return _can_be_main(line, position, head, following)


def _has_clause_of_its_own(line: Line, position: int, subject: int, following: str) -> bool:
    """Whether "and" joins two clauses here: "the bell rang and the guard closed the door"."""
    if line.tag(subject - 1) != "C" or line.tag(subject) not in "DTM":
        return False
    word = line.words[position]
    takes_object = following in "DToOYK" and not line.is_time(position + 1) and word not in word_list("naming")
    return (takes_object or _is_intransitive(word)) and kind_of_verb_before(line, subject - 1) == "E"


def _is_by_agent_later(line: Line, position: int) -> bool:
    """Whether a phrase stands before the agent: "brought to the desk by members"."""
    place = position + 1
    if line.tag(place) not in "tI" or line.word(place) == "by":
        return False
    while place - position < _LONGEST_PHRASE and line.tag(place) in "tIDTJNSM#" and line.word(place) != "by":
        place += 1
    return line.word(place) == "by" and line.lead(place + 1) not in "G#"


def _is_aim(line: Line, head: int, following: str) -> bool:
    """Whether an infinitive or a gerund acts upon the noun phrase: "to store files created in May"."""
    if line.tag(head - 1) == "G":
        return following in "It.,:("
    return line.tag(head - 1) == "V" and line.tag(head - 2) == "t" and following not in OBJECT


def _describes(line: Line, position: int, back: int, following: str) -> bool:
    """Whether the form is an adjective: "risk based review", "look relaxed", "those of you interested"."""
    word = line.words[position]
    if line.tags[back] == "M" and following in ".," and line.word(subject_start(line, back) - 1) in word_list("signs"):
        return True
    if word in word_list("adjectival") and (following in "NS" or line.tags[back] in "Yo"):
        return True
    if line.words[back] in word_list("linking") and line.tag(back - 1) not in "DTJ":
        return True
    return word in word_list("compound") and back == position - 1 and following in NOUN


def _can_be_main(line: Line, position: int, head: int, following: str) -> bool:
    """Whether the form can be the verb of a subject that has no other verb yet."""
    word = line.words[position]
    is_adverb = line.word(position + 1) == "there" or line.lead(position + 2) == "R"  # "dialled most often"
    is_object = following in OBJECT and not line.is_time(position + 1) and not is_adverb
    if is_object or following in "K#":
        return word not in word_list("naming") or not finite_after(line, position + 1)
    if word in word_list("intransitive") or (word == "called" and following in "RI.,"):
        return True
    if following == "G" and word not in word_list("mostly-intransitive"):
        return word in word_list("before-gerund")
    if word in ("allowed", "made") and line.word(position + 1) == "for":
        return True
    if finite_after(line, position + 1) or _is_agreed_by(line, position, head):
        return False
    return word in word_list("mostly-intransitive") or _is_lone_verb(line, position, head, following)


def _is_agreed_by(line: Line, position: int, head: int) -> bool:
    """ "Price agreed by phone" in a list or a table, against "The clerk agreed by phone"."""
    is_bare = line.tags[head] in "NS" and line.tags[-1] != "."
    return is_bare and line.word(position + 1) == "by" and not is_person(line.words[line.back(position)])


def _is_lone_verb(line: Line, position: int, head: int, following: str) -> bool:
    """Whether the form is the verb of a clause without another: "The clerk signed", not "Items needed"."""
    word = line.words[position]
    if word in word_list("naming") or _is_state(line, position, head, following):
        return False
    if following in "NSJ":
        return line.tags[head] != "N" or line.tag(head + 1) in NOUN
    if following == "t" and (word in word_list("ditransitive") or word in word_list("before-infinitive")):
        return False
    if following in ".," and line.tag(head - 1) in "cW":
        return True
    if following != "M" and word in word_list("participial"):
        is_object = line.tag(head - 1) == "G"  # "making a list based on the sales"
        is_placed = "I" in line.code(position + 1) or line.word(position + 1) in ("here", "there", "overleaf")
        ends = following in ".,:-)" or (is_placed and word != "left")
        return line.tag(head) in "DTO" and line.tags[-1] == "." and not ends and not is_object
    return True


def _is_state(line: Line, position: int, head: int, following: str) -> bool:
    """Whether a noun and a participle make no sentence: "Door locked", "Email sent with the form" in a list."""
    if following == "," and (head == 0 or line.tag(head - 1) == ",") and line.lead(position + 2) in OBJECT:
        return True  # "All things considered, it is fair", "the number sold, the price and the date"
    if line.words[-1] == "?":
        return True  # "All rooms booked?"
    if following == ":" and line.tags[head] == "M" and line.words[position] in word_list("participial"):
        return True  # "Role Assignment required:"
    if following in "DToOYNSJMK#" or is_person(line.words[line.back(position)]):
        return False
    if line.tags[head] == "M":
        return line.tags[-1] != "." and following in ".C"
    if line.tags[head] not in "DT" or line.tags[0] == "G":
        return line.instruction or line.tags[-1] != "."
    return line.tags[-1] != "." and (following in ".C:" or (line.instruction and following in "I:"))


def _is_in_title(line: Line, position: int) -> bool:
    """Whether the words beside this one have capitals too: "the Integrated Care Act"."""
    beside = line.forms[max(0, position - 1) : position + 2]
    return line.tag(position + 1) in NOUN and all(form[0].isupper() for form in beside)


_AFTER: dict[str, Callable[[Line, int, int, str], bool]] = {
    "O": _after_subject_pronoun,
    **dict.fromkeys("Yo", _after_pronoun),
    **dict.fromkeys("NSM)", _after_noun),
    **dict.fromkeys("#J", _after_number),
    "W": _after_relative,
    "T": _after_demonstrative,
    "C": _coordinated,
    ",": _after_comma,
    "G": _after_gerund,
    "U": _after_participle,
}
