"""An official procedure that becomes a draft or a review again.

Why: Once such a change is merged, the page leaves the manual, and staff who work by it find nothing.
A change stays on its branch as a review, until `sop release` puts the new text in force.
The rule compares with an older state in git, so it speaks in runs that know one.
Bad:
    # before
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
    # after
    status: review
Good:
    # before
    status: draft
    # after
    status: review
"""

from __future__ import annotations

from collections.abc import Iterator

from sop_toolkit.lint.rule import WARNING, Hit
from sop_toolkit.model.manual import Manual
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.text import Span

SEVERITY = WARNING


def in_change(before: Procedure, after: Procedure, manual: Manual) -> Iterator[Hit]:
    is_wrong = after.status is None and "status" in after.given  # a finding of its own
    if not before.is_controlled or after.is_published or is_wrong:
        return
    release = f"`sop release {after.id} --approved-by ROLE --change TEXT`"
    hint = f"Run {release} before you merge. If nobody does this work any more, write `status: retired`."
    message = f"With the status `{after.stage}` the page leaves the manual."
    yield Hit(after.status or Span(after.file, 0, 0), message, hint)
