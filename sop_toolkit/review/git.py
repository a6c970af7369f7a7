"""The one place that talks to git.

Paths are those from the repository's top, with `/`; bytes that are no text come as `os.fsdecode` gives them.
What kept git from its work is a `GitTrouble` with one line for the user, whatever the cause.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import tee
from pathlib import Path
from typing import NamedTuple, Self

from sop_toolkit.review.asking import GitTrouble, ask, contents, environment
from sop_toolkit.source.find import whole

__all__ = ["Commit", "Entry", "FileChange", "GitTrouble", "Repository"]

# What a user's settings would else change in the answers, such as how many files git looks through for renames.
_SETTINGS = (
    "-c", "diff.relative=false", "-c", "diff.renameLimit=1000", "-c", "log.showRoot=true",
    "-c", "log.showSignature=false",
)  # fmt: skip
_RAW = ("--raw", "-z", "-M", "--no-abbrev", "--no-color", "--no-ext-diff", "--ignore-submodules=all")
_DEFAULT_BASES = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
_FETCH_MORE = (
    "fetch more history with `git fetch --unshallow` "
    "(in a workflow: `fetch-depth: 0` of `actions/checkout`, or `GIT_DEPTH: 0` of GitLab)"
)
# Where git keeps branches that have no file of their own, and the end of a shallow history.
_KEEP_BRANCHES = ("packed-refs", "reftable/tables.list", "shallow")
# Where it keeps what stands in the place of something else.
_KEEP_REPLACEMENTS = ("refs/replace", "packed-refs", "reftable/tables.list")
_REGULAR = "100"  # how the mode of a file starts; links and submodules have others


class Entry(NamedTuple):
    """A file in one state: its path, and the id of its content, which is empty for a file of the working tree."""

    path: str
    blob: str = ""


class FileChange(NamedTuple):
    """A file before and after; a new one has no `before`, a deleted one no `after`. A renamed one changes its path."""

    before: Entry | None
    after: Entry | None

    @property
    def path(self) -> str:
        """Where the file is now, or where it was."""
        return (self.after or self.before or Entry("")).path


class Commit(NamedTuple):
    """A commit: its id, its time in seconds since 1970, and the files that it changed against its first parent."""

    id: str
    seconds: int
    changes: tuple[FileChange, ...]


class Repository(NamedTuple):
    """A repository: the top folder of its working tree (of a bare one, its own folder), and where git keeps its data.

    A shallow one has only the newest part of the history.
    """

    top: Path
    folder: Path
    is_bare: bool = False
    is_shallow: bool = False

    @classmethod
    def where(cls, path: Path) -> Self:
        """The repository that a file or a folder lies in; inside a submodule, the submodule."""
        try:
            return cls._told(path, _about(path))
        except GitTrouble as trouble:
            if "not a git repository" in str(trouble):
                raise GitTrouble(f"{path.resolve()} is not in a git repository: `git init` makes one") from trouble
            raise

    @classmethod
    def with_commits(cls, path: Path, revisions: Sequence[str]) -> tuple[Self, list[str]]:
        """The repository that a path lies in, and the ids of the commits that revisions name, asked for at once."""
        try:
            said = _about(path, *map(_commit, revisions))
        except GitTrouble:
            said = []
        about, commits = said[: -len(revisions)], said[-len(revisions) :]
        if about and all(map(_is_id, commits)):
            return cls._told(path, about), commits
        repository = cls.where(path)  # each trouble has words of its own
        return repository, repository.resolve_all(revisions)

    @classmethod
    def _told(cls, path: Path, said: Sequence[str]) -> Self:
        """The repository as git tells of it; where there is no working tree, no way leads up to its top."""
        shallow, bare, folder, *up = said
        has_tree = bare == "false" and bool(up)
        top = (_folder_of(path).resolve() / up[0]).resolve() if has_tree else Path(folder)
        return cls(top, Path(folder), not has_tree, shallow == "true")

    def relative(self, path: Path) -> str:
        """A path as git has it, from the repository's top."""
        there = whole(path)
        if not there.is_relative_to(self.top):
            raise GitTrouble(f"{path} lies outside the repository {self.top}: name a path inside it")
        return there.relative_to(self.top).as_posix()

    def resolve(self, revision: str) -> str:
        """The id of the commit that a revision names."""
        return self.resolve_all([revision])[0]

    def resolve_all(self, revisions: Sequence[str]) -> list[str]:
        """The ids of several commits, asked for at once."""
        found = self._commits(revisions)
        for revision, commit in zip(revisions, found, strict=True):
            if not commit:
                raise self._unknown(revision)
        return found

    def knows(self, revision: str) -> bool:
        """Whether a name is that of a commit."""
        return bool(self._commits([revision])[0])

    def default_base(self) -> str:
        """The name of the branch that changes are to go into."""
        for name, commit in zip(_DEFAULT_BASES, self._commits(_DEFAULT_BASES), strict=True):
            if commit:
                return name
        if not self._commits(["HEAD"])[0]:
            raise self._unknown("HEAD")
        hint = f"; or {_FETCH_MORE}" if self.is_shallow else ""
        raise GitTrouble(f"there is no branch origin/HEAD or main to compare with: name one, or a commit{hint}")

    def merge_base(self, revision: str, other: str = "HEAD") -> str:
        """The id of the commit where two lines of history part."""
        try:
            return self._ask("merge-base", _commit(revision), _commit(other)).decode().strip()
        except GitTrouble as trouble:
            self.resolve_all([revision, other])  # a name that git does not know is told with what to do
            if str(trouble):
                raise
            hint = _FETCH_MORE if self.is_shallow else "name a revision of the same history"
            raise GitTrouble(f"“{revision}” and “{other}” have no common history here: {hint}") from trouble

    def changes(self, before: str, after: str | None = None, below: Sequence[str] = ()) -> list[FileChange]:
        """The files that differ between two commits, by path; without `after`, between a commit and the working tree.

        The working tree counts with its new files, those that git ignores left out. `below` are files or folders;
        without them all files count. Links and submodules are no files.
        """
        if after is not None:
            said = self._ask("diff", *_RAW, before, after, "--", *below)
            return _changes(said)
        if self.is_bare:
            raise GitTrouble(f"{self.top} has no working tree: name two revisions, such as `main~1 main`")
        with self._whole_index(below) as index:
            said = self._ask("diff", *_RAW, before, "--", *below, GIT_INDEX_FILE=index)
        return [change._replace(after=change.after and Entry(change.after.path)) for change in _changes(said)]

    def files(self, revision: str, below: Sequence[str] = ()) -> list[Entry]:
        """All files of a commit, by path."""
        found = []
        for line in _split(self._ask("ls-tree", "-r", "-z", "--full-tree", revision, "--", *below)):
            about, _, path = line.partition("\t")
            mode, _, blob = about.split()
            if mode.startswith(_REGULAR):
                found.append(Entry(path, blob))
        return sorted(found)

    def contents(self, entries: Iterable[Entry]) -> Iterator[bytes]:
        """What stands in each of these files, in their order."""
        entries, asked = tee(entries)
        stored = contents(self.top, self._environment, (entry.blob for entry in asked if entry.blob))
        for entry in entries:
            found = next(stored) if entry.blob else self._on_disk(entry)
            if found is None:
                raise GitTrouble(f"git has lost what stood in {entry.path}: `git fsck` shows what is damaged")
            yield found

    def log(self, revision: str = "HEAD", below: Sequence[str] = ()) -> list[Commit]:
        """The commits that changed these files, the newest first, along first parents: a merge counts as one change."""
        commit = self.resolve(revision)
        said = self._ask("log", *_RAW, "-m", "--first-parent", "--format=%H %ct", commit, "--", *below)
        made: list[Commit] = []
        for record in _records(said):
            if len(record) == 1:
                id, seconds = record[0].split()
                made.append(Commit(id, int(seconds), ()))
            elif change := _change(record):
                made[-1] = made[-1]._replace(changes=(*made[-1].changes, change))
        return made

    def stamp(self) -> tuple[tuple[str, int, int], ...]:
        """What is another whenever HEAD is, or a shallow history grows; files tell it, so that asking runs no git."""
        common = self.folder / _said_in(self.folder / "commondir")
        branch = _said_in(self.folder / "HEAD").removeprefix("ref:").strip()
        return tuple(map(_stamp, (self.folder / "HEAD", *(common / name for name in (branch, *_KEEP_BRANCHES)))))

    def replaced(self) -> tuple[tuple[str, int, int], ...]:
        """What is another whenever `git replace` puts something in the place of what a commit holds."""
        common = self.folder / _said_in(self.folder / "commondir")
        return tuple(_stamp(common / name) for name in _KEEP_REPLACEMENTS)

    @property
    def _environment(self) -> dict[str, str]:
        return environment(self.folder)

    def _ask(self, *words: str, given: bytes = b"", **more: str) -> bytes:
        return ask(self.top, {**self._environment, **more}, *_SETTINGS, *words, given=given)

    def _commits(self, revisions: Sequence[str]) -> list[str]:
        """The ids of commits; an empty text for what names none."""
        asked = "".join(f"{_commit(' '.join(revision.split(chr(10))))}\n" for revision in revisions)
        said = self._ask("cat-file", "--batch-check=%(objectname) %(objecttype)", given=os.fsencode(asked))
        answers = [line.split() for line in said.decode(errors="replace").splitlines()]
        return [answer[0] if answer[1:] == ["commit"] else "" for answer in answers]

    def _unknown(self, revision: str) -> GitTrouble:
        if not self._commits(["HEAD"])[0]:
            return GitTrouble("this branch has no commit yet: make the first one with `git commit`")
        if self.is_shallow:
            return GitTrouble(f"“{revision}” is not in this shallow clone: {_FETCH_MORE}")
        names = self._ask("for-each-ref", "--format=%(refname:short)").decode(errors="replace").split()
        from sop_toolkit.model.guess import did_you_mean  # for mistakes alone

        hint = did_you_mean(revision, names) if names else "Known is `HEAD`."
        return GitTrouble(f"git knows no commit by the name “{revision}”. {hint}")

    @contextmanager
    def _whole_index(self, below: Sequence[str]) -> Iterator[str]:
        """An index that lists new files as well, so that git finds them, and renames to them. The user's own stays."""
        listed = self._ask("ls-files", "-z", "--others", "--exclude-standard", "--", *below)
        new = b"\0".join(path for path in listed.split(b"\0") if path and not path.endswith(b"/"))
        own = self.folder / "index"
        if not new:
            yield str(own)
            return
        import shutil  # these two bring much with them, and most runs meet no new file
        import tempfile

        with tempfile.TemporaryDirectory(prefix="sop-") as folder:
            index = Path(folder, "index")
            if own.exists():
                shutil.copy2(own, index)  # with its time: git looks closer at files that are as young as their index
            paths = ("--pathspec-from-file=-", "--pathspec-file-nul")
            self._ask("add", "--intent-to-add", "--ignore-errors", *paths, given=new, GIT_INDEX_FILE=str(index))
            yield str(index)

    def _on_disk(self, entry: Entry) -> bytes:
        try:
            return (self.top / entry.path).read_bytes()
        except OSError as error:
            raise GitTrouble(f"{entry.path}: {error.strerror}") from error


