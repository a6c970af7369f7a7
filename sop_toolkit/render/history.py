"""What a version changed, as lines of a page: where, what became of it, and the words that went and came.

A line names things instead of telling sentences, so that it is short, and right in every language.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from sop_toolkit.language.labels import Labels
from sop_toolkit.model.procedure import END, Change, Procedure
from sop_toolkit.model.scalars import numbers
from sop_toolkit.render.news import ADDED, DURATION, REMOVED, SAME, STEP, WORDS, Line, Part, Said
from sop_toolkit.render.page import Writer

_TAGS = {SAME: "span", REMOVED: "del", ADDED: "ins"}
_MOST_LINES = 20
# Fields whose heading on the page is also their name here. Of the others, each has a label of its own.
_HEADINGS = {
    "scope": "applies_to", "trigger": "starts_when", "needs": "you_need", "exceptions": "exceptions", "done": "done",
    "records": "records", "measures": "measures", "related": "related", "branches": "branches", "type": "use_at",
    "mode": "use_at", "pause": "use_at", "say": "say", "why": "why", "result": "result",
}  # fmt: skip


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
    def total(self) -> int:
        return len(self.rows) + self.more


def history(procedure: Procedure, writer: Writer) -> list[Entry]:
    """A procedure's own history, in which each version has what it changed, as far as anybody knows."""
    past = writer.edition.news.past.get(procedure.file.path, {})
    entries = []
    for change in procedure.history:
        lines = past.get(numbers(change.version), ())
        shown = tuple(_row(line, writer) for line in lines[:_MOST_LINES])
        entries.append(Entry(change, shown, len(lines) - len(shown)))
    return entries


def _row(line: Line, writer: Writer) -> Row:
    where = " · ".join(_called(part, writer.edition.labels) for part in line.where)
    return Row(where, writer.edition.labels(f"became_{line.became}"), _together(line.said, writer))


def _called(part: Part, labels: Labels) -> str:
    if part.number:
        return labels("step_number", number=part.number)
    return labels(_HEADINGS.get(part.field, f"part_{part.field}"))


def _together(said: Sequence[Said], writer: Writer) -> Markup:
    """All that a line says, put together as plain text: to add up markup piece by piece takes several times as long."""
    made = ""
    for each in said:
        made += (" " if made and each.spaced else "") + _element(each, writer)
    return Markup(made)


def _element(said: Said, writer: Writer) -> str:
    """The HTML of words."""
    edition, tag = writer.edition, _TAGS[said.mark]
    shown = escape(_shown(said, writer))
    if said.form == WORDS and not edition.is_own:
        return f'<{tag} lang="{escape(edition.manual.language)}">{shown}</{tag}>'
    return str(shown) if said.mark == SAME else f"<{tag}>{shown}</{tag}>"


def _shown(said: Said, writer: Writer) -> str:
    """What a thing is called on the page."""
    edition, text = writer.edition, said.text
    if said.form == DURATION:
        count, _, unit = text.partition(" ")
        return edition.labels.duration(int(count), unit.removesuffix("s"))
    if said.form == STEP:
        return edition.labels("flow_end") if text == END else edition.labels("step_number", number=text)
    if said.form == "procedure":
        known = edition.manual.by_id.get(text)
        return writer.shown(known.title) if known else text
    if said.form == "role":
        return edition.role(text)
    return writer.plain(text)
