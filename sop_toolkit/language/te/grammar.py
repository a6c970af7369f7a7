"""Telugu for the rules: sentences, words, verb groups, and the length of sentences in aksharas.

A word is read by its ending and the stem before it (`readings.py`, `paradigms.py`), forms of several words are joined,
and each group is read in its clause (`groups.py`). All of it is linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from sop_toolkit.language import Advice, VerbGroup, indic, pieces
from sop_toolkit.language.te import advice as advices
from sop_toolkit.language.te import nouns
from sop_toolkit.language.te.groups import Analysis, analyse
from sop_toolkit.language.te.words import word_list

alike = nouns.alike
verb_forms = nouns.verb_forms
words = indic.words
aksharas = indic.aksharas
conjuncts = indic.conjuncts


def sentences(text: str) -> Sequence[tuple[int, int]]:
    """Start and end of each sentence, without the white space between them."""
    return indic.sentences(text, word_list("abbreviations"))


def verb_groups(sentence: str, instruction: bool) -> Sequence[VerbGroup]:
    """The verb groups of one sentence, in order."""
    if pieces.is_long(sentence):
        return pieces.verb_groups(sentence, lambda piece, _: analyse(piece, instruction).groups)
    return _analysed(sentence, instruction).groups


def advice(sentence: str, group: VerbGroup, instruction: bool) -> Advice:
    """What to write instead of one of the verb groups of this sentence; nothing for a sentence read in pieces."""
    if pieces.is_long(sentence):
        return Advice()
    return advices.advice(_analysed(sentence, instruction), group)


@lru_cache(maxsize=4)
def _analysed(sentence: str, instruction: bool) -> Analysis:
    return analyse(sentence, instruction)
