"""A text of a source becomes safe HTML, whatever a writer types."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop_toolkit.render.words import plain, words


def shown(kind: str, name: str) -> str:
    return f"<i>{kind}:{name}</i>"


def page(target: str) -> str:
    return f"../{target}/"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Open the till.", "Open the till."),
        ("**Stop** and *look* at `F5`", "<strong>Stop</strong> and <em>look</em> at <code>F5</code>"),
        ("__Stop__ and _look_", "<strong>Stop</strong> and <em>look</em>"),
        ("a snake_case_name stays", "a snake_case_name stays"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("Ask ((role.lead)).", "Ask <i>role:lead</i>."),
        ("**Ask ((role.lead))**", "<strong>Ask <i>role:lead</i></strong>"),
        ("[the form](https://example.com/a?b=1&c=2)", '<a href="https://example.com/a?b=1&amp;c=2">the form</a>'),
        ("[call](tel:+910000000000)", '<a href="tel:+910000000000">call</a>'),
        ("[mail](mailto:desk@example.com)", '<a href="mailto:desk@example.com">mail</a>'),
        ("[returns](return-an-item)", '<a href="../return-an-item/">returns</a>'),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("[x](JaVaScRiPt:alert(1))", "[x](JaVaScRiPt:alert(1))"),
        ("[x](data:text/html,x)", "[x](data:text/html,x)"),
        ("[x](//evil.example)", "[x](//evil.example)"),
        ("<b>bold</b> & more", "&lt;b&gt;bold&lt;/b&gt; &amp; more"),
        ("*x*{: onmouseover=alert(1) }", "<em>x</em>{: onmouseover=alert(1) }"),
        ("{{ 7*7 }} {% raw %}", "{{ 7*7 }} {% raw %}"),
        (r"\*not bold\*", "*not bold*"),
        ("one\ntwo\n\nthree", "one two<br><br>three"),
        ("**never closed", "**never closed"),
        ("शिकायत *दर्ज* करें", "शिकायत <em>दर्ज</em> करें"),
    ],
)
def test_marks_become_html_and_all_else_is_shown(text: str, html: str) -> None:
    assert words(text, shown, page) == html


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("**Stop** at [the desk](desk) with `F5`", "Stop at the desk with F5"),
        ("Ask ((role.lead))\nnow.", "Ask role-lead now."),
        (r"5 \* 3", "5 * 3"),
    ],
)
def test_plain_text_has_no_marks(text: str, said: str) -> None:
    assert plain(text, lambda kind, name: f"{kind}-{name}") == said


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, tuple(name for name, _ in attrs)))


@given(st.text(alphabet="ab *_`[]()<>\"'&:/{}#\\\n=javscript.!-", max_size=60))
def test_no_text_makes_a_tag_or_an_attribute_of_its_own(text: str) -> None:
    parser = _Tags()
    parser.feed(words(text, lambda kind, name: "", page))
    allowed = {("strong", ()), ("em", ()), ("code", ()), ("br", ()), ("a", ("href",))}
    assert set(parser.seen) <= allowed


def test_titles_that_name_each_other_end() -> None:
    from datetime import date
    from pathlib import Path

    from sop_toolkit.language.labels import labels
    from sop_toolkit.model.build import assemble, read_text
    from sop_toolkit.render.edition import Edition
    from sop_toolkit.render.page import Page, Writer
    from sop_toolkit.source.find import Place

    found = []
    for mine, other in (("a", "b"), ("b", "a")):
        text = f"id: {mine}\ntitle: See ((sop.{other}))\nowner: o\npurpose: p\nsteps: [{{do: x}}]\n"
        found.append(read_text(text, Place(Path(f"{mine}.yaml"), f"{mine}.yaml", "procedure", "c")))
    edition = Edition(assemble(Path(), found).manual, labels("en"), date(2026, 1, 1), drafts=True)
    assert Writer(Page("a", "", ""), edition).plain("((sop.a))") == "See b"
