"""What branch staff meet: the built site in a real browser, at a phone's and a desk's width."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sites import axe
from tabs import Tabs, watched

PAGES = [
    "",
    "putting-right/",
    "return-an-item/",
    "roles/service-clerk/",
    "branches/",
    "a-z/",
    "reviews/",
    "changes/",
    "terms/",
    "guide/",
]
AUDITED = ["", "putting-right/", "return-an-item/", "treat-with-respect/", "roles/", "roles/service-clerk/"]
AUDITED += ["branches/", "reviews/", "changes/", "terms/"]


@pytest.fixture(params=[360, 1280], ids=["phone", "desk"])
def page(request: pytest.FixtureRequest, tabs: Tabs) -> Iterator[Page]:
    """A page that fails the test on any console error and on any request that leaves this machine."""
    with tabs.page(request.param) as page, watched(page, "http://127.0.0.1:"):
        yield page


def test_the_first_search_finds_the_procedure(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    page.locator(".sop-search").click()
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("refund")
    first = page.locator(".md-search-result__item a").first
    expect(first).to_be_visible()
    first.click()
    expect(page.locator("h1")).to_have_text("Return an item")
    expect(page.locator("#step-refund")).to_be_visible()
    assert page.locator(".sop-step").count() == page.locator(".sop-step h3").count() >= 5


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(page: Page, address: str, path: str) -> None:
    page.goto(f"{address}/{path}")
    for flowchart in page.locator("details.sop-flow").all():
        flowchart.evaluate("element => element.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", AUDITED)
def test_axe_finds_no_violation(tabs: Tabs, address: str, path: str, scheme: str) -> None:
    with tabs.page(1280, 900, color_scheme=scheme) as page:
        page.goto(f"{address}/{path}")
        page.evaluate(axe())
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    told = [
        f"{each['id']}: {each['help']}: " + "; ".join(node["html"][:160] for node in each["nodes"][:3])
        for each in found["violations"]
    ]
    assert told == [], json.dumps(told, indent=1)


def test_each_box_of_the_flowchart_leads_to_its_step(page: Page, address: str) -> None:
    page.goto(f"{address}/return-an-item/")
    page.locator("details.sop-flow summary").click()
    links = page.locator(".sop-chart a")
    assert links.count() == page.locator(".sop-step").count()
    for link in links.all():
        target = link.get_attribute("href") or ""
        assert page.locator(target).count() == 1, target


def test_a_step_that_an_address_names_comes_into_view(page: Page, address: str) -> None:
    page.goto(f"{address}/return-an-item/#step-slip")
    expect(page.locator("#step-slip")).to_be_in_viewport()


def test_a_procedure_reads_without_scripts(tabs: Tabs, address: str) -> None:
    with tabs.page(360, java_script_enabled=False) as page:
        page.goto(f"{address}/return-an-item/")
        expect(page.locator("#step-refund")).to_be_visible()
        page.locator("details.sop-flow summary").click()
        expect(page.locator(".sop-chart")).to_be_visible()
        page.locator(".sop-decide a").first.click()
        assert "#step-" in page.url


def test_links_lead_on_without_a_server(tabs: Tabs, site: Path) -> None:
    with tabs.page(360) as page, watched(page):
        page.goto(f"file://{site}/index.html")
        page.locator(".sop-cards a").nth(1).click()
        page.get_by_role("link", name="Return an item").click()
        page.locator(".sop-fact").first.click()
        assert page.url == f"file://{site}/branches/index.html#fact-refund_limit"
        page.locator(".md-select button").click()
        page.locator(".md-select__link[lang=hi]").click()
        assert page.url.startswith(f"file://{site}/hi/branches/index.html#")


def test_the_title_of_home_is_the_name_of_the_manual(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    assert page.title() == "Service manual"
    page.goto(f"{address}/return-an-item/")
    assert page.title() == "Return an item - Service manual"


def test_warnings_differ_without_colour(page: Page, address: str) -> None:
    """Each level has its own word, border and sign."""
    page.goto(f"{address}/")
    page.evaluate(
        """document.querySelector('.md-typeset').innerHTML = ['danger', 'warning', 'caution', 'notice']
        .map(level => `<div class="sop-hazard sop-${level}"><p class="sop-signal">${level}</p></div>`).join('')"""
    )
    looks = page.evaluate(
        """[...document.querySelectorAll('.sop-hazard')].map(box => {
        const style = getComputedStyle(box), sign = getComputedStyle(box, '::before');
        return [style.borderTopStyle + style.borderTopWidth, sign.webkitMaskImage || sign.maskImage]; })"""
    )
    assert len({border for border, _ in looks}) == 4
    assert len({sign for _, sign in looks}) == 4
    assert all("url(" in sign for _, sign in looks)


def test_edit_links_lead_to_the_sources(page: Page, address: str) -> None:
    page.goto(f"{address}/return-an-item/")
    link = page.locator("a[href*='/edit/']").first.get_attribute("href") or ""
    assert link.endswith("/edit/main/procedures/putting-right/return-an-item.yaml")


def test_the_site_asks_nothing_of_the_repositorys_host(site: Path) -> None:
    home = (site / "index.html").read_text(encoding="utf-8")
    assert 'data-md-component="source"' not in home


def test_the_items_of_a_checklist_can_be_ticked(page: Page, address: str) -> None:
    page.goto(f"{address}/treat-with-respect/")
    ticks = page.locator(".sop-checklist input[type=checkbox]")
    assert ticks.count() == page.locator(".sop-step").count() == 8
    ticks.first.check()
    expect(ticks.first).to_be_checked()
