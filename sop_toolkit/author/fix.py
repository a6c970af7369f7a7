"""The linter's own replacements, written into the files: only the words change, every other byte stays."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sop_toolkit.author.shape import Edit, applied, only_words_changed, shape_of, with_text
from sop_toolkit.finding import Finding
from sop_toolkit.lint.engine import Selection, lint
from sop_toolkit.lint.plain import document, read_document
from sop_toolkit.lint.run import documents_at
from sop_toolkit.lint.targets import Target, targets
from sop_toolkit.model.build import Library, Source, assemble, read_text
from sop_toolkit.model.manual import Manual
from sop_toolkit.source.find import DOCUMENTS, WORD
from sop_toolkit.source.write import replace
from sop_toolkit.text import File, Location

# A replacement can make room for another one; more rounds than this means that they undo each other.
_MOST_ROUNDS = 10
_MARK = "\ufeff"


@dataclass
class Fixed:
    """What became of one file: its text before and after, how many fixes are in it, and why some are not."""

    path: Path
    name: str
    before: str
    after: str
    fixes: int = 0
    trouble: str = ""


@dataclass
class Outcome:
    """The files that change or could not be changed, those that nobody can read, and how many findings no fix ends."""

    files: list[Fixed] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    left: int = 0


def fix(paths: Sequence[Path], selection: Selection | None = None, unsafe: bool = False, language: str = "") -> Outcome:
    """Works the fixes out; nothing is written. `unsafe`: those too that may change the meaning."""
    outcome = Outcome()
    chosen = selection or Selection()
    for target in _targets(paths, language):
        mending = _Mending(target, chosen, unsafe)
        mending.run()
        outcome.files += mending.files()
        outcome.unread += mending.unread
        outcome.left += mending.left
    return outcome


def write(fixed: Fixed) -> None:
    """Puts the fixed text in the file's place. Raises OSError, and leaves a file that somebody else changed."""
    path = fixed.path.resolve()  # a link stays a link
    data = path.read_bytes()
    if data.decode("utf-8-sig", "replace") != fixed.before:
        raise OSError(0, "it has changed meanwhile; run the command again")
    if not os.access(path, os.W_OK):
        raise PermissionError(0, "it is read-only")
    start = _MARK.encode() if data.startswith(_MARK.encode()) else b""
    replace(path, start + fixed.after.encode("utf-8"))


