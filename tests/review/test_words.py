"""Word by word: both texts can be had from the pieces, and no letter loses its signs."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from sop_toolkit.review.words import Piece, alike, figures, pieces, tidy, words

SCRIPTS = (
    "A", "a", "é", "कि", "क्ष", "ग़", "र्‍य", "বাং", "ক্র", "তেঁ", "లు", "క్ష", "్\u200c", "2", "%", "₹", "-", "'",
    "((role.shift-lead))", "[a ক](b-c)", ".", ",", "。", "👩\u200d👧", "\u0301",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from([*SCRIPTS, " "]), max_size=14).map("".join) | st.text(max_size=20)


def side(found: tuple[Piece, ...], kind: str) -> str:
    return "".join(piece.text for piece in found if piece.kind in ("same", kind))


@given(TEXTS, TEXTS)
def test_the_pieces_hold_both_texts(before: str, after: str) -> None:
    found = pieces(before, after)
    assert side(found, "removed").replace(" ", "") == tidy(before).replace(" ", "")
    assert side(found, "added").replace(" ", "") == tidy(after).replace(" ", "")
    assert (tidy(before) == tidy(after)) == all(piece.kind == "same" for piece in found)


@given(TEXTS, TEXTS)
def test_no_letter_loses_its_signs(before: str, after: str) -> None:
    letters = {match.start() for match in regex.finditer(r"\X", tidy(after))}
    said = ""
    for piece in pieces(before, after):
        if piece.kind != "removed":
            said += " " * piece.spaced
            assert len(said) in letters or said.endswith(" ")  # a sign by itself joins the space before it
            said += piece.text
    assert said == tidy(after)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Open the till.", "Open the new till.", "Open the {+new} till ."),
        ("सामान देखें।", "सामान देखिए।", "सामान {-देखें}{+देखिए} ।"),
        ("రసీదును చూడండి", "రసీదు చూడండి", "{-రసీదును}{+రసీదు} చూడండి"),
        ("Pay ₹2,000 at once.", "Pay ₹2,500 at once.", "Pay {-₹2,000}{+₹2,500} at once."),
        (
            "Ask the ((role.lead)) now.",
            "Ask the ((role.manager)) now.",
            "Ask the {-((role.lead))}{+((role.manager))} now.",
        ),
        (
            "Brief at 9:40 for 5–7 minutes.",
            "Brief at 9:50 for 5–8 minutes.",
            "Brief at {-9:40 for 5–7}{+9:50 for 5–8} minutes.",
        ),
        ("Take the red box away.", "Bring the blue box away.", "{-Take the red}{+Bring the blue} box away."),
        ("Go.", "Stay here, please.", "{-Go.}{+Stay here, please.}"),
        ("See all forms.", "See [all forms](forms#top).", "See {-all forms}{+[all forms](forms#top)} ."),
        ("e\u0301te\u0301", "été", "été"),
        ("a  b\nc", "a b c", "a b c"),
    ],
)
def test_what_stays_goes_and_comes(before: str, after: str, expected: str) -> None:
    marks = {"same": "{}", "removed": "{{-{}}}", "added": "{{+{}}}"}
    found = "".join(" " * piece.spaced + marks[piece.kind].format(piece.text) for piece in pieces(before, after))
    assert found.replace(" ", "") == expected.replace(" ", "")


def test_of_a_long_text_only_the_words_that_changed_are_pieces() -> None:
    before = " ".join(f"Put the slip number {number} into the folder." for number in range(200))
    after = before.replace("number 7 into", "number 7 beside").replace("number 150 into", "number 150 behind")
    found = [(piece.kind, piece.text) for piece in pieces(before, after) if piece.kind != "same"]
    assert found == [("removed", "into"), ("added", "beside"), ("removed", "into"), ("added", "behind")]


def test_words_are_compared_without_their_signs() -> None:
    assert words("Open, then close the TILL!") == ["open", "then", "close", "the", "till"]
    assert alike(words("Open the till."), words("open the till")) == 1
    assert alike([], ["a"]) == 0


def test_limits_are_numbers_and_names() -> None:
    assert figures("Up to 2,000 or ((branch.limit)).") == ["((branch.limit))", "000", "2"]
    assert figures("२ मिनट") == ["२"]
