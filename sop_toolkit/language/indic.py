"""What the languages of Indian scripts share: words, sentences, and the aksharas that their length is counted in.

An akshara is what a reader of these scripts takes in at once: a consonant or a cluster of them with its vowel sign,
or a vowel by itself. Text may come composed or decomposed: forms are compared in NFC, offsets are those of the text.
Every pattern takes linear time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple
from unicodedata import is_normalized, normalize

import regex

# `\w` of `regex` holds vowel signs, and of the standard `re` it does not; joiners belong to their word.
_RUN = r"[\w\u200c\u200d]++"
_WORD = regex.compile(rf"[$£€₹¥]?+{_RUN}(?:(?:[-‑./@'’]|(?<=\d),(?=\d)){_RUN})*+%?+")
_SIGN = regex.compile(rf"{_RUN}|[^\w\s]")
_JOINER = regex.compile(r"[\u200c\u200d]")
# The second letter of a cluster follows the virama (combining class 9), with or without a joiner.
_LATIN_CONSONANT = "[b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ]"
_AKSHARA = regex.compile(
    rf"""
    \p{{Lo}}(?:\p{{ccc=9}}[\u200c\u200d]?\p{{Lo}}|[\p{{M}}\u200c\u200d])*+
    | \p{{Nd}}++
    | {_LATIN_CONSONANT}*+(?:[aeiouyAEIOUY]++(?:{_LATIN_CONSONANT}++(?![A-Za-z]))?+|(?<=[A-Za-z]))
    """,
    regex.VERBOSE,
)
_CONJUNCT = regex.compile(r"\p{Lo}\p{M}*?(?:\p{ccc=9}[\u200c\u200d]?+\p{Lo})++")
_ITEM = r"\n[^\S\n]*+(?=(?:[-*•·–]|\d{1,3}[.)])\s)"
_STOP = regex.compile(
    rf"""(?<![।॥.!?…])[।॥.!?…]++[)\]"'”’»*_]*+(?=\s)|(?<![।॥])[।॥]++(?=\S)|\n[^\S\n]*+\n|{_ITEM}|:(?=[^\S\n]*+\n)"""
)
_LAST_WORD = regex.compile(r"[^\s()\[\]\"'“‘«]++\Z")
_DANDA = "।॥"
_LONGEST_ABBREVIATION = 16
_FAR = 40
# What a list of words begins behind, what stands between its items, and how long an item may be.
_OPENING, _BETWEEN = frozenset(":(["), frozenset(",;/|")
_LONGEST_ITEM = 3
_Span = tuple[int, int]


class Token(NamedTuple):
    """A word or a sign of a sentence: where it stands, and its form in NFC without joiners at its end."""

    start: int
    end: int
    form: str


def words(text: str) -> Sequence[tuple[int, int]]:
    """Start and end of each word; a hyphenated word and a number with its sign are one word."""
    return [match.span() for match in _WORD.finditer(text)]


def tokens(sentence: str) -> list[Token]:
    """The words and the signs of a sentence, in order."""
    is_plain = is_normalized("NFC", sentence) and not _JOINER.search(sentence)
    found, end = [], 0
    for word in _SIGN.findall(sentence):  # finding each again, past blanks alone, is faster than making matches
        start = sentence.find(word, end)
        end = start + len(word)
        found.append(Token(start, end, word if is_plain else form(word)))
    return found


def form(word: str) -> str:
    """A word as lists have it."""
    return word if word.isascii() else normalize("NFC", word).strip("\u200c\u200d")


def status_words(found: Sequence[Token], verbs: Mapping[int, _Span], joiners: Collection[str]) -> Collection[int]:
    """Those of the numbered verbs that are words of a list, and tell nothing: “Status: sent, received or new”.

    A verb is given by the places of its first and its last token, and is such a word where it is all of an item. The
    list stands behind a colon or in brackets, or it is a whole line of verbs without a full stop.
    """
    if not verbs:
        return ()
    spans = set(verbs.values())
    named: set[_Span] = set()
    for before, items, after in _lists(found, joiners):
        is_short = all(last - first < _LONGEST_ITEM for first, last in items)
        is_line = not after and items[:1] and items[0][0] == 0 and spans.issuperset(items)
        if (before in _OPENING and is_short) or is_line:
            named |= spans.intersection(items)
    return {number for number, span in verbs.items() if span in named}


def _lists(found: Sequence[Token], joiners: Collection[str]) -> Iterator[tuple[str, list[_Span], str]]:
    """The items between two signs that end a list, with both of these; at an end of the sentence there is none."""
    items: list[_Span] = []
    before, start = "", 0
    for place, sign in enumerate([*(token.form for token in found), ""]):
        if sign[:1].isalnum() and sign not in joiners:
            continue
        if place > start:
            items.append((start, place - 1))
        start = place + 1
        if sign not in _BETWEEN and sign not in joiners:
            yield before, items, sign
            items, before = [], sign


def sentences(text: str, abbreviations: Collection[str] = ()) -> Sequence[tuple[int, int]]:
    """Start and end of each sentence, without the white space between them.

    A danda always ends one. A full stop does not after one of the `abbreviations` (written without their stop), after
    a single letter, and after the number of a list item.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for match in _STOP.finditer(text):
        if _ends(text, start, match.start(), match.end(), abbreviations):
            _add(text, start, match.end(), found)
            start = match.end()
    _add(text, start, len(text), found)
    return found


def aksharas(text: str) -> int:
    """How many aksharas a text has; a Latin syllable and a number count as one each."""
    return sum(1 for _ in _AKSHARA.finditer(text))


def conjuncts(text: str) -> int:
    """How many clusters of consonants a text has."""
    return sum(1 for _ in _CONJUNCT.finditer(text))


def _add(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    """Adds a sentence without its outer white space, if anything is left of it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))


def _ends(text: str, start: int, stop: int, end: int, abbreviations: Collection[str]) -> bool:
    """Whether the sign at `stop` ends the sentence that began at `start`."""
    if text[stop] in "\n:" or text[stop] in _DANDA:
        return True
    following = text[end : end + _FAR].lstrip()
    if following[:1].islower() and following.isascii():
        return False
    if text[stop] != "." or end - stop > 1:
        return True
    match = _LAST_WORD.search(text, max(start, stop - _LONGEST_ABBREVIATION), stop)
    if match is None:
        return True
    word = form(match[0])
    if word.isdigit():  # "1. …": the number of a list item stays with its words
        return bool(text[max(start, stop - _FAR) : match.start()].strip())
    return word not in abbreviations and len(word) > 1
