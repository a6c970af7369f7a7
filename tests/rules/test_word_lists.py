"""Word lists with inflected verbs and exceptions, their safe fixes, and rules that need the manual's terms."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from manuals import TILL, manual

from sop_toolkit import language as languages
from sop_toolkit.language import codes, language
from sop_toolkit.language.en.forms import alike, noun_forms, verb_forms
from sop_toolkit.language.phrases import read_phrases
from sop_toolkit.lint.document import Analysis, Document
from sop_toolkit.lint.rule import Hit, rules
from sop_toolkit.lint.rules import avoided_term, undefined_acronym
from sop_toolkit.lint.targets import targets
from sop_toolkit.model.manual import Manual
from sop_toolkit.model.walk import Block
from sop_toolkit.text import File, Kind, Text

LISTED = ("vague-word", "wordy-phrase", "hidden-verb", "double-negative", "contraction")
OTHERS = ("undefined-acronym", "broken-text", "mixed-script", "double-space", "semicolon")
MANUAL = """\
title: {en: Service manual}
language: en
languages: [en]
roles:
  shift-lead: {en: Shift lead}
terms:
  customer: {en: {use: customer, avoid: [client, buyer]}}
  promise: {en: {use: promise, avoid: [assurance, pledge]}}
  replacement: {en: {use: replacement, avoid: [substitute]}}
  service-desk: {en: {use: service desk, avoid: [help desk, desk]}}
  purchase: {en: {use: purchase, avoid: [buy]}}
  goods: {en: {use: GRN, means: The goods receipt note.}}
