"""A changed procedure in force that keeps its version, or a new version without a line in its history.

Why: Two texts with one version are two processes with one name. Nobody can say which of them holds.
The rule compares with an older state in git, so it speaks in runs that know one. White space, comments and the
fields of document control are no change of the text.
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
from sop_toolkit.model.scalars import numbers

SEVERITY = ERROR


def in_change(before: Procedure, after: Procedure, manual: Manual) -> Iterator[Hit]:
    if not before.is_controlled or not after.is_controlled or not after.version or has_same_content(before, after):
        return
    release = f"`sop release {after.id} --approved-by ROLE --change TEXT`"
    if numbers(after.version) <= numbers(before.version or ""):
        is_same = numbers(after.version) == numbers(before.version or "")
        what = f"is still {after.version}" if is_same else f"{after.version} is not after {before.version}"
        message = f"The text is another one than before, and its version {what}."
        hint = f"Write `status: review` until its approval. Then run {release}, and merge after that."
        yield Hit(after.version, message, hint)
    elif all(numbers(change.version) != numbers(after.version) for change in after.history):
        hint = f"Add the line at the top of `history`; {release} does that, too."
        yield Hit(after.version, f"`history` does not say what version {after.version} changes.", hint)
