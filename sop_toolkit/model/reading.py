"""A file on its way into the model: what is wrong with it so far, and the entries of its mappings.

Like every module with a `NamedTuple`, it leaves the annotations as they are: see `shape.py`.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from sop_toolkit.model.guess import unseen
from sop_toolkit.source.yaml import MappingNode, Node, ScalarNode, SequenceNode, span_of
from sop_toolkit.text import File, Span, Text


class Fault(NamedTuple):
    """A shape that does not fit: what, where, and what to write instead."""

    message: str
    hint: str
    where: Text | Span


class Reading:
    """A file on its way into the model, with the faults met so far and the key whose value is read now.

    `whole` is the record that all of the file is read as: it knows where else a field belongs. `meant` are the fields
    at the top that stand there under a wrong name.
    """

    def __init__(self, file: File, whole: Any = None) -> None:
        self.file = file
        self.whole = whole
        self.faults: list[Fault] = []
        self.meant: set[str] = set()
        self.key: ScalarNode | None = None
        self._cut_off_until = 0

    def fault(self, message: str, hint: str, where: Text | Span) -> None:
        named = unseen(where) if isinstance(where, Text) else ""
        self.faults.append(Fault(message, named or hint, where))

    def wrong(self, node: Node, field: str, expected: str, hint: str) -> None:
        """The value of a field is of another kind than the field needs."""
        found = {ScalarNode: "a text stands", SequenceNode: "a list stands", MappingNode: "fields stand"}[type(node)]
        if isinstance(node, ScalarNode) and not node.value.strip():
            found = "nothing stands"
        name = f"`{field.rpartition('.')[2]}`" if field else "The file"
        span = head_of(node, self.file, field)
        lost = _comment_after(node, self.file) if found == "nothing stands" else ""
        if lost:
            found, hint = f"“{lost}” is a comment", "A text that starts with `#` needs quotes."
        self.fault(f"{name} needs {expected}, and {found} here.", hint, span)

    def lose(self, span: Span, brackets: str) -> None:
        """Words that a comma cuts off from the text before them; with those that follow at once, they are one fault."""
        words = self.file.text[span.start : span.end]
        if not re.fullmatch(r"\s*,\s*", self.file.text[self._cut_off_until : span.start]):
            hint = f"A comma ends a text inside `{brackets}`: quote the text, or give it its own line."
            self.fault(f"`{words}` is cut off from its text by a comma.", hint, span)
        self._cut_off_until = span.end


def _comment_after(node: Node, file: File) -> str:
    """The comment that stands in the place of a value."""
    found = re.compile(r"[ \t]*(#[^\r\n]*)").match(file.text, node.end_mark.index)
    return found[1].rstrip() if found and not re.match(r"#\s*sop:", found[1]) else ""


def head_of(node: Node, file: File, field: str) -> Span:
    """The first line of a node: a finding on half a file would help nobody."""
    span = span_of(node, file, field)
    line = file.text[span.start : span.end].splitlines()[:1]
    return Span(file, span.start, span.start + len(line[0]) if line else span.end, field)


def entries(node: MappingNode, reading: Reading, field: str) -> Iterator[tuple[ScalarNode, Node]]:
    """Keys and values of a mapping; a key that is no text, or that stands twice, is a fault."""
    seen: dict[str, ScalarNode] = {}
    again: list[ScalarNode] = []
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            span = head_of(key, reading.file, field)
            reading.fault("A field's name is a word, and a list or fields stand here.", "Write `name: value`.", span)
            continue
        if key.value in seen and not is_cut_off(key, value, reading.file):
            again.append(key)
            continue
        seen[key.value] = key
        yield key, value
    hint = "Keep one of them, or merge their texts."
    if len(again) > 1 and field.endswith("]") and not node.flow_style:  # a whole item goes on with another one
        again = again[:1]
        hint = f"If the next item starts here, write its hyphen: `- {again[0].value}:`."
    for key in again:
        first = reading.file.location(seen[key.value].start_mark.index).line
        message = f"`{key.value}` stands here a second time; the first is in line {first}."
        reading.fault(message, hint, span_of(key, reading.file, f"{field}.{key.value}".lstrip(".")))


def is_cut_off(key: ScalarNode, value: Node, file: File) -> bool:
    """Whether a name in braces has no colon, as it is the rest of a text that a comma ends."""
    is_empty = isinstance(value, ScalarNode) and not value.value
    return is_empty and re.compile(r"\s*[,}]").match(file.text, key.end_mark.index) is not None


def cut_off(key: ScalarNode, reading: Reading, path: str) -> str:
    """A fault for such a name; gives the field that is meant if a colon has no space behind it."""
    span = span_of(key, reading.file, path)
    if tight := re.match("([a-z][a-z_]*):(?!/)", key.value):
        reading.fault("A space is missing after the colon.", f"Write `{tight[1]}: ` before the text.", span)
        return tight[1]
    reading.lose(span, "{…}")
    return ""


def is_rest_of_number(item: Node, file: File) -> bool:
    """Whether an item in brackets is a part of a number with commas, such as 1,00,000, that ends a text before it."""
    start = item.start_mark.index
    return (
        file.text[start - 1 : start] == ","
        and re.search(r"[^\s,\[\d] ?[0-9]{1,3}(?:,[0-9]{2,3})*,$", file.text[max(start - 40, 0) : start]) is not None
        and re.compile(r"(?:[0-9]{2},)*[0-9]{3}(?![0-9])").match(file.text, start) is not None
    )
