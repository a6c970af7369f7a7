"""Figures about the words of a run: how long, how hard, and what was found how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Any

from sop_toolkit.lint.counting import counted_aksharas, counted_words
from sop_toolkit.lint.document import Document
from sop_toolkit.lint.grade import grade, words_in
from sop_toolkit.lint.prose import Sentence
from sop_toolkit.text import Finding, Kind, Text

_MOST_LONG = 5
_SHOWN = 70


@dataclass(frozen=True)
class KindFigures:
    """The words of one kind of text. `grade` is None where there are too few, or no formula holds for the language.

    `aksharas` and `conjuncts` are None for languages that are not counted in them.
    """

    sentences: int
    words: int
    grade: float | None
    aksharas: int | None = None
    conjuncts: int | None = None

    @property
    def words_per_sentence(self) -> float:
        return round(self.words / self.sentences, 1) if self.sentences else 0.0

    @property
    def aksharas_per_sentence(self) -> float | None:
        return None if self.aksharas is None else round(self.aksharas / self.sentences, 1)

    @property
    def conjuncts_per_100_words(self) -> float | None:
        """Of all figures the one that says best how hard a Hindi text is (Sinha, Dasgupta and Basu 2014)."""
        return None if self.conjuncts is None else round(100 * self.conjuncts / max(1, self.words), 1)


@dataclass(frozen=True)
class LongStep:
    """One of the longest sentences of the steps, and its place."""

    words: int
    file: str
    line: int
    column: int
    text: str


@dataclass(frozen=True)
class FileFigures:
    """The words of one file by their kind; only kinds that it has."""

    file: str
    kinds: dict[Kind, KindFigures]


@dataclass(frozen=True)
class Statistics:
    """All figures of a run."""

    kinds: dict[Kind, KindFigures]
    files: tuple[FileFigures, ...]
    longest_steps: tuple[LongStep, ...]
    findings: dict[str, int]


def statistics(documents: Iterable[Document], findings: Iterable[Finding]) -> Statistics:
    """The figures of all documents together and of each, the longest steps, and the findings of each rule."""
    documents = list(documents)
    found = [each for document in documents for each in document.sentences]
    by_rule = Counter(finding.rule for finding in findings)
    return Statistics(
        _by_kind([sentence for _, _, sentence in found]),
        tuple(FileFigures(each.file.path, _by_kind([entry[2] for entry in each.sentences])) for each in documents),
        tuple(_longest(found)),
        dict(sorted(by_rule.items(), key=lambda entry: (-entry[1], entry[0]))),
    )


def as_data(figures: Statistics) -> dict[str, Any]:
    """The figures for JSON."""
    return {
        "kinds": _kinds_as_data(figures.kinds),
        "files": [{"file": each.file, "kinds": _kinds_as_data(each.kinds)} for each in figures.files],
        "longest_steps": [
            {"words": step.words, "file": step.file, "line": step.line, "column": step.column, "text": step.text}
            for step in figures.longest_steps
        ],
        "findings": figures.findings,
    }


def as_lines(figures: Statistics) -> Iterator[str]:
    """The figures for people, a line each."""
    counted = any(each.aksharas is not None for each in figures.kinds.values())
    heads = f" {'aksharas a sentence':>19} {'conjuncts in 100 words':>22}" if counted else ""
    yield f"{'Text':12} {'sentences':>9} {'words':>7} {'a sentence':>10} {'grade':>6}{heads}"
    for kind, each in figures.kinds.items():
        line = f"{kind:12} {each.sentences:9} {each.words:7} {each.words_per_sentence:10.1f} {_shown(each.grade):>6}"
        parts = f" {_shown(each.aksharas_per_sentence):>19} {_shown(each.conjuncts_per_100_words):>22}"
        yield line + parts if counted else line
    if figures.longest_steps:
        yield "Longest steps"
        for step in figures.longest_steps:
            yield f"{step.words:4} words  {step.file}:{step.line}:{step.column}  {step.text}"
    if figures.findings:
        yield "Findings"
        for rule, number in figures.findings.items():
            yield f"{number:4} {rule}"


def _shown(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:g}"


def _kinds_as_data(kinds: dict[Kind, KindFigures]) -> dict[str, Any]:
    return {
        str(kind): {
            "sentences": each.sentences,
            "words": each.words,
            "words_per_sentence": each.words_per_sentence,
            "grade": each.grade,
            "aksharas_per_sentence": each.aksharas_per_sentence,
            "conjuncts_per_100_words": each.conjuncts_per_100_words,
        }
        for kind, each in kinds.items()
    }


def _by_kind(sentences: Sequence[Sentence]) -> dict[Kind, KindFigures]:
    found = {}
    for kind in Kind:
        mine = [sentence for sentence in sentences if sentence.kind is kind]
        if mine:
            graded = [sentence for sentence in mine if "grade" in sentence.language.limits]
            parts = _aksharas(mine)
            found[kind] = KindFigures(len(mine), words_in(mine), grade(graded), *parts)
    return found


def _aksharas(sentences: Sequence[Sentence]) -> tuple[int | None, int | None]:
    """Aksharas and conjuncts, where every sentence is of a language that counts them."""
    if not all(sentence.language.aksharas for sentence in sentences):
        return None, None
    conjuncts = sum(sentence.language.grammar.conjuncts(sentence.text) for sentence in sentences)  # type: ignore[attr-defined]
    return sum(counted_aksharas(sentence) for sentence in sentences), conjuncts


def _longest(found: Iterable[tuple[Text, int, Sentence]]) -> Iterator[LongStep]:
    steps = [(counted_words(sentence), text, offset, sentence) for text, offset, sentence in found
             if sentence.is_instruction]  # fmt: skip
    for words, text, offset, sentence in nlargest(_MOST_LONG, steps, key=lambda step: step[0]):
        start, _ = text.offsets(offset, offset + len(sentence.text))
        place = text.file.location(start)
        shown = " ".join(text[offset : offset + len(sentence.text)].split())
        short = shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"
        yield LongStep(words, text.file.path, place.line, place.column, short)
