"""What a version changed, as lines of a page: where, what became of it, and the words that went and came.

A line names things instead of telling sentences, so that it is short, and right in every language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from sop_toolkit.model.procedure import END, Change, Procedure
from sop_toolkit.model.scalars import numbers
from sop_toolkit.render.page import Writer

WORDS, DURATION, STEP = "words", "duration", "step"
SAME, REMOVED, ADDED = "same", "removed", "added"
_TAGS = {SAME: "span", REMOVED: "del", ADDED: "ins"}
_MOST_LINES = 20
# Fields whose heading on the page is also their name here. Of the others, each has a label of its own.
_HEADINGS = {
    "scope": "applies_to", "trigger": "starts_when", "needs": "you_need", "exceptions": "exceptions", "done": "done",
    "records": "records", "measures": "measures", "related": "related", "branches": "branches", "type": "use_at",
    "mode": "use_at", "pause": "use_at", "say": "say", "why": "why", "result": "result",
}  # fmt: skip


class Said(NamedTuple):
    """Words that stay, go or come (`mark`): those of a source, or what names a thing of this `form`."""

    text: str
    form: str = WORDS
    mark: str = SAME
    spaced: bool = True


class Part(NamedTuple):
    """A part of a procedure: a field, and of steps the number."""

    field: str
    number: int = 0


class Line(NamedTuple):
    """One change: the parts that lead to it, what became of the last one, and what it said and says."""

    where: tuple[Part, ...]
    became: str
    said: tuple[Said, ...] = ()


# What each version changed, by the path of a procedure's file and the number of the version.
Past = Mapping[str, Mapping[tuple[int, ...], tuple[Line, ...]]]


class Row(NamedTuple):
    """A line in the words of the page."""

    where: str
    became: str
    said: Markup


class Entry(NamedTuple):
    """A line of the history with what its version changed; `more` are the changes that are too many to show."""

    change: Change
    rows: tuple[Row, ...]
    more: int

    @property
    def count(self) -> int:
        return len(self.rows) + self.more


def history(procedure: Procedure, writer: Writer) -> list[Entry]:
    """A procedure's own history, in which each version has what it changed, as far as anybody knows."""
    past = writer.edition.past.get(procedure.file.path, {})
    entries = []
    for change in procedure.history:
        lines = past.get(numbers(change.version), ())
        shown = tuple(_row(line, writer) for line in lines[:_MOST_LINES])
        entries.append(Entry(change, shown, len(lines) - len(shown)))
    return entries


def _row(line: Line, writer: Writer) -> Row:
    label = writer.edition.labels
    where = " · ".join(
        label("step_number", number=part.number) if part.number else label(_HEADINGS.get(part.field, f"part_{part.field}"))
        for part in line.where
    )
    return Row(where, label(f"became_{line.became}"), _together(line.said, writer))


def _together(said: Sequence[Said], writer: Writer) -> Markup:
    made = Markup()
    for each in said:
        shown = _shown(each, writer)
        language = writer.edition.manual.language if each.form == WORDS and not writer.edition.is_own else ""
        about = Markup(' lang="{}"').format(language) if language else Markup()
        blank = " " if made and each.spaced else ""
        made += Markup("{}<{}{}>{}</{}>").format(blank, tag := _TAGS[each.mark], about, shown, tag)
    return made


def _shown(said: Said, writer: Writer) -> str:
    """What a thing is called on the page."""
    edition, text = writer.edition, said.text
    if said.form == WORDS:
        return writer.plain(text)
    if said.form == DURATION:
        count, _, unit = text.partition(" ")
        return edition.labels.duration(int(count), unit.removesuffix("s"))
    if said.form == STEP:
        return edition.labels("flow_end") if text == END else edition.labels("step_number", number=text)
    names = {"role": edition.role, "branch": edition.branch, "procedure": edition.called}
    return str(names[said.form](text)) if said.form in names else text
