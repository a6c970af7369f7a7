"""A text as safe HTML: its emphasis, code, links and placeholders; all else is shown as it stands."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from urllib.parse import urlsplit

from markupsafe import Markup

from sop_toolkit.source.inline import Part, is_plain, parts

# What a placeholder shows: given its kind and name, safe HTML.
Placeholders = Callable[[str, str], str]
# Where a link to a page of the manual leads: given the address as written, the URL.
Pages = Callable[[str], str]
_TAGS = {"bold": "strong", "light": "em"}


def words(text: str, placeholder: Placeholders, page: Pages) -> Markup:
    """The text as HTML for one line or one paragraph; blank lines in a block start new lines."""
    if "\n" in text:
        paragraphs = [part for part in text.strip().split("\n\n") if part.strip()]
        return Markup("<br><br>").join(words(" ".join(part.split("\n")), placeholder, page) for part in paragraphs)
    if is_plain(text):
        return Markup(escape(text))
    return Markup(_html(text, parts(text), placeholder, page))


def plain(text: str, placeholder: Placeholders) -> str:
    """The text without marks, for titles, descriptions and drawings."""
    if is_plain(text):
        return " ".join(text.split())
    return " ".join(_plain(text, parts(text), placeholder).split())


def _html(text: str, pieces: tuple[Part, ...], placeholder: Placeholders, page: Pages) -> str:
    return "".join(_piece(text, piece, placeholder, page) for piece in pieces)


def _piece(text: str, piece: Part, placeholder: Placeholders, page: Pages) -> str:
    if piece.kind in ("text", "code"):
        inner = escape(text[piece.inner_start : piece.inner_end])
        return f"<code>{inner}</code>" if piece.kind == "code" else inner
    if piece.kind == "placeholder":
        kind, _, name = piece.target.partition(".")
        return placeholder(kind, name)
    inner = _html(text, piece.parts, placeholder, page)
    if piece.kind == "link":
        target = piece.target if urlsplit(piece.target).scheme else page(piece.target)
        return f'<a href="{escape(target)}">{inner}</a>'
    return f"<{_TAGS[piece.kind]}>{inner}</{_TAGS[piece.kind]}>"


def _plain(text: str, pieces: tuple[Part, ...], placeholder: Placeholders) -> str:
    said = []
    for piece in pieces:
        if piece.kind == "placeholder":
            kind, _, name = piece.target.partition(".")
            said.append(placeholder(kind, name))
        elif piece.parts:
            said.append(_plain(text, piece.parts, placeholder))
        else:
            said.append(text[piece.inner_start : piece.inner_end])
    return "".join(said)
