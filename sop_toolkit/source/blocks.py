"""The signs that begin and end the blocks of Markdown, and a line that is read from its start on."""

from __future__ import annotations

import re
from itertools import pairwise

LINE = re.compile(r"([^\r\n]*+)(?:\r\n|\n|\r|(?<=[^\r\n])\Z)")
HEADING = re.compile(r"#{1,6}(?=[ \t]|\Z)")
RULE = re.compile(r"(?:\*[ \t]*+){3,}+\Z|(?:-[ \t]*+){3,}+\Z|(?:_[ \t]*+){3,}+\Z")
FENCE = re.compile(r"(`{3,}+(?=[^`]*+\Z)|~{3,}+)")
UNDERLINE = re.compile(r"(?:=++|-++)[ \t]*+\Z")
ITEM = re.compile(r"(?:[-+*]|(?P<number>\d{1,9})[.)])(?=[ \t]|\Z)")
TASK = re.compile(r"\[[ xX]\][ \t]+")
ADMONITION = re.compile(
    r"(?:(?:!!!|\?\?\?\+?)[ \t]*+(?:[\w-]++[ \t]*+)++(?:\"(?P<title>[^\"]*+)\")?"
    r"|===[!+]?[ \t]++\"(?P<tab>[^\"]*+)\")[ \t]*+\Z"
)
ALERT = re.compile(r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*+\Z", re.IGNORECASE)
FOOTNOTE = re.compile(r"\[\^[^\[\]\s]++\]:")
DEFINITION = re.compile(r":(?=[ \t]{1,3}\S)")
REFERENCE = re.compile(
    r"\*?\[[^\[\]]++\]:[ \t]*+(?:<[^<>]*+>|\S++)(?:[ \t]++(?:\"[^\"]*+\"|'[^']*+'|\([^()]*+\)))?[ \t]*+\Z"
    r"|\*\[[^\[\]]++\]:"
)
TABLE = re.compile(r"\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+\Z")
_BLANKS = re.compile(r"[ \t]*+")
_FRONT_MATTER = re.compile(
    r"(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)(?=\s*(?:#|[\w-]+[ \t]*[:=]))(?:(?!(?:---|\.\.\.|\+\+\+)[ \t]*(?:[\r\n]|\Z))"
    r"[^\r\n]*+(?:\r\n|\n|\r))*+(?:\1|\.\.\.)[ \t]*+(?:\r\n|\n|\r|\Z)"
)
_PIPE = re.compile(r"(?<!\\)\|")
BLANK_LINE = re.compile(r"(?!)")  # found in no line: the next blank one ends the block
_COMMENT_END = re.compile(r"-->")
_RAW_HTML = (
    (
        re.compile(r"<(?:script|pre|style|textarea)(?=[\s>]|\Z)", re.IGNORECASE),
        re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE),
    ),
    (re.compile(r"<!--"), _COMMENT_END),
    (re.compile(r"<\?"), re.compile(r"\?>")),
    (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>")),
    (re.compile(r"<![A-Za-z]"), re.compile(r">")),
)
_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|"
    "menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|"
    "track|ul"
)
_BLOCK_HTML = re.compile(rf"</?(?:{_BLOCK_TAGS})(?=[ \t>]|/>|\Z)", re.IGNORECASE)
_LONE_TAG = re.compile(
    r"(?:<[A-Za-z][A-Za-z0-9-]*+(?:[ \t]++[A-Za-z_:][\w.:-]*+"
    r"(?:[ \t]*+=[ \t]*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?)*+"
    r"[ \t]*+/?>|</[A-Za-z][A-Za-z0-9-]*+[ \t]*+>)[ \t]*+\Z"
)


class Line:
    """A line that is read from its start on.

    `at` is where reading stands, and `column` its column; a tab that was taken in part leaves `spare` columns.
    `first` is the next character that is no blank, `sign` that character, `indent` the columns up to it.
    """

    __slots__ = ("at", "column", "end", "first", "indent", "sign", "spare", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.at = start
        self.end = end
        self.column = self.spare = 0
        self._look()

    def enter(self, at: int, blanks: int) -> None:
        """Goes on behind a sign that ends at `at`, and behind so many blanks if they are there."""
        self.column += self.indent - self.spare + at - self.first
        self.at, self.spare = at, 0
        self._look()
        if blanks and self.indent:
            self.skip(blanks)

    def skip(self, columns: int) -> None:
        """Goes on so many columns, all of them blank."""
        left = columns - self.spare
        self.spare = max(0, -left)
        while left > 0 and self.at < self.end:
            width = 4 - self.column % 4 if self.text[self.at] == "\t" else 1
            self.at += 1
            self.column += width
            left -= width
            self.spare = max(0, -left)
        self._look()

    def words(self) -> tuple[int, int]:
        """Start and end of what stands here, without blanks and without the backslash of a kept line end."""
        words = self.text[self.first : self.end].rstrip(" \t")
        if words.endswith("\\") and not words.endswith("\\\\") and len(words) > 1:
            words = words[:-1].rstrip(" \t")
        return self.first, self.first + len(words)

    def _look(self) -> None:
        blanks = _BLANKS.match(self.text, self.at, self.end)
        self.first = blanks.end() if blanks else self.at
        self.sign = self.text[self.first] if self.first < self.end else ""
        width = self.first - self.at
        if width and "\t" in self.text[self.at : self.first]:
            before = self.column % 4
            width = len((" " * before + self.text[self.at : self.first]).expandtabs(4)) - before
        self.indent = self.spare + width


def front_matter(text: str) -> int:
    """Where a document's own text begins, behind the data before it, if there are any."""
    found = _FRONT_MATTER.match(text)
    return found.end() if found else 0


def cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Start and end of the words of each cell of a table's row."""
    row = text[start:end].rstrip()
    end = start + len(row)
    borders = [start - 1, *(start + pipe.start() for pipe in _PIPE.finditer(row)), end]
    if len(borders) > 2 and borders[1] == start:
        del borders[0]
    if len(borders) > 2 and borders[-2] == end - 1:
        borders.pop()
    return [_bare(text, left + 1, right) for left, right in pairwise(borders)]


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    bare = words.strip()
    first = start + len(words) - len(words.lstrip()) if bare else start
    return first, first + len(bare)


def html_end(text: str, start: int, end: int, in_paragraph: bool) -> re.Pattern[str] | None:
    """What ends the HTML that begins here, or None if none does."""
    for begins, ends in _RAW_HTML:
        if begins.match(text, start, end):
            closed = ends.search(text, start, end) if ends is _COMMENT_END else None
            return None if closed and text[closed.end() : end].strip() else ends
    if _BLOCK_HTML.match(text, start, end) or (not in_paragraph and _LONE_TAG.match(text, start, end)):
        return BLANK_LINE
    return None
