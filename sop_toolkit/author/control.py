"""The fields of document control in a source: values change where they stand, missing fields get lines of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sop_toolkit.author.shape import Edit, applied
from sop_toolkit.author.translate.lines import Refused, field_of, items_of, written
from sop_toolkit.source.yaml import Document, MappingNode, Node, ScalarNode, SequenceNode, text_of

# A new field stands behind the nearest of these that is there.
_ORDER = ("id", "title", "status", "version", "type", "mode", "pause", "owner", "approved", "effective", "review")
_HISTORY = "history"
_STEP = "  "


@dataclass(frozen=True)
class Control:
    """What document control says of a procedure: its state, its approval and its dates."""

    status: str
    version: str
    approver: str
    approved: date
    effective: date
    review: date

    @property
    def fields(self) -> dict[str, str | dict[str, str]]:
        """The fields as a source has them, in their order."""
        approval = {"by": self.approver, "date": self.approved.isoformat(), "version": self.version}
        return {
            "status": self.status,
            "version": self.version,
            "approved": approval,
            "effective": self.effective.isoformat(),
            "review": self.review.isoformat(),
        }


@dataclass(frozen=True)
class Line:
    """A line of the history: what a version changes, who wrote it and when."""

    version: str
    day: date
    by: str
    impact: str
    change: str

    def fields(self, in_brackets: bool) -> dict[str, str]:
        """The fields as they are written inside brackets, or each on a line of its own."""
        return {
            "version": self.version,
            "date": self.day.isoformat(),
            "by": self.by,
            "impact": self.impact,
            "change": written(self.change, in_brackets),
        }


def with_control(document: Document, control: Control, line: Line | None) -> str:
    """The file's text with these fields, and with the line at the top of the history. Raises Refused."""
    return _Writer(document).text(control, line)


class _Writer:
    """One edit of a file."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.file = document.file
        root = document.root
        if not isinstance(root, MappingNode) or root.flow_style or not root.value:
            raise Refused(f"{self.file.path}: write each field on a line of its own; then run the command again")
        self.keys = {key.value: key for key, _ in root.value}
        self.values: dict[str, Node] = {key.value: value for key, value in root.value}
        self.indent = " " * root.start_mark.column
        self.line_end = "\r\n" if "\r\n" in self.file.text else "\n"

    def text(self, control: Control, line: Line | None) -> str:
        edits: set[Edit] = set()
        new: dict[int, list[str]] = {}
        for name, wanted in control.fields.items():
            if name in self.values:
                edits.update(self._replaced(self.values[name], wanted))
            else:
                value = wanted if isinstance(wanted, str) else _in_braces(wanted)
                new.setdefault(self._behind(name), []).append(f"{self.indent}{name}: {value}")
        if line is not None and _HISTORY in self.values:
            edits.add(self._on_top(self.values[_HISTORY], line))
        elif line is not None:
            own = [f"{self.indent}{_HISTORY}:", *_item(line, self.indent + _STEP, self.indent + 2 * _STEP)]
            new.setdefault(self._end_of(list(self.values)[-1]), []).extend(own)
        edits.update(self._inserted(at, lines) for at, lines in new.items())
        return applied(self.file.text, sorted(edits))

    def _replaced(self, node: Node, wanted: str | dict[str, str]) -> Iterator[Edit]:
        if isinstance(wanted, dict) and isinstance(node, MappingNode):
            for key, value in node.value:
                yield from self._replaced(value, wanted[key.value])
        elif isinstance(wanted, str) and isinstance(node, ScalarNode) and node.value != wanted:
            yield Edit(*text_of(node, self.file, "").offsets(), wanted, "")

    def _behind(self, name: str) -> int:
        """Where the lines of a new field belong."""
        before = [each for each in _ORDER[: _ORDER.index(name)] if each in self.values]
        return self._end_of(before[-1])

    def _end_of(self, name: str) -> int:
        return field_of(self.keys[name], self.values[name], self.document).end

    def _on_top(self, history: Node, line: Line) -> Edit:
        if not isinstance(history, SequenceNode) or history.flow_style:
            at = history.start_mark.index + 1
            more = ", " if history.value else ""
            return Edit(at, at, _in_braces(line.fields(in_brackets=True)) + more, "")
        first = history.value[0]
        dash, inner = " " * history.start_mark.column, " " * first.start_mark.column
        is_short = isinstance(first, MappingNode) and first.flow_style
        lines = [f"{dash}- {_in_braces(line.fields(in_brackets=True))}"] if is_short else _item(line, dash, inner)
        return self._inserted(items_of(history, self.document, _HISTORY)[0].start, lines)

    def _inserted(self, at: int, lines: list[str]) -> Edit:
        """Whole lines at the start of a line, or behind a last line that has no end."""
        text = self.line_end.join(lines)
        has_end = self.file.text[at - 1 : at] == "\n"
        return Edit(at, at, text + self.line_end if has_end else self.line_end + text, "")


def _item(line: Line, dash: str, inner: str) -> list[str]:
    fields = [f"{name}: {value}" for name, value in line.fields(in_brackets=False).items()]
    first = f"{dash}-".ljust(len(inner)) + fields[0]
    return [first, *(inner + each for each in fields[1:])]


def _in_braces(fields: dict[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in fields.items()) + "}"
