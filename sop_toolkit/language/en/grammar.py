"""English for the rules: sentences, words and verb groups.

A sentence is cut into words (`tokens.py`), each word gets a tag from word lists and its neighbours
(`tagger.py`, `verbs.py`, `function_words.py`), past forms are told from participles (`participles.py`,
`clauses.py`), and verbs are joined with their auxiliaries (`groups.py`). All of it is linear in the length of
the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from sop_toolkit.language import Advice, VerbGroup, pieces
from sop_toolkit.language.en import forms, tokens, verbless
from sop_toolkit.language.en.groups import groups
from sop_toolkit.language.en.line import Line
from sop_toolkit.language.en.tagger import analyse

verb_forms = forms.verb_forms
alike = forms.alike
is_verb_only_as = forms.is_verb_only_as
keeps_article = forms.keeps_article
is_word = forms.is_word


def sentences(text: str) -> Sequence[tuple[int, int]]:
    """Start and end of each sentence, without the white space between them."""
    return tokens.sentences(text)


def words(text: str) -> Sequence[tuple[int, int]]:
    """Start and end of each word; a hyphenated word, a number with its sign and "don't" are one word."""
    return tokens.words(text)


def verb_groups(sentence: str, instruction: bool) -> Sequence[VerbGroup]:
    """The verb groups of one sentence, in order; in a step (`instruction`) the first verb is a command."""
    if pieces.is_long(sentence):
        return pieces.verb_groups(sentence, lambda piece, is_first: groups(analyse(piece, instruction and is_first)))
    return _analysed(sentence, instruction)[1]


def advice(sentence: str, group: VerbGroup, instruction: bool) -> Advice:
    """What to write instead of one of the verb groups of this sentence; nothing for a sentence read in pieces."""
    if pieces.is_long(sentence):
        return Advice()
    from sop_toolkit.language.en import advice as advices  # for findings alone

    return advices.advice(_analysed(sentence, instruction)[0], sentence, group)


def without_verb(step: str) -> str | None:
    """The beginning of the command that a step without a verb stands for; None for a step that has one, or may."""
    first = next(iter(words(step)), None)
    is_short = first is not None and not pieces.is_long(step)
    if first is None or not is_short or not verbless.may_lack_a_verb(step[first[0] : first[1]].lower()):
        return None
    line, found = _analysed(step, True)
    return None if any(group.tense or group.imperative for group in found) else verbless.command(line, step)


@lru_cache(maxsize=4)
def _analysed(sentence: str, instruction: bool) -> tuple[Line, list[VerbGroup]]:
    """The words with the tags that finding the verb groups leaves them, and the groups."""
    line = analyse(sentence, instruction)
    return line, groups(line)
