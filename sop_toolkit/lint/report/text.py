"""The findings for people: place, words, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sop_toolkit.finding import Finding
from sop_toolkit.lint.report import Summary

_COLOURS = {"error": "31", "warning": "33", "note": "36"}


def write(findings: Sequence[Finding], summary: Summary, notes: bool = False, colour: bool = False) -> str:
    """One entry for each stretch of words and a closing line; notes are counted, and shown only on request.

    Several rules may find the same words: then the words are shown once, with what each rule says.
    """
    shown = [finding for finding in findings if notes or finding.severity != "note"]
    severities = {name: f"\033[{code}m{name}\033[0m" if colour else name for name, code in _COLOURS.items()}
    entries = [_entry(same, severities) for same in _together(shown)]
    return "".join(entries) + _closing(summary, notes) + "\n"


def _together(findings: Sequence[Finding]) -> Iterator[list[Finding]]:
    """Neighbours that are about the same words."""
    same: list[Finding] = []
    for finding in findings:
        if same and _words(finding) != _words(same[0]):
            yield same
            same = []
        same.append(finding)
    if same:
        yield same


def _words(finding: Finding) -> tuple[int, int, int, int, str]:
    return finding.line, finding.column, finding.end_line, finding.end_column, finding.file


def _entry(same: list[Finding], severities: dict[str, str]) -> str:
    first = same[0]
    place = f"{first.file}:{first.line}:{first.column}: "
    entry = f"{place}{severities[first.severity]}: {first.message} ({first.rule})\n"
    for other in same[1:]:
        entry += f"{' ' * len(place)}{severities[other.severity]}: {other.message} ({other.rule})\n"
    for hint in dict.fromkeys(each.hint for each in same):
        if hint:
            entry += f"    {hint}\n"
    return entry


def _closing(summary: Summary, notes: bool) -> str:
    counts = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.notes, "note")]
    said = [f"{number} {name}{'' if number == 1 else 's'}" for number, name in counts if number]
    files = f"{summary.files} file{'' if summary.files == 1 else 's'}"
    if not said:
        return f"{files} checked, nothing found."
    unseen = " (`--notes` shows the notes)" if summary.notes and not notes else ""
    return f"{files} checked: {', '.join(said)}{unseen}."
