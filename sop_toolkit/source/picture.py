"""The picture of a step: a file beside the procedure that every browser shows, and in which nothing runs."""

import re
from collections.abc import Mapping
from pathlib import Path

from sop_toolkit.text import Text

KINDS = "PNG, JPEG, WebP, GIF or SVG"
_SVG = ".svg"
_ENDS = (".png", ".jpg", ".jpeg", ".webp", ".gif", _SVG)
# Patterns are compiled when they are needed: every lint loads this module, and few procedures have pictures.
_SIGNS = rb"(?s:\x89PNG|\xff\xd8\xff|RIFF....WEBP|GIF8[79]a)"
_SIGN_BYTES = 12
_HTML, _SVG_ROOT = "http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg svg"
# What styles load from outside of the picture. A backslash can hide any of it.
_LOADED = r"""(?i)@import|image-set\(|\\|url\(\s*["']?\s*(?!["'\s]|#|data:)"""
_INSIDE = r"(?i)\s*(?:#|data:image/(?:png|jpeg|gif|webp)[;,]|\Z)"
_SHOWN = 60  # characters of an address in a message


class _Unsafe(Exception):
    """What a drawing holds that may not be published."""


def beside(name: Text) -> Path | None:
    """The file of this name in the folder of its source or below; None if there is none."""
    folder = name.file.folder
    if folder is None:
        return None
    try:
        path = (folder / name).resolve()
        return path if path.is_relative_to(folder.resolve()) and path.is_file() else None
    except (OSError, ValueError):  # no file has such a name
        return None


def fault(path: Path) -> str:
    """What keeps a file from being published as a picture, as the end of a sentence about it; nothing if all is well.

    An empty file passes by its name: there is nothing in it.
    """
    name = path.name.lower()
    if not name.endswith(_ENDS):
        return "is no picture that all browsers show"
    try:
        with path.open("rb") as file:
            data = file.read() if name.endswith(_SVG) else file.read(_SIGN_BYTES)
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    if data and name.endswith(_SVG):
        return _fault_in_drawing(data)
    return "holds no picture that all browsers show" if data and not re.match(_SIGNS, data) else ""


def _fault_in_drawing(data: bytes) -> str:
    from xml.parsers import expat  # few procedures have drawings

    drawing = _Drawing()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = drawing.start
    parser.EndElementHandler = drawing.end
    parser.CharacterDataHandler = drawing.words
    parser.ProcessingInstructionHandler = drawing.instruction
    parser.EntityDeclHandler = drawing.entity
    try:
        parser.Parse(data, True)
    except _Unsafe as unsafe:
        return str(unsafe)
    except (expat.ExpatError, ValueError, LookupError) as error:  # the last two are about its encoding
        return f"is no SVG that browsers can read: {error}"
    return ""


class _Drawing:
    """Hears what stands in an SVG, and raises _Unsafe at the first part that runs or that loads something."""

    def __init__(self) -> None:
        self._inside: list[str] = []
        self._words: list[str] = []

    def start(self, element: str, attributes: Mapping[str, str]) -> None:
        if not self._inside and element != _SVG_ROOT:
            raise _Unsafe("is no SVG: its outermost element is another")
        space, _, name = element.rpartition(" ")
        if name in ("script", "handler"):
            raise _Unsafe("holds a script")
        if name == "foreignObject" or space == _HTML:
            raise _Unsafe("holds a part of a web page")
        self._inside.append(name)
        for attribute, value in attributes.items():
            space, _, name = attribute.rpartition(" ")
            _look_at(name, value)
            if not space:  # programs keep settings of their own in theirs, such as names of files
                _look_at_style(value)

    def end(self, element: str) -> None:
        if self._inside.pop() == "style":
            _look_at_style("".join(self._words))
            self._words.clear()

    def words(self, words: str) -> None:
        if self._inside[-1] == "style":
            self._words.append(words)

    def instruction(self, target: str, _: str) -> None:
        if target == "xml-stylesheet":
            raise _Unsafe("loads a style sheet")

    def entity(self, *_: object) -> None:
        raise _Unsafe("declares entities")


def _look_at(attribute: str, value: str) -> None:
    animated = value.rpartition(":")[2].strip().lower() if attribute == "attributeName" else ""
    if attribute.lower().startswith("on") or animated.startswith("on"):
        raise _Unsafe("holds a script")
    if animated == "href":
        raise _Unsafe("changes an address")
    if attribute in ("href", "src", "base") and not re.match(_INSIDE, value):
        raise _Unsafe(f"leads to “{value[:_SHOWN]}”, which is outside of it")


def _look_at_style(written: str) -> None:
    if found := re.search(_LOADED, written):
        raise _Unsafe(f"has styles that load something: “{written[found.start() :][:_SHOWN]}”")
