"""Search as part of a build: it takes the place of the theme's own, wherever the pages are built."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sites import run

from sop_toolkit.publish.search.documents import Speaker, documents
from sop_toolkit.publish.search.folding import Folding
from sop_toolkit.publish.search.index import Index
from sop_toolkit.publish.site import site


@pytest.fixture
def manual(tmp_path: Path) -> Path:
    """A new manual, as `sop init` makes it."""
    folder = tmp_path / "manual"
    done = run("sop_toolkit", "init", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


def test_a_listed_search_plugin_makes_room_for_ours(manual: Path) -> None:
    config = manual / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("plugins:\n", "plugins:\n  - search\n"), encoding="utf-8")
    done = run("mkdocs", "build", "--strict", cwd=manual)
    assert done.returncode == 0, done.stderr
    assert not (manual / "site" / "search").exists()
    assert (manual / "site" / "assets" / "search" / "en" / "words.js").is_file()
    assert 'data-md-component="search"' not in (manual / "site" / "index.html").read_text(encoding="utf-8")


def test_a_rendered_folder_holds_search_and_switches_the_other_off(manual: Path) -> None:
    done = run("sop_toolkit", "render", cwd=manual)
    assert done.returncode == 0, done.stderr
    rendered = manual / "rendered"
    assert (rendered / "docs" / "assets" / "search" / "search.js").is_file()
    assert re.search(r"search:\s+enabled: false", (rendered / "mkdocs.yml").read_text(encoding="utf-8"))


def test_no_file_of_the_index_names_another_host(manual: Path) -> None:
    done = run("sop_toolkit", "build", cwd=manual)
    assert done.returncode == 0, done.stderr
    files = [*(manual / "site/assets/search").rglob("*.js"), manual / "site/assets/field.js"]
    assert len(files) > 3
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert "http:" not in text
        assert "https:" not in text


def test_the_guide_is_found_as_it_reads(manual: Path) -> None:
    edition = site(manual, check=False).editions[0]
    text = "# For `sop` users\n\nSee [the till](till.md).\n\n- **Count** ![coins](a.png){ width=3 } `a_b`, {{ x }}.\n"
    page = next(each for each in documents(edition, Speaker(edition), [("guide/", text)]) if each.address == "guide/")
    assert page.title == "For sop users"
    assert [section.words for section in page.sections] == ["See the till. Count a_b, {{ x }}."]


def test_an_index_is_the_same_each_time(manual: Path) -> None:
    def made() -> list[tuple[str, str]]:
        edition = site(manual, check=False).editions[0]
        index = Index(Folding([]))
        for document in documents(edition, Speaker(edition), [("guide/", "# Guide\n\nHow we write.\n")]):
            index.add(document)
        return list(index.files({}))

    assert made() == made()
