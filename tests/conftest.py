from __future__ import annotations

import os
import tempfile

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """What tests find is no business of the user's own cache."""
    os.environ["SOP_CACHE"] = tempfile.mkdtemp(prefix="sop-tests-")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--golden", action="store_true", help="write the golden pages anew; read the diff before you commit"
    )
