"""The words of a procedure or of a plain document, and the rules for sentences and texts run over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from sop_toolkit.finding import CRASH
from sop_toolkit.language import Language
from sop_toolkit.lint.prose import Sentence, covered, sentences
from sop_toolkit.lint.rule import ERROR, Check, Hit, Mark, Rule
from sop_toolkit.model.walk import Block
from sop_toolkit.text import File, Fix, Kind, Span, Text


class Document:
    """Texts that belong together. `language` is None where the toolkit has no grammar for their language."""

    def __init__(
        self, file: File, blocks: tuple[Block, ...], language: Language | None, quotations: bool = False
    ) -> None:
        self.file = file
        self.blocks = blocks
        self.language = language
        self.quotations = quotations

    @cached_property
    def sentences(self) -> list[tuple[Text, int, Sentence]]:
        """Every sentence with its text and its offset in it."""
        if self.language is None:
            return []
        return [
            (block.text, offset, sentence)
            for block in self.blocks
            for offset, sentence in sentences(covered(block.text, self.quotations), block.kind, self.language)
        ]


_REPORT = "Please report it, with the text."
Marks = tuple[tuple[str, Mark], ...]
Plan = Sequence[tuple[Rule, Mapping[str, Any]]]
Checks = Sequence[tuple[str, Check, Mapping[str, Any]]]


class Analysis:
    """The rules of a run for words, and what they found in each distinct sentence so far.

    Manuals repeat themselves: a sentence that stands in fifty files is judged once.
    """

    def __init__(self, plan: Plan) -> None:
        self.has_rules = bool(plan)
        self._texts = _by_kind(plan, "in_text")
        self._sentences = _by_kind(plan, "in_sentence")
        self._documents = [
            (rule.name, check, options) for rule, options in plan if (check := rule.check("in_document")) is not None
        ]
        self._known: dict[tuple[str, Kind, bool, str], Marks] = {}

    def hits(self, document: Document) -> Iterator[tuple[str, Hit]]:
        """Everything that the rules find in a document."""
        for block in document.blocks:
            for name, mark in _marks(self._texts[block.kind], block.text, len(block.text)):
                yield _named(name, mark), _hit(block.text, 0, mark)
        for text, offset, sentence in document.sentences:
            for name, mark in self._in_sentence(sentence):
                yield _named(name, mark), _hit(text, offset, mark)
        for name, check, options in self._documents:
            try:
                for hit in check(document, options):
                    yield name, hit
            except Exception as error:
                yield CRASH, Hit(Span(document.file, 0, 0), _crashed(name, error), _REPORT)

    def _in_sentence(self, sentence: Sentence) -> Marks:
        key = (sentence.text, sentence.kind, sentence.first, sentence.language.code)
        found = self._known.get(key)
        if found is None:
            marks = _marks(self._sentences[sentence.kind], sentence, len(sentence.text))
            found = self._known[key] = tuple((name, _in_one_line(mark)) for name, mark in marks)
        return found


def _marks(checks: Checks, words: Any, length: int) -> list[tuple[str, Mark]]:
    """What rules find in a text or a sentence. One that fails loses this text alone; all else is still found."""
    found: list[tuple[str, Mark]] = []
    for name, check, options in checks:
        try:
            marks = [*check(words, options)]
        except Exception as error:
            marks = [Mark(0, length, _crashed(name, error), _REPORT, severity=CRASH)]
        if marks:  # as few rules find anything in a sentence
            found += [(name, mark) for mark in marks]
    return found


def _in_one_line(mark: Mark) -> Mark:
    """A mark that quotes its words with one blank where a line ends, or where marks of emphasis stood."""
    return mark._replace(message=" ".join(mark.message.split()), hint=" ".join(mark.hint.split()))


def _named(name: str, mark: Mark) -> str:
    return CRASH if mark.severity == CRASH else name


def _crashed(name: str, error: Exception) -> str:
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return f"internal error: the rule `{name}` fails on this text ({what})."


def _by_kind(plan: Plan, name: str) -> Mapping[Kind, Checks]:
    """The functions of this name by the kinds of text that their rules read."""
    found: dict[Kind, list[tuple[str, Check, Mapping[str, Any]]]] = {kind: [] for kind in Kind}
    for rule, options in plan:
        check = rule.check(name)
        if check is not None:
            for kind in rule.kinds:
                found[kind].append((rule.name, check, options))
    return found


def _hit(text: Text, offset: int, mark: Mark) -> Hit:
    fix = None
    if mark.replacement is not None:
        fix = Fix(text.written(mark.replacement), mark.safe)
    severity = ERROR if mark.severity == CRASH else mark.severity
    return Hit(text, mark.message, mark.hint, offset + mark.start, offset + mark.end, severity, fix)
