"""Letters that were damaged on their way through a program.

Why: A file that was saved in one encoding and read in another shows “â€™” for an apostrophe, and a text copied from
a web page may show “&nbsp;” for a blank. Readers cannot tell what stood there. Soft hyphens and blanks without a
width, which nobody sees, part a word for searches.
Bad:
    purpose: Give the customerâ€™s change back.
Bad:
    purpose: Serve coffee in the cafÃ©.
Bad:
    purpose: Give change&nbsp;to customers.
Good:
    purpose: Give the customer’s change back.
Good:
    purpose: Serve coffee in the café & the bar.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any
from unicodedata import category

from sop_toolkit.lint.rule import ERROR, WARNING, Mark
from sop_toolkit.lint.wording import Code
from sop_toolkit.text import Kind, Text

if TYPE_CHECKING:
    from regex import Pattern

SEVERITY = ERROR
KINDS = frozenset(Kind)
# How the bytes 80 to BF of UTF-8 look in the Windows code page 1252, or as control characters.
_NEXT = "[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\u0080-\u00bf]"
_SIGN = "[€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ\u0080-\u00bf]"
_DAMAGE = rf"""
    (?P<mojibake>(?:
        ð[Ÿ\u009f]{_NEXT}{{2}}
      | â{_SIGN}{_NEXT} | ï(?:»¿|¿½|¸\u008f)
      | à[¤-¶\u00ad](?:{_NEXT}|\?)
      | Ã(?:{_SIGN}|[…‘’“”–—](?=\p{{Ll}}))
      | Â[\u0080-\u00bf]
      | (?:[ÐÑ]{_NEXT}){{2,}} | (?:[ØÙ]{_NEXT}){{2,}} | (?:[ÎÏ]{_NEXT}){{2,}}
    )++)
    | (?P<apple>‚Ä[ôúùòìî¶¢ñ])
    | (?P<lost>\uFFFD++)
    | (?P<control>[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f]++)
    | (?P<unseen>[\u00ad\u200b\u2060]++)
    | (?P<entity>&(?:amp;)?(?:\#\d{{2,6}}|\#x[0-9A-Fa-f]{{2,6}}|[A-Za-z]{{2,8}}\d?);)
    | (?P<lone>(?:^|(?<=[\s!-/:-@\[-`{{-~]))[\p{{M}}--[\uFE00-\uFE0F\u20D0-\u20FF]]++)
    """
_MESSAGES = {
    "mojibake": "“{words}” is damaged text: saved in one encoding, read in another.",
    "apple": "“{words}” is damaged text: saved in one encoding, read in another.",
    "lost": "A character was lost here.",
    "control": "An invisible control character stands here.",
    "unseen": "A sign stands here that nobody sees, and that parts a word for searches.",
    "entity": "“{words}” is a sign in the spelling of web pages.",
    "lone": "A vowel sign or accent stands here without its letter.",
}
_HINTS = {
    "lost": "Write the character again.",
    "control": "Delete it, and write the character that should stand here.",
    "unseen": "Delete it; it comes from copying out of a web page or a typeset text.",
    "lone": "Write the letter before it, or delete the sign.",
}
_MARKDOWN = ".md"
# Some sign of every kind of damage, but for marks without their letter.
_CONTROLS = {chr(number) for number in (*range(0x20), *range(0x7F, 0xA0))} - set("\t\n\r\f")
_SIGNS = _CONTROLS.union("ðâïàÃÂÐÑØÙÎÏ‚\ufffd&\u00ad\u200b\u2060")
# Marks, and what may be one in a later Unicode than this Python's.
_MARKS = ("Mn", "Mc", "Me", "Cn")


def in_text(text: Text, options: Mapping[str, Any]) -> Iterator[Mark]:
    if (text.isascii() and "&" not in text and text.isprintable()) or not any(map(_may_be_damage, set(text))):
        return
    code: Code | None = None
    for found in _damage().finditer(text):
        kind = str(found.lastgroup)
        repaired = "" if kind == "unseen" else _repaired(kind, found[0])
        if kind == "entity" and (repaired is None or _is_markdown(text, found[0])):
            continue
        code = code or Code(text)
        if code.covers(found.start()):
            continue
        hint = _HINTS.get(kind) or (f"Write “{repaired}”." if repaired else "Write the characters again.")
        message = _MESSAGES[kind].format(words=found[0])
        if kind == "unseen":  # the word reads as it is without it
            yield Mark(*found.span(), message, hint, "", safe=True, severity=WARNING)
        else:
            yield Mark(*found.span(), message, hint, repaired or None)


@cache
def _damage() -> Pattern[str]:
    """Compiled for the first text that needs a closer look, as most texts do not."""
    import regex

    return regex.compile(_DAMAGE, regex.VERBOSE | regex.VERSION1)


@lru_cache(maxsize=4096)
def _may_be_damage(sign: str) -> bool:
    return sign in _SIGNS or (not sign.isascii() and category(sign) in _MARKS)


def _is_markdown(text: Text, entity: str) -> bool:
    """Whether the sign is right where it stands: a Markdown document shows entities as what they mean."""
    return text.file.path.lower().endswith(_MARKDOWN) and entity.count(";") == 1


def _repaired(kind: str, words: str) -> str | None:
    """What stood there, if that can be known."""
    if kind == "entity":
        from html import unescape

        plain = unescape(unescape(words))
        return plain.replace("\u00a0", " ") if plain != words and len(plain) == 1 else None
    if kind == "apple":
        return _decoded(words.encode("mac_roman", "replace"))
    return _decoded(b"".join(map(_byte, words))) if kind == "mojibake" else None


def _byte(letter: str) -> bytes:
    """The byte that a letter stands for in the Windows code page 1252, or its own number."""
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return bytes((ord(letter) & 0xFF,))


def _decoded(raw: bytes) -> str | None:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