def _said_in(file: Path) -> str:
    """The line that stands in a file of git; nothing where there is none."""
    try:
        return os.fsdecode(file.read_bytes()).strip()
    except OSError:
        return ""


def _stamp(file: Path) -> tuple[str, int, int]:
    """What is another when a file is; one that is not there has a stamp as well."""
    try:
        status = file.stat()
    except OSError:
        return str(file), 0, 0
    return str(file), status.st_mtime_ns, status.st_ino


def _about(path: Path, *more: str) -> list[str]:
    """What git says of the repository that a path lies in, and of more, line by line."""
    asked = ("--is-shallow-repository", "--is-bare-repository", "--absolute-git-dir", "--show-cdup")
    return os.fsdecode(ask(_folder_of(path), environment(None), "rev-parse", *asked, *more)).split("\n")[:-1]


def _folder_of(path: Path) -> Path:
    return path if path.is_dir() else path.parent


def _commit(revision: str) -> str:
    """How to ask for the commit that a revision names, and for nothing else."""
    return f"{revision}^{{commit}}"


def _is_id(word: str) -> bool:
    return len(word) in (40, 64) and not word.strip("0123456789abcdef")


def _changes(said: bytes) -> list[FileChange]:
    """The files in raw output, by path."""
    return sorted(filter(None, map(_change, _records(said))), key=lambda change: change.path)


def _split(said: bytes) -> list[str]:
    return [os.fsdecode(part) for part in said.split(b"\0") if part]


def _records(said: bytes) -> Iterator[tuple[str, ...]]:
    """What raw output is made of: what is said of a file with its paths, or the line of a commit by itself."""
    parts = iter(_split(said))
    for part in parts:
        about = part.lstrip("\n")
        if about.startswith(":"):
            yield (about, next(parts), next(parts)) if about.split()[-1][0] in "RC" else (about, next(parts))
        elif about:
            yield (about,)


def _change(record: tuple[str, ...]) -> FileChange | None:
    """A change of a file; None for a conflict, which stands there a second time, and where neither side is a file."""
    about, *paths = record
    old_mode, new_mode, old, new, status = about[1:].split()
    before = Entry(paths[0], old) if old_mode.startswith(_REGULAR) else None
    after = Entry(paths[-1], new) if new_mode.startswith(_REGULAR) else None
    return FileChange(before, after) if (before or after) and status != "U" else None
