"""Words, signs and sentences of English text as offsets. Every pattern here takes linear time."""

from __future__ import annotations

import re

from sop_toolkit.language.en.lexicon import word_list

# Letters with their marks: `re` leaves the vowel signs of Indian scripts out of \w.
_RUN = r"[\w\u0300-\u036f\u0900-\u0dff\u200c\u200d]++"
# A run of letters and digits with the signs that join such runs: "well-known", "3.5", "file.txt", "don't".
_TOKEN = re.compile(rf"{_RUN}(?:[-.@'’]{_RUN})*+|[^\w\s]")
_WORD = re.compile(rf"[$£€₹¥]?+{_RUN}(?:(?:[-‑./@'’]|(?<=\d),(?=\d)){_RUN})*+%?+")
_ITEM = r"\n[^\S\n]*+(?=(?:[-*•·–]|\d{1,3}[.)])\s)"
# Two blanks at the end of a line begin a new line.
_BREAK = r"(?<=\S)[^\S\n]{2,}+\n"
# A match begins at the first sign of a run of stops alone: else a long run is read again for each sign.
_STOP = re.compile(rf"""(?<![.!?…।])[.!?…।]++[)\]"'”’»*_]*+(?=\s)|\n[^\S\n]*+\n|{_ITEM}|:(?=[^\S\n]*+\n)|{_BREAK}""")
_LAST_WORD = re.compile(r"[^\W_](?:[^\W_]|\.(?=[^\W_]))*+\Z")
_OPENERS = frozenset("\"'“‘«([*_-–—•")
_CLITICS = frozenset(("s", "ve", "re", "ll", "d", "m"))
_LONGEST_ABBREVIATION = 12
_FAR = 40


def tokens(sentence: str) -> tuple[list[int], list[int], list[str]]:
    """Starts, ends and forms of the words, clitics ("'ve", "n't") and signs of a sentence.

    The full stop of an abbreviation inside of it is left out.
    """
    found = _tokens(sentence)
    return _without_stops(*found) if ". " in sentence else found


def _without_stops(starts: list[int], ends: list[int], forms: list[str]) -> tuple[list[int], list[int], list[str]]:
    """The tokens without the stops of "Mr." and "Jan."; those of "1." and "e.g." begin something new."""
    stops = [place for place in range(2, len(forms) - 1) if forms[place] == "." and ends[place - 1] == starts[place]]
    left_out = {place for place in stops if _abbreviates(forms[place - 1])}
    kept = [place for place in range(len(forms)) if place not in left_out]
    return [starts[place] for place in kept], [ends[place] for place in kept], [forms[place] for place in kept]


def _abbreviates(form: str) -> bool:
    """Whether the word before a stop inside of a sentence leads on to the words behind it."""
    return form[0].isalpha() and form.lower() not in word_list("introducing")


def _tokens(sentence: str) -> tuple[list[int], list[int], list[str]]:
    if "'" not in sentence and "’" not in sentence:
        spans = [match.span() for match in _TOKEN.finditer(sentence)]
        return [start for start, _ in spans], [end for _, end in spans], [sentence[start:end] for start, end in spans]
    starts: list[int] = []
    ends: list[int] = []
    forms: list[str] = []
    for match in _TOKEN.finditer(sentence):
        form = match[0]
        start = match.start()
        if len(form) > 1 and ("'" in form or "’" in form):
            _split(form, start, starts, ends, forms)
        else:
            starts.append(start)
            ends.append(start + len(form))
            forms.append(form)
    return starts, ends, forms


def _split(form: str, start: int, starts: list[int], ends: list[int], forms: list[str]) -> None:
    """Adds a word with apostrophes as its parts: "haven't" is "have" and "n't", "it's" is "it" and "'s"."""
    cut = _clitic(form)
    head, tail = form[:cut], form[cut:]
    starts.append(start)
    ends.append(start + cut)
    forms.append(head)
    if tail:
        starts.append(start + cut)
        ends.append(start + len(form))
        forms.append(tail.replace("’", "'").lower())


def _clitic(form: str) -> int:
    """Where the last clitic of a word begins; its end if it has none."""
    cut = max(form.rfind("'"), form.rfind("’"))
    tail = form[cut + 1 :].lower()
    if tail == "t" and cut > 1 and form[cut - 1] in "nN":
        return cut if form[:cut].lower() == "can" else cut - 1
    return cut if tail in _CLITICS and cut else len(form)


def words(text: str) -> list[tuple[int, int]]:
    """Start and end of each word; a hyphenated word, a number with its sign and "don't" are one word."""
    return [match.span() for match in _WORD.finditer(text)]


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, without the white space around it."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _STOP.finditer(text):
        if _ends(text, start, match.start(), match.end()):
            _add(text, start, match.end(), found)
            start = match.end()
    _add(text, start, len(text), found)
    return found


def _add(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    """Adds a sentence without its outer white space, if anything is left of it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))


def _ends(text: str, start: int, stop: int, end: int) -> bool:
    """Whether the sign at `stop` ends the sentence that began at `start`."""
    if text[stop] in "\n:":
        return True
    following = _next_sign(text, end)
    if text[stop] == " ":
        return following.isupper()
    if not following:
        return True
    if text[stop] != "." or end - stop > 1:
        return not following.islower()
    match = _LAST_WORD.search(text[max(start, stop - _LONGEST_ABBREVIATION) : stop])
    if match is None:
        return not following.islower()
    return _ends_after(text, start, stop, match[0], following)


def _ends_after(text: str, start: int, stop: int, word: str, following: str) -> bool:
    """Whether a full stop after this word, before this letter or digit, ends the sentence."""
    lower = word.lower()
    if word.isdigit():
        # "1. Open the till": the number of a list item stays with its words.
        return bool(text[max(start, stop - _FAR) : stop - len(word)].strip()) and not following.islower()
    if text[stop - 2 : stop - 1] == "°":
        return not following.islower()  # "at 4 °C. Read"
    if lower in word_list("abbreviations") or (len(lower) == 1 and lower.isalpha() and lower != "i"):
        return False
    if lower in word_list("abbreviations-before-a-number") and (following.isdigit() or following.islower()):
        return False
    if lower in word_list("abbreviations-before-a-capital"):
        return following.isupper()
    return not following.islower() or len(lower) > 2


def _next_sign(text: str, position: int) -> str:
    """The first letter or digit after `position`, looking past a few opening signs."""
    for sign in text[position : position + _FAR]:
        if not sign.isspace() and sign not in _OPENERS:
            return sign
    return ""
