"""What this repository and its guide give to GitHub and GitLab: valid by their schemas, and true to each other."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from fences import PAGE, examples
from manuals import PROCEDURE, TILL, manual
from repositories import commit, git, repository
from sites import ROOT, run

FORM = ".github/ISSUE_TEMPLATE/wrong-procedure.yml"
OURS = {
    "action.yml": "github-actions",
    ".github/workflows/test.yml": "github-workflows",
    ".github/workflows/procedures.yml": "github-workflows",
    FORM: "github-issue-forms",
}
IN_THE_GUIDE = {"# .github/workflows/procedures.yml": "github-workflows", "# .gitlab-ci.yml": "gitlab-ci"}


def check(file: str | Path, schema: str) -> None:
    done = run("check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(file), cwd=ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("file", "schema"), OURS.items())
def test_our_files_are_valid(file: str, schema: str) -> None:
    check(file, schema)


@pytest.mark.parametrize(("first", "schema"), IN_THE_GUIDE.items())
def test_the_examples_are_valid(first: str, schema: str, tmp_path: Path) -> None:
    file = tmp_path / "example.yml"
    file.write_text(examples(first)[0], encoding="utf-8")
    check(file, schema)


def test_our_workflow_is_the_example_with_our_own_action() -> None:
    example = yaml.safe_load(examples("# .github/workflows/procedures.yml")[0])
    ours = yaml.safe_load((ROOT / ".github/workflows/procedures.yml").read_text(encoding="utf-8"))
    ours["jobs"]["check"]["steps"] = [
        {**step, "uses": "example/sop-toolkit@v0.1.0"} if step.get("uses") == "./" else step
        for step in ours["jobs"]["check"]["steps"]
        if "setup-python" not in step.get("uses", "")
    ]
    assert ours == example


def test_the_guide_names_every_input_and_output_of_the_action() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    page = PAGE.read_text(encoding="utf-8")
    for name in action["inputs"]:
        assert f"| `{name}` |" in page
    for name in action["outputs"]:
        assert f"`{name}`" in page


def test_our_workflow_runs_what_is_there() -> None:
    steps = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text(encoding="utf-8"))["jobs"]["test"]["steps"]
    (command,) = (step["run"] for step in steps if "run" in step)
    assert os.access(ROOT / command, os.X_OK)


@pytest.fixture
def job(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The job of the guide's example, in the environment of a service that has `sop`."""
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    return dict(yaml.safe_load(examples("# .gitlab-ci.yml")[0])["procedures"])


def run_job(job: Mapping[str, Any], work: Path) -> subprocess.CompletedProcess[str]:
    install, *script = job["script"]
    assert shlex.split(install)[:2] == ["pip", "install"]
    return subprocess.run(["sh", "-e"], input="\n".join(script), cwd=work, text=True, capture_output=True)


@pytest.mark.parametrize(("text", "code"), [(PROCEDURE, 0), (PROCEDURE + "  - do: The coins are counted.\n", 1)])
def test_the_job_for_gitlab_checks_a_merge_request(
    text: str, code: int, job: Mapping[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = repository(tmp_path)
    manual(work, PROCEDURE.replace("Give change", "We will give change"))
    monkeypatch.setenv("CI_MERGE_REQUEST_DIFF_BASE_SHA", commit(work, {}))
    git(work, "checkout", "-q", "-b", "work")
    commit(work, {TILL: text})
    done = run_job(job, work)
    assert done.returncode == code, done.stderr
    assert ("are counted" in done.stdout) == bool(code)
    reports = job["artifacts"]["reports"]
    findings = json.loads((work / reports["codequality"]).read_text(encoding="utf-8"))
    assert [each["check_name"] for each in findings] == ["passive-voice"] * code
    assert (work / reports["junit"]).read_text(encoding="utf-8").startswith("<?xml")
    assert "Open the till" in (work / job["artifacts"]["paths"][0]).read_text(encoding="utf-8")


def test_the_job_for_gitlab_leaves_out_what_the_target_branch_brings(
    job: Mapping[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = repository(tmp_path)
    manual(work, PROCEDURE)
    monkeypatch.setenv("CI_MERGE_REQUEST_DIFF_BASE_SHA", commit(work, {}))
    git(work, "branch", "work")
    target = commit(work, {TILL: f"{PROCEDURE}  - do: It is opened.\n"})
    monkeypatch.setenv("CI_MERGE_REQUEST_TARGET_BRANCH_SHA", target)
    git(work, "checkout", "-q", "work")
    commit(work, {"README.md": "# Our manual\n"})
    git(work, "merge", "-q", "--no-ff", "-m", "Merged results", "main")
    done = run_job(job, work)
    assert done.returncode == 0, done.stdout
    assert "Nothing changes" in (work / job["artifacts"]["paths"][0]).read_text(encoding="utf-8")
