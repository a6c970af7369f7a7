"""The first ten minutes of a writer: a manual out of nothing, and a draft with its places marked."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
from sites import run

from sop_toolkit.cli.main import main


def sop(folder: Path, *words: str) -> int:
    return main(["-C", str(folder), *words])


@pytest.fixture
def manual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert sop(tmp_path, "init", "mine") == 0
    return tmp_path / "mine"


def findings(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    capsys.readouterr()
    sop(folder, "lint", "--format", "json")
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)["findings"]
    return found


def test_a_new_manual_is_clean_and_builds(manual: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert findings(manual, capsys) == []
    done = run("sop_toolkit", "build", cwd=manual)
    assert done.returncode == 0, done.stderr
    assert (manual / "site" / "open-the-branch" / "index.html").is_file()
    assert (manual / "site" / "guide" / "index.html").is_file()
    again = run("sop_toolkit", "build", cwd=manual / "site")  # the folder that the new site takes the place of
    assert (again.returncode, again.stderr) == (0, "")
    assert run("mkdocs", "build", "--strict", cwd=manual).returncode == 0


def test_init_here_works_in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    assert main(["lint"]) == 0


def test_what_to_run_next_can_be_copied(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "new manual"
    assert main(["init", str(folder)]) == 0
    assert f"`sop -C '{folder}' serve`" in capsys.readouterr().out


def test_init_overwrites_nothing(manual: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in manual.rglob("*") if path.is_file()}
    capsys.readouterr()
    assert sop(manual, "init") == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "is there already" in said.err
    assert {path: path.read_bytes() for path in manual.rglob("*") if path.is_file()} == before


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert sop(tmp_path, "init", "file/manual") == 2
    assert capsys.readouterr().err == "sop: file/manual: the manual cannot be written: Not a directory\n"


@pytest.mark.parametrize(
    "words", [["init", "new/manual"], ["-C", "mine", "new", "Count the till", "--category", "cash"]]
)
def test_what_fails_on_a_full_disk_leaves_nothing_behind(
    manual: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    before = sorted(manual.parent.rglob("*"))
    real = os.open

    def full(path: Path, *rest: int) -> int:
        if "manual.yaml" in path.name or "count-the-till" in path.name:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(path, *rest)

    monkeypatch.setattr(os, "open", full)
    capsys.readouterr()
    assert main(words) == 2
    assert capsys.readouterr().err.endswith("cannot be written: No space left on device\n")
    assert sorted(manual.parent.rglob("*")) == before


def test_a_new_draft_has_only_places_to_fill_in(manual: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sop(manual, "new", "Close the branch") == 0
    assert "procedures/first-steps/close-the-branch.yaml" in capsys.readouterr().out
    found = findings(manual, capsys)
    assert found
    assert {(each["rule"], each["severity"]) for each in found} == {("placeholder-text", "note")}
    assert {each["file"] for each in found} == {"procedures/first-steps/close-the-branch.yaml"}


@pytest.mark.parametrize(
    "title",
    [
        "Close: at night",
        "Refund # 7",
        "Yes",
        "none",
        "1.10",
        "*Bold* title",
        '"Quoted"',
        "Wait {here}, please",
        "O'Brien's way",
        "Überweisung",
        "a\nb",
    ],
)
def test_a_title_stays_the_text_that_was_given(manual: Path, title: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert sop(manual, "new", title, "--id", "the-new-one") == 0
    assert {each["rule"] for each in findings(manual, capsys)} == {"placeholder-text"}
    from sop_toolkit.model.build import load

    procedure = load(manual).manual.by_id["the-new-one"]
    assert procedure.title == " ".join(title.split())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["new", "Open the branch"], "is there already"),
        (["new", "शाखा खोलें"], "give the id with --id"),
        (["new", "Roles"], "address of the site"),
        (["new", "End"], "address of the site"),
        (["new", "x", "--id", "../x"], "an id has"),
        (["new", "x", "--id", "A b"], "an id has"),
        (["new", "x", "--category", "first-step"], "Did you mean `first-steps`?"),
        (["new", "x", "--category", "../up"], "a category has"),
        (["new", "x", "--category", "roles"], "an address of this name"),
        (["new", "  "], "the title is empty"),
        (["new", "caf\udce9"], "is not UTF-8: set the terminal to that encoding"),
    ],
)
def test_what_cannot_be_made_is_said_in_one_line(
    manual: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(manual.rglob("*"))
    capsys.readouterr()
    assert sop(manual, *words) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err
    assert len(captured.err.splitlines()) == 1
    assert sorted(manual.rglob("*")) == before


def test_a_new_category_is_made_when_it_is_named(manual: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sop(manual, "new", "Count the till", "--category", "money") == 0
    assert (manual / "procedures" / "money" / "count-the-till.yaml").is_file()


def test_a_filled_in_draft_lints_clean(manual: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import re

    assert sop(manual, "new", "Close the branch") == 0
    file = manual / "procedures" / "first-steps" / "close-the-branch.yaml"
    file.write_text(re.sub(r"<fill in: [^>]*>", "Lock the door.", file.read_text(encoding="utf-8")), encoding="utf-8")
    assert findings(manual, capsys) == []
