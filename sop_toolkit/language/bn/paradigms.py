"""What a form can be of the verbs of `verbs.txt`, and the forms of a verb.

A verb is named by its verbal noun. A form may have several readings: "করে" is the present and the converb of করা.
The persons are `1` (আমি), `2` (তুমি), `3` (সে), `h` (আপনি, তিনি) and `i` (তুই).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from sop_toolkit.language.bn.words import word_list

_FOLDER = Path(__file__).parent
_MOST_CACHED = 60_000
_LONGEST_ENDING = 8
_PERSONS = "123hi"
_VIRAMA = "্"
# The letters of a stem of one syllable, without its signs.
_SHORT = 2
# How converbs end after a vowel.
_JOINED = normalize("NFC", "য়ে")
# How causatives end in the present and in the converb.
_DOES, _DONE = normalize("NFC", "য়"), normalize("NFC", "িয়ে")


class Form(StrEnum):
    """What a form of a verb is for."""

    IMPERATIVE = "imperative"
    BARE = "bare"
    PRESENT = "present"
    FUTURE = "future"
    PAST = "past"
    HABIT = "habit"
    PROGRESSIVE = "progressive"
    PERFECT = "perfect"
    PAST_PROGRESSIVE = "past progressive"
    PAST_PERFECT = "past perfect"
    NOT_DONE = "not done"
    NOUN = "noun"
    CONVERB = "converb"
    INFINITIVE = "infinitive"
    CONDITION = "condition"


NOT_FINITE = frozenset((Form.NOUN, Form.CONVERB, Form.INFINITIVE, Form.CONDITION))

Endings = Mapping[str, tuple[Form, str]]


class Reading(NamedTuple):
    """What a form can be: of which verb, its kind (such as `future`), its person, and whether it is of old books."""

    verb: str
    kind: Form
    person: str = ""
    archaic: bool = False


def _endings(kind: Form, first: str, third: str, polite: str, intimate: str) -> dict[str, tuple[Form, str]]:
    """The endings of a tense by person, several spellings separated by a slash."""
    persons = zip("13hi", (first, third, polite, intimate), strict=True)
    return {ending: (kind, person) for person, each in persons for ending in each.split("/")}


def _of_be(now: Form, then: Form) -> dict[str, tuple[Form, str]]:
    """The endings after "ছ": করছে, করছিল."""
    present = _endings(now, "ি", "ে", "েন", "িস") | {"": (now, "2"), "ো": (now, "2")}
    past = _endings(then, "িলাম", "িল/িলো", "িলেন", "িলি") | {"িলে": (then, "2")}
    return present | past


# The stems of a command for later: রেখো, and দিয়ো or দিও.
_LATER, _LATER_JOINED = "later", "later, joined"
# The endings after each kind of stem. The first ending of a person is the usual one.
_AFTER: dict[str, Endings] = {
    Form.NOUN: {"": (Form.NOUN, "")},
    Form.IMPERATIVE: {"": (Form.IMPERATIVE, "h")},
    Form.FUTURE: _endings(Form.FUTURE, "ব/বো", "বে", "বেন", "বি"),
    Form.PAST: _endings(Form.PAST, "লাম", "ল/লো", "লেন", "লি") | {"লে": (Form.CONDITION, "")},
    Form.HABIT: _endings(Form.HABIT, "তাম", "ত/তো", "তেন", "তিস"),
    Form.PROGRESSIVE: _of_be(Form.PROGRESSIVE, Form.PAST_PROGRESSIVE),
    Form.PERFECT: _of_be(Form.PERFECT, Form.PAST_PERFECT),
    Form.CONVERB: {"": (Form.CONVERB, "")},
    Form.INFINITIVE: {"": (Form.INFINITIVE, "")},
    Form.BARE: {"": (Form.BARE, "i"), "নি": (Form.NOT_DONE, "2")},
    _LATER: {"ো": (Form.IMPERATIVE, "2")},
    _LATER_JOINED: {"ও": (Form.IMPERATIVE, "2")},
    **{Form.PRESENT + person: {"": (Form.PRESENT, person), "নি": (Form.NOT_DONE, person)} for person in _PERSONS},
}
# The same after the stem of the old forms; "তেছ" and "য়াছ" take the place of "ছ" and "েছ".
_OLD: Endings = {
    normalize("NFC", ending): reading
    for ending, reading in (
        _endings(Form.FUTURE, "ব", "বে", "বেন", "বি")
        | _endings(Form.PAST, "লাম", "ল", "লেন", "লি")
        | {"লে": (Form.CONDITION, ""), "তে": (Form.INFINITIVE, ""), "য়া": (Form.CONVERB, "")}
        | {"তেছ" + ending: reading for ending, reading in _of_be(Form.PROGRESSIVE, Form.PAST_PROGRESSIVE).items()}
        | {"য়াছ" + ending: reading for ending, reading in _of_be(Form.PERFECT, Form.PAST_PERFECT).items()}
    ).items()
}


class Verb(NamedTuple):
    """A verb: its stems by what follows them, each with its spellings, and the stem of its old forms."""

    name: str
    stems: Mapping[str, Sequence[str]]
    old: Sequence[str] = ()


@lru_cache(maxsize=_MOST_CACHED)
def readings(form: str) -> tuple[Reading, ...]:
    """What a form, in NFC, can be; nothing if it is no form of a verb. Old forms are those that nobody writes today."""
    if form in word_list("no-verbs"):
        return ()
    stems = _stems()
    found: dict[Reading, None] = {}
    old: dict[Reading, None] = {}
    for cut in range(len(form), max(0, len(form) - _LONGEST_ENDING - 1), -1):
        for verb, after in stems.get(form[:cut], ()):
            known = _AFTER[after].get(form[cut:]) if after else _OLD.get(form[cut:])
            if known is not None:
                (found if after else old)[Reading(verb, *known, archaic=not after)] = None
    if found:
        return tuple(found)
    return () if form in word_list("not-old") else tuple(old)


@cache
def form_of(verb: str, kind: Form, person: str = "") -> str:
    """The usual form of a verb of one kind and person; nothing if it has none."""
    known = verbs().get(verb)
    if known is None:
        return ""
    for after, stems in known.stems.items():
        for ending, reading in _AFTER[after].items():
            if reading == (kind, person) and stems:
                return stems[0] + ending
    return ""


def verb_forms(verb: str) -> Sequence[str]:
    """The forms of a verb in an order that is the same for all verbs, without those that have a second meaning."""
    verb = normalize("NFC", verb)
    kinds = [
        (Form.IMPERATIVE, "h"),
        (Form.INFINITIVE, ""),
        (Form.CONDITION, ""),
        (Form.PRESENT, "1"),
        (Form.PRESENT, "h"),
    ]
    kinds += [(kind, person) for kind in (Form.FUTURE, Form.PAST, Form.PROGRESSIVE, Form.PERFECT) for person in "13h"]
    return [verb, verb + "র", *(form_of(verb, kind, person) for kind, person in kinds)]


@cache
def verbs() -> Mapping[str, Verb]:
    """Each verb by its name."""
    return {verb.name: verb for verb in _read()}


@cache
def _stems() -> Mapping[str, Sequence[tuple[str, str]]]:
    """The verbs that each stem belongs to, and what follows it; an empty string stands for the old forms."""
    found: dict[str, list[tuple[str, str]]] = {}
    for verb in verbs().values():
        for after, stems in verb.stems.items():
            for stem in stems:
                found.setdefault(stem, []).append((verb.name, after))
        for converb in verb.stems[Form.CONVERB]:
            found.setdefault(converb[:-1], []).append((verb.name, _LATER))
            if converb.endswith(_JOINED):
                found.setdefault(converb.removesuffix(_JOINED), []).append((verb.name, _LATER_JOINED))
        for stem in verb.old:
            found.setdefault(stem, []).append((verb.name, ""))
    return found


def _read() -> Iterator[Verb]:
    section = ""
    for line in normalize("NFC", (_FOLDER / "verbs.txt").read_text(encoding="utf-8")).splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            if section == "irregular":
                yield _irregular(line)
            else:
                yield from (_made(section, root) for root in line.split())


def _made(section: str, root: str) -> Verb:
    """A verb of one of the regular sections."""
    if section == "causative":
        return _causative(root, root[:-1])
    if section == "causative-raised":
        return _causative(root, _raised(root[:-1]))
    if section == "open":
        return _regular(root, root, _fronted(root))
    return _regular(root, root, root) if section == "steady" else _regular(root, _raised(root), _raised(root))


def _regular(low: str, high: str, perfect: str) -> Verb:
    """A verb by its stems. Many write the raised one where the low one is usual: লিখা, লিখেন."""
    either = _once(low, high)
    stems = {
        Form.NOUN: [each + "া" for each in either],
        Form.PRESENT + "1": (high + "ি",),
        Form.PRESENT + "2": (low + "ো",),
        Form.PRESENT + "3": [each + "ে" for each in either],
        Form.PRESENT + "h": [each + "েন" for each in either],
        Form.PRESENT + "i": (high + "িস",),
        Form.IMPERATIVE: (high + "ুন",),
        Form.FUTURE: (high,),
        Form.PAST: (high,),
        Form.HABIT: (high,),
        Form.PROGRESSIVE: (high + "ছ",),
        Form.PERFECT: (perfect + "েছ",),
        Form.CONVERB: (perfect + "ে",),
        Form.INFINITIVE: (high + "তে",),
        Form.BARE: (low,),
    }
    return Verb(low + "া", stems, (high + "ি",))


def _causative(base: str, front: str) -> Verb:
    """A verb in "-ানো" by its stem, and the raised one without "া", which many write as well: শেখান, শিখান."""
    bases = _once(base, front + "া")
    done = (front + "ে", front + _DONE) if _is_long(front) else (front + _DONE,)
    stems = {
        Form.NOUN: [each + ending for ending in ("নো", "ন") for each in bases],  # "দেখান হয়", as many write it
        Form.PRESENT + "1": [each + "ই" for each in bases],
        Form.PRESENT + "2": [each + "ও" for each in bases],
        Form.PRESENT + "3": [each + _DOES for each in bases],
        Form.PRESENT + "h": [each + "ন" for each in bases],
        Form.IMPERATIVE: [each + "ন" for each in bases],
        Form.FUTURE: bases,
        Form.PAST: bases,
        Form.HABIT: bases,
        Form.PROGRESSIVE: [each + "চ্ছ" for each in bases],
        Form.PERFECT: [each + "ছ" for each in done],
        Form.CONVERB: done,
        Form.INFINITIVE: [each + "তে" for each in bases],
    }
    return Verb(base + "নো", stems, (base + "ই",))


def _irregular(line: str) -> Verb:
    cells = [tuple(cell.split("/")) if cell else () for cell in map(str.strip, line.split("|"))]
    *forms, old = cells
    names = (
        Form.NOUN,
        *(Form.PRESENT + person for person in "123h"),
        Form.IMPERATIVE,
        Form.FUTURE,
        Form.PAST,
        Form.HABIT,
        Form.PROGRESSIVE,
        Form.PERFECT,
        Form.CONVERB,
        Form.INFINITIVE,
    )
    return Verb(cells[0][0], dict(zip(names, forms, strict=True)), old)


def _once(usual: str, other: str) -> Sequence[str]:
    """A stem in its spellings, or in the only one."""
    return (usual,) if usual == other else (usual, other)


def _is_long(root: str) -> bool:
    """Whether a stem has a second syllable, and needs none more before "ে": সামল, উল্ট, but not জ্বাল."""
    return sum(map(str.isalpha, root)) - (root[1:2] == _VIRAMA) > _SHORT


def _fronted(root: str) -> str:
    """The stem of the perfect: থাক, থেক; আঁক, এঁক."""
    return "এ" + root[1:] if root.startswith("আ") else root.replace("া", "ে", 1)


def _raised(root: str) -> str:
    """The stem with its vowel raised: লেখ, লিখ; ওঠ, উঠ."""
    if root.startswith("ও"):
        return "উ" + root[1:]
    return root.replace("ে", "ি", 1) if "ে" in root else root.replace("ো", "ু", 1)
