"""A manual in another language: translated words where they are current, the original's where they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from sop_toolkit.language import labels
from sop_toolkit.model.build import assemble, read_text
from sop_toolkit.model.manual import Manual
from sop_toolkit.model.matching import pairs
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.model.translation import fingerprint
from sop_toolkit.source.find import place

ROOT = Path("/manual")
MANUAL = "title: {en: Manual}\nlanguage: en\nlanguages: [en, hi]\nroles:\n  lead: {en: Lead}\n"
ORIGINAL = """\
id: pay
title: Pay the bill
owner: lead
purpose: Pay on time.
keywords: [bill]
needs:
  - The bill
  - The till
steps:
  - id: read
    who: lead
    within: 2 minutes
    do: Read the bill.
    decide:
      ask: Is it ours?
      options:
        - when: Yes
          go: pay
        - when: No
          do: Send it back.
          go: end
  - id: pay
    do: Pay the bill.
    substeps:
      - do: Open the till.
"""
TRANSLATION = f"""\
title: बिल चुकाएँ
keywords: [बिल, रसीद]
needs: [बिल, गल्ला]
steps:
  - id: read
    do: बिल पढ़ें।
    decide:
      ask: क्या बिल हमारा है?
      options:
        - when: हाँ
        - when: नहीं
          do: वापस भेजें।
  - id: pay
    do: बिल चुकाएँ।
    substeps:
      - गल्ला खोलें।
translates:
  version: 1
  texts:
    title: {fingerprint("Pay the bill")}
    needs[1]: {fingerprint("The bill")}
    needs[2]: {fingerprint("Another till")}
    steps[read].do: {fingerprint("Read the bill.")}
    steps[read].decide.options[1].when: {fingerprint("Yes")}
    steps[pay].substeps[1].do: {fingerprint("Open the till.")}
"""


def manual(translation: str = TRANSLATION, where: str = "bills/pay.hi.yaml") -> Manual:
    files = {"manual.yaml": MANUAL, "bills/pay.yaml": ORIGINAL, where: translation}
    read = [read_text(text, place(ROOT / "procedures" / name, ROOT)) for name, text in files.items()]
    return assemble(ROOT, read).manual


def in_hindi(translation: str = TRANSLATION) -> Procedure:
    return manual(translation).in_language("hi").by_id["pay"]


def test_current_words_take_the_originals_place() -> None:
    shown = in_hindi()
    assert shown.title == "बिल चुकाएँ"
    assert shown.steps[0].do == "बिल पढ़ें।"
    assert shown.steps[1].substeps[0].do == "गल्ला खोलें।"
    assert shown.title.file.path == "procedures/bills/pay.hi.yaml"


def test_missing_and_stale_words_show_the_original() -> None:
    shown = in_hindi()
    assert shown.purpose == "Pay on time."
    assert shown.needs == ("बिल", "The till")
    assert shown.steps[0].decide is not None
    assert [option.when for option in shown.steps[0].decide.options] == ["हाँ", "No"]
    assert shown.steps[1].do == "Pay the bill."
    assert shown.steps[1].do.file.path == "procedures/bills/pay.yaml"


def test_the_process_is_the_originals() -> None:
    shown = in_hindi()
    step = shown.steps[0]
    assert (step.id, step.who, step.within and step.within.count) == ("read", "lead", 2)
    assert step.decide is not None
    assert [option.go for option in step.decide.options] == ["pay", "end"]


def test_each_language_has_its_own_keywords() -> None:
    assert in_hindi().keywords == ("बिल", "रसीद")
    assert in_hindi(TRANSLATION.replace("keywords: [बिल, रसीद]\n", "")).keywords == ("bill",)


def test_a_place_that_waits_shows_the_original_even_if_its_fingerprint_is_right() -> None:
    assert in_hindi(TRANSLATION.replace("title: बिल चुकाएँ", "title: <fill in>")).title == "Pay the bill"


def test_a_list_of_another_length_shows_the_original() -> None:
    assert in_hindi(TRANSLATION.replace("needs: [बिल, गल्ला]", "needs: [गल्ला]")).needs == ("The bill", "The till")


def test_steps_are_known_by_their_ids_in_any_order() -> None:
    first, second = TRANSLATION.index("  - id: read"), TRANSLATION.index("  - id: pay")
    end = TRANSLATION.index("translates")
    turned = TRANSLATION[:first] + TRANSLATION[second:end] + TRANSLATION[first:second] + TRANSLATION[end:]
    assert in_hindi(turned).steps[0].do == "बिल पढ़ें।"


def test_a_language_is_made_once_and_no_language_costs_nothing() -> None:
    whole = manual()
    assert whole.in_language("hi") is whole.in_language("hi")
    assert whole.in_language("te") is whole
    assert whole.in_language("en") is whole
    assert whole.in_language("hi").language == "en"


def test_a_translation_in_another_folder_is_not_the_procedures() -> None:
    assert manual(where="other/pay.hi.yaml").translations == {}


def test_pairs_name_every_text_that_needs_words() -> None:
    whole = manual()
    found = {pair.original.field: pair for pair in pairs(whole.by_id["pay"], whole.translations["pay"]["hi"])}
    assert set(found) == {
        "title", "purpose", "needs[1]", "needs[2]", "steps[read].do", "steps[read].decide.ask",
        "steps[read].decide.options[1].when", "steps[read].decide.options[2].when",
        "steps[read].decide.options[2].do", "steps[pay].do", "steps[pay].substeps[1].do",
    }  # fmt: skip
    assert [field for field, pair in found.items() if pair.is_missing] == ["purpose"]


@pytest.mark.parametrize("text", ["गाड\u093cी  आई", " गाड\u093cी\nआई ", "गा\u095cी आई"])
def test_white_space_and_normal_forms_do_not_change_a_fingerprint(text: str) -> None:
    assert fingerprint(text) == fingerprint("गाड\u093cी आई")


def test_other_words_have_another_fingerprint() -> None:
    assert fingerprint("Pay the bill") != fingerprint("Pay the bill.")
    assert len(fingerprint("Pay the bill")) == 12


def test_missing_labels_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for code, text in {"aa": "home: A\nsearch: B\nterms: C\n", "bb": "search: B\n"}.items():
        (tmp_path / code).mkdir()
        (tmp_path / code / "labels.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(labels, "_FOLDER", tmp_path)
    labels._read.cache_clear()
    labels.missing_labels.cache_clear()
    assert labels.missing_labels("bb") == ("home", "terms")
    assert labels.missing_labels("aa") == ()
    labels._read.cache_clear()
    labels.missing_labels.cache_clear()
