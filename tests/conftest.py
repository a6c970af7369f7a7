from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from chromium import find
from hypothesis import settings
from sites import ROOT, run, served
from tabs import Tabs

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A slow machine is no fault. A pipeline repeats the same examples, so that only a change breaks it.
settings.register_profile("home", deadline=None)
settings.register_profile("pipeline", deadline=None, derandomize=True)
settings.load_profile("pipeline" if os.environ.get("CI") else "home")


def pytest_configure(config: pytest.Config) -> None:
    """What tests find is no business of the user's own cache."""
    os.environ["SOP_CACHE"] = tempfile.mkdtemp(prefix="sop-tests-")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--golden", action="store_true", help="write the golden pages anew; read the diff before you commit"
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's manual, built by plain `mkdocs build --strict`."""
    folder = tmp_path_factory.mktemp("built") / "site"
    done = run("mkdocs", "build", "--strict", "-d", str(folder), cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with served(site) as top:
        yield top


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser a process: Playwright refuses to start a second time beside itself."""
    from playwright.sync_api import sync_playwright

    path = find()
    assert path, "no Chromium: run tests/chromium.py"
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    return Tabs(browser)
