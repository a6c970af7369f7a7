"""The hooks of pre-commit on real repositories: those for others, and those of this repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from fences import examples
from manuals import MANUAL, TILL, manual, write
from repositories import commit, git, repository
from sites import ROOT

WORDY = """\
id: open-the-till
title: Open the till
owner: shift-lead
purpose: Open the till in order to give change.
steps:
  - do: Open the till.
"""
PASSIVE = WORDY.replace("Open the till.", "The till is opened.")


def pre_commit(folder: Path, *words: str, home: Path) -> tuple[int, str]:
    """The code and the report of `pre-commit` with these words."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", *words],
        cwd=folder,
        env={**kept, "PRE_COMMIT_HOME": str(home), "GIT_CONFIG_GLOBAL": os.devnull},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=500,
    )
    return done.returncode, done.stdout


def copy_of_this_repository(folder: Path) -> Path:
    """What a clone of this repository would hold if everything here were committed."""
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    for name in filter(None, listed):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    return folder


def as_installed(config: str) -> str:
    """A configuration of the guide, with the hooks of this repository as they run in an environment that has them."""
    offered = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    (source,) = yaml.safe_load(config)["repos"]
    hooks = [{**offered[hook["id"]], **hook, "language": "system"} for hook in source["hooks"]]
    return yaml.safe_dump({"repos": [{"repo": "local", "hooks": hooks}]})


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A manual under version control; the toolkit is installed."""
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    folder = repository(tmp_path / "work")
    manual(folder, WORDY)
    commit(folder, {"notes.txt": "The till is opened.\n"})
    return folder


@pytest.mark.usefixtures("wheels")
def test_another_repository_sets_the_hooks_up_and_runs_them(work: Path, tmp_path: Path) -> None:
    """The real thing: pre-commit clones the toolkit, builds its environment and runs both hooks."""
    toolkit = repository(copy_of_this_repository(tmp_path / "toolkit"))
    commit(toolkit, {})
    commit(work, {TILL: PASSIVE})
    code, said = pre_commit(work, "try-repo", str(toolkit), "--all-files", "--verbose", home=tmp_path / "home")
    assert code == 1, said
    assert re.search(r"sop lint\.+Failed", said), said
    assert f"{TILL}:6:18: error: “is opened” is in the passive voice." in said
    assert re.search(r"sop fix\.+Failed", said), said
    assert f"{TILL}: 1 fix" in said
    assert "files were modified by this hook" in said
    assert "purpose: Open the till to give change." in (work / TILL).read_text(encoding="utf-8")


def test_the_hooks_of_the_guide_stop_a_commit(work: Path, tmp_path: Path) -> None:
    config = as_installed(examples("# .pre-commit-config.yaml")[0])
    commit(work, {TILL: PASSIVE, ".pre-commit-config.yaml": config})
    code, said = pre_commit(work, "run", "--all-files", home=tmp_path / "home")
    assert code == 1, said
    assert f"{TILL}:6:18: error: “is opened” is in the passive voice." in said
    assert "notes.txt" not in said
    commit(work, {TILL: WORDY.replace("in order to", "to")})
    code, said = pre_commit(work, "run", "--all-files", home=tmp_path / "home")
    assert code == 0, said


def test_the_other_form_shows_what_the_commit_causes_in_all_files(work: Path, tmp_path: Path) -> None:
    config = as_installed(examples("# .pre-commit-config.yaml")[1])
    commit(work, {TILL: PASSIVE, ".pre-commit-config.yaml": config})
    write(work, {TILL: PASSIVE.replace("give change", "give the change")})
    git(work, "add", "--all")
    code, said = pre_commit(work, "run", home=tmp_path / "home")
    assert code == 0, said
    write(work, {"procedures/manual.yaml": MANUAL.replace("shift-lead", "lead")})
    git(work, "add", "--all")
    code, said = pre_commit(work, "run", home=tmp_path / "home")
    assert code == 1, said
    assert f"{TILL}:3:8: error: " in said
    assert "(unknown-reference)" in said
    assert "passive" not in said


@pytest.mark.parametrize("file", ["validate-manifest", "validate-config"])
def test_its_files_are_valid(file: str, tmp_path: Path) -> None:
    assert pre_commit(ROOT, file, home=tmp_path) == (0, "")


def test_this_repository_uses_them(tmp_path: Path) -> None:
    work = repository(copy_of_this_repository(tmp_path / "work"))
    (work / ".venv").symlink_to(sys.prefix)
    file = "procedures/putting-right/return-an-item.yaml"
    text = (work / file).read_text(encoding="utf-8")
    files = ["--files", file, "README.md", "sop_toolkit/text.py"]
    commit(work, {})
    code, said = pre_commit(work, "run", *files, home=tmp_path / "home")
    assert code == 0, said
    assert said.count("Passed") == 4, said
    commit(work, {file: text + "done: The refund is given.\n"})
    code, said = pre_commit(work, "run", *files, home=tmp_path / "home")
    assert code == 1, said
