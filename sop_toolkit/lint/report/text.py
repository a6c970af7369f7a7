"""The findings for people: place, words, and what to write instead."""

from __future__ import annotations

from collections.abc import Sequence

from sop_toolkit.finding import Finding
from sop_toolkit.lint.report import Summary

_COLOURS = {"error": "31", "warning": "33", "note": "36"}


def write(findings: Sequence[Finding], summary: Summary, notes: bool = False, colour: bool = False) -> str:
    """One entry a finding and a closing line; notes are counted, and shown only on request."""
    shown = [finding for finding in findings if notes or finding.severity != "note"]
    return "".join(_entry(finding, colour) for finding in shown) + _closing(summary, notes) + "\n"


def _entry(finding: Finding, colour: bool) -> str:
    severity = f"\033[{_COLOURS[finding.severity]}m{finding.severity}\033[0m" if colour else finding.severity
    place = f"{finding.file}:{finding.line}:{finding.column}"
    entry = f"{place}: {severity}: {finding.message} ({finding.rule})\n"
    return entry + (f"    {finding.hint}\n" if finding.hint else "")


def _closing(summary: Summary, notes: bool) -> str:
    counts = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.notes, "note")]
    said = [f"{number} {name}{'' if number == 1 else 's'}" for number, name in counts if number]
    files = f"{summary.files} file{'' if summary.files == 1 else 's'}"
    if not said:
        return f"{files} checked, nothing found."
    unseen = " (`--notes` shows the notes)" if summary.notes and not notes else ""
    return f"{files} checked: {', '.join(said)}{unseen}."
