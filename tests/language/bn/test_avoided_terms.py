"""The forms of a word that a Bengali manual avoids, with the same forms of the word that it uses."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest
from manuals import BRANCHES, lint, manual

MANUAL = """\
title: {bn: পরিষেবার নির্দেশিকা}
language: bn
languages: [bn]
roles:
  shift-lead: {bn: শিফট প্রধান}
terms:
  customer:
    bn: {use: গ্রাহক, avoid: [ক্রেতা, ক্লায়েন্ট]}
"""
PROCEDURE = """\
id: open-the-till
title: ড্রয়ার খুলুন
owner: shift-lead
purpose: ভাংতি টাকা হাতে রাখা।
steps:
  - do: {step}
"""


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("step", "words", "instead"),
    [
        ("ক্রেতার নাম লিখুন।", "ক্রেতার", "গ্রাহকের"),
        ("ক্রেতাদের বসতে বলুন।", "ক্রেতাদের", "গ্রাহকদের"),
        ("ক্লায়েন্টকে রসিদ দিন।", "ক্লায়েন্টকে", "গ্রাহককে"),
        ("ক্লায়েন্টটির নাম লিখুন।", "ক্লায়েন্টটির", "গ্রাহকটির"),
        ("ক্রেতারাও সই করেন।", "ক্রেতারাও", "গ্রাহকেরাও"),
        ("গ্রাহকদের বসতে বলুন।", "", ""),
    ],
)
def test_each_form_of_an_avoided_word_is_found(step: str, words: str, instead: str, form: str, tmp_path: Path) -> None:
    text = PROCEDURE.replace("{step}", step)
    folder = manual(tmp_path, normalize(form, text), manual=MANUAL, branches=BRANCHES.replace("en:", "bn:"))
    found = [(each["text"], each["fix"]["replacement"]) for each in lint(folder, "--select", "avoided-term").findings]
    assert [(normalize("NFC", one), normalize("NFC", two)) for one, two in found] == (
        [(normalize("NFC", words), normalize("NFC", instead))] if words else []
    )
