"""What is due: reviews, and words of other languages that are missing or no longer say what the original says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sop_toolkit.model.manual import Manual
from sop_toolkit.model.matching import Pair, pairs
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.model.translation import Translation

# A review shows this many days before its day.
AHEAD = timedelta(days=90)


@dataclass(frozen=True)
class Coverage:
    """A procedure in a language: how many texts are current, and the fields of the others.

    `file` is empty where there is no translation.
    """

    id: str
    language: str
    file: str
    current: int
    stale: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return not self.stale and not self.missing


@dataclass(frozen=True)
class Review:
    """A review that is due in `days`, which are below zero once its day is past."""

    id: str
    owner: str
    day: date
    days: int


@dataclass(frozen=True)
class Status:
    """What is due on a day: the coverage of each procedure in each language, and the reviews, the earliest first."""

    today: date
    coverage: tuple[Coverage, ...]
    reviews: tuple[Review, ...]

    def of(self, language: str) -> list[Coverage]:
        """The coverage of one language."""
        return [each for each in self.coverage if each.language == language]


def status(manual: Manual, today: date) -> Status:
    """What is due in a manual."""
    procedures = [each for each in manual.by_id.values() if each.id]
    languages = [code for code in manual.languages if code != manual.language]
    coverage = [_coverage(each, code, manual) for code in languages for each in procedures]
    reviews = [
        Review(str(each.id), str(each.owner), each.review.day, (each.review.day - today).days)
        for each in procedures
        if each.is_controlled and each.review and each.review.day <= today + AHEAD
    ]
    return Status(today, tuple(filter(None, coverage)), tuple(sorted(reviews, key=lambda each: (each.day, each.id))))


def _coverage(procedure: Procedure, language: str, manual: Manual) -> Coverage | None:
    """None for a procedure that needs no translation: a draft without one, or a retired one."""
    translation = manual.translations.get(procedure.id, {}).get(language)
    if procedure.stage == "retired" or (translation is None and not procedure.is_controlled):
        return None
    found = translation or Translation.empty(procedure.id, language, procedure.category)
    fields: dict[str, list[str]] = {"current": [], "stale": [], "missing": []}
    for pair in pairs(procedure, found):
        fields[_state(pair, found)].append(pair.original.field)
    stale, missing = tuple(fields["stale"]), tuple(fields["missing"])
    return Coverage(str(procedure.id), language, found.file.path, len(fields["current"]), stale, missing)


def _state(pair: Pair, translation: Translation) -> str:
    if pair.uncertain:
        return "stale"
    if pair.is_missing:
        return "missing"
    return "current" if translation.is_current(pair.original) else "stale"
