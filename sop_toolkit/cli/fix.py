"""Write the linter's safe replacements into the files: “in order to” becomes “to”.

Only those words change; comments, line ends and layout stay as they are. A file is written only if it still has the
same shape. Exit code 0: done; 1: with --diff, there is something to fix; 2: a file could not be read or written.

example:
  sop fix --diff
  sop fix procedures/returns handbook.md
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sop_toolkit.cli.lint import language_of, paths_of, rules_of
from sop_toolkit.cli.main import DONE, FAILED, FOUND, Trouble

if TYPE_CHECKING:
    from sop_toolkit.author.fix import Fixed


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="procedures, .md or .txt files, folders (default: the manual here)"
    )
    parser.add_argument("--diff", action="store_true", help="show what would change, and write nothing")
    parser.add_argument("--unsafe", action="store_true", help="also make changes that you have to read once more")
    parser.add_argument("--select", metavar="RULE,…", default="", help="fix the findings of these rules only")
    parser.add_argument("--ignore", metavar="RULE,…", default="", help="leave these rules out")
    parser.add_argument("--language", metavar="LANG", default="", help="language of plain documents (default: guessed)")


def run(options: argparse.Namespace) -> int:
    from sop_toolkit.author.fix import diff, fix, write
    from sop_toolkit.lint.engine import Selection

    paths = _fixable(options.paths)
    selection = Selection(rules_of(options.select), rules_of(options.ignore))
    outcome = fix(paths, selection, options.unsafe, language_of(options.language))
    fixed: list[Fixed] = []
    failed = bool(outcome.unread)
    for name in outcome.unread:
        print(f"sop: {name}: it cannot be read; `sop lint` says why", file=sys.stderr)
    for file in outcome.files:
        if file.trouble:
            print(f"sop: {file.name}: {file.trouble}", file=sys.stderr)
        if not file.fixes:
            continue
        try:
            if options.diff:
                sys.stdout.write(diff(file))
            else:
                write(file)
                print(f"{file.name}: {_count(file.fixes, 'fix')}")
            fixed.append(file)
        except OSError as error:
            failed = True
            print(f"sop: {file.name}: {error.strerror}", file=sys.stderr)
    if not options.diff:
        print(_sum(fixed, outcome.left, "Nothing is fixed" if failed else "Nothing to fix"))
    if failed:
        return FAILED
    return FOUND if options.diff and fixed else DONE


def _fixable(given: list[str]) -> list[Path]:
    paths = paths_of(given)
    for path in paths:
        if path.is_file() and path.suffix.lower() == ".docx":
            raise Trouble(f"{path}: Word documents are not changed here; `sop lint` shows what to write")
    return list(paths)


def _sum(fixed: list[Fixed], left: int, nothing: str) -> str:
    made = f"{_count(sum(file.fixes for file in fixed), 'fix')} in {_count(len(fixed), 'file')}"
    return (made if fixed else nothing) + (f"; {_count(left, 'finding')} left." if left else ".")


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}{'es' if what == 'fix' else 's'}"
