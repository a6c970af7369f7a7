"""Texts as the language rules read them: marks and names covered, cut into sentences, words and verb groups.

Covering keeps every letter in its place, so that an offset in a sentence is an offset in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from unicodedata import is_normalized, name, normalize

from sop_toolkit.language import Language, VerbGroup
from sop_toolkit.source.inline import Part, is_plain, parts
from sop_toolkit.source.marks import MarkdownText, cover
from sop_toolkit.text import Kind

# A quotation is a label or somebody's words; it counts as one word and no rule looks into it.
_QUOTATION = re.compile(r"“[^“”\n]*”|«[^«»\n]*»|(?<!\w)\"[^\"\n]*\"(?!\w)|(?<!\w)‘[^‘’\n]*’(?!\w)")
# A place that still waits for its words.
_FILL_IN = r"<fill in\b[^<>]*>"
_COVERS_ALONE = re.compile(r"[\WXx]*\Z")
# What a name is covered with: one word that no list knows, and that every grammar takes for a name.
_COVER_FIRST, _COVER = "X", "x"


class Sentence:
    """A sentence of a text: `first` if it opens the text."""

    def __init__(self, text: str, kind: Kind, language: Language, first: bool = True) -> None:
        self.text = text
        self.kind = kind
        self.language = language
        self.first = first

    @property
    def is_instruction(self) -> bool:
        return self.kind is Kind.INSTRUCTION

    @cached_property
    def word_spans(self) -> Sequence[tuple[int, int]]:
        """Start and end of each word."""
        return self.language.grammar.words(self.text)

    @cached_property
    def words(self) -> list[str]:
        """The words in small letters and NFC, with straight apostrophes, for lists."""
        low = self.text.lower().replace("’", "'")
        if len(low) == len(self.text) and is_normalized("NFC", low):
            return [low[start:end] for start, end in self.word_spans]
        # A few letters change their length; then each word is taken by itself.
        found = (self.text[start:end].lower().replace("’", "'") for start, end in self.word_spans)
        return [normalize("NFC", word) for word in found]

    @cached_property
    def groups(self) -> Sequence[VerbGroup]:
        """The verb groups, in order."""
        return self.language.grammar.verb_groups(self.text, self.is_instruction)

    @property
    def is_of_its_script(self) -> bool:
        """Whether any letter is of the language's script; without one, the sentence is in another language."""
        return has_script(self.text, self.language.script.upper())

    @property
    def ends_as_question(self) -> bool:
        return self.text.rstrip(" \"'”’)").endswith("?")


def has_script(text: str, script: str) -> bool:
    """Whether any letter is of a script, given by the first word of its letters' Unicode names."""
    return any(name(letter, "").startswith(script) for letter in text if letter.isalpha())


def covered(text: str, quotations: bool = False) -> str:
    """The text with marks blanked, and code, placeholders, addresses and (unless asked for) quotations covered."""
    if isinstance(text, MarkdownText):
        text = cover(text)
    elif not is_plain(text):
        letters = list(text)
        _cover(text, parts(text), letters)
        text = "".join(letters)
    if "<fill in" in text:
        text = re.sub(_FILL_IN, lambda found: _name(len(found[0])), text)
    if not quotations and ("“" in text or '"' in text or "«" in text or "‘" in text):
        text = _QUOTATION.sub(lambda found: found[0][0] + _name(len(found[0]) - 2) + found[0][-1], text)
    return text


def _cover(text: str, pieces: tuple[Part, ...], letters: list[str]) -> None:
    for piece in pieces:
        if piece.kind in ("code", "placeholder"):
            letters[piece.start : piece.end] = _name(piece.end - piece.start)
        elif piece.kind != "text" or piece.start != piece.inner_start:
            letters[piece.start : piece.inner_start] = " " * (piece.inner_start - piece.start)
            letters[piece.inner_end : piece.end] = " " * (piece.end - piece.inner_end)
            _cover(text, piece.parts, letters)


def _name(length: int) -> str:
    return _COVER_FIRST + _COVER * (length - 1) if length > 0 else ""


def sentences(text: str, kind: Kind, language: Language) -> list[tuple[int, Sentence]]:
    """The sentences of a covered text, each with its offset; one in which everything is covered says nothing."""
    found = language.grammar.sentences(text)
    return [
        (start, Sentence(text[start:end], kind, language, not number))
        for number, (start, end) in enumerate(found)
        if not _COVERS_ALONE.match(text, start, end)
    ]
