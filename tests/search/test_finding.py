"""What is found in a small manual, and in which order."""

from __future__ import annotations

from pathlib import Path

import pytest
from manuals import MANUAL
from playwright.sync_api import Browser, Page, expect
from searches import found, opened, procedure, searched

PROCEDURES = {
    "return-an-item": procedure("return-an-item", "Return an item", "Pay.", keywords="[refund, money back, KX-4471-B]"),
    "open-the-till": procedure("open-the-till", "Open the till", "Count the coins for a refund."),
    "count-stock": procedure("count-stock", "Count the stock", "Scan each shelf.", purpose="Know what a refund costs."),
    "repair-an-item": procedure(
        "repair-an-item", "Repair an item", "Call the workshop.", keywords="[KX-4471-C, call-back]"
    ),
    "old-refund": procedure("old-refund", "Old refund", "Refund by cheque to a customer.", status="retired"),
    "new-refund": procedure("new-refund", "New refund voucher", "Refund by voucher.", status="draft"),
    "greet": procedure("greet", "Greet a customer", "Smile at the customer.", keywords="[when will it be]"),
}


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Page:
    return opened(browser, searched(tmp_path_factory.mktemp("small"), PROCEDURES))


def test_titles_come_before_steps_and_steps_before_the_rest(page: Page) -> None:
    assert found(page, "refund") == ["return-an-item", "open-the-till", "count-stock"]
    assert found(page, "count")[:2] == ["count-stock", "open-the-till"]


def test_all_words_come_before_some_words(page: Page) -> None:
    assert found(page, "count coins")[0] == "open-the-till"
    assert found(page, "coins workshop unheard") != []


def test_drafts_are_not_found_and_retired_ones_only_if_nothing_else_is(page: Page) -> None:
    assert "new-refund" not in found(page, "voucher")
    assert "old-refund" not in found(page, "refund")
    assert found(page, "cheque") == ["old-refund"]


@pytest.mark.parametrize("code", ["KX-4471-B", "kx4471b", "KX 4471 B", "kx/4471/b", "KX-4471-B "])
def test_a_code_is_found_exactly(page: Page, code: str) -> None:
    assert found(page, code) == ["return-an-item"]


def test_the_beginning_of_a_code_finds_all_that_begin_so(page: Page) -> None:
    assert set(found(page, "KX-44")) == {"return-an-item", "repair-an-item"}


def test_a_code_is_found_among_other_words(page: Page) -> None:
    assert found(page, "repair KX-4471-C item")[0] == "repair-an-item"


@pytest.mark.parametrize("slip", ["custmer", "customre", "custoomer", "cuszomer", "csutomer"])
def test_one_slip_in_a_long_word_is_forgiven(page: Page, slip: str) -> None:
    assert "greet" in found(page, slip)


def test_short_words_are_taken_as_they_are(page: Page) -> None:
    assert found(page, "tyll") == []


def test_a_word_is_found_while_it_is_typed(page: Page) -> None:
    for size in range(2, len("workshop") + 1):
        assert found(page, "workshop"[:size])[0] == "repair-an-item"


@pytest.mark.parametrize("written", ["callback", "call back", "call-back", "callbacks"])
def test_words_are_found_apart_and_together(page: Page, written: str) -> None:
    assert found(page, written)[0] == "repair-an-item"


def test_avoided_words_find_the_used_one(page: Page) -> None:
    assert found(page, "client")[0] == "greet"
    assert found(page, "cliient")[0] == "greet"


def test_an_everyday_name_finds_what_the_manual_says(browser: Browser, tmp_path: Path) -> None:
    procedures = {
        "calm": procedure("calm", "Calm an angry person"),
        "call": procedure("call", "Call a buyer", "If nobody answers, try again."),
        "pick": procedure("pick", "Choose a box"),
    }
    page = opened(browser, searched(tmp_path, procedures))
    for written in ("furious", "furoius", "furio"):
        assert found(page, written) == ["calm"]
    assert found(page, "pick") == ["pick"]
    assert found(page, "nobody picks up")[0] == "call"
    assert "pick" not in found(page, "nobody picks up")  # these words mean something else together
    page.close()


