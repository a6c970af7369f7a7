"""Reports: one file a format, each with `write(findings, report) -> str`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sop_toolkit.finding import Finding


class Summary(NamedTuple):
    """How much was read and found."""

    files: int
    errors: int
    warnings: int
    notes: int

    @classmethod
    def of(cls, findings: Sequence[Finding], files: int) -> Summary:
        counts = {
            severity: sum(each.severity == severity for each in findings) for severity in ("error", "warning", "note")
        }
        return cls(files, counts["error"], counts["warning"], counts["note"])
