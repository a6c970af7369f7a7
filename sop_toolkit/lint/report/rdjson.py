"""The findings in the Reviewdog Diagnostic Format, with what to write instead as a suggestion.

Source: `reviewdog.proto` of reviewdog. Columns there count the bytes of UTF-8 from 1.
"""

from __future__ import annotations

import json
from typing import Any

from sop_toolkit.finding import Finding
from sop_toolkit.lint.report import Report

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def write(report: Report) -> str:
    """One document; a finding that can be mended carries its replacement."""
    whole = {"source": {"name": "sop"}, "diagnostics": [_diagnostic(each, report) for each in report.findings]}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _diagnostic(finding: Finding, report: Report) -> dict[str, Any]:
    where = {
        "start": _place(finding.line, finding.column, report.line(finding)),
        "end": _place(finding.end_line, finding.end_column, report.last_line(finding)),
    }
    diagnostic: dict[str, Any] = {
        "message": f"{finding.message} {finding.hint}".strip(),
        "location": {"path": finding.file, "range": where},
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule},
    }
    if finding.fix is not None:
        diagnostic["suggestions"] = [{"range": where, "text": finding.fix.replacement}]
    return diagnostic


def _place(line: int, column: int, text: str) -> dict[str, int]:
    return {"line": line, "column": len(text[: column - 1].encode("utf-8", "surrogatepass")) + 1 if text else column}
