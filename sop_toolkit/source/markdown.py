"""Markdown documents as texts: one pass over the lines finds the blocks of CommonMark, GitHub and MkDocs.

A text is a paragraph, an item's first paragraph, a heading or a table's cell. Code, HTML, tables' headers, link
definitions and front matter are no prose; quotations are left out unless asked for. Only what decides where a
text begins and ends is read here; the marks inside a text are covered by `marks.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sop_toolkit.source.allow import Allowance, read_allowance
from sop_toolkit.source.blocks import (
    ADMONITION,
    ALERT,
    BLANK_LINE,
    DEFINITION,
    FENCE,
    FOOTNOTE,
    HEADING,
    ITEM,
    LINE,
    REFERENCE,
    RULE,
    TABLE,
    TASK,
    UNDERLINE,
    Line,
    cells,
    front_matter,
    html_end,
)
from sop_toolkit.source.marks import MarkdownText
from sop_toolkit.source.segments import Content, Segments
from sop_toolkit.text import File, Kind, Span, Text

_MOST_BOXES = 20
# A line that begins with another character than these goes on with a paragraph or begins one.
_SIGNS = frozenset("#`~<-*_+>=|:!?[0123456789")
_RULE_SIGNS = frozenset("*-_")
_BOX_SIGNS = frozenset("-*+>:!?=[0123456789")


class _Box:
    """What holds blocks: an item, a note (an admonition, a footnote, a tab) or a quotation.

    `indent`: the columns before each of its lines. `fresh`: an item that has no text yet.
    """

    __slots__ = ("claims", "fresh", "indent", "kind", "start")

    def __init__(self, kind: str, indent: int, start: int, fresh: bool = False) -> None:
        self.kind = kind
        self.indent = indent
        self.start = start
        self.fresh = fresh
        self.claims: list[Allowance] = []


def read(file: File, quotations: bool = False) -> Content:
    """The texts of a document in order, and its comments that allow rules."""
    return _Reader(file, quotations).read()


class _Reader:
    """The state between two lines: the open boxes, and the block that the next line may go on with."""

    def __init__(self, file: File, quotations: bool) -> None:
        self.file = file
        self.text = file.text
        self.quotations = quotations
        self.directs = "sop:" in file.text
        self.texts: list[tuple[Text, Kind]] = []
        self.allowances: list[Allowance] = []
        self.waiting: list[Allowance] = []  # comments whose block is to come
        self.claims: list[Allowance] = []  # comments for the block that is open
        self.boxes: list[_Box] = []
        self.block = ""  # paragraph, fence, html, table or none
        self.kind = Kind.DESCRIPTION
        self.lines: list[tuple[int, int]] = []
        self.begun = 0
        self.ends: re.Pattern[str] | None = None  # what ends a fence or HTML; for some HTML a blank line does
        self.last = 0  # the end of the last line that is not blank

    def read(self) -> Content:
        for found in LINE.finditer(self.text, front_matter(self.text)):
            line = Line(self.text, *found.span(1))
            self._line(line)
            if line.first < line.end:
                self.last = line.end
        self._close(0)
        self._end()
        return Content(self.texts, sorted(self.allowances + self.waiting, key=lambda each: each.comment.start))

    # Lines

    def _line(self, line: Line) -> None:
        kept = self._kept(line)
        if self.block in ("fence", "html"):
            if kept == len(self.boxes) and self._raw_goes_on(line):
                return
            self._end()
        if line.first == line.end:
            self._end()
            self._close(kept)
            return
        started = self._boxes_begin(line, kept)
        if started is None:
            return
        if not started and self.block == "paragraph" and self._goes_on(line, kept):
            self.lines.append(line.words())
            return
        if not started:
            self._close(kept)
        self._block_begins(line)

    def _kept(self, line: Line) -> int:
        """How many of the open boxes the line goes on with."""
        for number, box in enumerate(self.boxes):
            if box.kind == "quote" or box.kind == "alert":
                if line.indent > 3 or line.sign != ">":
                    return number
                line.enter(line.first + 1, 1)
            elif line.first < line.end:
                if line.indent < box.indent:
                    return number
                line.skip(box.indent)
        return len(self.boxes)

    def _boxes_begin(self, line: Line, kept: int) -> bool | None:
        """Opens the boxes that begin in this line; None if the line holds nothing more."""
        started = False
        while line.sign in _BOX_SIGNS and line.indent < 4 and kept < _MOST_BOXES:
            whole = kept == len(self.boxes)
            box = self._box(line, self.block == "paragraph" and whole)
            if box is None:
                break
            self._end()
            self._close(kept)
            box.claims, self.waiting = self.waiting, []
            self.boxes.append(box)
            kept, started = kept + 1, True
            if box.kind == "alert" or (box.kind == "note" and self._titled(line)) or line.first == line.end:
                return None
        return started

    def _box(self, line: Line, in_paragraph: bool) -> _Box | None:
        """The box that begins here, with the line set behind its sign."""
        start, text = line.first, self.text
        if line.sign == ">":
            line.enter(start + 1, 1)
            alert = ALERT.match(text, line.first, line.end)
            return _Box("alert" if alert else "quote", 0, start)
        if line.sign in "!?=":
            if not ADMONITION.match(text, start, line.end):
                return None
            return _Box("note", line.indent + 4, start)
        if line.sign in "[:":
            note = (FOOTNOTE if line.sign == "[" else DEFINITION).match(text, start, line.end)
            if note is None:
                return None
            box = _Box("definition", line.indent + 4, start)
            line.enter(note.end(), 0)
            return box
        return self._item(line, in_paragraph)

    def _item(self, line: Line, in_paragraph: bool) -> _Box | None:
        start, before, text = line.first, line.indent, self.text
        item = ITEM.match(text, start, line.end)
        if item is None or (line.sign in "-*" and RULE.match(text, start, line.end)):
            return None
        empty = not text[item.end() : line.end].strip(" \t")
        if in_paragraph and (empty or item["number"] not in (None, "1")):
            return None
        line.enter(item.end(), 0)
        blanks = 1 if empty or line.indent > 4 else line.indent
        line.skip(blanks)
        return _Box("item", before + item.end() - start + blanks, start, fresh=True)

    def _titled(self, line: Line) -> bool:
        """The title of an admonition or of a tab is a heading."""
        head = ADMONITION.match(self.text, line.first, line.end)
        title = "title" if head and head["title"] else "tab"
        if head and head[title]:
            self._add([head.span(title)], Kind.HEADING)
        return True

    def _goes_on(self, line: Line, kept: int) -> bool:
        """Whether a line belongs to the paragraph above it; in items and quotations it may stand further left."""
        if kept < len(self.boxes) and any(box.kind in ("note", "definition") for box in self.boxes[kept:]):
            return False
        if line.indent > 3 or line.sign not in _SIGNS:
            return True
        if kept == len(self.boxes) and (UNDERLINE.match(self.text, line.first, line.end) or self._is_table(line)):
            return False
        return not self._begins_block(line, in_paragraph=True)

    def _begins_block(self, line: Line, in_paragraph: bool) -> bool:
        text, first, end = self.text, line.first, line.end
        return bool(
            HEADING.match(text, first, end)
            or RULE.match(text, first, end)
            or FENCE.match(text, first, end)
            or (line.sign == "<" and html_end(text, first, end, in_paragraph) is not None)
        )

    def _is_table(self, line: Line) -> bool:
        if "|" not in self.text[line.first : line.end] or not TABLE.match(self.text, line.first, line.end):
            return False
        return len(cells(self.text, *self.lines[-1])) == len(cells(self.text, line.first, line.end))

    # Blocks

    def _block_begins(self, line: Line) -> None:
        text, first, end = self.text, line.first, line.end
        if self.block == "table":
            if line.indent < 4 and not (line.sign in _SIGNS and self._begins_block(line, False)):
                self._row(line)
                return
            self._end()
        if self.block == "paragraph":
            if UNDERLINE.match(text, first, end):
                self.kind = Kind.HEADING
                self._end()
                return
            if self._is_table(line):
                self._table()
                return
            self._end()
        self.claims, self.waiting = self.waiting, []
        self.begun = first
        if line.indent > 3 or (line.sign in _RULE_SIGNS and RULE.match(text, first, end)):
            self._end()
        elif line.sign in _SIGNS and self._special(line):
            return
        else:
            self._paragraph(line)

    def _special(self, line: Line) -> bool:
        """Takes a heading, a fence, HTML or a link's definition in."""
        text, first, end = self.text, line.first, line.end
        if heading := HEADING.match(text, first, end):
            self._heading(heading.end(), end)
        elif fence := FENCE.match(text, first, end):
            self.block = "fence"
            self.ends = re.compile(f"{re.escape(fence[1][0])}{{{len(fence[1])},}}[ \t]*\\Z")
        elif line.sign == "<" and (ends := html_end(text, first, end, False)) is not None:
            self.block, self.ends = "html", ends
            if text.startswith("<!--", first):  # a comment is no block: other comments before it mean the next one
                self.waiting, self.claims = self.claims, []
            self._html_line(line)
        elif REFERENCE.match(text, first, end):
            self._end()
        else:
            return False
        return True

    def _raw_goes_on(self, line: Line) -> bool:
        if self.block == "fence":
            if line.indent < 4 and self.ends and self.ends.match(self.text, line.first, line.end):
                self._end()
            return True
        if self.ends is BLANK_LINE and line.first == line.end:
            return False
        self._html_line(line)
        return True

    def _html_line(self, line: Line) -> None:
        """HTML ends in the line that holds its end."""
        if self.ends is None or not self.ends.search(self.text, line.at, line.end):
            return
        self.block = ""
        if self.text.startswith("<!--", self.begun):
            self._directive(self.begun, line.words()[1], self.waiting)
        self._end()

    def _directive(self, start: int, end: int, to: list[Allowance]) -> None:
        words = self.text[start:end].strip().removeprefix("<!--").removesuffix("-->") if self.directs else ""
        allowance = read_allowance(f"#{words}", Span(self.file, start, end)) if "sop:" in words else None
        if allowance:
            to.append(allowance)

    def _heading(self, start: int, end: int) -> None:
        words = self.text[start:end].rstrip(" \t")
        bare = words.rstrip("#")
        if not bare or bare[-1] in " \t":
            words = bare.rstrip(" \t")
        blanks = len(words) - len(words.lstrip(" \t"))
        if words:
            self._add([(start + blanks, start + len(words))], Kind.HEADING)
        self._end(start + len(words))

    def _paragraph(self, line: Line) -> None:
        box = self.boxes[-1] if self.boxes else None
        self.block, self.kind = "paragraph", Kind.DESCRIPTION
        start, end = line.words()
        if box is not None and box.fresh:
            box.fresh, self.kind = False, Kind.INSTRUCTION
            task = TASK.match(self.text, start, end)
            start = task.end() if task else start
        self.lines = [(start, end)]

    def _table(self) -> None:
        """The paragraph's last line is the header; what stands above it is a paragraph of its own."""
        self.lines.pop()
        claims, self.claims = self.claims, []
        self._end()
        self.block, self.claims = "table", claims

    def _row(self, line: Line) -> None:
        for start, end in cells(self.text, line.first, line.end):
            if start < end:
                self._add([(start, end)], Kind.DESCRIPTION)

    def _end(self, at: int | None = None) -> None:
        """Ends the block that is open, and gives it to the comments that stand before it."""
        if self.block == "paragraph" and self.lines:
            self._add(self.lines, self.kind)
        self._settle(self.claims, self.begun, self.last if at is None else at)
        self.block, self.lines, self.claims = "", [], []

    def _close(self, kept: int) -> None:
        """Closes all boxes but the first `kept`."""
        if kept == len(self.boxes):
            return
        self._end()
        for box in self.boxes[kept:]:
            self._settle(box.claims, box.start, self.last)
        del self.boxes[kept:]

    def _settle(self, claims: list[Allowance], start: int, end: int) -> None:
        for claim in claims:
            self.allowances.append(claim._replace(covers=Span(self.file, start, max(start, end))))

    # Texts

    def _add(self, lines: list[tuple[int, int]], kind: Kind) -> None:
        if not self.quotations and any(box.kind == "quote" for box in self.boxes):
            return
        if len(lines) == 1:
            start, end = lines[0]
            words, places = self.text[start:end], start
            text = MarkdownText(words, self.file, "", places)
        else:
            text = MarkdownText("".join(self._joined(lines)), self.file, "", Segments(lines))
        if not text.strip():
            return
        self.texts.append((text, kind))
        if self.directs and "<!--" in text:
            self._inner_directives(text)

    def _joined(self, lines: list[tuple[int, int]]) -> Iterator[str]:
        """A line end is a blank; one that the page keeps stays a line end."""
        last = len(lines) - 1
        for number, (start, end) in enumerate(lines):
            yield self.text[start:end]
            if number < last:
                yield "\n" if self.text.startswith(("  ", "\\"), end) else " "

    def _inner_directives(self, text: Text) -> None:
        """A comment inside a text covers that text."""
        start, end = text.offsets()
        at = text.find("<!--")
        while at != -1:
            stop = text.find("-->", at)
            if stop == -1:
                return
            found: list[Allowance] = []
            self._directive(*text.offsets(at, stop + 3), found)
            self._settle(found, start, end)
            at = text.find("<!--", stop)