def test_the_word_itself_comes_before_its_other_names(browser: Browser, tmp_path: Path) -> None:
    procedures = {
        "angry": procedure("angry", "Calm an angry person"),
        "furious": procedure("furious", "Open the till", "Walk away from a furious dog."),
    }
    page = opened(browser, searched(tmp_path, {**procedures, "titled": procedure("titled", "The furious dog")}))
    assert found(page, "furious")[0] == "titled"
    assert set(found(page, "furious")) == {"titled", "angry", "furious"}
    page.close()


def test_everyday_names_in_latin_letters(browser: Browser, tmp_path: Path) -> None:
    procedures = {"calm": procedure("calm", "गुस्सा", "रुकें।"), "count": procedure("count", "गिनती", "सिक्के लें।")}
    page = opened(browser, searched(tmp_path, procedures, in_language("hi")))
    assert found(page, "नाराज़") == ["calm"]
    assert found(page, "naraz") == ["calm"]
    assert found(page, "naaraz hai") == ["calm"]
    page.close()


def test_other_names_for_a_word_in_latin_letters_leave_its_own_sound(browser: Browser, tmp_path: Path) -> None:
    procedures = {"buy": procedure("buy", "కొనుగోలు", "రాయండి."), "well": procedure("well", "బాగుందా", "అడగండి.")}
    page = opened(browser, searched(tmp_path, procedures, in_language("te")))
    assert set(found(page, "కొనుగోలు తర్వాత")) == {"buy", "well"}
    assert set(found(page, "konugolu tarvata")) == {"buy", "well"}
    page.close()


def test_a_small_word_of_a_name_has_many_spellings(browser: Browser, tmp_path: Path) -> None:
    procedures = {"fix": procedure("fix", "मरम्मत", "रुकें।"), "till": procedure("till", "गल्ला", "काम करें।")}
    page = opened(browser, searched(tmp_path, procedures, in_language("hi")))
    assert found(page, "काम नहीं करता")[0] == found(page, "काम नही करता")[0] == "fix"
    page.close()


def test_a_name_of_small_words_is_found(page: Page) -> None:
    assert found(page, "when will it be")[0] == "greet"


def test_nothing_found_says_so(page: Page) -> None:
    assert found(page, "qqqqqqq") == []
    expect(page.locator(".sop-find__count")).to_contain_text("Nothing is found")


def test_a_result_leads_to_its_steps_with_the_words_marked(page: Page) -> None:
    found(page, "coins")
    step = page.locator(".sop-find__section").first
    assert (step.get_attribute("href") or "").endswith("/open-the-till/index.html#step-1")
    expect(step.locator("mark")).to_have_text("coins")
    expect(step.locator("b")).to_have_text("1")


def test_markup_in_a_text_is_shown_as_it_stands(browser: Browser, tmp_path: Path) -> None:
    sly = procedure("sly", "Sly <img src=x onerror=alert(1)> title", "Write </script> on the slip.")
    page = opened(browser, searched(tmp_path, {"sly": sly}))
    assert found(page, "slip") == ["sly"]
    assert page.locator(".sop-find__list img").count() == 0
    expect(page.locator(".sop-find__title")).to_contain_text("<img src=x")


def test_words_of_the_original_find_its_translation(browser: Browser, tmp_path: Path) -> None:
    manual = MANUAL.replace("[en]", "[en, hi]").replace(
        "avoid: [client]}", "avoid: [client]}\n    hi: {use: ग्राहक, avoid: [मुवक्किल]}"
    )
    folder = searched(tmp_path, PROCEDURES, manual)
    page = opened(browser, folder / "hi")
    assert found(page, "refund")[0] == "return-an-item"
    assert found(page, "money back")[0] == "return-an-item"
    page.close()


def in_language(code: str) -> str:
    """A manual of one language, with the rules of its own."""
    return MANUAL.replace("language: en", f"language: {code}").replace("[en]", f"[{code}]").replace("en:", f"{code}:")


