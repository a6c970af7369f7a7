"""The index of one language, in files small enough to fetch one by one.

`words` holds the vocabulary and what a search starts with, `p0`, `p1`, … the places of its words, `d0`, `d1`, … the
texts of the documents. The words are in order, so that those with one beginning share a file.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from math import log2
from typing import Any

from sop_toolkit.publish.search.documents import KEYWORD, ORIGINAL, REST, SPOKEN, TITLE, Document, Rank, Section
from sop_toolkit.publish.search.folding import Folding

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_MORE = 32  # the bit of a digit that says that the number goes on
_HIGHEST = len(_DIGITS) - 1
_SHARD = 8_000  # characters of a file of places
_HEAD = "!"  # stands before a word of a title or keyword
_LONGEST_START = 25
_AGAIN = 0.3  # how much a word counts once more, in twice as many places or in a lesser one
_USUAL_TITLE = 4  # words; a longer title says less with each of them


class _Keys:
    """The keys of a section; `further` are those of the original that the section itself does not have."""

    def __init__(self, words: list[str], more: list[str], original: list[str]) -> None:
        self.words = words
        self.more = more
        known = {*words, *more}
        self.further = [key for key in dict.fromkeys(original) if key not in known]


class Index:
    """Takes in documents, by their ranks, and gives the files."""

    def __init__(self, folding: Folding) -> None:
        self.folding = folding
        self.texts: list[str] = []
        self._ranks = Counter[Rank]()
        self._places: dict[str, array[int]] = {}  # for each word: document * 64 + how much it counts there
        self._heads: set[str] = set()

    def add(self, document: Document) -> None:
        """Takes in a document."""
        number = len(self.texts)
        sections = [self._section(each) for each in document.sections]
        self.texts.append(as_json(_text(document, sections)))
        self._ranks[document.rank] += 1
        for key, impact in self._impacts(document, sections).items():
            known = self._places.get(key)
            if known is None:
                known = self._places[key] = array("L")
            known.append((number << 6) + max(1, min(_HIGHEST, round(impact))))

    def files(self, head: dict[str, Any]) -> Iterator[tuple[str, str]]:
        """The names and contents of the files; the first is `words` with `head` in it."""
        words = sorted(self._places)
        shards, files = [0], [""]
        for position, word in enumerate(words):
            files[-1] += f'"{_numbers(self._places[word])}",'
            if len(files[-1]) > _SHARD:
                shards.append(position + 1)
                files.append("")
        staff, guide = self._ranks[Rank.STAFF], self._ranks[Rank.GUIDE]
        starts = {"words": self._vocabulary(words), "shards": shards, "staff": staff, "live": staff + guide}
        yield "words", as_json({**head, **starts})
        yield from ((f"p{number}", f"[{file[:-1]}]") for number, file in enumerate(files))
        yield from ((f"d{number}", text) for number, text in enumerate(self.texts))

    def _section(self, section: Section) -> _Keys:
        keys = self.folding.keys
        original = self.folding.keys_of(section.original, small=False)
        return _Keys(keys(section.words, small=False), keys(section.more, small=False), original)

    def _impacts(self, document: Document, sections: Sequence[_Keys]) -> dict[str, float]:
        """How much each word counts in a document: more at better places, and a little more with each time."""
        long = max(1.0, len(self.folding.singles(document.title)) / _USUAL_TITLE) ** 0.5
        fields = [(TITLE / long, self.folding.keys(document.title))]
        fields += [(KEYWORD, self.folding.keys(text)) for text in document.keywords]
        self._heads.update(*(keys for _, keys in fields))
        fields += [(ORIGINAL, self.folding.keys(text, small=False)) for text in document.original]
        for section, known in zip(document.sections, sections, strict=True):
            fields += [(section.weight, known.words), (REST, known.more)]
        by_weight: dict[float, Counter[str]] = {}
        for weight, keys in fields:
            by_weight.setdefault(weight, Counter()).update(keys)
        impacts: dict[str, float] = {}
        for weight, times in sorted(by_weight.items(), reverse=True):
            for key, count in times.items():
                impact = weight * document.factor * (1 + _AGAIN * log2(count))
                impacts[key] = impacts[key] + _AGAIN * impact if key in impacts else impact
        further = dict.fromkeys(chain.from_iterable(known.further for known in sections), SPOKEN * document.factor)
        return {**further, **impacts}

    def _vocabulary(self, words: Sequence[str]) -> str:
        """All words as one text: each begins with a capital for how many letters it shares with the one before."""
        parts, before = [], ""
        for word in words:
            shared = _shared(before, word)
            parts.append(f"{_DIGITS[shared]}{_HEAD if word in self._heads else ''}{word[shared:]}")
            before = word
        return "".join(parts)


def _shared(before: str, word: str) -> int:
    """How many letters two words begin with alike, up to one that a script counts as two."""
    for at, (one, other) in enumerate(zip(before[:_LONGEST_START], word, strict=False)):
        if one != other or one > "\uffff":
            return at
    return min(len(before), len(word), _LONGEST_START)


def _text(document: Document, keys: Sequence[_Keys]) -> dict[str, Any]:
    """What a result shows of a document; sections are anchor, label, words, further keys."""
    sections = [
        [section.anchor, section.label, section.text, " ".join(each.further)]
        for section, each in zip(document.sections, keys, strict=True)
        if section.text
    ]
    return {
        "address": document.address,
        "title": document.title,
        "place": document.place,
        "standing": document.standing,
        "names": [*document.keywords, *document.original],
        "sections": sections,
    }


def _numbers(places: Iterable[int]) -> str:
    """The documents of a word as differences of five bits a digit, each with how much the word counts there."""
    written, before = [], 0
    for place in places:
        gap, before = (place >> 6) - before, place >> 6
        while gap >= _MORE:
            written.append(_DIGITS[gap % _MORE + _MORE])
            gap //= _MORE
        written.append(_DIGITS[gap])
        written.append(_DIGITS[place & _HIGHEST])
    return "".join(written)


def as_json(value: object) -> str:
    """A value for a script, as short as it gets."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
