"""Runs the steps of a composite action as GitHub does: its expressions, its variables, its files of commands."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
_FILES = ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_ENV", "GITHUB_PATH")


@dataclass(frozen=True)
class Done:
    """How an action ended: the code of its last step, what it printed, the page of the job, its outputs."""

    code: int
    log: str
    summary: str
    outputs: dict[str, str]

    @property
    def annotations(self) -> list[str]:
        return re.findall(r"^::(?:error|warning|notice) .*$", self.log, re.MULTILINE)


def run_action(action: Path, workspace: Path, temp: Path, event: Mapping[str, Any], inputs: Mapping[str, str]) -> Done:
    """Runs `action.yml` in the folder `action` on a checked-out repository; the first step that fails is the last."""
    about = yaml.safe_load((action / "action.yml").read_text(encoding="utf-8"))
    assert set(inputs) <= set(about["inputs"]), "an input that the action does not have"
    temp.mkdir(parents=True)
    event_file = temp / "event.json"
    event_file.write_text(json.dumps(event), encoding="utf-8")
    known: dict[str, Any] = {
        "inputs": {name: inputs.get(name, each.get("default", "")) for name, each in about["inputs"].items()},
        "github": {"action_path": str(action), "event": event},
        "steps": {},
    }
    variables = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")} | {
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_EVENT_PATH": str(event_file),
        "GITHUB_WORKSPACE": str(workspace),
        "RUNNER_TEMP": str(temp),
    }
    code, log, summary = 0, "", ""
    for number, step in enumerate(about["runs"]["steps"]):
        if code or not _value(step.get("if", "${{ 'yes' }}"), known):
            continue
        folder = temp / f"step-{number}"
        folder.mkdir()
        files = {name: folder / name for name in _FILES}
        for file in files.values():
            file.touch()
        script = folder / "script.sh"
        script.write_text(_value(step["run"], known), encoding="utf-8")
        assert step["shell"] == "bash"
        given = {name: _value(value, known) for name, value in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
            cwd=workspace,
            env={**variables, **{name: str(file) for name, file in files.items()}, **given},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
        )
        code = done.returncode
        log += done.stdout
        summary += files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
        variables |= _pairs(files["GITHUB_ENV"])
        for line in files["GITHUB_PATH"].read_text(encoding="utf-8").splitlines():
            variables["PATH"] = f"{line}{os.pathsep}{variables['PATH']}"
        if "id" in step:
            known["steps"][step["id"]] = {"outputs": _pairs(files["GITHUB_OUTPUT"])}
    outputs = {name: _value(each["value"], known) for name, each in about.get("outputs", {}).items()}
    return Done(code, log, summary, outputs)


def _pairs(file: Path) -> dict[str, str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return {name: value for name, _, value in (line.partition("=") for line in lines)}


def _value(text: str, known: Mapping[str, Any]) -> str:
    """A text with its expressions filled in; one that is false is empty."""
    return _EXPRESSION.sub(lambda found: _evaluated(found[1], known), text)


def _evaluated(expression: str, known: Mapping[str, Any]) -> str:
    """Names, quoted words, `!=` and `||` are all that an action of ours may use."""
    if "||" in expression:
        return next(filter(None, (_evaluated(each.strip(), known) for each in expression.split("||"))), "")
    if "!=" in expression:
        left, right = (_evaluated(each.strip(), known) for each in expression.split("!="))
        return "true" if left != right else ""
    if quoted := re.fullmatch(r"'([^']*)'", expression):
        return quoted[1]
    assert re.fullmatch(r"[\w-]+(\.[\w-]+)+", expression), f"an expression that this test does not know: {expression}"
    found: Any = known
    for name in expression.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return "" if found is None else str(found)
