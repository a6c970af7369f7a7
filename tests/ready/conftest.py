from __future__ import annotations

import sys
from pathlib import Path

import pytest


@pytest.fixture
def wheels(monkeypatch: pytest.MonkeyPatch) -> None:
    """pip installs what `make test` has laid beside the interpreter, without the network; else it asks its index."""
    folder = Path(sys.prefix, "wheels")
    if folder.is_dir():
        monkeypatch.setenv("PIP_NO_INDEX", "1")
        monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
