"""What is due: reviews that come, and the words of each language that wait."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from manuals import lint, sop, write

from sop_toolkit.publish.site import site

MANUAL = """\
title: {en: Service manual, hi: शब्द, bn: শব্দ, te: పదం}
language: en
languages: [en, hi, bn, te]
roles:
  lead: {en: Lead, hi: शब्द, bn: শব্দ, te: పదం}
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


def test_the_guide_names_all_that_programs_read(manual: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "writers" / "document-control.md").read_text(encoding="utf-8")
    edit(manual / "procedures/manual.yaml", "lead: .*", "lead: {en: Lead}")
    found = status("--today", "2027-04-30")
    listed = [found["due"], found["reviews"], found["translations"], found["names"], [*found["languages"].values()]]
    keys = {*found, *(key for each in listed for key in each[0])}
    assert [key for key in sorted(keys) if f"`{key}`" not in guide] == []


def test_a_procedure_in_force_without_a_translation_is_all_missing(manual: Path) -> None:
    assert status()["languages"]["hi"] == {"procedures": 1, "whole": 0, "current": 0, "stale": 0, "missing": 4}
    assert "give-change in hi: no translation; make it with `sop translate give-change --to hi`" in sop("status").out


def test_names_that_a_language_lacks_are_listed_and_found(manual: Path) -> None:
    assert status()["names"] == []
    own = "procedures/manual.yaml"
    edit(manual / own, "lead: .*", "lead: {en: Lead, bn: শব্দ}\n  clerk: {hi: शब्द, bn: শব্দ, te: పదం}")
    write(
        manual,
        {
            "procedures/desk/category.yaml": "title: {en: The desk}\n",
            "procedures/branches.yaml": "fields: {phone: {en: Phone, hi: शब्द, bn: শব্দ, te: పదం}}\n"
            "branches: {kochi: {name: Kochi, phone: {en: 12 34}}, pune: {name: {en: Pune}, phone: 12 34}}\n",
        },
    )
    assert [(each["file"], each["field"], each["languages"]) for each in status()["names"]] == [
        (own, "roles.lead", ["hi", "te"]),
        (own, "roles.clerk", ["en"]),
        ("procedures/branches.yaml", "branches.pune.name", ["hi", "bn", "te"]),
        ("procedures/desk/category.yaml", "title", ["hi", "bn", "te"]),
    ]
    said = sop("status").out
    assert "hi: 0 of 1 procedures whole; texts: 0 current, 0 stale, 4 missing; names: 3 missing\n" in said
    assert f"  {own}: `roles.lead` has no words in hi, te\n" in said
    found = [each for each in lint("--no-cache").findings if each["rule"] == "missing-translation"]
    named = [(each["file"], each["field"]) for each in found if not each["file"].endswith("give-change.yaml")]
    assert sorted(named) == sorted(
        [
            (own, "roles.lead.en"), (own, "roles.clerk.hi"), ("procedures/branches.yaml", "branches.pune.name.en"),
            ("procedures/desk/category.yaml", "title.en"),
        ]
    )  # fmt: skip


@pytest.mark.parametrize("stage", ["draft", "review", "retired"])
def test_what_is_not_in_force_needs_no_translation(manual: Path, stage: str) -> None:
    edit(manual / "procedures/desk/give-change.yaml", "status: effective", f"status: {stage}")
    assert status()["languages"]["hi"]["procedures"] == 0
    assert status("--today", "2027-04-30")["reviews"] == []


def in_english(folder: Path) -> dict[str, list[str]]:
    """For each other language the texts of steps that its page shows in English, marked as such."""
    made = site(folder, today=date(2026, 11, 21), check=False)
    shown = {}
    for edition in made.editions[1:]:
        page = next(page for page in made.pages(edition) if page.address == "give-change")
        step = re.compile(r'<span lang="en">([^<]+)</span><small class="sop-original">')
        steps = made.write(page, edition).partition('class="sop-steps"')[2].partition("</ol>")[0]
        shown[edition.language] = step.findall(steps)
    return shown


