"""How a report shows the words of a source: as plain text, or as Markdown in which they stay words."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sop_toolkit.review.words import Piece

# Signs that steer a terminal, or turn the direction of what follows.
_STEERING = re.compile("[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_PLACEHOLDER = re.compile(r"\(\((\w+)\.([^()\s]+)\)\)")
# No words of a source start a line, so signs that mean something there alone are harmless.
_MARKUP = re.compile(r"[\\`*_\[\]~|]")
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "<span>$</span>"}
# Services make links of names, numbers and addresses, and pictures of words between colons, even of escaped ones.
_LINKED = re.compile(r"([@#:/&%~!]|\bGH-|\bwww\.)(?=[\w/])", re.IGNORECASE)
_UNSEEN = "\u200b"
_MOST_HUNKS = 3
_SHORT = 3


class Style(NamedTuple):
    """`words` shows words of a source, `reworded` what became of them, `strong` and `item` what the report says."""

    words: Callable[[str], str]
    reworded: Callable[[Sequence[Piece], str, str], str]
    strong: Callable[[str], str]
    item: str

    def quote(self, text: str) -> str:
        return f"“{self.words(text)}”"


def plain_words(text: str) -> str:
    """A text without signs that steer; a placeholder is the name of what stands there."""
    named = _PLACEHOLDER.sub(lambda found: f"[{as_words(found[2])}]", text)
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", named)


def markdown_words(text: str) -> str:
    """A text that stays text, whatever stands in it."""
    apart = _LINKED.sub(rf"\1{_UNSEEN}", plain_words(text))
    escaped = _MARKUP.sub(r"\\\g<0>", apart)
    return "".join(_HTML.get(sign, sign) for sign in escaped)


def as_words(name: str) -> str:
    """An id as it is read: `shift-lead` is “shift lead”. The way to a setting stays as it is written."""
    return name if "." in name else name.replace("-", " ").replace("_", " ")


def _reworded_aloud(pieces: Sequence[Piece], before: str, after: str) -> str:
    """A few words that changed by themselves, more of them as the whole text before and now."""
    hunks = _hunks(pieces)
    if len(hunks) > _MOST_HUNKS or len(before.split()) <= _SHORT or not any(piece.kind == "same" for piece in pieces):
        return f"“{plain_words(before)}” becomes “{plain_words(after)}”"
    told = ", ".join(_hunk(plain_words(old), plain_words(new)) for old, new in hunks)
    return f"{told}, so it reads “{plain_words(after)}”"


def _hunk(old: str, new: str) -> str:
    if old and new:
        return f"“{old}” becomes “{new}”"
    return f"“{new}” is added" if new else f"“{old}” is left out"


def _hunks(pieces: Sequence[Piece]) -> list[tuple[str, str]]:
    """What goes and what comes at each place."""
    found: list[tuple[str, str]] = []
    last = ""
    for piece in pieces:
        if piece.kind == "removed":
            found.append((piece.text, ""))
        elif piece.kind == "added" and last == "removed":
            found[-1] = (found[-1][0], piece.text)
        elif piece.kind == "added":
            found.append(("", piece.text))
        last = piece.kind
    return found


def _reworded_marked(pieces: Sequence[Piece], before: str, after: str) -> str:
    """The whole text, with struck out what goes and in bold what comes."""
    marks = {"removed": "<del>{}</del>", "added": "<strong>{}</strong>", "same": "{}"}
    shown, last = "", ""
    for piece in pieces:
        apart = piece.spaced or (last, piece.kind) == ("removed", "added")
        shown += " " * apart + marks[piece.kind].format(markdown_words(piece.text))
        last = piece.kind
    return f"“{shown.strip()}”"


TEXT = Style(plain_words, _reworded_aloud, str, "  ")
MARKDOWN = Style(markdown_words, _reworded_marked, lambda text: f"**{text}**", "- ")
