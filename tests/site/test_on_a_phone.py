"""What a clerk with a phone, a keyboard or a printer meets: the built site in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Page, expect
from sites import ROOT, axe
from tabs import Tabs

from sop_toolkit.language.labels import labels
from sop_toolkit.model.build import load

MANUAL = load(ROOT).manual
FOLDERS = {code: "" if code == MANUAL.language else f"{code}/" for code in MANUAL.languages}
FINGER = 43.5  # pixels: 44, less what a browser rounds off
# What a finger touches by itself; a link inside a sentence is as high as its line.
TOUCHED = {
    "": [".md-header .md-icon:not([hidden])", ".sop-find__open", ".sop-search", ".sop-cards a", ".sop-chips a",
         ".sop-recent > li > a", ".sop-onward a"],
    "putting-right/": [".sop-list > li > a"],
    "return-an-item/": [".md-content__button", ".sop-path a", ".sop-jump > summary", ".sop-jump a",
                        ".sop-decide li > a", ".sop-flow > summary", ".sop-related a"],
    "treat-with-respect/": [".sop-tick label"],
    "roles/service-clerk/": [".sop-duty a"],
    "branches/": [".sop-chips a"],
    "a-z/": [".sop-letters a", ".sop-index a"],
    "changes/": [".sop-onward a"],
}  # fmt: skip
PATHS = [*TOUCHED, "resolve-an-issue/", "roles/", "reviews/", "terms/", "guide/staff/"]


@pytest.fixture
def opened(tabs: Tabs, address: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of the site; options are those of Playwright's contexts."""
    with ExitStack() as lent:

        def page(path: str, width: int = 360, **options: object) -> Page:
            shown = lent.enter_context(tabs.page(width, 700, **options))
            shown.goto(f"{address}/{path}")
            return shown

        yield page


