"""An action that hides in a noun behind a weak verb.

Why: “Decide” says in one word what “make a decision” says in three, and the reader sees at once what to do.
Bad: Make a decision on the price.
Bad: Perform a quick check of the till.
Bad: Provide assistance to the customer.
Bad: Make use of the blue pen.
Good: Decide on the price.
Good: Check the till.
Good: Help the customer.
Good: Make a list of the items.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sop_toolkit.language.phrases import Entry, Phrases
from sop_toolkit.lint.prose import Sentence
from sop_toolkit.lint.rule import WARNING, Mark
from sop_toolkit.lint.wording import fits, hint, in_one_piece, is_marked_up, replaced

SEVERITY = WARNING
# What stands for the words between that the verb can do without.
_ARTICLE = "article"


def in_sentence(sentence: Sentence, options: Mapping[str, Any]) -> Iterator[Mark]:
    phrases = sentence.language.phrases("hidden-verb")
    if phrases.first_words.isdisjoint(sentence.words):
        return
    between = sentence.language.phrases("hidden-verb-between")
    kept = [number for number, word in enumerate(sentence.words) if word not in between.first_words]
    for first, last, entry in phrases.find([sentence.words[number] for number in kept]):
        start, end = kept[first], kept[last - 1] + 1
        if not entry.is_right and in_one_piece(sentence, start, end) and _ends_there(sentence, end):
            yield _mark(sentence, start, end, entry, between)


def _ends_there(sentence: Sentence, end: int) -> bool:
    """Whether the noun is the last of its row: in “take the decision slip” it is not."""
    after = sentence.language.phrases("hidden-verb-after").first_words
    if end == len(sentence.words) or sentence.words[end - 1] in after or sentence.words[end] in after:
        return True
    return not in_one_piece(sentence, end - 1, end + 1)


def _mark(sentence: Sentence, first: int, last: int, entry: Entry, between: Phrases) -> Mark:
    start, end = sentence.word_spans[first][0], sentence.word_spans[last - 1][1]
    words = sentence.text[start:end]
    left_out = [each[0][1] for word in sentence.words[first:last] if (each := between.starting(word))]
    safe = all(each.instead == _ARTICLE for each in left_out) and not entry.advice
    safe = safe and not is_marked_up(words) and fits(sentence, start, entry.instead)
    replacement = replaced(words, entry.instead) if safe else None
    return Mark(start, end, f"“{words}” hides the verb in a noun.", hint(entry), replacement, safe)
