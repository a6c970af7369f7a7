from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import find
from playwright.sync_api import Browser, sync_playwright
from sites import ROOT, run, served


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's manual, built by plain `mkdocs build`."""
    folder = tmp_path_factory.mktemp("searched") / "site"
    done = run("mkdocs", "build", "-q", "-d", str(folder), cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with served(site) as top:
        yield top


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find()
    assert path, "no Chromium: run tests/chromium.py"
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
