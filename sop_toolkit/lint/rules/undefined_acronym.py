"""An acronym that is written out nowhere in the procedure.

Why: A new colleague cannot look up two letters. Write the words once, with the acronym in brackets after them,
or put the word among the manual's terms. Acronyms that everybody knows, units and codes are left alone.
Bad: Send the form to the QCD.
Bad: Ask the customer for the MRF.
Good: Send the form to the quality control desk (QCD). The QCD answers.
Good: Ask the customer for the PIN.
Good: Read part XR 20 of the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from typing import Any

from sop_toolkit.language import Language, guess
from sop_toolkit.lint.document import Document
from sop_toolkit.lint.prose import Sentence
from sop_toolkit.lint.rule import PROSE, WARNING, Hit
from sop_toolkit.lint.wording import known_words
from sop_toolkit.model.manual import Manual
from sop_toolkit.text import Kind

SEVERITY = WARNING
KINDS = PROSE | {Kind.CONDITION, Kind.HEADING}
_LOOK = re.compile(r"(?<![A-Z])[A-Z]{2,6}(?![A-Z])")
# With a plural, or an ending in another script: QCDs, QCDకి, QCD-তে.
_ACRONYM = r"([A-Z]{2,6})(?:s|['’]s|[-‑]?[^\x00-\u036f]+)?"
_WORD = r"[^\W\d_]+"
_ROMAN = "IVX"
# How far from an acronym its meaning stands, in letters for each of its own, and how much is read at most.
_REACH = 18
_LENGTHS = range(2, 7)
_OPENS = frozenset("([{")
_LATIN = "Latin"  # the script of acronyms
_FOLLOWS = frozenset("([{:=–—")
_MARKS = "\"'“”‘’*_"


def terms(manual: Manual) -> dict[str, frozenset[str]]:
    """For each language the acronyms that the manual's terms explain: the option `terms`."""
    found: dict[str, set[str]] = {}
    for names in manual.terms.values():
        for code, term in names.items():
            explained = f"{term.use} {term.means}" if term.means else ""
            found.setdefault(str(code), set()).update(_LOOK.findall(explained))
    return {code: frozenset(words) for code, words in found.items()}


def in_document(document: Document, options: Mapping[str, Any]) -> Iterator[Hit]:
    if document.language is None:
        return
    explained: frozenset[str] = options.get("terms", {}).get(document.language.code, frozenset())
    first: dict[str, Hit] = {}
    for text, offset, sentence in document.sentences:
        if sentence.kind in KINDS and _LOOK.search(sentence.text):
            known = known_words(document.language, "known-acronyms")
            for start, acronym in _acronyms(sentence):
                if acronym in first or acronym.lower() in known or acronym in explained:
                    continue
                if not _is_word(sentence.language, acronym):
                    first[acronym] = _hit(text, offset + start, acronym)
    if not first:
        return
    small = known_words(document.language, "acronym-small-words")
    spelled = _Spelled(document, small, frozenset(first))
    yield from (hit for acronym, hit in first.items() if acronym not in spelled.found)


def _hit(text: Any, start: int, acronym: str) -> Hit:
    message = f"“{acronym}” is written out nowhere here."
    hint = f"Write the words at its first use, and “({acronym})” after them."
    return Hit(text, message, hint, start, start + len(acronym))


def _acronyms(sentence: Sentence) -> Iterator[tuple[int, str]]:
    """Start and letters of each acronym; words in capitals beside each other are a label or a shout."""
    spans, text = sentence.word_spans, sentence.text
    classes = known_words(sentence.language, "acronym-classes")
    for number, (start, end) in enumerate(spans):
        match = re.fullmatch(_ACRONYM, text[start:end])
        if match is None or not match[1].strip(_ROMAN):
            continue
        before = text[spans[number - 1][0] : spans[number - 1][1]] if number else ""
        after = text[spans[number + 1][0] : spans[number + 1][1]] if number + 1 < len(spans) else ""
        touched = (end < len(text) and text[end] in "_&+#@\\/=-") or (start and text[start - 1] in "_&+#@\\/=.-")
        if before.lower() in classes or (_is_of_a_name(sentence, before) and text[start - 1].isspace()):
            continue
        if not touched and not _is_loud(before) and not _is_loud(after) and not (after and after[0].isdigit()):
            yield start, match[1]


