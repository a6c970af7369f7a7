"""The findings as annotations of a GitHub workflow, and as the summary of its job.

GitHub shows ten annotations of each level for a step and drops the rest without a word, so findings in one line
are one annotation, the worst come first, and a last line counts what is not shown. The job summary has them all, as
far as its one mebibyte holds. Source: GitHub's documentation of workflow commands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from sop_toolkit.finding import Finding
from sop_toolkit.lint.report import Report

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}
_RANK = {"error": 0, "warning": 1, "note": 2}
_SHOWN = 10
_SUMMARY_BYTES = 900_000


def write(report: Report) -> str:
    """The annotations as lines for standard output; notes only where they were asked for."""
    findings = [each for each in report.findings if report.notes or each.severity != "note"]
    lines = [list(same) for _, same in groupby(findings, key=lambda each: (each.file, each.line))]
    lines.sort(key=lambda same: min(_RANK[each.severity] for each in same))
    shown = "".join(_annotation(same) for same in lines[:_SHOWN])
    rest = sum(len(same) for same in lines[_SHOWN:])
    closing = f"{rest} more findings are in the job summary.\n" if rest else ""
    return shown + closing or "Nothing found.\n"


def job_summary(report: Report) -> str:
    """Every finding in Markdown, for the page of the job."""
    summary = report.summary
    counts = f"{summary.files} files, {summary.errors} errors, {summary.warnings} warnings, {summary.notes} notes"
    head = f"## Procedures checked\n\n{counts}\n"
    if not report.findings:
        return head
    rows = "\n| Place | | What to do |\n| --- | --- | --- |\n"
    size = len((head + rows).encode())
    for number, row in enumerate(_rows(report.findings)):
        size += len(row.encode("utf-8", "replace"))
        if size > _SUMMARY_BYTES:
            return f"{head}{rows}\n{len(report.findings) - number} more findings do not fit here.\n"
        rows += row
    return head + rows


def _rows(findings: Sequence[Finding]) -> Iterator[str]:
    for each in findings:
        said = _cell(f"{each.message} {each.hint}".strip())
        yield f"| `{_cell(each.file)}:{each.line}:{each.column}` | {each.severity} | {said} ({each.rule}) |\n"


def _annotation(same: Sequence[Finding]) -> str:
    first = min(same, key=lambda each: _RANK[each.severity])
    title = ", ".join(dict.fromkeys(each.rule for each in same))
    message = "\n".join(dict.fromkeys(f"{each.message} {each.hint}".strip() for each in same))
    place = f"file={_value(first.file)},line={first.line},endLine={first.end_line},col={first.column}"
    if first.line == first.end_line:
        place += f",endColumn={first.end_column}"
    return f"::{_LEVELS[first.severity]} {place},title={_value(title)}::{_escaped(message)}\n"


def _escaped(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(words: str) -> str:
    return _escaped(words).replace(":", "%3A").replace(",", "%2C")


def _cell(words: str) -> str:
    """Words inside a table of Markdown: nothing in them may be a mark."""
    plain = " ".join(words.split()).replace("&", "&amp;").replace("<", "&lt;")
    return plain.replace("\\", "\\\\").replace("|", "\\|").replace("`", "'")
