"""The published words of a language, from its label file."""

from __future__ import annotations

import os
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

_FOLDER = Path(__file__).parent
# A label stands at the start of a line; the forms of one and long words are indented.
_KEY = re.compile(r"^([\w-]+):", re.MULTILINE)


class Labels(NamedTuple):
    """The words that the site adds to a manual's own: headings, signal words, what links say."""

    language: str
    words: dict[str, str | dict[str, str]]

    def __call__(self, key: str, **values: object) -> str:
        """The label of a key; `count` chooses its plural form, and other values fill its `{…}` places."""
        words = self.words[key]
        if isinstance(words, dict):
            words = words.get(self._plural(values["count"])) or words["other"]
        return words.format(**values) if values else words

    def day(self, day: date) -> str:
        """A date as the language writes it: 1 November 2026."""
        return _day(day, self._locale)

    def month(self, day: date) -> str:
        """A month with its year."""
        from babel.dates import format_skeleton

        return str(format_skeleton("yMMMM", day, locale=self._locale))

    def duration(self, count: int, unit: str) -> str:
        """A length of time in words: 2 minutes."""
        return _duration(count, unit, self._locale)

    def number(self, number: int) -> str:
        """A number with the digits and groups of the language's region."""
        from babel.numbers import format_decimal

        return str(format_decimal(number, locale=self._locale))

    def together(self, words: list[str]) -> str:
        """A list in a sentence: Kochi, Pune and Guntur."""
        from babel.lists import format_list

        return str(format_list(words, locale=self._locale)) if words else ""

    @property
    def _locale(self) -> str:
        """The Babel locale: India's, as the label file says."""
        return str(self.words.get("locale", self.language))

    def _plural(self, count: object) -> str:
        from babel import Locale

        return str(Locale.parse(self._locale).plural_form(count))  # type: ignore[arg-type]


@cache
def labels(language: str) -> Labels:
    """The labels of a language. Raises KeyError if the toolkit has no label file for it."""
    return Labels(language, _read(language))


def has_labels(language: str) -> bool:
    """Whether there is a label file."""
    return (_FOLDER / language / "labels.yaml").is_file()


@cache
def missing_labels(language: str) -> tuple[str, ...]:
    """The labels that another language has and this one has not, in the order of the files."""
    others = (_keys(code) for code in sorted(os.listdir(_FOLDER)) if has_labels(code))
    own = _keys(language)
    return tuple(dict.fromkeys(key for keys in others for key in keys if key not in own))


def read_anew() -> list[Path]:
    """Forgets what was read, so that a server shows changed labels; gives the files that it has to watch."""
    for kept in (labels, missing_labels, _read):
        kept.cache_clear()
    return sorted(_FOLDER.glob("*/labels.yaml"))


def _keys(language: str) -> list[str]:
    """The labels that a file has. Every run of the linter asks for them, so the file is not parsed."""
    return _KEY.findall((_FOLDER / language / "labels.yaml").read_text(encoding="utf-8"))


@cache
def _read(language: str) -> dict[str, str | dict[str, str]]:
    if not has_labels(language):
        raise KeyError(language)
    text = (_FOLDER / language / "labels.yaml").read_text(encoding="utf-8")
    words: dict[str, str | dict[str, str]] = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return words


@cache
def _day(day: date, locale: str) -> str:
    from babel.dates import format_date

    return str(format_date(day, "long", locale=locale))


@cache
def _duration(count: int, unit: str, locale: str) -> str:
    from babel.units import format_unit

    name = f"duration-{unit}"
    words = str(format_unit(count, name, locale=locale))
    # Languages whose short form is the long one as well have one of the two, and Babel shows the key for the other.
    return str(format_unit(count, name, "short", locale=locale)) if name in words else words
