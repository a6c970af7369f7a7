"""The forms of a word that a Telugu manual avoids, with the same forms of the word that it uses."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest
from manuals import BRANCHES, lint, manual

MANUAL = """\
title: {te: సేవా పుస్తకం}
language: te
languages: [te]
roles:
  shift-lead: {te: షిఫ్ట్ ఇన్‌చార్జి}
terms:
  customer:
    te: {use: కస్టమర్, avoid: [కొనుగోలుదారు, క్లయింట్]}
  form:
    te: {use: ఫారం, avoid: [దరఖాస్తు, అర్జీ]}
"""
PROCEDURE = """\
id: open-the-till
title: డ్రాయర్ తెరవండి
owner: shift-lead
purpose: చిల్లర దగ్గర ఉంచడం.
steps:
  - do: {step}
"""


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("step", "words", "instead"),
    [
        ("క్లయింట్ పేరు రాయండి.", "క్లయింట్", "కస్టమర్"),
        ("క్లయింట్\u200cకు రసీదు ఇవ్వండి.", "క్లయింట్\u200cకు", "కస్టమర్\u200cకు"),
        ("క్లయింట్లను కూర్చోమని చెప్పండి.", "క్లయింట్లను", "కస్టమర్లను"),
        ("కొనుగోలుదారుడికి రసీదు ఇవ్వండి.", "కొనుగోలుదారుడికి", "కస్టమర్\u200cకు"),
        ("దరఖాస్తును పరిశీలించండి.", "దరఖాస్తును", "ఫారాన్ని"),
        ("అర్జీల్లో తేదీ చూడండి.", "అర్జీల్లో", "ఫారాలలో"),
        ("కస్టమర్లకు ఫారాలు ఇవ్వండి.", "", ""),
    ],
)
def test_each_form_of_an_avoided_word_is_found(step: str, words: str, instead: str, form: str, tmp_path: Path) -> None:
    text = PROCEDURE.replace("{step}", step)
    folder = manual(tmp_path, normalize(form, text), manual=MANUAL, branches=BRANCHES.replace("en:", "te:"))
    found = [(each["text"], each["fix"]["replacement"]) for each in lint(folder, "--select", "avoided-term").findings]
    assert [(normalize("NFC", one), normalize("NFC", two)) for one, two in found] == (
        [(normalize("NFC", words), normalize("NFC", instead))] if words else []
    )
