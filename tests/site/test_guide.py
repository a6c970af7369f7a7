"""The guide tells the truth: its examples run, its commands exist, and every rule has a page."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from sites import ENVIRONMENT, ROOT

from sop_toolkit.cli.main import COMMANDS
from sop_toolkit.lint.rule import rules

PAGES = [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md"]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Commands that do not end, or that set up the toolkit itself.
_LEFT_OUT = re.compile(r"\bserve\b|http\.server|\bgit clone\b|\bpip\b|\bmake\b|\bpython3? -m venv\b|activate")


def fences(page: Path, kind: str) -> list[str]:
    return [body for name, body in FENCE.findall(page.read_text(encoding="utf-8")) if name == kind]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_shell_examples_of_a_page_run_in_their_order(page: Path, tmp_path: Path) -> None:
    blocks = fences(page, "bash")
    if not blocks:
        return
    script = "\n".join(line for block in blocks for line in block.splitlines() if not _LEFT_OUT.search(line))
    binaries = str(Path(sys.executable).parent)
    environment = {**ENVIRONMENT, "PATH": f"{binaries}:{ENVIRONMENT['PATH']}", "SOP_CACHE": str(tmp_path / "cache")}
    work = tmp_path / "work"
    work.mkdir()
    if "sop init" not in script:
        subprocess.run([f"{binaries}/sop", "init"], cwd=work, check=True, env=environment, stdout=subprocess.DEVNULL)
    lines = [line for line in script.splitlines() if line.strip() and not line.startswith("#")]
    # Exit code 1 tells of findings, which an example may want to show.
    guarded = [f"{line}\ncode=$?; [ $code -le 1 ] || {{ echo FAILED; exit 9; }}" for line in lines]
    done = subprocess.run(
        ["bash", "-c", "\n".join(guarded)], cwd=work, env=environment, capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_every_command_stands_in_the_guide() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    missing = [name for name in COMMANDS if f"sop {name}" not in text]
    assert missing == []


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sop_toolkit", command, "--help"], capture_output=True, text=True, env=ENVIRONMENT
    )
    assert done.returncode == 0, done.stderr
    assert "example:" in done.stdout
    assert f"sop {command}" in done.stdout


def test_every_rule_has_a_page(site: Path) -> None:
    for name in rules():
        page = (site / "guide" / "rules" / name / "index.html").read_text(encoding="utf-8")
        assert "Bad" in page
        assert "Good" in page