@pytest.mark.parametrize("width", [360, 1280], ids=["phone", "desk"])
@pytest.mark.parametrize("path", ["return-an-item/", "te/resolve-an-issue/"])
def test_a_link_to_a_step_shows_its_number_and_its_warnings_first(
    opened: Callable[..., Page], address: str, path: str, width: int
) -> None:
    page = opened(path, width)
    ids = page.eval_on_selector_all(".sop-step", "steps => steps.map(step => step.id)")
    assert page.locator(".sop-step:has(.sop-hazard)").count() >= 1
    for id in ids[:-2]:  # below the last ones the page may end before they reach the top
        page.goto(f"{address}/{path}#{id}")
        page.wait_for_function("id => Math.abs(document.getElementById(id).getBoundingClientRect().top) < 200", arg=id)
        tops, header = page.evaluate(
            """id => [[...document.getElementById(id).querySelectorAll('.sop-number, .sop-hazard, .sop-who')]
            .map(part => part.getBoundingClientRect().top), document.querySelector('.md-header').offsetHeight]""",
            id,
        )
        assert all(top >= header for top in tops), (id, tops)
        assert tops[0] < 200, (id, tops)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white_with_dark_letters(opened: Callable[..., Page], scheme: str) -> None:
    page = opened("return-an-item/", 800, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate" if scheme == "dark" else "default")
    page.emulate_media(media="print")
    white = [colour(page, "body", "background-color"), colour(page, ".sop-hazard", "background-color")]
    for words in ("h1", ".sop-purpose", ".sop-step h3", ".sop-signal", ".sop-step a", ".sop-soft, .sop-who span"):
        assert min(contrast(colour(page, words, "color"), paper) for paper in white) >= 4.5, words
    for needless in (".sop-flow", ".sop-jump"):
        expect(page.locator(needless)).to_be_hidden()


def colour(page: Page, selector: str, name: str, pseudo: str = "") -> list[float]:
    """The red, green and blue of a part of the page, each up to 255."""
    read = "(part, [name, pseudo]) => getComputedStyle(part, pseudo).getPropertyValue(name)"
    shown = page.locator(selector).first.evaluate(read, [name, pseudo])
    return [float(number) for number in re.findall(r"[\d.]+", shown)[:3]]


def contrast(one: list[float], other: list[float]) -> float:
    """How well two colours differ, as WCAG counts it: from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(rgb: list[float]) -> float:
    parts = [part / 255 for part in rgb]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_signs_beside_the_title_can_be_seen(opened: Callable[..., Page], scheme: str) -> None:
    page = opened("return-an-item/", color_scheme=scheme)
    ground = colour(page, "body", "background-color")
    signs = page.locator(".md-content__button svg").all()
    assert len(signs) == 2
    for sign in signs:
        fill = sign.evaluate("sign => getComputedStyle(sign).fill")
        assert "rgba" not in fill  # a colour that the ground shines through
        assert contrast([float(part) for part in re.findall(r"\d+", fill)], ground) >= 4.5


def test_an_arrow_stands_behind_the_way_on_alone(opened: Callable[..., Page]) -> None:
    page = opened("serve-online/")
    behind = "links => links.map(link => getComputedStyle(link, '::after').content)"
    assert set(page.eval_on_selector_all(".sop-decide span a", behind)) == {"none"}
    assert set(page.eval_on_selector_all(".sop-decide li > a", behind)) == {'" →"'}


@pytest.mark.parametrize("code", MANUAL.languages)
@pytest.mark.parametrize("path", TOUCHED)
def test_a_finger_hits_what_it_means(opened: Callable[..., Page], code: str, path: str) -> None:
    page = opened(FOLDERS[code] + path)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    small = page.evaluate(
        """([selectors, least]) => selectors.flatMap(selector => {
            const found = [...document.querySelectorAll(selector)].filter(part => part.offsetHeight);
            const small = found.filter(part => part.offsetHeight < least || part.offsetWidth < least);
            return found.length ? small.map(part => part.outerHTML.slice(0, 120)) : [`nothing is ${selector}`];
        })""",
        [TOUCHED[path], FINGER],
    )
    assert small == []
    if path == "":
        page.locator(".md-select button").click()
        rows = page.eval_on_selector_all(".md-select__link", "rows => rows.map(row => row.offsetHeight)")
        assert min(rows) >= FINGER


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_accent_is_ours_and_the_focus_shows_on_the_header(opened: Callable[..., Page], scheme: str) -> None:
    page = opened("", 1280, color_scheme=scheme)
    accent = page.evaluate("getComputedStyle(document.body).getPropertyValue('--md-accent-fg-color')")
    assert accent == {"light": "#0b6b7a", "dark": "#a6e6f0"}[scheme]
    header = colour(page, ".md-header", "background-color")
    rings = []
    for _ in range(12):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.evaluate("part => part.matches('.md-header .md-header__button, .md-header .md-source')"):
            rings.append(colour(page, ":focus", "outline-color"))
    assert len(rings) >= 2
    assert min(contrast(ring, header) for ring in rings) >= 3


def test_the_focus_shows_in_the_list_of_languages(opened: Callable[..., Page]) -> None:
    page = opened("", 1280)
    page.locator(".md-select button").focus()
    for code in MANUAL.languages:
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_attribute("lang", code)
        expect(page.locator(":focus")).to_have_css("outline-style", "solid")


@pytest.mark.parametrize("code", MANUAL.languages)
def test_the_list_of_languages_stays_on_the_screen_without_scripts(opened: Callable[..., Page], code: str) -> None:
    page = opened(FOLDERS[code], java_script_enabled=False)
    page.locator(".md-select button").hover()
    place = page.locator(".md-select__inner").bounding_box()
    assert place is not None
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_signs_and_results_show_where_the_system_sets_the_colours(opened: Callable[..., Page], scheme: str) -> None:
    page = opened("return-an-item/", color_scheme=scheme, forced_colors="active")
    ground = colour(page, "body", "background-color")
    for drawn, part in ((".sop-hazard", "before"), (".sop-jump summary", "after")):
        assert contrast(colour(page, drawn, "background-color", f"::{part}"), ground) >= 3, drawn
    page.goto(f"{page.url}?q=refund")
    expect(page.locator(".sop-find__section mark").first).to_be_visible()
    assert contrast(colour(page, ".sop-find__section mark", "color"), ground) >= 4.5
    page.keyboard.press("ArrowDown")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_css("outline-style", "solid")


@pytest.mark.parametrize("code", MANUAL.languages)
def test_only_latin_letters_are_slanted_in_the_results(opened: Callable[..., Page], code: str) -> None:
    page = opened(f"{FOLDERS[code]}?q=website")
    not_in_force = page.locator(".sop-find__title em").first
    expect(not_in_force).to_have_css("font-style", "italic" if code == "en" else "normal")


@pytest.mark.parametrize("code", ["en", "te"])
def test_the_keyboard_never_leaves_the_view(opened: Callable[..., Page], code: str) -> None:
    """On a phone the menu waits outside the page; it comes in as soon as the focus is in it."""
    page = opened(f"{FOLDERS[code]}return-an-item/")
    seen = set()
    for _ in range(16):
        page.keyboard.press("Tab")
        page.wait_for_timeout(350)  # the menu slides in
        focused = page.locator(":focus")
        place = focused.bounding_box()
        assert place is not None
        assert place["x"] >= 0, focused.evaluate("part => part.outerHTML.slice(0, 160)")
        seen.add(focused.evaluate("part => part.closest('.md-sidebar--primary') !== null"))
    assert seen == {True, False}
    before = page.locator(".md-sidebar--primary").bounding_box()
    assert before is not None
    assert before["x"] + before["width"] <= 0  # and it goes again


@pytest.mark.parametrize("code", MANUAL.languages)
def test_letters_of_twice_the_size_need_no_more_width(opened: Callable[..., Page], code: str) -> None:
    page = opened(FOLDERS[code])
    home = page.url
    for path in PATHS:
        page.goto(home + path)
        page.add_style_tag(content="html { font-size: 250% !important }")
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("branches/", "dt"),
        ("return-an-item/", ".sop-role"),
        ("return-an-item/", ".sop-decide li > b"),
        ("return-an-item/", ".sop-decide li > span"),
    ],
)
def test_a_name_without_spaces_needs_no_more_width(opened: Callable[..., Page], path: str, place: str) -> None:
    page = opened(path)
    page.locator(place).first.evaluate("name => name.textContent = 'Thiruvananthapuram'.repeat(4)")
    assert page.locator(place).first.evaluate("name => name.getBoundingClientRect().right") <= 360
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("code", ["en", "bn"])
def test_axe_finds_no_violation_on_a_phone(opened: Callable[..., Page], code: str, scheme: str) -> None:
    page = opened(FOLDERS[code], color_scheme=scheme)
    home = page.url
    for path in ("", "return-an-item/", "serve-online/", "roles/service-clerk/", "branches/", "guide/staff/"):
        page.goto(home + path)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        page.evaluate(axe())
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found["violations"]] == [], path


def test_a_table_that_is_too_wide_scrolls_by_keys(opened: Callable[..., Page]) -> None:
    page = opened("guide/maintainers/quality/")
    wide = "tables => tables.filter(table => table.scrollWidth > table.clientWidth).map(table => table.tabIndex)"
    assert set(page.eval_on_selector_all(".md-typeset__scrollwrap", wide)) == {0}


@pytest.mark.parametrize("code", MANUAL.languages)
def test_a_long_page_has_a_list_of_ways_at_its_top(opened: Callable[..., Page], code: str) -> None:
    page = opened(f"{FOLDERS[code]}branches/")
    ways = page.eval_on_selector_all(".sop-chips a", "links => links.map(link => link.getAttribute('href'))")
    assert ways == [f"#branch-{id}" for id in MANUAL.branches]
    assert all(page.locator(way).count() == 1 for way in ways)
    page = opened(f"{FOLDERS[code]}return-an-item/")
    page.locator(".sop-jump summary").click()
    ways = page.eval_on_selector_all(".sop-jump a", "links => links.map(link => link.getAttribute('href'))")
    assert ways == page.eval_on_selector_all(".sop-step", "steps => steps.map(step => '#' + step.id)")
    page.locator(".sop-jump a").nth(4).click()
    expect(page.locator(".sop-step").nth(4)).to_be_in_viewport()


@pytest.mark.parametrize("code", MANUAL.languages)
def test_the_link_to_the_sources_is_named_in_the_language(opened: Callable[..., Page], code: str) -> None:
    page = opened(FOLDERS[code], 1280)
    expect(page.locator(".md-header .md-source")).to_have_text(labels(code)("theme_source"))


def test_an_address_without_a_page_is_told_in_every_language(opened: Callable[..., Page]) -> None:
    page = opened("404.html")
    for code in MANUAL.languages:
        part = page.locator(f"section[lang={code}]")
        expect(part.locator("h1, h2")).to_have_text(labels(code)("theme_not_found"))
        link = part.get_by_role("link", name=labels(code)("back_home"))
        assert link.get_attribute("href") == f"/{FOLDERS[code]}"
        box = link.bounding_box()
        assert box is not None
        assert box["height"] >= FINGER
