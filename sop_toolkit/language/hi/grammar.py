"""Hindi for the rules: sentences, words, verb groups, and the length of sentences in aksharas.

A word is looked up among all forms of the verbs that are known (`lexicon.py`), verbs are joined with their
auxiliaries (`chains.py`), and each group is read in its clause (`groups.py`). All of it is linear in the length of
the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from sop_toolkit.language import Advice, VerbGroup, indic
from sop_toolkit.language.hi import advice as advices
from sop_toolkit.language.hi import nouns
from sop_toolkit.language.hi.groups import Analysis, analyse
from sop_toolkit.language.hi.lexicon import key, word_list

# A longer "sentence" is text without a danda. It is read in pieces, so that time and memory stay small.
_LONGEST_PIECE = 2_000

alike = nouns.alike
words = indic.words
aksharas = indic.aksharas
conjuncts = indic.conjuncts


def sentences(text: str) -> Sequence[tuple[int, int]]:
    """Start and end of each sentence, without the white space between them."""
    return indic.sentences(text, word_list("abbreviations"))


def verb_groups(sentence: str, instruction: bool) -> Sequence[VerbGroup]:
    """The verb groups of one sentence, in order."""
    if len(sentence) <= _LONGEST_PIECE:
        return _analysed(sentence, instruction).groups
    found: list[VerbGroup] = []
    for start, end in _pieces(sentence):
        groups = analyse(sentence[start:end], instruction).groups
        found.extend(replace(group, start=group.start + start, end=group.end + start) for group in groups)
    return found


def advice(sentence: str, group: VerbGroup, instruction: bool) -> Advice:
    """What to write instead of one of the verb groups of this sentence; nothing for a sentence read in pieces."""
    if len(sentence) > _LONGEST_PIECE:
        return Advice()
    return advices.advice(_analysed(sentence, instruction), group)


def keeps_article(before: str, words: str, other: str) -> bool:
    """Whether the words around agree with other words as well: surely only where the others are no noun."""
    return not other or key(other.split()[-1]) in word_list("postpositions")


@lru_cache(maxsize=4)
def _analysed(sentence: str, instruction: bool) -> Analysis:
    return analyse(sentence, instruction)


def _pieces(sentence: str) -> Iterator[tuple[int, int]]:
    """Start and end of pieces of a bounded length, cut after a space where there is one."""
    start = 0
    while start < len(sentence):
        end = start + _LONGEST_PIECE
        if end < len(sentence):
            end = sentence.rfind(" ", start, end) + 1 or end
        yield start, min(end, len(sentence))
        start = end
