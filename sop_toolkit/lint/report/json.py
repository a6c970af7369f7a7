"""The findings as one JSON document, for programs."""

from __future__ import annotations

import json
from typing import Any

from sop_toolkit.finding import Finding
from sop_toolkit.lint.report import Report


def write(report: Report) -> str:
    """Version 1 of the report; keys are only ever added to it."""
    entries = [_entry(each) for each in report.findings]
    known = {} if report.known is None else {"known": report.known}
    summary = {**report.summary._asdict(), **known}
    whole: dict[str, object] = {"version": 1, "findings": entries, "summary": summary}
    if report.statistics is not None:
        from sop_toolkit.lint.statistics import as_data

        whole["statistics"] = as_data(report.statistics)
    if report.error:
        whole["error"] = report.error
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _entry(finding: Finding) -> dict[str, Any]:
    return {**finding._asdict(), "fix": finding.fix._asdict() if finding.fix else None}
