"""The block `translates` of a translation file: what its words were made from."""

from __future__ import annotations

from sop_toolkit.author.translate.compare import Record
from sop_toolkit.author.translate.lines import end_of
from sop_toolkit.model.translation import Basis
from sop_toolkit.source.yaml import Document, MappingNode, comments

_NAME = "translates"


def read_basis(basis: Basis | None) -> Record:
    """What the block says."""
    if basis is None:
        return Record()
    return Record(
        {str(name): str(value) for name, value in basis.texts.items()},
        {str(name): str(value) for name, value in basis.changed.items()},
    )


def with_basis(document: Document, version: str, known: Record) -> str:
    """The file's text with the block: in its place, else at the end. A comment inside it goes below it."""
    text = document.file.text
    block = _block(version, known)
    entries = document.root.value if isinstance(document.root, MappingNode) else []
    for key, value in entries:
        if key.value == _NAME:
            start, end = key.start_mark.index, end_of(value, text)
            kept = [each.text for each in comments(document) if start < each.start < end]
            return text[:start] + block + "".join(f"{line}\n" for line in kept) + text[end:]
    return text + block


def _block(version: str, known: Record) -> str:
    lines = [f"{_NAME}:", f"  version: {version}"]
    for name, texts in (("texts", known.texts), ("changed", known.changed)):
        if texts:
            lines += [f"  {name}:", *(f"    {field}: {value}" for field, value in texts.items())]
    return "".join(f"{line}\n" for line in lines)
