"""A changed procedure in force that keeps its version, or a new version without a line in its history.

Why: Two texts with one version are two processes with one name. Nobody can say which of them holds.
The text is compared with an older state in git, in runs that know one. White space, comments and the fields of
document control are no change of the text. What `history` says of the version needs no git.
Bad:
    status: effective
    version: 1.3
    approved: {by: service-lead, date: 2026-11-20, version: 1.3}
    effective: 2026-12-01
    review: 2027-05-01
    needs: none
    exceptions: none
    records: none
    history:
      - {version: 1.2, date: 2026-10-20, by: shift-lead, change: Add a time limit.}
Bad:
    # before
    status: effective
    version: 1.2
    approved: {by: service-lead, date: 2026-10-20, version: 1.2}
    effective: 2026-11-01
    review: 2027-05-01
    purpose: Give change to customers.
    needs: none
    exceptions: none
    records: none
    history:
      - {version: 1.2, date: 2026-10-20, by: shift-lead, change: Add a time limit.}
    # after
    purpose: Give every customer the right change.
Good:
    # before
    status: effective
    version: 1.2
    approved: {by: service-lead, date: 2026-10-20, version: 1.2}
    effective: 2026-11-01
    review: 2027-05-01
    purpose: Give change to customers.
    needs: none
    exceptions: none
    records: none
    history:
      - {version: 1.2, date: 2026-10-20, by: shift-lead, change: Add a time limit.}
    # after
    version: 1.3
    approved: {by: service-lead, date: 2026-11-20, version: 1.3}
    effective: 2026-12-01
    purpose: Give every customer the right change.
    history:
      - {version: 1.3, date: 2026-11-20, by: shift-lead, change: Name every customer.}
      - {version: 1.2, date: 2026-10-20, by: shift-lead, change: Add a time limit.}
"""

from __future__ import annotations

from collections.abc import Iterator

from sop_toolkit.lint.rule import ERROR, Hit
from sop_toolkit.model.content import has_same_content
from sop_toolkit.model.manual import Manual
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.model.scalars import VERSION, numbers

SEVERITY = ERROR


def in_procedure(procedure: Procedure, manual: Manual) -> Iterator[Hit]:
    """A line of the history for the version; a version that is none is another finding."""
    here, versions = procedure.version, [change.version for change in procedure.history]
    if not procedure.is_controlled or not here or not versions or not all(map(VERSION.fits, (here, *versions))):
        return
    if numbers(here) not in map(numbers, versions):
        newest = max(versions, key=numbers)
        add = f"Write `version: {newest}`, or add" if numbers(here) < numbers(newest) else "Add"
        line = f"`- {{version: {here}, date: 2026-10-20, by: {_author(procedure, manual)}, change: …}}`"
        hint = f"{add} {line} at the top of `history`; {_release(procedure)} does that, too."
        yield Hit(here, f"`history` does not say what version {here} changes.", hint)


def _author(procedure: Procedure, manual: Manual) -> str:
    """A role that can stand as the author, as nobody approves what they write."""
    approver = procedure.approved.by if procedure.approved else ""
    return next((str(role) for role in (procedure.owner, *manual.roles) if role and role != approver), "service-clerk")


def in_change(before: Procedure, after: Procedure, manual: Manual) -> Iterator[Hit]:
    if not before.is_controlled or not after.is_controlled or not after.version or has_same_content(before, after):
        return
    if numbers(after.version) <= numbers(before.version or ""):
        is_same = numbers(after.version) == numbers(before.version or "")
        what = f"is still {after.version}" if is_same else f"{after.version} is not after {before.version}"
        message = f"The text is another one than before, and its version {what}."
        hint = f"Write `status: review` until its approval. Then run {_release(after)}, and merge after that."
        yield Hit(after.version, message, hint)


def _release(procedure: Procedure) -> str:
    return f"`sop release {procedure.id} --approved-by ROLE --change TEXT`"
