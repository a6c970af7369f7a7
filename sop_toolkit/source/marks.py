"""The marks inside a Markdown text: what is not prose is covered, and every letter keeps its place."""

from __future__ import annotations

import re
from bisect import bisect_left

from sop_toolkit.text import Text

# Compiled when a first mark turns up, as it takes long and most texts of a manual have none.
_MARK = r"""
      \\(?P<escaped>[!-/:-@\[-`{-~])
    | (?P<ticks>`++)
    | (?P<name>
        \(\([^()\s]*+\)\)
      | <[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+>
      | <[^\s<>@]++@[^\s<>@]++>
      | \{\{[^{}]*+\}\}
      | \+\+[a-z0-9]++(?:[+-][a-z0-9]++)*+\+\+
      )
    | (?P<comment><!--)
    | (?P<tag></?[A-Za-z][^<>]*+>)
    | (?P<blank>
        \[\^[^\[\]\s]++\]
      | \{[ ]?(?:[:\#.%]|[a-z-]++=)[^{}]*+\}
      | (?<!\w):[a-z][a-z0-9_+-]*+:(?!\w)
      | &(?:\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});
      )
    | (?P<open>!?\[)
    | \](?P<target>
        \([ \n]*+(?:<[^<>\n]*+>|[^()\s<]*+(?:\([^()\s]*+\)[^()\s]*+)*+)
        (?:[ \n]++(?:"[^"]*+"|'[^']*+'))?[ \n]*+\)
      | \[[^\[\]]*+\]
      )?
    | (?P<sign>\*++|_++|~~|==)
    | (?P<url>(?<![\w/])(?:https?://|www\.)[^\s<>()\[\]]++)
"""
# Trying the whole pattern at every letter takes ten times as long as looking for what a mark can begin with.
_SIGN = re.compile(r"[\\`*_\[\]<&{~=(+:!]")
_SIGN_OR_URL = re.compile(r"[\\`*_\[\]<&{~=(+:!hw]")
_TICKS = re.compile(r"`++")
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)[\s/>]")
_LONGEST_ROW = 3
# What HTML knows inside a line; another word in angle brackets is a place to fill in, and reads as a name.
_INLINE_TAGS = frozenset(
    re.findall(
        "[a-z]+",
        "a abbr b bdi bdo big br cite code data del dfn em font i img input ins kbd label mark q rp rt ruby s samp "
        "small span strike strong sub sup time tt u var wbr div p center details summary",
    )
)


class MarkdownText(Text):
    """A text of a Markdown document, as it stands there."""

    __slots__ = ()


def cover(text: str) -> str:
    """The text with its marks blanked, and code, addresses and images covered by a name of the same length."""
    signs = _SIGN_OR_URL if "://" in text or "www." in text else _SIGN
    return text if signs.search(text) is None else _Cover(text).run(signs)


class _Cover:
    """Goes through a text once, from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.letters = list(text)
        self.open: list[tuple[int, int]] = []
        self.ticks: dict[int, list[int]] | None = None
        self.comment_ends = True

    def run(self, signs: re.Pattern[str]) -> str:
        """The covered text; `signs` finds what a mark can begin with."""
        marks = re.compile(_MARK, re.VERBOSE)
        at = 0
        while sign := signs.search(self.text, at):
            mark = marks.match(self.text, sign.start())
            at = self._take(mark) if mark else sign.end()
        return "".join(self.letters)

    def _take(self, mark: re.Match[str]) -> int:
        """Covers one mark, and says where to read on."""
        start, end = mark.span()
        kind = str(mark.lastgroup or "")
        if kind == "ticks":
            return self._code(start, end)
        if kind == "comment":
            return self._comment(start, end)
        if kind == "name":
            self._name(start, end)
        elif kind == "url":
            self._name(start, start + len(mark[0].rstrip(".,;:!?'\"*_~”’")))
        elif kind == "blank":
            self._blank(start, end)
        elif kind == "sign":
            self._sign(start, end)
        elif kind == "escaped":
            self._escape(start)
        elif kind == "tag":
            self._tag(start, end)
        else:
            self._bracket(mark, start, end)
        return end

    def _blank(self, start: int, end: int) -> None:
        self.letters[start:end] = " " * (end - start)

    def _name(self, start: int, end: int) -> None:
        self.letters[start:end] = "X" + "x" * (end - start - 1)

    def _escape(self, at: int) -> None:
        """The backslash goes; inside a word it becomes its other half, for a blank would cut the word in two."""
        inside = self.text[at - 1 : at].isalnum() and self.text[at + 2 : at + 3].isalnum()
        self.letters[at] = self.text[at + 1] if inside else " "

    def _tag(self, start: int, end: int) -> None:
        name = _TAG_NAME.match(self.text, start, end)
        if name is None:
            return
        if name[1].lower() in _INLINE_TAGS:
            self._blank(start, end)
        elif not self.text[start:end].startswith("<fill in"):  # a rule of its own looks for these
            self._name(start, end)

    def _sign(self, start: int, end: int) -> None:
        """Signs that touch a word mark it; others are signs, or a line to write on."""
        before, after = self.text[start - 1 : start] or " ", self.text[end : end + 1] or " "
        if end - start > _LONGEST_ROW or (before.isspace() and after.isspace()):
            return
        inside = before.isalnum() and after.isalnum()
        if inside and (self.text[start] in "_=" or (before.isdigit() and after.isdigit())):
            return
        self._blank(start, end)

    def _bracket(self, mark: re.Match[str], start: int, end: int) -> None:
        """Brackets with a target are a link, of which the words stay, or an image, of which nothing does."""
        if mark["open"]:
            self.open.append((start, end))
            return
        begun = self.open.pop() if self.open else None
        if begun is None or mark["target"] is None:
            return
        if self.text[begun[0]] == "!":
            self._name(begun[0], end)
        else:
            self._blank(*begun)
            self._blank(start, end)

    def _code(self, start: int, end: int) -> int:
        """Code ends at the next row of just as many ticks."""
        if self.ticks is None:
            self.ticks = {}
            for row in _TICKS.finditer(self.text):
                self.ticks.setdefault(len(row[0]), []).append(row.start())
        rows = self.ticks.get(end - start, [])
        following = bisect_left(rows, end)
        if following == len(rows):
            return end
        stop = rows[following] + end - start
        self._name(start, stop)
        return stop

    def _comment(self, start: int, end: int) -> int:
        stop = self.text.find("-->", end) if self.comment_ends else -1
        if stop == -1:
            self.comment_ends = False
            return end
        self._blank(start, stop + 3)
        return stop + 3
