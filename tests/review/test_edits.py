"""Prepared edits, told as a manager hears them. `--golden` writes the texts anew: read them aloud before you commit."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from manuals import sop, write
from repositories import commit, git, repository

EDITS = Path(__file__).parent / "edits"


def edited(folder: Path, edit: Path) -> Path:
    """A repository whose working tree is after the edit, and its last commit before."""
    _copy(edit / "before", folder)
    repository(folder)
    commit(folder, {"kept": ""})
    shutil.rmtree(folder / "procedures", ignore_errors=True)
    _copy(edit / "after", folder)
    return folder


def _copy(sources: Path, folder: Path) -> None:
    """The sources with new times, as git goes by them."""
    write(folder, {f"procedures/{each.relative_to(sources)}": each.read_bytes() for each in sources.rglob("*.yaml")})


@pytest.mark.parametrize("edit", sorted(EDITS.iterdir()), ids=lambda edit: str(edit.name))
def test_an_edit_is_told_in_steps(edit: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    folder = edited(tmp_path, edit)
    told = sop("diff", "-C", folder, "HEAD")
    assert (told.code, told.err) == (0, "")
    expected = edit / "expected.txt"
    if request.config.getoption("--golden"):
        expected.write_text(told.out, encoding="utf-8")
    assert told.out == expected.read_text(encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "--allow-empty", "-m", "After")
    assert sop("diff", "-C", folder, "HEAD~1", "HEAD").out.split("\n", 1)[1] == told.out.split("\n", 1)[1]
