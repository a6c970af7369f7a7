"""Counts words as readers of Simplified Technical English do."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from sop_toolkit.lint.prose import Sentence

# A longer row of capitals is a shouted sentence or a title, not a name.
_LONGEST_NAME = 4


def counted_words(sentence: Sentence) -> int:
    """The words of a sentence, where a number with its unit, a name of several words, and all words in a pair of
    parentheses are one word. Hyphenated words are one already, and labels and code are covered by one."""
    units = sentence.language.phrases("units").first_words
    text = sentence.text
    hidden = _in_parentheses(text)
    count = 0
    before, end_before, named = "", 0, 0
    for (start, end), word in zip(sentence.word_spans, sentence.words, strict=True):
        if _is_hidden(start, hidden):
            continue
        name = text[start].isupper() and count > 0
        joins = text[end_before:start] == " "
        if joins and before[-1:].isdigit() and word in units:
            named = 0
        elif joins and name and 0 < named < _LONGEST_NAME:
            named += 1
        else:
            count += 1
            named = int(name)
        before, end_before = word, end
    return count + len(hidden)


def counted_aksharas(sentence: Sentence) -> int:
    """The aksharas of a sentence, where all text in a pair of parentheses is one, and so is what is covered.

    Only for languages whose grammar counts them.
    """
    count: Callable[[str], int] = sentence.language.grammar.aksharas  # type: ignore[attr-defined]
    total, done = 0, 0
    hidden = _in_parentheses(sentence.text)
    for start, end in hidden:
        total += count(sentence.text[done:start]) + 1
        done = end
    return total + count(sentence.text[done:])


def _in_parentheses(text: str) -> list[tuple[int, int]]:
    """Start and end of each outer pair of parentheses."""
    found: list[tuple[int, int]] = []
    depth = first = 0
    for place, sign in enumerate(text):
        if sign == "(":
            first = first if depth else place
            depth += 1
        elif sign == ")" and depth:
            depth -= 1
            if not depth:
                found.append((first, place))
    return found


def _is_hidden(start: int, hidden: list[tuple[int, int]]) -> bool:
    place = bisect_right(hidden, (start, start)) - 1
    return place >= 0 and start < hidden[place][1]
