"""An approved or effective procedure without the fields that document control asks for.
Or a retired one that no other procedure takes over from.

Why: Whoever follows a procedure in force must see its version, who approved it, and when it is reviewed.
Whoever opens a retired one must see what holds instead; without that it is a warning.
ISO 9001:2015, 7.5.2 and 7.5.3, asks for identification, approval and control of changes.
Bad:
    status: effective
Bad:
    status: retired
Good:
    status: draft
"""

from __future__ import annotations

from collections.abc import Iterator

from sop_toolkit.lint.rule import WARNING, Hit
from sop_toolkit.model.manual import Manual
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.text import Span

SEVERITY = "error"
# The fields that must be there, each with a line to write.
_NEEDED = {
    "version": "`version: 1.0`, the number of this version",
    "approved": "`approved: {{by: {owner}, date: 2026-10-20, version: {version}}}`, who approved it and when",
    "effective": "`effective: 2026-11-01`, the day from which it is in force",
    "review": "`review: 2027-05-01`, the date of the next review",
    "needs": "`needs: none`, or a list of what must be at hand",
    "exceptions": "`exceptions: none`, or a list of the cases that the steps do not fit",
    "records": "`records: none`, or a list of what is kept",
    "history": "`history: [{{version: {version}, date: 2026-10-20, change: Write the procedure.}}]`, the changes",
}


def in_procedure(procedure: Procedure, manual: Manual) -> Iterator[Hit]:
    if procedure.is_controlled:
        yield from _fields(procedure)
    elif procedure.status == "retired" and manual.is_whole and not manual.successors(procedure.id):
        message = "No procedure takes over from this one."
        add = f"Add `replaces: [{procedure.id}]` to the procedure that takes over."
        hint = f"{add} If none does, allow this: `# sop: allow missing-control -- <the reason>`."
        yield Hit(procedure.status, message, hint, severity=WARNING)


def _fields(procedure: Procedure) -> Iterator[Hit]:
    missing = [name for name in _NEEDED if name not in procedure.given]  # a bad value is another finding
    if missing:
        listed = ", ".join(f"`{name}`" for name in missing)
        kind = "An" if procedure.stage[0] in "ae" else "A"
        known = {"owner": procedure.owner or "service-lead", "version": procedure.version or "1.0"}
        lines = "; ".join(_NEEDED[name].format(**known) for name in missing)
        message = f"{kind} {procedure.stage} procedure needs {listed}."
        yield Hit(Span(procedure.file, 0, 0), message, f"Add {lines}.")
