"""A verb with all that hangs on it: “किया जा रहा है” is one chain of four forms.

Hindi builds a verb group from left to right, and each form says which forms may come next. Where a form has several
readings, the one with the longest chain is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sop_toolkit.language.hi.lexicon import (
    FUTURE,
    IMPERFECTIVE,
    INFINITIVE,
    MUST,
    OBLIQUE,
    PAST,
    PERFECTIVE,
    PRESENT,
    REQUEST,
    ROOT,
    SUBJUNCTIVE,
    Reading,
    is_transitive,
    readings,
    stem_list,
    word_list,
)

# The most forms in a row, and the most words such as “नहीं” and “भी” between two of them.
_LONGEST, _MOST_PARTICLES = 8, 4
_DUTIES = frozenset(("है", "हो", "पड़", "चाहिए"))
_GO, _STAY, _BE, _DO = "जा", "रह", "हो", "कर"
_WALK, _FALL = "चल", "पड़"
_KEEPS_DOING = frozenset((_STAY, _GO, "आ", _WALK))
_AFTER_INFINITIVE = frozenset(("पड़", "चाह", _BE))
_AFTER_OBLIQUE = frozenset(("लग", "दे", "पा", "पड़", _GO, "आ"))
_BEING = frozenset((FUTURE, SUBJUNCTIVE, IMPERFECTIVE, PERFECTIVE))


class Link(NamedTuple):
    """One form of a chain: the place of its token, and the reading that fits."""

    place: int
    reading: Reading


class Chain(NamedTuple):
    """The forms of a verb group in order, and what they say together.

    `is_passive`: “go” stands after a perfective form of a verb that has an object. `is_progressive`: “stay” stands
    after a bare stem, as in “कर रहा है”. `is_participle`: it ends in “हुआ” after another form, as in “जुड़े हुए”.
    `must`: somebody has to do it, as in “करना है”. `goes_to`: it says what comes soon, as in “करने जा रहा है”.
    """

    links: tuple[Link, ...]
    is_passive: bool = False
    is_progressive: bool = False
    is_participle: bool = False
    must: bool = False
    goes_to: bool = False

    @property
    def first(self) -> int:
        """The place of the first form."""
        return self.links[0].place

    @property
    def end(self) -> int:
        """The place of the last form."""
        return self.links[-1].place

    @property
    def main(self) -> Reading:
        return self.links[0].reading

    @property
    def last(self) -> Reading:
        return self.links[-1].reading

    @property
    def is_perfect(self) -> bool:
        """Whether a form of “be” stands after a perfective form, which no “हुआ” makes a state."""
        row = self.links
        if len(row) < 2 or self.last.kind not in (PRESENT, PAST, FUTURE) or self.last.stem not in ("है", _BE):
            return False
        before = row[-2].reading
        if before.kind != PERFECTIVE or (len(row) > 2 and before.stem == _BE):
            return False
        return not (len(row) > 2 and before.stem == _STAY and row[-3].reading.kind == ROOT)


def joined_chain(row: tuple[Link, ...]) -> Chain:
    """A chain of forms, with what they say together."""
    if len(row) == 1:
        return Chain(row)
    passive = progressive = must = goes = False
    for number in range(len(row) - 1):
        kind, after = row[number].reading.kind, row[number + 1].reading
        if kind == PERFECTIVE:
            passive |= after.stem == _GO and _can_be_passive(row, number)
        elif kind == ROOT:
            progressive |= after.stem == _STAY and after.kind == PERFECTIVE
        elif kind in (INFINITIVE, OBLIQUE):
            must |= after.stem in _DUTIES
            goes |= kind == OBLIQUE and after.stem == _GO
    last = row[-1].reading
    participle = last.stem == _BE and last.kind == PERFECTIVE
    return Chain(row, passive, progressive, participle, must, goes and progressive)


def chain(keys: Sequence[str], start: int) -> Chain | None:
    """The longest chain that begins with the word at `start`."""
    found = [(Link(start, each), *_rest(keys, start + 1, each, _LONGEST)) for each in readings(keys[start])]
    if not found:
        return None
    return joined_chain(max(found, key=_likelihood) if len(found) > 1 else found[0])


def chain_of(keys: Sequence[str], place: int, reading: Reading) -> Chain:
    """The longest chain that begins with the word at `place`, read in this way."""
    return joined_chain((Link(place, reading), *_rest(keys, place + 1, reading, _LONGEST)))


def _rest(keys: Sequence[str], place: int, before: Reading, depth: int) -> tuple[Link, ...]:
    """The longest row of forms that can follow one form."""
    last = min(len(keys), place + _MOST_PARTICLES)
    while place < last and keys[place] in word_list("particles"):
        place += 1
    if place >= last or not depth:
        return ()
    best: tuple[Link, ...] = ()
    for reading in readings(keys[place]):
        if _may_follow(before, reading):
            row = (Link(place, reading), *_rest(keys, place + 1, reading, depth - 1))
            if len(row) > len(best) or (len(row) == len(best) and best[0].reading.kind == ROOT):
                best = row
    return best


def _likelihood(row: Sequence[Link]) -> tuple[int, int]:
    """The longest row first; then an infinitive, and a perfective form before “go” or a bare stem before others."""
    first = row[0].reading
    if len(row) == 1:
        return 1, 2 if first.kind == INFINITIVE else int(first.kind != ROOT)
    before_go = row[1].reading.stem == _GO
    if before_go and is_transitive(first.stem):
        return len(row), int(first.kind == PERFECTIVE)
    return len(row), int(first.kind in (ROOT, INFINITIVE))


def _may_follow(before: Reading, after: Reading) -> bool:
    """Whether one form can stand after another in a chain."""
    kind, stem = before.kind, after.stem
    if kind == ROOT:
        return stem in stem_list("vectors") and _may_help(before.stem, stem)
    if stem == "है":
        several = kind == OBLIQUE and after.ending in ("हैं", "थे")
        return several or kind in (PERFECTIVE, IMPERFECTIVE, INFINITIVE) or (kind == MUST and after.kind == PAST)
    if kind == PERFECTIVE:
        return _may_follow_perfective(before, after)
    if kind == IMPERFECTIVE:
        return stem in _KEEPS_DOING or (stem == _BE and after.kind in _BEING)
    if kind == INFINITIVE:
        return stem in _AFTER_INFINITIVE or after.kind == MUST
    return kind == OBLIQUE and (stem in _AFTER_OBLIQUE or (after.kind in (MUST, FUTURE) and stem in _DUTIES))


def _may_help(before: str, stem: str) -> bool:
    """Whether a second verb fits a bare stem, which else is a noun or a form in -ा: “जाँच चली”, “बिखरा पड़ा”."""
    if stem not in (_WALK, _FALL) or not is_transitive(before):
        return True
    return before == "ले" if stem == _WALK else not before.endswith("ा")


def _may_follow_perfective(before: Reading, after: Reading) -> bool:
    if after.stem == _GO:
        return before.stem != _GO or len(before.ending) > 1
    if after.stem == _BE:
        return after.kind in _BEING and before.stem != _BE
    if after.stem in ("रख", _STAY):
        return before.ending == "े" or not is_transitive(before.stem)
    return after.stem == _DO and after.kind in (IMPERFECTIVE, FUTURE, REQUEST)


def _can_be_passive(row: Sequence[Link], place: int) -> bool:
    """Whether the perfective form at `place`, or the stem that it helps, has an object."""
    return is_transitive(row[place].reading.stem) or any(
        is_transitive(link.reading.stem) and link.reading.kind == ROOT for link in row[:place]
    )
