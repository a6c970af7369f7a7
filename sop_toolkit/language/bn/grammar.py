"""Bengali for the rules: sentences, words and verb groups.

Verbs are a closed class: `paradigms.py` knows all forms of each, `groups.py` joins them with what belongs to them, and
`advice.py` says what to write instead. All of it is linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from sop_toolkit.language import Advice, VerbGroup, indic, pieces
from sop_toolkit.language.bn import advice as advices
from sop_toolkit.language.bn import nouns, paradigms
from sop_toolkit.language.bn.groups import Found, analyse
from sop_toolkit.language.bn.line import Line, with_signs
from sop_toolkit.language.bn.words import word_list

aksharas = indic.aksharas
conjuncts = indic.conjuncts
alike = nouns.alike
verb_forms = paradigms.verb_forms


def sentences(text: str) -> Sequence[tuple[int, int]]:
    """Start and end of each sentence, without the white space between them."""
    return indic.sentences(with_signs(text), word_list("abbreviations"))


def words(text: str) -> Sequence[tuple[int, int]]:
    """Start and end of each word; a hyphenated word and a number with its sign are one word."""
    return indic.words(with_signs(text))


def verb_groups(sentence: str, instruction: bool) -> Sequence[VerbGroup]:
    """The verb groups of one sentence, in order; a step (`instruction`) may have any tense in a relative clause."""
    if pieces.is_long(sentence):
        return pieces.verb_groups(sentence, lambda piece, _: [each.group for each in analyse(Line(piece), instruction)])
    return [found.group for found in _analysed(sentence, instruction)[1]]


def advice(sentence: str, group: VerbGroup, instruction: bool) -> Advice:
    """What to write instead of one of the verb groups of this sentence; nothing for a sentence read in pieces."""
    if pieces.is_long(sentence):
        return Advice()
    line, found = _analysed(sentence, instruction)
    known = next((each for each in found if each.group.start == group.start and each.group.end == group.end), None)
    return advices.advice(line, known, instruction) if known else Advice()


@lru_cache(maxsize=4)
def _analysed(sentence: str, instruction: bool) -> tuple[Line, list[Found]]:
    """The words of a sentence, and its groups."""
    line = Line(sentence)
    return line, _without_status_words(line, analyse(line, instruction))


def _without_status_words(line: Line, found: list[Found]) -> list[Found]:
    """The same groups without those that are words of a list: “অবস্থা: পাঠানো হয়েছে, পৌঁছায়নি”."""
    told = [number for number, each in enumerate(found) if each.group.tense == "past" or each.group.perfect]
    spans = {number: _span(line, found[number]) for number in told}
    named = indic.status_words(line.tokens, spans, word_list("joiners"))
    return [each for number, each in enumerate(found) if number not in named]


def _span(line: Line, found: Found) -> tuple[int, int]:
    """The places of the first and the last word of a group, which may have “না” or “নি” behind its verb."""
    last = found.place + 1
    return found.first, last if last < len(line.tokens) and line.tokens[last].end <= found.group.end else found.place
