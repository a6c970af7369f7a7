"""Translations as `.po` files, which translators' tools read and write, and their words back into the source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sop_toolkit.author.translate.lines import Refused, end_of_scalar, written
from sop_toolkit.model.matching import pairs
from sop_toolkit.model.places import find
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.model.translation import Translation, fingerprint
from sop_toolkit.source.missing import MissingExtra
from sop_toolkit.source.yaml import Document, ScalarNode, collections, parse
from sop_toolkit.text import File

MISSING = "`.po` files need an extra: pip install 'sop-toolkit[po]'"
_PROCEDURE = "X-Procedure"
# A line with words, whole: what is before them, and the words between two quotation marks.
_WHOLE = re.compile(r'[^"]*"(?:[^"\\]|\\.)*"')


class Entry(NamedTuple):
    """The words of a text as a `.po` file has them; `is_sure` if they are made from the original as it reads now."""

    words: str
    is_sure: bool


def write(procedure: Procedure, translation: Translation) -> str:
    """All texts of a procedure; stale words are marked `fuzzy`. Raises MissingExtra."""
    polib = _polib()
    file = polib.POFile()
    file.metadata = {
        _PROCEDURE: str(procedure.id),
        "Language": translation.language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for pair in sorted(pairs(procedure, translation), key=lambda pair: pair.original.offsets()):
        words = "" if pair.is_missing or pair.words is None else str(pair.words)
        is_stale = bool(words) and not translation.is_current(pair.original)
        line = pair.original.file.location(pair.original.offsets()[0]).line
        file.append(
            polib.POEntry(
                msgctxt=pair.original.field,
                msgid=str(pair.original),
                msgstr=words,
                flags=["fuzzy"] if is_stale else [],
                occurrences=[(pair.original.file.path, str(line))],
            )
        )
    return f"{file}\n"


def read(path: Path, procedure: Procedure, language: str) -> dict[str, Entry]:
    """The words of a `.po` file by their fields. Raises Refused, OSError or MissingExtra."""
    polib = _polib()
    try:
        text = path.read_text(encoding="utf-8-sig")
        _check_whole(text, path)
        file = polib.pofile(text.replace("\r\n", "\n") + "\n")
    except UnicodeDecodeError as error:
        raise Refused(f"{path}: byte 0x{error.object[error.start]:02x} is not UTF-8; save it as UTF-8") from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise Refused(f"{path}: this is no `.po` file: {error}") from error
    for name, given, expected in (
        ("procedure", file.metadata.get(_PROCEDURE, procedure.id), procedure.id),
        ("language", file.metadata.get("Language", language), language),
    ):
        if given != expected:
            raise Refused(f"{path}: the file is for the {name} `{given}`, not for `{expected}`")
    now = {pair.original.field: fingerprint(pair.original) for pair in pairs(procedure, _nothing(procedure, language))}
    unknown = [entry.msgctxt for entry in file if not entry.obsolete and entry.msgctxt not in now and entry.msgstr]
    if unknown:
        raise Refused(f"{path}: `{procedure.id}` has no text `{unknown[0]}` any more; write the file again")
    return {
        entry.msgctxt: Entry(entry.msgstr, not entry.fuzzy and fingerprint(entry.msgid) == now[entry.msgctxt])
        for entry in file
        if not entry.obsolete and entry.msgstr.strip()
    }


def _check_whole(text: str, path: Path) -> None:
    """Refuses a file that is cut off inside of its words: the library would take the half that is left."""
    for number, line in enumerate(text.split("\n"), start=1):
        words = line.strip()
        if '"' in words and not words.startswith("#") and not _WHOLE.fullmatch(words):
            raise Refused(f"{path}: line {number} has no quotation mark at its end; is the file cut off?")


def with_words(file: File, translation: Translation, procedure: Procedure, entries: Mapping[str, Entry]) -> str:
    """The source with these words in their places; a text that says the same already stays as it is written."""
    document = parse(file)
    edits: list[tuple[int, int, str]] = []
    for pair in pairs(procedure, translation):
        entry = entries.get(pair.original.field)
        if entry is None or pair.words is None or str(pair.words) == entry.words:
            continue
        node = find(document, pair.words.field).node
        if isinstance(node, ScalarNode):
            start = node.start_mark.index
            edits.append((start, end_of_scalar(node, file.text), written(entry.words, _is_in_brackets(node, document))))
    text = file.text
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def _is_in_brackets(node: ScalarNode, document: Document) -> bool:
    return any(
        each.flow_style and each.start_mark.index <= node.start_mark.index < each.end_mark.index
        for each in collections(document.root)
    )


def _nothing(procedure: Procedure, language: str) -> Translation:
    return Translation.empty(procedure.id, language, procedure.category)


def _polib() -> Any:
    try:
        import polib  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtra(MISSING) from error
    return polib
