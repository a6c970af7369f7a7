"""How a report shows the words of a source: as plain text, or as Markdown in which they stay words."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from sop_toolkit.review.words import Piece, shortened, side_by_side

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
    shown = shortened(pieces)
    if shown != list(pieces):
        before, after = _side(shown, "removed"), _side(shown, "added")
    if len(hunks) > _MOST_HUNKS or len(before.split()) <= _SHORT or not any(piece.kind == "same" for piece in pieces):
        return f"“{plain_words(before)}” becomes “{plain_words(after)}”"
    told = ", ".join(_hunk(plain_words(old), plain_words(new)) for old, new in hunks)
    return f"{told}, so it reads “{plain_words(after)}”"


def _hunk(old: str, new: str) -> str:
    if old and new:
        return f"“{old}” becomes “{new}”"
    return f"“{new}” is added" if new else f"“{old}” is left out"


def _hunks(pieces: Sequence[Piece]) -> list[tuple[str, str]]:
    """What goes and what comes at each place; with signs alone the word beside them, as nobody says signs."""
    places = [list(group) for _, group in groupby(pieces, lambda piece: piece.kind == "same")]
    found: list[tuple[str, str]] = []
    for number, place in enumerate(places):
        if place[0].kind == "same":
            continue
        beside = places[number - 1][-1:] if number else places[1:2] and places[1][:1]
        if beside and not all(any(map(str.isalnum, piece.text)) for piece in place):
            words = beside[0].text.split()
            word = Piece("same", words[-1] if number else words[0], beside[0].spaced)
            place = [word, *place] if number else [*place, word]
        found.append((_side(place, "removed"), _side(place, "added")))
    return found


def _side(pieces: Iterable[Piece], kind: str) -> str:
    """The text before (`removed`) or now (`added`)."""
    here = (piece for piece in pieces if piece.kind in ("same", kind))
    return "".join(" " * piece.spaced + piece.text for piece in here).strip()


def _reworded_marked(pieces: Sequence[Piece], before: str, after: str) -> str:
    """The text, with struck out what goes and in bold what comes."""
    marks = {"removed": "<del>{}</del>", "added": "<strong>{}</strong>", "same": "{}"}
    shown = "".join(
        " " * piece.spaced + marks[piece.kind].format(markdown_words(piece.text)) for piece in side_by_side(pieces)
    )
    return f"“{shown.strip()}”"


TEXT = Style(plain_words, _reworded_aloud, str, "  ")
MARKDOWN = Style(markdown_words, _reworded_marked, lambda text: f"**{text}**", "- ")
