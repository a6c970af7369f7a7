"""A baseline: findings that a team knows and does not mend today. They are not shown and do not fail a run.

The file has one finding a line, in order, so that version control shows what goes and what comes. Its fingerprint, its
severity and what it names count; rule and file are for people, and tell which entries a run has looked for.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sop_toolkit.finding import CRASH, RANK
from sop_toolkit.lint.fingerprint import Known, named
from sop_toolkit.lint.request import Request
from sop_toolkit.lint.run import Outcome, documents_at
from sop_toolkit.source.find import DOCUMENTS, whole
from sop_toolkit.source.write import deliver

VERSION = 1


class BaselineTrouble(Exception):
    """What is wrong with a baseline; the message is one line that says what to do."""


class Entry(NamedTuple):
    """A known finding; `file` is its path from the baseline's folder. One without `names` covers whatever is named."""

    file: str
    rule: str
    severity: str
    fingerprint: str
    names: tuple[str, ...] = ()


class Baseline(NamedTuple):
    """The known findings, and the file that they stand in."""

    path: Path
    entries: tuple[Entry, ...] = ()

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """The baseline in a file."""
        try:
            data = json.loads(path.read_bytes())
        except FileNotFoundError as error:
            raise BaselineTrouble(f"{path}: there is no such file; --write-baseline {path} makes it") from error
        except OSError as error:
            raise BaselineTrouble(f"{path}: the baseline cannot be read: {error.strerror}") from error
        except (ValueError, RecursionError) as error:
            raise _damaged(path) from error
        version = data.get("version") if isinstance(data, dict) else None
        if isinstance(version, int) and version > VERSION:
            raise BaselineTrouble(
                f"{path}: a newer release wrote this baseline: use that one, or --write-baseline {path}"
            )
        if version != VERSION or not isinstance(data.get("findings"), list):
            raise _damaged(path)
        return cls(path, tuple(_entry(each, path) for each in data["findings"]))

    @classmethod
    def old(cls, path: Path) -> Baseline:
        """The baseline that a new one takes the place of; an empty one where there is none that can be read."""
        try:
            return cls.read(path)
        except BaselineTrouble:
            return cls(path)

    @property
    def known(self) -> Mapping[str, Known]:
        """What is known of each finding, by its fingerprint."""
        return {each.fingerprint: Known(each.severity, frozenset(each.names) or None) for each in self.entries}

    def renewed(self, outcome: Outcome, request: Request) -> Baseline:
        """With the findings of a run in place of the entries that it has looked for."""
        is_judged = self._looked_for(request)
        found = zip(outcome.findings, outcome.fingerprints, strict=True)
        fresh = [
            Entry(self._shown(each.file), each.rule, each.severity, fingerprint, tuple(sorted(named(each))))
            for each, fingerprint in found
            if each.rule != CRASH
        ]
        held = {each.fingerprint for each in fresh}
        kept = [each for each in self.entries if each.fingerprint not in held and not is_judged(each)]
        return Baseline(self.path, tuple(sorted([*fresh, *kept])))

    def unneeded(self, outcome: Outcome, request: Request) -> int:
        """How many entries a run has looked for and not found."""
        found = set(outcome.fingerprints)
        is_judged = self._looked_for(request)
        return sum(each.fingerprint not in found for each in self.entries if is_judged(each))

    def write(self) -> None:
        """Puts the baseline in its file's place; the old one stays where that cannot be done."""
        lines = ",\n".join(f"    {_written(each)}" for each in self.entries)
        listed = f"[\n{lines}\n  ]" if lines else "[]"
        try:
            deliver(self.path, f'{{\n  "version": {VERSION},\n  "findings": {listed}\n}}\n')
        except OSError as error:
            raise BaselineTrouble(f"{self.path}: the baseline cannot be written: {error.strerror}") from error

    def _looked_for(self, request: Request) -> Callable[[Entry], bool]:
        """Says whether a run with this request finds what an entry stands for, if it is still there."""
        folder = self.path.resolve().parent
        given = [whole(path) for path in request.paths]
        documents = {whole(each) for path in request.paths for each in documents_at(path)}

        def is_judged(entry: Entry) -> bool:
            file = whole(folder / entry.file)
            is_covered = any(file.is_relative_to(path) for path in given)
            is_left_out = file.suffix.lower() in DOCUMENTS and file not in documents and file.exists()
            return is_covered and not is_left_out and request.includes(entry.rule)

        return is_judged

    def _shown(self, file: str) -> str:
        return Path(os.path.relpath(Path(file).resolve(), self.path.resolve().parent)).as_posix()


def _entry(value: Any, path: Path) -> Entry:
    given = value if isinstance(value, dict) else {}
    *words, names = (given.get(name, []) for name in Entry._fields)
    is_whole = isinstance(names, list) and all(isinstance(each, str) for each in (*words, *names))
    if not is_whole or given["severity"] not in RANK:
        raise _damaged(path)
    return Entry._make([*words, tuple(names)])


def _written(entry: Entry) -> str:
    return json.dumps({name: value for name, value in entry._asdict().items() if value != ()}, ensure_ascii=False)


def _damaged(path: Path) -> BaselineTrouble:
    return BaselineTrouble(f"{path}: this is no baseline; --write-baseline {path} makes a new one")
