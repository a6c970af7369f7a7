"""A text that an editor holds is checked as the file that its name tells."""

from __future__ import annotations

from pathlib import Path

import pytest
from manuals import PROCEDURE, TILL, manual

from sop_toolkit.lint.engine import Selection, lint
from sop_toolkit.lint.targets import stdin_target

RULES = Selection(frozenset({"future-tense", "unknown-reference", "invalid-yaml", "duplicate-id"}))
BAD = "It will open."


def found(text: str, name: str | Path, **options: object) -> list[str]:
    target = stdin_target(text, str(name), **options)  # type: ignore[arg-type]
    findings, _ = lint(target.library, RULES, target.files)
    assert all(finding.file == str(name) for finding in findings)
    return [f"{finding.line}:{finding.column} {finding.rule}" for finding in findings]


@pytest.mark.parametrize("name", ["a.md", "A.MD", "notes/a.txt", "/nowhere/a.md"])
def test_a_document_needs_no_file(name: str) -> None:
    assert found(BAD, name) == ["1:4 future-tense"]
    assert found("a\0b", name) == ["1:2 invalid-yaml"]
    assert found(BAD, name, language="hi") == []


def test_quotations_are_read_when_asked_for() -> None:
    assert found(f"> {BAD}", "a.md") == []
    assert found(f"> {BAD}", "a.md", quotations=True) == ["1:6 future-tense"]


def test_a_procedure_takes_the_place_of_its_file_in_the_manual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = manual(tmp_path)
    text = PROCEDURE.replace("Open the till.", "Ask the ((role.shift-lead)) or the ((role.nobody)).")
    assert found(text, folder / TILL) == ["6:44 unknown-reference"]
    monkeypatch.chdir(folder)
    assert found(text, TILL) == ["6:44 unknown-reference"]
    monkeypatch.chdir(folder / "procedures")
    assert found(text, TILL.removeprefix("procedures/")) == ["6:44 unknown-reference"]


def test_a_new_procedure_is_checked_with_the_manual_around_it(tmp_path: Path) -> None:
    folder = manual(tmp_path)
    text = PROCEDURE.replace("open-the-till", "close-the-till").replace("Open the till.", "Ask the ((role.nobody)).")
    assert found(text, folder / TILL.replace("open", "close")) == ["6:17 unknown-reference"]


def test_a_lone_procedure_is_checked_by_itself(tmp_path: Path) -> None:
    assert found(PROCEDURE + f"scope: {BAD}\n", tmp_path / "open-the-till.yaml") == ["7:11 future-tense"]
    assert found("id: [", tmp_path / "a.yaml") == ["1:6 invalid-yaml"]
