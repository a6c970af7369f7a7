"""The marks that a text may hold: each part is found, everything else is shown as it stands."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sop_toolkit.source.inline import Part, is_plain, is_safe_target, links, parts, placeholders

SIGNS = {"bold": "B", "light": "I", "code": "C", "link": "L", "placeholder": "P"}
MARKS = st.text(alphabet="*_`[]()\\ab .\n", max_size=40)


def shown(text: str) -> str:
    """The text with its parts in braces: `B{…}` is bold."""

    def of(pieces: tuple[Part, ...]) -> str:
        return "".join(one(piece) for piece in pieces)

    def one(piece: Part) -> str:
        inner = of(piece.parts) if piece.parts else text[piece.inner_start : piece.inner_end]
        return f"{SIGNS[piece.kind]}{{{inner}}}" if piece.kind in SIGNS else inner

    return of(parts(text))


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Open the till.", "Open the till."),
        ("", ""),
        ("Press **Start** now.", "Press B{Start} now."),
        ("Press *Start* and _Stop_ and __Go__.", "Press I{Start} and I{Stop} and B{Go}."),
        ("***Stop***", "B{I{Stop}}"),
        ("**Stop *now***", "B{Stop I{now}}"),
        ("*Stop **now***", "I{Stop B{now}}"),
        ("*a* *b*", "I{a} I{b}"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("* a*", "* a*"),
        ("*a *", "*a *"),
        ("*a", "*a"),
        ("a*", "a*"),
        ("**a*", "**a*"),
        ("*a\n\nb*", "*a\n\nb*"),
        ("*a\nb*", "I{a\nb}"),
        ("snake_case_name and __init__", "snake_case_name and B{init}"),
        ("Name: ____ Date: ________", "Name: ____ Date: ________"),
        ("****", "****"),
        ("`a*b*`", "C{a*b*}"),
        ("``a`b``", "C{a`b}"),
        ("`a", "`a"),
        ("``a`", "``a`"),
        ("`a\n\nb`", "`a\n\nb`"),
        ("*see `a*b` now*", "I{see C{a*b} now}"),
        (r"\*a\* \_b\_ \`c\` \[d](e) \\", "*a* _b_ `c` [d](e) \\"),
        (r"*a \* b*", "I{a * b}"),
        (r"C:\till", r"C:\till"),
        ("Pay ((branch.limit)).", "Pay P{branch.limit}."),
        ("**((role.a))**", "B{P{role.a}}"),
        ("_((branch.refund_limit))_", "I{P{branch.refund_limit}}"),
        ("((a b)) (( a )) (a) ((a)", "((a b)) (( a )) (a) ((a)"),
        ("(((role.a)))", "(P{role.a})"),
        ("[Till](open-the-till)", "L{Till}"),
        ("[*Till* 1](open-the-till/#step-2)", "L{I{Till} 1}"),
        ("*[Till](open-the-till)*", "I{L{Till}}"),
        ("[a](https://x.in/b_(c)_d) _e_", "L{a} I{e}"),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("[*a*](javascript:b)", "[I{a}](javascript:b)"),
        ("[](greet)", "[](greet)"),
        ("[a] (greet)", "[a] (greet)"),
        ("![a](till.png)", "![a](till.png)"),
        ("<b>a</b> {{ 7*7 }} {% x %} *x*{: onclick=y }", "<b>a</b> {{ 7*7 }} {% x %} I{x}{: onclick=y }"),
    ],
)
def test_marks_are_found_and_all_else_is_text(text: str, seen: str) -> None:
    assert shown(text) == seen


@pytest.mark.parametrize(
    "target",
    [
        "https://x.in",
        "HTTP://x.in/a?b#c",
        "mailto:a@x.in",
        "tel:+910000",
        "greet",
        "greet/",
        "hi/greet/#step-2",
        "#step-2",
    ],
)
def test_the_web_mail_telephones_and_pages_are_safe(target: str) -> None:
    assert is_safe_target(target)
    assert shown(f"[a]({target})") == "L{a}"


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
        "//x.in", "/etc",
        "../x", "https:x", "https://x.in/\"onclick=", "https://x.in/<b>", "x:y", "", "a\\b",
        "&#106;avascript:x",
    ],
)  # fmt: skip
def test_everything_else_is_shown_as_written(target: str) -> None:
    assert not is_safe_target(target)
    assert shown(f"[a]({target})") == f"[a]({target})"


def check(text: str, pieces: tuple[Part, ...], start: int, end: int) -> None:
    at = start
    for piece in pieces:
        assert piece.start == at
        assert piece.start <= piece.inner_start <= piece.inner_end <= piece.end
        assert piece.end > piece.start
        if piece.parts:
            check(text, piece.parts, piece.inner_start, piece.inner_end)
        at = piece.end
    assert at == end


@settings(max_examples=1500, deadline=None)
@given(st.one_of(MARKS, st.text(max_size=30)))
def test_parts_cover_the_text_in_order(text: str) -> None:
    if text:
        check(text, parts(text), 0, len(text))
    assert is_plain(text) is False or shown(text) == text


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(["a ", "**b** ", "*c* ", "`d` ", "((role.e)) ", "[f](g) ", "\\* "]), max_size=12))
def test_parts_side_by_side_do_not_disturb_each_other(pieces: list[str]) -> None:
    assert shown("".join(pieces)) == "".join(shown(piece) for piece in pieces)


@settings(max_examples=500, deadline=None)
@given(MARKS, MARKS)
def test_paragraphs_are_read_one_by_one(first: str, second: str) -> None:
    first, second = first.strip("\n\\"), second.strip("\n\\")
    assert shown(f"{first}\n\n{second}") == f"{shown(first)}\n\n{shown(second)}"


def test_links_are_found_everywhere_in_order() -> None:
    text = "[a](x) **[b *c*](y#step-z)** `[d](no)` [e](javascript:no) [f](https://example.org)"
    found = [(link.target, text[link.inner_end + 2 : link.end - 1]) for link in links(text)]
    assert found == [(target, target) for target in ("x", "y#step-z", "https://example.org")]
    assert links("no link (here)") == []


def test_placeholders_are_found_everywhere_in_order() -> None:
    text = "((role.a)) **((role.b)) [((role.c))](greet)** `((role.d))` ((role.e))"
    assert [part.target for part in placeholders(text)] == ["role.a", "role.b", "role.c", "role.e"]
    assert all(text[part.start : part.end] == f"(({part.target}))" for part in placeholders(text))


@pytest.mark.parametrize(
    "piece",
    [
        "`",
        "*",
        "*a ",
        "**a *b __c _d ",
        "[",
        "[a](",
        "((",
        "`a ``b ",
        "[a](b(c)",
        "*a `c` ",
        "***a",
        "\\",
        "a* ",
        "_a_b",
        "`\n\n",
    ],
)
def test_a_long_text_takes_no_long_time(piece: str) -> None:
    start = time.process_time()
    parts(piece * (100_000 // len(piece)))
    assert time.process_time() - start < 3
