"""An approval that does not fit the text: of another version, too late, or by the author.

Why: The approval says that somebody other than the author read this very version before staff work by it.
ISO 9001:2015, 7.5.2, asks for review and approval before use.
Bad:
    status: effective
    version: 1.2
    approved: {by: service-lead, date: 2026-10-20, version: 1.1}
    effective: 2026-11-01
    review: 2027-05-01
    needs: none
    exceptions: none
    records: none
    history:
      - {version: 1.2, date: 2026-10-20, by: shift-lead, change: Add a time limit.}
Bad:
    status: effective
    version: 1.2
    approved: {by: shift-lead, date: 2026-11-20, version: 1.2}
    effective: 2026-11-01
    review: 2027-05-01
    needs: none
    exceptions: none
    records: none
    history:
      - {version: 1.2, date: 2026-10-20, by: shift-lead, change: Add a time limit.}
Good:
    status: effective
    version: 1.2
    approved: {by: service-lead, date: 2026-10-20, version: 1.2}
    effective: 2026-11-01
    review: 2027-05-01
    needs: none
    exceptions: none
    records: none
    history:
      - {version: 1.2, date: 2026-10-20, by: shift-lead, change: Add a time limit.}
"""

from __future__ import annotations

from collections.abc import Iterator

from sop_toolkit.lint.rule import ERROR, Hit
from sop_toolkit.model.manual import Manual
from sop_toolkit.model.procedure import Approval, Procedure
from sop_toolkit.model.scalars import VERSION, numbers

SEVERITY = ERROR


def in_procedure(procedure: Procedure, manual: Manual) -> Iterator[Hit]:
    if procedure.is_controlled and procedure.approved is not None:
        yield from _version(procedure, procedure.approved)
        yield from _day(procedure, procedure.approved)
        yield from _author(procedure, procedure.approved)


def _version(procedure: Procedure, approval: Approval) -> Iterator[Hit]:
    if not all(map(VERSION.fits, (procedure.version or "", approval.version))):
        return  # a finding of its own
    here, approved = numbers(procedure.version or ""), numbers(approval.version)
    if here == approved:
        return
    if approved < here:
        release = f"`sop release {procedure.id} --approved-by ROLE`"
        until = f"Write `status: review` until version {procedure.version} has its approval."
        hint = f"{until} Then run {release}, and merge after that."
    else:
        hint = f"Write `version: {approval.version}` at the top, or here the version that has the approval."
    yield Hit(approval.version, f"The approval is of version {approval.version}, not {procedure.version}.", hint)


def _day(procedure: Procedure, approval: Approval) -> Iterator[Hit]:
    if approval.date is None or procedure.effective is None or approval.date.day <= procedure.effective.day:
        return
    message = f"The approval of {approval.date} comes after {procedure.effective}, the day in `effective`."
    yield Hit(approval.date.text, message, f"Write `effective: {approval.date}` or a later day.")


def _author(procedure: Procedure, approval: Approval) -> Iterator[Hit]:
    own = [change for change in procedure.history if change.version == procedure.version]
    for change in own or procedure.history[:1]:
        if approval.by and change.by == approval.by:
            line = change.by.file.location(change.by.offsets()[0]).line
            message = f"“{approval.by}” approves version {change.version} and is its author in line {line}."
            hint = "Let another role approve it, and write that role here; or name the author after `by` of the change."
            yield Hit(approval.by, message, hint)
            return
