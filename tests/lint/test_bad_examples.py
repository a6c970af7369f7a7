"""Every bad example is named at its line and column, and nothing else is.

A file of `tests/bad` says at its end what is to be found in it, one comment to a finding:

    # expect: 4:10 placeholder-text (note) still waits

the place, the rule, the severity unless it is an error, and words of the message or the hint.
`# expect: nothing` is for a file that is right. A file that cannot hold comments has a neighbour
with the ending `.expect`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from manuals import Run, lint

FOLDER = Path(__file__).parent.parent / "bad"
MANUALS = (FOLDER / "procedures", FOLDER / "translations")
FILES = sorted(path for folder in MANUALS for path in folder.rglob("*.y*ml"))
EXPECTED = re.compile(r"^# expect: (?:nothing|(\d+:\d+) ([a-z-]+)(?: \((warning|note)\))? (.+))$", re.MULTILINE)


@cache
def run() -> Run:
    return lint(*MANUALS, "--today", "2026-11-22")


def found_in(path: Path) -> list[dict[str, Any]]:
    by_file = defaultdict(list)
    for finding in run().findings:
        by_file[finding["file"]].append(finding)
    return by_file[path.as_posix()]


def expected_in(path: Path) -> list[re.Match[str]]:
    beside = path.with_name(path.name + ".expect")
    text = beside.read_text(encoding="utf-8") if beside.exists() else path.read_text(encoding="utf-8")
    return list(EXPECTED.finditer(text))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_each_fault_is_named_at_its_place_and_nothing_else(path: Path) -> None:
    expected = expected_in(path)
    assert expected, "a bad example says what is to be found in it"
    wanted = [(each[1], each[2], each[3] or "error", each[4]) for each in expected if each[1]]
    found = found_in(path)
    places = [(f"{each['line']}:{each['column']}", each["rule"], each["severity"]) for each in found]
    assert sorted(places) == sorted(each[:3] for each in wanted)
    for place, rule, _, words in wanted:
        said = [
            f"{each['message']} {each['hint']}"
            for each in found
            if (f"{each['line']}:{each['column']}", each["rule"]) == (place, rule)
        ]
        assert any(words in each for each in said), f"{place}: {words!r} is not in {said}"


def test_one_run_finds_the_faults_of_all_files() -> None:
    assert run().code == 1
    assert run().report["summary"]["files"] == len(FILES)
    assert {each["file"] for each in run().findings} <= {path.as_posix() for path in FILES}


def test_every_structural_rule_has_a_bad_example() -> None:
    assert set(run().rules) == {
        "invalid-yaml", "invalid-shape", "duplicate-id", "unknown-reference", "lost-text", "broken-flow",
        "missing-control", "approval-mismatch", "review-overdue", "placeholder-text", "bad-suppression",
        "unused-suppression",
        "stale-translation", "missing-translation", "pasted-list",
    }  # fmt: skip


def test_every_finding_tells_what_is_wrong_and_what_to_do() -> None:
    for finding in run().findings:
        assert re.search(r"[.?]$", finding["message"]), finding
        assert finding["hint"], finding


def test_every_finding_covers_its_words() -> None:
    for finding in run().findings:
        lines = re.split(r"\r\n|\n|\r", Path(finding["file"]).read_text(encoding="utf-8"))
        first, last = finding["line"], finding["end_line"]
        assert 1 <= first <= last <= len(lines)
        assert 1 <= finding["column"] <= len(lines[first - 1]) + 1
        assert 1 <= finding["end_column"] <= len(lines[last - 1]) + 1
        assert (first, finding["column"]) <= (last, finding["end_column"])
        if first == last:
            written = lines[first - 1][finding["column"] - 1 : finding["end_column"] - 1]
            assert written == finding["text"], finding
