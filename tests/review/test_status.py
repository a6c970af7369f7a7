"""What is due: reviews that come, and the words of each language that wait."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from manuals import lint, sop, write

MANUAL = """\
title: {en: Service manual}
language: en
languages: [en, hi, bn, te]
roles:
  lead: {en: Lead}
"""
ORIGINAL = """\
id: give-change
title: Give change
status: effective
version: 1.0
owner: lead
approved: {by: lead, date: 2026-10-20, version: 1.0}
effective: 2026-11-01
review: 2027-05-01
purpose: Give every customer the right change.
needs: none
steps:
  - id: count
    who: lead
    do: Count the coins.
  - id: pay
    who: lead
    do: Give the coins to the customer.
exceptions: none
records: none
history:
  - {version: 1.0, date: 2026-10-20, change: Describe the change.}
"""
WORDS = {"hi": "शब्द", "bn": "শব্দ", "te": "పదం"}
OTHERS = [f"procedures/desk/give-change.{code}.yaml" for code in WORDS]


@pytest.fixture
def manual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write(tmp_path, {"procedures/manual.yaml": MANUAL, "procedures/desk/give-change.yaml": ORIGINAL})


@pytest.fixture
def translated(manual: Path) -> Path:
    sop("translate", "--all", "--to", ",".join(WORDS))
    for code, word in WORDS.items():
        edit(manual / f"procedures/desk/give-change.{code}.yaml", r"([:-]) <fill in>", rf"\1 {word}")
    sop("translate", "--all", "--to", ",".join(WORDS))
    return manual


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.search(old, text)
    path.write_text(re.sub(old, new, text), encoding="utf-8")


def status(*words: str) -> dict[str, Any]:
    done = sop("status", "--format", "json", *words)
    assert (done.code, done.err) == (0, "")
    found: dict[str, Any] = json.loads(done.out)
    return found


def stale() -> list[tuple[str, str]]:
    """What the linter calls stale: files and fields."""
    found = [each for each in lint("--no-cache").findings if each["rule"] == "stale-translation"]
    return sorted((each["file"], each["field"]) for each in found)


def test_coverage_is_counted_in_texts_for_each_language(translated: Path) -> None:
    whole = {"procedures": 1, "whole": 1, "current": 4, "stale": 0, "missing": 0}
    assert status()["languages"] == dict.fromkeys(WORDS, whole)
    assert status()["translations"] == []


def test_a_procedure_in_force_without_a_translation_is_all_missing(manual: Path) -> None:
    assert status()["languages"]["hi"] == {"procedures": 1, "whole": 0, "current": 0, "stale": 0, "missing": 4}
    assert "give-change in hi: no translation; make it with `sop translate give-change --to hi`" in sop("status").out


@pytest.mark.parametrize("stage", ["draft", "review", "retired"])
def test_what_is_not_in_force_needs_no_translation(manual: Path, stage: str) -> None:
    edit(manual / "procedures/desk/give-change.yaml", "status: effective", f"status: {stage}")
    assert status()["languages"]["hi"]["procedures"] == 0
    assert status("--today", "2027-04-30")["reviews"] == []


def test_a_changed_step_makes_three_translations_stale_until_somebody_confirms_them(translated: Path) -> None:
    """The whole way: a change in English, what shows it, and the day when all languages say the same again."""
    assert stale() == []
    edit(translated / "procedures/desk/give-change.yaml", "Count the coins.", "Count all coins.")

    assert stale() == [(file, "steps[count].do") for file in sorted(OTHERS)]
    assert [each["file"] for each in status()["translations"]] == OTHERS
    assert all(each["stale"] == ["steps[count].do"] for each in status()["translations"])
    assert sop("status").out.count("1 stale, 0 missing") == 3

    sop("translate", "give-change", "--to", "hi", "--confirm", "count")
    assert {file for file, _ in stale()} == set(OTHERS[1:])
    assert status()["languages"]["hi"]["whole"] == 1

    sop("translate", "give-change", "--to", "bn,te")
    assert {file for file, _ in stale()} == set(OTHERS[1:])
    for file in OTHERS[1:]:
        edit(translated / file, r"(Count the coins\.\n    do:) (\S+)", r"\1 \2 \2")
    sop("translate", "give-change", "--to", "bn,te")
    assert stale() == []
    assert lint("--no-cache", "--select", "stale-translation,missing-translation,invalid-shape").findings == []
    assert [each["whole"] for each in status()["languages"].values()] == [1, 1, 1]


def test_the_cache_knows_that_a_change_of_the_original_is_one_of_its_translations(
    translated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOP_CACHE", str(translated / "cache"))
    assert "stale-translation" not in lint(OTHERS[0]).rules
    edit(translated / "procedures/desk/give-change.yaml", "Count the coins.", "Count all coins.")
    assert "stale-translation" in lint(OTHERS[0]).rules
    original = translated / "procedures/desk/give-change.yaml"
    assert "missing-translation" not in lint(original).rules
    (translated / OTHERS[0]).unlink()
    assert "missing-translation" in lint(original).rules


@pytest.mark.parametrize(
    ("today", "days"), [("2027-01-30", []), ("2027-01-31", [90]), ("2027-05-01", [0]), ("2027-05-02", [-1])]
)
def test_a_review_shows_from_90_days_before_its_day(manual: Path, today: str, days: list[int]) -> None:
    assert [each["days"] for each in status("--today", today)["reviews"]] == days


def test_the_report_says_how_late_a_review_is(manual: Path) -> None:
    assert "2027-05-01  give-change (lead), 1 day overdue\n" in sop("status", "--today", "2027-05-02").out
    assert "2027-05-01  give-change (lead), in 1 day\n" in sop("status", "--today", "2027-04-30").out
    assert "No review is due within 90 days.\n" in sop("status", "--today", "2026-11-01").out


def test_a_wrong_day_is_one_clear_line(manual: Path) -> None:
    done = sop("status", "--today", "soon")
    assert (done.code, done.err) == (2, "sop: --today soon: write year, month and day, such as 2026-11-01\n")
