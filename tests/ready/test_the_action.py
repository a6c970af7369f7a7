"""The action on real repositories: its steps run as GitHub runs them."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from actions import Done, run_action
from manuals import TILL, manual
from repositories import commit, git, repository
from sites import ROOT

OLD = """\
id: open-the-till
title: Open the till
owner: shift-lead
purpose: The customer will get change.
steps:
  - id: open
    do: Open the till.
  - id: close
    do: Close the till.
"""
BAD = OLD.replace(
    "    do: Close the till.\n", "    do: Close the till.\n  - id: count\n    do: The coins are counted.\n"
)
GOOD = OLD.replace("Close the till.", "Close the till at once.")
LONG = OLD.replace("Close the till.", "Close the till" + " and the drawer below it" * 5 + ".")
OTHER = TILL.replace("open-the-till", "other")


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose main branch has an old finding; the toolkit is installed."""
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    folder = repository(tmp_path / "work tree")
    manual(folder, OLD)
    commit(folder, {})
    return folder


def pull_request(work: Path, files: Mapping[str, str]) -> dict[str, Any]:
    """A pull request with these files, checked out as GitHub does: merged into a main branch that has moved on."""
    git(work, "checkout", "-q", "-b", "work")
    head = commit(work, dict(files))
    git(work, "checkout", "-q", "main")
    base = commit(work, {"README.md": "# Our manual\n"})
    git(work, "checkout", "-q", "--detach")
    git(work, "merge", "-q", "--no-ff", "-m", "Merge", head)
    return {"pull_request": {"number": 1, "base": {"sha": base}, "head": {"sha": head}}, "before": head}


def run(work: Path, event: Mapping[str, Any], **inputs: str) -> Done:
    given = {name.replace("_", "-"): value for name, value in inputs.items()}
    return run_action(ROOT, work, work.parent / "temp", event, {"toolkit": "none", **given})


def results(file: Path) -> list[tuple[str, int]]:
    """The findings in a SARIF file: rule and line."""
    document = json.loads(file.read_text(encoding="utf-8"))
    assert document["version"] == "2.1.0"
    return [
        (each["ruleId"], each["locations"][0]["physicalLocation"]["region"]["startLine"])
        for each in document["runs"][0]["results"]
    ]


def test_a_pull_request_gets_what_it_causes_and_what_it_changes(work: Path) -> None:
    done = run(work, pull_request(work, {TILL: BAD}))
    assert done.code == 1, done.log
    assert len(done.annotations) == 1
    assert done.annotations[0].startswith(f"::error file={TILL},line=11,endLine=11,col=19,")
    assert "are counted" in done.annotations[0]
    assert results(work / "sop.sarif") == [("passive-voice", 11)]
    comment = (work / "sop-changes.md").read_text(encoding="utf-8")
    assert comment.startswith("### What changes: 1 procedure.\n\n**Open the till**: a major change.\n")
    assert "The coins are counted." in comment
    assert done.summary.startswith(comment)
    assert f"| `{TILL}:11:19` | error |" in done.summary
    assert "future-tense" not in done.log + done.summary
    assert done.outputs == {"exit-code": "1", "sarif-file": "sop.sarif", "comment-file": "sop-changes.md"}


def test_a_sound_pull_request_passes(work: Path) -> None:
    done = run(work, pull_request(work, {TILL: GOOD}))
    assert (done.code, done.annotations, results(work / "sop.sarif")) == (0, [], []), done.log
    assert "at once" in (work / "sop-changes.md").read_text(encoding="utf-8")
    assert done.outputs["exit-code"] == "0"


@pytest.mark.parametrize(("fail_on", "code"), [("", 0), ("warning", 1)])
def test_the_fail_level_is_an_input(work: Path, fail_on: str, code: int) -> None:
    done = run(work, pull_request(work, {TILL: LONG}), fail_on=fail_on)
    assert done.code == code, done.log
    assert [each[:9] for each in done.annotations] == ["::warning"]


