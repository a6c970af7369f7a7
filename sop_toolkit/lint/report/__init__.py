"""Reports: one file a format, each with `write(report) -> str`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from sop_toolkit.finding import Finding
from sop_toolkit.lint.fingerprint import Lines, fingerprints
from sop_toolkit.lint.part import Part, together

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
    def of(cls, parts: Sequence[Part], files: int) -> Summary:
        return cls(files, *(sum(part.counts.get(name, 0) for part in parts) for name in ("error", "warning", "note")))


class Report:
    """What a format writes about: the parts with their findings, and the lines of the files that they stand in.

    `fingerprints` gives theirs, if they were made of more findings than these. `known` counts the findings that a
    baseline hides; without one it is None. `written` names the baseline that this run has made, if it has. `error` is
    what kept the check from its work. `notes` and `colour` are for people alone.
    """

    def __init__(
        self,
        parts: Sequence[Part],
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
        self.parts = parts
        self.summary = Summary.of(parts, files)
        self.known = known
        self.written = written
        self.error = error
        self.notes = notes
        self.colour = colour
        self.statistics = statistics
        self._lines = lines or Lines()
        self._fingerprints = fingerprints

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """Those of all parts, in reading order."""
        return together(self.parts)

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
