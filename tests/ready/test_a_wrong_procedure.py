"""The link by which a reader says that a procedure is wrong, beside the link to edit."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from manuals import manual, write
from sites import ROOT, run

from sop_toolkit.publish.report import report_link

SETTINGS = """\
site_name: Our manual
repo_url: https://example.com/our-manual
theme: {name: material, font: false, features: [content.action.edit]}
plugins: [sop]
"""
NAMES = {"en": "Open the till & close it", "hi": "दराज़ खोलें"}


@pytest.mark.parametrize(
    ("repository", "way", "address"),
    [
        (
            "https://example.com/our/manual/",
            None,
            "https://example.com/our/manual/issues/new?template=wrong-procedure.yml&title=A%20%26%20B&procedure=hi%2Fa",
        ),
        (
            "https://gitlab.example.com/our/manual",
            None,
            "https://gitlab.example.com/our/manual/-/issues/new?issue[title]=A%20%26%20B&issue[description]=hi%2Fa",
        ),
        ("https://example.com/m", "mailto:desk@example.com?subject={page}", "mailto:desk@example.com?subject=hi%2Fa"),
        ("https://example.com/m", "", ""),
        ("", None, ""),
    ],
)
def test_the_address_is_that_of_the_host_or_of_the_settings(repository: str, way: str | None, address: str) -> None:
    assert report_link(repository, way, "A & B", "hi/a") == address


def links(page: Path) -> list[str]:
    """The links of the buttons above a page, without those to the source."""
    buttons = re.findall(r'<a href="([^"]*)"[^>]*class="md-content__button[^>]*>', page.read_text(encoding="utf-8"))
    return [unescape(address) for address in buttons if "/edit/" not in address]


def build(folder: Path, settings: str) -> Path:
    """A built manual of one procedure in two languages."""
    manual(
        folder,
        f"id: open-the-till\ntitle: {NAMES['en']}\nstatus: draft\nowner: shift-lead\npurpose: Give change.\n"
        "steps:\n  - id: open\n    do: Open the till.\n",
        manual="title: {en: Service manual}\nlanguage: en\nlanguages: [en, hi]\nroles:\n  shift-lead: {en: Lead}\n",
    )
    words = f"title: {NAMES['hi']}\npurpose: छुट्टा दें।\nsteps:\n  - id: open\n    do: दराज़ खोलें।\n"
    write(folder, {"procedures/service/open-the-till.hi.yaml": words, "docs/index.md": "# Guide\n"})
    write(folder, {"mkdocs.yml": settings.replace("[sop]", "[{sop: {drafts: true}}]")})
    done = run("mkdocs", "build", "-q", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def test_every_procedure_has_it_in_every_language(tmp_path: Path) -> None:
    site = build(tmp_path, SETTINGS)
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/wrong-procedure.yml").read_text(encoding="utf-8"))
    for language, place in (("en", "open-the-till"), ("hi", "hi/open-the-till")):
        (link,) = links(site / place / "index.html")
        assert link.startswith("https://example.com/our-manual/issues/new?")
        query = parse_qs(urlsplit(link).query)
        assert query["template"] == ["wrong-procedure.yml"]
        assert query["procedure"] == [place]
        assert language == "hi" or query["title"] == [NAMES["en"]]
        assert "procedure" in [field.get("id") for field in form["body"]]
    assert 'title="This procedure is wrong"' in (site / "open-the-till/index.html").read_text(encoding="utf-8")
    assert links(site / "guide" / "index.html") == []


def test_without_a_repository_there_is_none(tmp_path: Path) -> None:
    site = build(tmp_path, SETTINGS.replace("repo_url: https://example.com/our-manual\n", ""))
    assert links(site / "open-the-till" / "index.html") == []
