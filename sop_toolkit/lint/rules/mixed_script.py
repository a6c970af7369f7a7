"""A word with letters of two scripts, or a Latin word inside a text of another script.

Why: A Cyrillic “а” looks like a Latin “a”, and a Latin letter may slip into a Hindi word; readers do not see it, but
searches, screen readers and checks do not know the word. A Latin word in a Hindi text is mostly left over from a
draft or a machine. Names with a large first letter, acronyms, codes, units and the manual's own terms stay free, and
so do words in brackets that say the word before them again. A sentence that is all Latin is one finding.
Bad:
    purpose: Give сhange to customers.
Bad:
    purpose: Write दुकाaन on the form.
Bad: 1. यह form काउंटर पर दें।
Bad: 1. రసీదు copy ఇవ్వండి.
Good:
    purpose: Give change to customers.
Good:
    purpose: Write दुकान on the form, and SMSలో.
Good: 1. यह फ़ॉर्म काउंटर पर दें और SMS भेजें।
Good: 1. मुहर (stamp) लगाएँ।
Good: 1. ग्राहक को WhatsApp पर रसीद भेजें।
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from sop_toolkit.lint.prose import Sentence, has_script
from sop_toolkit.lint.rule import WARNING, Mark
from sop_toolkit.lint.wording import Code
from sop_toolkit.model.manual import Manual
from sop_toolkit.text import Kind, Text

SEVERITY = WARNING
KINDS = frozenset(Kind) - {Kind.SPEECH}
_WORD = r"[\p{L}\p{M}\p{N}_\u200c\u200d]++"
_LATIN, _GREEK = "LATIN", "GREEK"
_SHORTEST = 2
# The last letter of a word, and what stands in brackets behind it.
_IN_BRACKETS = re.compile(r"(\S)[ \t]*+\(([^()]*+)\)")
# Scripts whose letters stand alone, by the first word of a letter's Unicode name. East Asian ones mix in one word.
_ALIKE = frozenset((_LATIN, _GREEK, "CYRILLIC", "ARMENIAN", "GEORGIAN"))
_OTHERS = frozenset((
    "DEVANAGARI", "BENGALI", "TELUGU", "TAMIL", "KANNADA", "MALAYALAM", "GUJARATI", "GURMUKHI", "ORIYA", "SINHALA",
    "ARABIC", "HEBREW", "THAI",
))  # fmt: skip
# What damaged Indian text looks like: that is for broken-text.
_DAMAGE = frozenset("àâÃÂ")
# Signs of one Indian script that all of them use.
_SHARED = frozenset("\u0951\u0952\u0953\u0954\u0964\u0965")


def in_text(text: Text, options: Mapping[str, Any]) -> Iterator[Mark]:
    if text.isascii() or len({*map(script, set(text))} - {""}) < 2:
        return
    import regex  # for few texts, and it takes its time to load

    code = Code(text)
    for word in regex.finditer(_WORD, text):
        scripts = {script(letter) for letter in word[0]} - {""}
        if len(scripts) > 1 and _is_wrong(word[0], scripts) and not code.covers(word.start()):
            yield Mark(*word.span(), _message(word[0]), "Write the whole word in one script.")


def terms(manual: Manual) -> dict[str, frozenset[str]]:
    """For each language the Latin words of the manual's terms and roles: the option `terms`."""
    found: dict[str, set[str]] = {}
    named = [(code, str(term.use)) for names in manual.terms.values() for code, term in names.items()]
    named += [(code, str(name)) for names in manual.roles.values() for code, name in names.items()]
    for code, words in named:
        found.setdefault(str(code), set()).update(word.lower() for word in words.split() if word.isascii())
    return {code: frozenset(words) for code, words in found.items()}


