"""The entry point: finds the command, runs it, and turns trouble into one clear line."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from importlib import import_module
from pathlib import Path

from sop_toolkit import __version__

# A name and its line of help; the module `cli/<name>.py` is imported when its command is used.
COMMANDS = {
    "init": "make a new manual in a folder",
    "new": "make a new draft procedure",
    "lint": "check procedures",
    "fix": "write safe replacements into the files",
    "translate": "make a translation file, or bring it in line with its original",
    "release": "raise version, approval, dates and history of a procedure in one edit",
    "status": "show what is due: reviews, approvals, and translations to bring up to date",
    "diff": "tell what changed, in steps",
    "rule": "explain a rule, or list the rules",
    "build": "build the site into `site/`",
    "serve": "show the site while you write, with live reload",
    "render": "write the pages without a site engine",
    "schema": "print the JSON Schema of a file kind, for editors",
}
DONE, FOUND, FAILED = 0, 1, 2


class Trouble(Exception):
    """Something that keeps a command from doing its work; the message says what to do."""


def manual_here() -> Path:
    """The manual that the current folder belongs to."""
    from sop_toolkit.source.find import find_root

    root = find_root(Path())
    if root is None:
        raise Trouble("no procedures/manual.yaml here or above: `sop init` makes a manual")
    return root


def day(given: str | None, option: str = "--today") -> date:
    """The day that an option gives, or today."""
    if given is None:
        return date.today()
    with suppress(ValueError):
        found = date.fromisoformat(given)
        if found.isoformat() == given:
            return found
    raise Trouble(f"{option} {given}: write year, month and day, such as 2026-11-01")


class _Help(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=min(_columns(), 100))


def _columns() -> int:
    return os.get_terminal_size().columns if sys.stdout.isatty() else 100


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; the result is its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _write_utf8()
    try:
        return _run(given)
    except Trouble as trouble:
        print(f"sop: {trouble}", file=sys.stderr)
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        print("sop: stopped", file=sys.stderr)
    except Exception as error:  # the last net: a user gets a line to report, not a traceback
        if os.environ.get("SOP_TRACEBACK"):
            raise
        what = " ".join(str(error).split())
        print(
            f"sop: internal error: {type(error).__name__}: {what} (SOP_TRACEBACK=1 shows where; please report it)",
            file=sys.stderr,
        )
    return FAILED


def _run(given: list[str]) -> int:
    folder, given = _folder(given)
    if folder is not None:
        try:
            os.chdir(folder)
        except OSError as error:
            raise Trouble(f"-C {folder}: {error.strerror}") from error
    parser = _parser()
    name = next((word for word in given if not word.startswith("-")), "")
    if name not in COMMANDS:
        parser.parse_args(given or ["--help"])
        return DONE if given else FAILED
    command = import_module(f"sop_toolkit.cli.{name}")
    own = argparse.ArgumentParser(
        prog=f"sop {name}", description=command.__doc__, formatter_class=_Help, allow_abbrev=False
    )
    command.arguments(own)
    own.add_argument(
        "-C", dest="_folder", metavar="DIR", help="work in this folder (before or after the command's name)"
    )
    words = list(given)
    words.remove(name)
    code: int = command.run(own.parse_args(words))
    return code


def _folder(given: list[str]) -> tuple[Path | None, list[str]]:
    """Takes every `-C DIR` out of the words, as it may stand before or after the command's name."""
    rest: list[str] = []
    folder: Path | None = None
    words = iter(given)
    for word in words:
        if word == "--":
            return folder, [*rest, word, *words]
        if word == "-C":
            value = next(words, None)
            if value is None:
                raise Trouble("-C needs a folder")
            folder = Path(folder or "", value)
        else:
            rest.append(word)
    return folder, rest


def _parser() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS))
    listed = "\n".join(f"  {name:{width}}  {meaning}" for name, meaning in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="sop",
        description="Procedures as structured sources, checked for clear language and published as one manual.",
        epilog=f"commands:\n{listed}\n\nexample:\n  sop init my-manual && sop -C my-manual serve\n\n"
        "`sop COMMAND --help` explains a command.",
        formatter_class=_Help,
        usage="sop [-C DIR] COMMAND [...]",
        allow_abbrev=False,
    )
    parser.add_argument(
        "command", nargs="?", choices=list(COMMANDS), metavar="COMMAND", help="one of the commands below"
    )
    parser.add_argument("-C", dest="_folder", metavar="DIR", help="work in this folder")
    parser.add_argument("--version", action="version", version=f"sop {__version__}")
    return parser


def _write_utf8() -> None:
    """Piped output is UTF-8 everywhere, whatever the machine's own encoding is."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