def test_a_changed_step_makes_three_translations_stale_until_somebody_confirms_them(translated: Path) -> None:
    """The whole way: a change in English, what shows it, and the day when all languages say the same again."""
    assert stale() == []
    assert in_english(translated) == {"hi": [], "bn": [], "te": []}
    edit(translated / "procedures/desk/give-change.yaml", "Count the coins.", "Count all coins.")

    assert in_english(translated) == {code: ["Count all coins."] for code in WORDS}
    assert stale() == [(file, "steps[count].do") for file in sorted(OTHERS)]
    assert [each["file"] for each in status()["translations"]] == OTHERS
    assert all(each["stale"] == ["steps[count].do"] for each in status()["translations"])
    assert sop("status").out.count("1 stale, 0 missing") == 3

    sop("translate", "give-change", "--to", "hi", "--confirm", "count")
    assert {file for file, _ in stale()} == set(OTHERS[1:])
    assert status()["languages"]["hi"]["whole"] == 1
    assert in_english(translated) == {"hi": [], "bn": ["Count all coins."], "te": ["Count all coins."]}

    sop("translate", "give-change", "--to", "bn,te")
    assert {file for file, _ in stale()} == set(OTHERS[1:])
    for file in OTHERS[1:]:
        edit(translated / file, r"(Count the coins\.\n    do:) (\S+)", r"\1 \2 \2")
    sop("translate", "give-change", "--to", "bn,te")
    assert stale() == []
    assert in_english(translated) == {"hi": [], "bn": [], "te": []}
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
    lines = "Due within 90 days\n  lead\n    2027-05-01  review of give-change, {}\n"
    assert lines.format("1 day overdue") in sop("status", "--today", "2027-05-02").out
    assert lines.format("in 1 day") in sop("status", "--today", "2027-04-30").out
    assert lines.format("today") in sop("status", "--today", "2027-05-01").out
    assert "Nothing is due within 90 days.\n" in sop("status", "--today", "2026-11-01").out


def test_a_wrong_day_is_one_clear_line(manual: Path) -> None:
    done = sop("status", "--today", "soon")
    assert (done.code, done.err) == (2, "sop: --today soon: write year, month and day, such as 2026-11-01\n")


def due(*words: str) -> list[tuple[str, str, str | None, str]]:
    """What is due, in the order of the report: owner, what, day and detail."""
    return [(each["owner"], each["what"], each["day"], each["detail"]) for each in status(*words)["due"]]


def test_a_first_day_in_force_is_due_until_it_comes(manual: Path) -> None:
    edit(manual / "procedures/desk/give-change.yaml", "status: effective", "status: approved")
    coming = ("lead", "effective", "2026-11-01", "version 1.0 comes into force")
    assert due("--today", "2026-08-02") == []
    assert due("--today", "2026-08-03") == [coming]
    assert due("--today", "2026-10-31") == [coming]
    come = ("lead", "effective", "2026-11-01", "its day has come: write `status: effective`")
    assert due("--today", "2026-11-01") == [come]
    edit(manual / "procedures/desk/give-change.yaml", "status: approved", "status: effective")
    assert due("--today", "2026-11-01") == []


def test_a_text_in_review_waits_for_its_approval(manual: Path) -> None:
    edit(manual / "procedures/desk/give-change.yaml", "status: effective", "status: review")
    edit(manual / "procedures/desk/give-change.yaml", "\nversion: 1.0", "\nversion: 1.1")
    assert due("--today", "2026-10-01") == [("lead", "approval", "2026-11-01", "version 1.1 is in review")]
    edit(manual / "procedures/desk/give-change.yaml", "effective: 2026-11-01\n", "")
    assert due("--today", "2026-10-01") == [("lead", "approval", None, "version 1.1 is in review")]


def test_a_change_in_review_is_not_late_by_the_dates_of_the_approved_text(manual: Path) -> None:
    edit(manual / "procedures/desk/give-change.yaml", "status: effective", "status: review")
    assert due("--today", "2027-10-01") == [("lead", "approval", None, "a change of version 1.0 is in review")]


def test_a_version_without_its_own_approval_waits_for_it(manual: Path) -> None:
    edit(manual / "procedures/desk/give-change.yaml", "\nversion: 1.0", "\nversion: 1.1")
    assert due("--today", "2026-11-02") == [("lead", "approval", None, "version 1.1 has none")]
    assert "    waits       approval of give-change: version 1.1 has none\n" in sop("status").out


