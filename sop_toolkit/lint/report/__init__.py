"""Reports: one file a format, each with `write(report) -> str`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from sop_toolkit.finding import Finding
from sop_toolkit.lint.fingerprint import Lines, fingerprints

# Every format has a file of this name here.
FORMATS = ("text", "json", "sarif", "github", "gitlab", "rdjson", "junit")


def counted(number: int, noun: str) -> str:
    """A number of things, such as “1 file” and “2 files”."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


class Summary(NamedTuple):
    """How much was read and found."""

    files: int
    errors: int
    warnings: int
    notes: int

    @classmethod
    def of(cls, findings: Sequence[Finding], files: int) -> Summary:
        counts = Counter([each.severity for each in findings])
        return cls(files, counts["error"], counts["warning"], counts["note"])


class Report:
    """What a format writes about: the findings in reading order, and the lines of the files that they stand in.

    `fingerprints` gives theirs, if they were made of more findings than these. `known` counts the findings that a
    baseline hides; without one it is None. `written` names the baseline that this run has made, if it has. `error` is
    what kept the check from its work. `notes` and `colour` are for people alone.
    """

    def __init__(
        self,
        findings: Sequence[Finding],
        files: int,
        *,
        lines: Lines | None = None,
        fingerprints: Callable[[], Sequence[str]] | None = None,
        known: int | None = None,
        written: str = "",
        error: str = "",
        notes: bool = False,
        colour: bool = False,
        statistics: Any = None,
    ) -> None:
        self.findings = findings
        self.summary = Summary.of(findings, files)
        self.known = known
        self.written = written
        self.error = error
        self.notes = notes
        self.colour = colour
        self.statistics = statistics
        self._lines = lines or Lines()
        self._fingerprints = fingerprints

    def line(self, finding: Finding) -> str:
        """The line that a finding begins in; nothing for a file that has no lines, such as a Word document."""
        return self._lines.first(finding)

    def shown(self, finding: Finding) -> str:
        """The line that a finding begins in, or the paragraph of a Word document."""
        return self._lines.shown(finding)

    def last_line(self, finding: Finding) -> str:
        """The line that a finding ends in."""
        return self._lines.line(finding.file, finding.end_line)

    @cached_property
    def fingerprints(self) -> Sequence[str]:
        """For each finding a short text that stays the same when its line moves; see `lint.fingerprint`."""
        return self._fingerprints() if self._fingerprints else fingerprints(self.findings, self.line)
