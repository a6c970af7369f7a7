"""Word documents: each paragraph is a line, styles say what it is, and broken files are findings."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from manuals import lint, sop, write

from sop_toolkit.source.docx import read

MARKS = {"instruction": "!", "description": ".", "heading": "#"}


def document(folder: Path, *paragraphs: tuple[str, str]) -> tuple[Path, Any]:
    """A document of paragraphs with their styles, not saved yet."""
    made = docx.Document()
    for words, style in paragraphs:
        made.add_paragraph(words, style=style or None)
    return folder / "a.docx", made


def texts(path: Path, quotations: bool = False) -> list[str]:
    file, content = read(path, path.name, quotations)
    for text, _ in content.texts:
        start, end = text.offsets()
        assert file.text[start:end] == text
    return [f"{file.location(text.offsets()[0]).line}{MARKS[kind]} {text}" for text, kind in content.texts]


def saved(path: Path, made: Any) -> Path:
    made.save(str(path))
    return path


def test_styles_say_what_a_paragraph_is(tmp_path: Path) -> None:
    path, made = document(
        tmp_path,
        ("Returns", "Title"), ("Steps", "Heading 1"), ("Some words.", ""), ("", ""), ("Open it.", "List Number"),
        ("Take it.", "List Bullet 2"), ("It was so.", "Intense Quote"), ("More words.", "List Continue"),
        ("Only set in.", "List Paragraph"), ("3. Close it.", ""), ("  \t", ""),
    )  # fmt: skip
    expected = [
        "1# Returns", "2# Steps", "3. Some words.", "5! Open it.", "6! Take it.", "8. More words.",
        "9. Only set in.", "10! Close it.",
    ]  # fmt: skip
    assert texts(saved(path, made)) == expected
    assert "7. It was so." in texts(path, quotations=True)


def test_numbers_of_a_paragraph_of_its_own_go_before_its_style(tmp_path: Path) -> None:
    path, made = document(tmp_path, ("Open it.", "List Paragraph"), ("No item.", "List Number"), ("Head.", ""))
    for paragraph, number in zip(made.paragraphs, ("1", "0"), strict=False):
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val = int(number)
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "1")
    made.paragraphs[2]._p.get_or_add_pPr().append(level)
    assert texts(saved(path, made)) == ["1! Open it.", "2. No item.", "3# Head."]


def test_a_style_of_the_team_is_what_it_is_based_on(tmp_path: Path) -> None:
    path, made = document(tmp_path)
    style = made.styles.add_style("Our steps", 1)
    style.base_style = made.styles["List Number"]
    made.add_paragraph("Open it.", style="Our steps")
    assert texts(saved(path, made)) == ["1! Open it."]


def test_cells_are_texts_and_header_rows_are_not(tmp_path: Path) -> None:
    path, made = document(tmp_path, ("Before.", ""))
    table = made.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ("A", "B", "One.", "Two."), strict=True):
        cell.text = words
    made.add_table(rows=1, cols=1).rows[0].cells[0].text = "A box."
    made.add_paragraph("After.")
    assert texts(saved(path, made)) == ["1. Before.", "4. One.", "5. Two.", "6. A box.", "7. After."]


def test_words_are_read_as_they_are_seen(tmp_path: Path) -> None:
    path, made = document(tmp_path)
    paragraph = made.add_paragraph("Open ")
    paragraph.add_run("the\ndoor\tnow").bold = True
    for name, tag, words in (("w:ins", "w:t", " and go"), ("w:del", "w:delText", " or stay")):
        change, run, text = OxmlElement(name), OxmlElement("w:r"), OxmlElement(tag)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    assert texts(saved(path, made)) == ["1. Open the door\tnow and go"]


def test_a_finding_names_paragraph_and_column(tmp_path: Path) -> None:
    path, made = document(tmp_path, ("One.", ""), ("The \U0001f600 door will open.", ""))
    saved(path, made)
    assert lint(path, "--select", "future-tense").places == ["2:12 future-tense"]
    assert lint(tmp_path, "--select", "future-tense").places == ["2:12 future-tense"]


def test_a_report_shows_the_words_of_the_paragraph(tmp_path: Path) -> None:
    path, made = document(tmp_path, ("One.", ""), ("The door will open.", ""))
    saved(path, made)
    assert "    | The door will open.\n    |          ^^^^^^^^^\n" in sop("lint", path, "--select", "future-tense").out


# Broken files


def only_finding(path: Path) -> dict[str, Any]:
    done = lint(path)
    assert (done.code, done.err, done.rules) == (1, "", ["invalid-yaml"])
    assert (done.findings[0]["line"], done.findings[0]["column"]) == (1, 1)
    return done.findings[0]


def archive(**parts: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not a Word document"),
        (b"Open the door.", "not a Word document"),
        (b"PK\x03\x04 and more", "not a Word document"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "encrypted"),
        (archive(), "broken"),
        (archive(a=b"b"), "broken"),
        (archive(bomb=b"\0" * 120_000_000), "unpacks to 1 parts of 120 MB"),
    ],
    ids=["empty", "text", "half a zip", "encrypted", "empty zip", "another zip", "bomb"],
)
def test_a_file_that_is_no_word_document_is_a_finding(tmp_path: Path, content: bytes, said: str) -> None:
    write(tmp_path, {"a.docx": content})
    finding = only_finding(tmp_path / "a.docx")
    assert said in finding["message"]
    assert finding["hint"]


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("word/document.xml", b"<w:document"),
        ("word/document.xml", b"\xff\xfe\x00"),
        ("word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        ("word/styles.xml", b"<w:styles"),
        ("[Content_Types].xml", b"no"),
        ("_rels/.rels", b""),
    ],
)
def test_a_broken_part_is_a_finding(tmp_path: Path, part: str, content: bytes) -> None:
    whole = saved(*document(tmp_path, ("One.", "")))
    with zipfile.ZipFile(whole) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    whole.write_bytes(archive(**{**parts, part: content}))
    assert "broken" in only_finding(whole)["message"]


def test_any_damage_is_a_finding_or_read_on(tmp_path: Path) -> None:
    data = saved(*document(tmp_path, ("One.", ""), ("Two.", "List Number"))).read_bytes()
    for at in range(0, len(data), len(data) // 60):
        write(tmp_path, {"a.docx": data[:at] + b"\xff\x00damage" + data[at + 8 :]})
        done = lint(tmp_path / "a.docx", "--no-cache")
        assert done.code in (0, 1)
        assert done.err == ""


def test_a_missing_extra_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(*document(tmp_path, ("One.", "")))
    monkeypatch.setitem(sys.modules, "docx", None)
    done = sop("lint", path, "--no-cache")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "pip install 'sop-toolkit[docx]'" in done.err
