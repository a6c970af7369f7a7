"""The signs of a pasted list, and what looks like one and is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from manuals import MANUAL, PROCEDURE, TILL, lint, manual, sop

RULE = "pasted-list"


def of(folder: Path, words: str, settings: str = "") -> Path:
    own = MANUAL + (f"lint: {{rules: {{{RULE}: {settings}}}}}\n" if settings else "")
    return manual(folder, PROCEDURE.replace("- do: Open the till.\n", f"- do: {words}\n"), manual=own)


def found(folder: Path, words: str) -> list[tuple[str, str]]:
    done = lint(of(folder, words), "--no-cache", "--select", RULE)
    return [(each["text"], each["severity"]) for each in done.findings]


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("1. Lock the door.", "1. "),
        ("1. lock the door.", "1. "),
        ("12) Lock the door.", "12) "),
        ("(3) Lock the door.", "(3) "),
        ("a) Lock the door.", "a) "),
        ("ii. Lock the door.", "ii. "),
        ("१. दरवाज़ा बंद करें।", "१. "),
        ("• Lock the door.", "• "),
        ("•Lock the door.", "•"),
        ("\uf0b7\tLock the door.", "\uf0b7\t"),
        ("☐ Lock the door.", "☐ "),
        ("– Lock the door.", "– "),
        ('"- Lock the door."', "- "),
        ('"* Lock the door."', "* "),
        ("Lock the door. • Count the cash. • Sign.", "• "),
        ("|-\n      • Ask the customer.\n      • Look for it.\n      o Open it.", "• "),
        ("|-\n      Ask for these:\n      - the name\n      - the number", "- "),
        ("|-\n      Ask for these:\n      1. Name\n      2. Number", "1. "),
    ],
)
def test_a_sign_of_a_list_is_found_at_its_place(tmp_path: Path, words: str, sign: str) -> None:
    assert found(tmp_path, words) == [(sign, "warning")]


@pytest.mark.parametrize(
    "words",
    [
        "3 minutes later lock the door.",
        "1.5 litres of milk go into the jug.",
        '"- 5 °C is the most."',
        "–5 °C is the most.",
        "24/7 the door is open.",
        "Lock door no. 3. Wait.",
        "Press ● to record.",
        "Write “Kochi • Pune” on it.",
        "A. Nair signs the log.",
        "e.g. a key.",
        "2 a.m. is the end of the day.",
        "(optional) Lock the door.",
        "**1.** is the first key.",
        "Weigh 5 - 7 items.",
        "|-\n      Lock the door.\n      5 minutes later count the cash.",
        "దుకాణం • తలుపు",
    ],
)
def test_numbers_and_signs_of_a_sentence_are_none(tmp_path: Path, words: str) -> None:
    assert found(tmp_path, words) == []


@pytest.mark.parametrize(
    ("words", "after"),
    [
        ("1. Lock the door.", "Lock the door."),
        ("• Lock the door.", "Lock the door."),
        ("'- Lock the clerk''s door.'", "'Lock the clerk''s door.'"),
        ("1. Lock. 2. Count.", None),
        ("|-\n      • Ask.\n      • Look.", None),
        ("1. “Open” is on the sign.", None),
    ],
)
def test_a_lone_sign_is_taken_away_and_items_are_left_to_a_writer(
    tmp_path: Path, words: str, after: str | None
) -> None:
    folder = of(tmp_path, words)
    before = (folder / TILL).read_text(encoding="utf-8")
    sop("fix", folder, "--select", RULE)
    fixed = (folder / TILL).read_text(encoding="utf-8")
    assert fixed == (before if after is None else before.replace(words, after))


def test_the_manual_sets_the_severity(tmp_path: Path) -> None:
    for severity in ("error", "note"):
        folder = of(tmp_path, "1. Lock the door.", f"{{severity: {severity}}}")
        assert [each["severity"] for each in lint(folder, "--no-cache").findings] == [severity]
    assert lint(of(tmp_path, "1. Lock the door.", "{severity: off}"), "--no-cache").findings == []


def test_a_comment_with_a_reason_allows_it(tmp_path: Path) -> None:
    assert (
        lint(of(tmp_path, f"1. Lock the door.  # sop: allow {RULE} -- The sign says so."), "--no-cache").findings == []
    )
