"""Every character of every scalar knows its place, whatever the style it is written in."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sop_toolkit.source.scalar import ScalarPlaces, _block, _flow
from sop_toolkit.source.yaml import parse, scalars, text_of
from sop_toolkit.text import File, Text

LETTERS = "ab:#'\"\\ \t\n-é\U0001f600ह्व్৳&*|>[]{},?x0\x85\u2028"
VALUES = st.text(alphabet=LETTERS, max_size=40)


def texts(source: str) -> list[Text]:
    document = parse(File("a.yaml", source))
    assert document.problem is None, document.problem
    return [text_of(node, document.file, "") for node in scalars(document.root)]


def check_places(source: str, text: Text) -> None:
    """Each place is inside the file, none goes back, and an unescaped character stands where it says."""
    last = 0
    for index, character in enumerate(text):
        start, end = text.offsets(index, index + 1)
        assert 0 <= start < end <= len(source)
        assert start >= last
        last = start
        written = source[start:end]
        if len(written) == 1 and written not in "\r\n\x85":
            assert written == character
    if text and not isinstance(text.places, int):
        places = text.places
        assert isinstance(places, ScalarPlaces)
        whole = {text.offsets(i, i + 1) for i in range(len(text))}
        assert len(text) == 1 or len(whole) > 1, "the fallback was used"


@settings(max_examples=1200, deadline=None)
@given(
    VALUES,
    st.sampled_from(["", "'", '"', "|", ">"]),
    st.integers(4, 60),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_every_style_that_a_program_writes(value: str, style: str, width: int, line_end: str) -> None:
    source = yaml.dump({"do": value}, default_style=style or None, allow_unicode=True, width=width)
    if line_end != "\n":
        source = source.replace("\n", line_end)
    found = [text for text in texts(source) if text != "do"]
    for text in found:
        check_places(source, text)


@settings(max_examples=1200, deadline=None)
@given(
    st.sampled_from(["|", ">", "|-", ">-", "|+", ">+", "|2", ">2-", ">  # why", "|1+"]),
    st.lists(st.tuples(st.integers(0, 5), st.text(alphabet="ab #\t:é", max_size=6)), max_size=7),
    st.sampled_from(["\n", "\r\n", "\x85"]),
    st.booleans(),
)
def test_every_block_that_a_person_writes(
    header: str, lines: list[tuple[int, str]], line_end: str, nested: bool
) -> None:
    body = line_end.join(" " * indent + words for indent, words in lines)
    source = f"{'steps:' + line_end + '  - do: ' if nested else 'do: '}{header}{line_end}{body}{line_end}"
    document = parse(File("a.yaml", source))
    assume(document.problem is None)
    for node in scalars(document.root):
        if node.style in ("|", ">") and node.value:
            readings = [
                _block(source, node.start_mark.index, node.end_mark.index, node.style == "|", indent)[1]
                for indent in range(20)
            ]
            assert node.value in readings
            check_places(source, text_of(node, document.file, ""))


@settings(max_examples=1200, deadline=None)
@given(
    st.sampled_from(["", "'", '"']),
    st.lists(st.text(alphabet="ab c'\"\\xn01é\t", max_size=8), min_size=1, max_size=5),
    st.sampled_from(["\n", "\r\n", "\n\n", "\n \n", "\\\n", "\u2028"]),
)
def test_every_folded_line_that_a_person_writes(quote: str, lines: list[str], line_end: str) -> None:
    body = (line_end + "   ").join(lines)
    source = f"do: {quote}{body}{quote}\n"
    document = parse(File("a.yaml", source))
    assume(document.problem is None)
    for node in scalars(document.root):
        if node.value and node.value != "do":
            start, end = node.start_mark.index, node.end_mark.index
            inner = (start + 1, end - 1) if node.style else (start, end)
            assert _flow(source, *inner, node.style or "")[1] == node.value
            check_places(source, text_of(node, document.file, ""))


@pytest.mark.parametrize("first", ["\ufeff", ""])
def test_a_byte_order_mark_is_no_column(first: str, tmp_path: object) -> None:
    source = "do: Open the till.\r\nsay: Hi\r\n"
    file = File("a.yaml", (first + source).removeprefix("\ufeff"))
    document = parse(file)
    words = [text_of(node, file, "") for node in scalars(document.root)]
    start, _ = next(word for word in words if word == "Hi").offsets()
    assert file.location(start) == (2, 6)


def test_a_next_line_character_is_no_line_end() -> None:
    source = 'do: "one\x85 two"\nsay: Hi\n'
    file = File("a.yaml", source)
    hi = next(text for text in texts(source) if text == "Hi")
    assert file.location(hi.offsets()[0]) == (2, 6)


def test_an_alias_stands_where_its_anchor_stands() -> None:
    source = "a: &x Open the till.\nb: *x\n"
    words = [text for text in texts(source) if text.startswith("Open")]
    assert [File("", source).location(word.offsets()[0]) for word in words] == [(1, 7)]
