"""Word documents as texts: a paragraph counts as a line, and its style says what it is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sop_toolkit.source import plain
from sop_toolkit.source.missing import MissingExtra
from sop_toolkit.source.segments import Content
from sop_toolkit.text import File, Kind, Text

MISSING = "reading Word documents needs an extra: pip install 'sop-toolkit[docx]'"
_MOST_BYTES = 100_000_000
_MOST_PARTS = 5_000
_MOST_STYLES_ABOVE = 20
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LETTERS = {"tab": "\t", "ptab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "-"}
# Properties are no words, deleted words are gone, and the paragraphs of a text box are lines of their own.
_NO_WORDS = {f"{_WORD}{name}" for name in ("pPr", "rPr", "p", "del", "moveFrom", "txbxContent")} | {_FALLBACK}
_STYLES = {
    "heading": "heading",
    "title": "heading",
    "subtitle": "heading",
    "toc heading": "heading",
    "toc ": "none",
    "table of figures": "none",
    "html preformatted": "none",
    "macro text": "none",
    "code": "none",
    "source code": "none",
    "quote": "quotation",
    "intense quote": "quotation",
    "block text": "quotation",
    "list paragraph": "",
    "list continue": "",
    "list": "item",
}


class Unreadable(Exception):
    """A file that is no Word document, or a broken one: what is wrong with it, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def read(path: Path, name: str, quotations: bool = False) -> tuple[File, Content]:
    """The document's paragraphs as the lines of a file, and its texts. Raises OSError, Unreadable, MissingExtra."""
    body, styles = _open(path.read_bytes())
    found = [(_words(paragraph), paragraph) for paragraph in _paragraphs(body)]
    file = File(name, "\n".join(words for words, _ in found), path.parent)
    headers = _header_rows(body)
    texts: list[tuple[Text, Kind]] = []
    at = 0
    for words, paragraph in found:
        role = styles.role(paragraph)
        skipped = role == "none" or (role == "quotation" and not quotations)
        if not skipped and not headers.intersection(paragraph.iterancestors(f"{_WORD}tr")):
            texts.extend(_text(file, at, words, role))
        at += len(words) + 1
    return file, Content(texts, [])


def paragraphs_of(path: Path) -> list[str]:
    """The words of each paragraph; none of a file that cannot be read."""
    try:
        return [_words(paragraph) for paragraph in _paragraphs(_open(path.read_bytes())[0])]
    except (OSError, Unreadable, MissingExtra):
        return []


def _text(file: File, at: int, words: str, role: str) -> Iterator[tuple[Text, Kind]]:
    """A paragraph with its kind; a number that somebody typed makes an item too."""
    found = plain.paragraph(file, at, words)
    if found is None:
        return
    text, kind = found
    if role == "heading":
        bare = words.strip()
        yield Text(bare, file, "", at + words.index(bare)), Kind.HEADING
    else:
        yield text, Kind.INSTRUCTION if role == "item" else kind


def _open(data: bytes) -> tuple[Any, _Styles]:
    """The document's body and its styles."""
    _check(data)
    try:
        import docx
    except ImportError as error:
        raise MissingExtra(MISSING) from error
    try:
        document = docx.Document(io.BytesIO(data))
        return document.element.body, _Styles.of(document.styles.element)
    except Exception as error:  # a broken part can fail anywhere in the libraries below, with any exception
        what = " ".join(str(error).split())[:120]
        raise Unreadable(
            f"This Word document is broken ({type(error).__name__}: {what}).",
            "Open it in a word processor and save it anew.",
        ) from error


def _check(data: bytes) -> None:
    """Refuses what is no zip file, and what would unpack to more than a document can be."""
    if data.startswith(_OLD_OFFICE):
        raise Unreadable(
            "This is an encrypted document, or one of the old `.doc` form.",
            "Open it in a word processor, take the password away, and save it as `.docx`.",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except Exception as error:  # the library knows more ways to fail than it names
        hint = "Save it in a word processor as `.docx`; give plain text the ending `.txt`."
        raise Unreadable("This is not a Word document.", hint) from error
    size = sum(part.file_size for part in parts)
    if size > _MOST_BYTES or len(parts) > _MOST_PARTS:
        raise Unreadable(
            f"The document unpacks to {len(parts)} parts of {size / 1e6:.0f} MB; {_MOST_BYTES / 1e6:.0f} MB are read.",
            "Split it, or take large pictures out.",
        )


def _paragraphs(body: Any) -> Iterator[Any]:
    """Every paragraph in reading order, once: some are written a second time for old programs."""
    for paragraph in body.iter(f"{_WORD}p"):
        if next(paragraph.iterancestors(_FALLBACK), None) is None:
            yield paragraph


def _header_rows(body: Any) -> set[Any]:
    """The first row of each table that has more, and rows that are marked as headers."""
    found: set[Any] = set()
    for table in body.iter(f"{_WORD}tbl"):
        rows = table.findall(f"{_WORD}tr")
        if len(rows) > 1:
            found.add(rows[0])
            found.update(row for row in rows if row.find(f"{_WORD}trPr/{_WORD}tblHeader") is not None)
    return found


def _words(paragraph: Any) -> str:
    return "".join(_pieces(paragraph))


def _pieces(node: Any) -> Iterator[str]:
    for child in node:
        if child.tag == f"{_WORD}t":
            yield " ".join((child.text or "").splitlines())
        elif not isinstance(child.tag, str) or child.tag in _NO_WORDS:
            continue
        elif letter := _LETTERS.get(child.tag.removeprefix(_WORD)):
            yield letter
        else:
            yield from _pieces(child)


@dataclass(frozen=True)
class _Styles:
    """The styles of a document by their ids: what each makes of a paragraph, and the style it is based on."""

    roles: dict[str, str]
    bases: dict[str, str]

    @staticmethod
    def of(element: Any) -> _Styles:
        roles: dict[str, str] = {}
        bases: dict[str, str] = {}
        for style in element.findall(f"{_WORD}style"):
            id = style.get(f"{_WORD}styleId") or ""
            name = _value(style, "name").lower()
            known = next((role for start, role in _STYLES.items() if name.startswith(start)), None)
            own = _own_role(style)
            roles[id] = own or "" if known is None else known or own or ""
            bases[id] = _value(style, "basedOn")
        return _Styles(roles, bases)

    def role(self, paragraph: Any) -> str:
        """heading, item, quotation, none (no prose), or nothing special."""
        own = _own_role(paragraph)
        if own is not None and own != "item":
            return own
        style = _value(paragraph, "pPr", "pStyle")
        for _ in range(_MOST_STYLES_ABOVE):
            if found := self.roles.get(style):
                return found if own is None or found == "heading" else own
            style = self.bases.get(style, "")
        return own or ""


def _own_role(element: Any) -> str | None:
    """What a paragraph's or a style's own properties say; a number of 0 takes a style's numbers away."""
    level = _value(element, "pPr", "outlineLvl")
    if level.isdecimal() and int(level) < 9:
        return "heading"
    if element.find(f"{_WORD}pPr/{_WORD}numPr") is None:
        return None
    return "" if _value(element, "pPr", "numPr", "numId") == "0" else "item"


def _value(element: Any, *names: str) -> str:
    found = element.find("/".join(f"{_WORD}{name}" for name in names))
    return "" if found is None else str(found.get(f"{_WORD}val") or "")
