"""Where something that is missing belongs in a file."""

import re
from typing import NamedTuple

from sop_toolkit.model.reading import head_of
from sop_toolkit.model.shape import id_of
from sop_toolkit.source.yaml import Document, MappingNode, Node, SequenceNode, span_of
from sop_toolkit.text import Span

_PART = r"[^.\[\]]+|(?<=\[)[^\]]*"


class Found(NamedTuple):
    """The nearest thing around a field that is there: the field's node if `rest` is empty, else what should hold it.

    `where` is its key, the first line of a list's item, or the file's first character; `rest` are the parts of the
    field's path that are missing.
    """

    node: Node | None
    where: Span
    rest: tuple[str, ...]


def find(document: Document, field: str) -> Found:
    """Goes down the path of a field as far as the file has it."""
    node = document.root
    where = Span(document.file, 0, 0)
    parts = tuple(re.findall(_PART, field))
    for number, part in enumerate(parts):
        below, key = _below(node, part)
        if below is None:
            return Found(node, where, parts[number:])
        path = field if number == len(parts) - 1 else ""
        where = span_of(key, document.file, path) if key is not None else head_of(below, document.file, path)
        node = below
    return Found(node, where, ())


def _below(node: Node | None, part: str) -> tuple[Node | None, Node | None]:
    """The field, or the list's item with this id or number; and the field's key."""
    if isinstance(node, MappingNode):
        return next(((value, key) for key, value in node.value if key.value == part), (None, None))
    if isinstance(node, SequenceNode):
        named = next((item for number, item in enumerate(node.value, 1) if (id_of(item) or str(number)) == part), None)
        return named, None
    return None, None
