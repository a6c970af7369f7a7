"""A baseline hides what a team knows, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from manuals import PROCEDURE, TILL, lint, manual, sop, write
from repositories import commit, repository

BAD = "  - do: The form will be signed.\n"
FUTURE = "  - do: The till will open.\n"
OTHER = "procedures/service/close-the-till.yaml"
OTHERS = PROCEDURE.replace("open-the-till", "close-the-till") + BAD


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A manual with two findings and their baseline."""
    made = manual(tmp_path / "manual", PROCEDURE + BAD)
    monkeypatch.chdir(made)
    assert sop("lint", "--write-baseline", "baseline.json").code == 0
    return made


def entries() -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(Path("baseline.json").read_text(encoding="utf-8"))["findings"]
    return found


def test_to_write_one_says_what_was_written(folder: Path) -> None:
    done = sop("lint", "--write-baseline", "baseline.json")
    assert done.out == "3 files checked, nothing found. 2 findings written to baseline.json.\n"


def test_what_it_lists_is_not_shown_and_does_not_fail(folder: Path) -> None:
    assert lint().code == 1
    done = sop("lint", "--baseline", "baseline.json")
    assert (done.code, done.err) == (0, "")
    assert done.out == "3 files checked, nothing found. 2 more in the baseline.\n"
    report = lint("--baseline", "baseline.json").report
    assert report["findings"] == []
    assert report["summary"] == {"files": 3, "errors": 0, "warnings": 0, "notes": 0, "known": 2}


def test_it_is_a_line_a_finding_that_people_can_read(folder: Path) -> None:
    text = Path("baseline.json").read_text(encoding="utf-8")
    assert len(text.splitlines()) == 2 + 5
    assert [(each["file"], each["rule"], each["severity"]) for each in entries()] == [
        (TILL, "future-tense", "error"),
        (TILL, "passive-voice", "error"),
    ]
    assert sop("lint", "--write-baseline", "baseline.json").code == 0
    assert Path("baseline.json").read_text(encoding="utf-8") == text


def test_a_new_finding_is_shown(folder: Path) -> None:
    write(folder, {TILL: PROCEDURE + FUTURE + BAD})
    done = lint("--baseline", "baseline.json")
    assert (done.code, [each["text"] for each in done.findings]) == (1, ["will open"])


def test_a_second_one_that_reads_the_same_is_shown(folder: Path) -> None:
    write(folder, {TILL: PROCEDURE + BAD + BAD})
    assert len(lint("--baseline", "baseline.json").findings) == 2


def test_findings_that_move_stay_known(folder: Path) -> None:
    text = (PROCEDURE + BAD).replace("  - do: Open", "\n  # First of all\n  - do:   Count the coins.\n  - do: Open")
    there = Path("procedures/evening/open-the-till.yaml")
    write(folder, {there.as_posix(): text.replace("\n", "\r\n")})
    Path(TILL).unlink()
    assert lint("--baseline", "baseline.json").findings == []


def test_a_finding_that_gets_more_severe_is_shown(folder: Path) -> None:
    write(folder, {TILL: PROCEDURE.replace("Give change to customers", "TBD")})
    sop("lint", "--write-baseline", "baseline.json")
    assert [each["severity"] for each in entries()] == ["note"]
    write(folder, {TILL: PROCEDURE.replace("Give change to customers", "TBD") + "status: review\n"})
    assert [each["severity"] for each in lint("--baseline", "baseline.json").findings] == ["warning"]


def test_a_finding_that_names_one_more_is_shown_and_one_that_names_less_is_not(folder: Path) -> None:
    lacking = PROCEDURE + "status: effective\nversion: 1.0\nneeds: none\nexceptions: none\n"
    write(folder, {TILL: lacking})
    assert lint("--write-baseline", "baseline.json").code == 0
    assert "review" in next(each for each in entries() if each["rule"] == "missing-control")["names"]
    assert lint("--baseline", "baseline.json").findings == []
    write(folder, {TILL: lacking + "review: 2099-05-01\n"})
    assert lint("--baseline", "baseline.json").findings == []
    write(folder, {TILL: lacking.replace("needs: none\n", "")})
    assert lint("--baseline", "baseline.json").rules == ["missing-control"]


def test_an_entry_that_does_not_say_what_it_names_covers_all(folder: Path) -> None:
    lacking = PROCEDURE + "status: effective\nversion: 1.0\nneeds: none\n"
    write(folder, {TILL: lacking})
    assert lint("--write-baseline", "baseline.json").code == 0
    older = [{name: value for name, value in each.items() if name != "names"} for each in entries()]
    write(folder, {"baseline.json": json.dumps({"version": 1, "findings": older})})
    write(folder, {TILL: lacking.replace("needs: none\n", "")})
    assert lint("--baseline", "baseline.json").findings == []


