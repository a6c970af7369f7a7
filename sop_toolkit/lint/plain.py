"""Plain documents as sources: texts with their kinds, in a language that is given or guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from sop_toolkit import language as languages
from sop_toolkit.model.build import Source
from sop_toolkit.model.walk import Block
from sop_toolkit.source import plain
from sop_toolkit.source.find import Place
from sop_toolkit.source.yaml import Problem
from sop_toolkit.text import File, Kind, Span, Text

Reader = Callable[[File], Iterator[tuple[Text, Kind]]]
_READERS: dict[str, Reader] = {".txt": plain.blocks}
DOCUMENTS = tuple(_READERS)


def read_document(path: Path, name: str, language: str) -> Source:
    """The document at `path`, reported under `name`; one that cannot be read is a problem, not an exception."""
    place = Place(path, name, "document")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        file = File(name)
        return Source(place, file, problem=Problem(f"The file cannot be read: {error.strerror}.", "", Span(file, 0, 0)))
    except UnicodeDecodeError as error:
        file = File(name)
        message = f"Byte 0x{error.object[error.start]:02x} is not UTF-8."
        return Source(place, file, problem=Problem(message, "Save the file as UTF-8 text.", Span(file, 0, 0)))
    return document(File(name, text, path.parent), path, language)


def document(file: File, path: Path, language: str) -> Source:
    """A document's text, read by the ending of its path."""
    code = language or _guess(file.text)
    read = _READERS[path.suffix.lower()](file)
    blocks = tuple(Block(text, kind, code) for text, kind in read)
    return Source(Place(path, file.path, "document", "", code), file, blocks)


def _guess(text: str) -> str:
    known = languages.guess(text)
    return known.code if known else ""
