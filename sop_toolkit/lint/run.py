"""A run of the linter: which files, which of them are judged anew, and what comes out.

Heavy parts are imported only where something is judged: a run that finds everything in the cache needs none.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import compress, islice
from pathlib import Path
from typing import TYPE_CHECKING

from sop_toolkit.finding import CRASH, RANK, Finding
from sop_toolkit.lint.fingerprint import Known, Lines, fingerprints
from sop_toolkit.lint.part import Part, together
from sop_toolkit.lint.request import Request
from sop_toolkit.source.find import DOCUMENTS, SOURCES, find_root, whole

if TYPE_CHECKING:
    from sop_toolkit.lint.cache import Cache
    from sop_toolkit.lint.statistics import Statistics

# Below this many documents, starting a second process takes longer than judging them.
_ENOUGH = 16


class Outcome:
    """What a run found in how many files; `lone` if a procedure has no manual. `lines` are those of the files."""

    def __init__(self, lines: Lines | None = None) -> None:
        self.parts: list[Part] = []
        self.files = 0
        self.lone = False
        self.statistics: Statistics | None = None
        self.lines = lines or Lines()
        self._levels: list[str] = []
        self._fingerprints: list[str] | None = None

    @property
    def findings(self) -> list[Finding]:
        """Those of all parts."""
        return together(self.parts)

    @property
    def fails(self) -> bool:
        """Whether something reaches the fail level."""
        pairs = zip(self.parts, self._levels, strict=True)
        return any(RANK[name] >= RANK[fail_on] for part, fail_on in pairs for name in RANK if part.counts.get(name))

    @property
    def crashed(self) -> bool:
        """Whether a rule failed on a text, so that the run cannot vouch for it."""
        return any(part.counts.get(CRASH) for part in self.parts)

    @property
    def fingerprints(self) -> list[str]:
        """A fingerprint for each finding; it stays the same when others are hidden."""
        if self._fingerprints is None:
            self._fingerprints = fingerprints(self.findings, self.lines.first)
        return self._fingerprints

    def add(self, part: Part, fail_on: str) -> None:
        """Adds what was found, and the severity from which it makes the run fail."""
        self.parts.append(part)
        self._levels.append(fail_on)
        self._fingerprints = None

    def hide(self, known: Mapping[str, Known]) -> int:
        """Drops the findings that are known by their fingerprints; says how many.

        What keeps a rule from its work is never dropped.
        """
        kept = [
            fingerprint not in known or not known[fingerprint].covers(each) or each.rule == CRASH
            for each, fingerprint in zip(self.findings, self.fingerprints, strict=True)
        ]
        self._fingerprints = list(compress(self.fingerprints, kept))
        chosen = iter(kept)
        self.parts = [part.only(list(islice(chosen, len(part.findings)))) for part in self.parts]
        return kept.count(False)


def run(request: Request, tell: Callable[[int], None] = lambda _: None) -> Outcome:
    """Judges everything that the request names; `tell` hears how many files are about to be judged."""
    if request.statistics or request.given is not None:
        return _whole(request)
    outcome = Outcome()
    cache = _cache(request) if request.cached else None
    documents = list(dict.fromkeys(each for path in request.paths for each in documents_at(path)))
    _judge_documents(documents, request, outcome, cache, tell)
    others = [path for path in request.paths if has_sources(path)]
    by_root: dict[Path | None, list[Path]] = {}
    for path in others:
        by_root.setdefault(find_root(path), []).append(path)
    for root, paths in by_root.items():
        _judge_sources(root, paths, request, outcome, cache, tell)
    if cache is not None:
        cache.save()
    return outcome


def _cache(request: Request) -> Cache:
    """The findings of earlier runs that were asked for the same."""
    from sop_toolkit.lint.cache import Cache

    narrowed = (sorted(request.select), sorted(request.ignore))
    return Cache(os.getcwd(), request.paths, narrowed, request.language, request.quotations)


def _whole(request: Request) -> Outcome:
    """A run that needs every text, and so no cache: for figures, or for a text that is not on the disk."""
    from sop_toolkit.lint.engine import Moment, Selection, document_of, lint
    from sop_toolkit.lint.statistics import statistics
    from sop_toolkit.lint.targets import stdin_target, targets

    outcome = Outcome(Lines({request.paths[0].as_posix(): request.given}) if request.given is not None else None)
    if request.given is not None:
        found = [stdin_target(request.given, str(request.paths[0]), request.language, request.quotations)]
    else:
        inside = [each for path in request.paths if path.is_dir() for each in documents_at(path)]
        found = targets([*request.paths, *inside], request.language, request.quotations)
    documents = []
    for target in found:
        selection = Selection(request.select, request.ignore)
        moment = Moment(request.today or date.today())
        findings, settings = lint(target.library, selection, target.files, request.quotations, moment)
        outcome.add(Part.of(findings), request.fail_on or settings.fail_on)
        outcome.files += len(target.files)
        manual = target.library.manual
        for source in target.library.sources:
            if source.file.path in target.files:
                documents.append(document_of(source, manual, request.quotations))
                outcome.lone = outcome.lone or (manual.is_lone and source.place.kind == "procedure")
    if request.statistics:
        outcome.statistics = statistics([each for each in documents if each is not None], outcome.findings)
    return outcome


def _files(path: Path) -> list[Path]:
    return sorted(path.rglob("*")) if path.is_dir() else [path]


def has_sources(path: Path) -> bool:
    """Whether there is anything but plain documents: folders of these alone need no manual."""
    if path.is_dir():
        return find_root(path) is not None or next(path.rglob("*.yaml"), None) is not None
    return path.suffix.lower() not in DOCUMENTS


def documents_at(path: Path) -> Iterator[Path]:
    """The plain documents at a path; those inside a manual are its guide, and are checked when they are named."""
    if path.is_file():
        if path.suffix.lower() in DOCUMENTS:
            yield path
        return
    root = find_root(path)
    if root is not None and (whole(path) == root or whole(path).is_relative_to(root / SOURCES)):
        return
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "node_modules")))
        for name in sorted(files):
            if name.lower().endswith(DOCUMENTS) and not name.startswith("."):
                yield Path(folder, name)


def _judge_documents(
    paths: list[Path], request: Request, outcome: Outcome, cache: Cache | None, tell: Callable[[int], None]
) -> None:
    outcome.files += len(paths)
    parts: dict[Path, Part] = {}
    waiting: dict[Path, str] = {}
    for path in paths:
        stamped = cache.stamp(path) if cache else ""
        kept = cache.get(path.as_posix(), stamped) if cache else None
        if kept is None:
            waiting[path] = stamped
        else:
            parts[path] = kept[0]
    if waiting:
        tell(len(waiting))
        for path, found in _found_in_documents(list(waiting), request):
            parts[path] = _part(found, outcome.lines, cache, path.as_posix(), waiting[path])
    for path in paths:
        outcome.add(parts[path], request.fail_on or "error")


def _found_in_documents(paths: list[Path], request: Request) -> Iterator[tuple[Path, list[Finding]]]:
    from sop_toolkit.lint.batch import judge
    from sop_toolkit.lint.parallel import spread

    jobs = request.jobs if len(paths) >= _ENOUGH else 1
    return zip(paths, spread(lambda some: judge(some, request), paths, jobs), strict=True)


def _judge_sources(
    root: Path | None,
    paths: list[Path],
    request: Request,
    outcome: Outcome,
    cache: Cache | None,
    tell: Callable[[int], None],
) -> None:
    """Procedures of one manual, or without any. What is found depends on every file around, and on the day."""
    name = f"sources of {root}"
    looked_at = [root / SOURCES] if root else paths
    files = [file for path in looked_at for file in _files(path)]
    stamped = f"{request.today or date.today()} {cache.stamp(*files)}" if cache else ""
    kept = cache.get(name, stamped) if cache else None
    if kept is None:
        tell(len(files))
        findings, note = _found(paths, request)
        kept = _part(findings, outcome.lines, cache, name, stamped, note), note
    part, note = kept
    count, fail_on, around_it = note.split()
    outcome.files += int(count)
    outcome.lone = outcome.lone or around_it == "lone"
    outcome.add(part, request.fail_on or fail_on)


def _part(findings: list[Finding], lines: Lines, cache: Cache | None, name: str, stamped: str, note: str = "") -> Part:
    """What was just found, kept for the next run if there is a cache, with the words of the report."""
    if cache is None:
        return Part.of(findings)
    from sop_toolkit.lint.report.text import entries

    words = entries(findings, lines.shown)
    part = Part.of(findings, words)
    cache.keep(name, stamped, part, words, note)
    return part


def _found(paths: list[Path], request: Request) -> tuple[list[Finding], str]:
    """The findings, and in a note how many files there are, the manual's fail level, and whether there is a manual."""
    from sop_toolkit.lint.engine import Moment, Selection, lint
    from sop_toolkit.lint.targets import targets

    everything: list[Finding] = []
    files, fail_on, around_it = 0, "error", "whole"
    for target in targets(paths, request.language):
        selection = Selection(request.select, request.ignore)
        moment = Moment(request.today or date.today())
        found, settings = lint(target.library, selection, target.files, request.quotations, moment)
        everything += found
        files += len(target.files)
        fail_on = settings.fail_on
        if target.files and target.library.manual.is_lone:
            around_it = "lone"
    return everything, f"{files} {fail_on} {around_it}"
