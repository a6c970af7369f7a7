"""What is due: what waits for each owner within the next weeks, and the reviews by months."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import groupby

from sop_toolkit.model.procedure import Procedure
from sop_toolkit.render.edition import Edition
from sop_toolkit.render.news import Waiting
from sop_toolkit.render.page import Page, Values


def reviews_page(edition: Edition) -> Page:
    """The calendar of reviews, below what is due first."""
    return Page("reviews", "reviews.md.j2", edition.labels("reviews"), partial(_values, edition), in_navigation=True)


def _values(edition: Edition) -> Values:
    return {"owners": _owners(edition), "months": _months(edition)}


def _owners(edition: Edition) -> list[Values]:
    """The owners for whom something waits, in the order of the roles. What readers cannot open stays out."""
    by_owner: dict[str, list[Values]] = {str(id): [] for id in edition.manual.roles}
    for waiting in edition.news.waiting:
        if edition.has_page(waiting.id):
            procedure = edition.manual.by_id[waiting.id]
            overdue = waiting.what == "review" and waiting.day is not None and waiting.day < edition.today
            entry = {
                "procedure": procedure,
                "day": waiting.day,
                "overdue": overdue,
                "label": _label(waiting, edition.today),
            }
            by_owner.setdefault(waiting.owner, []).append(entry)
    return [{"name": edition.role(owner), "waiting": found} for owner, found in by_owner.items() if found]


def _label(waiting: Waiting, today: date) -> str:
    """The name of the label that says what waits."""
    if waiting.what == "effective" and waiting.day is not None and waiting.day <= today:
        return "due_start"
    return f"due_{waiting.what}"


def _months(edition: Edition) -> list[Values]:
    due = sorted((each for each in edition.procedures if each.review), key=lambda each: (_review(each), str(each.id)))
    months = []
    for (overdue, year, month), group in groupby(due, key=lambda each: _month(_review(each), edition.today)):
        name = "" if overdue else edition.labels.month(date(year, month, 1))
        shown = "overdue" if overdue else f"month-{year}-{month:02}"
        months.append({"overdue": overdue, "name": name, "anchor": shown, "procedures": list(group)})
    return months


def _review(procedure: Procedure) -> date:
    return procedure.review.day if procedure.review else date.max


def _month(day: date, today: date) -> tuple[bool, int, int]:
    return (True, 0, 0) if day < today else (False, day.year, day.month)
