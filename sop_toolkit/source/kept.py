"""Where the toolkit keeps what it has found out, in the user's cache folder and never in a manual.

What is kept counts only for the toolkit that has kept it. To lose it costs time and nothing else.
"""

import os
import time
from collections.abc import Iterable
from pathlib import Path

from sop_toolkit import __version__

_PACKAGE = Path(__file__).parent.parent
_KEEP_DAYS = 30
_ENCODING = ("utf-8", "surrogatepass")  # a path may hold bytes that are no text


def folder() -> Path:
    """Where caches are: `SOP_CACHE`, else the system's place for them."""
    given = os.environ.get("SOP_CACHE")
    if given:
        return Path(given)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        return Path(base or Path.home() / ".cache") / "sop-toolkit"
    except RuntimeError:  # a user without a home, as in some containers, keeps nothing: no file can stand there
        return Path(os.devnull, "sop-toolkit")


def digest(parts: Iterable[str]) -> str:
    """A short name for these words; other words have another."""
    from _blake2 import blake2b  # all of hashlib would bring OpenSSL with it

    return blake2b("\n".join(parts).encode(*_ENCODING), digest_size=16).hexdigest()


def toolkit(*rooms: str) -> str:
    """What is another when the toolkit is: its version, and for a checkout the time of the last edit in these rooms."""
    newest = 0
    for room in rooms:
        for where, _, files in os.walk(_PACKAGE / room):
            if not where.endswith("__pycache__"):
                newest = max(newest, *(os.stat(f"{where}/{file}").st_mtime_ns for file in files), 0)
    return f"{__version__} {newest}"


def keep(path: Path, content: str | bytes) -> None:
    """Writes a file of the folder, and forgets old ones of its kind; where that cannot be, it is done without."""
    from sop_toolkit.source.write import replace

    limit = time.time() - _KEEP_DAYS * 86_400
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, content)
        for other in path.parent.glob(f"*{path.suffix}"):
            if other.stat().st_mtime < limit:
                other.unlink(missing_ok=True)
    except OSError:
        pass


class Answer:
    """A text under the name of all that it follows from: the question, and the rooms of the toolkit that answer it.

    The file's first line is a checksum. A file that is damaged, or that has another's name, is no answer.
    """

    def __init__(self, rooms: Iterable[str], *question: object) -> None:
        name = digest([toolkit(*rooms), *map(repr, question)])
        self._path = folder() / f"{name}.answer"

    def get(self) -> str | None:
        """What an earlier run has kept, if it is there and whole."""
        try:
            checksum, _, text = self._path.read_bytes().decode(*_ENCODING).partition("\n")
        except (OSError, ValueError):
            return None
        return text if checksum == self._checksum(text) else None

    def keep(self, text: str) -> None:
        """Keeps the answer for later runs."""
        keep(self._path, f"{self._checksum(text)}\n{text}".encode(*_ENCODING))

    def _checksum(self, text: str) -> str:
        return digest([self._path.name, text])
