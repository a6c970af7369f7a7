"""An approved or effective procedure without the fields that document control asks for.

Why: Whoever follows a procedure in force must see its version, who approved it, and when it is reviewed.
ISO 9001:2015, 7.5.2 and 7.5.3, asks for identification, approval and control of changes.
Bad:
    status: effective
Good:
    status: draft
"""

from __future__ import annotations

from collections.abc import Iterator

from sop_toolkit.lint.rule import Hit
from sop_toolkit.model.manual import Manual
from sop_toolkit.model.procedure import PROCEDURE, Procedure
from sop_toolkit.text import Span

SEVERITY = "error"
_GIVEN = ("version", "approved", "effective", "review", "needs", "exceptions", "records")


def in_procedure(procedure: Procedure, manual: Manual) -> Iterator[Hit]:
    if not procedure.is_controlled:
        return
    missing = [name for name in _GIVEN if getattr(procedure, name) is None]
    missing += [] if procedure.history else ["history"]
    if missing:
        listed = ", ".join(f"`{name}`" for name in missing)
        kind = "An" if procedure.stage[0] in "ae" else "A"
        hint = " ".join(f"`{name}:` {PROCEDURE.fields[name].meaning}" for name in missing)
        message = f"{kind} {procedure.stage} procedure needs {listed}."
        yield Hit(Span(procedure.file, 0, 0), message, f"Add {hint}")
