"""Markdown documents: which texts they hold, of what kind, and where every letter of them stands."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from manuals import lint, write

from sop_toolkit.lint.prose import covered
from sop_toolkit.source.markdown import read
from sop_toolkit.source.marks import MarkdownText, cover
from sop_toolkit.text import File

MARKS = {"instruction": "!", "description": ".", "heading": "#"}
WHY = "<!-- sop: allow future-tense -- The words of the law. -->"
BAD = "The door will open."


def texts(source: str, quotations: bool = False) -> list[str]:
    """Each text after a mark of its kind: `!` an instruction, `.` a description, `#` a heading."""
    return [f"{MARKS[kind]} {text}" for text, kind in read(File("a.md", source), quotations).texts]


def places(tmp_path: Path, source: str, *options: str) -> list[str]:
    write(tmp_path, {"a.md": source})
    return lint(tmp_path / "a.md", "--select", "future-tense", *options).places


# Blocks


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("One\ntwo  \nthree.\n\nFour.", [". One two\nthree.", ". Four."]),
        ("One\\\ntwo", [". One\ntwo"]),
        ("One\r\ntwo\r\n\r\nthree\rfour", [". One two", ". three four"]),
        ("# One #\n## Two ##\nThree\n===\nFour\n---\n", ["# One", "# Two", "# Three", "# Four"]),
        ("# C# and F#", ["# C# and F#"]),
        ("- One\n* Two\n+ Three", ["! One", "! Two", "! Three"]),
        ("1. One\n2) Two\n10. Three", ["! One", "! Two", "! Three"]),
        ("1. One\n   - Two\n     1. Three\n2. Four", ["! One", "! Two", "! Three", "! Four"]),
        ("1. One\n    - Two\n\n    Three\n2. Four", ["! One", "! Two", ". Three", "! Four"]),
        ("- One\ntwo\n\n  Three.\n\nFour.", ["! One two", ". Three.", ". Four."]),
        ("- [ ] One\n- [x] Two\n- [y] Three", ["! One", "! Two", "! [y] Three"]),
        ("Steps:\n1. One\n2. Two", [". Steps:", "! One", "! Two"]),
        ("It was in\n1999. Then it ended.", [". It was in 1999. Then it ended."]),
        ("- - One", ["! One"]),
        ("***\n- - -\n___\nOne", [". One"]),
        (
            "| A | B |\n|---|:-:|\n| One | Two \\| two |\n| | Three\n\nFour",
            [". One", ". Two \\| two", ". Three", ". Four"],
        ),
        ("Words.\n| A |\n|---|\n| One |", [". Words.", ". One"]),
        ("One | two", [". One | two"]),
        ("```\nOne\n```\n~~~ yaml\nTwo\n```\n~~~\nThree", [". Three"]),
        ("One\n\n    Two\n\n\tThree\n\nFour", [". One", ". Four"]),
        ("1. One\n   ```\n   Two\n   ```\n2. Three", ["! One", "! Three"]),
        ("<div>\nOne\n</div>\n\nTwo <b>three</b>", [". Two <b>three</b>"]),
        ("<!-- One\n\ntwo -->\nThree", [". Three"]),
        ("<script>\n\nOne\n\n</script>\n\nTwo", [". Two"]),
        ("[a]: https://example.org 'Title'\n[b]: x.md\nOne [a]", [". One [a]"]),
        ("[Note]: the door is open.", [". [Note]: the door is open."]),
        ("*[SOP]: Standard procedure\n\nOne", [". One"]),
        ("One[^1]\n\n[^1]: Two\n    three\n\n    Four\n\nFive", [". One[^1]", ". Two three", ". Four", ". Five"]),
        ("---\ntitle: One\n---\nTwo", [". Two"]),
        ("+++\ntitle = 'One'\n+++\nTwo", [". Two"]),
        ("---\n\nOne\n\n---\nTwo", [". One", ". Two"]),
        ("---\ntitle: One\n\nTwo", [". title: One", ". Two"]),
        ("Term\n:   Meaning", [". Term", ". Meaning"]),
        (
            '!!! warning "Hot"\n    One\n\n    1. Two\n\n??? note\n    Three\nFour',
            ["# Hot", ". One", "! Two", ". Three", ". Four"],
        ),
        ('=== "Kochi"\n\n    One\n\n=== "Pune"\n\n    Two', ["# Kochi", ". One", "# Pune", ". Two"]),
        ("1. One\n\n    !!! note\n        Two\n\n2. Three", ["! One", ". Two", "! Three"]),
        ("> [!WARNING]\n> One\n> two", [". One two"]),
        ("???\n\n!!!", [". ???", ". !!!"]),
        ("", []),
        ("\n \n\t\n", []),
        ("```\nOne", []),
        ("<!-- One\n\nTwo", []),
        ("- One\n  ```\n  two\n\nThree", ["! One", ". Three"]),
    ],
)
def test_a_document_is_read_as_its_texts(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


def test_quotations_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    source = "> One\ntwo\n>\n> - Three\n\nFour\n"
    assert texts(source) == [". Four"]
    assert texts(source, quotations=True) == [". One two", "! Three", ". Four"]


def test_a_hundred_levels_end_in_text() -> None:
    assert len(texts("> " * 100 + "One", quotations=True)) == 1
    assert texts("- " * 100 + "One")[0].endswith("One")


# Places


def check_places(source: str) -> None:
    """Every letter stands where it says, except for the one that stands for a line's end."""
    file = File("a.md", source)
    for quotations in (False, True):
        for text, _ in read(file, quotations).texts:
            last = 0
            assert text.strip(" \t\r\n") == text
            for index, letter in enumerate(text):
                start, end = text.offsets(index, index + 1)
                assert last <= start < end <= len(source)
                last = end
                written = source[start:end]
                assert written == letter or (letter in " \n" and ("\n" in written or "\r" in written))
            assert len(cover(text)) == len(text)
            assert len(covered(text)) == len(text)