def test_paths_limit_what_is_looked_at(work: Path) -> None:
    event = pull_request(work, {TILL: BAD, OTHER: BAD.replace("open-the-till", "other")})
    done = run(work, event, paths=f"{OTHER}\n", sarif_file="out.sarif", comment_file="told.md")
    assert [each for each in done.annotations if TILL in each] == []
    assert "passive-voice" in [rule for rule, _ in results(work / "out.sarif")]
    assert TILL not in (work / "told.md").read_text(encoding="utf-8")
    assert (done.outputs["sarif-file"], done.outputs["comment-file"]) == ("out.sarif", "told.md")


@pytest.mark.parametrize("is_merged", [True, False], ids=["the merge", "the head"])
def test_what_others_merge_meanwhile_is_not_the_change(work: Path, is_merged: bool) -> None:
    git(work, "branch", "work")
    base = git(work, "rev-parse", "HEAD")
    newer = commit(work, {OTHER: BAD.replace("open-the-till", "other")})
    git(work, "checkout", "-q", "work")
    head = commit(work, {TILL: BAD})
    if is_merged:  # as GitHub does it again whenever the base moves; the event stays as it was
        git(work, "checkout", "-q", "--detach", newer)
        git(work, "merge", "-q", "--no-ff", "-m", "Merge", head)
    done = run(work, {"pull_request": {"number": 1, "base": {"sha": base}, "head": {"sha": head}}})
    assert (done.code, results(work / "sop.sarif")) == (1, [("passive-voice", 11)]), done.log
    assert "What changes: 1 procedure." in (work / "sop-changes.md").read_text(encoding="utf-8")


def test_a_base_that_is_given_comes_first(work: Path) -> None:
    given = git(work, "rev-parse", "HEAD")
    commit(work, {OTHER: BAD.replace("open-the-till", "other")})
    done = run(work, pull_request(work, {TILL: GOOD}), base=given)
    assert "What changes: 2 procedures." in (work / "sop-changes.md").read_text(encoding="utf-8"), done.log


def test_a_push_is_compared_with_the_commit_before_it(work: Path) -> None:
    before = git(work, "rev-parse", "HEAD")
    commit(work, {TILL: BAD})
    done = run(work, {"before": before})
    assert (done.code, results(work / "sop.sarif")) == (1, [("passive-voice", 11)]), done.log


EVENTS = {"nightly": {}, "a new branch": {"before": "0" * 40}, "a forced push": {"before": "ab12" * 10}}


@pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS)
def test_without_a_commit_before_the_whole_manual_is_checked(work: Path, event: dict[str, Any]) -> None:
    done = run(work, event)
    assert results(work / "sop.sarif") == [("future-tense", 4)], done.log
    assert done.outputs["comment-file"] == ""
    assert not (work / "sop-changes.md").exists()


@pytest.mark.parametrize("is_push", [False, True])
def test_a_shallow_clone_says_what_to_set(work: Path, is_push: bool) -> None:
    event = pull_request(work, {TILL: BAD})
    event = {"before": event["pull_request"]["base"]["sha"]} if is_push else event
    git(work.parent, "clone", "-q", "--depth", "1", work.as_uri(), "shallow")
    done = run(work.parent / "shallow", event)
    assert done.code == 2
    assert "fetch-depth: 0" in done.log
    assert "Traceback" not in done.log


@pytest.mark.parametrize("name", ["base", "paths", "fail_on", "comment_file", "sarif_file"])
def test_no_input_is_ever_a_command(work: Path, name: str) -> None:
    run(work, pull_request(work, {TILL: BAD}), **{name: "$(touch pwned)`touch pwned`'; touch pwned; '"})
    assert not (work / "pwned").exists()


@pytest.mark.usefixtures("wheels")
def test_it_installs_itself(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = [each for each in os.environ["PATH"].split(os.pathsep) if not Path(each, "sop").exists()]
    monkeypatch.setenv("PATH", os.pathsep.join(usual))
    done = run(work, pull_request(work, {TILL: BAD}), toolkit="", python=sys.executable)
    assert (done.code, len(done.annotations)) == (1, 1), done.log
