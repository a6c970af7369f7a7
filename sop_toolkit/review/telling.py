"""Changes of a source in sentences that can be read aloud to somebody who never sees YAML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from sop_toolkit.model.procedure import END, Procedure
from sop_toolkit.review.compare import WORDS, Change, Item, Values
from sop_toolkit.review.style import Style, as_words

# One item of a list, and a field, where the name in the source is not how people speak.
_ITEMS = {
    "steps": "step", "substeps": "part", "warn": "warning", "options": "answer", "exceptions": "exception",
    "needs": "need", "records": "record", "measures": "measure", "history": "line of the history",
    "keywords": "keyword", "replaces": "replaced procedure", "related": "related procedure", "roles": "role",
    "terms": "term", "fields": "fact", "branches": "branch", "avoid": "word to avoid", "languages": "language",
    "lint": "lint setting",
}  # fmt: skip
_FIELDS = {
    "do": "action", "who": "role", "within": "time limit", "say": "words to say", "why": "reason", "decide": "decision",
    "ask": "question", "when": "answer", "go": "next step", "verify": "second person's check", "by": "checking role",
    "how": "way to check", "may": "permission", "otherwise": "way beyond that", "done": "end of the work",
    "trigger": "start of the work", "needs": "list of needs", "exceptions": "list of exceptions",
    "records": "list of records", "keep": "time to keep", "where": "place to keep", "review": "date of the next review",
    "effective": "date in force", "approved": "approval", "alt": "description of the picture", "file": "picture",
    "what": "content", "use": "word to use", "means": "meaning", "pause": "moment of use",
}  # fmt: skip
# The same name in another place.
_FIELDS_THERE = {
    ("approved", "by"): "approving role", ("approved", "date"): "date of approval",
    ("approved", "version"): "approved version", ("history", "by"): "writer",
}  # fmt: skip
_NUMBERED = ("steps", "substeps")
_STANDALONE = ("added", "removed", "split", "merged")
_SENTENCE_ENDS = tuple(".?!।…")

StepNames = Mapping[str, str]


def step_names(procedure: Procedure | None) -> StepNames:
    """The steps of a procedure by their ids, as decisions name them: number and words."""
    found = enumerate(procedure.steps if procedure else (), 1)
    return {str(step.id): f"{number}|{step.do}" for number, step in found if step.id}


class Teller:
    """Tells changes in one style. `steps` are those before and now."""

    def __init__(self, style: Style, steps: tuple[StepNames, StepNames] = ({}, {})) -> None:
        self.style = style
        self.steps = steps

    def sentences(self, changes: Iterable[Change]) -> Iterator[str]:
        """The sentences about each item and each field that changes, in their order."""
        for _, group in groupby(changes, lambda change: change.inside[:1] or change.names[:1]):
            part = list(group)
            alone = [
                change for change in part if change.kind in _STANDALONE and not change.field and not change.inside[1:]
            ]
            for change in alone:
                yield _sentence(f"{self._name(change.inside[0], is_quoted=False)} {self._becomes(change)}")
            others = [change for change in part if change not in alone]
            if others:
                yield _sentence(self._subject(others) + "; ".join(map(self._clause, others)))

    def _subject(self, changes: Sequence[Change]) -> str:
        """What the clauses are about. Words that changed stand in their own clause."""
        if not changes[0].inside:
            return ""
        item = changes[0].inside[0]
        is_told = any(change.kind == "moved" and not change.inside[1:] for change in changes)
        was = f" (was {item.was})" if item.field in _NUMBERED and item.was != item.now and not is_told else ""
        return f"{self._name(item, was, not any(_is_heading(change, item) for change in changes))}: "

    def _name(self, item: Item, was: str = "", is_quoted: bool = True) -> str:
        """An item as people speak of it: by its number, its name or its words."""
        noun = _ITEMS.get(item.field, as_words(item.field))
        if item.field in _NUMBERED:
            noun = f"{noun} {item.now or item.was}{was}"
            return f"{noun}, {self.style.quote(item.words)}" if is_quoted else noun
        if item.id and item.id == item.words:
            return f"{noun} {self.style.words(as_words(item.id))}"
        return f"{noun} {self.style.quote(item.words)}" if is_quoted else noun

    def _clause(self, change: Change) -> str:
        """What changed, seen from the item that the sentence is about."""
        what = ", ".join(self._inner(change, item) for item in change.inside[1:])
        if change.field and not (change.inside and _is_heading(change, change.inside[-1])):
            what += f"{', ' if what else ''}the {_label(change.names)}"
        return f"{what} {self._becomes(change)}" if what else self._becomes(change).removeprefix("is ")

    def _inner(self, change: Change, item: Item) -> str:
        if item.id == item.words:  # a name below a name: the language of a title, the fact of a branch
            return self.style.words(as_words(item.id))
        return self._name(item, is_quoted=not _is_heading(change, item))

    def _becomes(self, change: Change) -> str:
        """What happens to the thing that changes."""
        before, after = self._values(change.before, 0), self._values(change.after, 1)
        if change.kind == "reworded":
            return f"is reworded: {self.style.reworded(change.words, change.before[0].text, change.after[0].text)}"
        if change.kind == "changed":
            return f"changes from {before} to {after}"
        if change.kind == "moved":
            item = change.inside[-1]
            where = f"before {self.style.quote(change.others[0].words)}" if change.others else "to the end"
            return f"moves from place {item.was} to place {item.now}, {where}"
        if change.kind in ("split", "merged"):
            return self._regrouped(change)
        return f"is new: {after}" if change.kind == "added" else f"is gone: {before}"

    def _regrouped(self, change: Change) -> str:
        """One item that is two now, or two that are one. What both sides have need not be told."""
        parts = " and ".join(map(self._name, change.others))
        whole = self.style.quote(next(value.text for value in _whole_of(change) if value.form == WORDS))
        told = (
            f"is now two: {parts}; before: {whole}"
            if change.kind == "split"
            else f"takes in two, {parts}; now: {whole}"
        )
        known = {item.words for item in change.others}
        for name, here, there, side in (
            ("new", change.after, change.before, 1),
            ("gone", change.before, change.after, 0),
        ):
            left = tuple(value for value in here if value not in there and value.field != "id")
            left = tuple(value for value in left if value.text not in known and value not in _whole_of(change)[:1])
            told += f"; {name}: {self._values(left, side)}" if left else ""
        return told

    def _values(self, values: Values, side: int) -> str:
        """What stands in a field, or in all fields of an item: the first words by themselves."""
        told: list[str] = []
        heading = next((value for value in values if value.form == WORDS), None)
        for value in values:
            said = self._value(value.text, value.form, side)
            is_alone = value is heading or len(values) == 1
            if value.field != "id" or len(values) == 1:
                told.append(said if is_alone else f"{_label((value.field,))}: {said}")
        return "; ".join(told)

    def _value(self, text: str, form: str, side: int) -> str:
        if form == WORDS:
            return self.style.quote(text)
        if form == "step" and text in self.steps[side]:
            number, _, words = self.steps[side][text].partition("|")
            return f"step {number}, {self.style.quote(words)},"
        if form == "step" and text == END:
            return "the end"
        return self.style.words(text if form == "value" else as_words(text))


def _whole_of(change: Change) -> Values:
    return tuple(value for value in (change.before if change.kind == "split" else change.after) if value.field != "id")


def _is_heading(change: Change, item: Item) -> bool:
    """Whether a change is of the words that an item is named by."""
    return change.kind == "reworded" and change.inside[-1] == item and change.after[0].text == item.words


def _label(names: Sequence[str]) -> str:
    return _FIELDS_THERE.get(tuple(names[-2:]), "") or _FIELDS.get(names[-1], as_words(names[-1]))


def _sentence(text: str) -> str:
    """With a capital letter, and with an end."""
    text = text.replace(",;", ";").rstrip(",")
    return f"{text[:1].upper()}{text[1:]}{'' if text.rstrip('”').endswith(_SENTENCE_ENDS) else '.'}"
