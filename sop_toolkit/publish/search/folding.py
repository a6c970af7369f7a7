"""Words made alike for search: `returned` and `return`, `शिकायतों` and `शिकायत`, digits of any script.

The rules are data (`language/<code>/search.yaml`). This small interpreter makes the index, and the same one in
`assets/folding.js` reads what a reader types; a test compares the two.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import regex

from sop_toolkit import language
from sop_toolkit.language import read_data

_LANGUAGES = Path(language.__file__).parent
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}\u00AD\u200B-\u200D]+(?:['’][\p{L}\p{M}]+)*")
# Accents of Latin letters, marks that nobody sees, and apostrophes make no difference.
_UNHEARD = regex.compile(r"[\u0300-\u036F\u00AD\u200B-\u200D'’]")
_DIGIT = regex.compile(r"\p{Nd}")
_JOINED = regex.compile(r"[-_/‐‑]")
_JOINED_DIGITS = regex.compile(r"\p{Nd}[.,:]\p{Nd}")
# Without one of these, no words of a text are joined.
_JOIN = regex.compile(rf"{_JOINED.pattern}[\p{{L}}\p{{M}}\p{{N}}\u00AD\u200B-\u200D]|{_JOINED_DIGITS.pattern}")
# So short a key stands for words that have little to do with each other: আগ for “fire” and “before”.
_SHORT = 3
_WHOLE = "="  # stands behind a whole word that is known beside its key


class Ending(NamedTuple):
    """Endings, each with what replaces it: the longest is taken off a word that then has `least` letters or more."""

    least: int
    off: Mapping[str, str]


@dataclass(frozen=True)
class Rules:
    """How the words of one script are made alike; all parts are in the form that `normal` gives."""

    script: str
    letters: Mapping[str, str] = field(default_factory=dict)
    endings: tuple[Ending, ...] = ()
    joiner: str = ""  # the sign between a letter and itself again, which writers leave out
    forms: Mapping[str, str] = field(default_factory=dict)  # irregular forms to the word that they belong to
    small: frozenset[str] = frozenset()  # words that decide nothing
    latin: Mapping[str, str] = field(default_factory=dict)  # the script's letters in Latin ones
    alike: Mapping[str, str] = field(default_factory=dict)  # Latin spellings that writers mix up
    meanings: tuple[tuple[str, ...], ...] = ()  # names that readers take for one another, as people write them

    def fold(self, word: str) -> str:
        """The form that stands for all forms and spellings of a word, which is in its normal form."""
        word = self.spelt(word)
        known = self.forms.get(word)
        return self._bare(word) if known is None else known

    def spelt(self, word: str) -> str:
        """The one spelling for all spellings of a word, with its ending."""
        word = self._pattern.sub(lambda found: self.letters[found[0]], word)
        return self._twice.sub(r"\1", word) if self.joiner and self.joiner in word else word

    def data(self) -> dict[str, Any]:
        """The rules as the browser reads them."""
        endings = [[least, dict(off)] for least, off in self.endings]
        tables = {"letters": self.letters, "forms": self.forms, "latin": self.latin, "alike": self.alike}
        return {"script": self.script, "joiner": self.joiner, "endings": endings, "small": sorted(self.small), **tables}

    @cached_property
    def _pattern(self) -> regex.Pattern[str]:
        keys = sorted(self.letters, key=lambda key: (-len(key), key))
        return regex.compile("|".join(map(regex.escape, keys)) or r"(?!)")

    @cached_property
    def _twice(self) -> regex.Pattern[str]:
        return regex.compile(rf"(.){self.joiner}\1")

    def _bare(self, word: str) -> str:
        for least, off in self.endings:
            for start in range(1, len(word)):
                to = off.get(word[start:])
                if to is not None and start + len(to) >= least:
                    word = word[:start] + to
                    break
        return word


class Word(NamedTuple):
    """A word of a text: where it stands, and what search knows it by."""

    start: int
    end: int
    key: str


class Written(NamedTuple):
    """The words of a text as they are written, and the text itself if signs join some of them."""

    words: Sequence[str]
    joined: str


def written(text: str) -> Written:
    """The words of a text, which stay the same for all languages that read them."""
    return Written(_WORD.findall(text), text if _JOIN.search(text) else "")


class _Known(dict[str, tuple[str, ...]]):
    """What search knows written words by; each is learnt when a text first has it."""

    def __init__(self, learn: Callable[[str], tuple[str, ...]]) -> None:
        self._learn = learn

    def __missing__(self, written: str) -> tuple[str, ...]:
        keys = self[written] = self._learn(written)
        return keys


class Folding:
    """The rules of several languages; the script of a word's first letter decides which ones it follows."""

    def __init__(self, rules: Sequence[Rules]) -> None:
        self.rules = tuple(rules)
        self._scripts = [regex.compile(rf"\p{{{each.script}}}") for each in rules]
        self._small = frozenset[str]().union(*(each.small for each in rules))
        self._known = _Known(self._learnt)
        self._large = _Known(lambda written: () if self._is_small(written) else self._known[written])

    def words(self, text: str) -> list[Word]:
        """The words of a text, and after them what hyphens join: `KX-4471-B` is `kx4471b` too."""
        single = self.singles(text)
        return single + self._compounds(text, single) if _JOIN.search(text) else single

    def keys(self, text: str, small: bool = True) -> list[str]:
        """What search knows the words of a text by: each by its key, and by the whole word where the key is short.

        `small`: those that decide nothing too.
        """
        return self.keys_of(written(text), small) if text else []

    def keys_of(self, text: Written, small: bool = True) -> list[str]:
        """The same for a text whose words were found before."""
        known = self._known if small else self._large
        found = list(chain.from_iterable(map(known.__getitem__, text.words)))
        if text.joined:
            compounds = self._compounds(text.joined, self.singles(text.joined))
            found += [word.key for word in compounds if small or not self.is_small(word.key)]
        return found

    def meanings(self) -> list[list[list[tuple[str, ...]]]]:
        """Names that readers take for one another: of each name the words, of each word what search knows it by."""
        groups = chain.from_iterable(each.meanings for each in self.rules)
        return [[[self._known[word] for word in _WORD.findall(name)] for name in names] for names in groups]

    def singles(self, text: str) -> list[Word]:
        """The words of a text alone."""
        found = ((word.span(), self._known[word[0]]) for word in _WORD.finditer(text))
        return [Word(*span, keys[0]) for span, keys in found if keys]

    def fold(self, word: str) -> str:
        """What search knows a word in its normal form by; one with a digit is a number or a code and stays."""
        rules = self._of(word)
        return (rules.fold(word) if rules else word) or word

    def is_small(self, key: str) -> bool:
        """Whether a word decides nothing, such as `the`."""
        return key in self._small

    def _of(self, word: str) -> Rules | None:
        if _DIGIT.search(word):
            return None
        known = zip(self._scripts, self.rules, strict=True)
        return next((rules for script, rules in known if script.match(word)), None)

    def _is_small(self, written: str) -> bool:
        keys = self._known[written]
        return bool(keys) and self.is_small(keys[0])

    def _learnt(self, written: str) -> tuple[str, ...]:
        """The keys of a written word; none if it is only signs that nobody sees."""
        word = normal(written)
        rules = self._of(word)
        key = (rules.fold(word) if rules else word) or word
        if rules is None or not key or len(key) > _SHORT:
            return (key,) if key else ()
        return key, (rules.spelt(word) or word) + _WHOLE

    def _compounds(self, text: str, words: Sequence[Word]) -> list[Word]:
        compounds, first = [], 0
        for here in range(1, len(words) + 1):
            if here < len(words) and _is_joined(text, words[here - 1].end, words[here].start):
                continue
            if here - first > 1:
                start, end = words[first].start, words[here - 1].end
                joined = "".join(normal(text[word.start : word.end]) for word in words[first:here])
                compounds.append(Word(start, end, self.fold(joined)))
            first = here
        return compounds


