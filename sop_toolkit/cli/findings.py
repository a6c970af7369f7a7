"""What stops a build is shown as `sop lint` shows it."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def show_errors(root: Path) -> bool:
    """Prints the errors of a manual to standard error; says whether there were any."""
    from sop_toolkit.lint.engine import lint
    from sop_toolkit.lint.report import Summary, text
    from sop_toolkit.lint.targets import targets

    errors = []
    files = 0
    for target in targets([Path(os.path.relpath(root))]):
        found, _ = lint(target.library, None, target.files)
        errors += [finding for finding in found if finding.severity == "error"]
        files += len(target.files)
    if errors:
        colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
        sys.stderr.write(text.write(errors, Summary.of(errors, files), colour=colour))
    return bool(errors)