def test_entries_whose_finding_is_gone_are_counted_and_dropped(folder: Path) -> None:
    write(folder, {TILL: PROCEDURE})
    done = sop("lint", "--baseline", "baseline.json")
    assert done.code == 0
    assert done.err == "sop: note: 2 entries of the baseline are no longer needed: --write-baseline drops them\n"
    assert sop("lint", "--write-baseline", "baseline.json").err == ""
    assert entries() == []
    assert sop("lint", "--baseline", "baseline.json").out == "3 files checked, nothing found.\n"


@pytest.mark.parametrize(
    "words",
    [[OTHER], ["procedures/service", "--select", "long-sentence"], ["--ignore", "future-tense,passive-voice"]],
)
def test_a_run_over_a_part_says_and_drops_nothing_of_the_rest(folder: Path, words: list[str]) -> None:
    write(folder, {OTHER: OTHERS, TILL: PROCEDURE})
    before = entries()
    assert sop("lint", *words, "--baseline", "baseline.json").err == ""
    sop("lint", *words, "--write-baseline", "baseline.json")
    assert [each for each in entries() if each["file"] == TILL] == before


def test_documents_that_a_run_does_not_look_at_stay_in_it(folder: Path) -> None:
    write(folder, {"docs/a.md": "The form will be signed.\n"})
    sop("lint", "docs", "--write-baseline", "baseline.json")
    assert {each["file"] for each in entries()} == {"docs/a.md", TILL}
    done = sop("lint", "--baseline", "baseline.json")
    assert (done.code, done.err) == (0, "")
    assert sop("lint", "docs", "--baseline", "baseline.json").code == 0


def test_paths_in_it_are_those_from_its_own_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = entries()
    monkeypatch.chdir("procedures/service")
    done = sop("lint", "--baseline", "../../baseline.json")
    assert (done.code, done.err) == (0, "")
    sop("lint", "--write-baseline", "../../baseline.json")
    monkeypatch.chdir(folder)
    assert entries() == before


def test_it_goes_with_what_a_change_caused(folder: Path) -> None:
    commit(repository(folder), {})
    write(folder, {TILL: PROCEDURE + BAD + FUTURE, OTHER: OTHERS})
    assert len(lint("--changed").findings) == 3
    sop("lint", OTHER, "--write-baseline", "baseline.json")
    done = lint("--changed", "--baseline", "baseline.json")
    assert [each["text"] for each in done.findings] == ["will open"]
    assert (done.code, done.err, done.report["summary"]["known"]) == (1, "", 2)


def test_every_format_leaves_known_findings_out(folder: Path) -> None:
    write(folder, {TILL: PROCEDURE + FUTURE + BAD})
    for format in ("text", "json", "sarif", "github", "gitlab", "rdjson", "junit"):
        out = sop("lint", "--baseline", "baseline.json", "--format", format).out
        assert "will open" in out
        assert "be signed" not in out


def test_fingerprints_in_a_report_are_the_same_with_it_and_without(folder: Path) -> None:
    def prints(*words: str) -> list[Any]:
        return [each["fingerprint"] for each in json.loads(sop("lint", "--format", "gitlab", *words).out)]

    write(folder, {TILL: PROCEDURE + BAD + BAD})
    shown = prints("--baseline", "baseline.json")
    assert len(shown) == 2
    assert set(shown) == set(prints()) - {each["fingerprint"] for each in entries()}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is no baseline"),
        ("[]", "is no baseline"),
        ("{", "is no baseline"),
        (b"\xff", "is no baseline"),
        ("[" * 100_000, "is no baseline"),
        ('{"version": 1}', "is no baseline"),
        ('{"version": "1", "findings": []}', "is no baseline"),
        ('{"version": true, "findings": [7]}', "is no baseline"),
        ('{"version": 1, "findings": [{"rule": "x"}]}', "is no baseline"),
        (
            '{"version": 1, "findings": [{"file": "", "rule": "", "severity": "note", "fingerprint": "", "names": 7}]}',
            "is no baseline",
        ),
        ('{"version": 2, "findings": []}', "a newer release"),
    ],
)
def test_a_damaged_one_is_one_line_and_can_be_written_anew(folder: Path, content: str | bytes, said: str) -> None:
    write(folder, {"baseline.json": content})
    done = sop("lint", "--baseline", "baseline.json")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err
    assert sop("lint", "--write-baseline", "baseline.json").code == 0
    assert len(entries()) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--baseline", "nowhere.json"], "nowhere.json: there is no such file; --write-baseline nowhere.json makes it"),
        (["--baseline", "procedures"], "procedures: the baseline cannot be read: Is a directory"),
        (["--write-baseline", "nowhere/b.json"], "nowhere/b.json: the baseline cannot be written: No such file"),
    ],
)
def test_one_that_cannot_be_used_is_told(folder: Path, words: list[str], said: str) -> None:
    done = sop("lint", *words)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err


def test_a_rule_that_fails_is_never_hidden(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("sop_toolkit.lint.rules.semicolon.in_sentence", broken)
    words = ("--no-cache", "--select", "semicolon")
    assert sop("lint", *words, "--write-baseline", "crash.json").code == 2
    assert sop("lint", *words, "--baseline", "crash.json").code == 2
