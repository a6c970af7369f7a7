"""How well search finds, against Material's own; and what the first result costs in a large manual.

Quality: the queries of `tests/search/queries`, typed in a real browser into the built site of this repository's manual,
and into the same pages with Material's search as it comes. Cost: the manual grown to many procedures in all its
languages, the processor slowed down four times, the index cold.

usage: python tests/benchmarks/search.py [--procedures 1000] [--without-material]
"""

from __future__ import annotations

import argparse
import gzip
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import regex
from playwright.sync_api import Browser, Page, Response, sync_playwright
from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from chromium import find  # noqa: E402
from searches import ask, queries, start  # noqa: E402
from sites import run, served  # noqa: E402

from sop_toolkit.model.procedure import Procedure, Step  # noqa: E402
from sop_toolkit.publish.search import files  # noqa: E402
from sop_toolkit.publish.site import site  # noqa: E402
from sop_toolkit.render.edition import Edition  # noqa: E402

LANGUAGES = ("en", "hi", "bn", "te")
RAW, ZIPPED, SECONDS = 600_000, 200_000, 1.0
FIRST, FIRST_THREE = 0.9, 0.98
NEW_WORDS = 12_000  # a large manual has more words, not only more of the same
KINDS = ("plain", "inflected", "typing", "step")
TIMED = """text => new Promise((done, fail) => {
    setTimeout(() => fail(new Error(`no result for ${text}`)), 20_000);
    const input = document.querySelector('.sop-find__input'), list = document.querySelector('#sop-found');
    const begin = performance.now();
    const seen = () => list.querySelector('[role=option]')
        && requestAnimationFrame(() => setTimeout(() => done((performance.now() - begin) / 1000)));
    new MutationObserver(seen).observe(list, {childList: true});
    input.focus();
    input.value = text;
    input.dispatchEvent(new Event('input'));
})"""


def folder_of(language: str) -> str:
    return "" if language == LANGUAGES[0] else f"{language}/"


def figures(language: str, answer: Callable[[str], list[str]]) -> tuple[float, float]:
    """The shares of queries whose procedure is first, and among the first three."""
    listed = queries(language)
    places = []
    for _, text, wanted in listed:
        ids = [address.removeprefix(folder_of(language)).partition("/")[0] for address in answer(text)]
        distinct = list(dict.fromkeys(ids))[:3]
        places.append(distinct.index(wanted) if wanted in distinct else 3)
    return places.count(0) / len(places), sum(place < 3 for place in places) / len(places)


def ours(browser: Browser, top: str, language: str) -> tuple[float, float]:
    page = browser.new_page()
    start(page, f"{top}/{folder_of(language)}")
    answer = figures(language, lambda text: ask(page, text))
    page.close()
    return answer


def theirs(browser: Browser, top: str, language: str) -> tuple[float, float]:
    """Material's search; its list is complete when it has said how many results there are."""
    page = browser.new_page()
    page.goto(f"{top}/{folder_of(language)}")
    page.locator(".md-search__input").focus()
    page.wait_for_timeout(1000)
    answer = figures(language, lambda text: ask_material(page, text))
    page.close()
    return answer


def ask_material(page: Page, text: str) -> list[str]:
    field = page.locator(".md-search__input")
    for words, wait in (("", 150), (text, 400)):
        field.fill(words)
        field.press("Shift")  # it looks at the field when a key comes up
        page.wait_for_timeout(wait)
    links = page.locator(".md-search-result__item > a").evaluate_all("all => all.map(link => link.href)")
    return [link.split("://", 1)[1].partition("/")[2] for link in links]


def with_material(folder: Path) -> Path:
    """The same pages with the search of Material as it comes; gives the built site."""
    done = run("sop_toolkit", "render", "--to", str(folder), cwd=ROOT)
    assert done.returncode == 0, done.stderr
    for language in LANGUAGES:
        project = folder / folder_of(language)
        config = YAML().load((project / "mkdocs.yml").read_text(encoding="utf-8"))
        config["plugins"] = ["search"]
        config["extra_css"].remove(files.STYLE)
        config["extra_javascript"].remove(files.SCRIPT)
        with (project / "mkdocs.yml").open("w", encoding="utf-8") as file:
            YAML().dump(config, file)
        done = run("mkdocs", "build", "-q", "-d", str(folder / "site" / folder_of(language)), cwd=project)
        assert done.returncode == 0, done.stderr
    return folder / "site"


def grown(count: int) -> list[Edition]:
    """The editions of this repository's manual with `count` procedures each, made of its own with further words."""
    made = site(ROOT, today=date(2026, 11, 1), check=False)
    return [_grown(edition, count) for edition in made.editions]


