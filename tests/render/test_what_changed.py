"""The history on pages, the feed and what is due: what they say of changes that only tests invent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from manuals import write

from sop_toolkit.language.labels import has_labels, labels
from sop_toolkit.model.procedure import PROCEDURE, Step
from sop_toolkit.model.shape import Record
from sop_toolkit.publish.site import Site, site
from sop_toolkit.render.changes import events, feed
from sop_toolkit.render.edition import Edition
from sop_toolkit.render.history import history
from sop_toolkit.render.news import ADDED, DURATION, REMOVED, STEP, WORDS, Line, News, Part, Said
from sop_toolkit.render.page import Page, Writer
from sop_toolkit.review.impact import CONTROL

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}lang"
TODAY = date(2026, 11, 21)
HEAD = """\
title: {en: Small manual, hi: छोटी पुस्तिका}
language: en
languages: [en, hi]
roles: {clerk: {en: Clerk, hi: क्लर्क}, lead: {en: Lead, hi: प्रमुख}}
"""


def manual(folder: Path, **procedures: str) -> Site:
    """A manual of procedures, each given by its fields beside those that all have."""
    files = {"procedures/manual.yaml": HEAD}
    for id, fields in procedures.items():
        shared = f"id: {id}\ntitle: Work {id}\npurpose: Be right.\nsteps:\n  - {{id: a, who: clerk, do: Count.}}\n"
        files[f"procedures/desk/{id}.yaml"] = f"{shared}{fields}"
    write(folder, files)
    return site(folder, today=TODAY, check=False)


def official(version: str = "1.0", **fields: str) -> str:
    told = {"owner": "lead", "status": "effective", "version": version, "effective": "2026-01-01", **fields}
    return "".join(f"{name}: {value}\n" for name, value in told.items())


def line(version: str, day: str, change: str = "Count.") -> str:
    return f"{{version: {version}, date: {day}, by: clerk, impact: minor, change: {change}}}"


def page(made: Site, name: str, language: str = "en") -> str:
    edition = next(each for each in made.editions if each.language == language)
    return made.write(next(each for each in made.pages(edition) if each.address == name), edition)


# The lines of a version


def shown(lines: tuple[Line, ...], made: Site, language: str = "en") -> Iterator[tuple[str, str, str]]:
    """Where, what, and the words of each line on the page."""
    procedure = made.library.manual.procedures[0]
    own = next(each for each in made.editions if each.language == language)
    news = News({procedure.file.path: {(1, 0): lines}})
    edition = Edition(own.manual, own.labels, TODAY, news=news)
    (entry,) = history(procedure, Writer(Page("one", "", ""), edition))
    yield from entry.rows


@pytest.fixture
def one(tmp_path: Path) -> Site:
    return manual(tmp_path, one=official(history=f"[{line('1.0', '2026-01-01')}]"))


def test_a_line_names_the_place_and_the_words_that_go_and_come(one: Site) -> None:
    words = (Said("Count"), Said("all", mark=ADDED), Said(".", spaced=False))
    limits = (Said("2 minutes", DURATION, REMOVED), Said("1 minute", DURATION, ADDED))
    lines = (
        Line((Part("steps", 2),), "reworded", words),
        Line((Part("steps", 2), Part("within")), "changed", limits),
        Line((Part("steps", 3), Part("decide")), "changed", (Said("2", STEP, REMOVED), Said("end", STEP, ADDED))),
        Line((Part("steps", 1), Part("who")), "changed", (Said("lead", "role", ADDED),)),
    )
    assert list(shown(lines, one)) == [
        ("Step 2", "Reworded", "Count <ins>all</ins>."),
        ("Step 2 · Time limit", "Changed", "<del>2 minutes</del> <ins>1 minute</ins>"),
        ("Step 3 · Question and answers", "Changed", "<del>Step 2</del> <ins>End</ins>"),
        ("Step 1 · Role", "Changed", "<ins>Lead</ins>"),
    ]
    in_hindi = list(shown(lines, one, "hi"))
    words_in_english = '<span lang="en">Count</span> <ins lang="en">all</ins><span lang="en">.</span>'
    assert in_hindi[0] == ("चरण 2", "शब्द बदले", words_in_english)
    assert in_hindi[3] == ("चरण 1 · भूमिका", "बदलाव", "<ins>प्रमुख</ins>")


@given(text=st.text(max_size=40))
def test_words_of_the_past_are_data(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    made = manual(tmp_path_factory.mktemp("m"), one=official(history=f"[{line('1.0', '2026-01-01')}]"))
    ((_, _, said),) = shown((Line((Part("steps", 1),), "reworded", (Said(text, WORDS, ADDED),)),), made)
    inside = said.removeprefix("<ins>").removesuffix("</ins>")
    assert "<" not in inside
    assert ">" not in inside


def test_a_long_list_of_changes_is_cut_and_says_so(tmp_path: Path) -> None:
    made = manual(tmp_path, one=official(history=f"[{line('1.0', '2026-01-01')}]"))
    own = made.editions[0]
    procedure = made.library.manual.procedures[0]
    lines = tuple(Line((Part("steps", number),), "added") for number in range(1, 31))
    edition = Edition(own.manual, own.labels, TODAY, news=News({procedure.file.path: {(1, 0): lines}}))
    made = Site(made.root, made.library, (), (edition,), made.guide, False)
    text = page(made, "one")
    assert "<summary>30 changes</summary>" in text
    assert text.count("<span>New</span>") == 20
    assert "and 10 more changes" in text


def languages() -> list[str]:
    folder = Path(__file__).parent.parent.parent / "sop_toolkit" / "language"
    return [path.name for path in sorted(folder.iterdir()) if has_labels(path.name)]


@pytest.mark.parametrize("code", languages())
def test_every_field_that_can_change_has_a_name_in_every_language(code: str, one: Site) -> None:
    fields = [name for name in PROCEDURE.fields if name not in (*CONTROL, "id", "keywords", "steps")]
    inner = [name for name in Record.of(Step).fields if name not in ("id", "do")]
    own = one.editions[0]
    procedure = one.library.manual.procedures[0]
    kinds = ("added", "removed", "changed", "reworded", "moved", "split", "merged")
    wheres = [(Part(name),) for name in fields] + [(Part("steps", 1), Part(name)) for name in inner]
    for number, where in enumerate(wheres):
        lines = (Line(where, kinds[number % len(kinds)]),)
        edition = Edition(own.manual, labels(code), TODAY, news=News({procedure.file.path: {(1, 0): lines}}))
        (entry,) = history(procedure, Writer(Page("one", "", ""), edition))
        assert entry.rows[0].where
        assert entry.rows[0].became


# The feed


def parsed(made: Site, language: str = "en", site_url: str = "") -> ElementTree.Element:
    edition = next(each for each in made.editions if each.language == language)
    return ElementTree.fromstring(feed(edition, site_url))


def valid(root: ElementTree.Element) -> None:
    """What RFC 4287 asks of a feed, and of each entry."""
    assert root.tag == f"{ATOM}feed"
    elements = [root, *root.findall(f"{ATOM}entry")]
    identities = [element.findall(f"{ATOM}id") for element in elements]
    assert all(len(found) == 1 and urlsplit(found[0].text or "").scheme for found in identities)
    assert len({found[0].text for found in identities}) == len(elements)
    for element in elements:
        assert len(element.findall(f"{ATOM}title")) == 1
        (updated,) = element.findall(f"{ATOM}updated")
        assert datetime.fromisoformat(str(updated.text)).tzinfo is not None
        assert all((name.text or "").strip() for name in element.iterfind(f"{ATOM}author/{ATOM}name"))
        relations = [
            (link.get("rel"), link.get("type"), link.get("hreflang")) for link in element.findall(f"{ATOM}link")
        ]
        assert len(set(relations)) == len(relations) >= 1
    assert root.find(f"{ATOM}author") is not None


def links(root: ElementTree.Element) -> list[str]:
    return [str(link.get("href")) for link in root.iter(f"{ATOM}link")]


def test_the_feed_is_valid_and_leads_to_the_history(tmp_path: Path) -> None:
    lines = f"[{line('1.1', '2026-02-01', 'Count & <b>weigh</b>.')}, {line('1.0', '2026-01-01')}]"
    made = manual(tmp_path, one=official("1.1", history=lines), two=official(history=f"[{line('1.0', '2026-03-01')}]"))
    for language in ("en", "hi"):
        root = parsed(made, language)
        valid(root)
        assert root.get(XML) == language
        assert links(root) == ["changes.xml", "changes/", "two/#history", "one/#history", "one/#history"]
        summaries = [each.text for each in root.iter(f"{ATOM}summary")]
        assert summaries == ["Count.", "Count & <b>weigh</b>.", "Count."]
    assert {each.get(XML) for each in root.iter(f"{ATOM}summary")} == {"en"}
    with_address = parsed(made, "hi", "https://manual.example/sop/")
    valid(with_address)
    assert links(with_address)[2] == "https://manual.example/sop/hi/two/#history"


def test_a_feed_without_changes_is_valid(tmp_path: Path) -> None:
    made = manual(tmp_path, one=official())
    valid(parsed(made))
    assert "No change is recorded yet." in page(made, "changes")


def test_the_identity_of_an_entry_stays_when_others_come(tmp_path: Path) -> None:
    first = parsed(manual(tmp_path / "a", one=official(history=f"[{line('1.0', '2026-01-01')}]")))
    both = f"[{line('1.1', '2026-02-01')}, {line('1.0', '2026-01-01')}]"
    second = parsed(manual(tmp_path / "b", one=official("1.1", history=both), two=official()))
    assert [each.text for each in first.iter(f"{ATOM}id")][1] == [each.text for each in second.iter(f"{ATOM}id")][2]


def test_a_version_that_stands_twice_is_one_entry(tmp_path: Path) -> None:
    twice = f"[{line('1.0', '2026-02-01')}, {line('1.0', '2026-01-01')}]"
    root = parsed(manual(tmp_path, one=official(history=twice)))
    valid(root)
    assert len(root.findall(f"{ATOM}entry")) == 1


def test_signs_that_xml_cannot_hold_are_replaced(tmp_path: Path) -> None:
    words = line("1.0", "2026-01-01", r'"a\x01b"')
    root = parsed(manual(tmp_path, one=official(history=f"[{words}]")))
    valid(root)
    assert [each.text for each in root.iter(f"{ATOM}summary")] == ["a\N{REPLACEMENT CHARACTER}b"]


def test_changes_stand_the_newest_first_and_drafts_have_none(tmp_path: Path) -> None:
    made = manual(
        tmp_path,
        old=official(status="retired", history=f"[{line('1.0', '2025-12-31')}]"),
        one=official(history=f"[{line('1.0', '2026-01-01')}]"),
        two=official(history=f"[{line('2.0', '2026-10-01')}, {line('1.0', '2025-01-01')}]"),
        draft=official(status="draft", history=f"[{line('1.0', '2026-11-01')}]"),
    )
    found = [(str(each.procedure.id), f"{each.day:%Y-%m}") for each in events(made.editions[0])]
    assert found == [("two", "2026-10"), ("one", "2026-01"), ("old", "2025-12"), ("two", "2025-01")]
    text = page(made, "changes")
    assert '<a href="../old/">' in text  # a retired procedure shows no history to lead to
    assert text.index("October 2026") < text.index("January 2026") < text.index("December 2025")


# What is due


def test_what_is_due_stands_by_owner_with_its_day(tmp_path: Path) -> None:
    approval = "{by: lead, date: 2026-01-01, version: 1.0}"
    made = manual(
        tmp_path,
        later=official(approved=approval, review="2027-03-01"),
        overdue=official(approved=approval, review="2026-11-20"),
        soon=official(approved=approval, review="2027-02-19", owner="clerk"),
        starts=official(approved=approval, effective="2026-12-24"),
        started=official(approved=approval, status="approved", effective="2026-11-21"),
        unapproved=official("1.1", approved=approval),
        waits=official("1.1", status="review", effective="2026-12-01"),
    )
    due = page(made, "reviews").partition('<h2 id="due">')[2].partition("<h2")[0]
    assert due.startswith("Due within 90 days</h2>")
    clerk, _, lead = due.partition("<h3>Clerk</h3>")[2].partition("<h3>Lead</h3>")
    assert clerk.count("<li>") == 1
    assert '<a href="../soon/">Work soon</a> <time datetime="2027-02-19">' in clerk
    rows = [row.partition("</li>")[0] for row in lead.split("<li>")[1:]]
    told = [(row.split('"')[1], row.partition("<p>")[2].partition("</p>")[0]) for row in rows]
    assert told == [
        ("../unapproved/", "Version 1.1 has no approval yet."),
        ("../overdue/", "Review <strong>(Overdue)</strong>"),
        ("../started/", "The first day in force is here. Set the status to “effective”."),
        ("../starts/", "Version 1.0 comes into force."),
    ]
    preview = site(tmp_path, preview=True, today=TODAY, check=False)
    assert '<a href="../waits/">' in page(preview, "reviews").partition('<h2 id="due">')[2].partition("<h2")[0]
