"""Finds the verb groups of a sentence: the finite verbs, each with its noun, its converb and its "না".

Bengali puts the verb at the end of its clause. A form that no other word has (করবেন, করেছেন) is a verb wherever it
stands; one that a noun can have as well (দিন, মত) only where its clause ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import normalize

from sop_toolkit.language import VerbGroup
from sop_toolkit.language.bn.line import Line
from sop_toolkit.language.bn.paradigms import NOT_FINITE, Form, Reading
from sop_toolkit.language.bn.words import word_list, word_pairs

BE, DO, GO, SEE, CAN, STAY, COME, FALL, IS = (
    normalize("NFC", verb) for verb in ("হওয়া", "করা", "যাওয়া", "দেখা", "পারা", "থাকা", "আসা", "পড়া", "আছে")
)
MUST, MAY, WELL = "হবে", "পারে", "ভালো"
_NOT, _NEVER, _MIND, _THAT, _SUCH = "না", ("নি", "নাই"), "মনে", "যে", "এমন"
# Behind a verb they make "whatever" of its clause: "যা-ই করা হোক না কেন".
_WHATEVER = [_NOT, "কেন"]
# Spelled like nouns and adjectives: verbs only where a clause ends.
_AT_THE_END = frozenset(
    (
        (Form.PAST, "3"),
        (Form.PAST, "i"),
        (Form.HABIT, "3"),
        (Form.FUTURE, "1"),
        (Form.FUTURE, "i"),
        (Form.PRESENT, "2"),
        (Form.PRESENT, "i"),
        (Form.NOT_DONE, "2"),
    )
)
_TENSES = {
    Form.FUTURE: "future",
    Form.PAST: "past",
    Form.HABIT: "past",
    Form.PAST_PROGRESSIVE: "past",
    Form.PAST_PERFECT: "past",
    Form.NOT_DONE: "past",
    Form.PRESENT: "present",
    Form.PROGRESSIVE: "present",
    Form.PERFECT: "present",
}
_DEFINITE = ("টি", "টা")
# "To be" in old books; the reading of verbs leaves it out, as it is "from" as well.
_OLD_TO_BE = "হইতে"
# How a verbal noun ends before "আগে", "সময়" or "জন্য".
_OF_A_DEED = ("ার", "োর")
_INTRODUCES = frozenset(":—–-")
# How a name begins that is covered, and must not be shown.
_COVER = "X"
_FAR = 6
_NO_NOUNS = NOT_FINITE - {Form.NOUN}
_FAMILIAR = frozenset("2i")
# After a converb these say where a thing is taken: "নিয়ে যাওয়া হয়", "রেখে আসা হয়".
_CARRIES = frozenset((GO, COME))


class Found(NamedTuple):
    """A verb group with what its hint needs: the words' places, the finite verb, and the verb that says what is done.

    `done` is the place of the verbal noun or the participle of a passive, or -1.
    """

    group: VerbGroup
    first: int
    place: int
    reading: Reading
    done: int = -1


@dataclass
class _Clause:
    """Where the reading stands: what kind of clause is open, and whether a finite verb came just before."""

    opener: int = -1
    relative: bool = False
    after_verb: bool = False

    @property
    def conditional(self) -> bool:
        return self.opener >= 0

    @property
    def depends(self) -> bool:
        """Whether another clause follows on this one."""
        return self.conditional or self.relative


def analyse(line: Line, instruction: bool) -> list[Found]:
    """The verb groups of a sentence, in order."""
    found: list[Found] = []
    clause = _Clause()
    for place in range(len(line.forms)):
        _enter(line, place, clause)
        known = _group(line, place, instruction, clause)
        if known is not None:
            found.append(known)
            clause = _Clause(after_verb=True)
    return _with_opener(line, found)


def _with_opener(line: Line, found: list[Found]) -> list[Found]:
    """Only a condition that ends the sentence stands after its command: others have theirs behind them."""
    last = len(found) - 1
    return [
        each if number == last or each.group.opener < 0 else each._replace(group=each.group._replace(opener=-1))
        for number, each in enumerate(found)
    ]


def _enter(line: Line, place: int, clause: _Clause) -> None:
    """Keeps the state of the clause while reading on."""
    form = "" if line.is_ending(place) else line.forms[place]
    if form in word_list("openers"):
        clause.opener = line.tokens[place].start
    elif form in word_list("relatives") or (form in word_list("questions") and line.forms[-1] != "?"):
        clause.relative = clause.relative or form != _THAT or not clause.after_verb
    elif form in word_list("correlatives") or (form == "," and _may_be_finite(line, place - 1)):
        clause.opener, clause.relative = -1, False
    if not line.is_sign(place) and form not in (_NOT, _THAT):
        clause.after_verb = False


def _may_be_finite(line: Line, place: int) -> bool:
    place -= line.form(place) == _NOT
    return place >= 0 and any(each.kind not in NOT_FINITE for each in line.readings[place])


def _group(line: Line, place: int, instruction: bool, clause: _Clause) -> Found | None:
    """The verb group whose finite verb stands at a place."""
    if line.forms[place] in word_list("should"):
        return _should(line, place)
    reading = _finite(line, place, instruction, clause)
    if reading is None:
        return _old(line, place)
    may = _may(line, place, reading)
    if may is not None:
        return may
    done = _passive(line, place, reading)
    passive = done >= 0
    first = _first(line, done if passive else place)
    if not passive and (_must(line, place, reading) or _must_not(line, place, reading)):
        group = _span(line, first, place, reading)._replace(tense="present", modal=MUST)
    elif not passive and _is_command(line, place, reading):
        group = _span(line, first, place, reading)._replace(imperative=True)
    else:
        group = _judged(line, first, place, reading, passive, instruction, clause)
    return Found(group, first, place, reading, done)


def _judged(
    line: Line, first: int, place: int, reading: Reading, passive: bool, instruction: bool, clause: _Clause
) -> VerbGroup:
    """A group with its tense and voice; in a step, a clause that depends on another may have any tense."""
    kind = Form.PAST if _is_undone(line, place, reading) else reading.kind
    ends = passive and line.is_sign(place + 1)  # "নাম লেখা হলো:" tells what was done
    if kind in (Form.PAST, Form.PROGRESSIVE) and not ends and _is_copula(line, place, reading):
        kind = Form.PRESENT
    is_asked = clause.relative or line.asks(place)
    depends = clause.conditional or is_asked
    free = instruction and (is_asked or (clause.conditional and kind == Form.FUTURE))
    if free:
        kind = Form.PRESENT
    return _span(line, first, place, reading)._replace(
        tense=_TENSES[kind],
        perfect=kind in (Form.PERFECT, Form.PAST_PERFECT),
        progressive=kind in (Form.PROGRESSIVE, Form.PAST_PROGRESSIVE),
        passive=passive and not (instruction and is_asked),
        conditional=depends,
        subordinate=depends,
        opener=clause.opener,
        mild=instruction and (depends or (kind == Form.FUTURE and reading.person == "h" and not passive)),
    )


def _span(line: Line, first: int, place: int, reading: Reading) -> VerbGroup:
    """The group from its first word to its verb, with "না" behind it."""
    last = place + (_is_denied(line, place) or line.form(place + 1) in _NEVER)
    start, end = line.tokens[first].start, line.tokens[last].end
    return VerbGroup(start, end, familiar=reading.person in _FAMILIAR, archaic=reading.archaic)


def _finite(line: Line, place: int, instruction: bool, clause: _Clause) -> Reading | None:
    """The reading of a word as a finite verb, if it is one here."""
    known = [each for each in line.readings[place] if each.kind not in NOT_FINITE]
    if line.forms[place + 1 : place + 3] == _WHATEVER:
        return None
    if not known:
        return _asked_of_a_friend(line, place)
    reading = _likeliest(known, instruction and not clause.depends and not line.asks(place))
    if reading.archaic or _is_undone(line, place, reading):
        return reading
    if reading.kind == Form.BARE:
        return reading if instruction and _is_last(line, place) and _may_be_bare(line, place) else None
    if reading.kind == Form.PRESENT and reading.person == "3" and len(known) < len(line.readings[place]):
        is_condition = clause.conditional and _is_last(line, place)
        return reading if is_condition else None  # "করে" is a converb as well
    guarded = (reading.kind, reading.person) in _AT_THE_END or (
        reading.kind in (Form.IMPERATIVE, Form.PRESENT) and not line.forms[place].endswith(("ুন", "েন"))
    )
    guarded = guarded or line.forms[place] in word_list("at-the-end")
    if guarded and not line.ends_clause(place) and not _goes_on(line, place, reading, clause):
        return None
    if reading.person == "2" and reading.kind == Form.PRESENT and line.can_be(place, Form.NOUN):
        return reading if instruction and _is_last(line, place) else None  # "শেখাও": "learning, too"
    return reading


def _asked_of_a_friend(line: Line, place: int) -> Reading | None:
    """The past of what a friend did, spelled like a condition: "তুমি দরজা বন্ধ করলে?"."""
    reading = line.can_be(place, Form.CONDITION)
    if reading is None or not _is_last(line, place) or line.form(place - 1) == _NOT:
        return None
    return None if word_list("friends").isdisjoint(line.forms[:place]) else Reading(reading.verb, Form.PAST, "2")


def _goes_on(line: Line, place: int, reading: Reading, clause: _Clause) -> bool:
    """Whether a clause ends with a verb although no sign shows it: "যা পাব তা লিখুন", "তালা বদলানো হয় ভুল এড়াতে"."""
    following = line.form(place + 1)
    if reading.kind == Form.FUTURE:
        return clause.relative and following in word_list("correlatives")
    return (
        reading.verb == BE
        and reading.kind == Form.PRESENT
        and (line.can_be(place - 1, Form.NOUN) is not None or line.form(place - 1) in word_pairs("participles"))
        and following != _SUCH
    )


def _likeliest(known: list[Reading], commands: bool) -> Reading:
    """The harmless one of several readings; জানান is a command in a step, and the present tense elsewhere."""
    order = (Form.IMPERATIVE, Form.PRESENT) if commands else (Form.PRESENT, Form.IMPERATIVE)
    return min(known, key=lambda each: (order.index(each.kind) if each.kind in order else 2, each.kind == Form.BARE))


def _is_last(line: Line, place: int) -> bool:
    return all(line.is_sign(after) for after in range(place + 1, min(len(line.forms), place + _FAR)))


def _may_be_bare(line: Line, place: int) -> bool:
    """Whether a word can be a command without an ending: "রসিদ দেখ"; কর is a tax as well."""
    before = line.form(place - 1)
    return line.forms[place] in word_list("bare") and not line.is_sign(place - 1) and not before.endswith("র")


def _passive(line: Line, place: int, reading: Reading) -> int:
    """Where the verbal noun or the participle of a passive stands, or -1: "লেখা হয়", "করা হয়ে থাকে"."""
    before = place - 1
    if reading.verb != BE:
        helper = next((each for each in line.readings[before] if each.verb == BE), None) if before > 0 else None
        if (
            helper is None
            or helper.kind not in (Form.CONVERB, Form.INFINITIVE)
            or reading.verb not in (STAY, GO, CAN, COME)
        ):
            return -1
        before -= 1
    before -= line.form(before) == _NOT
    noun = line.can_be(before, Form.NOUN)
    if noun is None:
        return before if line.form(before) in word_pairs("participles") else -1
    if noun.verb in word_list("no-passive") and not (noun.verb in _CARRIES and _is_converb(line, before - 1)):
        return -1
    near = line.forms[max(0, before - _FAR) : before]
    if noun.verb == SEE and not word_list("with").isdisjoint(near):
        return -1  # "গ্রাহকের সঙ্গে দেখা হয়": they meet
    return before


def _must(line: Line, place: int, reading: Reading) -> bool:
    """Whether it says that something must be done: "দেখতে হবে"."""
    before = place - 1 - (line.form(place - 1) == _NOT)
    return (
        reading.verb == BE
        and reading.kind in (Form.FUTURE, Form.PRESENT)
        and (line.can_be(before, Form.INFINITIVE) is not None or line.form(before) == _OLD_TO_BE)
    )


def _must_not(line: Line, place: int, reading: Reading) -> bool:
    """Whether it forbids: "দেওয়া যাবে না"."""
    is_ban = reading.verb == GO and reading.kind == Form.FUTURE and line.form(place + 1) == _NOT
    return is_ban and line.can_be(place - 1, Form.NOUN) is not None


def _is_command(line: Line, place: int, reading: Reading) -> bool:
    """Whether a verb tells the reader what to do, or with "-বেন না" what not to do."""
    if reading.kind == Form.FUTURE:
        forbids = reading.person == "h" and _is_denied(line, place) and not _is_told_of(line, place)
        return forbids and reading.verb not in word_list("not-chosen")
    if reading.kind == Form.PRESENT:
        return reading.person in _FAMILIAR
    return reading.kind in (Form.IMPERATIVE, Form.BARE)


def _is_told_of(line: Line, place: int) -> bool:
    """Whether the clause of a verb tells about a person: "তিনি ফোন ধরবেন না", but not "তিনি এলে … না"."""
    for before in range(place - 1, -1, -1):
        if line.is_sign(before) or line.can_be(before, Form.CONDITION) or line.forms[before].endswith(_OF_A_DEED):
            return False
        if line.forms[before] in word_list("persons"):
            return True
    return False


def _is_denied(line: Line, place: int) -> bool:
    """Whether "না" behind a verb belongs to it, and does not begin "না হলে"."""
    return line.form(place + 1) == _NOT and line.form(place + 2) not in word_list("otherwise")


def _is_undone(line: Line, place: int, reading: Reading) -> bool:
    """Whether a present tells what did not happen: "করে নি"."""
    return reading.kind == Form.PRESENT and line.form(place + 1) in _NEVER


def _is_copula(line: Line, place: int, reading: Reading) -> bool:
    """Whether হলো or হচ্ছে only says what something is: "লক্ষ্য হলো …"."""
    if reading.verb != BE or reading.kind not in (Form.PAST, Form.PROGRESSIVE):
        return False
    before, following = line.form(place - 1), line.form(place + 1)
    says_one = before in word_list("equals") or before.endswith(_DEFINITE)
    goes_on = following == "," or following in word_list("openers") or following in word_list("relatives")
    introduces = following in _INTRODUCES or following == _THAT or following in word_list("pronouns")
    says_what = introduces or not line.ends_clause(place)
    if says_what or (goes_on and says_one):
        return True
    return before.endswith("ই") and line.can_be(place - 1, Form.CONDITION) is not None  # "বোতাম চাপলেই হলো"


def _should(line: Line, place: int) -> Found | None:
    """The group of "করা উচিত" or "করলে ভালো"."""
    modal = line.forms[place]
    before = place - 1 - (line.form(place - 1) == _NOT)
    verb = line.can_be(before, Form.NOUN) or (line.can_be(before, Form.CONDITION) if modal == WELL else None)
    last = place + (line.form(place + 1) in word_list("is"))
    if verb is None or not line.ends_clause(last):
        return None
    return _weak(line, before, last, verb, modal)


def _may(line: Line, place: int, reading: Reading) -> Found | None:
    """The group of "করা যেতে পারে"."""
    going = line.can_be(place - 1, Form.INFINITIVE) if reading.verb == CAN and reading.kind == Form.PRESENT else None
    noun = line.can_be(place - 2, Form.NOUN) if going is not None and going.verb == GO else None
    return _weak(line, place - 2, place, noun, MAY) if noun is not None else None


def _weak(line: Line, done: int, last: int, verb: Reading, modal: str) -> Found:
    """A group that leaves open whether its verb must happen."""
    first = _first(line, done)
    group = VerbGroup(line.tokens[first].start, line.tokens[last].end, "present", modal=modal)
    return Found(group, first, done, Reading(verb.verb, Form.PRESENT, "h"))


def _old(line: Line, place: int) -> Found | None:
    """A form of old books that is no finite verb: "করিয়া"."""
    reading = line.readings[place][0] if line.readings[place] else None
    if reading is None or not reading.archaic:
        return None
    token = line.tokens[place]
    return Found(VerbGroup(token.start, token.end, archaic=True), place, place, reading)


def _first(line: Line, place: int) -> int:
    """Where the group begins that has a verb at a place: at the converb of "লিখে রাখুন", the noun of "যোগ করুন"."""
    if line.can_be(place - 1, Form.NOUN) and any(each.verb in (GO, FALL) for each in line.readings[place]):
        place -= 1  # "দেখা যায়", "ধরা পড়ে"
    if any(each.verb in word_list("vectors") for each in line.readings[place]) and _is_converb(line, place - 1):
        place -= 1
    before = place - 1 - (line.form(place - 1) == _NOT)
    if line.form(before) == _MIND:
        return before
    light = any(each.verb in (BE, DO) for each in line.readings[place])
    return before if light and _is_part(line, before) else place


def _is_converb(line: Line, place: int) -> bool:
    """Whether a word tells what is done before; থেকে, দিয়ে and চেয়ে mostly go with the noun before them."""
    return line.can_be(place, Form.CONVERB) is not None and line.forms[place] not in word_list("postpositions")


def _is_part(line: Line, place: int) -> bool:
    """Whether a word can be the noun of a verb such as যোগ করা: not an object, nor a word of another kind."""
    form = line.form(place)
    if line.is_sign(place) or form[0].isdigit() or form in word_list("no-part") or form.rstrip("x") == _COVER:
        return False
    if form in word_list("parts"):
        return True
    return not form.endswith(tuple(word_list("cases"))) and all(
        each.kind not in _NO_NOUNS for each in line.readings[place]
    )
