"""Writing files so that nothing is ever half there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# A file that was not there, in which bytes stay as they are on every system.
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


@contextmanager
def made(folder: Path) -> Iterator[None]:
    """Makes a folder, with those above it, where there is none; those go again if the block fails. Raises OSError."""
    new = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for each in new:
            with suppress(OSError):
                each.rmdir()
        raise


def replace(path: Path, content: str | bytes) -> None:
    """Writes beside the file, then takes the old one's place. Raises OSError; the old file then stays."""
    with _replaced(path, content):
        pass


@contextmanager
def delivered(path: Path, content: str) -> Iterator[None]:
    """Writes what a user asks for under a name: a file is replaced, and a link stays one. Raises OSError.

    The old file stays until the end of the block, and if the block fails: so several files change together or not at
    all. A device or a pipe gets the words at the start, as they come; nothing may take its place.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(content.encode("utf-8"))
        yield
    else:
        with _replaced(path.resolve(), content):
            yield


def deliver(path: Path, content: str) -> None:
    """Writes what a user asks for under a name, as `delivered` does. Raises OSError."""
    with delivered(path, content):
        pass


@contextmanager
def _replaced(path: Path, content: str | bytes) -> Iterator[None]:
    data = content.encode("utf-8") if isinstance(content, str) else content
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}")  # `tempfile` brings a dozen modules with it
    try:
        handle = os.open(temporary, _NEW, 0o600)
    except OSError as error:
        error.filename = str(path)  # nobody knows the other name
        raise
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, _mode(path))
        yield
        os.replace(temporary, path)
    except BaseException:
        with suppress(FileNotFoundError):  # Ctrl-C may come when the file has its place already
            os.unlink(temporary)
        raise


def _mode(path: Path) -> int:
    """The old file's mode; a new file gets what the user's mask leaves."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
