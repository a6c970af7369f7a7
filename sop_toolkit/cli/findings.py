"""What stops a build is shown as `sop lint` shows it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sop_toolkit.lint.part import Part
from sop_toolkit.lint.report import Report, counted, text
from sop_toolkit.lint.request import Request
from sop_toolkit.lint.run import run


def show_errors(root: Path, undone: str) -> bool:
    """Prints the errors of a manual to standard error, and what is not done; says whether there were any."""
    outcome = run(Request((Path(os.path.relpath(root)),)))
    errors = [finding for finding in outcome.findings if finding.severity == "error"]
    if errors:
        colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
        sys.stderr.write(text.write(Report([Part.of(errors)], outcome.files, colour=colour)))
        print(f"sop: {undone}: mend the {counted(len(errors), 'error')} first", file=sys.stderr)
    return bool(errors)