def normal(word: str) -> str:
    """A word without differences that nobody means: case, accents, joiners, the digits' script."""
    if word.isascii() and word.isalnum():
        return word.lower()
    plain = _spelling(_UNHEARD.sub("", unicodedata.normalize("NFD", word.lower())))
    return _DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0], digit[0])), plain)


@cache
def rules(code: str) -> Rules | None:
    """The rules of a language, or None where it has none: its words are then found as they are written."""
    path = _LANGUAGES / code / "search.yaml"
    if not path.is_file():
        return None
    return replace(_prepared(read_data(path)), meanings=_meanings(path.with_name("meanings.txt")))


def _is_joined(text: str, start: int, end: int) -> bool:
    if end - start != 1:
        return False
    return bool(_JOINED.match(text, start) or _JOINED_DIGITS.match(text, start - 1))


def _prepared(data: Mapping[str, Any]) -> Rules:
    """Rules from a data file, whose words are written as people write them."""
    letters, latin, alike = (_table(data.get(name, {})) for name in ("letters", "latin", "alike"))
    spelling = Rules(data["script"], letters, joiner=data.get("joiner", ""), latin=latin, alike=alike)
    endings = tuple(_ending(group, spelling.spelt) for group in data.get("endings", ()))
    bare = replace(spelling, endings=endings)
    forms: dict[str, str] = {}
    for word, listed in data.get("forms", {}).items():
        to = spelling.spelt(normal(word)) if word in listed else bare.fold(normal(word))
        forms |= {spelling.spelt(normal(form)): to for form in listed}
    whole = replace(bare, forms=forms)
    return replace(whole, small=frozenset(whole.fold(normal(word)) for word in data.get("small", ())))


def _meanings(path: Path) -> tuple[tuple[str, ...], ...]:
    """The names of each line; a line that begins with `#` is a comment. None where the language has no such file."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return tuple(tuple(line.split(", ")) for line in lines if line and not line.startswith("#"))


def _ending(group: Mapping[str, Any], spell: Callable[[str], str]) -> Ending:
    taken_off = {spell(_spelling(each)): "" for each in group.get("off", ())}
    replaced = {spell(_spelling(each)): spell(_spelling(to)) for each, to in group.get("to", {}).items()}
    return Ending(int(group.get("least", 3)), {**taken_off, **replaced})


def _table(data: Mapping[str, str]) -> dict[str, str]:
    return {_spelling(key): _spelling(to) for key, to in data.items()}


def _spelling(part: str) -> str:
    """Part of a word, as `normal` leaves it."""
    return unicodedata.normalize("NFC", part)
