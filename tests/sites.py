"""Building and serving sites for tests: the real commands, and a plain file server."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def run(*command: str, cwd: Path | None = None, **options: object) -> subprocess.CompletedProcess[str]:
    """A Python module as a command of its own: `run("mkdocs", "build")`."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=cwd,
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        timeout=300,
    )


def copy_manual(folder: Path) -> Path:
    """The sources of this repository's own manual, in a folder where a test may change them."""
    for name in ("procedures", "templates", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    return folder


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        return


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that closes a connection early is no trouble."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder over HTTP; gives the address of its top."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def axe() -> str:
    """The script that looks for barriers on a page."""
    import axe_playwright_python

    file = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
    return file.read_text(encoding="utf-8")
