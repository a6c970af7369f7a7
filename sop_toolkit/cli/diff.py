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

FORMATS = ("text", "markdown", "json")
_SOURCE_ENDS = (".yaml", ".yml")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", metavar="REV|PATH", help="up to two revisions, then files or folders")
    parser.add_argument("--format", choices=FORMATS, default="text", help="form of the report (default: text)")
    parser.add_argument("--output", metavar="FILE", help="write the report into a file")


def run(options: argparse.Namespace) -> int:
    from sop_toolkit.review.git import GitTrouble

    try:
        report = _report(options.words, options.format)
        _write(report, options.output)
    except (GitTrouble, Trouble) as trouble:
        if options.format == "json" and not options.output:
            import json

            print(json.dumps({"version": 1, "error": str(trouble)}, ensure_ascii=False, indent=2))
        raise Trouble(str(trouble)) from trouble
    return DONE


def _report(words: Sequence[str], format: str) -> str:
    from sop_toolkit.review.diff import diff
    from sop_toolkit.review.git import Repository
    from sop_toolkit.review.report import write

    root = find_root(Path()) or Path().resolve()
    inside = root / SOURCES
    repository = Repository.where(inside if inside.is_dir() else root)
    revisions, paths = _sorted(words, repository)
    names, commits = _sides(revisions, repository)
    below = list(paths) if repository.is_bare else [repository.relative(Path(path)) for path in paths]
    for path, there in zip(paths, below, strict=True):
        if not Path(path).exists() and not any(repository.files(each, [there]) for each in commits if each):
            raise Trouble(f"{path}: there is no such file or folder, and there was none")
    if not below and not repository.is_bare:
        below = [repository.relative(inside if inside.is_dir() else root)]
    return write(diff(repository, root, names, commits, below), format)


def _sorted(words: Sequence[str], repository: Repository) -> tuple[list[str], list[str]]:
    """The revisions, which come first, and the paths."""
    for number, word in enumerate(words):
        is_path = word.endswith(_SOURCE_ENDS) or Path(word).exists()
        if is_path and number < 2 and repository.knows(word):
            raise Trouble(f"“{word}” is a revision and a path here: write ./{word} if you mean the path")
        if is_path or number == 2:
            return list(words[:number]), list(words[number:])
    return list(words), []


def _sides(revisions: Sequence[str], repository: Repository) -> tuple[tuple[str, str], tuple[str, str]]:
    """The names of the two states, and their commits; the working tree has neither."""
    if len(revisions) == 1 and ".." in revisions[0]:
        first, _, second = revisions[0].partition("..")
        first, second = first or "HEAD", second or "HEAD"
        if second.startswith("."):
            second = second.removeprefix(".") or "HEAD"
            return (first, second), (repository.merge_base(first, second), repository.resolve(second))
        revisions = (first, second)
    if len(revisions) == 2:
        before, after = repository.resolve_all(revisions)
        return (revisions[0], revisions[1]), (before, after)
    base = revisions[0] if revisions else repository.default_base()
    return (base, ""), (repository.merge_base(base), "")


def _write(report: str, file: str | None) -> None:
    if not file:
        sys.stdout.write(report)
        return
    from sop_toolkit.source.write import deliver

    try:
        deliver(Path(file), report)
    except OSError as error:
        raise Trouble(f"--output {file}: the report cannot be written: {error.strerror}") from error
