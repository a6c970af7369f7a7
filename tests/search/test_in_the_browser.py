"""The search field on the built site: keyboard, screen reader, phone, no server, and nothing fetched before its use."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import find
from playwright.sync_api import Browser, Page, expect
from searches import FIELD, ask, start
from sites import axe
from tabs import Tabs, watched

AXE_VIEWS = [("light", 1280), ("dark", 1280), ("light", 360)]
OPTION = "#sop-found [role=option]"


@pytest.fixture(params=[360, 1280], ids=["phone", "desk"])
def page(request: pytest.FixtureRequest, tabs: Tabs) -> Iterator[Page]:
    with tabs.page(request.param) as page, watched(page):
        yield page


def test_nothing_is_fetched_before_the_field_is_used(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    page.goto(f"{address}/return-an-item/")
    page.wait_for_timeout(300)
    assert [url for url in asked if "assets/search/" in url or "search_index" in url or "workers/search" in url] == []
    page.keyboard.press("/")
    page.wait_for_function("window.sopSearch?.index !== undefined")
    assert any("assets/search/en/words.js" in url for url in asked)


@pytest.mark.parametrize("key", ["/", "f", "s"])
def test_keys_open_the_field(page: Page, address: str, key: str) -> None:
    page.goto(f"{address}/return-an-item/")
    page.keyboard.press(key)
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator(FIELD)).to_have_value("")


def test_arrows_choose_and_enter_opens(page: Page, address: str) -> None:
    start(page, f"{address}/")
    ask(page, "refund")
    field = page.locator(FIELD)
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.locator(f"{OPTION}[aria-selected=true]")
    expect(chosen).to_have_count(1)
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    target = chosen.get_attribute("href") or ""
    page.keyboard.press("Enter")
    page.wait_for_url(target)
    assert "/return-an-item/#step-" in target


def test_enter_opens_the_first_result_even_before_it_shows(page: Page, address: str) -> None:
    start(page, f"{address}/")
    page.keyboard.type("refund")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Return an item")


def test_up_goes_to_the_last_result(page: Page, address: str) -> None:
    start(page, f"{address}/")
    ask(page, "refund")
    page.keyboard.press("ArrowUp")
    expect(page.locator(OPTION).last).to_have_attribute("aria-selected", "true")


def test_escape_closes(page: Page, address: str) -> None:
    start(page, f"{address}/")
    ask(page, "refund")
    page.keyboard.press("Escape")
    expect(page.locator(OPTION).first).not_to_be_visible()
    expect(page.locator(FIELD)).to_have_attribute("aria-expanded", "false")


def test_the_count_is_announced(page: Page, address: str) -> None:
    start(page, f"{address}/")
    ask(page, "refund")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ pages found$"))
    ask(page, "xqzxqzxqz")
    expect(page.get_by_role("status")).to_contain_text("Nothing is found")


def test_more_results_come_on_demand(page: Page, address: str) -> None:
    start(page, f"{address}/")
    ask(page, "customer")
    groups = page.locator("#sop-found [role=group]")
    expect(groups).to_have_count(8)
    page.get_by_role("button", name="More results").click()
    expect(groups).to_have_count(16)


def test_the_field_can_be_cleared_and_closed(page: Page, address: str) -> None:
    start(page, f"{address}/")
    ask(page, "refund")
    page.get_by_role("button", name="Clear the search").click()
    expect(page.locator(OPTION)).to_have_count(0)
    expect(page.locator(FIELD)).to_be_focused()
    if page.viewport_size and page.viewport_size["width"] < 900:
        page.get_by_role("button", name="Close the search").click()
        expect(page.locator(FIELD)).not_to_be_visible()


def test_an_address_can_hold_a_search(page: Page, address: str) -> None:
    page.goto(f"{address}/?q=refund")
    expect(page.locator(OPTION).first).to_have_text(re.compile("Return an item"))


def test_a_result_on_the_same_page_closes_the_search(page: Page, address: str) -> None:
    page.goto(f"{address}/return-an-item/")
    page.keyboard.press("/")
    ask(page, "return slip")
    page.locator(f"{OPTION}[href*='#step-slip']").first.click()
    expect(page.locator("#step-slip")).to_be_in_viewport()
    expect(page.locator(OPTION).first).not_to_be_visible()


def test_search_works_from_the_disk(page: Page, site: Path) -> None:
    start(page, f"file://{site}/index.html")
    ask(page, "refnud")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Return an item")
    assert page.url.endswith("/return-an-item/index.html")


@pytest.mark.parametrize(("language", "text"), [("hi", "शिकायतों"), ("bn", "অভিযোগের"), ("te", "ఫిర్యాదుల")])
def test_each_language_finds_its_own_pages(page: Page, address: str, language: str, text: str) -> None:
    start(page, f"{address}/{language}/")
    first = ask(page, text)[0]
    assert first == f"{language}/resolve-dissatisfaction/"
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/{first}")
    assert page.evaluate("document.documentElement.lang") == language


def test_the_results_fit_the_screen(page: Page, address: str) -> None:
    start(page, f"{address}/te/")
    ask(page, "కస్టమర్")
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.locator(".sop-find__panel").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


def test_without_a_script_the_way_leads_to_the_list(tabs: Tabs, address: str) -> None:
    with tabs.page(java_script_enabled=False) as page:
        page.goto(f"{address}/")
        expect(page.get_by_text("Search needs JavaScript")).to_be_visible()
        page.locator(".sop-search").click()
        assert page.url == f"{address}/a-z/"


def test_a_lost_connection_says_so_and_a_later_try_works(page: Page, address: str) -> None:
    page.route("**/assets/search/**", lambda route: route.abort())
    page.goto(f"{address}/")
    page.locator(".sop-search").click()
    expect(page.get_by_role("status")).to_contain_text("Check your connection")
    page.unroute("**/assets/search/**")
    page.keyboard.press("Escape")
    page.locator(".sop-search").click()
    page.wait_for_function("window.sopSearch?.index !== undefined")
    assert ask(page, "refund")[0] == "return-an-item/"


@pytest.mark.parametrize("again", ["type", "Enter"])
def test_after_a_lost_connection_the_next_key_tries_again(page: Page, address: str, again: str) -> None:
    page.route("**/assets/search/**", lambda route: route.abort())
    page.goto(f"{address}/")
    page.locator(".sop-search").click()
    expect(page.get_by_role("status")).to_contain_text("Check your connection")
    page.unroute("**/assets/search/**")
    if again == "type":
        page.keyboard.type("refund")
        expect(page.locator(OPTION).first).to_contain_text("Return an item")
    else:
        page.keyboard.press("Enter")
        page.wait_for_function("window.sopSearch?.index !== undefined")


def test_a_text_that_did_not_come_is_fetched_with_the_next_try(page: Page, address: str) -> None:
    start(page, f"{address}/")
    page.route("**/assets/search/en/p*", lambda route: route.abort())
    page.keyboard.type("refund")
    expect(page.get_by_role("status")).to_contain_text("Check your connection")
    page.unroute("**/assets/search/en/p*")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Return an item")


def test_who_finds_nothing_can_go_to_the_list(page: Page, address: str) -> None:
    start(page, f"{address}/hi/")
    way = page.locator(".sop-find__all")
    ask(page, "refund")
    expect(way).to_be_hidden()
    ask(page, "xqzxqzxqz")
    expect(way).to_be_visible()
    way.click()
    page.wait_for_url(f"{address}/hi/a-z/")


def test_a_slow_index_says_that_it_comes(page: Page, address: str) -> None:
    waiting = []
    page.route("**/assets/search/en/words.js*", lambda route: waiting.append(route))
    page.goto(f"{address}/")
    page.locator(".sop-search").click()
    panel = page.locator(".sop-find__panel")
    expect(panel).to_have_attribute("aria-busy", "true")
    page.wait_for_function("document.querySelector('.sop-find__panel').getBoundingClientRect().height > 0")
    waiting[0].continue_()
    expect(panel).to_have_attribute("aria-busy", "false")


def test_the_way_back_leads_to_the_results(page: Page, address: str) -> None:
    start(page, f"{address}/")
    ask(page, "refund")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Return an item")
    page.go_back()
    expect(page.locator(FIELD)).to_have_value("refund")
    expect(page.locator(OPTION).first).to_contain_text("Return an item")
    page.keyboard.press("Escape")
    page.reload()
    expect(page.locator(OPTION).first).not_to_be_attached()


def test_the_way_back_takes_the_search_from_a_phone(page: Page, address: str) -> None:
    """On a phone the search covers the page: there the way back leads to the page, and not to the one before it."""
    is_phone = page.viewport_size is not None and page.viewport_size["width"] == 360
    page.goto(f"{address}/")
    page.goto(f"{address}/return-an-item/")
    page.keyboard.press("/")
    ask(page, "refund")
    page.keyboard.press("Escape")  # which leaves no place in the history that nobody needs
    expect(page.locator(OPTION).first).not_to_be_visible()
    page.keyboard.press("/")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Return an item" if is_phone else "Service manual")
    expect(page.locator(OPTION).first).not_to_be_visible()
    if is_phone:
        page.go_back()
        expect(page.locator("h1")).to_have_text("Service manual")


def test_the_way_back_on_the_same_page_leads_to_the_results(page: Page, address: str) -> None:
    page.goto(f"{address}/return-an-item/")
    page.keyboard.press("/")
    ask(page, "return slip")
    page.locator(f"{OPTION}[href*='#step-slip']").first.click()
    expect(page.locator(OPTION).first).not_to_be_visible()
    page.go_back()
    expect(page.locator(FIELD)).to_have_value("return slip")
    expect(page.locator(OPTION).first).to_be_visible()


def test_a_page_that_the_browser_kept_leads_to_the_results(browser: Browser, address: str) -> None:
    """Browsers keep the last pages as they are; Playwright switches that off."""
    kept = browser.browser_type.launch(
        executable_path=find(), args=["--no-sandbox"], ignore_default_args=["--disable-back-forward-cache"]
    )
    page = kept.new_page()
    start(page, f"{address}/")
    page.evaluate("window.isKept = true")
    ask(page, "refund")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Return an item")
    page.go_back(wait_until="commit")
    expect(page.locator(FIELD)).to_have_value("refund")
    expect(page.locator(OPTION).first).to_contain_text("Return an item")
    assert page.evaluate("window.isKept")
    kept.close()


@pytest.mark.parametrize(("language", "text"), [("hi", "newspaper"), ("bn", "newspaper"), ("te", "newspaper")])
def test_english_words_lead_to_the_step_that_says_them(page: Page, address: str, language: str, text: str) -> None:
    start(page, f"{address}/{language}/")
    assert ask(page, text)[0] == f"{language}/resolve-dissatisfaction/"
    expect(page.locator(".sop-find__section").first).to_have_attribute("href", re.compile("#exception-lawyer$"))


def test_facts_of_a_branch_are_found(page: Page, address: str) -> None:
    start(page, f"{address}/")
    assert ask(page, "hyderabad refund limit")[0] == "branches/#branch-hyderabad"
    assert ask(page, "opening hours")[0] == "branches/"


def test_the_guide_comes_after_all_else(page: Page, address: str) -> None:
    start(page, f"{address}/")
    places = [found.startswith("guide/") for found in ask(page, "lost and found")]
    assert places == sorted(places)
    assert not places[0]


def test_the_count_has_the_digits_of_the_page(page: Page, address: str) -> None:
    start(page, f"{address}/bn/")
    ask(page, "গ্রাহক")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^[0-9]+টি"))


@pytest.mark.parametrize(("scheme", "width"), AXE_VIEWS)
def test_axe_finds_no_violation_in_the_open_search(tabs: Tabs, address: str, scheme: str, width: int) -> None:
    with tabs.page(width, color_scheme=scheme) as page:
        start(page, f"{address}/")
        ask(page, "refund")
        page.keyboard.press("ArrowDown")
        page.evaluate(axe())
        found = page.evaluate("axe.run(document.querySelector('.sop-find'), {resultTypes: ['violations']})")
        told = [
            f"{each['id']}: {each['help']}: " + "; ".join(node["html"][:160] for node in each["nodes"][:3])
            for each in found["violations"]
        ]
    assert told == [], json.dumps(told, indent=1)
