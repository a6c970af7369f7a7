"""The findings as annotations of a GitHub workflow, and as the summary of its job.

GitHub shows ten annotations of a level for a step and drops the rest without a word, so findings in one line are one
annotation, there are ten in all, the worst come first, and a last line counts what is not shown. The job summary has
all findings, as far as its one mebibyte holds. Source: GitHub's documentation of workflow commands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from sop_toolkit.finding import RANK, Finding
from sop_toolkit.lint.report import Report, counted

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}
_STEERING = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", "$": "<span>$</span>"})  # the last begins a formula
_MARKS = re.compile(r"[\\`*_\[\]~|]")
_LINKS = re.compile(r"[@#:/](?=\w)")
_SHOWN = 10
_SUMMARY_BYTES = 900_000


def write(report: Report) -> str:
    """The annotations as lines for standard output; notes only where they were asked for."""
    findings = [each for each in report.findings if report.notes or each.severity != "note"]
    lines = [list(same) for _, same in groupby(findings, key=lambda each: (each.file, each.line))]
    lines.sort(key=lambda same: -RANK[_worst(same).severity])
    shown = "".join(map(_annotation, lines[:_SHOWN]))
    rest = sum(len(same) for same in lines[_SHOWN:])
    closing = f"{counted(rest, 'more finding')} in the job summary.\n" if rest else ""
    return shown + closing or "Nothing found.\n"


def job_summary(report: Report) -> str:
    """Every finding in Markdown, for the page of the job."""
    summary = report.summary
    kinds = ((summary.files, "file"), (summary.errors, "error"), (summary.warnings, "warning"), (summary.notes, "note"))
    counts = ", ".join(counted(number, kind) for number, kind in kinds)
    known = f". {report.known} more in the baseline" if report.known else ""
    head = f"## Procedures checked\n\n{counts}{known}\n"
    if not report.findings:
        return head
    rows = "\n| Place | | What to do |\n| --- | --- | --- |\n"
    size = len((head + rows).encode())
    for number, row in enumerate(_rows(report.findings)):
        size += len(row.encode("utf-8", "replace"))
        if size > _SUMMARY_BYTES:
            return f"{head}{rows}\nNo room for {counted(len(report.findings) - number, 'more finding')}.\n"
        rows += row
    return head + rows


def _rows(findings: Sequence[Finding]) -> Iterator[str]:
    for each in findings:
        said = _cell(f"{each.message} {each.hint}".strip())
        place = _code(f"{each.file}:{each.line}:{each.column}")
        yield f"| {place} | {each.severity} | {said} ({each.rule}) |\n"


def _worst(same: Sequence[Finding]) -> Finding:
    return max(same, key=lambda each: RANK[each.severity])


def _annotation(same: Sequence[Finding]) -> str:
    first = _worst(same)
    title = ", ".join(dict.fromkeys(each.rule for each in same))
    message = "\n".join(dict.fromkeys(f"{each.message} {each.hint}".strip() for each in same))
    place = f"file={_value(first.file)},line={first.line},endLine={first.end_line},col={first.column}"
    if first.line == first.end_line:
        place += f",endColumn={first.end_column}"
    return f"::{_LEVELS[first.severity]} {place},title={_value(title)}::{_escaped(message)}\n"


def _escaped(words: str) -> str:
    return _plain(words).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(words: str) -> str:
    return _escaped(words).replace(":", "%3A").replace(",", "%2C")


def _cell(words: str) -> str:
    """Words inside a table of Markdown: nothing in them may be a mark, a name to notify or a number to link."""
    escaped = _MARKS.sub(r"\\\g<0>", " ".join(_plain(words).split()))
    return _LINKS.sub(lambda found: f"{found[0]}\u200b", escaped).translate(_HTML)


def _code(words: str) -> str:
    """Words inside a table that stand for themselves."""
    return "`" + " ".join(_plain(words).split()).replace("`", "'").replace("|", "\\|") + "`"


def _plain(words: str) -> str:
    """Words without signs that steer what shows them."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", words)
