"""Two texts word by word: what stays, what goes, what comes in. No word is cut, and no vowel sign leaves its letter."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import Any, NamedTuple
from unicodedata import normalize

# A placeholder is one word, and so are a link and a number with its sign; any other sign stands by itself.
_TOKEN = r"(?:\(\([^()\s]*+\)\)|\[[^\[\]]*+\]\([^()\s]*+\)|[$£€₹¥]?+{run}(?:[-‑–./:@'’,]{run})*+%?+){marks}|{sign}"
_MOST_PAIRS = 250_000
# Of texts that are longer than that, the words that stand everywhere are no place to start from.
_MOST_PAIRS_OF_LONG_TEXTS = 4_000_000
_LEAST_ALIKE = 0.4
# Of more words than these that stay as they are, people read only those beside a change.
_MOST_SAME = 40
_BESIDE = 10
# Signs that no space stands before.
_CLOSING = tuple(".,;:!?)…।”’")
_FIGURE = re.compile(r"\(\([^()\s]*+\)\)|\d+")


class Piece(NamedTuple):
    """Words that are the `same`, `removed` or `added`; `spaced` says that white space stands before them."""

    kind: str
    text: str
    spaced: bool


class _Token(NamedTuple):
    start: int
    end: int
    form: str


def tidy(text: str) -> str:
    """A text as its reader gets it: white space and the way letters are stored make no difference."""
    return " ".join(text.split()) if text.isascii() else " ".join(normalize("NFC", text).split())


def words(text: str) -> list[str]:
    """The words of a text in small letters, without signs."""
    return [token.form.lower() for token in _tokens(text) if token.form[-1:].isalnum() or len(token.form) > 1]


def figures(text: str) -> list[str]:
    """The numbers and the placeholders of a text: a limit is one of them."""
    return sorted(_FIGURE.findall(text))


def alike(before: Sequence[str], after: Sequence[str]) -> float:
    """How much two rows of words have in common, from 0 to 1; rows without words have nothing in common."""
    if not before or not after or len(before) * len(after) > _MOST_PAIRS:
        return float(bool(before) and list(before) == list(after))
    return SequenceMatcher(None, before, after, autojunk=False).ratio()


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """What became of the words of a text. Texts with little in common are one piece each."""
    before, after = tidy(before), tidy(after)
    if before == after:
        return (Piece("same", after, False),) if after else ()
    old, new = _tokens(before), _tokens(after)
    whole = (Piece("removed", before, False), Piece("added", after, False))
    pairs = len(old) * len(new)
    if not pairs or pairs > _MOST_PAIRS_OF_LONG_TEXTS:
        return tuple(piece for piece in whole if piece.text)
    is_long = pairs > _MOST_PAIRS
    matcher = SequenceMatcher(None, [each.form for each in old], [each.form for each in new], autojunk=is_long)
    runs = _joined(matcher.get_opcodes())
    if matcher.ratio() < _LEAST_ALIKE or all(is_same for is_same, *_ in runs):
        return whole
    found: list[Piece] = []
    for is_same, old_from, old_to, new_from, new_to in runs:
        if is_same:
            found.append(_piece("same", after, new[new_from:new_to]))
            continue
        if old_from < old_to:
            found.append(_piece("removed", before, old[old_from:old_to]))
        if new_from < new_to:
            found.append(_piece("added", after, new[new_from:new_to]))
    return tuple(found)


def shortened(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without the middle of long ones that stay as they are: what stands beside a change tells where."""
    found: list[Piece] = []
    for number, piece in enumerate(pieces):
        said = piece.text.split() if piece.kind == "same" else []
        if len(said) > _MOST_SAME:
            first = said[:_BESIDE] if number else []
            last = said[-_BESIDE:] if number < len(pieces) - 1 else []
            piece = piece._replace(text=" ".join((*first, "…", *last)))
        found.append(piece)
    return found


def side_by_side(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces as one line that shows both texts: between words that go and words that come is a space."""
    last = ""
    for piece in shortened(pieces):
        follows = (last, piece.kind) == ("removed", "added") and not piece.text.startswith(_CLOSING)
        yield piece._replace(spaced=piece.spaced or follows)
        last = piece.kind


def _tokens(text: str) -> list[_Token]:
    pattern = _ascii_pattern() if text.isascii() else _pattern()
    return [_Token(match.start(), match.end(), match[0]) for match in pattern.finditer(text)]


@cache
def _ascii_pattern() -> Any:
    return re.compile(_TOKEN.format(run=r"\w++", sign=r"\S", marks=""))


@cache
def _pattern() -> Any:
    import regex  # its `\w` holds vowel signs; most manuals in English never need it

    return regex.compile(_TOKEN.format(run=r"[\w\u200c\u200d]++", sign=r"(?!\s)\X", marks=r"[\p{M}\u200c\u200d]*+"))


def _piece(kind: str, text: str, tokens: Sequence[_Token]) -> Piece:
    start = tokens[0].start
    return Piece(kind, text[start : tokens[-1].end], text[start - 1 : start] == " ")


def _joined(codes: Sequence[tuple[str, int, int, int, int]]) -> list[tuple[bool, int, int, int, int]]:
    """Runs that are the same or not; one word alone between two changes goes with them, as nobody reads it apart."""
    runs: list[tuple[bool, int, int, int, int]] = []
    for number, (tag, *ends) in enumerate(codes):
        old_from, old_to, new_from, new_to = ends
        is_island = 0 < number < len(codes) - 1 and old_to - old_from == 1
        is_same = tag == "equal" and not is_island
        if runs and runs[-1][0] == is_same:
            runs[-1] = (is_same, runs[-1][1], old_to, runs[-1][3], new_to)
        else:
            runs.append((is_same, old_from, old_to, new_from, new_to))
    return runs