def _grown(edition: Edition, count: int) -> Edition:
    stock = edition.procedures
    chance = random.Random(edition.language)
    words = list(_new_words(chance, " ".join(step.do for each in stock for step in each.steps)))
    procedures = tuple(
        _another(stock[number % len(stock)], number // len(stock), words, chance) for number in range(count)
    )
    return replace(edition, manual=edition.manual._replace(procedures=procedures))


def _new_words(chance: random.Random, text: str) -> Iterator[str]:
    """Words of the letters of the language, as people might write them."""
    letters = regex.findall(r"\p{L}\p{M}*", text)
    for _ in range(NEW_WORDS):
        yield "".join(chance.choices(letters, k=chance.randint(2, 5)))


def _another(procedure: Procedure, number: int, words: list[str], chance: random.Random) -> Procedure:
    if not number:
        return procedure
    steps = tuple(_said(step, words, chance) for step in procedure.steps)
    title = f"{procedure.title} {_some(words, chance)}"
    return procedure._replace(id=f"{procedure.id}-{number}", title=title, keywords=(), steps=steps)  # type: ignore[arg-type]


def _said(step: Step, words: list[str], chance: random.Random) -> Step:
    return step._replace(do=f"{step.do} {_some(words, chance)} {_some(words, chance)}")  # type: ignore[arg-type]


def _some(words: list[str], chance: random.Random) -> str:
    """A word; the first ones come far more often, as in any language."""
    return words[int(len(words) ** chance.random()) - 1]


def cost(browser: Browser, top: str, language: str) -> tuple[int, int, float]:
    """The most raw bytes, gzipped bytes and seconds that a first result takes, over some queries.

    Of three tries the quickest counts, as other programs only add to it.
    """
    listed = [text for kind, text, _ in queries(language) if kind in KINDS][::6]
    tries = [[once(browser, top, language, text) for _ in range(3)] for text in listed]
    raw, zipped, seconds = zip(*(map(min, zip(*each, strict=True)) for each in tries), strict=True)
    return max(raw), max(zipped), max(seconds)


def once(browser: Browser, top: str, language: str, text: str) -> tuple[int, int, float]:
    """Raw bytes, gzipped bytes and seconds of one first result, with nothing in the browser's cache."""
    context = browser.new_context()
    page = context.new_page()
    sent: list[Response] = []
    page.on("response", lambda each: sent.append(each))
    page.goto(f"{top}/{folder_of(language)}")
    page.wait_for_timeout(500)
    assert not any("/assets/search/" in each.url for each in sent), "fetched before its use"
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    seconds: float = page.evaluate(TIMED, text)
    page.wait_for_timeout(300)
    bodies = [each.body() for each in sent if "/assets/search/" in each.url or each.url.endswith(files.SCRIPT)]
    context.close()
    return sum(map(len, bodies)), sum(len(gzip.compress(body)) for body in bodies), seconds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--procedures", type=int, default=1000)
    parser.add_argument("--without-material", action="store_true")
    options = parser.parse_args()
    missed = False
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        top = Path(name)
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        done = run("mkdocs", "build", "-q", "-d", str(top / "ours"), cwd=ROOT)
        assert done.returncode == 0, done.stderr
        material = None if options.without_material else with_material(top / "rendered")
        print("language   queries   first   first three   Material: first   first three")
        for language in LANGUAGES:
            with served(top / "ours") as address:
                first, three = ours(browser, address, language)
            row = f"{language:10} {len(queries(language)):7} {first:7.1%} {three:13.1%}"
            if material:
                with served(material) as address:
                    row += "   {:15.1%} {:13.1%}".format(*theirs(browser, address, language))
            print(row, flush=True)
            missed |= first < FIRST or three < FIRST_THREE
        shutil.rmtree(top / "ours" / "assets" / "search")
        editions = grown(options.procedures)
        begin = time.process_time()
        files.write(editions, editions[0], lambda edition: (), top / "ours")
        seconds = time.process_time() - begin
        whole = sum(path.stat().st_size for path in (top / "ours/assets/search").rglob("*.js"))
        print(f"\n{options.procedures} procedures in {len(editions)} languages:", end=" ")
        print(f"index made in {seconds:.1f} s of processor time, {whole / 1e6:.1f} MB in all")
        print("language   KB raw   KB gzipped   seconds to the first result, processor slowed 4 times")
        for language in LANGUAGES:
            with served(top / "ours") as address:
                raw, zipped, slow = cost(browser, address, language)
            print(f"{language:10} {raw / 1000:6.0f} {zipped / 1000:12.0f} {slow:9.2f}", flush=True)
            missed |= raw > RAW or zipped > ZIPPED or slow > SECONDS
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
