"""The life of one procedure, from its draft to its successor, as its writer, its reviewer and its owner see it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from manuals import Run, sop, write
from repositories import commit, git, repository

MANUAL = """\
title: {en: Service manual, hi: सेवा पुस्तिका}
language: en
languages: [en, hi]
roles:
  service-clerk: {en: Service clerk, hi: सेवा क्लर्क}
  service-lead: {en: Service lead, hi: सेवा प्रमुख}
  operations-director: {en: Operations director, hi: संचालन निदेशक}
"""
CATEGORY = "title: {en: At the desk, hi: डेस्क पर}\n"
ID = "accept-a-parcel"
FILE = f"procedures/desk/{ID}.yaml"
HINDI = f"procedures/desk/{ID}.hi.yaml"
WRITTEN = """\
# Written at the desk in Kochi.
id: accept-a-parcel
title: Accept a parcel
status: draft
version: 0.1
owner: service-lead
purpose: Keep each parcel safe until its customer comes.
trigger: A carrier brings a parcel.
needs:
  - The parcel book
steps:
  - id: compare
    who: service-clerk
    do: Compare the name on the parcel with the parcel book in order to find the customer.
    within: 2 minutes
  - id: shelve
    who: service-clerk
    do: The parcel is put on the shelf.
  - id: call
    who: service-clerk
    do: Call the customer.
