"""The findings as one JSON document, for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sop_toolkit.finding import Finding
from sop_toolkit.lint.report import Summary


def write(
    findings: Sequence[Finding], summary: Summary, error: str = "", statistics: dict[str, Any] | None = None
) -> str:
    """Version 1 of the report; keys are only ever added to it. `error` is what kept the check from its work."""
    entries = [_entry(each) for each in findings]
    whole: dict[str, object] = {"version": 1, "findings": entries, "summary": summary._asdict()}
    if statistics is not None:
        whole["statistics"] = statistics
    if error:
        whole["error"] = error
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _entry(finding: Finding) -> dict[str, Any]:
    return {**finding._asdict(), "fix": finding.fix._asdict() if finding.fix else None}
