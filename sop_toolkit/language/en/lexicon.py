"""The tags that an English word can bear, from the word lists of this folder and from its ending.

A code is a string of tags, the likeliest first. The tags:

    N noun, S plural noun, M name or label, # number, J adjective, R adverb, X negation, I preposition, t "to"
    D article or possessive, T determiner that can stand alone ("this"), K "that", W "who", "which", "what"
    O subject pronoun, Y pronoun of subject and object, o object pronoun, c subordinator, C coordinator
    m modal, F "will", b present "be", p past "be", e "be", B "been", g "being", h "have", H "had", k "having"
    d "do", y "did", V base form or present, Z third person, G -ing form
    E past form, U past participle, A form that is either, a form that is either or a base form
    $ "'s", % "'d", and for signs  . : , ( ) " -
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_MOST_CACHED = 60_000


@cache
def _table() -> dict[str, str]:
    """Code of each listed word; the hand-written list wins over the derived one."""
    table: dict[str, str] = {}
    for name in ("open.txt", "closed.txt"):
        for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
            if not line.startswith(";;"):
                code, _, entries = line.partition(" ")
                table |= dict.fromkeys(entries.split(), code)
    return table


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a list of lists.txt."""
    return _lists()[name]


@cache
def _lists() -> dict[str, frozenset[str]]:
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in (_FOLDER / "lists.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            current.extend(line.split())
    return {name: frozenset(entries) for name, entries in found.items()}


@cache
def _adjective_endings() -> tuple[str, ...]:
    return tuple(word_list("adjective-endings"))


@cache
def _prefixes() -> tuple[str, ...]:
    """The longest first: "under" before "un"."""
    return tuple(sorted(word_list("prefixes"), key=lambda prefix: (-len(prefix), prefix)))


def is_one_of(name: str, noun: str) -> bool:
    """Whether a list of nouns has this one, or the one of which it is the plural."""
    return noun in word_list(name) or noun.removesuffix("s") in word_list(name)


def is_person(noun: str) -> bool:
    """Whether a noun is a word for people who work here, or who are served."""
    return is_one_of("workers", noun) or is_one_of("guests", noun)


@lru_cache(maxsize=_MOST_CACHED)
def code_of(word: str) -> str:
    """The code of a lower-case word or sign."""
    code = _table().get(word)
    if code:
        return code
    first = word[0]
    if first.isdigit():
        return "J" if word[-2:] in ("st", "nd", "rd", "th") else "#"
    if not first.isalpha():
        return "-"
    if "-" in word:
        return _hyphenated(word)
    return _by_ending(word)


def is_listed(word: str) -> bool:
    """Whether a list gives this lower-case word itself."""
    return word in _table()


def _hyphenated(word: str) -> str:
    """The code of the last part after a prefix ("re-opened"); compounds describe ("self-paced") or name."""
    head, _, tail = word.rpartition("-")
    code = code_of(tail) if tail else "N"
    if head in _prefixes() and code[0] in "VEUAZG":
        return code
    if code[0] in "AUGJE":
        return "J"
    if code in ("S", "SZ", "ZS"):
        return "S"
    return "NJV" if "V" in code else "NJ"


def _by_ending(word: str) -> str:
    if len(word) > 3:
        if word.endswith("ed"):
            return "J" if word.startswith("un") and not _undoing(word) else "A"
        if word.endswith("ing"):
            return "G"
        if word.endswith("ly"):
            return "R"
        if word.endswith("s") and not word.endswith(("ss", "us", "is")):
            return _with_s(word)
        if word.endswith(_adjective_endings()):
            return "J"
        if word.endswith(("er", "est")) and _adjective_stem(word):
            return "J"
        for prefix in _prefixes():
            if word.startswith(prefix) and len(word) - len(prefix) > 2:
                code = _table().get(word[len(prefix) :], "")
                return code if "V" in code else "N"
    return "N"


def _undoing(word: str) -> bool:
    """Whether "un" begins a verb: "unlocked", not "unexpected"."""
    stems = (word[:-2], word[:-1], word[:-3], word[:-3] + "y")
    return any("V" in _table().get(stem, "") for stem in stems)


def _with_s(word: str) -> str:
    """A plural, a third person, or both, as the word without its ending can be a noun, a verb, or both."""
    table = _table()
    code = table.get(word[:-1], "")
    if not code and word.endswith("es"):
        code = table.get(word[:-2], "") or (table.get(word[:-3] + "y", "") if word.endswith("ies") else "")
    if "V" in code:
        if "N" not in code:
            return "Z"
        return "ZS" if code.index("V") < code.index("N") else "SZ"
    return "S"


def _adjective_stem(word: str) -> bool:
    table = _table()
    stem = word[:-2] if word.endswith("er") else word[:-3]
    forms = (stem, stem + "e", stem[:-1], stem[:-1] + "y")
    return any(table.get(form, "")[:1] == "J" for form in forms)
