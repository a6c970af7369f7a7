"""What the English grammar finds in sentences of procedures, and that no text breaks it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sentences import found

from sop_toolkit.language import pieces
from sop_toolkit.language.en import clauses, grammar, groups, lexicon, tokens, verbs
from sop_toolkit.language.en.grammar import sentences, verb_groups, words
from sop_toolkit.language.en.line import Line
from sop_toolkit.language.en.tagger import analyse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Open the till. Count the cash.", ["Open the till.", "Count the cash."]),
        ("Wait 3.5 minutes. Then go on.", ["Wait 3.5 minutes.", "Then go on."]),
        ("Use tools, e.g. the key. Stop.", ["Use tools, e.g. the key.", "Stop."]),
        ("Call Mr. Rao or J. Das. They know.", ["Call Mr. Rao or J. Das.", "They know."]),
        ("See fig. 3 and no. 12. Press Save.", ["See fig. 3 and no. 12.", "Press Save."]),
        ("Say no. Then leave.", ["Say no.", "Then leave."]),
        ("Bring tape, glue, etc. Then start.", ["Bring tape, glue, etc.", "Then start."]),
        ("Bring tape, etc. for the box.", ["Bring tape, etc. for the box."]),
        ("Close at 5 p.m. daily.", ["Close at 5 p.m. daily."]),
        ("Wait… Then go. Wait... then go.", ["Wait…", "Then go.", "Wait... then go."]),
        ("“Is it ours?” asks the clerk. Yes!", ["“Is it ours?” asks the clerk.", "Yes!"]),
        ("The sign says “Stop.” Then wait.", ["The sign says “Stop.”", "Then wait."]),
        ("(Lock the safe.) Go home.", ["(Lock the safe.)", "Go home."]),
        ("1. Open the till. 2. Count it.", ["1. Open the till.", "2. Count it."]),
        ("Bring:\n- a pen\n- a form\n\nThen sit.", ["Bring:", "- a pen", "- a form", "Then sit."]),
        ("press the key. then wait.", ["press the key.", "then wait."]),
        ("Cool it to 4 °C. Then seal it.", ["Cool it to 4 °C.", "Then seal it."]),
        ("Bring the red form  \nThe clerk has it", ["Bring the red form", "The clerk has it"]),
        ("Bring the red form  \nand a pen", ["Bring the red form  \nand a pen"]),
        ("Open file.txt or sop.example.org now.", ["Open file.txt or sop.example.org now."]),
        ("  \n ", []),
        ("", []),
    ],
)
def test_cuts_text_into_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don't wait, it’s open.", ["Don't", "wait", "it’s", "open"]),
        ("a well-known and up-to-date list", ["a", "well-known", "and", "up-to-date", "list"]),
        ("Pay ₹2,000.50 or 5%, then 10.", ["Pay", "₹2,000.50", "or", "5%", "then", "10"]),
        ("red,green", ["red", "green"]),
        ("“Save” (twice) – at 10:30", ["Save", "twice", "at", "10", "30"]),
        ("नमस्ते साहब", ["नमस्ते", "साहब"]),
        ("🙂 …", []),
    ],
)
def test_cuts_text_into_words(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in words(text)] == expected


@pytest.mark.parametrize(
    ("sentence", "conditional"),
    [
        ("If the customer lost the card, the clerk called the bank.", {"lost"}),
        ("The clerk called the bank when the customer lost the card.", {"lost"}),
        ("Call the bank if the card was stolen.", {"was stolen"}),
        ("Once the form was signed, the clerk left.", {"was signed"}),
        ("After closing the lid, the motor stopped.", set()),
        ("The clerk left.", set()),
        ("When the light was green: the clerk left.", {"was"}),
    ],
)
def test_tells_verbs_of_a_condition_or_a_time(sentence: str, conditional: set[str]) -> None:
    past = [group for group in verb_groups(sentence, False) if group.tense == "past"]
    assert {sentence[group.start : group.end] for group in past if group.conditional} == conditional


@pytest.mark.parametrize(
    ("sentence", "modal"),
    [("The clerk may open it.", "may"), ("You mustn't open it.", "must"), ("It should be open.", "should")],
)
def test_names_the_modal(sentence: str, modal: str) -> None:
    assert [group.modal for group in verb_groups(sentence, False)] == [modal]


@pytest.mark.parametrize("mark", ["1. ", "2) ", "- ", "• ", "(a) ", "* "])
def test_a_step_with_its_mark_begins_with_a_command(mark: str) -> None:
    assert found("en", mark + "Put the tray back.", True) == {("imperative", "Put")}


@pytest.mark.parametrize("quote", ["'", "’"])
def test_both_apostrophes_mean_the_same(quote: str) -> None:
    sentence = "They'll say it's been closed and we've paid; don't wait, the clerk's here.".replace("'", quote)
    assert {label for label, _ in found("en", sentence)} == {"future", "perfect", "passive", "imperative"}


def test_offsets_count_code_points() -> None:
    sentence = "🙂🙂 नमस्ते: the form was signed."
    assert found("en", sentence) == {("past", "was signed"), ("passive", "was signed")}


def test_text_without_full_stops_is_read_to_its_end() -> None:
    sentence = "the card is here and " * 500 + "the form was signed"
    last = verb_groups(sentence, False)[-1]
    assert sentence[last.start : last.end] == "was signed"


def test_a_word_without_end_is_read() -> None:
    assert list(verb_groups("-".join(["re"] * 5_000), True)) == []
    assert words("a" * 100_000) == [(0, 100_000)]


def test_every_list_that_the_code_asks_for_is_there() -> None:
    """A wrong name of a list would show only where a rare rule asks for it."""
    folder = Path(lexicon.__file__).parent
    asked = {
        name
        for module in folder.glob("*.py")
        for name in re.findall(r'word_list\("([^"]+)"\)', module.read_text(encoding="utf-8"))
    }
    assert asked
    assert all(lexicon.word_list(name) for name in asked)


def test_every_tag_of_the_word_lists_is_known() -> None:
    described = set(re.findall(r"(?<![\w\"'])([^\s\"'])(?= )", lexicon.__doc__ or "")) | set('.:,()"-t$%')
    folder = Path(lexicon.__file__).parent
    for name in ("open.txt", "closed.txt"):
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        codes = {line.split()[0] for line in lines if not line.startswith(";;")}
        assert set("".join(codes)) <= described


def test_a_word_has_one_code() -> None:
    folder = Path(lexicon.__file__).parent
    for name in ("open.txt", "closed.txt"):
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        entries = [word for line in lines if not line.startswith(";;") for word in line.split()[1:]]
        assert sorted(entries) == sorted(set(entries))


def test_no_rule_looks_further_than_a_fixed_number_of_words() -> None:
    """The structure that keeps the time linear: what is looked through for each word is bounded."""
    assert max(clauses._FAR, groups._FAR, groups._LONGEST_SUBJECT, verbs._LOOK_AHEAD, verbs._LOOK_BACK) <= 40
    assert tokens._FAR <= 40


def test_a_long_sentence_is_analysed_in_bounded_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    lengths: list[int] = []

    def recorded(text: str, instruction: bool) -> Line:
        lengths.append(len(text))
        return analyse(text, instruction)

    monkeypatch.setattr(grammar, "analyse", recorded)
    verb_groups("closed the box and " * 2_000 + "x" * 10_000, False)
    assert max(lengths) <= pieces.LONGEST
