"""The hook of the guide in a real bare repository: it refuses a push and shows why."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from fences import examples
from manuals import PROCEDURE, TILL, manual
from repositories import WHO, commit, git, repository

PASSIVE = PROCEDURE + "  - do: The coins are counted.\n"
FUTURE = PROCEDURE.replace("Give change", "We will give change")


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bare repository with the hook."""
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    folder = tmp_path / "manual.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", folder.name)
    hook = folder / "hooks" / "pre-receive"
    hook.write_text(examples("#!/bin/sh")[0], encoding="utf-8")
    hook.chmod(0o755)
    return folder


@pytest.fixture
def work(server: Path, tmp_path: Path) -> Path:
    """A writer's repository whose main branch the server has, with an old finding in it."""
    folder = repository(tmp_path / "work")
    git(folder, "remote", "add", "origin", str(server))
    manual(folder, FUTURE)
    commit(folder, {})
    assert push(folder)[0] == 0
    return folder


def push(work: Path, *words: str) -> tuple[int, str]:
    """The code and the words that a writer gets."""
    done = subprocess.run(
        ["git", *WHO, "push", "-q", "origin", *(words or ("main",))],
        cwd=work,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.returncode, done.stdout


def test_a_push_that_causes_a_finding_is_refused_and_says_why(server: Path, work: Path) -> None:
    before = git(server, "rev-parse", "main")
    commit(work, {TILL: PASSIVE.replace("Give change", "We will give change")})
    code, said = push(work)
    assert code == 1
    assert f"remote: {TILL}:7:19: error: “are counted” is in the passive voice. (passive-voice)" in said
    assert "Write a command: “Count the coins”." in said
    assert "future-tense" not in said
    assert "pre-receive hook declined" in said
    assert git(server, "rev-parse", "main") == before


def test_a_sound_push_passes(server: Path, work: Path) -> None:
    made = commit(work, {TILL: FUTURE.replace("Open the till.", "Open the till with the key.")})
    code, said = push(work)
    assert code == 0, said
    assert git(server, "rev-parse", "main") == made


def test_a_new_branch_is_compared_with_the_main_one(server: Path, work: Path) -> None:
    git(work, "checkout", "-q", "-b", "work")
    commit(work, {TILL: PASSIVE})
    code, said = push(work, "work")
    assert code == 1
    assert "are counted" in said
    commit(work, {TILL: PROCEDURE})
    code, said = push(work, "work")
    assert (code, said.rstrip()) == (0, "remote: 1 file checked, nothing found.")


def test_the_first_push_is_checked_as_a_whole(server: Path, tmp_path: Path) -> None:
    folder = repository(tmp_path / "first")
    git(folder, "remote", "add", "origin", str(server))
    manual(folder, PASSIVE)
    commit(folder, {})
    code, said = push(folder)
    assert code == 1
    assert "are counted" in said


def test_branches_that_go_tags_and_branches_without_a_manual_pass(server: Path, work: Path) -> None:
    git(work, "checkout", "-q", "-b", "work")
    assert push(work, "work")[0] == 0
    assert push(work, "--delete", "work") == (0, "")
    git(work, "tag", "v1.0")
    assert push(work, "v1.0") == (0, "")
    git(work, "checkout", "-q", "--orphan", "pages")
    git(work, "rm", "-rfq", ".")
    commit(work, {"index.html": "<p>The till is opened.</p>\n"})
    assert push(work, "pages") == (0, "")


def test_one_bad_branch_of_a_push_stops_all(server: Path, work: Path) -> None:
    git(work, "checkout", "-q", "-b", "bad")
    commit(work, {TILL: PASSIVE})
    git(work, "checkout", "-q", "-b", "good", "main")
    commit(work, {TILL: PROCEDURE})
    assert push(work, "bad", "good")[0] == 1
    assert git(server, "branch", "--list").split() == ["*", "main"]


def test_a_server_without_the_command_takes_nothing(server: Path, work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = [each for each in os.environ["PATH"].split(os.pathsep) if not Path(each, "sop").exists()]
    monkeypatch.setenv("PATH", os.pathsep.join(usual))
    commit(work, {TILL: PROCEDURE})
    code, said = push(work)
    assert code == 1
    assert "sop" in said
