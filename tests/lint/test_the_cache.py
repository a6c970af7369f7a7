"""What earlier runs found is used again, and only as long as nothing that it depends on has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from sop_toolkit.cli.main import main


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOP_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "docs"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"The clerk will sign form {number}.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def report(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    main(["lint", "--format", "json", *words])
    return capsys.readouterr().out


def test_a_second_run_says_the_same(documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = report(capsys, "docs")
    assert list((documents.parent / "cache").glob("*.tsv"))
    assert report(capsys, "docs") == first == report(capsys, "docs", "--no-cache")


def test_a_changed_file_is_judged_anew(documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report(capsys, "docs")
    (documents / "1.txt").write_text("The clerk signs the form.\n", encoding="utf-8")
    assert report(capsys, "docs") == report(capsys, "docs", "--no-cache")
    assert "docs/1.txt" not in report(capsys, "docs")


def test_other_options_have_answers_of_their_own(documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report(capsys, "docs")
    assert '"findings": []' in report(capsys, "docs", "--ignore", "future-tense")
    assert "future-tense" in report(capsys, "docs")


@pytest.mark.parametrize("damage", ["", "not a cache", "\t\t\t", '"docs/0.txt"\t"x"\t""\t[[1]]', "\0"])
def test_a_damaged_cache_costs_time_alone(documents: Path, capsys: pytest.CaptureFixture[str], damage: str) -> None:
    first = report(capsys, "docs")
    for file in (documents.parent / "cache").glob("*.tsv"):
        file.write_text(damage, encoding="utf-8")
    assert report(capsys, "docs") == first


def test_a_cache_that_cannot_be_written_is_done_without(
    documents: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = report(capsys, "docs")
    monkeypatch.setenv("SOP_CACHE", "/dev/null/nowhere")
    assert report(capsys, "docs") == first


def test_a_changed_role_is_noticed_in_an_unchanged_procedure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOP_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    assert main(["init", "manual"]) == 0
    procedure = "manual/procedures/first-steps/open-the-branch.yaml"
    assert '"findings": []' in report(capsys, procedure)
    file = tmp_path / "manual" / "procedures" / "manual.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("service-clerk:", "desk-clerk:"), encoding="utf-8")
    assert "unknown-reference" in report(capsys, procedure)


def test_many_documents_in_several_processes_say_the_same(documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(40):
        (documents / f"more-{number}.txt").write_text(f"1. The form {number} is signed by her.\n", encoding="utf-8")
    one = report(capsys, "docs", "--no-cache", "--jobs", "1")
    assert report(capsys, "docs", "--no-cache", "--jobs", "3") == one
    assert one.count('"rule": "passive-voice"') == 40
