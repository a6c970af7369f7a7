"""Comments that allow a finding reach as far as one value, and no further."""

from __future__ import annotations

from pathlib import Path

import pytest
from manuals import PROCEDURE, lint, manual, write

WHY = "# sop: allow placeholder-text -- The tickets have this name."


def check(tmp_path: Path, body: str) -> list[str]:
    head = PROCEDURE.split("steps:")[0]
    return lint(manual(tmp_path, head + body)).places


@pytest.mark.parametrize(
    "body",
    [
        f"steps:\n  - do: Write TBD.  {WHY}\n",
        f"steps:\n  - do: Write TBD. {WHY}\n",
        f"steps:\n  - do: 'Write TBD.' {WHY}\n",
        f"steps:\n  {WHY}\n  - do: Write TBD.\n",
        f"steps:\n{WHY}\n  - do: Write TBD.\n",
        f"steps:\n  {WHY}\n\n  # Another comment.\n  - do: Write TBD.\n",
        f"steps:\n  - {WHY}\n    do: Write TBD.\n",
        f"steps:\n  - id: write\n    {WHY}\n    do: Write TBD.\n",
        f"steps:\n  - do: >  {WHY}\n      Write\n      TBD.\n",
        f"steps:\n  - do: |-  {WHY}\n      Write\n\n      TBD.\n",
        f"steps:\n  {WHY}\n  - do: >\n      Write\n      TBD.\n",
        f"steps:  {WHY}\n  - do: Write TBD.\n  - do: Sign TBD.\n    why: TBD\n",
        f"{WHY}\nsteps:\n  - do: Write TBD.\n  - do: Sign TBD.\n",
        f"steps:\n  - {{do: Write TBD., why: TBD}}  {WHY}\n",
        f"steps:\n  - do: Write.\nkeywords:\n  - till\n  - TBD  {WHY}\n",
        f"steps:\n  - do: Write.\nkeywords: [TBD, TBC]  {WHY}\n",
        f"steps:\n  - do: Write.\n{WHY}\nkeywords:\n  - TBD\n  - TBC\n",
        f"steps:\n  - do: Write.\nneeds:\n  {WHY}\n  - TBD\n",
        f"steps:\n  - do: Write\n      TBD.  {WHY}\n",
        f'steps:\n  - do: "Write\n      TBD."  {WHY}\n',
        f"steps:\n  - do: Write.\nkeywords: [\n  TBD,\n  TBC\n]  {WHY}\n",
    ],
)
def test_a_comment_covers_the_value_of_its_key(tmp_path: Path, body: str) -> None:
    assert check(tmp_path, body) == []


@pytest.mark.parametrize(
    ("body", "places"),
    [
        (f"steps:\n  - do: Write TBD.  {WHY}\n    why: TBD\n", ["7:10 placeholder-text"]),
        (f"steps:\n  - do: Write TBD.  {WHY}\n  - do: Sign TBD.\n", ["7:14 placeholder-text"]),
        (f"steps:\n  {WHY}\n  - do: Write TBD.\n  - do: Sign TBD.\n", ["8:14 placeholder-text"]),
        (f"steps:\n  - do: >  {WHY}\n      TBD.\n    why: TBD\n", ["8:10 placeholder-text"]),
        (f"steps:\n  - do: Write.\nneeds:\n  - TBD  {WHY}\n  - TBD\n", ["9:5 placeholder-text"]),
        (f"steps:\n  - do: Write.\n{WHY}\nneeds:\n  - TBD\nkeywords: [TBD]\n", ["10:12 placeholder-text"]),
        (
            f"steps:\n  - do: Write.\n{WHY}\nneeds: [The key]\nkeywords: [TBD]\n",
            ["7:1 unused-suppression", "9:12 placeholder-text"],
        ),
        (f"steps:\n  - do: Write TBD\n      now.  {WHY}\n    why: TBD\n", ["8:10 placeholder-text"]),
        ("steps:\n  - do: '# sop: allow placeholder-text -- TBD'\n", ["6:43 placeholder-text"]),
        (f"steps:\n  - do: >\n      TBD\n      {WHY}\n", ["7:7 placeholder-text", "8:7 bad-suppression"]),
    ],
)
def test_a_comment_reaches_no_further(tmp_path: Path, body: str, places: list[str]) -> None:
    assert check(tmp_path, body) == places


def test_a_comment_allows_the_rules_that_it_names(tmp_path: Path) -> None:
    body = "steps:\n  - do: Write TBD for ((role.nobody)).  # sop: allow {} -- Old.\n"
    assert check(tmp_path, body.format("placeholder-text")) == ["6:23 unknown-reference"]
    assert check(tmp_path, body.format("unknown-reference")) == ["6:15 placeholder-text"]
    assert check(tmp_path, body.format("placeholder-text, unknown-reference")) == []
    assert check(tmp_path, body.format("placeholder-text,unknown-reference,lost-text")) == []


