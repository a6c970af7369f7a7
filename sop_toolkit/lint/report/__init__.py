"""Reports: one file a format, each with `write(report) -> str`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from sop_toolkit.finding import Finding

# Every format has a file of this name here.
FORMATS = ("text", "json", "sarif", "github", "gitlab", "rdjson", "junit")


class Summary(NamedTuple):
    """How much was read and found."""

    files: int
    errors: int
    warnings: int
    notes: int

    @classmethod
    def of(cls, findings: Sequence[Finding], files: int) -> Summary:
        counts = {
            severity: sum(each.severity == severity for each in findings) for severity in ("error", "warning", "note")
        }
        return cls(files, counts["error"], counts["warning"], counts["note"])


class Report:
    """What a format writes about: the findings in reading order, and the lines of the files that they stand in.

    `error` is what kept the check from its work. `notes` and `colour` are for people alone. `texts` are the files that
    are not on the disk, by their names.
    """

    def __init__(
        self,
        findings: Sequence[Finding],
        files: int,
        *,
        error: str = "",
        notes: bool = False,
        colour: bool = False,
        statistics: Any = None,
        texts: dict[str, str] | None = None,
    ) -> None:
        self.findings = findings
        self.summary = Summary.of(findings, files)
        self.error = error
        self.notes = notes
        self.colour = colour
        self.statistics = statistics
        self._lines = {name: _lines(text) for name, text in (texts or {}).items()}

    def line(self, finding: Finding) -> str:
        """The line that a finding begins in; nothing for a file that has no lines, such as a Word document."""
        if finding.file not in self._lines:
            self._lines[finding.file] = _lines(_read(Path(finding.file)))
        lines = self._lines[finding.file]
        return lines[finding.line - 1] if finding.line <= len(lines) else ""

    def line_after(self, finding: Finding, number: int) -> str:
        """Line `number` of the finding's file."""
        return self.line(finding._replace(line=number))

    @cached_property
    def fingerprints(self) -> list[str]:
        """For each finding a short text that stays the same when its line moves; see `lint.fingerprint`."""
        from sop_toolkit.lint.fingerprint import fingerprints

        return fingerprints(self.findings, self.line)


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, ValueError):
        return ""


def _lines(text: str) -> list[str]:
    """The lines as editors and git count them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
