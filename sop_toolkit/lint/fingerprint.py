"""A name for a finding that stays when lines above it come and go, for baselines and for services that keep results.

It is made of the rule, the file's name, the words and the line that they stand in, without its white space. Of several
findings that are alike in all of this each has its number. A file that moves to another folder keeps its findings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple, Self

from sop_toolkit.finding import RANK, Finding
from sop_toolkit.source.find import DOCUMENTS, WORD, find_root, leads_outside

_BYTES = 10


class Known(NamedTuple):
    """A finding that is no news: its severity, and what it names, such as the fields that are missing at one place.

    Without `names`, nobody knows what it named.
    """

    severity: str
    names: frozenset[str] | None = None

    @classmethod
    def of(cls, finding: Finding) -> Self:
        """What is known once this finding is."""
        return cls(finding.severity, named(finding))

    def covers(self, finding: Finding) -> bool:
        """Whether a finding with the same fingerprint is no more severe, and names nothing more."""
        is_milder = RANK[finding.severity] <= RANK[self.severity]
        return is_milder and (self.names is None or named(finding) <= self.names)


class Lines:
    """The lines that findings stand in, as editors and git count them. `texts` are those of files not on the disk."""

    def __init__(self, texts: Mapping[str, str] | None = None) -> None:
        self._known = {name: _lines(text) for name, text in (texts or {}).items()}
        self._paragraphs: dict[str, list[str]] = {}

    def first(self, finding: Finding) -> str:
        """The line that a finding begins in; nothing for a file that has no lines, such as a Word document."""
        return self.line(finding.file, finding.line)

    def shown(self, finding: Finding) -> str:
        """What a report shows of a finding's line: of a Word document its paragraph, which no editor numbers."""
        if not finding.file.lower().endswith(WORD):
            return self.first(finding)
        paragraphs = self._paragraphs.get(finding.file)
        if paragraphs is None:
            from sop_toolkit.source.docx import paragraphs_of  # not for text: it knows archives and XML

            paragraphs = self._paragraphs[finding.file] = paragraphs_of(Path(finding.file))
        return paragraphs[finding.line - 1] if finding.line <= len(paragraphs) else ""

    def line(self, file: str, number: int) -> str:
        """Line `number` of a file, counted from 1, without its line end."""
        if file not in self._known:
            self._known[file] = _lines(_read(Path(file)))
        lines = self._known[file]
        return lines[number - 1] if number <= len(lines) else ""


def fingerprints(findings: Sequence[Finding], line_of: Callable[[Finding], str]) -> list[str]:
    """The fingerprint of each finding, in their order; no two are the same."""
    from _blake2 import blake2b  # all of hashlib would bring OpenSSL with it

    seen: Counter[str] = Counter()
    found = []
    for each in findings:
        line = line_of(each)
        words = each.text if len(each.text) <= len(line) or not line else ""
        name = "\0".join((each.rule, PurePosixPath(each.file).name, words, " ".join(line.split())))
        seen[name] += 1
        found.append(blake2b(f"{name}\0{seen[name]}".encode("utf-8", "surrogatepass"), digest_size=_BYTES).hexdigest())
    return found


def named(finding: Finding) -> frozenset[str]:
    """What a finding's message names in its code marks."""
    return frozenset(finding.message.split("`")[1::2])


def readable(data: bytes) -> str:
    """The text of a file; none where its bytes are no text."""
    try:
        return data.decode("utf-8-sig")
    except ValueError:
        return ""


def _read(path: Path) -> str:
    try:
        if path.is_symlink() and _is_elsewhere(path):
            return ""
        return readable(path.read_bytes()) if path.is_file() else ""  # to read a pipe is to wait for its words
    except OSError:
        return ""


def _is_elsewhere(path: Path) -> bool:
    """Whether a link is a source that is refused for where it leads: no report shows what stands there."""
    root = None if path.name.lower().endswith(DOCUMENTS) else find_root(path.parent)
    return root is not None and leads_outside(path, root)


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
