"""One build makes the manual in all languages: each whole, linked to the others, and honest about what is missing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from sites import ROOT, axe, copy_manual, run, served
from tabs import Tabs, watched

from sop_toolkit.language.labels import labels
from sop_toolkit.model.build import load

MANUAL = load(ROOT).manual
OTHERS = MANUAL.languages[1:]
FOLDERS = {code: "" if code == MANUAL.language else f"{code}/" for code in MANUAL.languages}
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
]
FONT_BYTES = 250_000


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's manual with every translation confirmed."""
    folder = copy_manual(tmp_path_factory.mktemp("manual"))
    config = folder / "mkdocs.yml"
    config.write_text(f"site_url: https://manual.example/\n{config.read_text(encoding='utf-8')}", encoding="utf-8")
    confirmed(folder)
    return folder


def confirmed(folder: Path) -> None:
    done = run("sop_toolkit", "translate", "--all", "--to", ",".join(OTHERS), "--confirm", "all", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def translated(manual: Path) -> Path:
    done = run("mkdocs", "build", cwd=manual)
    assert done.returncode == 0, done.stderr
    return manual / "site"


@pytest.fixture(scope="module")
def top(translated: Path) -> Iterator[str]:
    with served(translated) as address:
        yield address


class _Read(HTMLParser):
    """The links of a page, those in its `head` apart, and its language."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.language = ""
        self.links: list[str] = []
        self.switch: dict[str, str] = {}
        self.known: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given["lang"]
        elif tag == "link" and given.get("rel", "").strip() == "alternate" and "hreflang" in given:
            self.known[given["hreflang"]] = given["href"]
        elif tag == "a" and "hreflang" in given:
            self.switch[given["hreflang"]] = given["href"]
        elif tag == "a" and "href" in given:
            self.links.append(given["href"])


def read(path: Path) -> _Read:
    return _Read(path.read_text(encoding="utf-8"))


def test_every_page_of_the_manual_stands_in_every_language(translated: Path) -> None:
    pages = {path.relative_to(translated).as_posix() for path in translated.rglob("index.html")}
    own = {page for page in pages if page.split("/")[0] not in OTHERS and page.split("/")[0] != "guide"}
    for code in OTHERS:
        inside = {page.removeprefix(f"{code}/") for page in pages if page.startswith(f"{code}/")}
        assert {page for page in inside if page.split("/")[0] != "guide"} == own


def test_every_page_says_its_language_and_where_it_stands_in_the_others(translated: Path) -> None:
    for path in translated.rglob("index.html"):
        address = path.parent.relative_to(translated).as_posix()
        language = address.split("/")[0] if address.split("/")[0] in OTHERS else MANUAL.language
        page = read(path)
        assert page.language == language
        assert list(page.switch) == list(MANUAL.languages)
        inside = address.removeprefix(language).strip("./") if language in OTHERS else address.strip(".")
        if not inside.startswith("guide"):
            assert set(page.known) == {*MANUAL.languages, "x-default"}
        for code, href in page.known.items():
            folder = FOLDERS.get(code, "")
            assert href == urljoin("https://manual.example/", f"{folder}{inside}/" if inside else folder)
        for link in page.switch.values():
            assert (path.parent / link / "index.html").is_file(), (address, link)


def test_links_stay_in_their_language(translated: Path) -> None:
    strays = []
    for code in OTHERS:
        for path in (translated / code).rglob("index.html"):
            here = "https://site/" + path.parent.relative_to(translated).as_posix() + "/"
            for link in read(path).links:
                url = urlsplit(urljoin(here, link))
                if url.netloc == "site" and not url.path.startswith((f"/{code}/", "/guide/")):
                    strays.append(f"{here}: {link}")
    assert strays == []


def test_the_menu_is_that_of_the_page(translated: Path) -> None:
    for code in MANUAL.languages:
        page = (translated / FOLDERS[code] / "return-an-item" / "index.html").read_text(encoding="utf-8")
        menu = page.partition("md-nav--primary")[2].partition("</nav>\n")[0]
        for other in MANUAL.languages:
            assert (labels(other)("procedures") in menu) == (other == code), (code, other)


def test_the_frame_of_a_page_speaks_its_language(translated: Path) -> None:
    for code in MANUAL.languages:
        page = (translated / FOLDERS[code] / "branches" / "index.html").read_text(encoding="utf-8")
        for key in ("theme_top", "theme_toc", "theme_select_language", "theme_nav"):
            assert labels(code)(key) in page
        assert labels("en")("theme_top") not in page or code == "en"


@pytest.mark.parametrize("code", MANUAL.languages)
@pytest.mark.parametrize("width", [360, 1280], ids=["phone", "desk"])
def test_no_page_scrolls_sideways_or_leaves_the_machine(tabs: Tabs, top: str, code: str, width: int) -> None:
    with tabs.page(width) as page, watched(page, top):
        for path in PAGES:
            page.goto(f"{top}/{FOLDERS[code]}{path}")
            for flowchart in page.locator("details.sop-flow").all():
                flowchart.evaluate("element => element.open = true")
            page.evaluate("document.fonts.ready")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("code", OTHERS)
def test_the_switch_stays_at_the_step(tabs: Tabs, top: str, code: str) -> None:
    with tabs.page(360) as page:
        page.goto(f"{top}/return-an-item/#step-slip")
        choose(page, code)
        expect(page).to_have_url(f"{top}/{code}/return-an-item/#step-slip")
        expect(page.locator("#step-slip")).to_be_in_viewport()
        assert page.evaluate("document.documentElement.lang") == code
        choose(page, MANUAL.language)
        expect(page).to_have_url(f"{top}/return-an-item/#step-slip")


@pytest.mark.parametrize(("path", "place"), [("return-an-item/", "step-refund"), ("branches/", "fact-phone")])
def test_the_switch_stays_at_what_is_at_the_top_of_the_view(tabs: Tabs, top: str, path: str, place: str) -> None:
    """Whatever step the address names from before."""
    with tabs.page(360, 640) as page:
        page.goto(f"{top}/{path}#step-slip")
        at = f"document.getElementById('{place}').getBoundingClientRect().top"
        page.evaluate(f"scrollBy(0, {at} - 40)")
        choose(page, OTHERS[0])
        expect(page).to_have_url(f"{top}/{OTHERS[0]}/{path}#{place}")
        assert 0 < page.evaluate(at) < 120
        page.evaluate("scrollTo(0, 0)")
        page.wait_for_function("scrollY === 0")
        choose(page, MANUAL.language)
        page.wait_for_url(f"{top}/{path}*")
        assert "#" not in page.url.rstrip("#")
        assert page.evaluate("scrollY") == 0


def choose(page: Page, code: str) -> None:
    page.locator(".md-select button").click()
    page.locator(f".md-select__link[lang={code}]").click()


def test_the_switch_works_without_scripts(tabs: Tabs, top: str) -> None:
    with tabs.page(java_script_enabled=False) as page:
        page.goto(f"{top}/return-an-item/")
        choose(page, OTHERS[0])
        expect(page).to_have_url(f"{top}/{OTHERS[0]}/return-an-item/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("code", OTHERS)
def test_axe_finds_no_violation(tabs: Tabs, top: str, code: str, scheme: str) -> None:
    with tabs.page(1280, 900, color_scheme=scheme) as page:
        for path in ("", "return-an-item/", "branches/"):
            page.goto(f"{top}/{code}/{path}")
            page.evaluate(axe())
            found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found["violations"]] == [], path


@pytest.mark.parametrize("code", MANUAL.languages)
def test_a_page_draws_its_script_with_our_font_and_fetches_no_other(browser: Browser, top: str, code: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800})  # one that has no font yet
    page = context.new_page()
    sizes: dict[str, int] = {}
    page.on("response", lambda got: sizes.update({got.url: len(got.body())}) if ".woff2" in got.url else None)
    page.goto(f"{top}/{FOLDERS[code]}return-an-item/")
    page.evaluate("document.fonts.ready")
    used = drawn_with(page, ".sop-step h3")
    if code == "en":
        assert sizes == {}
    else:
        assert len(sizes) == 1
        assert sum(sizes.values()) <= FONT_BYTES
        assert {name for name in used if name.startswith("Noto Sans")}, used
    choose_open = page.locator(".md-select button")
    choose_open.click()
    page.wait_for_timeout(300)
    assert sum(sizes.values()) <= FONT_BYTES  # even with the names of all languages on the screen
    context.close()


def drawn_with(page: Page, selector: str) -> set[str]:
    """The fonts that the browser has really drawn an element's letters with, those of the site alone."""
    client = page.context.new_cdp_session(page)
    client.send("DOM.enable")
    client.send("CSS.enable")
    root = client.send("DOM.getDocument")["root"]["nodeId"]
    node = client.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    fonts = client.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return {font["familyName"] for font in fonts if font["isCustomFont"]}


@pytest.mark.parametrize("code", OTHERS)
def test_lines_are_higher_than_their_letters_with_all_signs(tabs: Tabs, top: str, code: str) -> None:
    """So that nothing is cut off where a theme hides what overflows, and lines never touch."""
    with tabs.page() as page:
        for path in ("", "return-an-item/", "roles/service-clerk/"):
            page.goto(f"{top}/{code}/{path}")
            page.evaluate("document.fonts.ready")
            cut = page.evaluate(
                """() => {
                    const pen = document.createElement('canvas').getContext('2d');
                    const seen = 'h1, h2, h3, p, li a, dt, dd, .sop-limit, .sop-role, .sop-chips a, b, .md-ellipsis';
                    return [...document.querySelectorAll(seen)].filter(element => {
                        const style = getComputedStyle(element);
                        pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
                        const ink = pen.measureText(element.textContent.trim());
                        const high = ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent;
                        return element.offsetHeight && high > parseFloat(style.lineHeight) + 0.5;
                    }).map(element => element.outerHTML.slice(0, 160)); }"""
            )
            assert cut == [], path


@pytest.mark.parametrize("code", OTHERS)
def test_every_line_of_a_flowchart_fits_its_box(tabs: Tabs, top: str, code: str) -> None:
    with tabs.page() as page:
        for id in ("return-an-item", "resolve-an-issue", "decide-an-exception"):
            page.goto(f"{top}/{code}/{id}/")
            page.evaluate("document.querySelectorAll('details.sop-flow').forEach(each => each.open = true)")
            page.evaluate("document.fonts.ready")
            wide = page.evaluate(
                """[...document.querySelectorAll('.sop-chart text:not(.sop-m)')].filter(text => {
                    const box = text.previousElementSibling.getBBox(), words = text.getBBox();
                    return words.x + words.width > box.x + box.width - 2 || words.y < box.y - 3
                        || words.y + words.height > box.y + box.height + 5; }).map(text => text.textContent)"""
            )
            assert wide == [], id


def test_a_changed_step_stands_marked_in_the_original_until_its_translations_are_confirmed(
    manual: Path, tmp_path: Path
) -> None:
    for name in ("procedures", "docs", "mkdocs.yml"):
        copy = shutil.copytree if (manual / name).is_dir() else shutil.copyfile
        copy(manual / name, tmp_path / name)
    source = tmp_path / "procedures" / "putting-right" / "return-an-item.yaml"
    text = source.read_text(encoding="utf-8")
    source.write_text(
        text.replace("do: Look at the item from all sides.", "do: Turn the item round."), encoding="utf-8"
    )
    assert run("mkdocs", "build", cwd=tmp_path).returncode == 0
    for code in OTHERS:
        page = (tmp_path / "site" / code / "return-an-item" / "index.html").read_text(encoding="utf-8")
        mark = labels(code)("not_translated")
        marked = f'<span lang="en">Turn the item round.</span><small class="sop-original"> {mark}</small>'
        step = page.partition('id="step-inspect"')[2]
        assert re.search("<h3>(.*)</h3>", step)[1] == marked  # type: ignore[index]
        assert len(re.findall(r"<h3><span lang", page)) == 1
        assert marked in (tmp_path / "site" / code / "roles" / "service-clerk" / "index.html").read_text(
            encoding="utf-8"
        )
    confirmed(tmp_path)
    assert run("mkdocs", "build", cwd=tmp_path).returncode == 0
    for code in OTHERS:
        page = (tmp_path / "site" / code / "return-an-item" / "index.html").read_text(encoding="utf-8")
        assert "Turn the item round." not in page
