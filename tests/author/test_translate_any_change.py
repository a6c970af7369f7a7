"""Whatever happens to an original: no translated word is lost, and a second run finds nothing to do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sop_toolkit.author.translate import translate
from sop_toolkit.model.build import Library, assemble, read_text
from sop_toolkit.model.matching import is_filled_in, pairs
from sop_toolkit.model.walk import texts
from sop_toolkit.source.find import place

ROOT = Path("/manual")
MANUAL = "title: {en: Manual}\nlanguage: en\nlanguages: [en, hi]\nroles:\n  lead: {en: Lead}\n"

WORDS = st.sampled_from(["Open the till.", "Count: all", "Yes", "It's right #1", "a\nb", "Ask “why”", "- no", "५ रुपये"])
OPTION = st.fixed_dictionaries({"when": WORDS}, optional={"do": WORDS})
WARNING = st.fixed_dictionaries(
    {"level": st.just("notice"), "hazard": WORDS, "consequence": WORDS, "precaution": WORDS}
)
STEP = st.fixed_dictionaries(
    {"do": WORDS},
    optional={
        "say": WORDS,
        "why": WORDS,
        "warn": st.lists(WARNING, min_size=1, max_size=3),
        "decide": st.fixed_dictionaries({"ask": WORDS, "options": st.lists(OPTION, min_size=2, max_size=3)}),
        "substeps": st.lists(st.fixed_dictionaries({"do": WORDS}), min_size=1, max_size=3),
    },
)


@st.composite
def originals(draw: st.DrawFn) -> dict[str, Any]:
    ids = draw(st.lists(st.sampled_from(["greet", "count", "check", "pay"]), min_size=1, unique=True))
    made = {"id": "work", "title": draw(WORDS), "owner": "lead", "purpose": draw(WORDS)}
    made |= draw(
        st.fixed_dictionaries({}, optional={"scope": WORDS, "needs": st.lists(WORDS, max_size=4), "done": WORDS})
    )
    return made | {"steps": [{"id": id, **draw(STEP)} for id in ids]}


def library(original: dict[str, Any], translation: str | None) -> Library:
    files = {"manual.yaml": MANUAL, "desk/work.yaml": yaml.safe_dump(original, allow_unicode=True, sort_keys=False)}
    if translation is not None:
        files["desk/work.hi.yaml"] = translation
    return assemble(ROOT, [read_text(text, place(ROOT / "procedures" / name, ROOT)) for name, text in files.items()])


def run(original: dict[str, Any], translation: str | None, *confirm: str) -> str:
    whole = library(original, translation)
    return translate(whole, whole.manual.by_id["work"], "hi", confirm).after


def fill_in(text: str, every: int, first: int) -> str:
    """Every second, third, … place gets a word that stands nowhere else."""
    numbers = iter(range(first, first + 10_000))

    def word(found: re.Match[str]) -> str:
        number = next(numbers)
        return f"{found[1]} शब्द{number}य" if number % every == 0 else found[0]

    return re.sub(r"([:-]) <fill in>", word, text)


@settings(max_examples=40, deadline=None)
@given(st.lists(originals(), min_size=2, max_size=4), st.integers(1, 3))
def test_no_word_is_lost_and_a_second_run_changes_nothing(versions: list[dict[str, Any]], every: int) -> None:
    text = run(versions[0], None)
    written: set[str] = set()
    for number, original in enumerate(versions):
        text = fill_in(text, every, number * 10_000 + 1)
        written |= set(re.findall("शब्द[0-9]+य", text))
        text = run(original, text)
        assert run(original, text) == text
        assert set(re.findall("शब्द[0-9]+य", text)) == written
        whole = library(original, text)
        translation = whole.manual.translations["work"]["hi"]
        found = pairs(whole.manual.by_id["work"], translation)
        assert all(each.words is not None and not each.uncertain for each in found)
        in_use = {each.words for each in found if not each.is_missing}
        assert in_use == {text for text in texts(translation) if is_filled_in(text)}


@settings(max_examples=30, deadline=None)
@given(originals(), originals())
def test_what_is_confirmed_is_shown_and_what_changes_is_not(first: dict[str, Any], second: dict[str, Any]) -> None:
    text = run(first, fill_in(run(first, None), 1, 1), "all")
    shown = library(first, text).manual.in_language("hi").by_id["work"]
    assert all(each.startswith("शब्द") for each in texts(shown) if each.field not in ("history",))
    changed = {**first, "title": f"{first['title']} again", "steps": second["steps"]}
    whole = library(changed, run(changed, text))
    original, translation = whole.manual.by_id["work"], whole.manual.translations["work"]["hi"]
    shown = whole.manual.in_language("hi").by_id["work"]
    assert shown.title == f"{first['title']} again"
    assert shown.purpose.startswith("शब्द")
    for pair in pairs(original, translation):
        if not pair.is_missing and translation.is_current(pair.original):
            assert any(pair.words == each for each in texts(shown))
