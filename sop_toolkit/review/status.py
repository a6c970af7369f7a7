"""What is due: reviews, approvals, first days in force, and words of other languages that are missing or stale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sop_toolkit.model.manual import Manual
from sop_toolkit.model.matching import Pair, pairs
from sop_toolkit.model.names import Unnamed, unnamed
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.model.scalars import numbers
from sop_toolkit.model.translation import Translation

# What has a day shows this long before it.
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


REVIEW, APPROVAL, EFFECTIVE, TRANSLATION = "review", "approval", "effective", "translation"


@dataclass(frozen=True)
class Due:
    """Something that waits for the owner of a procedure.

    `what` is `review`, `approval`, `effective` (a first day in force) or `translation`. `days` are those until `day`,
    below zero once it is past; what has no day of its own waits already. `detail` says more than that, or is empty.
    """

    owner: str
    what: str
    id: str
    title: str
    detail: str = ""
    day: date | None = None
    days: int | None = None


@dataclass(frozen=True)
class Status:
    """What is due on a day: the coverage of each procedure in each language, and what waits, by owner and day.

    `unnamed` is what has no name in some language: a role, a category, a branch.
    """

    today: date
    coverage: tuple[Coverage, ...]
    due: tuple[Due, ...]
    unnamed: tuple[Unnamed, ...] = ()

    @property
    def reviews(self) -> list[Due]:
        """The reviews, the earliest first."""
        return sorted((each for each in self.due if each.what == REVIEW), key=_order)

    def of(self, language: str) -> list[Coverage]:
        """The coverage of one language."""
        return [each for each in self.coverage if each.language == language]

    def unnamed_in(self, language: str) -> list[Unnamed]:
        """What has no name in one language."""
        return [each for each in self.unnamed if language in each.languages]


def status(manual: Manual, today: date) -> Status:
    """What is due in a manual."""
    procedures = [each for each in manual.by_id.values() if each.id]
    languages = [code for code in manual.languages if code != manual.language]
    coverage = [_coverage(each, code, manual) for code in languages for each in procedures]
    found = tuple(filter(None, coverage))
    due = [each for procedure in procedures for each in _due(procedure, found, today)]
    waiting = tuple(sorted(due, key=lambda each: (each.owner, *_order(each))))
    return Status(today, found, waiting, tuple(unnamed(manual)))


def _order(due: Due) -> tuple[date, str, str]:
    return due.day or date.min, due.id, due.what


def _due(procedure: Procedure, coverage: Sequence[Coverage], today: date) -> Iterator[Due]:
    """What a procedure waits for."""
    owner, id, title = str(procedure.owner), str(procedure.id), " ".join(procedure.title.split())
    waits = [*_dates(procedure, today), *_approvals(procedure), *_translations(id, coverage)]
    for what, detail, day in waits:
        if day is None or day <= today + AHEAD:
            yield Due(owner, what, id, title, detail, day, (day - today).days if day else None)


_Waiting = Iterator[tuple[str, str, date | None]]


def _dates(procedure: Procedure, today: date) -> _Waiting:
    if procedure.is_controlled and procedure.review:
        yield REVIEW, "", procedure.review.day
    if procedure.is_controlled and procedure.effective and procedure.effective.day > today:
        yield EFFECTIVE, f"version {procedure.version} comes into force", procedure.effective.day
    elif procedure.stage == "approved" and procedure.effective:
        yield EFFECTIVE, "its day has come: write `status: effective`", procedure.effective.day


def _approvals(procedure: Procedure) -> _Waiting:
    version = procedure.version or "0"
    approved = procedure.approved.version if procedure.approved else "0"
    if procedure.stage == "review" and numbers(version) == numbers(approved):
        yield APPROVAL, f"a change of version {version} is in review", None  # the dates are still those of the old text
    elif procedure.stage == "review":
        yield APPROVAL, f"version {version} is in review", procedure.effective.day if procedure.effective else None
    elif procedure.is_controlled and numbers(version) != numbers(approved):
        yield APPROVAL, f"version {version} has none", None


def _translations(id: str, coverage: Sequence[Coverage]) -> _Waiting:
    stale = [f"{each.language} {len(each.stale)}" for each in coverage if each.id == id and each.stale]
    if stale:
        yield TRANSLATION, f"stale texts: {', '.join(stale)}", None


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
