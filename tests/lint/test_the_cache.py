"""What earlier runs found is used again, and only as long as nothing that it depends on has changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from docx import Document

from sop_toolkit.cli.main import main
from sop_toolkit.lint import batch
from sop_toolkit.lint.report import FORMATS


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
    assert list((documents.parent / "cache").glob("*.cache"))
    assert report(capsys, "docs") == first == report(capsys, "docs", "--no-cache")


def test_a_changed_file_is_judged_anew(documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report(capsys, "docs")
    (documents / "1.txt").write_text("The clerk signs the form.\n", encoding="utf-8")
    assert report(capsys, "docs") == report(capsys, "docs", "--no-cache")
    assert "docs/1.txt" not in report(capsys, "docs")


def test_a_file_of_another_size_is_judged_anew_though_it_keeps_its_time(
    documents: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report(capsys, "docs")
    file = documents / "1.txt"
    time = file.stat().st_mtime_ns
    file.write_text("The clerk signs.\n", encoding="utf-8")
    os.utime(file, ns=(time, time))
    assert report(capsys, "docs") == report(capsys, "docs", "--no-cache")


def test_other_options_have_answers_of_their_own(documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report(capsys, "docs")
    assert '"findings": []' in report(capsys, "docs", "--ignore", "future-tense")
    assert "future-tense" in report(capsys, "docs")


# Words that the report shows in other ways: a tab, a long line, two scripts, wide and steering signs, notes.
MANY_KINDS = {
    "a.md": "# Form\n\n1. The clerk will sign\tit.\n2. Use the form in order to pay, e.g. at the till.\n",
    "b.txt": "The clerk will sign the form. " * 9 + "\n",
    "c.md": "कर्मचारी द्वारा फ़ॉर्म भरा जाना चाहिए।\n",
    "d.txt": "The clerk \x1b[31m 漢字 will sign the \u202e form as soon as possible.\n",
    "e.txt": "Sign the form.\n",
}


@pytest.mark.parametrize("words", [*(["--format", name] for name in FORMATS), ["--notes"], ["--fail-on", "note"]])
def test_every_report_is_the_same_when_one_file_of_several_has_changed(
    documents: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    def result(*more: str) -> tuple[int, str, str]:
        return main(["lint", "docs", *words, *more]), *capsys.readouterr()

    for name, text in MANY_KINDS.items():
        (documents / name).write_text(text, encoding="utf-8")
    word = Document()
    word.add_paragraph("The clerk will sign the form.")
    word.save(str(documents / "f.docx"))
    first = result()
    assert result() == first == result("--no-cache")
    (documents / "b.txt").write_text("The form is signed by the clerk.\n", encoding="utf-8")
    changed = result()
    assert changed == result() == result("--no-cache") != first


def test_an_unchanged_file_is_not_read_again(documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = main(["lint", "docs"]), capsys.readouterr().out
    file = documents / "1.txt"
    then = file.stat().st_mtime_ns
    file.write_text(file.read_text(encoding="utf-8").replace("clerk", "guard"), encoding="utf-8")
    os.utime(file, ns=(then, then))
    assert (main(["lint", "docs"]), capsys.readouterr().out) == first
    main(["lint", "docs", "--no-cache"])
    assert "The guard" in capsys.readouterr().out


def test_a_file_that_changes_while_it_is_judged_is_judged_again(
    documents: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = batch.judge

    def disturbed(*given: object) -> object:
        found = judge(*given)  # type: ignore[arg-type]
        (documents / "1.txt").write_text("The form is signed by the clerk.\n", encoding="utf-8")
        return found

    monkeypatch.setattr(batch, "judge", disturbed)
    assert "passive-voice" not in report(capsys, "docs")
    assert "passive-voice" in report(capsys, "docs")


def test_a_document_that_is_named_twice_is_judged_once(documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(capsys, "docs", "docs/1.txt") == report(capsys, "docs")


@pytest.mark.parametrize("damage", ["", "not a cache", "\t\t\t", "\n\n", '00000000\n[["docs/0.txt"]]\n', "\0"])
def test_a_damaged_cache_costs_time_alone(documents: Path, capsys: pytest.CaptureFixture[str], damage: str) -> None:
    first = report(capsys, "docs")
    for file in (documents.parent / "cache").glob("*.cache"):
        file.write_text(damage, encoding="utf-8")
    assert report(capsys, "docs") == first


def test_one_wrong_byte_anywhere_is_damage(documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = report(capsys, "docs")
    (file,) = (documents.parent / "cache").glob("*.cache")
    whole = file.read_bytes()
    for place in range(0, len(whole), 37):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert report(capsys, "docs") == first
        file.write_bytes(whole[:place])
        assert report(capsys, "docs") == first


def test_a_cache_under_the_name_of_another_counts_as_damaged(
    documents: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = report(capsys, "docs")
    (own,) = (documents.parent / "cache").glob("*.cache")
    report(capsys, "docs", "--ignore", "future-tense")
    (other,) = set((documents.parent / "cache").glob("*.cache")) - {own}
    other.replace(own)
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
