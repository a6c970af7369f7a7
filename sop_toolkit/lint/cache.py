"""What earlier runs found, kept by what they looked at: unchanged files are not judged again.

The cache is a file in the user's cache folder, never in the manual. It counts only for the same toolkit, rules,
options and day; losing it costs time and nothing else.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sop_toolkit import __version__
from sop_toolkit.finding import Finding, Fix
from sop_toolkit.source.write import replace

_PACKAGE = Path(__file__).parent.parent
_RULES = ("language", "lint", "model", "source")
_KEEP_DAYS = 30
Stamp = str


def folder() -> Path:
    """Where caches are: `SOP_CACHE`, else the system's place for them."""
    given = os.environ.get("SOP_CACHE")
    if given:
        return Path(given)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(base or Path.home() / ".cache") / "sop-toolkit"


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


def _digest(parts: Iterable[str]) -> str:
    from _blake2 import blake2b  # all of hashlib would bring OpenSSL with it

    return blake2b("\n".join(parts).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


class Cache:
    """Findings by name and stamp, within one scope.

    A line of the file holds one entry: name, stamp, note and findings, each as JSON, with tabs between them. What has
    not changed is written back as it was read.
    """

    def __init__(self, *scope: object) -> None:
        name = _digest([__version__, _rule_set(), *map(repr, scope)])
        self._path = folder() / f"{name}.tsv"
        self._known = _load(self._path)
        self._fresh: dict[str, str] = {}
        self._changed = False

    @staticmethod
    def stamp(*paths: Path) -> Stamp:
        """A short text that changes when one of the files does."""
        if len(paths) == 1:
            status = _status(paths[0])
            return f"{status.st_mtime_ns} {status.st_size}" if status else ""
        return _digest(f"{path}\0{status.st_mtime_ns}\0{status.st_size}" for path in paths if (status := _status(path)))

    def get(self, name: str, stamped: Stamp) -> tuple[list[Finding], str] | None:
        """The findings kept under a name and a note that came with them, if its stamp is still the same."""
        line = self._known.get(json.dumps(name))
        if line is None:
            return None
        try:
            _, stamp_then, note, findings = line.split("\t")
            if stamp_then != json.dumps(stamped):
                return None
            found = [_finding(values) for values in json.loads(findings)]
        except (ValueError, TypeError):
            return None
        self._fresh[name] = line
        return found, str(json.loads(note))

    def keep(self, name: str, stamped: Stamp, findings: Iterable[Finding], note: str = "") -> None:
        """Keeps findings for the next run."""
        values = [list(finding) for finding in findings]
        self._fresh[name] = "\t".join(json.dumps(part) for part in (name, stamped, note, values))
        self._changed = True

    def save(self) -> None:
        """Writes what this run used; a cache that cannot be written is done without."""
        if not self._changed:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            replace(self._path, "\n".join(self._fresh.values()))
            _forget_old(self._path.parent)
        except OSError:
            pass


def _load(path: Path) -> dict[str, str]:
    """The lines by their names, which are JSON as they stand there."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError):
        return {}
    return {line.partition("\t")[0]: line for line in lines}


def _finding(values: list[Any]) -> Finding:
    found = Finding._make(values)
    return found._replace(fix=Fix._make(values[-1])) if values[-1] else found


def _rule_set() -> str:
    """Changes when a rule or a word list does, also in a checkout where the version stays the same."""
    newest = 0
    for name in _RULES:
        for where, _, files in os.walk(_PACKAGE / name):
            if not where.endswith("__pycache__"):
                newest = max(newest, *(os.stat(f"{where}/{file}").st_mtime_ns for file in files), 0)
    return str(newest)


def _forget_old(where: Path) -> None:
    limit = time.time() - _KEEP_DAYS * 86_400
    for path in where.glob("*.tsv"):
        if path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)
