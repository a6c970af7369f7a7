"""What to write instead of a Telugu verb group: a polite command, or the present of what is usual, of the very verb."""

from __future__ import annotations

from sop_toolkit.language import Advice, VerbGroup
from sop_toolkit.language.te.groups import Analysis, Part
from sop_toolkit.language.te.paradigms import Found, infinitive_with, joined, verb_of, verbs
from sop_toolkit.language.te.readings import (
    BE,
    COMMAND,
    DONT,
    FRIENDLY,
    LACK,
    MAY,
    NOUN,
    OLD_NOUN,
    PRESENT,
    Reading,
)
from sop_toolkit.language.te.words import word_list

_GAP, _WHO = "…", "ఎవరు"
_PASSIVE, _VIRAMA = "బడు", "్"
_BECOMES, _DO, _SELF, _BUY = "కా", "చేయు", "కో", "కొను"
_NOT, _AS_NOUN = "వద్దు", "డం"
_OLD_PURPOSE, _PURPOSE = ("టకు", "టకై"), "డానికి"
_PRESENT_ENDINGS = {"1s": "ాను", "1p": "ాము", "2s": "ారు", "h": "ారు", "m": "ాడు", "n": "ుంది", "np": "ాయి"}
_NEGATIVE_ENDINGS = {"1s": "ను", "1p": "ము", "2s": "రు", "h": "రు", "m": "డు", "n": "దు", "np": "వు"}
_ORDERED = (COMMAND, DONT, FRIENDLY)
_PEOPLE, _WE, _THINGS = ("h", "2s"), ("1s", "1p"), ("n", "np")
# How words end that take the reader into another clause: మీరు ఇచ్చిన, మీరు చెప్పే, మీరు నొక్కితే.
_OTHER_CLAUSE = ("ిన", "న్న", "ే", "ప్పుడు", "ాక", "తర్వాత", "ముందు")


def advice(analysis: Analysis, group: VerbGroup) -> Advice:
    """What to write instead of one group of an analysed sentence."""
    number = next((n for n, each in enumerate(analysis.groups) if each.start == group.start), -1)
    if number < 0:
        return Advice()
    part = analysis.parts[number]
    begins = analysis.parts[number - 1].last + 1 if number else 0
    reader = _reader(analysis, part, begins)
    subject = analysis.tokens[reader if reader >= 0 else min(begins, part.first)].start
    deed = _deed(part.main)
    if deed is None:
        return Advice(subject_start=subject)
    if part.finite.kind == OLD_NOUN:
        is_purpose = analysis.keys[part.last].endswith(_OLD_PURPOSE)
        return Advice(infinitive_with(deed, _PURPOSE if is_purpose else _AS_NOUN), subject_start=subject)
    is_later = group.tense == "future" and part.finite.kind == PRESENT
    usual = _denied(deed, "h") if part.finite.negative else present(deed, "h")
    is_guest = not word_list("others").isdisjoint(analysis.keys[begins : part.first])
    is_due = part.finite.person in _WE or (is_later and part.finite.person not in _THINGS and not is_guest)
    is_order = group.passive or group.modal or part.finite.kind in _ORDERED or is_due
    return Advice(
        verb=infinitive_with(deed, _AS_NOUN),
        instead="" if group.passive or is_later else _instead(deed, _told_of(analysis, part, begins)),
        subject_start=subject,
        command=f"{_GAP} {_command(deed, part.finite)}" if is_order or reader >= 0 else "",
        fact=f"{_WHO} {_GAP} {usual}" if group.passive else "",
        acts=reader >= 0 and _is_deed(deed, part.main.kind == NOUN),
        once=analysis.once if is_later else "",
    )


def _told_of(analysis: Analysis, part: Part, begins: int) -> Reading:
    """The finite form with the person that its clause tells of: క్యాషియర్ ఇచ్చును is ఇస్తారు, and no ఇస్తుంది."""
    is_person = not word_list("people").isdisjoint(analysis.keys[begins : part.first])
    return part.finite._replace(person="h") if part.finite.archaic and is_person else part.finite


def _name(deed: Found) -> str:
    return deed.before + deed.verb.name


def _is_deed(deed: Found, is_advised: bool) -> bool:
    """Whether somebody does it, and it does not come to the reader: మీరు సందేశం చూస్తారు."""
    return _name(deed) not in word_list("results") or (is_advised and _name(deed) in word_list("advised"))


def present(deed: Found, person: str) -> str:
    """The present of what is usual: ఇస్తారు, ఇస్తుంది."""
    known = deed.verb.habitual
    if deed.verb.name == _SELF and deed.before.endswith(_VIRAMA):  # ఎదుర్కొంటారు
        known = known[-1:]
    is_longer = person == "n" and not known[0].endswith("స్త")  # వెళ్తారు, వెళుతుంది
    stem = next((each for each in known if is_longer and each.endswith("ుత")), known[0])
    return joined(deed.before, stem) + _PRESENT_ENDINGS[person]


def _reader(analysis: Analysis, part: Part, begins: int) -> int:
    """Where the reader stands as the one that acts or is asked to, or -1."""
    if part.main.kind == NOUN and part.finite.kind == BE:
        return part.first
    if part.finite.person not in _PEOPLE and part.finite.kind != MAY:
        return -1
    words = analysis.keys
    reader = next((place for place in range(begins, part.first) if words[place] in word_list("reader")), -1)
    return reader if not any(word.endswith(_OTHER_CLAUSE) for word in words[reader + 1 : part.first]) else -1


def _deed(main: Reading) -> Found | None:
    """The verb that says what is done, without the passive, or None where it is not known."""
    found = main.found
    if found is not None and found.before and found.verb.name == _BUY:  # సరిచూచుకొనుము
        return Found(found.before, verbs()[_SELF])
    if found is None or not main.passive:
        return found
    if found.before.endswith(_BECOMES):  # మూసివేత కాబడింది
        return Found(found.before.removesuffix(_BECOMES), verbs()[_DO])
    return verb_of("infinitive", found.before) if found.before else found


def _command(deed: Found, finite: Reading) -> str:
    """The polite command: ఇవ్వండి, and where the form says “not”: ఇవ్వవద్దు."""
    if finite.negative:
        return infinitive_with(deed, _NOT)
    return joined(deed.before, deed.verb.command[0]) if deed.verb.command else infinitive_with(deed, _AS_NOUN)


def _denied(deed: Found, person: str) -> str:
    """The present of what is not so: ఇవ్వరు, దొరకదు."""
    return infinitive_with(deed, _NEGATIVE_ENDINGS[person])


def _instead(deed: Found, finite: Reading) -> str:
    """The present tense for the words of a group; after లేదు, which shows no person, that of people or of things."""
    if finite.negative:
        shown = finite.person if finite.person in _NEGATIVE_ENDINGS and finite.kind != LACK else ""
        form = _denied(deed, shown or ("n" if _name(deed) in word_list("things") else "h"))
    elif finite.person in _PRESENT_ENDINGS:
        form = present(deed, finite.person)
    else:
        return ""
    return form[:-1] + finite.tail if finite.tail else form