def in_sentence(sentence: Sentence, options: Mapping[str, Any]) -> Iterator[Mark]:
    own = sentence.language.script.upper()
    if own == _LATIN:
        return
    text, free = _without_glosses(sentence.text, own), options.get("terms", {}).get(sentence.language.code, frozenset())
    spans = [
        (start, end)
        for start, end in sentence.word_spans
        if _is_left_over(text[start:end], sentence, free)
        and not _is_entity(text, start, end)
        and text[start - 1 : start] != "@"  # the name of an account
    ]
    if len(spans) > 1 and not has_script(text, own):
        message = "This sentence is in the Latin script, and the text is not."
        yield Mark(sentence.word_spans[0][0], sentence.word_spans[-1][1], message, "Translate it, or delete it.")
        return
    for start, end in _rows(text, spans):
        message = f"“{text[start:end]}” is in the Latin script, and the text is not."
        yield Mark(start, end, message, "Write it in the script of the text, or add it to the manual's terms.")


def _without_glosses(text: str, own: str) -> str:
    """The text with blanks for Latin words in brackets behind a word of its own script: “मुहर (stamp)”."""
    if "(" not in text:
        return text

    def blank(found: re.Match[str]) -> str:
        is_gloss = script(found[1]) == own and not has_script(found[2], own)
        return found[1] + " " * (len(found[0]) - 1) if is_gloss else found[0]

    return _IN_BRACKETS.sub(blank, text)


def _is_left_over(word: str, sentence: Sentence, free: Collection[str]) -> bool:
    """Whether a word of small Latin letters belongs to the text: codes, names and units do not.

    A sentence of one Latin word is no name either, but for headings.
    """
    if not word.isascii() or not word.replace("-", "").replace("'", "").isalpha() or len(word) < _SHORTEST:
        return False
    alone = len(sentence.word_spans) == 1 and sentence.kind is not Kind.HEADING and word[1:].islower()
    if not (word.islower() or alone) or (word[0] == "X" and not word.strip("Xx")):
        return False
    return word.lower() not in free and word not in sentence.language.phrases("units").first_words


def _is_entity(text: str, start: int, end: int) -> bool:
    """Whether a word is the name of a sign, as in “&nbsp;”: that is for broken-text."""
    return start > 0 and text[start - 1] == "&" and text.startswith(";", end)


def _rows(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The words, those beside each other as one."""
    start = end = -1
    for first, last in spans:
        if start >= 0 and not text[end:first].isspace():
            yield start, end
            start = -1
        start, end = (first if start < 0 else start), last
    if start >= 0:
        yield start, end


@lru_cache(maxsize=4096)
def script(letter: str) -> str:
    """The script of a letter or its mark; nothing for digits, signs, and scripts that mix freely."""
    if letter.isascii():
        return _LATIN if letter.isalpha() else ""
    if letter in _SHARED or unicodedata.category(letter)[0] not in "LM":
        return ""
    name = unicodedata.name(letter, "").partition(" ")[0]
    return name if name in _ALIKE or name in _OTHERS else ""


def _is_wrong(word: str, scripts: set[str]) -> bool:
    """Whether the scripts do not belong together: codes have digits, Greek letters stand in units and names."""
    if any(letter.isnumeric() for letter in word) or "_" in word:
        return False
    if scripts <= _ALIKE:
        return scripts != {_LATIN, _GREEK} or _is_mixed_greek(word)
    if all(letter in _DAMAGE for letter in word if script(letter) == _LATIN):
        return _LATIN not in scripts
    return not _has_latin_stem(word)


def _is_mixed_greek(word: str) -> bool:
    """ "µm", "kΩ" and "Δt" are right, "Ηello" is not."""
    return len(word) > 3


def _has_latin_stem(word: str) -> bool:
    """Whether an Indian ending stands after a Latin name, as in SMSలో, and nothing Latin after it."""
    scripts = [script(letter) for letter in word if script(letter)]
    changes = sum(one != other for one, other in pairwise(scripts))
    stem = scripts.index(next(each for each in scripts if each != _LATIN))
    return changes == 1 and stem > 0 and (stem > 1 or word[0].isupper())


def _message(word: str) -> str:
    letters: dict[str, str] = {}
    for letter in word:
        if script(letter):
            letters.setdefault(script(letter), letter)
    named = " and ".join(f"{name.capitalize()} (“{letter}”)" for name, letter in letters.items())
    return f"“{word}” has letters of two scripts: {named}."
