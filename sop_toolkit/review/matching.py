"""Which items of two lists are the same: by id, else by their words. One may become two, and two may become one."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from sop_toolkit.review.words import alike

_ALIKE = 0.55
# Two items with ids of their own are two, unless hardly a word differs.
_ALIKE_WITH_IDS = 0.9
_GAIN = 0.15
_MOST_PAIRS = 2_500
_KNOWN_BY = 100


class Thing:
    """What an item is known by: its id, which may be empty, and where the id is not enough, its words.

    `name` are those that people call it by; `read` gives all of them, or those of its actions alone.
    """

    def __init__(self, id: str, read: Callable[[bool], tuple[str, ...]], name: str = "") -> None:
        self.id = id
        self.name = name
        self._read = read

    @cached_property
    def words(self) -> tuple[str, ...]:
        return self._read(False)

    @cached_property
    def actions(self) -> tuple[str, ...]:
        return self._read(True)


class Match(NamedTuple):
    """Numbers of items that belong together, counted from 0: none, one or two on each side."""

    before: tuple[int, ...]
    after: tuple[int, ...]


def matches(before: Sequence[Thing], after: Sequence[Thing], divides: bool = False) -> list[Match]:
    """All items of both lists, in the order of the second; what is gone stands where it was.

    `divides` says that an item can become two, and two one.
    """
    partner: dict[int, int] = {}
    for pairs in (_by_id, _equal, _by_name, _similar):
        taken = set(partner.values())
        free_before = [number for number in range(len(before)) if number not in partner]
        free_after = [number for number in range(len(after)) if number not in taken]
        partner.update(pairs(before, after, free_before, free_after))
    found = {old: Match((old,), (new,)) for old, new in partner.items()}
    gone = [number for number in range(len(before)) if number not in partner]
    come = sorted(set(range(len(after))).difference(partner.values()))
    if divides:
        back = {new: old for old, new in partner.items()}
        for part, beside in _divided(before, after, back, come):
            old = back[beside]
            if len(found[old].after) == 1:
                found[old] = Match((old,), (min(part, beside), max(part, beside)))
                come.remove(part)
        for part, beside in _divided(after, before, partner, gone):
            if found[beside] == Match((beside,), (partner[beside],)):
                found[beside] = Match((min(part, beside), max(part, beside)), (partner[beside],))
                gone.remove(part)
    left = [Match((number,), ()) for number in gone] + [Match((), (number,)) for number in come]
    return sorted([*found.values(), *left], key=lambda match: (match.after or match.before, not match.before))


def moved(order: Sequence[int]) -> set[int]:
    """Those of different numbers that stand out of order: as few as possible have to move."""
    ends: list[int] = []
    previous: dict[int, int | None] = {}
    for number in order:
        at = bisect_left(ends, number)
        previous[number] = ends[at - 1] if at else None
        ends[at : at + 1] = [number]
    stay: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        stay.add(last)
        last = previous[last]
    return set(order) - stay


Pairs = Iterator[tuple[int, int]]


def _by_id(before: Sequence[Thing], after: Sequence[Thing], old: list[int], new: list[int]) -> Pairs:
    known = {after[number].id: number for number in reversed(new) if after[number].id}
    for number in old:
        if before[number].id in known:
            yield number, known.pop(before[number].id)


def _equal(before: Sequence[Thing], after: Sequence[Thing], old: list[int], new: list[int]) -> Pairs:
    known: dict[tuple[str, ...], list[int]] = {}
    for number in new:
        known.setdefault(after[number].words, []).append(number)
    for number in old:
        if before[number].words and known.get(before[number].words):
            yield number, known[before[number].words].pop(0)


def _by_name(before: Sequence[Thing], after: Sequence[Thing], old: list[int], new: list[int]) -> Pairs:
    """The answers to a question often differ in one word, their name, and share what is to do."""
    known: dict[str, list[int]] = {}
    for number in new:
        known.setdefault(after[number].name, []).append(number)
    for number in old:
        name = before[number].name
        if name and known.get(name) and not (before[number].id and after[known[name][0]].id):
            yield number, known[name].pop(0)


def _similar(before: Sequence[Thing], after: Sequence[Thing], old: list[int], new: list[int]) -> Pairs:
    if len(old) * len(new) > _MOST_PAIRS:
        return
    scored = []
    for one in old:
        for other in new:
            score = alike(before[one].words[:_KNOWN_BY], after[other].words[:_KNOWN_BY])
            if score >= (_ALIKE_WITH_IDS if before[one].id and after[other].id else _ALIKE):
                scored.append((-score, abs(one - other), one, other))
    for _, _, one, other in sorted(scored):
        if one in old and other in new:
            old.remove(one)
            new.remove(other)
            yield one, other


def _divided(whole: Sequence[Thing], parts: Sequence[Thing], back: dict[int, int], left: list[int]) -> Pairs:
    """Parts without a partner, each with the part beside it whose partner does what both do."""
    for number in list(left):
        for beside in (number - 1, number + 1):
            if beside not in back:
                continue
            actions = whole[back[beside]].actions
            first, second = sorted((number, beside))
            both = alike(actions, parts[first].actions + parts[second].actions)
            if both >= _ALIKE and both >= alike(actions, parts[beside].actions) + _GAIN:
                yield number, beside
                break