def _is_of_a_name(sentence: Sentence, before: str) -> bool:
    """Whether an acronym ends a name: in a text of another script Latin words with a large letter are names."""
    is_name = before.isascii() and before[:1].isupper() and before.strip("Xx") != ""
    return is_name and sentence.language.script != _LATIN


def _is_loud(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _is_word(language: Language, acronym: str) -> bool:
    """Whether it is a word of the language, or, in a text of another script, of one with these letters: “CASH”."""
    own = language if language.script == _LATIN else guess(acronym)
    is_word = getattr(own.grammar, "is_word", None) if own else None
    return bool(is_word and is_word(acronym.lower()))


class _Spelled:
    """The acronyms of a document whose words stand in it: as names with large first letters, or beside them."""

    def __init__(self, document: Document, small: Set[str], wanted: frozenset[str]) -> None:
        self.small = small
        self.wanted = wanted
        self.has_initials = document.language is not None and document.language.script == _LATIN
        self.found: set[str] = set()
        for block in document.blocks:
            self._read(str(block.text))

    def _read(self, text: str) -> None:
        names = [word for word in re.findall(_WORD, text) if word not in self.small]
        self._by_initials("".join([word[0] if word[0].isupper() and not _is_loud(word) else " " for word in names]))
        for match in _LOOK.finditer(text):
            acronym = match[0]
            if acronym in self.wanted and acronym not in self.found and self._is_beside(text, match):
                self.found.add(acronym)

    def _by_initials(self, initials: str) -> None:
        """Words with large first letters in a row, wherever they stand."""
        for run in initials.split():
            for start in range(len(run) - 1):
                self.found.update(self.wanted.intersection(run[start : start + most] for most in _LENGTHS))

    def _is_beside(self, text: str, match: re.Match[str]) -> bool:
        """Whether the words stand before an acronym in brackets, after it, or in a row not far from it.

        In a language of another script their letters cannot be compared: any words beside it in brackets count.
        """
        reach = _REACH * len(match[0])
        before, after = text[max(0, match.start() - reach) : match.start()], text[match.end() : match.end() + reach]
        words_before, words_after = re.findall(_WORD, before.lower()), re.findall(_WORD, after.lower())
        most = len(match[0])
        if not self.has_initials:
            return before.rstrip(_MARKS)[-1:] in _OPENS or after.lstrip(_MARKS + " ")[:1] in _OPENS
        return (
            (before.rstrip(_MARKS)[-1:] in _OPENS and self._is_spelled(match[0], words_before, most))
            or (after.lstrip(_MARKS + " ")[:1] in _FOLLOWS and self._is_spelled(match[0], words_after, most))
            or self._are_initials(match[0], words_before)
            or self._are_initials(match[0], words_after)
        )

    def _is_spelled(self, acronym: str, words: list[str], most: int) -> bool:
        """Whether the letters stand in words of which there are no more than letters, in order."""
        main = [word for word in words if word not in self.small]
        runs = [main[-count:] for count in range(1, most + 1)] + [main[:count] for count in range(1, most + 1)]
        return any(_in_order(acronym.lower(), run) for run in runs)

    def _are_initials(self, acronym: str, words: list[str]) -> bool:
        """Whether words in a row begin with the letters."""
        initials = "".join(word[0] for word in words)
        main = "".join(word[0] for word in words if word not in self.small)
        return len(acronym) > 2 and (acronym.lower() in initials or acronym.lower() in main)


def _in_order(letters: str, words: list[str]) -> bool:
    """Whether the letters stand in the words one after the other, from the first letter of the first word on."""
    if not words or words[0][0] != letters[0] or words[-1][0] not in letters:
        return False
    rest = iter("".join(words))
    return all(letter in rest for letter in letters)
