"""`sop build` and `sop serve`: MkDocs, called so that trouble is one line and a failed build changes nothing."""

from __future__ import annotations

import logging
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sop_toolkit.source.folder import replaced

CONFIG = "mkdocs.yml"
T = TypeVar("T")


class Failed(Exception):
    """The site could not be made; the message says why."""


class _Lines(logging.Handler):
    """MkDocs' messages as plain lines. With `keep`, errors are not printed but kept for the one line at the end."""

    def __init__(self, level: int, keep: bool) -> None:
        super().__init__(level)
        self.keep = keep
        self.error = ""

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if record.levelno >= logging.ERROR and self.keep:
            if "Error reading page" not in message:  # the file that it names is made by the plugin
                self.error = " ".join(message.split())
            return
        print(f"{record.levelname.lower()}: {message}", file=sys.stderr)


def build(root: Path, drafts: bool) -> tuple[str, int]:
    """Builds a manual without errors into the folder that `mkdocs.yml` names; gives it, and how many pages there are.

    Raises Failed; the old site then stays.
    """
    with _site_engine(logging.WARNING, keep=True) as lines:
        from mkdocs.commands.build import build as mkdocs_build
        from mkdocs.config import load_config

        config = _guarded(lambda: load_config(config_file=str(_config(root))), lines)
        plugin = config.plugins.get("sop")
        if plugin is None:
            raise Failed(f"{CONFIG}: add `- sop` below `plugins:`, so that the manual's pages are made")
        plugin.config.drafts = drafts or plugin.config.drafts
        plugin.check = False
        plugin.progress = progress() if sys.stderr.isatty() else None
        target = Path(config.site_dir)
        shown = os.path.relpath(target)  # while there is a folder to be in: the command may be called in the old site
        try:
            with replaced(target) as fresh:
                config.site_dir = str(fresh)
                config.plugins.on_startup(command="build", dirty=False)
                _guarded(lambda: mkdocs_build(config), lines)
                pages = sum(1 for _ in fresh.rglob("index.html"))
        except OSError as error:
            raise Failed(f"{shown}: cannot be written: {error.strerror}") from error
        return shown, pages


def serve(root: Path, address: str, open_browser: bool) -> None:
    """Serves until it is interrupted. Raises Failed, for example where the port is taken."""
    _check_free(address)
    with _site_engine(logging.INFO, keep=False) as lines:
        from mkdocs.commands.serve import serve as mkdocs_serve

        config = str(_config(root))
        _guarded(lambda: mkdocs_serve(config, dev_addr=address, open_in_browser=open_browser), lines)


def _check_free(address: str) -> None:
    """A port that is taken is said at once, not after the first build."""
    host, _, port = address.rpartition(":")
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, int(port)))
    except (OSError, OverflowError) as error:
        said = getattr(error, "strerror", None) or "there is no such port"
        raise Failed(f"{address}: {said}; choose another with --address") from error


def progress() -> Callable[[int, int], None]:
    """A line on the terminal that counts the pages."""

    def show(done: int, whole: int) -> None:
        end = "\n" if done == whole else ""
        if done == whole or done % 25 == 0:
            print(f"\r{done * 100 // whole:3} % of the pages", end=end, file=sys.stderr, flush=True)

    return show


def _config(root: Path) -> Path:
    path = root / CONFIG
    if not path.is_file():
        raise Failed(f"no {CONFIG} beside the folder `procedures`: `sop init` in an empty folder shows one to copy")
    return path


def _guarded(call: Callable[[], T], lines: _Lines) -> T:
    """MkDocs' ways of stopping, as one exception with the message that it printed."""
    from mkdocs.exceptions import Abort, MkDocsException

    try:
        return call()
    except (Abort, MkDocsException, SystemExit) as error:
        said = " ".join(str(getattr(error, "message", "") or error).split())
        raise Failed(lines.error or (said if len(said) > 1 else "the site could not be built")) from error


@contextmanager
def _site_engine(level: int, keep: bool) -> Iterator[_Lines]:
    """MkDocs' messages go through `_Lines` while it runs, and the theme's notice about its successor is off."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    lines, logger = _Lines(level, keep), logging.getLogger("mkdocs")
    before = logger.level
    logger.setLevel(logging.INFO)
    logger.addHandler(lines)
    try:
        yield lines
    finally:
        logger.removeHandler(lines)
        logger.setLevel(before)
