"""The findings as GitLab's Code Quality report, which a merge request shows beside its lines.

Source: GitLab's documentation of Code Quality, "Code Quality report format".
"""

from __future__ import annotations

import json

from sop_toolkit.lint.report import Report

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def write(report: Report) -> str:
    """A list with one entry for each finding; its fingerprint tells GitLab what is new."""
    entries = [
        {
            "description": f"{each.message} {each.hint}".strip(),
            "check_name": each.rule,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[each.severity],
            "location": {"path": each.file, "lines": {"begin": each.line, "end": each.end_line}},
        }
        for each, fingerprint in zip(report.findings, report.fingerprints, strict=True)
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"
