"""What git remembers of each version, on the built site: on the page, in the feed, and in a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect
from repositories import commit, repository
from sites import ROOT, axe, run, served
from tabs import Tabs

SOURCE = "procedures/desk/give-change.yaml"
PAGES = ["give-change/", "hi/give-change/", "changes/", "hi/changes/", "reviews/", "hi/reviews/"]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose last commit makes version 1.10 of a procedure in two languages."""
    folder = repository(tmp_path_factory.mktemp("a manual") / "repository")
    shutil.copytree(ROOT / "tests" / "render" / "manual" / "procedures", folder / "procedures")
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Guide\n")
    shutil.copyfile(ROOT / "sop_toolkit" / "author" / "starter" / "mkdocs.yml", folder / "mkdocs.yml")
    now = (folder / SOURCE).read_text(encoding="utf-8")
    before = now.replace("1.10", "1.9").replace("within: 1 minute", "within: 2 minutes")
    before = before.replace("do: Look at the note.", "do: Look <hard> at ((role.lead)) and the note.")
    long = "Countthecoinsthatnobodyhascountedbeforeandthatstandinnoorder" * 3
    before = before.replace("      - Count once.\n", f"      - {long}.\n")
    commit(folder, {SOURCE: before})
    commit(folder, {SOURCE: now})
    return folder


def built(folder: Path, to: Path) -> Path:
    done = run("mkdocs", "build", "-q", "-d", str(to), cwd=folder)
    assert done.returncode == 0, done.stderr
    return to


@pytest.fixture(scope="module")
def made(manual: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(manual, tmp_path_factory.mktemp("made") / "site")


def told(site: Path, page: str) -> str:
    """What changed, as the history of a page tells it; nothing where it does not."""
    text = (site / page / "index.html").read_text(encoding="utf-8")
    return text.partition('<details class="sop-changes">')[2].partition("</details>")[0]


def test_the_page_tells_what_the_version_changed(made: Path) -> None:
    text = told(made, "give-change")
    assert "<summary>4 changes</summary>" in text
    assert "<p>Look <del>&lt;hard&gt; at Lead and</del> <ins>at</ins> the note.</p>" in text
    assert "<del>2 minutes</del> <ins>1 minute</ins>" in text
    in_hindi = told(made, "hi/give-change")
    assert "<summary>4 बदलाव</summary>" in in_hindi
    assert "<del>2 मिनट</del> <ins>1 मिनट</ins>" in in_hindi
    assert '<del lang="en">' in in_hindi


def test_without_git_the_history_stands_alone(manual: Path, made: Path, tmp_path: Path) -> None:
    shutil.copytree(manual, tmp_path / "copy", ignore=shutil.ignore_patterns(".git"))
    off = manual / "mkdocs.yml"
    kept = off.read_text(encoding="utf-8")
    off.write_text(kept.replace("  - sop\n", "  - sop:\n      history: false\n"), encoding="utf-8")
    try:
        switched_off = built(manual, tmp_path / "off")
    finally:
        off.write_text(kept, encoding="utf-8")
    for site in (built(tmp_path / "copy", tmp_path / "none"), switched_off):
        assert told(site, "give-change") == ""
        assert "Count twice." in (site / "give-change" / "index.html").read_text(encoding="utf-8")
        assert (site / "changes.xml").read_bytes() == (made / "changes.xml").read_bytes()


def test_every_page_names_the_feed_of_its_language(made: Path) -> None:
    for folder in ("", "hi/"):
        for page in ("", "give-change/", "changes/"):
            text = (made / folder / page / "index.html").read_text(encoding="utf-8")
            link = next(line for line in text.splitlines() if "application/atom+xml" in line and "<link" in line)
            target = (made / folder / page / link.partition('href="')[2].partition('"')[0]).resolve()
            assert target == (made / folder / "changes.xml").resolve()
    for folder in ("", "hi/"):
        root = ElementTree.parse(made / folder / "changes.xml").getroot()
        assert len(root.findall(f"{ATOM}entry")) == 1
        for link in root.iter(f"{ATOM}link"):
            target = made / folder / str(link.get("href")).partition("#")[0]
            assert target.is_file() or (target / "index.html").is_file()


def test_the_rendered_folder_tells_the_same(manual: Path, made: Path, tmp_path: Path) -> None:
    from sop_toolkit.publish.folder import render

    render(manual, tmp_path / "pages")
    for page, language in (("give-change", ""), ("hi/give-change", "hi")):
        folder = tmp_path / "pages" / language / "docs"
        text = (folder / "give-change.md").read_text(encoding="utf-8")
        assert told(made, page).split() == text.partition('sop-changes">')[2].partition("</details>")[0].split()
        assert (folder / "changes.xml").read_bytes() == (made / language / "changes.xml").read_bytes()


@pytest.fixture(scope="module")
def top(made: Path) -> Iterator[str]:
    with served(made) as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280], ids=["phone", "desk"])
def test_open_details_fit_a_phone_and_have_no_barriers(tabs: Tabs, top: str, width: int, scheme: str) -> None:
    with tabs.page(width, color_scheme=scheme) as page:
        for path in PAGES:
            page.goto(f"{top}/{path}")
            for details in page.locator("details.sop-changes").all():
                details.locator("summary").click()
                expect(details.locator("li").first).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            page.evaluate(axe())
            found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found["violations"]] == [], path


def test_the_details_open_without_scripts(tabs: Tabs, top: str) -> None:
    with tabs.page(360, java_script_enabled=False) as page:
        page.goto(f"{top}/changes/")
        page.get_by_role("link", name="Give change").click()
        expect(page.locator("#history")).to_be_in_viewport()
        assert not page.locator(".sop-changes li").first.is_visible()
        page.locator(".sop-changes summary").click()
        expect(page.locator(".sop-changes li").first).to_be_visible()
