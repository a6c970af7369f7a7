"""The measure of search: what clerks type finds the procedure, in the real browser on the built site."""

from __future__ import annotations

import re
import unicodedata

import pytest
from playwright.sync_api import Browser
from searches import ask_all, queries, start

LANGUAGES = {"en": "", "hi": "hi/", "bn": "bn/", "te": "te/"}
FIRST, FIRST_THREE = 0.9, 0.98


@pytest.mark.parametrize("language", LANGUAGES)
def test_clerks_find_the_procedure(browser: Browser, address: str, language: str) -> None:
    folder = LANGUAGES[language]
    page = browser.new_page()
    start(page, f"{address}/{folder}")
    listed = queries(language)
    places = {}
    for (kind, text, wanted), found in zip(listed, ask_all(page, [text for _, text, _ in listed]), strict=True):
        places[f"{kind}: {text}"] = found.index(f"{folder}{wanted}/") + 1 if f"{folder}{wanted}/" in found else 0
    page.close()
    missed = {text: place for text, place in places.items() if place != 1}
    first = sum(place == 1 for place in places.values()) / len(places)
    three = sum(0 < place <= 3 for place in places.values()) / len(places)
    print(f"\n{language}: {len(places)} queries, first {first:.1%}, first three {three:.1%}; not first: {missed}")
    assert len(places) >= 40
    assert first >= FIRST, missed
    assert three >= FIRST_THREE, missed


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_queries_of_every_kind(language: str) -> None:
    kinds = {kind for kind, _, _ in queries(language)}
    needed = {"plain", "inflected", "variant", "typing", "everyday", "step", "prefix"}
    assert kinds >= (needed if language == "en" else needed | {"latin", "english"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_query_is_counted_twice(language: str) -> None:
    texts = [unicodedata.normalize("NFC", re.sub(r"\s+", " ", text)) for _, text, _ in queries(language)]
    assert len(texts) == len(set(texts))
