"""Words made alike: forms and spellings of a word have one key, and Python and the browser give the same keys."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from searches import opened, procedure, searched
from sites import ROOT

from sop_toolkit.publish.search.folding import Folding, normal, rules

CODES = ("en", "hi", "bn", "te")
ALIKE = {
    "inflected": [
        "return returns returned returning",
        "customer customers customer's customers’",
        "stop stopped stopping",
        "policy policies",
        "exchange exchanges exchanging",
        "buy bought buying",
        "note notes noted",
        "complaint complaints complain complained",
        "sell sells sold selling",
        "swell swells swelling swollen",
        "swear swears swore swearing",
        "शिकायत शिकायतें शिकायतों",
        "समस्या समस्याएँ समस्याओं",
        "कर्मचारी कर्मचारियों",
        "साथी साथियों",
        "लौटाना लौटाएँ लौटाया लौटाने लौटाओ लौटाऊँ",
        "लिखना लिखूँ लिखूँगा",
        "रोना रोया रोई",
        "গ্রাহক গ্রাহকের গ্রাহকদের গ্রাহককে",
        "সমস্যা সমস্যার সমস্যায় সমস্যাগুলো সমস্যাগুলির",
        "অর্ডার অর্ডারের অর্ডারটি",
        "দেওয়া দিচ্ছে দিয়েছি দিলাম দেব",
        "পাওয়া পেয়েছি পাচ্ছে পাইনি",
        "লেখা লিখেছি লিখব",
        "కస్టమర్ కస్టమర్లు కస్టమర్ల కస్టమర్లకు కస్టమర్‌ను",
        "ఫిర్యాదు ఫిర్యాదులు ఫిర్యాదుల ఫిర్యాదులను",
        "ఉత్తరం ఉత్తరాలు ఉత్తరాలను",
        "ఏడవడం ఏడుస్తోంది ఏడుస్తున్నారు ఏడ్చింది",
        "అడగడం అడిగారు అడగొచ్చా అడగొద్దు",
        "చెప్పడం చెప్పలేదు చెప్పొద్దు",
    ],
    "spelling": [
        "colour color colours",
        "organise organize organised",
        "café Cafe CAFÉ",
        "ख़रीद खरीद",
        "रिफ़ंड रिफंड रिफण्ड रीफंड",
        "हिन्दी हिंदी हिँदी",
        "चाहिये चाहिए",
        "সময় সময়",
        "রিফান্ড রিফাণ্ড",
        "রসিদ রসীদ",
        "প্রশিক্ষণ প্রশিক্ষন",
        "ఆన్‌లైన్ ఆన్లైన్",
        "రీఫండ్ రిఫండ్",
        "శిక్షణ సిక్షణ",
    ],
    "digits": ["१२ ১২ ౧౨ 12", "٣ 3"],
}
APART = [
    "note not",
    "missing missed",
    "pleased please",
    "साथी साथ",
    "সঙ্গী সঙ্গে",
    "অন্যায় অন্য",
    "পড়ুন পরে",
    "সময় সময",
    "दिन दान",
    "policy police",
    "staff stuff",
    "দাম দিন",
    "కల కాలం",
    "ग्राहक गाहक",
]


@pytest.fixture(scope="module")
def folding() -> Folding:
    return Folding([found for code in CODES if (found := rules(code))])


@pytest.mark.parametrize("family", [family for families in ALIKE.values() for family in families])
def test_forms_and_spellings_have_one_key(folding: Folding, family: str) -> None:
    keys = {word: folding.fold(normal(word)) for word in family.split()}
    assert len(set(keys.values())) == 1, keys


@pytest.mark.parametrize("pair", APART)
def test_other_words_keep_their_own(folding: Folding, pair: str) -> None:
    keys = [folding.fold(normal(word)) for word in pair.split()]
    assert keys[0] != keys[1]


def test_a_code_is_one_word_however_it_is_joined(folding: Folding) -> None:
    for code in ("KX-4471-B", "kx_4471_b", "KX/4471/B", "KX‑4471‑B"):
        assert "kx4471b" in [word.key for word in folding.words(f"Order {code} today.")]


def test_words_with_digits_keep_their_letters(folding: Folding) -> None:
    assert [word.key for word in folding.words("a4s 2,000 10:30")] == ["a4s", "2", "000", "10", "30", "2000", "1030"]


def test_a_short_key_keeps_the_whole_word(folding: Folding) -> None:
    assert folding.keys("আগুন আগে") == ["আগ", "আগুন=", "আগ", "আগে="]
    assert folding.keys("customers 112") == ["customer", "112"]


@pytest.mark.parametrize("code", CODES)
def test_every_name_has_others_and_a_word_that_decides(code: str) -> None:
    own = rules(code)
    assert own is not None
    assert len(own.meanings) > 100
    alone = Folding([own])
    for names in own.meanings:
        assert len(set(names)) == len(names) > 1, names
        for name in names:
            assert name == name.strip(), name
            assert any(not alone.is_small(word.key) for word in alone.singles(name)), name


def test_names_come_with_the_keys_of_their_words(folding: Folding) -> None:
    names = next(group for group in folding.meanings() if [("angri",)] in group)
    assert names[:3] == [[("angri",)], [("furious",)], [("mad", "mad=")]]
    assert [("rais",), ("voic",)] in next(group for group in folding.meanings() if [("shout",)] in group)


@given(st.text(max_size=60))
def test_words_stand_where_they_say(text: str) -> None:
    for word in Folding([]).words(text):
        assert text[word.start : word.end].strip() == text[word.start : word.end] != ""


@given(st.text(max_size=20))
def test_the_normal_form_has_no_other_normal_form(text: str) -> None:
    assert normal(normal(text)) == normal(text)


def test_python_and_the_browser_agree(browser: Browser, folding: Folding, tmp_path: Path) -> None:
    """Over every word of the manual in all languages, and thousands of words that nobody wrote."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "procedures").rglob("*.yaml"))]
    texts += [path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").rglob("*.md"))]
    texts += [family for families in ALIKE.values() for family in families]
    texts += [" ".join(invented(random.Random(seed), texts)) for seed in range(20)]
    mine = [[[word.start, word.end, word.key] for word in folding.words(text)] for text in texts]
    page = opened(browser, searched(tmp_path, {"open-the-till": procedure("open-the-till", "Open the till")}))
    theirs = page.evaluate(
        """([rules, texts]) => {
        const folding = new sopSearch.Folding(rules);
        return texts.map((text) => {
            const words = folding.words(text);
            const place = (first, end, key) => [words[first].start, words[end - 1].end, key];
            const joined = folding.compounds(text, words).map(([first, end, key]) => place(first, end, key));
            return [...words.map(({ start, end, key }) => [start, end, key]), ...joined];
        }); }""",
        [[each.data() for each in folding.rules], texts],
    )
    whole = page.evaluate(
        """([rules, texts]) => {
        const folding = new sopSearch.Folding(rules);
        return texts.map((text) => folding.words(text).flatMap(({ key, whole }) => (whole ? [key, whole] : [key])));
        }""",
        [[each.data() for each in folding.rules], texts],
    )
    page.close()
    for text, keys in zip(texts, whole, strict=True):
        assert folding.keys(text)[: len(keys)] == keys
    assert sum(map(len, mine)) > 20_000
    for text, ours, others in zip(texts, mine, theirs, strict=True):
        assert ours == others, text[:200]


def invented(chance: random.Random, texts: list[str]) -> list[str]:
    """Words of letters as they come in the texts, in any order, with accents and joiners between them."""
    letters = [letter for text in texts for letter in text[:2000] if letter.strip() and letter < "\uffff"][:5000]
    letters += ["é", "İ", "ß", "\u200d", "়", "़", "-"] * 20
    return ["".join(chance.choices(letters, k=chance.randint(1, 12))) for _ in range(300)]