PIECES = [
    "word ", "two words", "- ", "* ", "1. ", "2) ", "> ", "\n", "\n\n", "\r\n", "\r", "  ", "    ", "\t", "# ", " #",
    "```", "~~~", "---", "===", "| a | b |", "|---|---|", "<div>", "<!-- x -->",
    "<!-- sop: allow future-tense -- x -->", "<!--", "-->", "`", "\\", "<b>", "[a](b)", "![", "](x", "[", "]", "*",
    "**", "_", "&amp;", "[^1]: ", "[a]: b", "!!! note\n", '=== "T"\n', "é", "\U0001f600", "\u200b", "ह्व", "שלום",
    "\x85", "\u2028", "((branch.x))", "https://a.b/c", "{.a}", "<x@y.z>", ":a:", "  \n", "\\\n",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_every_letter_of_any_document_knows_its_place(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(500):
        check_places("".join(chance.choices(PIECES, k=chance.randint(1, 25))))


def test_a_finding_over_a_line_end_has_both_places(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "1. First.\n2. The clerk will\n   sign it.\n"})
    finding = lint(tmp_path / "a.md", "--select", "future-tense").findings[0]
    assert (finding["line"], finding["column"], finding["end_line"], finding["end_column"]) == (2, 14, 3, 8)
    assert finding["field"] == ""


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("\ufeffThe door will open.", "1:10"),
        ("One.\r\n\r\n- The **door** will open.", "3:16"),
        ("One.\x85Two.\n\nThe \u200bdoor will open.", "3:11"),
        ("\U0001f600\U0001f600\n\nThe \U0001f600 door will open.", "3:12"),
        ("שלום עולם\n\nThe door will open.", "3:10"),
        ("# The [door](x.md 'will open') will open", ""),
        ("The [door](x.md 'a') `will` will open.", "1:29"),
        ("| A |\n|---|\n| The door will open. |", "3:12"),
    ],
)
def test_places_count_code_points_and_lines_as_editors_do(tmp_path: Path, source: str, place: str) -> None:
    assert places(tmp_path, source, "--language", "en") == ([f"{place} future-tense"] if place else [])


# Marks inside a text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Open the **red** door.", "Open the   red   door."),
        ("Open _the_ snake_case door * 2.", "Open  the  snake_case door * 2."),
        ("Press `will go` now.", "Press Xxxxxxxxx now."),
        ("Press ``a ` b`` now.", "Press Xxxxxxxxx now."),
        ("Press ` now.", "Press ` now."),
        ("See [the page](a_b.md 'It will') now.", "See  the page                    now."),
        ("See [the page][ref] now.", "See  the page       now."),
        ("See ![It will](a.png) now.", "See Xxxxxxxxxxxxxxxxx now."),
        ("See [![It will](a.png)](b) now.", "See  Xxxxxxxxxxxxxxxxx     now."),
        ("See <https://will.org> now.", "See Xxxxxxxxxxxxxxxxxx now."),
        ("See https://will.org/a, then.", "See Xxxxxxxxxxxxxxxxxx, then."),
        ("Paid[^1] now.", "Paid     now."),
        ("One<br>two", "One    two"),
        ("Ask <customer name> now.", "Ask Xxxxxxxxxxxxxxx now."),
        ("See <fill in: the page> now.", "See <fill in: the page> now."),
        ("Go <!-- It will. --> on.", "Go                   on."),
        (r"Press \* and a\_b.", "Press  * and a__b."),
        ("Ask ((role.lead)) now.", "Ask Xxxxxxxxxxxxx now."),
        ("Head { .red #will }", "Head               "),
        ("R &amp; D", "R       D"),
        ("Sign here: ______", "Sign here: ______"),
        ("It costs 2*3*4.", "It costs 2*3*4."),
        ("Write [insert name] here.", "Write [insert name] here."),
    ],
)
def test_what_is_no_prose_is_covered_in_its_place(text: str, expected: str) -> None:
    assert cover(MarkdownText(text, File(""), "", 0)) == expected


