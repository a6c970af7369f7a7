"""Lists of procedures: what is not in force is marked, and the script of the page comes first."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from sites import ROOT

from sop_toolkit.publish.site import Site, site

SMALL = Path(__file__).parent / "manual"
PLACES = ["index.md", "desk.md", "a-z.md", "roles/clerk.md", "branches.md", "changes.md"]
MARK = {"en": "Not in force before 1 February 2026", "hi": "1 फ़रवरी 2026 से पहले लागू नहीं"}


@pytest.fixture(scope="module")
def early() -> Site:
    return site(SMALL, today=date(2026, 1, 31))


@pytest.fixture(scope="module")
def whole() -> Site:
    return site(ROOT, today=date(2026, 11, 21), check=False)


def page(made: Site, name: str, language: str) -> str:
    edition = next(each for each in made.editions if each.language == language)
    return next(made.write(each, edition) for each in made.pages(edition) if each.file == name)


@pytest.mark.parametrize("language", MARK)
@pytest.mark.parametrize("name", PLACES)
def test_a_list_marks_what_is_not_in_force_yet(early: Site, name: str, language: str) -> None:
    assert f'<em class="sop-coming">{MARK[language]}</em>' in page(early, name, language)


def test_each_step_says_that_it_is_not_in_force_yet(early: Site) -> None:
    steps = page(early, "give-change.md", "en").split('<li class="sop-step"')[1:]
    assert len(steps) == 2
    assert all(MARK["en"] in step.partition("<h3>")[0] for step in steps)


def test_document_control_says_in_force_from_the_first_day_alone(early: Site) -> None:
    """`effective` is the word in the source from the release on, also while the first day is to come."""
    assert "<dt>Status</dt><dd>Approved</dd>" in page(early, "give-change.md", "en")
    due = site(SMALL, today=date(2026, 2, 1))
    assert "<dt>Status</dt><dd>In force</dd>" in page(due, "give-change.md", "en")


@pytest.mark.parametrize("name", [*PLACES, "give-change.md"])
def test_nothing_is_marked_from_the_first_day_in_force(name: str) -> None:
    assert "sop-coming" not in page(site(SMALL, today=date(2026, 2, 1)), name, "en")


def test_a_preview_marks_each_step_of_a_draft(tmp_path: Path) -> None:
    shutil.copytree(SMALL / "procedures", tmp_path / "procedures")
    source = tmp_path / "procedures" / "desk" / "give-change.yaml"
    source.write_text(
        source.read_text(encoding="utf-8").replace("status: effective", "status: draft"), encoding="utf-8"
    )
    preview = site(tmp_path, preview=True, today=date(2026, 11, 21))
    steps = page(preview, "give-change.md", "en").split('<li class="sop-step"')[1:]
    assert all('<em class="sop-coming">Draft</em>' in step.partition("<h3>")[0] for step in steps)


SCRIPTS = {"en": "[A-Z]", "hi": "[\u0900-\u097f]", "bn": "[\u0980-\u09ff]", "te": "[\u0c00-\u0c7f]"}


@pytest.mark.parametrize("language", SCRIPTS)
def test_a_to_z_begins_with_the_script_of_the_page(whole: Site, language: str) -> None:
    letters = re.findall(r'<h2 id="letter-\d+">(.)', page(whole, "a-z.md", language))
    own = [bool(re.match(SCRIPTS[language], letter)) for letter in letters]
    assert own[0]
    assert own == sorted(own, reverse=True)
    assert all(own) == (language == "en")  # each of the other languages has keywords in English too
