"""What is wrong with a translation as a whole: with its place, its language, or beside its original."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

import regex

from sop_toolkit.language import codes, language
from sop_toolkit.language.labels import has_labels
from sop_toolkit.lint.rule import Hit
from sop_toolkit.model.guess import did_you_mean
from sop_toolkit.model.manual import Manual
from sop_toolkit.model.matching import faults, is_filled_in
from sop_toolkit.model.translation import Translation
from sop_toolkit.model.walk import texts
from sop_toolkit.text import Span, Text

# Fewer letters than this say nothing about a language: they may all be names.
_ENOUGH_LETTERS = 20
_SURE_LETTERS = 400


def misfits(translation: Translation, manual: Manual) -> Iterator[Hit]:
    """Why this file cannot be the translation that its name says it is."""
    top = Span(translation.file, 0, 0)
    where = _language(translation, manual) if manual.is_whole else None
    found = where or _procedure(translation, manual)
    if found is not None:
        yield Hit(top, *found)
    else:
        yield from _beside(translation, manual)
        yield from _script(translation)


def _language(translation: Translation, manual: Manual) -> tuple[str, str] | None:
    code = translation.language
    if code == manual.language:
        return (
            f"`{code}` is the manual's own language, so this is no translation.",
            f"Write the words into `{translation.id}.yaml`, and delete this file.",
        )
    if code in manual.languages or "languages" in manual.hidden:
        return None
    if has_labels(code):
        hint = f"Add `{code}` to `languages` in procedures/manual.yaml, or delete the file."
        return f"The manual has no language `{code}`.", hint
    known = [each for each in codes() if each != manual.language]
    hint = did_you_mean(code, known, "The toolkit knows") + " Rename the file."
    return f"No language that the toolkit knows has the code `{code}`.", hint


def _procedure(translation: Translation, manual: Manual) -> tuple[str, str] | None:
    id = translation.id
    original = manual.by_id.get(id)
    if original is None:
        if id in manual.known_ids or not manual.is_whole:  # it cannot be read, or it is elsewhere
            return None
        hint = did_you_mean(id, sorted(manual.known_ids), "The procedures are")
        return f"No procedure is called “{id}”.", f"{hint} Rename the file, or delete it.".strip()
    if original.category != translation.category:
        hint = f"Move the file to `{original.category}/`, beside `{id}.yaml`."
        return "The translation does not stand beside its original.", hint
    if original.stage == "retired":
        return f"“{id}” is retired, and its page only names what replaces it.", "Delete the translation."
    return None


def _beside(translation: Translation, manual: Manual) -> Iterator[Hit]:
    """What its items and ids say that the original does not."""
    id = translation.words.id
    if id and id != translation.id:
        yield Hit(id, f"The id “{id}” is not the original's, `{translation.id}`.", f"Write `id: {translation.id}`.")
    original = manual.original(translation)
    if original is not None:
        for fault in faults(original, translation):
            yield Hit(fault.where, fault.message, fault.hint)


def _script(translation: Translation) -> Iterator[Hit]:
    wrong = first_in_another_script(translation)
    known = language(translation.language)
    if wrong is not None and known is not None:
        message = f"Most letters of this file are not {known.script}, the script of `{translation.language}`."
        yield Hit(wrong, message, "Write the words of that language here, or rename the file to the language it has.")


@lru_cache(maxsize=1)  # asked for twice, one after the other
def first_in_another_script(translation: Translation) -> Text | None:
    """The first text of a file in which most letters are not of its language's script; None where they are."""
    known = language(translation.language)
    if known is None:
        return None
    own, no_other = _of_script(known.script)
    wrong: Text | None = None
    letters = right = 0
    for text in filter(is_filled_in, texts(translation)):
        count = sum(map(str.isalpha, text))
        fitting = count if no_other.fullmatch(text) else len(own.findall(text))
        letters += count
        right += min(fitting, count)
        if wrong is None and 2 * fitting < count:
            wrong = text
        if letters >= _SURE_LETTERS and wrong is None:
            return None  # nearly every file: the rest of it cannot turn out to be in another language
    return wrong if letters >= _ENOUGH_LETTERS and 2 * right < letters else None


@cache
def _of_script(script: str) -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """A letter or a sign of a script, and a text with letters of no other one."""
    return regex.compile(rf"\p{{{script}}}"), regex.compile(rf"[\p{{{script}}}\P{{L}}]*+")
