"""The entry point: finds the command, runs it, and turns trouble into one clear line."""

from __future__ import annotations

import argparse
import errno
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from sop_toolkit import __version__

if TYPE_CHECKING:
    from datetime import date
    from types import ModuleType

    from sop_toolkit.model.build import Library

# A name and its line of help; the module `cli/<name>.py` is imported when its command is used.
COMMANDS = {
    "init": "make a new manual in a folder",
    "new": "make a new draft procedure",
    "lint": "check procedures and plain documents",
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
# What writing says of a disk that takes no more.
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
# Commands that leave nothing to tidy up behind them: no server, no thread, no site engine.
_SHORT = ("lint", "fix", "status", "diff", "rule")


class Trouble(Exception):
    """Something that keeps a command from doing its work; the message says what to do."""


def manual_here() -> Path:
    """The manual that the current folder belongs to."""
    from sop_toolkit.source.find import find_root

    root = find_root(Path())
    if root is None:
        raise Trouble("no procedures/manual.yaml here or above: name its folder with -C, or make one with `sop init`")
    return root


def library_here() -> Library:
    """The manual that the current folder belongs to, read. Raises Trouble where its own files cannot be."""
    from sop_toolkit.model.build import load

    library = load(manual_here())
    if library.trouble:
        raise Trouble(library.trouble)
    return library


def day(given: str | None, option: str = "--today") -> date:
    """The day that an option gives, or today."""
    from datetime import date  # half of the commands know no day

    if given is None:
        return date.today()
    with suppress(ValueError):
        found = date.fromisoformat(given)
        if found.isoformat() == given:
            return found
    raise Trouble(f"{option} {given}: write year, month and day, such as 2026-11-01")


def words(given: str) -> str:
    """A text for a file. Raises what `argparse` tells, where the terminal writes it in another encoding than UTF-8."""
    if any("\ud800" <= sign <= "\udfff" for sign in given):
        raise argparse.ArgumentTypeError(f"“{given}” is not UTF-8: set the terminal to that encoding")
    return given


class _Help(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=min(_columns(), 100))


class _Parser(argparse.ArgumentParser):
    """Takes a command's words apart; what is wrong with them is said in one line, as all other trouble is."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(formatter_class=_Help, allow_abbrev=False, **settings)

    def error(self, message: str) -> NoReturn:
        raise Trouble(f"{message}; `{self.prog} --help` shows what there is")

    def read(self, words: Sequence[str]) -> argparse.Namespace:
        """The options; paths may stand before them, behind them and between them."""
        options, left = self.parse_known_args(words)
        return self.parse_intermixed_args(words) if left else options


def _columns() -> int:
    """The width to write for; some terminals say that they have none."""
    return (os.get_terminal_size().columns if sys.stdout.isatty() else 0) or 100


def console() -> NoReturn:
    """Runs the program's own words, and ends it.

    A short command neither looks for garbage nor takes itself apart at its end. What it reads lives to the end of the
    run, and to look for garbage in it takes a quarter of the time; to take everything apart would take longer than an
    empty program does in all.
    """
    is_short = next((word for word in sys.argv[1:] if word in COMMANDS), "") in _SHORT
    if is_short:
        gc.disable()
    code = main()
    if is_short and code != FAILED:  # what failed may have left something running
        with suppress(OSError):
            print(end="", file=sys.stderr, flush=True)
        os._exit(code)
    sys.exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; the result is its exit code. Raises KeyboardInterrupt, which `sop_toolkit.__main__` tells."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _write_utf8()
    try:
        code = _run(given)
        print(end="", flush=True)  # a reader who has gone is told here, and not at the end of the process
        return code
    except Trouble as trouble:
        print("sop:", str(trouble).replace("\n", " "), file=sys.stderr)  # a name may hold a line's end
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        _give_up_output()
    except Exception as error:  # the last net: a user gets a line to report, not a traceback
        if os.environ.get("SOP_TRACEBACK"):
            raise
        print(f"sop: {_said_of(error)}", file=sys.stderr)
    return FAILED


def _run(given: list[str]) -> int:
    folder, words = _folder(given)
    try:
        if folder is not None:
            _go_to(folder)
        return _work(words)
    except Exception as error:
        _tell_program(words, str(error) or type(error).__name__)
        raise


def _go_to(folder: Path) -> None:
    try:
        os.chdir(folder)
    except OSError as error:
        raise Trouble(f"-C {folder}: {error.strerror}") from error


def _work(words: list[str]) -> int:
    name = _command(words)
    if not name:
        _parser().parse_args(words or ["--help"])
        return DONE
    command = _module(name)
    own = _Parser(prog=f"sop {name}", description=command.__doc__)
    command.arguments(own)
    own.add_argument(
        "-C", dest="_folder", metavar="DIR", help="work in this folder (before or after the command's name)"
    )
    others = list(words)
    others.remove(name)
    code: int = command.run(own.read(others))
    return code


def _module(name: str) -> ModuleType:
    if name in COMMANDS:
        return import_module(f"sop_toolkit.cli.{name}")
    from sop_toolkit.model.guess import did_you_mean

    raise Trouble(f"no command is called `{name}`. {did_you_mean(name, list(COMMANDS))} `sop --help` lists them all")


def _tell_program(words: Sequence[str], message: str) -> None:
    """A program that asks for a document gets one, also where the command cannot do its work."""
    name, format = _command(words), _format_on_output(words)
    if name not in COMMANDS or not format:
        return
    refused = getattr(_module(name), "refused", None)
    if refused:
        sys.stdout.write(refused(format, message))
    elif format == "json":
        import json

        print(json.dumps({"version": 1, "error": message}, ensure_ascii=False, indent=2))


def _format_on_output(words: Sequence[str]) -> str:
    """The format of the report that has no file, as far as the words tell it: they may be wrong."""
    formats = []
    for word, following in zip(words, [*words[1:], ""], strict=True):
        option, _, value = word.partition("=")
        if option == "--format":
            formats.append(value or following)
        elif option == "--output" and formats:
            formats.pop()
        elif option == "--":
            break
    return formats[0] if formats else ""


def _command(given: Sequence[str]) -> str:
    """The first word that is no option; nothing if there is none."""
    return next((word for word in given if not word.startswith("-")), "")


def _folder(given: list[str]) -> tuple[Path | None, list[str]]:
    """Takes every `-C DIR` out of the words, as it may stand before or after the command's name."""
    rest: list[str] = []
    folder: Path | None = None
    words = iter(given)
    for word in words:
        if word == "--":
            return folder, [*rest, word, *words]
        value = (word[2:] or next(words, "")) if word.startswith("-C") else ""
        if value:
            folder = Path(folder or "", value)
        else:
            rest.append(word)
    return folder, rest


def _parser() -> _Parser:
    width = max(map(len, COMMANDS))
    listed = "\n".join(f"  {name:{width}}  {meaning}" for name, meaning in COMMANDS.items())
    parser = _Parser(
        prog="sop",
        description="Procedures as structured sources, checked for clear language and published as one manual.",
        epilog=f"commands:\n{listed}\n\nexample:\n  sop init my-manual && sop -C my-manual serve\n\n"
        "`sop COMMAND --help` explains a command.",
        usage="sop [-C DIR] COMMAND [...]",
    )
    parser.add_argument("command", nargs="?", metavar="COMMAND", help="one of the commands below")
    parser.add_argument("-C", dest="_folder", metavar="DIR", help="work in this folder")
    parser.add_argument("--version", action="version", version=f"sop {__version__}")
    return parser


def _said_of(error: Exception) -> str:
    """What a user hears of trouble that no command expects."""
    if isinstance(error, OSError) and error.errno in _FULL and error.filename is None:
        try:
            sys.stdout.flush()
        except OSError:
            _give_up_output()
        return f"the output cannot be written: {error.strerror}"
    what = " ".join(str(error).split())
    return f"internal error: {type(error).__name__}: {what} (SOP_TRACEBACK=1 shows where; please report it)"


def _give_up_output() -> None:
    """Drops what waits to be written: the end of the process is not to try it once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write_utf8() -> None:
    """Piped output is UTF-8 everywhere, whatever the machine's own encoding is; to a closed end it goes nowhere."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
