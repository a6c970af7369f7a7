"""A rule that fails on a text costs the answer for this text, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sop_toolkit.cli.main import main
from sop_toolkit.lint.rule import rules


@pytest.mark.parametrize("function", ["in_sentence", "in_document"])
def test_all_other_findings_are_still_printed(
    function: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object) -> Iterator[object]:
        raise ValueError("broken\nrule")
        yield

    monkeypatch.setattr(rules()["vague-word"].module, function, fails, raising=False)
    (tmp_path / "a.txt").write_text("The clerk will sign the form.\n1. Open the door.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOP_CACHE", str(tmp_path / "cache"))
    command = ["lint", "--format", "json", "--language", "en", "a.txt"]
    assert main([*command, "--no-cache"]) == 2
    said = capsys.readouterr()
    for _ in range(2):  # the second run has it from the cache
        assert main(command) == 2
        assert capsys.readouterr() == said
    found = json.loads(said.out)["findings"]
    assert {each["rule"] for each in found} == {"future-tense", "internal-error"}
    crash = next(each for each in found if each["rule"] == "internal-error")
    assert "vague-word" in crash["message"]
    assert "ValueError: broken rule" in crash["message"]
    assert len(said.err.splitlines()) == 1
