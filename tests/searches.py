"""Asking the search of a site as a reader does, and sites with nothing but the search of a small manual."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import yaml
from manuals import MANUAL, write
from playwright.sync_api import Browser, Page

from sop_toolkit.publish.search import files
from sop_toolkit.publish.site import site

QUERIES = Path(__file__).parent / "search" / "queries"
FIELD = ".sop-find__input"
PAGE = """<!doctype html><html lang="{language}"><meta charset="utf-8"><title>Page</title>
<header class="md-header"><nav class="md-header__inner"></nav></header><a class="sop-search" href="a-z/">Search</a>
<script src="{up}assets/field.js"></script></html>"""


def procedure(id: str, title: str, steps: str = "Open the till.", **fields: str) -> str:
    """A procedure in force, with further fields as they are written."""
    lines = {
        "id": id,
        "title": title,
        "owner": "shift-lead",
        "purpose": "Serve every customer.",
        "status": "effective",
        "version": "1.0",
        "steps": f"\n  - do: {steps}",
        **fields,
    }
    return "\n".join(f"{name}: {value}" for name, value in lines.items()) + "\n"


def searched(folder: Path, procedures: Mapping[str, str], manual: str = MANUAL, preview: bool = False) -> Path:
    """Writes the search of a manual with these procedures, by their ids, and a page with the field."""
    root = folder / "manual"
    write(root, {f"procedures/desk/{id}.yaml": text for id, text in procedures.items()})
    write(root, {"procedures/manual.yaml": manual})
    made = site(root, preview, date(2026, 11, 1), check=False)
    files.write(made.editions, made.editions[0], lambda edition: (), folder)
    for edition in made.editions:
        up = "" if edition.is_own else "../"
        write(folder, {f"{edition.folder}index.html": PAGE.format(language=edition.language, up=up)})
    return folder


def opened(browser: Browser, folder: Path) -> Page:
    """The page, from the disk, with its search open."""
    page = browser.new_page()
    start(page, f"file://{folder}/index.html")
    return page


def found(page: Page, text: str) -> list[str]:
    """The ids that a text finds, best first."""
    return [address.split("/")[-2] for address in ask(page, text)]


def queries(language: str) -> list[tuple[str, str, str]]:
    """The queries of a language: kind, what a clerk types, and the procedure that must be found."""
    kinds = yaml.safe_load((QUERIES / f"{language}.yaml").read_text(encoding="utf-8"))
    return [(kind, text, wanted) for kind, listed in kinds.items() for text, wanted in listed.items()]


def start(page: Page, address: str) -> None:
    """Opens a page and its search, so that the index is there."""
    page.goto(address)
    page.locator(".sop-search").click()
    page.wait_for_function("window.sopSearch?.index !== undefined")


def ask_all(page: Page, texts: list[str]) -> list[list[str]]:
    """The same for many texts, one after the other, each without the pause that a reader makes at its end."""
    found = page.evaluate(
        """async ([selector, texts]) => {
            const field = document.querySelector(selector), found = [];
            for (const text of texts) {
                field.value = text;
                await sopSearch.search();
                found.push([...document.querySelectorAll('.sop-find__title')].map(link => link.href));
            }
            return found;
        }""",
        [FIELD, texts],
    )
    return [[inside(link) for link in links] for links in found]


def ask(page: Page, text: str) -> list[str]:
    """The addresses that a text finds, best first, one a page."""
    page.locator(FIELD).fill(text)
    page.wait_for_function("text => sopSearch.shown === text", arg=text)
    links = page.locator(".sop-find__title").evaluate_all("all => all.map(link => link.href)")
    return [inside(link) for link in links]


def inside(link: str) -> str:
    """The address of a page below the top of its site."""
    return link.split("://", 1)[1].partition("/")[2]
