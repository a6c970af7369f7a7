"""What pages tell beyond the sources of today: what each version changed, and what waits for somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

WORDS, DURATION, STEP = "words", "duration", "step"
SAME, REMOVED, ADDED = "same", "removed", "added"


class Said(NamedTuple):
    """Words that stay, go or come (`mark`): those of a source, or what names a thing of this `form`."""

    text: str
    form: str = WORDS
    mark: str = SAME
    spaced: bool = True


class Part(NamedTuple):
    """A part of a procedure: a field, and of steps the number."""

    field: str
    number: int = 0


class Line(NamedTuple):
    """One change: the parts that lead to it, what became of the last one, and what it said and says."""

    where: tuple[Part, ...]
    became: str
    said: tuple[Said, ...] = ()


class Waiting(NamedTuple):
    """What waits for the owner of a procedure: a `review`, an `approval`, or a first day in force (`effective`).

    Without a day it waits already.
    """

    what: str
    id: str
    owner: str
    day: date | None


# What each version changed, by the path of a procedure's file and the number of the version.
Past = Mapping[str, Mapping[tuple[int, ...], tuple[Line, ...]]]


@dataclass(frozen=True)
class News:
    """What a manual's editions share of it; `waiting` stands in the order of its days."""

    past: Past = field(default_factory=dict)
    waiting: tuple[Waiting, ...] = ()
