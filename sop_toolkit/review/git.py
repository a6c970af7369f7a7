"""The one place that talks to git.

Paths are those from the repository's top, with `/`; bytes that are no text come as `os.fsdecode` gives them.
What kept git from its work is a `GitTrouble` with one line for the user, whatever the cause.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple, cast

from sop_toolkit.source.find import whole

# A hook, or another program, sets these for its own repository; ours is the one that the files lie in.
_FOREIGN = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_GRAFT_FILE",
    "GIT_SHALLOW_FILE", "GIT_IMPLICIT_WORK_TREE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_NO_REPLACE_OBJECTS",
    "GIT_REPLACE_REF_BASE", "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS", "GIT_PAGER",
)  # fmt: skip
# Where the commits of a push stand until its hook agrees.
_QUARANTINE = ("GIT_QUARANTINE_PATH", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES")
_OURS = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_LITERAL_PATHSPECS": "1"}
# What a user's settings would else change in the answers.
_SETTINGS = ("-c", "diff.relative=false", "-c", "log.showRoot=true", "-c", "log.showSignature=false")
_RAW = ("--raw", "-z", "-M", "--no-abbrev", "--no-color", "--no-ext-diff", "--ignore-submodules=all")
_DEFAULT_BASES = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
_FETCH_MORE = (
    "fetch more history with `git fetch --unshallow` "
    "(in a workflow: `fetch-depth: 0` of `actions/checkout`, or `GIT_DEPTH: 0` of GitLab)"
)
# Where git keeps branches that have no file of their own, and the end of a shallow history.
_KEEP_BRANCHES = ("packed-refs", "reftable/tables.list", "shallow")
_REGULAR = "100"  # how the mode of a file starts; links and submodules have others


class GitTrouble(Exception):
    """What keeps git from its work; the message is one line that says what to do."""


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
    def where(cls, path: Path) -> Repository:
        """The repository that a file or a folder lies in; inside a submodule, the submodule."""
        here = path if path.is_dir() else path.parent
        asked = ("--is-shallow-repository", "--is-bare-repository", "--absolute-git-dir", "--show-cdup")
        try:
            said = os.fsdecode(_git(here, _environment(None), "rev-parse", *asked))
        except GitTrouble as trouble:
            if "not a git repository" in str(trouble):
                raise GitTrouble(f"{path.resolve()} is not in a git repository: `git init` makes one") from trouble
            raise
        shallow, bare, folder, *up = said.split("\n")
        has_tree = bare == "false" and len(up) > 1
        top = (here.resolve() / up[0]).resolve() if has_tree else Path(folder)
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
        commits = self.resolve_all([revision, other])
        try:
            return self._ask("merge-base", *commits).decode().strip()
        except GitTrouble as trouble:
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
            return sorted(filter(None, map(_change, _records(said))), key=lambda change: change.path)
        if self.is_bare:
            raise GitTrouble(f"{self.top} has no working tree: name two revisions, such as `main~1 main`")
        with self._whole_index(below) as index:
            said = self._ask("diff", *_RAW, before, "--", *below, GIT_INDEX_FILE=index)
        found = filter(None, map(_change, _records(said)))
        on_disk = (change._replace(after=change.after and Entry(change.after.path)) for change in found)
        return sorted(on_disk, key=lambda change: change.path)

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
        """What stands in each of these files, in their order; one process of git reads them all."""
        pipe = subprocess.PIPE
        with subprocess.Popen(
            ["git", "cat-file", "--batch"],
            cwd=self.top,
            env=self._environment,
            stdin=pipe,
            stdout=pipe,
            stderr=subprocess.DEVNULL,
        ) as process:
            for entry in entries:
                yield _from_git(process, entry) if entry.blob else self._on_disk(entry)

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

    @property
    def _environment(self) -> dict[str, str]:
        return _environment(self.folder)

    def _ask(self, *words: str, given: bytes = b"", **environment: str) -> bytes:
        return _git(self.top, {**self._environment, **environment}, *_SETTINGS, *words, given=given)

    def _commits(self, revisions: Sequence[str]) -> list[str]:
        """The ids of commits; an empty text for what names none."""
        asked = "".join(f"{' '.join(revision.split(chr(10)))}^{{commit}}\n" for revision in revisions)
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
                shutil.copyfile(own, index)
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


def _environment(repository: Path | None) -> dict[str, str]:
    """The user's environment without what points to another repository."""
    kept = {name: value for name, value in os.environ.items() if name not in (*_FOREIGN, *_QUARANTINE)}
    waiting = os.environ.get(_QUARANTINE[0])
    if repository is not None and waiting and Path(waiting).resolve().is_relative_to(repository.resolve()):
        kept.update({name: os.environ[name] for name in _QUARANTINE if name in os.environ})
    return {**kept, **_OURS}


def _git(folder: Path, environment: dict[str, str], *words: str, given: bytes = b"") -> bytes:
    try:
        done = subprocess.run(["git", *words], cwd=folder, env=environment, input=given, capture_output=True)
    except FileNotFoundError as error:
        missing = f"{folder} is not there" if not folder.is_dir() else "git is not installed, or not in the PATH"
        raise GitTrouble(missing) from error
    except (OSError, ValueError) as error:
        raise GitTrouble(f"git does not start: {error}") from error
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        raise GitTrouble(" ".join(lines[:1]).removeprefix("fatal: "))
    return done.stdout


def _from_git(process: subprocess.Popen[bytes], entry: Entry) -> bytes:
    """Asks the running `git cat-file --batch` for one file."""
    asks, says = cast("tuple[IO[bytes], IO[bytes]]", (process.stdin, process.stdout))
    try:
        asks.write(f"{entry.blob}\n".encode())
        asks.flush()
    except BrokenPipeError:
        pass  # git has ended, and says nothing below
    about = says.readline().split()
    if len(about) != 3:
        raise GitTrouble(f"git has lost what stood in {entry.path}: `git fsck` shows what is damaged")
    content = says.read(int(about[2]))
    says.read(1)
    return content


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