def test_a_short_word_comes_before_others_with_its_key(browser: Browser, tmp_path: Path) -> None:
    """“Fire” and “before” lose their endings to the same two letters."""
    procedures = {
        "before": procedure("before", "সবার আগে গুনুন", "আগে গুনুন।"),
        "fire": procedure("fire", "বিপদ হলে", "আগুন নেভান।"),
    }
    page = opened(browser, searched(tmp_path, procedures, in_language("bn")))
    assert found(page, "আগুন")[0] == "fire"
    assert found(page, "agun")[0] == "fire"
    assert found(page, "আগে")[0] == "before"
    page.close()


def test_indian_words_in_latin_letters(browser: Browser, tmp_path: Path) -> None:
    procedures = {
        "fire": procedure("fire", "खतरा", "आग बुझाएँ।"),
        "log": procedure("log", "दिन का अंत", "रजिस्टर भरें। डेटा मिटाएँ।"),
        "phone": procedure("phone", "फ़ोन", "लगें तो रुकें।"),
    }
    page = opened(browser, searched(tmp_path, procedures, in_language("hi")))
    assert found(page, "aag lag gayi hai")[0] == "fire"
    assert found(page, "register") == ["log"]  # as English spells a word that Hindi borrows
    assert found(page, "डाटा") == ["log"]  # another vowel sign in a short word
    assert found(page, "nahin hai") == []  # words that decide nothing
    page.close()


def test_of_words_with_one_sound_the_one_that_is_spelt_so_comes_first(browser: Browser, tmp_path: Path) -> None:
    procedures = {"look": procedure("look", "খোঁজ", "দেখুন।"), "work": procedure("work", "কাজ", "বসুন।")}
    page = opened(browser, searched(tmp_path, procedures, in_language("bn")))
    assert found(page, "kaj") == ["work", "look"]
    page.close()


def test_small_words_in_latin_letters_have_no_sound(browser: Browser, tmp_path: Path) -> None:
    procedures = {"fire": procedure("fire", "धुआँ", "रुकें।"), "give": procedure("give", "पर्ची देना", "रुकें।")}
    page = opened(browser, searched(tmp_path, procedures, in_language("hi")))
    assert found(page, "dhuan") == ["fire"]
    page.close()


def test_what_is_not_in_force_yet_says_so(browser: Browser, tmp_path: Path) -> None:
    procedures = {
        "now": procedure("now", "Count the coins"),
        "later": procedure("later", "Count the notes", status="approved", effective="2026-12-15"),
    }
    page = opened(browser, searched(tmp_path, procedures))
    assert set(found(page, "count")) == {"now", "later"}
    expect(page.locator(".sop-find__title em")).to_contain_text("15 December 2026")
    page.close()


def test_a_result_tells_answers_and_speech_apart(browser: Browser, tmp_path: Path) -> None:
    steps = "सिक्के गिनें।\n    say: देखिए, सब है।\n    decide: {ask: पूरे हैं?, options: [{when: हाँ}, {when: नहीं, go: end}]}"
    page = opened(browser, searched(tmp_path, {"count": procedure("count", "गिनती", steps)}, in_language("hi")))
    assert found(page, "सिक्के") == ["count"]
    expect(page.locator(".sop-find__section span").first).to_have_text("सिक्के गिनें। पूरे हैं? हाँ · नहीं · “देखिए, सब है।”")
    page.close()


def test_what_once_changed_is_not_found(browser: Browser, tmp_path: Path) -> None:
    history = "[{version: 1.0, date: 2026-01-10, by: shift-lead, impact: major, change: Mention the parrot.}]"
    page = opened(browser, searched(tmp_path, {"till": procedure("till", "Open the till", history=history)}))
    assert found(page, "parrot") == []
    page.close()


def test_a_language_without_rules_is_found_as_it_is_written(browser: Browser, tmp_path: Path) -> None:
    manual = MANUAL.replace("language: en", "language: xx").replace("[en]", "[xx]").replace("en:", "xx:")
    page = opened(browser, searched(tmp_path, {"a": procedure("a", "Ouvrir la caisse")}, manual))
    assert found(page, "caisse") == ["a"]
    assert found(page, "caiss") == ["a"]
    page.close()
