"""The guide's examples of sources lint clean, and those that it calls wrong have exactly the fault that it names."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from sites import ROOT

from sop_toolkit.cli.main import main

FENCE = re.compile(r"^```(yaml|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BASE = {
    "id": "id: sample\n",
    "title": "title: Help the customer\n",
    "owner": "owner: branch-manager\n",
    "purpose": "purpose: Help the customer.\n",
    "steps": "steps:\n  - do: Greet the customer.\n",
}


def examples() -> list[tuple[str, str, str]]:
    """Each example: where it stands, the rule that it breaks (or nothing), and its text."""
    found = []
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        text = page.read_text(encoding="utf-8")
        for fence in FENCE.finditer(text):
            first = fence[2].partition("\n")[0]
            wrong = first.removeprefix("# wrong: ") if first.startswith("# wrong: ") else ""
            if (fence[1] == "yaml" and "mkdocs.yml" not in first) or wrong:
                line = text[: fence.start()].count("\n") + 1
                found.append((f"{page.relative_to(ROOT).as_posix()}:{line}", wrong, fence[2]))
    return found


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("guide") / "manual"
    assert main(["init", str(folder)]) == 0
    return folder


def place(text: str) -> str:
    """Where a whole file belongs, as its first line or its id says."""
    first = text.partition("\n")[0]
    if first.startswith("# procedures/"):
        return first[2:]
    id = re.search(r"^id: (\S+)", text, re.MULTILINE)
    return f"procedures/first-steps/{id[1] if id else 'category'}.yaml"


@pytest.mark.parametrize(("where", "wrong", "text"), examples(), ids=[each[0] for each in examples()])
def test_an_example_is_what_the_guide_says(
    where: str, wrong: str, text: str, manual: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "manual"
    shutil.copytree(manual, folder)
    if wrong or text.startswith("# part of a procedure"):
        given = set(re.findall(r"^([a-z_]+):", text, re.MULTILINE))
        text = "".join(field for name, field in BASE.items() if name not in given) + text
        file = folder / "procedures" / "first-steps" / "sample.yaml"
    else:
        file = folder / place(text)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    capsys.readouterr()
    main(["-C", str(folder), "lint", "--format", "json", "--no-cache", "--today", "2026-11-22"])
    found = {each["rule"]: each["message"] for each in json.loads(capsys.readouterr().out)["findings"]}
    assert set(found) == ({wrong} if wrong else set()), (where, found)
