"""Tell what changed, in steps and fields instead of lines.

Without REV the working tree is compared with the commit where it left the default branch; with REV, with the commit
where it left REV. With REV REV2, or REV..REV2, these two are compared; with REV...REV2, what REV2 added.

example:
  sop diff
  sop diff v1.0 v2.0 procedures/returns
  sop diff origin/main --format markdown --output comment.md
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sop_toolkit.cli.main import DONE, Trouble
from sop_toolkit.source.find import SOURCES, find_root

if TYPE_CHECKING:
    from sop_toolkit.review.git import Repository

    _Two = tuple[str, str]
    _Asked = tuple[Repository, Path, _Two, _Two, list[str]]

FORMATS = ("text", "markdown", "json")
_SOURCE_ENDS = (".yaml", ".yml")
# The rooms of the toolkit that make a report.
_ROOMS = ("cli", "review", "model", "source")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", metavar="REV|PATH", help="up to two revisions, then files or folders")
    parser.add_argument("--format", choices=FORMATS, default="text", help="form of the report (default: text)")
    parser.add_argument("--output", metavar="FILE", help="write the report into a file")
    parser.add_argument("--no-cache", action="store_true", help="compare every text anew")


def run(options: argparse.Namespace) -> int:
    from sop_toolkit.review.git import GitTrouble

    try:
        report = _report(options.words, options.format, not options.no_cache)
        _write(report, options.output)
    except GitTrouble as trouble:
        raise Trouble(str(trouble)) from trouble
    return DONE


def _report(words: Sequence[str], format: str, is_cached: bool) -> str:
    revisions, paths = _sorted(words)
    root = find_root(Path()) or Path().resolve()
    inside = root / SOURCES
    home = inside if inside.is_dir() else root
    home = next((path for path in map(Path, paths) if path.exists()), home)  # a submodule has its own repository
    repository, names, commits = _sides(revisions, home, paths)
    asked = repository, root, names, commits, _below(paths, commits, home, repository)
    if not is_cached or not all(commits):
        return _made(asked, format)
    from sop_toolkit.source.kept import Answer

    # commits never change, so neither does what there is to tell of two, unless the user replaces one
    answer = Answer(_ROOMS, *asked, repository.replaced(), format)
    report = answer.get()
    if report is None:
        report = _made(asked, format)
        answer.keep(report)
    return report


def _made(asked: _Asked, format: str) -> str:
    from sop_toolkit.review.diff import diff
    from sop_toolkit.review.report import write

    return write(diff(*asked), format)


def _sorted(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The revisions, which come first, and the paths."""
    for number, word in enumerate(words):
        if number == 2 or word.endswith(_SOURCE_ENDS) or Path(word).exists():
            return list(words[:number]), list(words[number:])
    return list(words), []


def _sides(revisions: Sequence[str], home: Path, paths: Sequence[str]) -> tuple[Repository, _Two, _Two]:
    """The repository, the names of the two states, and their commits; the working tree has neither."""
    from sop_toolkit.review.git import Repository

    names, is_since = _names(revisions)
    if len(names) == 2:
        repository, (before, after) = Repository.with_commits(home, names)
    else:
        repository = Repository.where(home)
    if paths and len(revisions) < 2 and repository.knows(paths[0]):
        raise Trouble(f"“{paths[0]}” is a revision and a path here: write ./{paths[0]} if you mean the path")
    if len(names) < 2:
        base = names[0] if names else repository.default_base()
        return repository, (base, ""), (repository.merge_base(base), "")
    return repository, (names[0], names[1]), (repository.merge_base(*names) if is_since else before, after)


def _names(revisions: Sequence[str]) -> tuple[Sequence[str], bool]:
    """The names of the states, and whether the first stands for the commit where the second left it."""
    first, dots, second = revisions[0].partition("..") if len(revisions) == 1 else ("", "", "")
    if not dots:
        return revisions, False
    return (first or "HEAD", second.removeprefix(".") or "HEAD"), second.startswith(".")


def _below(paths: Sequence[str], commits: Sequence[str], home: Path, repository: Repository) -> list[str]:
    """The paths that count, from the repository's top; without any, the folder of the sources."""
    there = list(paths) if repository.is_bare else [repository.relative(Path(path)) for path in paths]
    for path, known in zip(paths, there, strict=True):
        if not Path(path).exists() and not any(repository.files(each, [known]) for each in commits if each):
            raise Trouble(f"{path}: there is no such file or folder, and there was none")
    return there if paths or repository.is_bare else [repository.relative(home)]


def _write(report: str, file: str | None) -> None:
    if not file:
        sys.stdout.write(report)
        return
    from sop_toolkit.source.write import deliver

    try:
        deliver(Path(file), report)
    except OSError as error:
        raise Trouble(f"--output {file}: the report cannot be written: {error.strerror}") from error
