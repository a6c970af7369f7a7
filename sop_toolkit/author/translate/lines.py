"""The lines of a YAML file around its nodes: where an item or a field begins and ends, with the comments above it."""

from __future__ import annotations

import re
from typing import NamedTuple

from sop_toolkit.source.yaml import Document, MappingNode, Node, ScalarNode, SequenceNode, parse, scalars
from sop_toolkit.text import File

_DASH = re.compile(r"[ \t]*-(?:[ \t]|$)")


class Refused(Exception):
    """The file cannot be brought in line; the message says where and what to do."""


class Stretch(NamedTuple):
    """Whole lines of a file, from the offset of the first one's start to that of the last one's end."""

    start: int
    end: int


def line_start(text: str, at: int) -> int:
    """The offset at which the line with this offset begins."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """The offset behind the line's end, or behind the last character."""
    end = text.find("\n", at)
    return len(text) if end == -1 else end + 1


def end_of(node: Node, text: str) -> int:
    """The offset behind the last line of a node. The parser counts comments and blank lines behind it to it."""
    last = max((end_of_scalar(each, text) for each in scalars(node)), default=node.start_mark.index)
    if isinstance(node, (MappingNode, SequenceNode)) and node.flow_style:
        last = max(last, node.end_mark.index)
    return line_end(text, last)


def end_of_scalar(scalar: ScalarNode, text: str) -> int:
    """The offset behind the last character of a scalar."""
    start, end = scalar.start_mark.index, scalar.end_mark.index
    while end > start and text[end - 1] in " \t\n":
        end -= 1
    return int(end)


def comments_above(text: str, start: int, indent: str, least: int = 0) -> int:
    """The start of the comment lines directly above a line, as far as they have its indentation."""
    while start > least:
        above = line_start(text, start - 1)
        if above < least or not text.startswith(f"{indent}#", above):
            break
        start = above
    return start


def items_of(sequence: SequenceNode, document: Document, name: str) -> list[Stretch]:
    """The lines of each item with the comments above it; nothing is left out between the first and the last one."""
    text = document.file.text
    indent = " " * sequence.start_mark.column
    starts: list[int] = []
    least = line_start(text, sequence.start_mark.index)
    least = comments_above(text, least, indent)
    for item in sequence.value:
        dash = _dash_before(item, text, least)
        if sequence.flow_style or dash is None or text[dash : dash + len(indent) + 1] != f"{indent}-":
            raise Refused(_one_to_a_line(document, sequence, name))
        starts.append(comments_above(text, dash, indent, least))
        least = end_of(item, text)
    ends = [*starts[1:], least]
    return [Stretch(start, end) for start, end in zip(starts, ends, strict=True)]


def _dash_before(item: Node, text: str, least: int) -> int | None:
    """The start of the line with the item's dash."""
    at = line_start(text, item.start_mark.index)
    while at >= least:
        if _DASH.match(text, at):
            return at
        if at == 0:
            break
        at = line_start(text, at - 1)
    return None


def written(words: str, in_brackets: bool) -> str:
    """Words as YAML: as they stand where that reads the same, else in quotes."""
    import json

    document = parse(File("", f"[{words}]" if in_brackets else f"- {words}"))
    items = document.root.value if isinstance(document.root, SequenceNode) else []
    is_plain = len(items) == 1 and isinstance(items[0], ScalarNode) and items[0].value == words and not items[0].style
    return words if is_plain and words != "none" else json.dumps(words, ensure_ascii=False)


def _one_to_a_line(document: Document, sequence: SequenceNode, name: str) -> str:
    line = sequence.start_mark.line + 1
    return (
        f"{document.file.path}:{line}: write each item of `{name}` on a line of its own, after `- `; "
        "then run the command again"
    )


def field_of(key: ScalarNode, value: Node, document: Document) -> Stretch:
    """The lines of a field with the comments above it. Raises Refused where it shares its first line with others."""
    text = document.file.text
    start = line_start(text, key.start_mark.index)
    indent = text[start : key.start_mark.index]
    if indent.strip(" "):
        line = key.start_mark.line + 1
        raise Refused(
            f"{document.file.path}:{line}: the original has no `{key.value}` here any more; take it out, "
            "then run the command again"
        )
    return Stretch(comments_above(text, start, indent), max(end_of(value, text), line_end(text, key.start_mark.index)))