def diff(fixed: Fixed) -> str:
    """The change as a unified diff, as `git apply` reads it."""
    has_mark = fixed.path.read_bytes().startswith(_MARK.encode())
    start = _MARK if has_mark else ""
    old, new = _lines(start + fixed.before), _lines(start + fixed.after)
    name = fixed.name.lstrip("/")
    lines = difflib.unified_diff(old, new, f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    """Lines as git counts them, which takes a line feed alone for a line's end."""
    return [f"{line}\n" for line in text.split("\n")[:-1]] + [line for line in text.split("\n")[-1:] if line]


def _targets(paths: Sequence[Path], language: str) -> list[Target]:
    """Documents as one target, for nothing in them is looked up elsewhere; then the manuals."""
    documents = {each.resolve(): each for path in paths for each in documents_at(path) if each.suffix.lower() != WORD}
    read = tuple(read_document(path, path.as_posix(), language) for path in documents.values())
    found = [Target(Library(Manual(Path()), read), frozenset(source.file.path for source in read))] if read else []
    others = [path for path in paths if path.is_dir() or path.suffix.lower() not in DOCUMENTS]
    return found + (targets(others, language) if others else [])


class _Mending:
    """The sources of one target, mended round by round until nothing is left to do."""

    def __init__(self, target: Target, selection: Selection, unsafe: bool) -> None:
        self.root = target.library.manual.root
        self.names = target.files
        self.selection = selection
        self.unsafe = unsafe
        self.first = {source.file.path: source for source in target.library.sources}
        self.now = dict(self.first)
        self.fixes: dict[str, int] = {}
        self.unread = sorted(name for name in self.names if self.first[name].problem is not None)
        self.trouble: dict[str, str] = {}
        self.found: dict[str, list[Finding]] = {}
        self.found_first: dict[str, list[Finding]] = {}

    def run(self) -> None:
        waiting = self.names.difference(self.unread)
        for turn in range(_MOST_ROUNDS + 1):
            self._judge(waiting)
            last = turn == _MOST_ROUNDS
            waiting = frozenset(name for name in waiting if self._mend(name, last))
            if not waiting:
                break
        for name, count in list(self.fixes.items()):
            if count and _weight(self.found[name]) >= _weight(self.found_first[name]):
                self._leave(name, "the fixes would make it no better")

    @property
    def left(self) -> int:
        """How many errors and warnings stay."""
        kept = [self.found[name] if self.fixes.get(name) else found for name, found in self.found_first.items()]
        return sum(finding.severity != "note" for found in kept for finding in found)

    def files(self) -> list[Fixed]:
        """The files with something to tell, in the order of their names."""
        names = sorted(name for name in self.names if self.fixes.get(name) or name in self.trouble)
        return [
            Fixed(
                self.first[name].place.path,
                name,
                self.first[name].file.text,
                self.now[name].file.text,
                self.fixes.get(name, 0),
                self.trouble.get(name, ""),
            )
            for name in names
        ]

    def _judge(self, names: frozenset[str]) -> None:
        library = assemble(self.root, self.now.values())
        found, _ = lint(library, self.selection, names)
        for name in names:
            self.found[name] = []
        for finding in found:
            self.found[finding.file].append(finding)
        for name in names:
            self.found_first.setdefault(name, self.found[name])

    def _mend(self, name: str, last: bool) -> bool:
        """Applies what can be applied at once; says whether the file is to be judged again."""
        source = self.now[name]
        edits = _apart(self._edits(source.file, self.found[name]))
        mended, count = _mended(source, edits)
        if edits and count < len(edits):
            few = len(edits) - count
            self.trouble[name] = f"{few} {'fix' if few == 1 else 'fixes'} left out: more than the words would change"
        if not count or mended.file.text == source.file.text:
            return False
        if last:
            self._leave(name, "the fixes undo each other")
            return False
        self.now[name] = mended
        self.fixes[name] = self.fixes.get(name, 0) + count
        return True

    def _leave(self, name: str, why: str) -> None:
        """Gives the file back as it was."""
        self.now[name] = self.first[name]
        self.fixes[name] = 0
        self.trouble[name] = f"left as it is: {why}"

    def _edits(self, file: File, found: Iterable[Finding]) -> list[Edit]:
        edits = []
        for finding in found:
            if finding.fix is not None and (finding.fix.safe or self.unsafe):
                start = file.offset(Location(finding.line, finding.column))
                end = file.offset(Location(finding.end_line, finding.end_column))
                edits.append(Edit(start, end, finding.fix.replacement, finding.text))
        return sorted(edits)


def _weight(found: Sequence[Finding]) -> tuple[int, ...]:
    """How much is wrong: an error weighs more than any number of warnings."""
    return tuple(sum(finding.severity == severity for finding in found) for severity in ("error", "warning", "note"))


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    """Edits of which none touches another; the others have their turn in the next round."""
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit.start > kept[-1].end:
            kept.append(edit)
    return kept


def _mended(source: Source, edits: Sequence[Edit]) -> tuple[Source, int]:
    """The source with all edits; where that is more than a change of words, with those that are none, one by one."""
    before = shape_of(source)
    if before is None or not edits:
        return source, 0

    def tried(chosen: Sequence[Edit]) -> Source | None:
        mended = _again(source, applied(source.file.text, chosen))
        return mended if only_words_changed(before, shape_of(mended), chosen) else None

    whole = tried(edits)
    if whole is not None:
        return whole, len(edits)
    kept: list[Edit] = []
    mended = source
    for edit in edits:
        if (better := tried([*kept, edit])) is not None:
            kept.append(edit)
            mended = better
    return mended, len(kept)


def _again(source: Source, text: str) -> Source:
    """The source with another text, read as the first one was."""
    if source.place.kind == "document":
        return document(with_text(source.file, text), source.place.path, source.place.language)
    return read_text(text, source.place._replace(name=source.file.path))
