"""Finds a Chromium for the browser tests, and installs one where there is none.

First one that is installed, then the system's package manager, then Playwright's own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """The path of a browser, from $CHROMIUM or the search path or Playwright; None if there is none."""
    given = os.environ.get("CHROMIUM")
    found = given or next((path for name in _NAMES if (path := shutil.which(name))), None)
    return found or _of_playwright()


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None


def install() -> None:
    """Tries the ways to a browser in turn; each may fail, the last word is `find`."""
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get"):
        _try([*root, "apt-get", "update", "-qq"])
        _try([*root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"])
    elif shutil.which("dnf"):
        _try([*root, "dnf", "install", "-y", "-q", "chromium"])
    if find() is None:
        _try([sys.executable, "-m", "playwright", "install", "chromium"])


def _try(command: list[str]) -> None:
    print("+", " ".join(command), flush=True)
    subprocess.run(
        command,
        check=False,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    )


if __name__ == "__main__":
    if find() is None:
        install()
    browser = find()
    if browser is None:
        sys.exit("No Chromium was found or installed: install one and name it in $CHROMIUM.")
    print(f"browser: {browser}")
