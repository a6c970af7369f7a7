"""The findings for people: place, words, and what to write instead."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from sop_toolkit.finding import Finding
from sop_toolkit.lint.report import Summary

_COLOURS = {"error": "31", "warning": "33", "note": "36"}


def write(findings: Sequence[Finding], summary: Summary, notes: bool = False, colour: bool = False) -> str:
    """One entry for each stretch of words and a closing line; notes are counted, and shown only on request.

    Several rules may find the same words: then the words are shown once, with what each rule says.
    """
    shown = [finding for finding in findings if notes or finding.severity != "note"]
    entries = (_entry(list(same), colour) for _, same in groupby(shown, key=_words))
    return "".join(entries) + _closing(summary, notes) + "\n"


def _words(finding: Finding) -> tuple[str, int, int, int, int]:
    return finding.file, finding.line, finding.column, finding.end_line, finding.end_column


def _entry(same: list[Finding], colour: bool) -> str:
    place = f"{same[0].file}:{same[0].line}:{same[0].column}: "
    said = [f"{_severity(each, colour)}: {each.message} ({each.rule})" for each in same]
    hints = list(dict.fromkeys(each.hint for each in same if each.hint))
    return place + f"\n{' ' * len(place)}".join(said) + "".join(f"\n    {hint}" for hint in hints) + "\n"


def _severity(finding: Finding, colour: bool) -> str:
    return f"\033[{_COLOURS[finding.severity]}m{finding.severity}\033[0m" if colour else finding.severity


def _closing(summary: Summary, notes: bool) -> str:
    counts = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.notes, "note")]
    said = [f"{number} {name}{'' if number == 1 else 's'}" for number, name in counts if number]
    files = f"{summary.files} file{'' if summary.files == 1 else 's'}"
    if not said:
        return f"{files} checked, nothing found."
    unseen = " (`--notes` shows the notes)" if summary.notes and not notes else ""
    return f"{files} checked: {', '.join(said)}{unseen}."
