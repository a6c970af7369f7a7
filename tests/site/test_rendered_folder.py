"""`sop render` writes a folder that site engines build without our plugin: MkDocs today, Zensical after it."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, expect
from sites import ROOT, run, served

from sop_toolkit.language.labels import labels
from sop_toolkit.model.build import load
from sop_toolkit.source.folder import replaced


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rendered") / "pages"
    done = run("sop_toolkit", "render", "--to", str(folder), cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def zensical(rendered: Path) -> Path:
    for project in projects(rendered):
        done = run("zensical", "build", "--strict", cwd=project)
        assert done.returncode == 0, done.stdout + done.stderr
        if project != rendered:
            shutil.copytree(project / "site", rendered / "site" / project.name)
    return rendered / "site"


def projects(rendered: Path) -> list[Path]:
    """The folders of the languages, the manual's own first."""
    return [rendered, *sorted(path.parent for path in rendered.glob("*/mkdocs.yml"))]


def pages(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("index.html")}


def test_zensical_builds_every_page(zensical: Path, site: Path) -> None:
    assert pages(zensical) == pages(site)


def test_zensical_pages_hold_the_steps(zensical: Path) -> None:
    page = (zensical / "return-an-item" / "index.html").read_text(encoding="utf-8")
    assert 'id="step-refund"' in page
    assert "sop-chart" in page
    assert (zensical / "assets" / "sop.css").is_file()


def test_the_search_of_zensical_finds_the_procedure(zensical: Path, browser: Browser) -> None:
    with served(zensical) as top:
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda sent: asked.append(sent.url))
        page.goto(f"{top}/")
        page.locator(".sop-search").click()
        page.wait_for_timeout(300)
        page.keyboard.type("refund")
        expect(page.get_by_text("Refund the price on the receipt.")).to_be_visible(timeout=10_000)
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Return an item")
        assert [url for url in asked if not url.startswith((top, "data:", "blob:"))] == []
        page.close()


def test_each_language_of_zensical_speaks_it_and_leads_to_the_others(zensical: Path) -> None:
    manual = load(ROOT).manual
    for code in manual.languages:
        folder = "" if code == manual.language else f"{code}/"
        page = (zensical / folder / "return-an-item" / "index.html").read_text(encoding="utf-8")
        assert f'<html lang="{code}"' in page
        assert labels(code)("theme_toc") in page
        for other, link in re.findall(r'<a href="([^"]*)" hreflang="([^"]*)"', page):
            assert (zensical / folder / "return-an-item" / other / "index.html").is_file(), (code, link)
        assert len(re.findall(r'class="md-select__link"', page)) == len(manual.languages)
        assert (zensical / folder / "assets" / "fonts" / "noto-sans-telugu.woff2").is_file()


def test_mkdocs_builds_the_same_pages_without_the_plugin(rendered: Path, site: Path, tmp_path: Path) -> None:
    for project in projects(rendered):
        target = tmp_path / "site" / project.relative_to(rendered)
        done = run("mkdocs", "build", "--strict", "-d", str(target), cwd=project)
        assert done.returncode == 0, done.stderr
    assert pages(tmp_path / "site") == pages(site)
    for name in ("return-an-item", "roles/service-clerk", "branches", "te/return-an-item", "bn", "hi/branches"):
        ours = article(site / name / "index.html")
        theirs = article(tmp_path / "site" / name / "index.html")
        assert ours == theirs


def article(path: Path) -> str:
    """What the page says, without the link to edit, which rendered pages do not have."""
    page = path.read_text(encoding="utf-8")
    inside = page.partition("<article")[2].partition("</article>")[0]
    return "\n".join(line.strip() for line in inside[inside.find("<h1") :].splitlines() if line.strip())


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = run("sop_toolkit", "render", "--to", str(tmp_path), cwd=ROOT)
    assert done.returncode == 2
    assert "something else stands here" in done.stderr
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_a_second_run_replaces_the_first(rendered: Path) -> None:
    (rendered / "docs" / "left-over.md").write_text("old")
    done = run("sop_toolkit", "render", "--to", str(rendered), cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert not (rendered / "docs" / "left-over.md").exists()


def test_a_title_that_waits_for_its_translation_stands_in_the_settings_without_its_mark(tmp_path: Path) -> None:
    assert run("sop_toolkit", "init", str(tmp_path), cwd=ROOT).returncode == 0
    manual = tmp_path / "procedures" / "manual.yaml"
    text = manual.read_text().replace("languages: [en]", "languages: [en, hi]")
    manual.write_text(text.replace("Our manual", "Our <b>manual</b>"))
    done = run("sop_toolkit", "render", "--to", "rendered", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "site_name: Our &lt;b&gt;manual&lt;/b&gt;\n" in (tmp_path / "rendered" / "hi" / "mkdocs.yml").read_text()


def test_a_long_title_of_a_category_is_one_name_in_the_menu(tmp_path: Path) -> None:
    assert run("sop_toolkit", "init", str(tmp_path), cwd=ROOT).returncode == 0
    title = "What everybody does in every branch on every day of the year before the first customer comes in"
    category = tmp_path / "procedures" / "first-steps" / "category.yaml"
    category.write_text(category.read_text().replace("First steps", title))
    assert run("sop_toolkit", "render", "--to", "rendered", cwd=tmp_path).returncode == 0
    menu = yaml.safe_load((tmp_path / "rendered" / "mkdocs.yml").read_text())["nav"]
    assert {title: "first-steps.md"} in menu[1]["Procedures"]


def test_ctrl_c_between_the_old_folder_and_the_new_one_keeps_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "site"
    kept.mkdir()
    (kept / "index.html").write_text("old")
    move, moved = os.replace, []

    def interrupted(source: Path, target: Path) -> None:
        moved.append(target)
        if len(moved) == 2:
            raise KeyboardInterrupt
        move(source, target)

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt), replaced(kept):
        pass
    assert (kept / "index.html").read_text() == "old"
    assert list(tmp_path.iterdir()) == [kept]


def test_a_folder_that_may_not_be_made_is_named_as_the_user_knows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(path: str, mode: int) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "mkdir", locked)
    with pytest.raises(PermissionError) as raised, replaced(tmp_path / "site"):
        pass
    assert raised.value.filename == str(tmp_path / "site")
