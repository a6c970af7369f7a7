"""A long way to say a short thing.

Why: Short words are read faster, and by people for whom English is a second language.
Where the short form always means the same, `sop fix` writes it.
Bad: Turn the key in order to open the drawer.
Bad: Close the till due to the fact that the screen is dark.
Bad: Wash your hands prior to the meal.
Bad: Utilise the blue pen.
Bad: 1. भुगतान के पश्चात रसीद दें।
Bad: গ্রাহককে রসিদ প্রদান করুন।
Bad: 1. మేనేజర్ యొక్క సంతకం తీసుకోండి.
Good: Turn the key to open the drawer.
Good: Put the cards in order to find the one that is missing.
Good: Close the till because the screen is dark.
Good: Use the blue pen.
Good: 1. भुगतान के बाद रसीद दें।
Good: গ্রাহককে রসিদ দিন।
Good: 1. మేనేజర్ సంతకం తీసుకోండి.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sop_toolkit.lint.prose import Sentence
from sop_toolkit.lint.rule import WARNING, Mark
from sop_toolkit.lint.wording import marks

SEVERITY = WARNING


def in_sentence(sentence: Sentence, options: Mapping[str, Any]) -> Iterator[Mark]:
    yield from marks(sentence, sentence.language.phrases("wordy-phrase"), "“{words}” is longer than it needs to be.")