@pytest.mark.parametrize(
    ("comment", "rules", "words"),
    [
        ("# sop: allow placeholder-text", ["bad-suppression"], "gives no reason"),
        ("# sop: allow placeholder-text --", ["bad-suppression"], "gives no reason"),
        ("# sop: allow placeholder-text because", ["bad-suppression", "placeholder-text"], "“because”"),
        ("# sop: allow -- Old.", ["bad-suppression", "placeholder-text"], "names no rule"),
        ("# sop: allow", ["bad-suppression", "placeholder-text"], "names no rule"),
        ("# sop: allow placeholder-text — Old.", ["bad-suppression"], "“—” does not begin the reason"),
        ("# sop: allow placeholder-text - Old.", ["bad-suppression"], "“-” does not begin the reason"),
        ("# sop: allow placeholder-text --Old.", ["bad-suppression"], "“--Old.” does not begin the reason"),
        ("# sop: allow place-text -- Old.", ["bad-suppression", "placeholder-text"], "“place-text”"),
        ("# sop: ignore placeholder-text -- Old.", ["bad-suppression", "placeholder-text"], "`sop: ignore`"),
        ("# sop:", ["bad-suppression", "placeholder-text"], "`sop:`"),
        ("# sop: allow invalid-shape -- Old.", ["bad-suppression", "placeholder-text"], "cannot be allowed"),
        (
            "# sop: allow bad-suppression -- Old.",
            ["bad-suppression", "placeholder-text"],
            "cannot be allowed",
        ),
    ],
)
def test_a_comment_that_is_wrong_is_an_error(tmp_path: Path, comment: str, rules: list[str], words: str) -> None:
    folder = manual(tmp_path, PROCEDURE + f"needs:\n  - TBD  {comment}\n")
    found = {each["rule"]: each for each in lint(folder).findings}
    # Where a comment names an unknown rule beside a known one, the known one stays allowed.
    assert set(rules) >= set(found) >= {"bad-suppression"}
    assert words in found["bad-suppression"]["message"]
    assert (found["bad-suppression"]["line"], found["bad-suppression"]["column"]) == (8, 10)
    assert found["bad-suppression"]["text"] == comment


def test_a_lost_text_can_be_allowed_from_the_line_above(tmp_path: Path) -> None:
    body = "steps:\n  # sop: allow lost-text -- The number is for the writer.\n  - do: Take ticket # 7\n"
    assert check(tmp_path, body) == []
    assert check(tmp_path, body + "  - do: Take ticket # 8\n") == ["8:21 lost-text"]


def test_a_missing_field_of_the_file_can_be_allowed_nowhere_by_accident(tmp_path: Path) -> None:
    comment = "# sop: allow missing-control -- Old.\n"
    assert lint(manual(tmp_path, comment + PROCEDURE + "status: effective\n")).rules == [
        "missing-control", "unused-suppression",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "comment", "form"),
    [
        ("a.md", "<!-- sop: allow future-tense -->", "`<!-- sop: allow <rule> -- <reason> -->`"),
        ("a.md", "<!-- sop: allow -- Old. -->", "`<!-- sop: allow <rule> -- <reason> -->`"),
        ("a.yaml", "# sop: allow future-tense", "`# sop: allow <rule> -- <reason>`"),
    ],
)
def test_the_hint_shows_the_comment_as_the_file_takes_it(tmp_path: Path, name: str, comment: str, form: str) -> None:
    text = f"{comment}\npurpose: The door will open.\n" if name == "a.yaml" else f"{comment}\nThe door will open.\n"
    write(tmp_path, {name: text})
    found = {each["rule"]: each for each in lint(tmp_path / name).findings}
    assert found["bad-suppression"]["hint"] == f"Write {form}."


def test_a_comment_that_nothing_needs_asks_for_no_reason(tmp_path: Path) -> None:
    folder = manual(tmp_path, PROCEDURE + "needs:\n  - The key  # sop: allow placeholder-text\n")
    (finding,) = lint(folder).findings
    assert finding["rule"] == "bad-suppression"
    assert finding["hint"] == "Nothing here needs this comment for `placeholder-text`. Delete the comment."


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (f">-\n  Give change.\n  {WHY}\n", ["9:3 bad-suppression"]),
        (f"|\n  Give change. {WHY}\n  Smile.\n", ["8:16 bad-suppression"]),
        (f"> {WHY}\n  Give TBD.\n", []),
        (f">\n  Give change.\n{WHY}\nneeds: [TBD]\n", []),
        (f"'{WHY}'\n", []),
        (">\n  Write `# sop: allow` above it.\n", []),
    ],
)
def test_a_comment_inside_a_text_of_several_lines_is_an_error(tmp_path: Path, text: str, places: list[str]) -> None:
    assert lint(manual(tmp_path, PROCEDURE + f"scope: {text}"), "--select", "bad-suppression").places == places
