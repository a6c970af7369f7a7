"""The sign or number of a list inside a text, as it comes out of another program.

Why: The page makes one text of it, with the signs among its words, and its own number beside the pasted one. Items of
the source's own list are numbered, ticked and translated one by one.
Bad:
    steps:
      - do: 1. Lock the door.
Bad:
    needs:
      - • The key
Bad:
    steps:
      - do: |-
          • Ask the customer.
          • Look for the item.
Bad:
    needs:
      - The key
        - The receipt
Good:
    steps:
      - do: Find the item.
        substeps:
          - Ask the customer.
          - Look for the item.
Good:
    needs:
      - 1.5 litres of milk
      - "- 5 °C or less in the freezer"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sop_toolkit.lint.rule import WARNING, Hit
from sop_toolkit.model.manual import Manual
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.model.translation import Translation
from sop_toolkit.model.walk import texts
from sop_toolkit.text import Fix, Text

SEVERITY = WARNING
# The signs of word processors, some of them from their own fonts. Shapes also name the keys of machines inside a text.
_BULLETS = "•◦▪▫‣⁃\uf0a7\uf0b7\uf0d8"
_ANY_BULLET = frozenset(_BULLETS)
_SHAPES = "●○■□▸▹►▻➢➤❖☐☑"
_FIRST = rf"""(?mx)
    ^[{_BULLETS}{_SHAPES}]\s*
  | ^[-–*·][ \t]+(?=[^\W\d_])                # before a number it may be a minus
  | ^\(?\d{{1,2}}[.)][ \t]+(?=[^\W\d_])
  | ^\(?(?:[a-z]|[ivx]{{2,4}})[.)][ \t]+(?=[A-Z])
"""
# The sign of one more item; in a text of one line a single bullet may part two words.
_FURTHER = rf"(?:^|\s)(?:[{_BULLETS}]|[-–*·o●○■□☐☑][ \t]|\(?(?:\d{{1,2}}|[a-z]|[ivx]{{2,4}})[.)]\s)"
# A sign that starts a line of the source, of which YAML makes one line with those above it.
_FOLDED = rf"(?<=\s)(?:[{_BULLETS}]\s*|[-–*·][ ]|1[.)][ ])(?=[^\W\d_])"
_DEEPEST = 60  # columns of indentation
_ANYWHERE = rf"(?s)(?<=\s)[{_BULLETS}]\s*(?=\S.*\s[{_BULLETS}])"


def in_procedure(procedure: Procedure, manual: Manual) -> Iterator[Hit]:
    yield from _in_texts(texts(procedure))


def in_translation(translation: Translation, manual: Manual) -> Iterator[Hit]:
    yield from _in_texts(texts(translation))


def _in_texts(found: Iterable[Text]) -> Iterator[Hit]:
    for text in found:
        sign = _pasted(text)
        if sign is None:
            continue
        message = f"“{sign[0].strip()}” begins an item of a list, and stands inside a text."
        if sign.start() or re.search(_FURTHER, text[sign.end() :], re.MULTILINE):
            hint = "Make each item one of the source's own: a step, a substep, or an item of a list."
            yield Hit(text, message, hint, *sign.span())
        else:
            fix = Fix("", safe=True) if text[sign.end() :][:1].isalpha() else None
            yield Hit(text, message, "Delete it: the page gives each item its number or sign.", *sign.span(), fix=fix)


def _pasted(text: Text) -> re.Match[str] | None:
    """The first sign of a list in a text."""
    head = text[1:5]
    starts_with_a_word = text[0].isalpha() and "." not in head and ")" not in head
    if starts_with_a_word and "\n" not in text and (text.isascii() or _ANY_BULLET.isdisjoint(text)):
        return _folded(text)  # as nearly every text
    return re.search(_FIRST, text) or re.search(_ANYWHERE, text) or _folded(text)


def _folded(text: Text) -> re.Match[str] | None:
    """The first sign of a list that starts a line of the source inside a text."""
    if isinstance(text.places, int):
        return None  # as nearly every text: it stands in one line of the source
    for found in re.finditer(_FOLDED, text):
        start, _ = text.offsets(*found.span())
        before = re.split(r"[\r\n]", text.file.text[max(0, start - _DEEPEST) : start])
        if len(before) > 1 and not before[-1].strip():
            return found
    return None
