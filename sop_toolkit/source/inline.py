"""The small part of Markdown and the placeholders that a text may hold, with their places.

A text is data: what is not emphasis, code, a link or a placeholder is shown as it stands.
Rendering and linting read texts through the same parts, so that both see the same words.
"""

import re
from bisect import bisect_left
from collections import Counter
from typing import NamedTuple

# Compiled when a first mark turns up: most texts have none.
_MARK = r"""
      \\(?P<escaped>[\\`*_\[\]()])
    | (?P<ticks>`++)
    | \(\((?P<placeholder>[^()\s]*+)\)\)
    | (?P<sign>\*++|_++)
    | \[(?P<label>[^\[\]]*+)\]\((?P<target>[^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*+)\)
    | (?P<break>\n\n)
"""
_TICKS = re.compile(r"`++")
_EMPHASIS = {1: "light", 2: "bold"}
_LONGEST_ROW = 3
_SPECIAL = re.compile(r"[\\`*_\[]|\(\(")
_SAFE_TARGET = r"(?i)(?:https?://|mailto:|tel:)[^\s\"'<>]+$"
_PAGE_TARGET = "[a-z0-9-]+(?:/[a-z0-9-]+)*/?(?:#[A-Za-z0-9_-]+)?$|#[A-Za-z0-9_-]+$"


class Part(NamedTuple):
    """A piece of a text: `kind` is text, bold, light, code, link or placeholder.

    `start` and `end` cover the piece with its marks, `inner_start` and `inner_end` the words in it.
    A bold, light or link part holds further `parts`; a link or placeholder has a `target`.
    """

    kind: str
    start: int
    end: int
    inner_start: int
    inner_end: int
    target: str = ""
    parts: tuple["Part", ...] = ()


def is_plain(text: str) -> bool:
    """Whether a text holds no mark at all, as most do."""
    return _SPECIAL.search(text) is None


def parts(text: str) -> tuple[Part, ...]:
    """The pieces of a text, in order, covering all of it."""
    if is_plain(text):
        return (Part("text", 0, len(text), 0, len(text)),)
    return _parts(text, 0, len(text))


def is_safe_target(target: str) -> bool:
    """Whether a link may lead there: the web, mail, a telephone, or a page of the manual."""
    return bool(re.match(_SAFE_TARGET, target) or re.match(_PAGE_TARGET, target))


def placeholders(text: str) -> list[Part]:
    """The placeholders of a text, those inside emphasis and links too."""
    return _of_kind("placeholder", text) if "((" in text else []


def links(text: str) -> list[Part]:
    """The links of a text, those inside emphasis too."""
    return _of_kind("link", text) if "](" in text else []


def codes(text: str) -> list[Part]:
    """The pieces of code in a text, those inside emphasis and links too."""
    return _of_kind("code", text) if "`" in text else []


def _of_kind(kind: str, text: str) -> list[Part]:
    found: list[Part] = []
    waiting = list(parts(text))
    while waiting:
        part = waiting.pop()
        if part.kind == kind:
            found.append(part)
        waiting.extend(part.parts)
    return sorted(found, key=lambda part: part.start)


def _parts(text: str, start: int, end: int) -> tuple[Part, ...]:
    return _Reader(text, end).read(start)


class _Open(NamedTuple):
    """Emphasis that waits for its end: its sign, its place, and how many parts were complete before it."""

    sign: str
    start: int
    before: int


class _Reader:
    """Reads a text once from left to right; emphasis waits on a stack until it ends, or stays text."""

    def __init__(self, text: str, end: int) -> None:
        self.text = text
        self.end = end
        self.done: list[Part] = []
        self.open: list[_Open] = []
        self.waiting: Counter[str] = Counter()
        self.ticks: dict[int, list[int]] | None = None

    def read(self, start: int) -> tuple[Part, ...]:
        marks = re.compile(_MARK, re.VERBOSE)
        at = start
        while mark := marks.search(self.text, at, self.end):
            at = self._take(mark)
        return self._filled(self.done, start, self.end)

    def _take(self, mark: re.Match[str]) -> int:
        """Takes one mark in, and says where to read on."""
        if mark["sign"]:
            return self._emphasis(mark)
        if mark["break"]:  # nothing goes on from one paragraph into the next
            self.open.clear()
            self.waiting.clear()
            return mark.end()
        part = self._part(mark)
        if part is None:
            return mark.start() + max(1, len(mark["ticks"] or ""))
        self.done.append(part)
        return part.end

    def _part(self, mark: re.Match[str]) -> Part | None:
        if mark["escaped"]:
            return Part("text", mark.start(), mark.end(), mark.start() + 1, mark.end())
        if mark["ticks"]:
            return self._code(mark)
        if mark["placeholder"] is not None:
            return Part("placeholder", *mark.span(), *mark.span("placeholder"), mark["placeholder"])
        if not mark["label"].strip() or "\n\n" in mark["label"] or not is_safe_target(mark["target"]):
            return None
        first, last = mark.span("label")
        return Part("link", *mark.span(), first, last, mark["target"], _parts(self.text, first, last))

    def _code(self, mark: re.Match[str]) -> Part | None:
        """Code ends at the next row of just as many ticks."""
        width = len(mark["ticks"])
        rows = self._rows().get(width, [])
        following = bisect_left(rows, mark.end())
        if following == len(rows) or "\n\n" in self.text[mark.end() : rows[following]]:
            return None
        return Part("code", mark.start(), rows[following] + width, mark.end(), rows[following])

    def _rows(self) -> dict[int, list[int]]:
        """Where rows of ticks start, by their length."""
        if self.ticks is None:
            self.ticks = {}
            for row in _TICKS.finditer(self.text, 0, self.end):
                self.ticks.setdefault(len(row[0]), []).append(row.start())
        return self.ticks

    def _emphasis(self, mark: re.Match[str]) -> int:
        """Closes what a row of signs can close; what is left of the row may open."""
        start, end = mark.span("sign")
        kind = self.text[start]
        before = self.text[start - 1 : start] or " "
        after = self.text[end : min(end + 1, self.end)] or " "
        if end - start > _LONGEST_ROW:  # a line to write on
            return end
        if not before.isspace() and not (kind == "_" and after.isalnum()):
            start = self._close(kind, start, end)
        if not after.isspace() and not (kind == "_" and before.isalnum()):
            self._begin(kind, start, end)
        return end

    def _begin(self, kind: str, start: int, end: int) -> None:
        while start < end:
            sign = kind * min(2, end - start)
            self.open.append(_Open(sign, start, len(self.done)))
            self.waiting[sign] += 1
            start += len(sign)

    def _close(self, kind: str, start: int, end: int) -> int:
        """Ends the emphasis of this kind that began last, as often as the row allows; gives what is left."""
        while any(self.waiting[kind * width] for width in range(1, end - start + 1)):
            begun = self.open.pop()
            self.waiting[begun.sign] -= 1
            width = len(begun.sign)
            if begun.sign[0] == kind and width <= end - start:
                first = begun.start + width
                inner = self._filled(self.done[begun.before :], first, start)
                del self.done[begun.before :]
                self.done.append(Part(_EMPHASIS[width], begun.start, start + width, first, start, "", inner))
                start += width
        return start

    def _filled(self, found: list[Part], start: int, end: int) -> tuple[Part, ...]:
        """The parts with the plain text between them."""
        whole: list[Part] = []
        for part in found:
            if part.start > start:
                whole.append(Part("text", start, part.start, start, part.start))
            whole.append(part)
            start = part.end
        if start < end:
            whole.append(Part("text", start, end, start, end))
        return tuple(whole)
