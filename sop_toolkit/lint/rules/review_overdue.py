"""An approved or effective procedure whose review is overdue, or due within 30 days.

Why: Work changes, and a text that nobody reads again drifts away from it. ISO 9001:2015, 7.5.2, asks for review.
An overdue review is a warning, so that no build stops by the calendar alone; a manual can make it an error.
The 30 days before are a note.
Bad:
    status: effective
    version: 1.0
    approved: {by: service-lead, date: 2025-10-20, version: 1.0}
    effective: 2025-11-01
    review: 2026-05-01
    needs: none
    exceptions: none
    records: none
    history:
      - {version: 1.0, date: 2025-10-20, by: shift-lead, change: Describe the work.}
Good:
    status: effective
    version: 1.0
    approved: {by: service-lead, date: 2026-10-20, version: 1.0}
    effective: 2026-11-01
    review: 2027-05-01
    needs: none
    exceptions: none
    records: none
    history:
      - {version: 1.0, date: 2026-10-20, by: shift-lead, change: Describe the work.}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sop_toolkit.lint.rule import NOTE, WARNING, Hit
from sop_toolkit.model.manual import Manual
from sop_toolkit.model.procedure import Procedure

SEVERITY = WARNING
_DAYS_BEFORE = 30


def on_day(procedure: Procedure, manual: Manual, today: date) -> Iterator[Hit]:
    if not procedure.is_controlled or procedure.review is None:
        return
    days = (procedure.review.day - today).days
    if days > _DAYS_BEFORE:
        return
    who = f"`{procedure.owner}`" if procedure.owner else "the owner"
    release = f"`sop release {procedure.id} --approved-by ROLE`"
    hint = f"Let {who} review the text. If it changes, run {release}; if not, write the day of the next review."
    if days < 0:
        yield Hit(procedure.review.text, f"The review is {_days(-days)} overdue.", hint)
    else:
        when = f"in {_days(days)}" if days else "today"
        yield Hit(procedure.review.text, f"The review is due {when}.", hint, severity=NOTE, is_firm=True)


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