"""


def hits(
    text: str, *names: str, kind: Kind = Kind.INSTRUCTION, name: str = "step.txt", code: str = "en", **options: Any
) -> list[Hit]:
    words = Text(text, File(name, text), "", 0)
    plan = tuple((rules()[each], options) for each in names)
    document = Document(words.file, (Block(words, kind, code),), language(code))
    return [hit for _, hit in Analysis(plan).hits(document)]


def fixed(text: str, *names: str, **options: Any) -> str:
    """The text with the safe fixes of the rules."""
    for hit in sorted(hits(text, *names, **options), key=lambda each: -each.start):
        if hit.fix is not None and hit.fix.safe:
            text = text[: hit.start] + hit.fix.replacement + text[hit.end :]
    return text


@pytest.mark.parametrize(
    ("text", "kind", "severity"),
    [
        ("कभी-कभी ट्रे पोंछें।", Kind.INSTRUCTION, "warning"),
        ("कभी-कभी ट्रे पोंछें।", Kind.DESCRIPTION, "warning"),
        ("क्लर्क ठीक से लिखता है।", Kind.INSTRUCTION, "warning"),
        ("क्लर्क ठीक से लिखता है।", Kind.DESCRIPTION, "note"),
        ("मशीन बंद करें। वह कभी-कभी गरम होती है।", Kind.INSTRUCTION, "note"),
    ],
)
def test_some_words_are_vague_in_an_order_alone(text: str, kind: Kind, severity: str) -> None:
    [found] = hits(text, "vague-word", kind=kind, code="hi")
    assert (found.severity or rules()["vague-word"].severity) == severity


@pytest.fixture(scope="module")
def terms(tmp_path_factory: pytest.TempPathFactory) -> Manual:
    folder = manual(tmp_path_factory.mktemp("terms"), manual=MANUAL)
    (target,) = targets([folder / Path(TILL)])
    return target.library.manual


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("In order to open it, turn the key.", "To open it, turn the key."),
        ("WASH HANDS PRIOR TO WORK.", "WASH HANDS BEFORE WORK."),
        ("The clerk utilises it.", "The clerk uses it."),
        ("Utilising it is easy.", "Using it is easy."),
        ("It commenced late.", "It started late."),
        ("Turn the key in **order** to open it.", "Turn the key in **order** to open it."),
        ("The clerk makes a decision on it.", "The clerk decides on it."),
        ("Carrying out an inspection of it helps.", "Inspecting it helps."),
        ("Carry out a quick inspection of it.", "Carry out a quick inspection of it."),
        ("They are in compliance with it.", "They comply with it."),
        ("Keep no fewer than two.", "Keep at least two."),
        ("An end result is a number.", "An end result is a number."),
        ("Open  the till.", "Open the till."),
    ],
)
def test_a_safe_fix_keeps_form_and_case(before: str, after: str) -> None:
    assert fixed(before, *LISTED, *OTHERS) == after


def test_fixed_text_has_nothing_left_to_fix() -> None:
    for name in LISTED:
        for entry in language("en").phrases(name):  # type: ignore[union-attr]
            once = fixed(f"{entry.phrase} it", *LISTED)
            assert fixed(once, *LISTED) == once


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Greet the client.", "Greet the customer."),
        ("Clients' bags stay here.", "Customers' bags stay here."),
        ("Take the buyer's bag.", "Take the customer's bag."),
        ("The clerk pledged it.", "The clerk promised it."),
        ("The clerk bought it.", "The clerk purchased it."),
        ("Buying it takes time.", "Purchasing it takes time."),
        ("Go to the help desk.", "Go to the service desk."),
        ("Go to the service desk.", "Go to the service desk."),
        ("Give an assurance.", "Give an assurance."),
        ("Substitute the blade.", "Substitute the blade."),
    ],
)
def test_an_avoided_term_becomes_the_manuals_word(before: str, after: str, terms: Manual) -> None:
    assert fixed(before, "avoided-term", terms=avoided_term.terms(terms)) == after


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Give an assurance to Clients.", ["assurance", "Clients"], Kind.INSTRUCTION),
        ("Write to Client Services Limited.", [], Kind.INSTRUCTION),
        ("Press “Client”.", [], Kind.INSTRUCTION),
        ("Find a substitute for the blade.", ["substitute"], Kind.INSTRUCTION),
        ("Greet A Client Well", ["Client"], Kind.HEADING),
        ("The client has no slip.", ["client"], Kind.CONDITION),
        ("A client speaks.", [], Kind.SPEECH),
        ("Take the client-side cable.", [], Kind.INSTRUCTION),
    ],
)
def test_names_labels_and_verbs_are_no_avoided_terms(text: str, words: list[str], kind: Kind, terms: Manual) -> None:
    found = hits(text, "avoided-term", kind=kind, terms=avoided_term.terms(terms))
    assert [text[hit.start : hit.end] for hit in found] == words


def test_without_terms_no_word_is_avoided() -> None:
    assert hits("Greet the client.", "avoided-term") == []
    assert avoided_term.terms(Manual(Path())) == {}


def test_an_acronym_that_the_manual_explains_is_known(terms: Manual) -> None:
    assert hits("Read the GRN.", "undefined-acronym", terms=undefined_acronym.terms(terms)) == []
    assert len(hits("Read the GRN and the GRN.", "undefined-acronym")) == 1


def test_an_entity_is_right_in_markdown_and_damaged_there_if_spelled_twice() -> None:
    assert hits("Tea&nbsp;room &amp; bar", "broken-text", name="a.md") == []
    assert len(hits("Tea &amp;amp; room", "broken-text", name="a.md")) == 1


def test_damaged_text_names_what_stood_there() -> None:
    (found,) = hits("The customerâ€™s change.", "broken-text")
    assert found.hint == "Write “’”."
    assert found.fix is not None
    assert not found.fix.safe


def test_verbs_nouns_and_pairs_have_their_forms() -> None:
    assert verb_forms("carry out")[2:6] == ["carries out", "carried out", "carried out", "carried out"]
    assert verb_forms("plan")[-1] == "planning"
    assert verb_forms("be")[2] == "is"
    assert noun_forms("person") == ["person", "people", "person's", "people's"]
    assert alike("pledge", "promise")["pledges"] == "promises"
    assert alike("buy", "purchase")["bought"] == "purchased"


def test_a_list_knows_exceptions_advice_and_silencing_words() -> None:
    found = read_phrases("# no entry\nmuch = ? Say how much. ! how # It helps.\nas much as = ok\n{go} out = {leave}")
    entries = [entry for _, _, entry in found.find(["as", "much", "as", "much"])]
    assert [entry.is_right for entry in entries] == [True, False]
    assert entries[1].advice
    assert entries[1].unless == {"how"}
    assert entries[1].remark == "It helps."
    assert [entry.instead for _, _, entry in found.find(["go", "out"])] == ["leave"]


def test_every_entry_of_every_list_is_read_as_one() -> None:
    for code in codes():
        known = language(code)
        assert known is not None
        for path in (Path(languages.__file__).parent / code / "lists").glob("*.txt"):
            entries = list(known.phrases(path.stem))
            assert entries
            assert all(entry.phrase == entry.phrase.strip() and "=" not in entry.phrase for entry in entries)


AZ = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NASTY = [
    "a " * 20_000, "not " * 20_000, "make a " * 10_000, "(" * 20_000, "QCD " * 10_000, "(QCD) " * 5_000, "&" * 30_000,
    "à" * 30_000, "Ã" * 30_000, "Ð€" * 20_000, "  a" * 20_000, " " * 50_000, "\u093f" * 30_000, "аb" * 20_000,
    "😀" * 30_000, "`x`à¤• " * 5_000, "`x`аb " * 5_000, " ".join(f"Q{a}{b}{c}" for a in AZ for b in AZ for c in AZ),
    "unless not " * 10_000, "in order " * 10_000, "etc." * 20_000, "\u202e\u200b\ufeff" * 10_000, "", "İ" * 1_000,
    "unless not uncommon " * 5_000, "Ab Cd " * 10_000, "Q. C. D. " * 5_000, "a\n\n" * 20_000, "`" * 20_000,
    "QCD (q c d) " * 4_000,
]  # fmt: skip


@pytest.mark.parametrize("text", NASTY, ids=lambda text: repr(text[:8]))
def test_any_text_is_read_in_linear_time(text: str, terms: Manual) -> None:
    start = time.process_time()
    hits(text, *LISTED, *OTHERS)
    hits(text, "avoided-term", terms=avoided_term.terms(terms))
    assert time.process_time() - start < 5
