"""The findings for people: place, words, what to write instead, and the line with a marker under the words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from operator import attrgetter
from unicodedata import category, east_asian_width

from sop_toolkit.finding import Finding
from sop_toolkit.lint.report import Report, counted

# Neighbours that are alike in all of this are about the same words.
_PLACE = attrgetter("file", "line", "column", "end_line", "end_column")
_COLOURS = {"error": "31", "warning": "33", "note": "36"}
_WIDEST = 96
# How much of a long line is shown before the words.
_BEFORE = 32
# Signs without a width that decide how Indian letters join.
_JOINERS = "\u200c\u200d"


def write(report: Report) -> str:
    """One entry for each stretch of words and a closing line; notes are counted, and shown only on request.

    Several rules may find the same words: then the words are shown once, with what each rule says.
    """
    is_plain = not report.notes and not report.colour
    said = [
        part.entries()
        if is_plain and part.entries is not None
        else entries(part.findings, report.shown, report.notes, report.colour)
        for part in report.parts
    ]
    return "".join([*said, _closing(report), "\n", _figures(report)])


def entries(
    findings: Sequence[Finding], line_of: Callable[[Finding], str], notes: bool = False, colour: bool = False
) -> str:
    """What the report says of the findings of a part; `line_of` gives the line that one begins in."""
    shown = [finding for finding in findings if notes or finding.severity != "note"]
    severities = {name: f"\033[{code}m{name}\033[0m" if colour else name for name, code in _COLOURS.items()}
    said = []
    for _, group in groupby(shown, _PLACE):
        same = list(group)
        said.append(_entry(same, severities) + _excerpt(line_of(same[0]), same[0]))
    return "".join(said)


def _entry(same: list[Finding], severities: dict[str, str]) -> str:
    first = same[0]
    place = f"{_shown(first.file)}:{first.line}:{first.column}: "
    entry = f"{place}{severities[first.severity]}: {_shown(first.message)} ({first.rule})\n"
    for other in same[1:]:
        entry += f"{' ' * _cells(place)}{severities[other.severity]}: {_shown(other.message)} ({other.rule})\n"
    for hint in dict.fromkeys([each.hint for each in same]):
        if hint:
            entry += f"    {_shown(hint)}\n"
    return entry


def _excerpt(line: str, finding: Finding) -> str:
    """The line, of a long one the part around the words, and a marker under the words as far as they stand in it."""
    start = finding.column - 1
    end = finding.end_column - 1 if finding.end_line == finding.line else len(line)
    if not line.strip() or start > len(line):
        return ""
    first = len(line) - len(line.lstrip())
    if len(line) - first <= _WIDEST and line.isascii() and line.isprintable():  # as most lines are: a cell a letter
        marker = " " * (start - first) + "^" * max(1, len(line[start:end].rstrip()))
        return f"    | {line[first:].rstrip()}\n    | {marker}\n"
    if len(line) - first > _WIDEST:
        first = max(first, start - _BEFORE)
    while first < start and category(line[first]).startswith("M"):  # a vowel sign goes with the letter before it
        first += 1
    last = min(len(line), first + _WIDEST)
    before, words, after = line[first:start], line[max(first, start) : min(end, last)], line[min(end, last) : last]
    cut = ("…" if line[:first].strip() else ""), ("…" if line[last:].strip() else "")
    shown = _shown(f"{cut[0]}{before}{words}{after}".rstrip())
    marker = " " * _cells(_shown(cut[0] + before)) + "^" * max(1, _cells(_shown(words.rstrip())))
    return f"    | {shown}{cut[1]}\n    | {marker}\n"


def _shown(words: str) -> str:
    """Words without signs that steer a terminal or turn the direction of what follows."""
    if words.isprintable():
        return words
    return "".join(sign if sign.isprintable() or sign in _JOINERS else " " for sign in words)


def _cells(words: str) -> int:
    """How many columns of a terminal the words take."""
    if words.isascii():
        return len(words)
    return sum(2 if east_asian_width(sign) in "WF" else category(sign) not in ("Mn", "Me", "Cf") for sign in words)


def _closing(report: Report) -> str:
    summary = report.summary
    counts = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.notes, "note")]
    said = [counted(number, name) for number, name in counts if number]
    files = counted(summary.files, "file")
    known = f" {report.known} more in the baseline." if report.known else ""
    if report.written:
        known = f" {counted(report.known or 0, 'finding')} written to {_shown(report.written)}."
    if not said:
        return f"{files} checked, nothing found.{known}"
    unseen = " (`--notes` shows the notes)" if summary.notes and not report.notes else ""
    return f"{files} checked: {', '.join(said)}{unseen}.{known}"


def _figures(report: Report) -> str:
    if report.statistics is None:
        return ""
    from sop_toolkit.lint.statistics import as_lines

    return "\n".join(["", *as_lines(report.statistics), ""])
