"""Document control: what depends on the day, on an older text, and on what the manual says of both."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from manuals import MANUAL, TILL, lint, manual, sop, write

from sop_toolkit.lint import engine
from sop_toolkit.lint.engine import Moment
from sop_toolkit.model.build import load, read_text

PROCEDURE = """\
id: open-the-till
title: Open the till
status: effective
version: 1.2
owner: shift-lead
approved: {by: service-lead, date: 2026-10-20, version: 1.2}
effective: 2026-11-01
review: 2027-05-01
keywords: [cash, drawer]
purpose: Give change to customers.
needs: none
steps:
  - id: open
    who: shift-lead
    do: Open the till.
    within: 2 minutes
  - id: count
    who: shift-lead
    do: Count the coins.
exceptions: none
records: none
related: []
history:
  - {version: 1.2, date: 2026-10-20, by: shift-lead, change: Add the time limit.}
"""


def edited(edits: Mapping[str, str], text: str = PROCEDURE) -> str:
    for old, new in edits.items():
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def changed(folder: Path, after: str, before: str = PROCEDURE, rule: str = "version-not-raised") -> list[str]:
    """What a rule of changes finds in a procedure that was another one."""
    library = load(manual(folder, after))
    source = next(each for each in library.sources if each.place.kind == "procedure")
    moment = Moment(date(2026, 11, 22), {source.file.path: read_text(before, source.place).value})
    found, _ = engine.lint(library, moment=moment)
    return [f"{each.line}:{each.column} {each.text}" for each in found if each.rule == rule]


@pytest.mark.parametrize(
    "edits",
    [
        {"Count the coins.": "Count all coins."},
        {"2 minutes": "3 minutes"},
        {"    who: shift-lead\n    do: Count": "    who: service-lead\n    do: Count"},
        {"    within: 2 minutes\n": ""},
        {"keywords: [cash, drawer]": "keywords: [cash]"},
        {"exceptions: none": "exceptions:\n  - {case: The till is stuck., may: Call the shift lead.}"},
        {"title: Open": "title: Unlock"},
        {"related: []": "related: [open-the-till]"},
        {"keywords:": "branches: [kochi]\nkeywords:"},
        {"  - id: open\n": "  - id: unlock\n"},
    ],
    ids=lambda edits: next(iter(edits)).strip(),
)
def test_another_text_needs_another_version(tmp_path: Path, edits: dict[str, str]) -> None:
    assert changed(tmp_path, edited(edits)) == ["4:10 1.2"]


@pytest.mark.parametrize(
    "after",
    [
        PROCEDURE,
        PROCEDURE.replace("\n", "\r\n"),
        f"# The till of the front desk.\n{PROCEDURE}",
        edited({"Count the coins.": "Count   the coins.  # all of them"}),
        edited({"do: Count the coins.": 'do: "Count the\n      coins."'}),
        edited({"[cash, drawer]": "[drawer, cash]"}),
        edited({"related: []\n": ""}),
        edited({"2 minutes": "2  minutes"}),
        edited({"review: 2027-05-01": "review: 2027-06-01", "owner: shift-lead": "owner: service-lead"}),
        edited(
            {"purpose: Give change to customers.\nneeds: none\n": "needs: none\npurpose: Give change to customers.\n"}
        ),
    ],
)
def test_layout_comments_and_control_fields_need_none(tmp_path: Path, after: str) -> None:
    assert changed(tmp_path, after) == []


def test_a_new_version_needs_its_line_in_the_history(tmp_path: Path) -> None:
    edits = {
        "Count the coins.": "Count all coins.",
        "\nversion: 1.2": "\nversion: 1.3",
        ", version: 1.2}": ", version: 1.3}",
    }
    assert changed(tmp_path, edited(edits)) == ["4:10 1.3"]
    line = "history:\n  - {version: 1.3, date: 2026-11-20, by: shift-lead, change: Count all coins.}"
    assert changed(tmp_path, edited({**edits, "history:": line})) == []


def unexplained(folder: Path, text: str) -> list[tuple[str, str]]:
    """What the linter says, without git, of the history of a procedure in force, and what to write instead."""
    found = lint(manual(folder, text) / TILL, "--today", "2026-11-22").findings
    return [(f"{each['line']}:{each['column']} {each['rule']} {each['message']}", each["hint"]) for each in found]


def test_a_version_without_a_line_in_the_history_shows_without_git(tmp_path: Path) -> None:
    raised = edited({"\nversion: 1.2": "\nversion: 1.3", ", version: 1.2}": ", version: 1.3}"})
    release = "`sop release open-the-till --approved-by ROLE --change TEXT` does that, too."
    line = "`- {version: 1.3, date: 2026-10-20, by: shift-lead, change: …}` at the top of `history`; " + release
    message = "4:10 version-not-raised `history` does not say what version 1.3 changes."
    assert unexplained(tmp_path, raised) == [(message, f"Add {line}")]
    approved = raised.replace("effective\n", "approved\n", 1)
    assert unexplained(tmp_path, approved) == [(message, f"Add {line}")]
    own = raised.replace("approved: {by: service-lead", "approved: {by: shift-lead")
    hint = next(hint for place, hint in unexplained(tmp_path, own) if "version-not-raised" in place)
    assert "by: service-lead" in hint, "nobody approves what they write"
    [(_, hint)] = unexplained(tmp_path, raised.replace("1.3", "1.1"))
    assert hint.startswith("Write `version: 1.2`, or add `- {version: 1.1,")


@pytest.mark.parametrize(
    ("edits", "rules"),
    [
        ({"\nversion: 1.2": "\nversion: 1.20"}, ["version-not-raised", "approval-mismatch"]),
        ({"\nversion: 1.2": "\nversion: 01.2"}, []),
        ({"status: effective": "status: review", "\nversion: 1.2": "\nversion: 1.3"}, []),
        ({"\nversion: 1.2": "\nversion: v1.2"}, ["invalid-shape"]),
        ({"{version: 1.2, date: 2026-10-20, by": "{version: v1.2, date: 2026-10-20, by"}, ["invalid-shape"]),
    ],
    ids=["another number", "the same number", "no text in force", "no version", "no version in it"],
)
def test_one_slip_in_a_version_is_one_finding(tmp_path: Path, edits: dict[str, str], rules: list[str]) -> None:
    assert [place.split()[1] for place, _ in unexplained(tmp_path, edited(edits))] == rules


def test_a_history_without_lines_is_another_finding(tmp_path: Path) -> None:
    [(place, _)] = unexplained(tmp_path, PROCEDURE.partition("history:")[0] + "history: []\n")
    assert place == "1:1 missing-control An effective procedure needs `history`."


@pytest.mark.parametrize("version", ["1.1", "1.2", "1.02", "0.9"])
def test_a_version_is_raised_by_a_higher_number_alone(tmp_path: Path, version: str) -> None:
    edits = {"Count the coins.": "Count all coins.", "\nversion: 1.2": f"\nversion: {version}"}
    assert changed(tmp_path, edited(edits)) == [f"4:10 {version}"]


def test_version_10_is_after_version_9(tmp_path: Path) -> None:
    before = PROCEDURE.replace("1.2", "1.9")
    line = "history:\n  - {version: 1.10, date: 2026-11-20, by: shift-lead, change: Count all coins.}"
    after = {"Count the coins.": "Count all coins.", "\nversion: 1.9": "\nversion: 1.10", "history:": line}
    assert changed(tmp_path, edited(after, before), before) == []


@pytest.mark.parametrize("stage", ["draft", "review", "retired"])
def test_only_a_text_in_force_on_both_sides_is_judged(tmp_path: Path, stage: str) -> None:
    other = edited({"status: effective": f"status: {stage}", "Count the coins.": "Count all coins."})
    assert changed(tmp_path, other) == []
    assert changed(tmp_path, PROCEDURE, other) == []


def left(folder: Path, after: str, before: str = PROCEDURE) -> list[str]:
    """What `no-longer-in-force` finds in a procedure that was another one."""
    return changed(folder, after, before, "no-longer-in-force")


@pytest.mark.parametrize("before", ["effective", "approved"])
@pytest.mark.parametrize(
    ("status", "place"), [("status: draft", "3:9 draft"), ("status: review", "3:9 review"), ("# none", "1:1 ")]
)
def test_an_official_text_that_becomes_a_draft_or_a_review_leaves_the_manual(
    tmp_path: Path, before: str, status: str, place: str
) -> None:
    official = PROCEDURE.replace("effective", before, 1)
    assert left(tmp_path, edited({"status: effective": status}), official) == [place]


@pytest.mark.parametrize("status", ["approved", "retired", "reveiw"])
def test_what_stays_in_the_manual_or_is_no_status_does_not_leave_it(tmp_path: Path, status: str) -> None:
    assert left(tmp_path, edited({"status: effective": f"status: {status}"})) == []


@pytest.mark.parametrize("before", ["draft", "review", "retired"])
def test_what_was_not_in_force_stays_a_draft(tmp_path: Path, before: str) -> None:
    draft = edited({"status: effective": "status: draft"})
    assert left(tmp_path, draft, PROCEDURE.replace("effective", before, 1)) == []


def test_a_change_can_be_allowed_with_a_reason(tmp_path: Path) -> None:
    allow = "version: 1.2  # sop: allow version-not-raised -- A slip of the pen alone."
    after = edited({"Count the coins.": "Count all coins.", "version: 1.2": allow})
    assert changed(tmp_path, after) == []


def reviewed(folder: Path, today: str, settings: str = "") -> list[tuple[str, str]]:
    """The rules and severities of a procedure whose review is on 1 May 2027."""
    own = f"{MANUAL}lint: {{rules: {{review-overdue: {{severity: {settings}}}}}}}\n" if settings else MANUAL
    manual(folder, PROCEDURE, manual=own)
    found = lint(folder / TILL, "--today", today).findings
    return [(each["rule"], each["severity"]) for each in found]


@pytest.mark.parametrize(
    ("today", "severity"),
    [("2027-03-31", None), ("2027-04-01", "note"), ("2027-05-01", "note"), ("2027-05-02", "warning")],
)
def test_a_review_is_a_note_before_its_day_and_a_warning_after_it(
    tmp_path: Path, today: str, severity: str | None
) -> None:
    assert reviewed(tmp_path, today) == ([("review-overdue", severity)] if severity else [])


def test_no_build_breaks_by_the_calendar_unless_the_manual_says_so(tmp_path: Path) -> None:
    assert lint(manual(tmp_path, PROCEDURE), "--today", "2030-01-01").code == 0
    assert reviewed(tmp_path, "2027-05-02", "error") == [("review-overdue", "error")]
    assert lint(tmp_path, "--today", "2027-05-02").code == 1
    assert reviewed(tmp_path, "2027-05-01", "error") == [("review-overdue", "note")]
    assert reviewed(tmp_path, "2027-05-02", "off") == reviewed(tmp_path, "2027-05-01", "off") == []


def test_the_cache_knows_the_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOP_CACHE", str(tmp_path / "cache"))
    manual(tmp_path, PROCEDURE)
    for today, rules in (("2027-01-01", []), ("2027-06-01", ["review-overdue"]), ("2027-01-01", [])):
        assert lint(tmp_path, "--today", today).rules == rules


def test_a_wrong_day_is_one_clear_line(tmp_path: Path) -> None:
    for wrong in ("tomorrow", "2026-13-01", "20261101"):
        done = sop("lint", manual(tmp_path, PROCEDURE), "--today", wrong)
        said = f"sop: --today {wrong}: write year, month and day, such as 2026-11-01\n"
        assert (done.code, done.err) == (2, said)


def test_a_translation_must_not_name_a_retired_procedure_either(tmp_path: Path) -> None:
    two = MANUAL.replace("languages: [en]", "languages: [en, hi]")
    text = edited({"purpose: Give change to customers.": "purpose: See ((sop.old-till))."})
    manual(tmp_path, text, manual=two)
    old = "id: old-till\ntitle: Open\nstatus: retired\nowner: shift-lead\npurpose: Open.\nsteps:\n  - do: Open.\n"
    words = "title: गल्ला\npurpose: ((sop.old-till)) देखें।\n"
    folder = "procedures/service"
    write(tmp_path, {f"{folder}/old-till.yaml": old, f"{folder}/open-the-till.hi.yaml": words})
    found = [each for each in lint(tmp_path).findings if each["rule"] == "unknown-reference"]
    assert [(Path(each["file"]).name, each["line"], each["column"]) for each in found] == [
        ("open-the-till.hi.yaml", 2, 10), ("open-the-till.yaml", 10, 14),
    ]  # fmt: skip
