from __future__ import annotations

import os
import tempfile

import pytest
from hypothesis import settings

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
