"""`sop lint` as users and programs meet it: exit codes, reports, selection, settings."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from manuals import BRANCHES, MANUAL, PROCEDURE, TILL, lint, manual, sop, write

WAITING = PROCEDURE.replace("Give change to customers.", "TBD")
LOST = PROCEDURE.replace("customers.", "customers # 7")
KEYS = [
    "rule", "severity", "message", "hint", "file", "line", "column", "end_line", "end_column",
    "field", "language", "text", "fix",
]  # fmt: skip


def settings(text: str) -> str:
    return MANUAL + "lint:\n" + text


def shell(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sop_toolkit", *map(str, words)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60, encoding="utf-8")


# Exit codes


def test_a_right_manual_gives_zero(tmp_path: Path) -> None:
    done = sop("lint", manual(tmp_path))
    assert (done.code, done.out, done.err) == (0, "3 files checked, nothing found.\n", "")


@pytest.mark.parametrize(
    ("procedure", "fail_on", "code"),
    [
        (LOST, "error", 1),
        (WAITING, "error", 0),
        (WAITING, "warning", 0),
        (WAITING, "note", 1),
        (WAITING + "status: review\n", "warning", 1),
        (WAITING + "status: review\n", "error", 0),
        (PROCEDURE, "note", 0),
    ],
)
def test_findings_at_the_fail_level_give_one(tmp_path: Path, procedure: str, fail_on: str, code: int) -> None:
    folder = manual(tmp_path, procedure)
    assert sop("lint", folder, "--fail-on", fail_on).code == code
    (folder / "procedures/manual.yaml").write_text(settings(f"  fail_on: {fail_on}\n"))
    assert sop("lint", folder).code == code


def test_the_fail_level_of_the_command_goes_before_that_of_the_manual(tmp_path: Path) -> None:
    folder = manual(tmp_path, WAITING, manual=settings("  fail_on: note\n"))
    assert sop("lint", folder, "--fail-on", "error").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["lint", "procedures/nowhere.yaml"],
            "sop: procedures/nowhere.yaml: there is no such file or folder\n",
        ),
        (["lint", "--select", "lost-txt"], "Did you mean `lost-text`?"),
        (["lint", "--ignore", "lost-txt"], "Did you mean `lost-text`?"),
        (["lint", "--output", "nowhere/report.json"], "nowhere"),
        (["-C", "nowhere", "lint"], "nowhere"),
        (["-Cnowhere", "lint"], "sop: -C nowhere: No such file or directory\n"),
        (["lint", "-C"], "sop: argument -C: expected one argument; `sop lint --help` shows what there is\n"),
        (["lint", "--bogus"], "sop: unrecognized arguments: --bogus; `sop lint --help` shows what there is\n"),
        (["lint", "--jobs", "many"], "argument --jobs: invalid int value: 'many'"),
        (["rule", "lost-text", "future-tense"], "unrecognized arguments: future-tense"),
        (["new"], "the following arguments are required: TITLE"),
        (["lnt"], "no command is called `lnt`. Did you mean `lint`?"),
        (["--bogus"], "sop: unrecognized arguments: --bogus; `sop --help` shows what there is\n"),
        (["lint", "a\nb"], "sop: a b: there is no such file or folder\n"),
        (["lint", "-"], "say what it is with --stdin-filename"),
        (["lint", "-", "procedures", "--stdin-filename", "a.md"], "belong together"),
        (["lint", "--stdin-filename", "a.md"], "belong together"),
        (["lint", "--write-baseline", TILL], f"--write-baseline {TILL}: this is a text to check"),
    ],
)
def test_what_cannot_be_done_gives_two_and_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(manual(tmp_path))
    done = sop(*words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert done.err.count("\n") == 1


def test_a_baseline_never_takes_the_place_of_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(manual(tmp_path, LOST))
    assert sop("lint", "--write-baseline", TILL).code == 2
    assert Path(TILL).read_text(encoding="utf-8") == LOST
    for _ in range(2):  # a file of any name holds a baseline
        assert sop("lint", "--write-baseline", "baseline.txt").code == 0
    assert sop("lint", "--baseline", "baseline.txt").code == 0


def test_no_manual_here_gives_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = sop("lint")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "sop init" in done.err


def test_a_report_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    folder = manual(tmp_path / "manual")
    report = tmp_path / "report"
    report.mkdir()
    done = sop("lint", folder, "--output", report)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"sop: --output {report}: the report cannot be written: Is a directory\n"
    assert [path.name for path in tmp_path.iterdir() if path.name != "manual"] == ["report"]
    assert list(report.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        ["nowhere.yaml"],
        ["--select", "lost-txt"],
        ["--output", "nowhere/report.json"],
        ["procedures/a.pdf"],
        ["--bogus"],
        ["--jobs", "many"],
        ["-C", "nowhere"],
        ["--format", "text", "--output", "report.txt", "--fail-on", "x"],
    ],
)
def test_a_program_gets_a_document_also_where_nothing_can_be_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(write(manual(tmp_path), {"procedures/a.pdf": ""}))
    done = lint(*words)
    assert (done.code, done.err.count("\n")) == (2, 1)
    summary = {"files": 0, "errors": 0, "warnings": 0, "notes": 0}
    error = done.err.removeprefix("sop: ").rstrip("\n")
    assert done.report == {"version": 1, "findings": [], "summary": summary, "error": error}


def test_every_command_gives_a_program_its_document(tmp_path: Path) -> None:
    for words in (["status"], ["status", "--bogus"], ["status", "-C", "nowhere"], ["diff"], ["diff", "--bogus"]):
        done = sop("-C", tmp_path, *words, "--format=json")
        assert (done.code, done.err.count("\n")) == (2, 1)
        assert done.report == {"version": 1, "error": done.err.removeprefix("sop: ").rstrip("\n")}


def test_a_document_for_a_file_leaves_standard_output_to_others(tmp_path: Path) -> None:
    done = sop("lint", "-C", tmp_path, "nowhere", "--format", "text", "--format", "json", "--output", "report.json")
    assert (done.code, done.out) == (2, "")


def test_a_program_gets_a_document_of_an_internal_error_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("sop_toolkit.cli.lint.judge", broken)
    done = lint(manual(tmp_path))
    assert (done.code, done.report["error"]) == (2, "AssertionError")
    assert done.err.startswith("sop: internal error: ")


# Words of the command


def test_paths_stand_before_behind_and_between_options(tmp_path: Path) -> None:
    folder = write(tmp_path, {"a.md": "Open it.", "b.md": "Open it.", "-c.md": "Open it."})
    done = sop("lint", "-C", folder, "a.md", "--notes", "b.md", "--fail-on", "note")
    assert (done.code, done.out) == (0, "2 files checked, nothing found.\n")
    assert sop("-C", folder, "lint", "--", "-c.md").out == "1 file checked, nothing found.\n"


@pytest.mark.parametrize(
    "words", [["-C", "in", "lint", "a.md"], ["lint", "a.md", "-C", "in"], ["-Cin", "lint", "a.md"]]
)
def test_the_folder_stands_before_or_behind_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(write(tmp_path, {"in/a.md": "Open it."}))
    assert sop(*words).out == "1 file checked, nothing found.\n"


@pytest.mark.parametrize("more", [[], ["--statistics"]])
@pytest.mark.parametrize("paths", [["a.md", "."], [".", "a.yaml"], ["a.yaml", "a.md", "."]])
def test_what_is_named_twice_is_checked_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paths: list[str], more: list[str]
) -> None:
    waiting = WAITING.replace("open-the-till", "a")
    monkeypatch.chdir(write(tmp_path, {"a.md": "It will be open.\n", "a.yaml": waiting}))
    once = lint(".", *more)
    assert once.report["summary"] == {"files": 2, "errors": 0, "warnings": 1, "notes": 1}
    assert lint(*paths, *more).report["summary"] == once.report["summary"]


# Reports


def test_the_json_report_has_the_keys_that_programs_count_on(tmp_path: Path) -> None:
    folder = manual(tmp_path, LOST)
    report = lint(folder).report
    assert list(report) == ["version", "findings", "summary"]
    assert report["version"] == 1
    assert report["summary"] == {"files": 3, "errors": 1, "warnings": 0, "notes": 0}
    finding = report["findings"][0]
    assert list(finding) == KEYS
    assert finding == {
        **finding,
        "rule": "lost-text",
        "severity": "error",
        "file": (folder / TILL).as_posix(),
        "line": 4,
        "column": 35,
        "end_line": 4,
        "end_column": 38,
        "language": "en",
        "text": "# 7",
        "fix": None,
    }


def test_a_span_ends_behind_its_last_character_also_over_lines(tmp_path: Path) -> None:
    text = PROCEDURE.replace(
        "do: Open the till.",
        "do: >\n      Ask ((role.\n      x)) or ((role.nobody)).\n    within: [\n      a]",
    )
    finding = next(each for each in lint(manual(tmp_path, text)).findings if each["text"] == "((role.nobody))")
    assert [finding[key] for key in ("line", "column", "end_line", "end_column")] == [8, 14, 8, 29]
    assert finding["field"] == "steps[1].do"


def test_an_empty_report_is_a_whole_json_document(tmp_path: Path) -> None:
    assert lint(manual(tmp_path)).report == {
        "version": 1,
        "findings": [],
        "summary": {"files": 3, "errors": 0, "warnings": 0, "notes": 0},
    }


def test_findings_stand_in_reading_order(tmp_path: Path) -> None:
    steps = "".join(f"  - do: Do it {number}.\n    within: soon\n    who: nobody\n" for number in range(12))
    folder = manual(tmp_path, PROCEDURE + steps)
    write(folder, {"procedures/a/b.yaml": "x: [", "procedures/z.yaml": ""})
    found = [(each["file"], each["line"], each["column"]) for each in lint(folder).findings]
    assert found == sorted(found)
    assert len(found) == 26


@pytest.mark.parametrize("words", ["will  be\tsigned", "**will** be signed", "will  \nbe signed", "will be *signed*"])
def test_a_message_quotes_words_as_a_reader_says_them(tmp_path: Path, words: str) -> None:
    found = lint(write(tmp_path, {"a.md": f"The _red_ form {words} by the clerk.\n"}) / "a.md").findings
    assert [(each["message"], each["hint"]) for each in found if each["rule"] == "future-tense"] == [
        ("“will be signed” is in the future tense.", "Say who does it: “The clerk signs the red form”.")
    ]


def test_the_report_goes_into_a_file(tmp_path: Path) -> None:
    folder = manual(tmp_path / "manual", LOST)
    done = sop("lint", folder, "--format", "json", "--output", tmp_path / "report.json")
    assert (done.code, done.out) == (1, "")
    assert len(json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["findings"]) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["manual", "report.json"]


def test_the_text_report_names_place_fault_and_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(manual(tmp_path, LOST + "    within: soon\n"))
    assert sop("lint").out == (
        f"{TILL}:4:35: error: “# 7” is lost: YAML drops it as a comment. (lost-text)\n"
        "    Put the whole text in quotes. A comment stands on its own line, or after two spaces.\n"
        "    | purpose: Give change to customers # 7\n"
        "    |                                   ^^^\n"
        f"{TILL}:7:13: error: “soon” is not a time limit. (invalid-shape)\n"
        "    Write a number and a unit: second, minute, hour, day, week or month, such as `2 minutes`.\n"
        "    | within: soon\n"
        "    |         ^^^^\n"
        "3 files checked: 2 errors.\n"
    )


def test_notes_are_counted_and_shown_on_request(tmp_path: Path) -> None:
    folder = manual(tmp_path, WAITING)
    assert sop("lint", folder).out == "3 files checked: 1 note (`--notes` shows the notes).\n"
    assert "note: “TBD” still waits for its words." in sop("lint", folder, "--notes").out


@pytest.mark.parametrize(
    ("cwd", "given", "shown"),
    [
        (".", "procedures", TILL),
        (".", TILL, TILL),
        (".", "procedures/service", TILL),
        ("procedures", ".", "service/open-the-till.yaml"),
        ("procedures/service", "..", "../service/open-the-till.yaml"),
        ("procedures", None, "../procedures/service/open-the-till.yaml"),
        (".", ".", TILL),
    ],
)
def test_paths_are_shown_as_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cwd: str, given: str | None, shown: str
) -> None:
    monkeypatch.chdir(manual(tmp_path, LOST) / cwd)
    found = lint(*([given] if given else [])).findings
    assert [each["file"] for each in found] == [shown]


def test_only_the_given_files_are_reported_and_the_whole_manual_is_known(tmp_path: Path) -> None:
    folder = manual(tmp_path, LOST + "related: [close-the-till]\n")
    other = PROCEDURE.replace("open-the-till", "close-the-till").replace("shift-lead", "nobody")
    write(folder, {"procedures/evening/close-the-till.yaml": other})
    assert lint(folder / TILL).rules == ["lost-text"]
    assert lint(folder / "procedures/evening").rules == ["unknown-reference"]
    assert lint(folder / TILL).report["summary"]["files"] == 1
    assert lint(folder / TILL, folder / "procedures/evening").report["summary"]["files"] == 2


def test_a_translation_has_its_own_language(tmp_path: Path) -> None:
    files = {"procedures/service/open-the-till.hi.yaml": "titel: दराज खोलें\n"}
    folder = write(manual(tmp_path, manual=MANUAL.replace("[en]", "[en, hi]")), files)
    found = [each for each in lint(folder).findings if each["rule"] == "invalid-shape" and "titel" in each["message"]]
    assert [each["language"] for each in found] == ["hi"]


# Selection and settings


def test_select_and_ignore_narrow_the_rules(tmp_path: Path) -> None:
    folder = manual(tmp_path, LOST + "    within: soon\n")
    assert lint(folder, "--select", "lost-text").rules == ["lost-text"]
    assert lint(folder, "--ignore", "lost-text").rules == ["invalid-shape"]
    assert lint(folder, "--select", "lost-text, invalid-shape").rules == ["lost-text", "invalid-shape"]
    assert lint(folder, "--select", "lost-text", "--ignore", "lost-text").rules == []


@pytest.mark.parametrize("narrow", [["--select", "lost-text"], ["--ignore", "lost-text"]])
def test_an_unused_comment_is_no_finding_where_rules_are_left_out(tmp_path: Path, narrow: list[str]) -> None:
    folder = manual(tmp_path, PROCEDURE + "# sop: allow missing-control -- It is a draft.\nkeywords: [till]\n")
    assert lint(folder).rules == ["unused-suppression"]
    assert lint(folder, *narrow).rules == []


def test_a_manual_sets_severities(tmp_path: Path) -> None:
    folder = manual(tmp_path, LOST, manual=settings("  rules:\n    lost-text: {severity: note}\n"))
    assert [each["severity"] for each in lint(folder).findings] == ["note"]
    assert sop("lint", folder).code == 0


def test_a_manual_switches_rules_off_and_select_on_again(tmp_path: Path) -> None:
    folder = manual(tmp_path, LOST, manual=settings("  rules:\n    lost-text: {severity: off}\n"))
    assert lint(folder).rules == []
    assert [each["severity"] for each in lint(folder, "--select", "lost-text").findings] == ["error"]


def test_a_severity_of_the_manual_goes_before_that_of_the_status(tmp_path: Path) -> None:
    folder = manual(tmp_path, WAITING, manual=settings("  rules:\n    placeholder-text: {severity: error}\n"))
    assert [each["severity"] for each in lint(folder).findings] == ["error"]


def test_an_unknown_rule_in_the_settings_is_a_finding_with_the_nearest(tmp_path: Path) -> None:
    folder = manual(tmp_path, manual=settings("  rules:\n    lost-txt: {severity: off}\n"))
    finding = lint(folder).findings[0]
    assert (finding["rule"], finding["line"], finding["column"]) == ("invalid-shape", 12, 5)
    assert finding["hint"] == "Did you mean `lost-text`?"


@pytest.mark.parametrize("text", ["lint: soft\n", "lint: []\n", "lint:\n  rules: [lost-text]\n", "lint:\n  rules:\n"])
def test_settings_of_a_wrong_shape_are_one_finding(tmp_path: Path, text: str) -> None:
    assert lint(manual(tmp_path, manual=MANUAL + text)).rules == ["invalid-shape"]


# The command itself, in a process of its own


def test_the_module_is_the_command(tmp_path: Path) -> None:
    folder = manual(tmp_path / "with spaces and ह", LOST)
    done = shell("lint", "--format", "json", cwd=folder)
    assert (done.returncode, done.stderr) == (1, "")
    assert [each["file"] for each in json.loads(done.stdout)["findings"]] == [TILL]
    assert shell("lint", "nowhere", cwd=folder).stderr == "sop: nowhere: there is no such file or folder\n"


def test_a_crashing_file_ends_no_process(tmp_path: Path) -> None:
    folder = manual(tmp_path, "- " * 500_000)
    done = shell("lint", cwd=folder)
    assert (done.returncode, done.stderr) == (1, "")
    assert "nested more than" in done.stdout


def test_a_name_that_is_not_utf_8_is_reported(tmp_path: Path) -> None:
    folder = manual(tmp_path)
    with open(bytes(folder) + b"/procedures/service/caf\xe9.yaml", "wb") as file:
        file.write(b"id: [")
    done = shell("lint", "--format", "json", cwd=folder)
    assert done.returncode == 1
    assert [each["rule"] for each in json.loads(done.stdout)["findings"]] == ["invalid-yaml"]
    assert shell("lint", "--format", "json", "--output", "report.json", cwd=folder).returncode == 1


def test_a_second_wrong_branch_is_not_hidden(tmp_path: Path) -> None:
    branches = BRANCHES + "  pune: {name: {en: Pune}}\n  Kolkata: {name: {en: Kolkata}, refund_limit: 1}\n"
    assert lint(manual(tmp_path, branches=branches)).places == ["5:3 invalid-shape", "6:3 invalid-shape"]