def test_stale_texts_wait_for_the_owner_of_the_procedure(translated: Path) -> None:
    assert due("--today", "2026-11-02") == []
    edit(translated / "procedures/desk/give-change.yaml", "Count the coins.", "Count all coins.")
    edit(translated / "procedures/desk/give-change.yaml", "Give the coins", "Give all coins")
    sop("translate", "give-change", "--to", "hi", "--confirm", "count")
    assert due("--today", "2026-11-02") == [("lead", "translation", None, "stale texts: hi 1, bn 2, te 2")]


def test_what_is_due_stands_by_owner_and_day(manual: Path) -> None:
    edit(manual / "procedures/manual.yaml", "roles:", "roles:\n  desk: {en: Desk}")
    for id, owner, day in (("a", "lead", "2027-03-01"), ("b", "desk", "2027-04-01"), ("c", "desk", "2027-02-01")):
        text = ORIGINAL.replace("give-change", id).replace("owner: lead", f"owner: {owner}")
        (manual / f"procedures/desk/{id}.yaml").write_text(text.replace("2027-05-01", day), encoding="utf-8")
    (manual / "procedures/desk/give-change.yaml").unlink()
    found = status("--today", "2027-02-10")["due"]
    assert [(each["owner"], each["id"], each["days"]) for each in found] == [
        ("desk", "c", -9), ("desk", "b", 50), ("lead", "a", 19),
    ]  # fmt: skip
    assert re.findall(r"^  (\S+)$", sop("status", "--today", "2027-02-10").out, re.MULTILINE) == ["desk", "lead"]


def calendar(*words: str) -> tuple[str, Calendar]:
    done = sop("status", "--format", "ical", *words)
    assert (done.code, done.err) == (0, "")
    return done.out, Calendar.from_ical(done.out)


def test_the_calendar_has_a_day_for_each_review_and_a_task_for_what_waits(manual: Path) -> None:
    edit(manual / "procedures/desk/give-change.yaml", "\nversion: 1.0", "\nversion: 1.1")
    _, found = calendar("--today", "2027-04-01")
    assert str(found["X-WR-CALNAME"]) == "Service manual"
    (event,) = found.walk("VEVENT")
    assert str(event["SUMMARY"]) == "Review: Give change"
    assert event["DTSTART"].dt == date(2027, 5, 1)
    assert "owner: lead" in str(event["DESCRIPTION"])
    (task,) = found.walk("VTODO")
    assert str(task["SUMMARY"]) == "Approval: Give change"
    assert "version 1.1 has none" in str(task["DESCRIPTION"])


def test_an_entry_of_the_calendar_keeps_its_identity(manual: Path) -> None:
    def identities(day: str) -> list[str]:
        return [str(each["UID"]) for each in calendar("--today", day)[1].walk("VEVENT")]

    first = identities("2027-04-01")
    edit(manual / "procedures/desk/give-change.yaml", "review: 2027-05-01", "review: 2027-06-01")
    assert identities("2027-05-20") == first


@pytest.mark.parametrize(
    "title",
    [
        "Give change, a receipt; and thanks \\ all",
        "ग्राहक को छुट्टे पैसे दें और " * 12,
        "Zähle: die Münzen – " * 9,
        "Give ((role.lead)) the coins",
    ],
)
def test_the_calendar_folds_long_lines_and_loses_no_letter(manual: Path, title: str) -> None:
    title = " ".join(title.split())
    folded = f"title: >-\n  {title}".replace("\\", r"\\")
    edit(manual / "procedures/desk/give-change.yaml", "title: Give change", folded)
    written, found = calendar("--today", "2027-04-01")
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
    assert "\n" not in written.replace("\r\n", "")
    said = title.replace("((role.lead))", "[lead]")
    assert str(next(iter(found.walk("VEVENT")))["SUMMARY"]) == f"Review: {said}"


def test_a_calendar_with_nothing_due_is_one_without_an_entry(manual: Path) -> None:
    """RFC 5545, 3.6, asks for at least one component; one of time is seen by nobody."""
    (component,) = calendar("--today", "2026-11-02")[1].subcomponents
    assert component.name == "VTIMEZONE"
    assert component.to_tz().utcoffset(datetime(2026, 11, 2)) == timedelta(0)
    assert [each.name for each in calendar("--today", "2027-04-01")[1].subcomponents] == ["VEVENT"]
