"""Where each character of a YAML scalar stands in its file.

The C parser gives a scalar's value and its first and last offset, not what became of each
character: folded lines, escapes and indentation change what lies between. These functions read the
scalar a second time by the rules of YAML 1.1 (the parser's own) and note the offsets. They run only
for a scalar that has a finding and is not written one to one.
"""

from __future__ import annotations

from collections.abc import Iterator

Spans = list[tuple[int, int]]
# A line end: where it starts and ends, and what it reads as.
Break = tuple[int, int, str]

_BREAKS = "\n\r\x85\u2028\u2029"
_BLANKS = " \t"
_ESCAPE_DIGITS = {"x": 2, "u": 4, "U": 8}


class ScalarPlaces:
    """The places of a scalar that stands in `text` from `start` to `end`; `style` is ', ", |, > or empty.

    They are computed when somebody first asks, and kept: who asks once often asks again.
    """

    __slots__ = ("end", "known", "start", "style", "text")

    def __init__(self, text: str, start: int, end: int, style: str) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.style = style
        self.known: Spans | None = None

    def spans(self, value: str) -> Spans:
        """The offsets of each character of `value`, which is the parser's reading of this scalar."""
        if self.known is None:
            self.known = self._spans(value)
        return self.known

    @property
    def quote(self) -> str:
        """The quotation mark that the scalar is written in, if any."""
        return self.style if self.style in ("'", '"') else ""

    def _spans(self, value: str) -> Spans:
        if self.style in ("|", ">"):
            return self._block(value)
        inner = (self.start + 1, self.end - 1) if self.style else (self.start, self.end)
        spans, read = _flow(self.text, *inner, self.style)
        return spans if read == value else self._anywhere(value)

    def _block(self, value: str) -> Spans:
        """Auto-detected indentation first; one given in the header counts from the parent, not known here."""
        for indent in (0, *range(1, 100)):
            spans, read = _block(self.text, self.start, self.end, self.style == "|", indent)
            if read == value:
                return spans
        return self._anywhere(value)

    def _anywhere(self, value: str) -> Spans:
        """The whole scalar for every character: never wrong, only less exact."""
        return [(self.start, self.end)] * len(value)


def _break_length(text: str, at: int) -> int:
    return 2 if text.startswith("\r\n", at) else 1


def _break_value(text: str, at: int) -> str:
    """A line separator and a paragraph separator stay; every other line end becomes a line feed."""
    return text[at] if text[at] in "\u2028\u2029" else "\n"


def _flow(text: str, start: int, end: int, style: str) -> tuple[Spans, str]:
    """A plain or quoted scalar: lines are folded, escapes are read."""
    spans: Spans = []
    read: list[str] = []
    at = start
    while at < end:
        if text[at] in _BREAKS or (text[at] in _BLANKS and _blank_to_break(text, at, end)):
            at = _fold(text, at, end, spans, read)
        elif style == '"' and text[at] == "\\":
            at = _escape(text, at, end, spans, read)
        else:
            width = 2 if style == "'" and text.startswith("''", at) else 1
            spans.append((at, at + width))
            read.append(text[at])
            at += width
    return spans, "".join(read)


def _blank_to_break(text: str, at: int, end: int) -> bool:
    while at < end and text[at] in _BLANKS:
        at += 1
    return at < end and text[at] in _BREAKS


def _fold(text: str, start: int, end: int, spans: Spans, read: list[str]) -> int:
    """One line end is a space; of more, the first falls away and the others stay."""
    breaks, after = _breaks(text, start, end)
    if breaks[0][2] != "\n":
        kept = breaks
    elif len(breaks) == 1:
        kept = [(start, after, " ")]
    else:
        kept = breaks[1:]
    _emit(kept, spans, read)
    return after


def _breaks(text: str, at: int, end: int) -> tuple[list[Break], int]:
    """The line ends from here up to the next letter, and where that stands."""
    breaks: list[Break] = []
    while at < end and text[at] in _BREAKS + _BLANKS:
        if text[at] in _BREAKS:
            breaks.extend(_line_end(text, at, end))
            at = breaks[-1][1]
        else:
            at += 1
    return breaks, at


def _escape(text: str, at: int, end: int, spans: Spans, read: list[str]) -> int:
    letter = text[at + 1]
    if letter in _BREAKS:
        after = at + 1 + _break_length(text, at + 1)
        while after < end and text[after] in _BLANKS:
            after += 1
        if after < end and text[after] in _BREAKS:  # blank lines after an escaped line end stay
            breaks, after = _breaks(text, after, end)
            _emit(breaks, spans, read)
        return after
    width = 2 + _ESCAPE_DIGITS.get(letter, 0)
    code = text[at + 2 : at + width]
    value = chr(int(code, 16)) if code else _ESCAPES.get(letter, letter)
    spans.append((at, at + width))
    read.append(value)
    return at + width


_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f",
    "r": "\r", "e": "\x1b", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


def _block(text: str, start: int, end: int, literal: bool, indent: int) -> tuple[Spans, str]:
    """A block scalar, read as the parser reads it; `indent` is 0 where the first line decides."""
    header_end = start
    while header_end < end and text[header_end] not in _BREAKS:
        header_end += 1
    header = text[start:header_end].split("#")[0]
    spans: Spans = []
    read: list[str] = []
    at = header_end + (_break_length(text, header_end) if header_end < end else 0)
    at, indent, trailing = _blank_lines(text, at, end, indent)
    leading: list[Break] = []
    was_blank = False
    while at < end and _column(text, at) == indent:
        is_blank = text[at] in _BLANKS
        foldable = not literal and leading and leading[0][2] == "\n" and not was_blank and not is_blank
        if not foldable:
            _emit(leading, spans, read)
        elif not trailing:
            _emit([(leading[0][0], at, " ")], spans, read)
        _emit(trailing, spans, read)
        was_blank = is_blank
        while at < end and text[at] not in _BREAKS:
            spans.append((at, at + 1))
            read.append(text[at])
            at += 1
        leading = list(_line_end(text, at, end))
        at, indent, trailing = _blank_lines(text, leading[0][1] if leading else at, end, indent)
    if "-" not in header:
        _emit(leading, spans, read)
    if "+" in header:
        _emit(trailing, spans, read)
    return spans, "".join(read)


def _emit(breaks: list[Break], spans: Spans, read: list[str]) -> None:
    for start, end, value in breaks:
        spans.append((start, end))
        read.append(value)


def _line_end(text: str, at: int, end: int) -> Iterator[Break]:
    if at < end:
        yield at, at + _break_length(text, at), _break_value(text, at)


def _blank_lines(text: str, at: int, end: int, indent: int) -> tuple[int, int, list[Break]]:
    """Past blank lines and the next line's indentation, which the first of them decides if `indent` is 0."""
    breaks: list[Break] = []
    widest = 0
    while True:
        column = 0
        while at < end and text[at] == " " and (not indent or column < indent):
            at += 1
            column += 1
        widest = max(widest, column)
        if at >= end or text[at] not in _BREAKS:
            break
        breaks.extend(_line_end(text, at, end))
        at = breaks[-1][1]
    return at, indent or max(widest, 1), breaks


def _column(text: str, at: int) -> int:
    column = 0
    while at - column > 0 and text[at - column - 1] not in _BREAKS:
        column += 1
    return column
