"""A word that the manual avoids, where it has a word of its own.

Why: Two words for one thing look like two things. The manual's terms say which word to use; every form of the
avoided word counts, such as its plural.
Bad:
    purpose: Give change to clients.
Bad:
    scope: A client's bag.
Good:
    purpose: Give change to customers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from sop_toolkit.language import language
from sop_toolkit.language.phrases import RIGHT, Entry, Phrases, phrases
from sop_toolkit.lint.prose import Sentence
from sop_toolkit.lint.rule import PROSE, WARNING, Mark
from sop_toolkit.lint.wording import fits, is_marked_up, phrases_in, replaced
from sop_toolkit.model.manual import Manual, Term
from sop_toolkit.text import Kind

SEVERITY = WARNING
KINDS = PROSE | {Kind.CONDITION, Kind.HEADING}
# Goes before the base form of an avoided word that the manual's word can only replace where it is no verb.
_NO_VERB = "noun"


class Avoided:
    """The words that the terms of one language avoid."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.terms: list[Term] = []

    @cached_property
    def phrases(self) -> Phrases:
        """Their forms; made when a sentence of the language is judged, as they take its grammar and its lists."""
        return _phrases(self.code, self.terms)


def terms(manual: Manual) -> dict[str, Avoided]:
    """For each language of the manual's terms the words that it avoids: the option `terms`."""
    found: dict[str, Avoided] = {}
    for names in manual.terms.values():
        for code, term in names.items():
            found.setdefault(str(code), Avoided(str(code))).terms.append(term)
    return found


def in_sentence(sentence: Sentence, options: Mapping[str, Any]) -> Iterator[Mark]:
    known: Avoided | None = options.get("terms", {}).get(sentence.language.code)
    for start, end, entry in phrases_in(sentence, known.phrases) if known else ():
        words = sentence.text[start:end]
        if _is_name(sentence, start, end) or (entry.remark == _NO_VERB and _is_verb(sentence, start, end)):
            continue
        safe = bool(entry.instead) and not is_marked_up(words) and fits(sentence, start, entry.instead)
        instead = entry.instead or entry.phrase
        message = f"The manual avoids “{words}”."
        hint = f"Write “{entry.instead}”." if entry.instead else "Write the manual's word for it."
        yield Mark(start, end, message, hint, replaced(words, instead) if safe else None, safe)


def _phrases(code: str, found: list[Term]) -> Phrases:
    """Every form of every avoided word, and of the words to use, which may hold an avoided one."""
    entries: dict[str, Entry] = {}
    for term in found:
        for form in _alike(code, str(term.use), str(term.use)):
            entries[form.lower()] = Entry(form, RIGHT)
    for term in found:
        for word in term.avoid:
            remark = _NO_VERB if _is_verb_only_as(code, str(word), str(term.use)) else ""
            for form, instead in _alike(code, str(word), str(term.use)).items():
                entries.setdefault(form.lower(), Entry(form, instead, remark=remark))
    return phrases(list(entries.values()))


def _alike(code: str, word: str, other: str) -> Mapping[str, str]:
    known = language(code)
    alike = getattr(known.grammar, "alike", None) if known else None
    found: Mapping[str, str] = alike(word, other) if alike else {word: other}
    return found


def _is_verb_only_as(code: str, word: str, other: str) -> bool:
    known = language(code)
    ask = getattr(known.grammar, "is_verb_only_as", None) if known else None
    return bool(ask and ask(word, other))


def _is_verb(sentence: Sentence, start: int, end: int) -> bool:
    return any(group.start < end and start < group.end for group in sentence.groups)


def _is_name(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words are part of a name: large letters inside a sentence, and on the word beside them too."""
    text = sentence.text
    if sentence.kind is Kind.HEADING or not text[start].isupper() or text[start:end].isupper():
        return False
    before, after = text[max(0, start - 40) : start].split(), text[end : end + 40].split()
    return bool(after and after[0][0].isupper()) or bool(len(before) > 1 and before[-1][0].isupper())