# Comments that allow


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"{WHY}\n{BAD}\n\n{BAD}", ["4:10"]),
        (f"{WHY}\n\n{BAD}\n{BAD}\n\n{BAD}", ["6:10"]),
        (f"{WHY}\n- {BAD}\n- {BAD}", ["3:12"]),
        (f"- One\n{WHY}\n- {BAD}\n  - {BAD}\n- {BAD}", ["5:12"]),
        (f"- One\n\n  {WHY}\n\n  {BAD}\n\n  {BAD}", ["7:12"]),
        (f"{WHY}\n!!! note\n    {BAD}\n\n    {BAD}\n\n{BAD}", ["7:10"]),
        (f"{WHY}\n| A |\n|---|\n| {BAD} |\n| {BAD} |\n\n{BAD}", ["7:10"]),
        (f"{BAD} {WHY}\n\n{BAD}", ["3:10"]),
        (f"<!--\nsop: allow future-tense\n-- The words of the law.\n-->\n{BAD}\n\n{BAD}", ["7:10"]),
        (f"{WHY}\n<!-- Another comment. -->\n{BAD}", []),
        (f"```\n{WHY}\n```\n{BAD}", ["4:10"]),
        (f"`{WHY}`\n\n{BAD}", ["3:10"]),
    ],
)
def test_a_comment_covers_the_next_block(tmp_path: Path, source: str, expected: list[str]) -> None:
    assert places(tmp_path, source) == [f"{place} future-tense" for place in expected]


def test_a_comment_that_is_wrong_or_needless_is_found(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": f"{WHY}\nOpen the door.\n\n{WHY}\n", "b.md": f"{WHY.split(' -- ')[0]} -->\n{BAD}\n"})
    assert lint(tmp_path / "a.md").places == ["1:1 unused-suppression", "4:1 unused-suppression"]
    assert lint(tmp_path / "b.md").places == ["1:1 bad-suppression"]


# Bad input


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        (b"PK\x03\x04\x14\x00", "1:1", "This is no text, but a document of another program, such as Word."),
        (b"# Good\n\xff\xfe\x00", "2:1", "Byte 0xff is not UTF-8."),
        ("Open.".encode("utf-16"), "1:1", "Byte 0xff is not UTF-8."),
        (b"Open\r\nthe \x00door", "2:5", "The character U+0000 may not stand in a document."),
    ],
)
def test_a_file_that_is_no_text_is_a_finding(tmp_path: Path, content: bytes, place: str, message: str) -> None:
    write(tmp_path, {"a.md": content, "b.md": BAD})
    done = lint(tmp_path, "--select", "invalid-yaml,future-tense")
    assert done.places == [f"{place} invalid-yaml", "1:10 future-tense"]
    assert done.findings[0]["message"] == message


def test_a_folder_named_like_a_document_is_no_crash(tmp_path: Path) -> None:
    write(tmp_path, {"a.md/b.md": BAD})
    assert lint(tmp_path).rules == ["future-tense"]


HUGE: dict[str, Callable[[int], str]] = {
    "quotations": lambda n: "> " * n,
    "items": lambda n: "- " * n,
    "nested items": lambda n: "- a\n  " * n,
    "lines": lambda n: "a\n" * n,
    "ticks": lambda n: "".join(f"{'`' * (each % 90)}a" for each in range(n // 45)),
    "comments": lambda n: "<!--" * n,
    "directive": lambda n: f"<!-- sop: {' ' * n}x -->\n",
    "links": lambda n: "](a" * n,
    "titles": lambda n: '[](a "' * n,
    "brackets": lambda n: "[" * n,
    "stars": lambda n: "*a _b " * n,
    "pipes": lambda n: "|a" * n + "\n" + "|-" * n + "\n" + "|b" * n,
    "rules": lambda n: "---\n" * n,
    "front matter": lambda n: "---\na: b\n" + "c\n" * n,
    "blanks": lambda n: " " * n + "\n" + "\t" * n + "a",
    "tags": lambda n: "<a " * n,
    "references": lambda n: "[a]: " * n,
    "escapes": lambda n: "\\" * n,
    "hashes": lambda n: "# " * n,
    "placeholders": lambda n: "((a" * n,
    "braces": lambda n: "{{a {:" * n,
}


@pytest.mark.parametrize("name", HUGE)
def test_time_grows_with_the_length_alone(name: str) -> None:
    def took(size: int) -> float:
        source = HUGE[name](size)
        start = time.process_time()
        for text, _ in read(File("a.md", source), True).texts:
            covered(text)
        return time.process_time() - start

    # Processor time, best of three, and far from the hundredfold of a quadratic way: a busy machine changes nothing.
    small = min(took(2_000) for _ in range(3))
    assert min(took(20_000) for _ in range(3)) < 40 * small + 0.05


def test_a_line_of_ten_megabytes_is_read_at_once() -> None:
    start = time.process_time()
    assert len(read(File("a.md", "word " * 2_000_000)).texts) == 1
    assert time.process_time() - start < 2
