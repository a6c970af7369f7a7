"""What to write instead of a verb group: the same verb as a polite command, or in the present tense."""

from __future__ import annotations

from sop_toolkit.language import Advice
from sop_toolkit.language.bn.groups import BE, DO, IS, MUST, Found
from sop_toolkit.language.bn.line import Line
from sop_toolkit.language.bn.paradigms import NOT_FINITE, Form, form_of, verbs
from sop_toolkit.language.bn.words import word_list, word_pairs

_MORE, _NOT, _WHO = "…", "না", "কে"
_POLITE = "h"
# Who is spoken to as a friend is spoken to with respect instead.
_PERSONS = {"2": "h", "i": "h"}
_MARKS = ",;।"


def advice(line: Line, found: Found, instruction: bool) -> Advice:
    """What to write instead of one group of a sentence that has been analysed."""
    if found.group.passive:
        return _active(line, found)
    subject = _subject(line, found)
    instead = _instead(line, found)
    tells = _cannot_be_told(line, found, subject) or _tells_a_friend(line, found, instruction)
    command = "" if tells else _command(line, found)
    acts = (found.group.modal != "" or subject >= 0) and _is_deed(found)
    start = line.tokens[subject].start if subject >= 0 else found.group.start
    return Advice("", instead, False, start, command, acts=acts)


def _active(line: Line, found: Found) -> Advice:
    """A passive with the one who does it: "করা হয়" as "করুন", or "কে … করেন"."""
    verb, before = _deed(line, found)
    fact = form_of(verb, Form.PRESENT, _POLITE)
    if _is_undone(line, found):  # what was not done forbids nothing
        return Advice(fact=_joined(_WHO, _MORE, before, fact, _NOT))
    if _is_negated(line, found):
        command = _joined(before, form_of(verb, Form.FUTURE, _POLITE), _NOT)
        fact = _joined(fact, _NOT)
    else:
        command = _joined(before, form_of(verb, Form.IMPERATIVE, _POLITE))
    return Advice(command=_joined(_MORE, command), fact=_joined(_WHO, _MORE, before, fact))


def _deed(line: Line, found: Found) -> tuple[str, str]:
    """The verb that says in the active voice what a passive says, and the words before it."""
    before = " ".join(form for form in line.forms[found.first : found.done] if form != _NOT)
    noun = line.can_be(found.done, Form.NOUN)
    if noun is not None:
        return noun.verb, before
    known = word_pairs("participles")[line.forms[found.done]]
    return (known, before) if known in verbs() else (DO, _joined(before, known))


def _command(line: Line, found: Found) -> str:
    """The polite command of the verb: "… নিন", "… নেবেন না"."""
    before = _before(line, found)
    if _is_negated(line, found):
        return _joined(_MORE, before, form_of(found.reading.verb, Form.FUTURE, _POLITE), _NOT)
    command = form_of(found.reading.verb, Form.IMPERATIVE, _POLITE)
    return _joined(_MORE, before, command) if command else ""


def _instead(line: Line, found: Found) -> str:
    """The present tense of the group, with its person and its "না"; "হইবে" of a duty stays "হবে"."""
    reading = found.reading
    if reading.kind in NOT_FINITE:
        return form_of(reading.verb, reading.kind)
    kind = Form.FUTURE if found.group.modal == MUST and reading.kind == Form.FUTURE else Form.PRESENT
    verb = form_of(reading.verb, kind, _PERSONS.get(reading.person, reading.person))
    if not verb or (reading.verb == IS and line.form(found.place - 1) in word_list("qualities")):
        return ""
    return _joined(_before(line, found), verb, _NOT if _is_negated(line, found) else "")


def _before(line: Line, found: Found) -> str:
    """The words of the group before its verb, without "না"."""
    return " ".join(form for form in line.forms[found.first : found.place] if form != _NOT)


def _is_negated(line: Line, found: Found) -> bool:
    """Whether the group has "না", "নি" or "নাই", as a word or an ending."""
    return _NOT in _forms(line, found) or _is_undone(line, found)


def _is_undone(line: Line, found: Found) -> bool:
    """Whether the group says that something did not happen: "করা হয়নি", "দেখে নি"."""
    return found.reading.kind == Form.NOT_DONE or not {"নি", "নাই"}.isdisjoint(_forms(line, found))


def _forms(line: Line, found: Found) -> list[str]:
    """The words of the group."""
    places = range(found.first, min(len(line.forms), found.place + 2))
    return [line.forms[place] for place in places if line.tokens[place].end <= found.group.end]


def _joined(*words: str) -> str:
    return " ".join(word for word in words if word)


def _subject(line: Line, found: Found) -> int:
    """Where the reader stands as the subject of the clause, or -1."""
    for place in range(found.first - 1, -1, -1):
        form = line.forms[place]
        if form in word_list("reader"):
            return place
        if form in _MARKS or any(form in word_list(name) for name in ("openers", "relatives", "questions")):
            return -1
    return -1


def _cannot_be_told(line: Line, found: Found, subject: int) -> bool:
    """Whether a command makes no sense: for what happens by itself, and what somebody else does."""
    reading = found.reading
    if reading.kind in NOT_FINITE or reading.kind == Form.NOT_DONE:
        return True
    if subject >= 0 or found.group.imperative:
        return False
    by_itself = reading.verb == BE or (reading.verb in word_list("happens") and reading.person == "3")
    return by_itself or reading.person not in "h2i" or not word_list("others").isdisjoint(line.forms[: found.first])


def _tells_a_friend(line: Line, found: Found, instruction: bool) -> bool:
    """Whether a familiar form says what the reader does, and is no command: "তুমি যখন লেখো"."""
    if found.reading.kind != Form.PRESENT or not found.group.familiar:
        return False
    for form in reversed(line.forms[: found.first]):
        if form in _MARKS or form in word_list("correlatives"):
            return False
        if form in word_list("openers") or form in word_list("relatives"):
            return True
        if form in word_list("friends") and not instruction:
            return True
    return False


def _is_deed(found: Found) -> bool:
    """Whether the reader does something: no state, and no "can"."""
    is_state = found.reading.verb in word_list("states")
    return not is_state and found.reading.person in ("h", "1")
