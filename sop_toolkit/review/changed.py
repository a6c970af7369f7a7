"""What a change caused: the findings of the files as they are now, without those of the files as they were.

A finding is the same one if its fingerprint is, and it names nothing more: a line that moves causes nothing, a second
field that is missing does. Unchanged files are judged only where a change elsewhere can matter to them, and then in
both states; all others have the same findings in both.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sop_toolkit.finding import Finding
from sop_toolkit.lint.engine import Moment, Selection, lint
from sop_toolkit.lint.fingerprint import Known, Lines, fingerprints, readable
from sop_toolkit.lint.part import Part
from sop_toolkit.lint.plain import read_document
from sop_toolkit.lint.request import Request
from sop_toolkit.lint.run import Outcome, documents_at, has_sources
from sop_toolkit.lint.targets import grouped, shown, unread, unread_alone
from sop_toolkit.lint.unread import Unread, library, related
from sop_toolkit.model.build import Library, Source
from sop_toolkit.model.manual import BranchesFile, Manual
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.review.git import Entry, FileChange, Repository
from sop_toolkit.review.moved import changes_in
from sop_toolkit.source.find import SOURCES, place, whole

_YAML = (".yaml", ".yml")


def caused(request: Request, revision: str) -> Outcome:
    """The findings that the change since the merge base with a revision caused; "" is the branch it is to go into.

    Raises `GitTrouble` where git cannot tell what has changed.
    """
    comparison = _Comparison(request, revision)
    comparison.documents()
    by_root, lone = grouped([path for path in request.paths if has_sources(path)])
    for root, paths in by_root.items():
        comparison.sources(root, root / SOURCES, unread(root, paths))
    for path in lone:
        comparison.sources(path.resolve() if path.is_dir() else path.resolve().parent, path, unread_alone(path))
    return comparison.outcome()


class _Base(NamedTuple):
    """The commit that a change starts from."""

    repository: Repository
    commit: str

    def changes(self, *below: Path) -> list[FileChange]:
        """The files at these paths that have changed since."""
        return self.repository.changes(self.commit, below=[self.repository.relative(path) for path in below])

    def changes_of_sources(self, below: Path) -> list[FileChange]:
        """The same of a folder with sources."""
        return changes_in(self.repository, [self.repository.relative(below)], self.commit)

    def changes_from_anywhere(self, *below: Path) -> list[FileChange]:
        """The same, and of a file that comes from another place what it was there."""
        found = self.changes(*below)
        if all(each.before for each in found):
            return found
        every = {each.path: each for each in self.changes()}
        return [every.get(each.path, each) for each in found]

    def path(self, entry: Entry | None) -> Path | None:
        """Where a file is, or was, on the disk."""
        return self.repository.top / entry.path if entry else None


class _Sides(NamedTuple):
    """The sources of a manual now and then. What has not changed is the same in both."""

    now: list[Unread]
    then: list[Unread]

    @property
    def come(self) -> list[Unread]:
        """What is new, or reads differently now."""
        then = set(self.then)
        return [each for each in self.now if each not in then]

    @property
    def gone(self) -> list[Unread]:
        """What that was before, and what is no longer there."""
        now = set(self.now)
        return [each for each in self.then if each not in now]


class _Comparison:
    """Judges files in both states."""

    def __init__(self, request: Request, revision: str) -> None:
        self._request = request
        self._revision = revision
        self._bases: dict[Path, _Base] = {}
        self._base_of: dict[Path, _Base] = {}
        self._now = Outcome()
        self._then: list[Finding] = []
        self._texts_then: dict[str, str] = {}

    def outcome(self) -> Outcome:
        """What is found now and was not found then, or was less severe, or named less."""
        names = fingerprints(self._then, Lines(self._texts_then).first)
        self._now.hide(dict(zip(names, map(Known.of, self._then), strict=True)))
        return self._now

    def documents(self) -> None:
        """Judges the plain documents that have changed."""
        names: dict[_Base, dict[Path, Path]] = {}
        below: dict[_Base, list[Path]] = {}
        for path in self._request.paths:
            found = {whole(each): each for each in documents_at(path)}
            if found:
                base = self._base(path)
                names.setdefault(base, {}).update(found)
                below.setdefault(base, []).append(path)
        for base, paths in below.items():
            self._documents(base, base.changes_from_anywhere(*paths), names[base])

    def _documents(self, base: _Base, changes: Sequence[FileChange], names: dict[Path, Path]) -> None:
        changed = [(there, each.before) for each in changes if (there := base.path(each.after)) in names and there]
        now = [self._document(there, names[there]) for there, _ in changed]
        older = [(there, before) for there, before in changed if before]
        contents = base.repository.contents(before for _, before in older)
        then = []
        with TemporaryDirectory(prefix="sop-") as folder:
            for number, ((there, _), data) in enumerate(zip(older, contents, strict=True)):
                copy = Path(folder, f"{number}{there.suffix}")
                copy.write_bytes(data)
                then.append(self._document(copy, names[there]))
                self._texts_then[then[-1].file.path] = readable(data)
        self._now.files += len(now)
        self._now.add(Part.of(self._found_in(now)), self._request.fail_on or "error")
        self._then += self._found_in(then)

    def _document(self, path: Path, name: Path) -> Source:
        return read_document(path, shown(name), self._request.language, self._request.quotations)

    def _found_in(self, documents: Sequence[Source]) -> list[Finding]:
        return lint(Library(Manual(Path()), tuple(documents)), self._selection, None, self._request.quotations)[0]

    def sources(self, root: Path, below: Path, found: list[Unread]) -> None:
        """Judges the sources of one manual, `found`, or of a folder without any."""
        base = self._base(below)
        changes = base.changes_of_sources(below)
        if not changes:
            return
        sides = _sides(root, below, found, changes, base)
        pictures = _pictures(below, changes, base)
        affected = _affected(sides, pictures)
        self._judge_now(root, sides, [each for each in (*sides.come, *affected) if each.is_named])
        then = [*sides.gone, *affected]
        if not pictures:
            self._judge_then(root, sides.then, then)
            return
        with TemporaryDirectory(prefix="sop-") as folder:
            _keep_pictures(below, changes, base, then, root, Path(folder))
            there = {each: _in_folder(each, root, Path(folder)) for each in then}
            self._judge_then(root, [there.get(each, each) for each in sides.then], list(there.values()))

    def _judge_now(self, root: Path, sides: _Sides, judged: list[Unread]) -> None:
        made = library(root, sides.now, judged)
        names = made.hiding.union(each.name for each in judged) if judged else frozenset()
        moment = Moment(self._today, _before(sides))
        findings, settings = lint(made, self._selection, names, self._request.quotations, moment)
        self._now.files += len(judged)
        self._now.lone = self._now.lone or bool(judged and made.manual.is_lone)
        self._now.add(Part.of(findings), self._request.fail_on or settings.fail_on)

    def _judge_then(self, root: Path, found: list[Unread], judged: list[Unread]) -> None:
        made = library(root, found, judged)
        names = frozenset(each.name for each in judged)
        self._then += lint(made, self._selection, names, self._request.quotations, Moment(self._today))[0]
        self._texts_then.update((each.name, readable(each.data)) for each in judged if each.given is not None)

    @property
    def _today(self) -> date:
        return self._request.today or date.today()

    @property
    def _selection(self) -> Selection:
        return Selection(self._request.select, self._request.ignore)

    def _base(self, path: Path) -> _Base:
        """Where the change of a path starts; asked once for a folder, and answered once for a repository."""
        folder = path if path.is_dir() else path.parent
        if folder not in self._base_of:
            repository = Repository.where(folder)
            if repository.top not in self._bases:
                commit = repository.merge_base(self._revision or repository.default_base())
                self._bases[repository.top] = _Base(repository, commit)
            self._base_of[folder] = self._bases[repository.top]
        return self._base_of[folder]


def _sides(root: Path, below: Path, found: list[Unread], changes: Sequence[FileChange], base: _Base) -> _Sides:
    """The sources now, and as they were: what has not changed, and the older texts of what has."""
    touched = {base.path(entry) for change in changes for entry in (change.before, change.after)}
    names = {each.place.path: each.name for each in found}
    older = [change for change in changes if change.before and _is_source(base.path(change.before), below)]
    contents = base.repository.contents(change.before for change in older if change.before)
    then = [each for each in found if each.place.path not in touched]
    for change, data in zip(older, contents, strict=True):
        was, now = base.path(change.before), base.path(change.after)
        assert was is not None
        name = names.get(now or was) or shown(Path(os.path.relpath(was)))
        then.append(Unread(place(was, root), name, root, data))
    then.sort(key=lambda each: (each.place.path.parent.parts, each.place.path.name))
    return _Sides(found, then)


def _is_source(path: Path | None, below: Path) -> bool:
    if path is None or path.suffix not in _YAML:
        return False
    inside = path.relative_to(whole(below)) if path != whole(below) else Path(path.name)
    return not any(part.startswith(".") for part in inside.parts)


def _affected(sides: _Sides, pictures: Iterable[str]) -> list[Unread]:
    """The unchanged sources whose findings a change may have caused."""
    come, gone = sides.come, sides.gone
    fresh = set(come)
    unchanged = [each for each in sides.now if each not in fresh]
    names = _names(come, sides.now) ^ _names(gone, sides.then)
    own = [each for each in come + gone if each.place.kind in ("manual", "branches")]
    if any(each.place.kind == "manual" or _facts(each) is None for each in own):
        return unchanged
    found = related(unchanged, come + gone, names)
    signs = [picture.encode("utf-8", "surrogateescape") for picture in pictures]
    return [each for each in unchanged if each in found or any(sign in each.data for sign in signs)]


def _names(changed: Iterable[Unread], every: Iterable[Unread]) -> frozenset[str]:
    """The names that changed files of the manual, and the folders of all, give to others."""
    facts = chain.from_iterable(_facts(each) or () for each in changed if each.place.kind == "branches")
    folders = {each.place.category for each in every if each.place.kind in ("procedure", "category")}
    return frozenset(facts).union(*(folder.split("/") for folder in folders))


def _facts(source: Unread) -> frozenset[str] | None:
    """The names of the branches and their facts; None where they cannot be read."""
    value = source.source.value
    return frozenset(map(str, (*value.fields, *value.branches))) if isinstance(value, BranchesFile) else None


def _before(sides: _Sides) -> dict[str, Procedure]:
    """The procedures as they were, by the names of their files now."""
    by_name = {each.name: each for each in sides.gone}
    by_id = {each.place.id: each for each in sides.gone if each.place.kind == "procedure"}
    found = {}
    for each in sides.come:
        was = by_name.get(each.name) or by_id.get(each.place.id)
        if each.is_named and each.place.kind == "procedure" and was and isinstance(was.source.value, Procedure):
            found[each.name] = was.source.value
    return found


def _pictures(below: Path, changes: Sequence[FileChange], base: _Base) -> set[str]:
    """The names of files that came, went or changed beside the sources."""
    then = {base.path(each.before) for each in changes}
    now = {base.path(each.after) for each in changes}
    return {path.name for path in then | now if path and not _is_source(path, below)}


def _keep_pictures(
    below: Path, changes: Sequence[FileChange], base: _Base, judged: Sequence[Unread], root: Path, folder: Path
) -> None:
    """Puts into a folder, as into the manual's, what stood beside these sources then and what they name."""
    come = {base.path(each.after) for each in changes}
    here = (Path(where, name) for where, _, names in os.walk(below) for name in names)
    then = {path: Entry(base.repository.relative(path)) for path in here if path not in come and path.is_file()}
    then |= {path: each.before for each in changes if each.before and (path := base.path(each.before))}
    words = b"\n".join(each.data for each in judged)
    named = {
        path: entry
        for path, entry in then.items()
        if os.fsencode(path.name) in words and not _is_source(path, below) and path.is_relative_to(root)
    }
    for path, data in zip(named, base.repository.contents(named.values()), strict=True):
        copy = folder / path.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(data)


def _in_folder(source: Unread, root: Path, folder: Path) -> Unread:
    """A source as if it stood in another folder than the manual's."""
    path = source.place.path
    there = folder / path.relative_to(root) if path.is_relative_to(root) else path
    return Unread(source.place._replace(path=there), source.name, source.root, source.data, source.is_named)