exceptions: none
records: none
"""
WORDS = {
    "title": "पार्सल लें",
    "purpose": "हर पार्सल ग्राहक के आने तक सुरक्षित रखें।",
    "trigger": "कूरियर पार्सल लाता है।",
    "needs": "पार्सल रजिस्टर",
    "compare": "पार्सल पर लिखा नाम रजिस्टर से मिलाएँ।",
    "shelve": "पार्सल शेल्फ़ पर रखें।",
    "call": "ग्राहक को फ़ोन करें।",
}


def findings(*words: str) -> tuple[Run, list[str]]:
    """A run of the linter, and what it finds in short: `warning stale-translation steps[call].do`."""
    run = sop("lint", *words, "--format", "json")
    return run, [f"{each['severity']} {each['rule']} {each['field']}".strip() for each in run.findings]


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def translate(file: Path) -> None:
    """Fills in the words of a new translation, each in the place that the command has made for it."""
    words = iter(WORDS.values())
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"(?<=[:-] )<fill in>", lambda _: next(words), text), encoding="utf-8")
    assert next(words, None) is None


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = repository(tmp_path, {"procedures/manual.yaml": MANUAL, "procedures/desk/category.yaml": CATEGORY})
    monkeypatch.chdir(folder)
    return folder


def test_from_the_draft_to_the_successor(work: Path) -> None:
    # A writer begins a draft. It has nothing but places to fill in.
    git(work, "checkout", "-q", "-b", "draft")
    assert sop("new", "Accept a parcel", "--category", "desk").code == 0
    run, found = findings("--today", "2026-10-01")
    assert run.code == 0
    assert {each.rpartition(" ")[0] for each in found} == {"note placeholder-text"}

    # The linter says what staff can misread. The safe part mends itself.
    write(work, {FILE: WRITTEN})
    run, found = findings("--today", "2026-10-01")
    assert run.code == 1
    assert "error passive-voice steps[shelve].do" in found
    assert sop("fix").code == 0
    assert "with the parcel book to find the customer." in (work / FILE).read_text(encoding="utf-8")
    edit(work / FILE, "The parcel is put on the shelf.", "Put the parcel on the shelf.")
    run, found = findings("--today", "2026-10-01")
    assert (run.code, found) == (0, [])

    # The reviewer sees a draft. The status waits for an approval, and no writer approves their own text.
    edit(work / FILE, "status: draft", "status: review")
    assert f"approval of {ID}" in sop("status", "--today", "2026-10-20").out
    by_the_author = sop("release", ID, "--approved-by", "service-lead", "--today", "2026-10-20")
    assert by_the_author.code == 2
    assert "is the author" in by_the_author.err

    # The director approves, and the text comes into force.
    release = ("release", ID, "--approved-by", "operations-director")
    done = sop(*release, "--today", "2026-10-20", "--effective", "2026-11-01", "--change", "Describe the work.")
    assert done.code == 0, done.err
    text = (work / FILE).read_text(encoding="utf-8")
    assert text.startswith("# Written at the desk in Kochi.\n")
    assert "status: approved" in text
    assert "version: 1.0" in text
    run, found = findings("--changed", "--today", "2026-10-20")
    assert run.code == 0, found
    assert "new procedure" in sop("diff").out.lower()

    # A translator gives it its Hindi words.
    assert sop("translate", ID, "--to", "hi").code == 0
    translate(work / HINDI)
    assert sop("translate", ID, "--to", "hi").code == 0
    run, found = findings("--today", "2026-11-05")
    assert (run.code, found) == (0, [])
    commit(work, {})
    git(work, "checkout", "-q", "main")
    git(work, "merge", "-q", "--ff-only", "draft")

    # An edit of a text in force without a new version is stopped.
    git(work, "checkout", "-q", "-b", "edit")
    edit(work / FILE, "do: Call the customer.", "do: Call the customer twice.")
    commit(work, {})
    run, found = findings("--changed", "--today", "2026-11-10")
    assert run.code == 1
    assert sorted(found) == ["error version-not-raised version", "warning stale-translation steps[call].do"]

    # As a review its page leaves the manual, and whoever reads the change hears of that before the merge.
    edit(work / FILE, "status: approved", "status: review")
    run, found = findings("--changed", "--today", "2026-11-10")
    assert run.code == 0
    assert sorted(found) == ["warning no-longer-in-force status", "warning stale-translation steps[call].do"]
    told = sop("diff").out
    assert "no longer in force, and its page leaves the manual. A minor change. The version has to rise to 1.1." in told

    # With its version it passes. Exactly its own words are out of date, and the comment says what changes.
    change = "Call twice before the parcel goes back."
    done = sop(*release, "--today", "2026-11-10", "--change", change)
    assert done.code == 0, done.err
    assert "version 1.1, a minor change, approved by operations-director" in done.out
    commit(work, {})
    run, found = findings("--changed", "--today", "2026-11-10")
    assert run.code == 0
    assert found == ["warning stale-translation steps[call].do"]
    comment = sop("diff", "main", "--format", "markdown").out
    assert "Accept a parcel" in comment
    assert "Call the customer <strong>twice</strong>." in comment
    assert "shelf" not in comment
    (told,) = json.loads(sop("diff", "main", "--format", "json").out)["sources"]
    assert "steps[call].do" in [each["field"] for each in told["changes"]]
    assert told["raise_to"] is None
    assert HINDI in sop("status", "--today", "2026-11-10").out

    # The translator confirms the new words, and nothing is left to do.
    edit(work / HINDI, WORDS["call"], "ग्राहक को दो बार फ़ोन करें।")
    assert sop("translate", ID, "--to", "hi", "--confirm", "call").code == 0
    run, found = findings("--today", "2026-11-10")
    assert (run.code, found) == (0, [])
    commit(work, {})
    git(work, "checkout", "-q", "main")
    git(work, "merge", "-q", "--ff-only", "edit")

    # Time goes by. The review is due, then overdue: nothing breaks, and no change is blamed for it.
    review = re.search(r"^review: (\S+)$", (work / FILE).read_text(encoding="utf-8"), re.MULTILINE)
    assert review
    run, found = findings("--today", review[1])
    assert (run.code, found) == (0, ["note review-overdue review"])
    run, found = findings("--today", "2028-01-01")
    assert (run.code, found) == (0, ["warning review-overdue review"])
    assert findings("--changed", "--today", "2028-01-01")[1] == []
    assert f"review of {ID}" in sop("status", "--today", "2028-01-01").out

    # It retires. The linter asks what takes over from it, and the new procedure says so.
    git(work, "checkout", "-q", "-b", "retire")
    edit(work / FILE, "status: effective", "status: retired")
    run, found = findings("--changed", "--today", "2028-01-01")
    assert (run.code, found) == (1, ["error invalid-shape", "warning missing-control status"])
    assert run.findings[0]["hint"] == "Delete the translation."
    assert f"Add `replaces: [{ID}]` to the procedure that takes over." in run.findings[1]["hint"]
    (work / HINDI).unlink()
    new = (work / FILE).read_text(encoding="utf-8").partition("exceptions:")[0]
    new = re.sub(r"^(version|approved|effective|review): .*\n", "", new, flags=re.MULTILINE)
    new = new.replace(ID, "take-in-a-parcel").replace("Accept a parcel", "Take in a parcel")
    new = new.replace("status: retired", f"status: review\nreplaces: [{ID}]") + "exceptions: none\nrecords: none\n"
    write(work, {"procedures/desk/take-in-a-parcel.yaml": new})
    words = ("--approved-by", "operations-director", "--today", "2028-01-01", "--change", "Take over.")
    done = sop("release", "take-in-a-parcel", *words)
    assert done.code == 0, done.err
    run, found = findings("--changed", "--today", "2028-01-01", "--ignore", "missing-translation")
    assert (run.code, found) == (0, [])
    told = sop("diff", "main").out
    assert "Accept a parcel: retired, and “Take in a parcel” takes over. A major change." in told
    assert "Take in a parcel: a new procedure (effective) of 3 steps." in told
