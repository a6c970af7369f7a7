"""Real git repositories for tests, apart from the user's own settings."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from manuals import write

WHO = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "protocol.file.allow=always")


def git(folder: Path, *words: str) -> str:
    """What git says to a command that must succeed."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", *WHO, *words], cwd=folder, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def repository(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """A repository on the branch `main`, with one commit of these files if there are any."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main")
    if files:
        commit(folder, files)
    return folder


def commit(folder: Path, files: Mapping[str, str | bytes | None]) -> str:
    """A commit of everything, with these files written before (None: deleted); the result is its id."""
    write(folder, {name: content for name, content in files.items() if content is not None})
    for name, content in files.items():
        if content is None:
            (folder / name).unlink()
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "--allow-empty", "-m", "A change")
    return git(folder, "rev-parse", "HEAD")
