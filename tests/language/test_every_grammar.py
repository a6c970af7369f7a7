"""What holds for the grammar of every language: its labelled sentences, any other text, and long ones."""

from __future__ import annotations

from itertools import pairwise
from time import process_time
from typing import Literal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sentences import LANGUAGES, Case, cases, found, grammar, labels

_CASES = [case for code in LANGUAGES for case in cases(code)]
# What stands beside the words: names, numbers, covers, joiners, lone vowel signs, and marks of every kind.
_BESIDE = [
    *("ि", "्", "ং", "্", "ా", "్"),
    "Xxxx",
    "Save",
    "₹2,000",
    "3",
    "n't",
    "’ve",
    "a-b",
    "…",
    "🙂",
    "\u200c",
    "\u200d",
    "\n",
    *',.।?!:;()"“”’-—/',
]
# The pieces of which one text may consist, over and over, and that each grammar has to look around at.
_REPEATED = {
    "bn": ["যদি গ্রাহক রসিদ হারিয়ে ফেলেছেন তাহলে ফর্মটি পরীক্ষা করা হবে না ", "করে ", "না ", "দেও", "- "],
    "en": ["if the form is closed and ", "has been ", "to ", "will", "re-", "- "],
    "hi": ["कर रह जा ", "नहीं ", "किया जा रहा है ", "की", "दे ", "यदि ", "- "],
    "te": ["చేయ", "చేయ బడి ", "చేయడం జరిగింది ", "ఒకవేళ ", "ా", "తీసుకున్నా ", "రేపు ఇస్తారు ", "- "],
}


def _fragments(code: str) -> list[str]:
    """The words of the labelled sentences, each once."""
    return list(dict.fromkeys(word for case in cases(code) for word in case.sentence.split()))


def _sentences(code: str) -> st.SearchStrategy[str]:
    pieces = st.one_of(st.sampled_from(_fragments(code)), st.sampled_from(_BESIDE))
    return st.lists(pieces, max_size=40).map(" ".join)


def _texts(code: str) -> st.SearchStrategy[str]:
    pieces = st.one_of(st.sampled_from(_fragments(code)), st.sampled_from(_BESIDE))
    run_together = st.lists(pieces, max_size=10).map("".join)
    return st.one_of(st.text(), _sentences(code), run_together)


_ANY_TEXT = st.sampled_from(LANGUAGES).flatmap(lambda code: st.tuples(st.just(code), _texts(code)))
_ANY_SENTENCE = st.sampled_from(LANGUAGES).flatmap(lambda code: st.tuples(st.just(code), _sentences(code)))


@pytest.mark.parametrize("case", _CASES, ids=lambda case: f"{case.code}: {case.sentence}")
def test_finds_the_verb_groups_of_a_sentence(case: Case) -> None:
    assert found(case.code, case.sentence, case.is_instruction) == case.expected


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("case", [case for case in _CASES if not case.sentence.isascii()], ids=lambda case: case.code)
def test_composed_and_decomposed_letters_mean_the_same(case: Case, form: Literal["NFC", "NFD"]) -> None:
    read = found(case.code, normalize(form, case.sentence), case.is_instruction)
    assert {(label, normalize("NFC", words)) for label, words in read} == {
        (label, normalize("NFC", words)) for label, words in case.expected
    }


@given(_ANY_TEXT, st.booleans())
def test_no_text_breaks_a_grammar(given: tuple[str, str], instruction: bool) -> None:
    code, text = given
    groups = grammar(code).verb_groups(text, instruction)
    spans = [(group.start, group.end) for group in groups]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert all(group.opener < len(text) for group in groups)


@given(_ANY_TEXT, st.booleans())
def test_there_is_advice_for_every_verb_group(given: tuple[str, str], instruction: bool) -> None:
    code, text = given
    known = grammar(code)
    for group in known.verb_groups(text, instruction):
        assert -1 <= known.advice(text, group, instruction).subject_start <= group.start  # type: ignore[attr-defined]


@given(_ANY_TEXT)
def test_sentences_and_words_stand_in_order_and_lose_nothing(given: tuple[str, str]) -> None:
    code, text = given
    cut = grammar(code).sentences(text)
    for spans in (cut, grammar(code).words(text)):
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert "".join("".join(text[start:end] for start, end in cut).split()) == "".join(text.split())


@given(_ANY_SENTENCE, st.booleans())
def test_composed_and_decomposed_text_has_the_same_groups(given: tuple[str, str], instruction: bool) -> None:
    code, text = given

    def read(form: Literal["NFC", "NFD"]) -> list[tuple[str, list[str]]]:
        plain = normalize(form, text)
        groups = grammar(code).verb_groups(plain, instruction)
        return [(normalize("NFC", plain[group.start : group.end]), labels(code, group)) for group in groups]

    assert read("NFC") == read("NFD")


@pytest.mark.parametrize(("code", "piece"), [(code, piece) for code, each in _REPEATED.items() for piece in each])
def test_time_grows_with_the_length_alone(code: str, piece: str) -> None:
    verb_groups = grammar(code).verb_groups
    verb_groups(piece, True)

    def seconds(length: int) -> float:
        best = []
        for run in range(3):
            text = f"{run}" + piece * (length // len(piece))  # the words that were read are kept
            begun = process_time()
            verb_groups(text, True)
            best.append(process_time() - begun)
        return min(best)

    assert seconds(80_000) < 12 * max(seconds(20_000), 0.005)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("piece", [".", "।", "!”", "\n ", ": "])
def test_sentences_are_found_in_a_time_that_grows_with_the_length_alone(code: str, piece: str) -> None:
    sentences = grammar(code).sentences

    def seconds(length: int) -> float:
        begun = process_time()
        sentences(piece * (length // len(piece)))
        return process_time() - begun

    assert min(seconds(40_000) for _ in range(3)) < 12 * max(min(seconds(10_000) for _ in range(3)), 0.005)


def test_every_language_is_held_to_this() -> None:
    from sop_toolkit.language import codes

    assert LANGUAGES == sorted(_REPEATED) == list(codes())
