"""The stems of the verbs of `verbs.txt`: what the endings of the finite forms follow.

A verb is named as dictionaries name it: నొక్కు, చేయు, ఇచ్చు. Verbs in -ించు are made freely and stand in no list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from sop_toolkit.language.te.words import read_lists

_U, _I, _VIRAMA = "ు", "ి", "్"
_MADE = "ించు"
_MADE_ENDINGS = {
    "name": _MADE, "infinitive": "ించ", "past": "ించ", "habitual": "ిస్త", "command": "ించండి", "familiar": _MADE,
    "converb": "ించి",
}  # fmt: skip
CONSONANTS = frozenset("కఖగఘఙచఛజఝఞటఠడఢణతథదధనపఫబభమయరఱలళవశషసహ")
# The verbs that writers often join to the word before: డబ్బిచ్చారు, పూర్తయింది, చూసిపోయారు, ఇవ్వబడింది. A first vowel
# becomes a sign. Stems of other verbs are looked for inside a word if they are long enough not to be there by chance.
_JOINED = frozenset(("ఇచ్చు", "అవు", "చేయు", "వేయు", "తీయు", "పోవు", "పోయు", "సాగు", "చూడు", "పడు", "బడు"))
_BECOME = "అవు"
_AS_SIGN = {"అ": "", "ఇ": "ి"}
_LONG_ENOUGH = 4
_SHORTEST_IN_A_WORD, _LONGEST_STEM = 2, 16


class Verb(NamedTuple):
    """A verb: its name and the stems of its forms, each with its spellings, the usual one first.

    `infinitive` stands before లేదు and బడు, `past` before -ారు, `habitual` before -ారు of the present (ఇస్త-), `command`
    and `familiar` are whole forms, `converb` is the form in -ి.
    """

    name: str
    infinitive: Sequence[str]
    past: Sequence[str]
    habitual: Sequence[str]
    command: Sequence[str]
    familiar: Sequence[str]
    converb: Sequence[str]
    is_ending: bool = False


class Stems(NamedTuple):
    """The verbs by each stem of one part: where it is a whole word, and where it stands at the end of one."""

    whole: Mapping[str, Verb]
    last: Mapping[str, Verb]


class Found(NamedTuple):
    """A verb at the end of a word, and what stands before it in that word."""

    before: str
    verb: Verb


@cache
def verbs() -> Mapping[str, Verb]:
    """The verbs by their names."""
    makers = {"plain": _plain, "chu": _chu, "yu": _yu, "iyu": _iyu}
    lists = read_lists("verbs.txt")
    found = [make(word) for section, make in makers.items() for line in lists[section] for word in line.split()]
    found += [_irregular(line) for line in lists["irregular"]]
    return {verb.name: verb for verb in found}


@cache
def stems(part: str) -> Stems:
    """The verbs by each stem of one part, such as `past`."""
    whole: dict[str, Verb] = {}
    last: dict[str, Verb] = {}
    for verb in verbs().values():
        for stem in (verb.name,) if part == "name" else getattr(verb, part):
            if not verb.is_ending:
                whole.setdefault(stem, verb)
            is_joined = verb.name in _JOINED
            if verb.is_ending or (stem[0] in CONSONANTS and (is_joined or len(stem) >= _LONG_ENOUGH)):
                last.setdefault(stem, verb)
            elif is_joined and stem[0] in _AS_SIGN and part != "name":
                last.setdefault(_AS_SIGN[stem[0]] + stem[1:], verb)
    return Stems(whole, last)


def joined(before: str, form: str) -> str:
    """A form behind what stands before it in its word."""
    return before + _AS_SIGN.get(form[0], form[0]) + form[1:] if before else form


def infinitive_with(found: Found, ending: str) -> str:
    """The infinitive with an ending; after a long vowel some endings begin with వ: చేయాలి, తీసుకోవాలి."""
    infinitive = joined(found.before, found.verb.infinitive[0])
    return infinitive + ("వ" if infinitive[-1] in "ోాే" and ending[0] in "ాడ" else "") + ending


def whole_verb_of(part: str, stem: str) -> Found | None:
    """The verb whose stem this is, with nothing before it: ప్రారంభించ."""
    verb = stems(part).whole.get(stem) or _made(part, stem)
    return Found("", verb) if verb is not None else None


def verb_of(part: str, stem: str) -> Found | None:
    """The verb whose stem this is, or ends with it: ప్రారంభించ, తీసుకున్న, డబ్బిచ్చ."""
    found = whole_verb_of(part, stem)
    if found is not None:
        return found
    last = stems(part).last
    for place in range(max(1, len(stem) - _LONGEST_STEM), len(stem) - _SHORTEST_IN_A_WORD + 1):
        verb = last.get(stem[place:])
        if verb is not None and (verb.name != _BECOME or stem[place - 1] in CONSONANTS):
            return Found(stem[:place], verb)
    return None


def _made(part: str, stem: str) -> Verb | None:
    """A verb in -ించు, which needs no list."""
    ending = _MADE_ENDINGS[part]
    if not stem.endswith(ending) or len(stem) <= len(ending):
        return None
    base = stem[: -len(ending)]
    return Verb(base + _MADE, (base + "ించ",), (base + "ించ",), (base + "ిస్త",), (base + "ించండి",), (base + _MADE,),
                (base + "ించి",))  # fmt: skip


def _plain(word: str) -> Verb:
    stem = word.removesuffix(_U)
    if stem.endswith(_VIRAMA + "చ"):
        present: tuple[str, ...] = (stem.removesuffix(_VIRAMA + "చ") + "ుస్త",)
    else:
        present = (*_shortened(stem), stem + "ుత", stem + "త")
    if stem[-2] == _U:
        first, last = stem[:-2], stem[-1]
        return Verb(
            word, (first + last, stem), (first + _I + last,), present, (first + last + "ండి", stem + "ండి"), (word,),
            (first + _I + last + _I,),
        )  # fmt: skip
    return Verb(word, (stem,), (stem,), present, (stem + "ండి",), (word,), (stem + _I,))


def _shortened(stem: str) -> Iterator[str]:
    """Shorter stems of the present: పెడతారు, వెళ్తారు."""
    if stem.endswith("ట్ట"):
        yield from (stem.removesuffix("ట్ట") + "డత", stem.removesuffix("ట్ట") + "డుత")
    elif stem.endswith(("ళ్ళ", "ళ్ల")):
        short = stem[:-2]
        yield from (short + "్త", short + "ుత")


def _chu(word: str) -> Verb:
    first = word.removesuffix("ుచు")
    return Verb(
        word, (first + "వ", first + "ువ"), (first + "ిచ",), (first + "ుస్త",), (first + "వండి", first + "ువండి"),
        (first + "ువు",), (first + "ిచి",),
    )  # fmt: skip


def _yu(root: str) -> Verb:
    short = root[:-1] + {"ే": "ె", "ీ": "ి", "ూ": "ు", "ో": "ొ"}.get(root[-1], root[-1])
    bases = [root + "య", short + "య్య"] if short != root else [root + "య"]
    return Verb(
        root + "యు", tuple(bases), (root + "శ", root + "స"), (root + "స్త",), tuple(base + "ండి" for base in bases),
        (root + "యి", short + "య్యి", root + "య్"), (root + "సి",),
    )  # fmt: skip


def _iyu(root: str) -> Verb:
    first = root.removesuffix(_U)
    return Verb(
        first + "ియు", (first + "ియ", first + "వ"), (first + "ిస", first + "ిశ"), (root + "స్త",),
        (first + "వండి", first + "ియండి"), (), (first + "ిసి",),
    )  # fmt: skip


def _irregular(line: str) -> Verb:
    name, *cells = (cell.strip() for cell in line.split("|"))
    parts = [tuple(cell.split("/")) if cell else () for cell in cells]
    infinitive, past, habitual, command, familiar, converb = parts
    is_ending = name.startswith("-")
    return Verb(name.removeprefix("-"), infinitive, past, habitual, command, familiar, converb, is_ending)
