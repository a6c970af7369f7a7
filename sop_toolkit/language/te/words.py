"""Lists of Telugu words that the grammar asks for, from the files beside this one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from unicodedata import normalize

_FOLDER = Path(__file__).parent


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a section of `words.txt`, in NFC."""
    return _sets()[name]


def read_lists(file: str) -> Mapping[str, Sequence[str]]:
    """The lines of each section of a file, in NFC; a line in brackets starts one, a line with `#` is a remark."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in normalize("NFC", (_FOLDER / file).read_text(encoding="utf-8")).splitlines():
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            current.append(line)
    return found


@cache
def _sets() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(" ".join(lines).split()) for name, lines in read_lists("words.txt").items()}
