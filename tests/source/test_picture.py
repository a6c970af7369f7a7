"""What may stand beside a procedure as a picture of a step: what all browsers show, and in which nothing runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from manuals import PROCEDURE, lint, manual, write

from sop_toolkit.source.picture import fault

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'
XHTML = "http://www.w3.org/1999/xhtml"
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"


def fault_of(folder: Path, name: str, content: bytes) -> str:
    (folder / name).write_bytes(content)
    return fault(folder / name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("till.png", PNG),
        ("TILL.PNG", PNG),
        ("till.jpeg", JPEG),
        ("till.jpg", PNG),  # browsers look into a picture, and not at its name
        ("till.gif", b"GIF89a\x01\x00"),
        ("till.webp", b"RIFF\x24\x0a\x00\x00WEBPVP8 "),
    ],
)
def test_pictures_that_all_browsers_show_pass(tmp_path: Path, name: str, content: bytes) -> None:
    assert fault_of(tmp_path, name, content) == ""


@pytest.mark.parametrize("name", ["p.yaml", "till.exe", "till.html", "till.pdf", "till.avif", "till.svgz", "png"])
def test_what_has_the_name_of_no_picture_is_none(tmp_path: Path, name: str) -> None:
    assert fault_of(tmp_path, name, PNG) == "is no picture that all browsers show"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("till.png", b"<!doctype html><script>alert(1)</script>"),
        ("till.jpg", b"\x00\x00\x00\x24ftypheic\x00\x00"),
        ("till.webp", b"RIFF\x24\x0a\x00\x00WAVEfmt "),
        ("till.gif", b"MZ\x90\x00"),
    ],
)
def test_another_file_with_the_name_of_a_picture_is_none(tmp_path: Path, name: str, content: bytes) -> None:
    assert fault_of(tmp_path, name, content) == "holds no picture that all browsers show"


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0h9"/>',
        '<style>.a { fill: url(#g); font-family: "Noto Sans" }</style><path class="a" style="fill:url( \'#g\' )"/>',
        '<use xlink:href="#g"/><use href=""/>',
        '<image href="data:image/png;base64,AAAA"/>',
        '<style>@font-face { src: url("data:font/woff2;base64,AAAA") }</style>',
        '<g xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:export-filename="C:\\till.png"/>',
        "<text>Open the till: https://example.com, @import and \\ are words</text>",
        '<set attributeName="fill" to="red"/>',
    ],
)
def test_a_drawing_by_itself_passes(tmp_path: Path, inside: str) -> None:
    doctype = '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    assert fault_of(tmp_path, "till.svg", (doctype + SVG.format(inside)).encode()) == ""


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>alert(1)</script>", "holds a script"),
        (f'<s:script xmlns:s="{XHTML}" src="#"/>', "holds a script"),
        ('<path onclick="alert(1)"/>', "holds a script"),
        ('<path ONLOAD="alert(1)"/>', "holds a script"),
        ('<set attributeName="onclick" to="alert(1)"/>', "holds a script"),
        ('<a href="javascript:alert(1)"/>', "leads to “javascript:alert(1)”, which is outside of it"),
        ('<a xlink:href=" &#106;avascript:alert(1)"/>', "javascript:alert(1)”"),
        ('<a><animate attributeName="xlink:href" values="#"/></a>', "changes an address"),
        ("<foreignObject/>", "holds a part of a web page"),
        (f'<iframe xmlns="{XHTML}"/>', "holds a part of a web page"),
        ('<image href="https://example.com/a.png"/>', "“https://example.com/a.png”, which is outside of it"),
        ('<image xlink:href="//example.com/a.png"/>', "which is outside of it"),
        ('<image href="other.png"/>', "which is outside of it"),
        ('<image href="data:image/svg+xml,x"/>', "which is outside of it"),
        ('<g xml:base="https://example.com/"/>', "which is outside of it"),
        ("<style>@import 'https://example.com/a.css';</style>", "has styles that load something: “@import"),
        ("<style>/* x */ @im<!-- -->port 'a.css';</style>", "has styles that load something"),
        ("<style>a { fill: url( 'https://example.com/a') }</style>", "has styles that load something: “url("),
        ("<style>a { fill: \\75 rl(https://example.com/a) }</style>", "has styles that load something"),
        ('<path style="fill: URL(https://example.com/a)"/>', "has styles that load something"),
        ('<path filter="url(other.svg#a)"/>', "has styles that load something"),
        ("<path", "is no SVG that browsers can read"),
    ],
)
def test_a_drawing_with_scripts_or_ways_out_is_refused(tmp_path: Path, inside: str, said: str) -> None:
    assert said in fault_of(tmp_path, "till.svg", SVG.format(inside).encode())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;"), "declares entities"),
        ('<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>' + SVG.format(""), "holds a script"),
        ('<?xml-stylesheet href="a.css"?>' + SVG.format(""), "loads a style sheet"),
        (f'<html xmlns="{XHTML}"/>', "is no SVG: its outermost element is another"),
        ("<svg/>", "is no SVG: its outermost element is another"),
        ('<?xml version="1.0" encoding="no-such"?>' + SVG.format(""), "is no SVG that browsers can read"),
        ('<?xml version="1.0" encoding="utf-7"?>' + SVG.format("<path/>"), "is no SVG that browsers can read"),
        ("\x89PNG", "is no SVG that browsers can read"),
    ],
)
def test_what_only_looks_like_a_drawing_is_refused(tmp_path: Path, content: str, said: str) -> None:
    assert said in fault_of(tmp_path, "till.svg", content.encode())


def test_a_deep_drawing_is_read(tmp_path: Path) -> None:
    assert fault_of(tmp_path, "till.svg", SVG.format("<g>" * 100_000 + "</g>" * 100_000).encode()) == ""


def test_a_finding_says_what_a_picture_is(tmp_path: Path) -> None:
    step = "    image: {{file: {}, alt: The till}}\n"
    names = ("till.png", "open-the-till.yaml", "till.svg", "gone.svg")
    steps = "".join(f"  - do: Open the till.\n{step.format(name)}" for name in names)
    manual(tmp_path, PROCEDURE.replace("  - do: Open the till.\n", steps))
    beside = "procedures/service/"
    write(tmp_path, {f"{beside}till.png": PNG, f"{beside}till.svg": SVG.format("<script/>")})
    other, drawn, gone = lint(tmp_path, "--select", "invalid-shape,unknown-reference").findings
    assert (other["line"], other["column"], other["rule"]) == (9, 19, "invalid-shape")
    assert other["message"] == "“open-the-till.yaml” is no picture that all browsers show."
    assert "Save the picture as PNG, JPEG, WebP, GIF or SVG" in other["hint"]
    assert (drawn["line"], drawn["message"]) == (11, "“till.svg” holds a script.")
    assert (gone["line"], gone["rule"]) == (13, "unknown-reference")


@pytest.mark.parametrize("name", ['"a\\0.png"', "a" * 300 + ".png", ".", ""])
def test_a_name_that_no_file_has_is_a_finding(tmp_path: Path, name: str) -> None:
    step = f"  - do: Open the till.\n    image: {{file: {name or chr(39) * 2}, alt: The till}}\n"
    manual(tmp_path, PROCEDURE.replace("  - do: Open the till.\n", step))
    (found,) = [each for each in lint(tmp_path).findings if each["severity"] == "error"]
    assert found["line"] == 7
