"""The findings as one JSON document, for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from sop_toolkit.lint.report import Summary
from sop_toolkit.text import Finding


def write(findings: Sequence[Finding], summary: Summary) -> str:
    """Version 1 of the report; keys are only ever added to it."""
    whole = {"version": 1, "findings": [asdict(each) for each in findings], "summary": asdict(summary)}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
