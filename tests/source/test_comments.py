"""Comments are found where YAML drops them, and nowhere else; texts that it cuts off are found too."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sop_toolkit.source.allow import allowances, lost_texts
from sop_toolkit.source.yaml import Document, comments, parse
from sop_toolkit.text import File, Span


def document(source: str) -> Document:
    read = parse(File("a.yaml", source))
    assert read.problem is None, read.problem
    return read


def written(span: Span | None) -> str:
    assert span is not None
    return span.file.text[span.start : span.end]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("a: b  # c\n", ["# c"]),
        ("a: b # c\n", ["# c"]),
        ("a: b\t# c\n", ["# c"]),
        ("# c\na: b\n", ["# c"]),
        ("  # c\r\na: b\r\n# d", ["# c", "# d"]),
        ("a: b\r# c\r", ["# c"]),
        ("a: b#c\n", []),
        ("a: b:#c\n", []),
        ("a#b: c\n", []),
        ("a: '# c' # d\n", ["# d"]),
        ("a: 'it''s # c' # d\n", ["# d"]),
        ('a: "\\" # c" # d\n', ["# d"]),
        ('a: "b\n  # c" # d\n', ["# d"]),
        ("a: [b, c] # d\n", ["# d"]),
        ("a: {b: c} # d\n", ["# d"]),
        ("a: [b, # c\n  d]  # e\n", ["# c", "# e"]),
        ("a: |  # c\n  b # d\n  # e\n# f\n", ["# c", "# f"]),
        ("a: >- # c\n  b # d\n\n  # e\nf: g\n", ["# c"]),
        ("a: |\n  b\n # c\nd: e\n", ["# c"]),
        ("- # c\n  a: b\n", ["# c"]),
        ("a: # c\n  - b # d\n", ["# c", "# d"]),
        ("a: # c\n", ["# c"]),
        ("a: &x b # c\nd: *x # e\n", ["# c", "# e"]),
        ("? a # b\n: c # d\n", ["# b", "# d"]),
        ("a: b # c # d\n", ["# c # d"]),
        ("--- # c\na: b\n... # d\n", ["# c", "# d"]),
    ],
)
def test_comments_are_what_yaml_drops(source: str, found: list[str]) -> None:
    read = comments(document(source))
    assert [comment.text for comment in read] == found
    assert all(source[comment.start : comment.end] == comment.text for comment in read)


@pytest.mark.parametrize(
    ("source", "alone"),
    [
        ("# c\na: b", True),
        ("a: b # c", False),
        ("- # c\n  a: b", True),
        ("a:\n  # c\n  - b", True),
        ("- b # c", False),
    ],
)
def test_a_comment_is_alone_where_no_word_stands_before_it(source: str, alone: bool) -> None:
    assert [comment.alone for comment in comments(document(source))] == [alone]


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(st.text("ab#", min_size=1, max_size=4), st.text("ab #'\"\n:", max_size=15), min_size=1, max_size=4),
    st.sampled_from(["", "'", '"', "|", ">"]),
)
def test_no_text_that_a_program_writes_is_a_comment(values: dict[str, str], style: str) -> None:
    source = yaml.dump(values, default_style=style or None, allow_unicode=True)
    assert comments(document(source)) == []
    assert lost_texts(document(source)) == []


@pytest.mark.parametrize(
    ("source", "lost"),
    [
        ("a: Take ticket # 7\n", ["# 7"]),
        ("a: Take ticket #7\n", ["#7"]),
        ("a: Take ticket # 7\r\nb: c\r\n", ["# 7"]),
        ("a:\n  - Take ticket # 7 now\n", ["# 7 now"]),
        ("a: Take a long\n  ticket # 7\n", ["# 7"]),
        ("a: [b, c # d\n  ]\n", ["# d"]),
        ("- b # c\n- d # e\n", ["# c", "# e"]),
        ("a: Take ticket  # a comment\n", []),
        ("a: Take ticket\t# 7\n", ["# 7"]),
        ("a: Take ticket\t\t# a comment\n", []),
        ("a: Take ticket \t# a comment\n", []),
        ("a: Take ticket\n  # a comment\n", []),
        ("# a comment\na: b\n", []),
        ("a: 'Take ticket' # 7\n", []),
        ('a: "Take ticket # 7"\n', []),
        ("a: >\n  Take ticket # 7\n", []),
        ("a: | # a comment\n  Take ticket # 7\n", []),
        ("a: [b] # a comment\n", []),
        ("a: # a comment\n  b: c\n", []),
        ("a: ticket#7\n", []),
        ("a: Take it # sop: allow lost-text -- It is a comment.\n", []),
    ],
)
def test_a_text_is_lost_behind_one_blank_and_a_number_sign(source: str, lost: list[str]) -> None:
    assert [written(span) for span in lost_texts(document(source))] == lost


@pytest.mark.parametrize(
    ("comment", "said", "rules", "reason"),
    [
        ("# sop: allow a-b -- Because.", "sop: allow", ("a-b",), "Because."),
        ("#sop:allow a-b -- Because.", "sop:allow", ("a-b",), "Because."),
        ("# sop: allow a-b, c-d -- One -- two.", "sop: allow", ("a-b", "c-d"), "One -- two."),
        ("# sop: allow a-b,c-d  --  Because. ", "sop: allow", ("a-b", "c-d"), "Because."),
        ("# sop: allow a-b", "sop: allow", ("a-b",), ""),
        ("# sop: allow a-b --", "sop: allow", ("a-b",), ""),
        ("# sop: allow -- Because.", "sop: allow", (), "Because."),
        ("# sop: allow", "sop: allow", (), ""),
        ("# sop: alow a-b -- Because.", "sop: alow", ("a-b",), "Because."),
        ("# SOP: Allow a-b -- Because.", "SOP: Allow", ("a-b",), "Because."),
        ("# sop allow a-b -- Because.", "sop allow", ("a-b",), "Because."),
        ("# sop-allow a-b -- Because.", "sop-allow", ("a-b",), "Because."),
        ("# sop:", "sop:", (), ""),
    ],
)
def test_a_directive_is_read(comment: str, said: str, rules: tuple[str, ...], reason: str) -> None:
    found = allowances(document(f"a: b  {comment}\n"))
    assert [(each.said, each.rules, each.reason) for each in found] == [(said, rules, reason)]


@pytest.mark.parametrize("said", ["sop: allow", "sop:allow"])
def test_one_form_allows(said: str) -> None:
    assert [each.allows for each in allowances(document(f"a: b  # {said} a-b -- Because.\n"))] == [True]


@pytest.mark.parametrize("said", ["SOP: allow", "sop: Allow", "sop allow", "sop-allow", "sop: alow", "sop:"])
def test_a_form_like_it_allows_nothing(said: str) -> None:
    assert [each.allows for each in allowances(document(f"a: b  # {said} a-b -- Because.\n"))] == [False]


@pytest.mark.parametrize(
    "source",
    [
        "a: b  # see sop: allow x\n",
        "a: '# sop: allow x'\n",
        "a: |\n  # sop: allow x\n",
        "a: b  # SOP of the shop\n",
        "a: b  # SOP allowance\n",
        "a: b  # ((sop.allow))\n",
    ],
)
def test_other_words_are_no_directive(source: str) -> None:
    assert allowances(document(source)) == []


ALLOW = "# sop: allow x -- y"


@pytest.mark.parametrize(
    ("source", "covers"),
    [
        (f"a: b  {ALLOW}\nc: d\n", "a: b"),
        (f"a: 'b' {ALLOW}\nc: d\n", "a: 'b'"),
        (f"{ALLOW}\na: b\nc: d\n", "a: b"),
        (f"a:  {ALLOW}\n  - b\n  - c\nd: e\n", "a:  # sop: allow x -- y\n  - b\n  - c"),
        (f"a: >  {ALLOW}\n  b\n  c\nd: e\n", "a: >  # sop: allow x -- y\n  b\n  c"),
        (f"a:\n  {ALLOW}\n  - b: c\n    d: e\n  - f\n", "b: c\n    d: e"),
        (f"a:\n  - b: c  {ALLOW}\n    d: e\n", "b: c"),
        (f"a:\n  - b  {ALLOW}\n  - c\n", "b"),
        (f"a:\n  - {{b: c, d: e}}  {ALLOW}\n  - f\n", "{b: c, d: e}"),
        (f"a: {{b: c}}  {ALLOW}\nd: e\n", "a: {b: c}"),
        (f"a:\n  - b: c\n  {ALLOW}\nd: e\n", "d: e"),
        (f"a:\n  {ALLOW}\n  b: c # d\n", "b: c # d"),
    ],
)
def test_a_directive_covers_one_value(source: str, covers: str) -> None:
    found = [written(each.covers).removesuffix(ALLOW).rstrip() for each in allowances(document(source))]
    assert found == [covers]


def test_a_directive_at_the_end_covers_nothing() -> None:
    assert [each.covers for each in allowances(document(f"a: b\n{ALLOW}\n"))] == [None]
