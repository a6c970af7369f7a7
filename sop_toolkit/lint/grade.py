"""How many years of school a text asks for, by textstat's Automated Readability Index.

The index counts letters and sentences. Formulas that count syllables load a dictionary over the network, and their
syllables say little in texts of a few words. The index holds from about a hundred words on: below that nothing is
said here, and the words of each sentence say enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sop_toolkit.lint.prose import Sentence

FEWEST_WORDS = 100
_COVERED = r"\bXx+\b"
_NAME = "name"


def words_in(sentences: Iterable[Sentence]) -> int:
    """How many words the sentences have, each counted by itself."""
    return sum(len(sentence.word_spans) for sentence in sentences)


def grade(sentences: Sequence[Sentence]) -> float | None:
    """The years of school, or None for a text that is too short."""
    if words_in(sentences) < FEWEST_WORDS:
        return None
    import textstat  # type: ignore[import-untyped]

    text = " ".join(_closed(re.sub(_COVERED, _NAME, sentence.text)) for sentence in sentences)
    return round(float(textstat.automated_readability_index(text)), 1)


def estimate(sentences: Sequence[Sentence]) -> float:
    """The same index in a few microseconds, to see whether the real one is worth its half second of loading."""
    words = words_in(sentences)
    if not words:
        return 0.0
    letters = sum(len("".join(sentence.words)) for sentence in sentences)
    return 4.71 * letters / words + 0.5 * words / len(sentences) - 21.43


def _closed(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…", ":")) else f"{text}."
