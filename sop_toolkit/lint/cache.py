"""What earlier runs found, kept by what they looked at: unchanged files are not judged again.

The cache is a file in the user's cache folder, never in the manual. It counts only for the same toolkit, rules,
options and day; losing it costs time and nothing else.
"""

from __future__ import annotations

import json
import os
from binascii import crc32
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sop_toolkit.finding import Finding, Fix
from sop_toolkit.lint.part import Part
from sop_toolkit.source.kept import digest, folder, keep, toolkit

# Where the rules are, and all that they work with.
_ROOMS = ("language", "lint", "model", "source")
# The bytes of a file's first line.
_FIRST_LINE = 9
Stamp = str


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


class _Entry(NamedTuple):
    """What is kept under a name. Words of the text report and findings in JSON are bytes of the file until needed."""

    stamp: Stamp
    note: str
    counts: Mapping[str, int]
    words: bytes | memoryview
    findings: bytes | memoryview

    @property
    def part(self) -> Part:
        return Part(lambda: _findings(self.findings), self.counts, lambda: str(self.words, "utf-8"))


class Cache:
    """Findings by name and stamp, within one scope.

    The file's first line is a checksum, its second a table in JSON: of each entry the name, the stamp, the note and
    the counts, and how many bytes its words and its findings take. These bytes follow, and are written back as they
    were read.
    """

    def __init__(self, *scope: object) -> None:
        name = digest([toolkit(*_ROOMS), *map(repr, scope)])
        self._path = folder() / f"{name}.cache"
        self._known = _load(self._path)
        self._fresh: dict[str, _Entry] = {}
        self._changed = False

    @staticmethod
    def stamp(*paths: Path) -> Stamp:
        """A short text that changes when one of the files does."""
        if len(paths) == 1:
            status = _status(paths[0])
            return f"{status.st_mtime_ns} {status.st_size}" if status else ""
        return digest(f"{path}\0{status.st_mtime_ns}\0{status.st_size}" for path in paths if (status := _status(path)))

    def get(self, name: str, stamped: Stamp) -> tuple[Part, str] | None:
        """The part kept under a name and a note that came with it, if its stamp is still the same."""
        entry = self._known.get(name)
        if entry is None or entry.stamp != stamped:
            return None
        self._fresh[name] = entry
        return entry.part, entry.note

    def keep(self, name: str, stamped: Stamp, part: Part, words: str, note: str = "") -> None:
        """Keeps a part for the next run, with what the text report says of it."""
        findings = json.dumps(part.findings).encode()
        self._fresh[name] = _Entry(stamped, note, part.counts, words.encode("utf-8"), findings)
        self._changed = True

    def save(self) -> None:
        """Writes what this run used; a cache that cannot be written is done without."""
        if self._changed:
            keep(self._path, _dump(self._path.name, self._fresh))


def _dump(name: str, entries: Mapping[str, _Entry]) -> bytes:
    table = [[key, *each[:3], len(each.words), len(each.findings)] for key, each in entries.items()]
    parts = [json.dumps(table).encode() + b"\n", *(column for each in entries.values() for column in each[3:])]
    return b"".join([_checksum(name, *parts), *parts])


def _load(path: Path) -> dict[str, _Entry]:
    """The entries of a file; none if it is damaged, or was written under another name."""
    try:
        data = path.read_bytes()
    except OSError:
        return {}
    view = memoryview(data)
    if data[:_FIRST_LINE] != _checksum(path.name, view[_FIRST_LINE:]):
        return {}
    end = data.index(b"\n", _FIRST_LINE) + 1
    known = {}
    for name, stamp, note, counts, words, findings in json.loads(data[_FIRST_LINE:end]):
        start, middle, end = end, end + words, end + words + findings
        known[name] = _Entry(stamp, note, counts, view[start:middle], view[middle:end])
    return known


def _checksum(name: str, *parts: bytes | memoryview) -> bytes:
    """The first line of a file of this name, before these parts."""
    value = crc32(name.encode())
    for part in parts:
        value = crc32(part, value)
    return b"%08x\n" % value


def _findings(written: bytes | memoryview) -> list[Finding]:
    return [_finding(values) for values in json.loads(str(written, "utf-8"))]


def _finding(values: list[Any]) -> Finding:
    found = Finding._make(values)
    return found._replace(fix=Fix._make(values[-1])) if values[-1] else found
