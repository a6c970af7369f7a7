"""Plain documents as sources: texts with their kinds, in a language that is given or guessed."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

from sop_toolkit import language as languages
from sop_toolkit.model.build import Source
from sop_toolkit.model.walk import Block
from sop_toolkit.source import markdown, plain
from sop_toolkit.source.find import WORD, Place
from sop_toolkit.source.segments import Content
from sop_toolkit.source.yaml import NO_TEXT, OF_OTHER_PROGRAMS, Problem
from sop_toolkit.text import File, Span

MAX_BYTES = 50_000_000
# What reads a document's text, by the ending of its name; a Word document is no text, and is read from its bytes.
_READERS: dict[str, Callable[[File, bool], Content]] = {
    ".txt": plain.read,
    ".md": markdown.read,
}


def read_document(path: Path, name: str, language: str, quotations: bool = False) -> Source:
    """The document at `path`, reported under `name`; one that cannot be read is a problem, not an exception.

    Raises `source.missing.MissingExtra` where Word documents cannot be read at all.
    """
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            return _refused(path, name, "This is not a file with text in it.", "Remove it, or put the file here.")
        if about.st_size > MAX_BYTES:
            size = f"The file has {about.st_size / 1e6:.0f} MB; a document may have {MAX_BYTES / 1e6:.0f} MB."
            return _refused(path, name, size, "Split it.")
        if path.suffix.lower() == WORD:
            return _word(path, name, language, quotations)
        data = path.read_bytes()
    except OSError as error:
        return _refused(
            path, name, f"The file cannot be read: {error.strerror}.", "Check that it is a file that you may read."
        )
    if data.startswith(OF_OTHER_PROGRAMS):
        return _refused(path, name, NO_TEXT, "Give a Word document the ending `.docx`; save others as `.txt`.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"Byte 0x{data[error.start]:02x} is not UTF-8."
        good = data[: error.start].decode("utf-8-sig", "replace")
        return _refused(path, name, message, "Save the file with the encoding UTF-8.", good)
    return document(File(name, text, path.parent), path, language, quotations)


def document(file: File, path: Path, language: str, quotations: bool = False) -> Source:
    """A document's text, read by the ending of its path."""
    nul = file.text.find("\0")
    if nul != -1:
        message = "The character U+0000 may not stand in a document."
        hint = "Delete it; a file full of them is no text."
        return _refused(path, file.path, message, hint, file.text[:nul])
    return _source(path, file, _READERS[path.suffix.lower()](file, quotations), language)


def _word(path: Path, name: str, language: str, quotations: bool) -> Source:
    from sop_toolkit.source import docx  # not for text: it knows archives and XML

    try:
        return _source(path, *docx.read(path, name, quotations), language)
    except docx.Unreadable as error:
        return _refused(path, name, str(error), error.hint)


def _source(path: Path, file: File, content: Content, language: str) -> Source:
    code = language or _guess(file.text)
    blocks = tuple(Block(text, kind, code) for text, kind in content.texts)
    return Source(Place(path, file.path, "document", "", code), file, blocks, allowances=tuple(content.allowances))


def _refused(path: Path, name: str, message: str, hint: str, text: str = "") -> Source:
    file = File(name, text)
    problem = Problem(message, hint, Span(file, len(text), len(text)))
    return Source(Place(path, name, "document"), file, problem=problem)


def _guess(text: str) -> str:
    known = languages.guess(text)
    return known.code if known else ""
