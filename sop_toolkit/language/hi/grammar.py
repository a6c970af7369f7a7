"""Hindi for the rules: sentences, words, verb groups, and the length of sentences in aksharas.

A word is looked up among all forms of the verbs that are known (`lexicon.py`), verbs are joined with their
auxiliaries (`chains.py`), and each group is read in its clause (`groups.py`). All of it is linear in the length of
the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from sop_toolkit.language import Advice, VerbGroup, indic, pieces
from sop_toolkit.language.hi import advice as advices
from sop_toolkit.language.hi import nouns
from sop_toolkit.language.hi.groups import Analysis, analyse
from sop_toolkit.language.hi.lexicon import key, word_list

alike = nouns.alike
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


def keeps_article(before: str, words: str, other: str) -> bool:
    """Whether the words around agree with other words as well: surely only where the others are no noun."""
    return not other or key(other.split()[-1]) in word_list("postpositions")


@lru_cache(maxsize=4)
def _analysed(sentence: str, instruction: bool) -> Analysis:
    return analyse(sentence, instruction)
