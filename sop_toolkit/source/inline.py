"""The small part of Markdown and the placeholders that a text may hold, with their places.

A text is data: what is not emphasis, code, a link or a placeholder is shown as it stands.
Rendering and linting read texts through the same parts, so that both see the same words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(
    r"""
      \\(?P<escaped>[\\`*_\[\]()])
    | (?P<ticks>`+)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)
    | \(\((?P<placeholder>[^()\s]*)\)\)
    | (?P<bold>\*\*|__)(?=\S)
    | (?P<light>\*|_)(?=\S)
    | \[(?P<label>[^\[\]]*)\]\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)
    """,
    re.VERBOSE,
)
_SPECIAL = re.compile(r"[\\`*_\[]|\(\(")
_SAFE_TARGET = re.compile(r"(?:https?://|mailto:|tel:)[^\s\"'<>]+$", re.IGNORECASE)
_PAGE_TARGET = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*/?(?:#[A-Za-z0-9_-]+)?$|#[A-Za-z0-9_-]+$")


@dataclass(frozen=True, slots=True)
class Part:
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
    parts: tuple[Part, ...] = ()


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
    return bool(_SAFE_TARGET.match(target) or _PAGE_TARGET.match(target))


def placeholders(text: str) -> list[Part]:
    """The placeholders of a text, those inside emphasis and links too."""
    if "((" not in text:
        return []
    found: list[Part] = []
    waiting = list(parts(text))
    while waiting:
        part = waiting.pop()
        if part.kind == "placeholder":
            found.append(part)
        waiting.extend(part.parts)
    return sorted(found, key=lambda part: part.start)


def _parts(text: str, start: int, end: int) -> tuple[Part, ...]:
    found: list[Part] = []
    plain = at = start
    while at < end:
        mark = _MARK.search(text, at, end)
        if not mark:
            break
        part = _part(text, mark, end)
        if part is None:
            at = mark.start() + max(1, len(mark["bold"] or ""))
            continue
        if mark.start() > plain:
            found.append(Part("text", plain, mark.start(), plain, mark.start()))
        found.append(part)
        plain = at = part.end
    if plain < end:
        found.append(Part("text", plain, end, plain, end))
    return tuple(found)


def _part(text: str, mark: re.Match[str], end: int) -> Part | None:
    start = mark.start()
    if mark["escaped"]:
        return Part("text", start, mark.end(), start + 1, mark.end())
    if mark["code"]:
        return Part("code", start, mark.end(), *mark.span("code"))
    if mark["placeholder"] is not None:
        return Part("placeholder", start, mark.end(), *mark.span("placeholder"), mark["placeholder"])
    if mark["label"] is not None:
        return _link(text, mark)
    return _emphasis(text, mark, end)


def _link(text: str, mark: re.Match[str]) -> Part | None:
    if not mark["label"].strip() or not is_safe_target(mark["target"]):
        return None
    first, last = mark.span("label")
    return Part("link", mark.start(), mark.end(), first, last, mark["target"], _parts(text, first, last))


def _emphasis(text: str, mark: re.Match[str], end: int) -> Part | None:
    """Emphasis ends at the next mark of its kind that follows a word; underscores inside words are words."""
    sign = mark["bold"] or mark["light"]
    start, first = mark.start(), mark.end()
    if sign[0] == "_" and start and (text[start - 1].isalnum()):
        return None
    at = text.find(sign, first, end)
    while at != -1:
        after = text[at + len(sign) : at + len(sign) + 1]
        closes = not text[at - 1].isspace() and at > first and not (sign[0] == "_" and after.isalnum())
        if closes and not (len(sign) == 1 and (after == sign or text[at - 1] == sign)):
            kind = "bold" if len(sign) == 2 else "light"
            return Part(kind, start, at + len(sign), first, at, "", _parts(text, first, at))
        at = text.find(sign, at + 1, end)
    return None
