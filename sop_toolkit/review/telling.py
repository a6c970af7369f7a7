"""Changes of a source in sentences that can be read aloud to somebody who never sees YAML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from sop_toolkit.model.procedure import END, Procedure
from sop_toolkit.review.compare import WORDS, Change, Item, Value, Values
from sop_toolkit.review.style import Style, as_words
from sop_toolkit.text import capital

# One item of a list, and a field, where the name in the source is not how people speak.
_ITEMS = {
    "steps": "step", "substeps": "part", "warn": "warning", "options": "answer", "exceptions": "exception",
    "needs": "need", "records": "record", "measures": "measure", "history": "line of the history",
    "keywords": "keyword", "replaces": "procedure to take over from", "related": "link to a related procedure",
    "roles": "role", "terms": "term", "fields": "fact", "branches": "branch", "avoid": "word to avoid",
    "languages": "language", "lint": "lint setting",
}  # fmt: skip
_FIELDS = {
    "do": "action", "who": "role", "within": "time limit", "say": "spoken text", "why": "reason", "decide": "decision",
    "ask": "question", "when": "answer", "go": "next step", "verify": "second person's check", "by": "checking role",
    "how": "way to check", "may": "permission", "otherwise": "way beyond that", "done": "end of the work",
    "trigger": "start of the work", "needs": "list of needs", "exceptions": "list of exceptions",
    "records": "list of records", "keep": "time to keep", "where": "place to keep", "review": "date of the next review",
    "effective": "date in force", "approved": "approval", "alt": "description of the picture", "file": "picture",
    "what": "content", "use": "word to use", "means": "meaning", "pause": "moment of use",
    "branches": "choice of branches",
}  # fmt: skip
# The same name in another place.
_FIELDS_THERE: dict[tuple[str, ...], str] = {
    ("approved", "by"): "approving role", ("approved", "date"): "date of approval",
    ("approved", "version"): "approved version", ("history", "by"): "writer",
}  # fmt: skip
_NUMBERED = ("steps", "substeps")
# What stays the same thing in another step. An answer does not: it belongs to its question.
_CARRIED = ("warn", "substeps")
_STANDALONE = ("added", "removed", "split", "merged")
# Where an answer leads that names no step.
_BELOW = "the one below"
_SENTENCE_ENDS = tuple(".?!।…")

Steps = Mapping[str, Item]


def steps_of(procedure: Procedure | None) -> Steps:
    """The steps of a procedure by their ids, as decisions name them."""
    found = enumerate(procedure.steps if procedure else (), 1)
    return {
        str(step.id): Item("steps", str(step.id), number, number, str(step.do)) for number, step in found if step.id
    }


class Teller:
    """Tells changes in one style. `steps` are those before and now."""

    def __init__(self, style: Style, steps: tuple[Steps, Steps] = ({}, {})) -> None:
        self.style = style
        self.steps = steps
        self.elsewhere: Mapping[Change, Item] = {}

    def sentences(self, changes: Iterable[Change]) -> Iterator[str]:
        """The sentences about each item and each field that changes, in their order."""
        changes = list(changes)
        self.elsewhere = dict(_elsewhere(changes))
        for _, group in groupby(changes, lambda change: change.inside[:1] or change.names[:1]):
            part = list(group)
            alone = [each for each in part if each.kind in _STANDALONE and not each.field and not each.inside[1:]]
            for change in alone:
                yield _sentence(f"{self._some(change.inside[0])} {self._becomes(change)}")
            others = [change for change in part if change not in alone]
            if others:
                yield _sentence(self._subject(others) + "; ".join(map(self._clause, others)))

    def _subject(self, changes: Sequence[Change]) -> str:
        """What the clauses are about. Words that changed stand in their own clause."""
        if not changes[0].inside:
            return ""
        item = changes[0].inside[0]
        was = f" (was {item.was})" if item.field in _NUMBERED and item.was != item.now else ""
        return f"{self._name(item, was, not any(_is_heading(change, item) for change in changes))}: "

    def _some(self, item: Item) -> str:
        """An item that nobody knows yet, or any more."""
        name = self._name(item, is_quoted=False)
        is_known = item.field in _NUMBERED or item.id == item.words != ""
        return name if is_known else f"{'an' if name.startswith(tuple('aeiou')) else 'a'} {name}"

    def _name(self, item: Item, was: str = "", is_quoted: bool = True) -> str:
        """An item as people speak of it: by its number, its name or its words."""
        noun = _ITEMS.get(item.field, as_words(item.field))
        if item.language:
            return f"{noun} {self._in(item.language)}"
        if item.field in _NUMBERED:
            noun = f"{noun} {item.now or item.was}{was}"
            return f"{noun}, {self.style.quote(item.words)}" if is_quoted else noun
        if item.id and item.id == item.words:
            return f"{noun} {self.style.words(as_words(item.id))}"
        return f"{noun} {self.style.quote(item.words)}" if is_quoted else noun

    def _in(self, language: str) -> str:
        return f"in {self.style.words(language_name(language))}"

    def _clause(self, change: Change) -> str:
        """What changed, seen from the item that the sentence is about."""
        what = ", ".join(self._way(change))
        if change.field and not (change.inside and _is_heading(change, change.inside[-1])):
            what += f"{', ' if what else ''}the {label(change.names)}"
        return f"{what} {self._becomes(change)}" if what else self._becomes(change).removeprefix("is ")

    def _way(self, change: Change) -> list[str]:
        """The items on the way from the one that the sentence is about to the change."""
        way: list[str] = []
        for item in change.inside[1:]:
            if item.language:
                is_all = item is change.inside[-1] and not change.field
                thing = way.pop() if way else "the name" if is_all else ""
                way.append(f"{thing} {self._in(item.language)}".strip())
            elif item.id == item.words:  # a name below a name: the fact of a branch
                way.append(self.style.words(as_words(item.id)))
            else:
                way.append(self._name(item, is_quoted=not _is_heading(change, item)))
        return way

    def _becomes(self, change: Change) -> str:
        """What happens to the thing that changes."""
        before, after = self._values(change, change.before, 0), self._values(change, change.after, 1)
        if change.kind == "reworded":
            return f"is reworded: {self.style.reworded(change.words, change.before[0].text, change.after[0].text)}"
        if change.kind == "changed" or change.field == "go":
            return f"changes from {before or _BELOW} to {after or _BELOW}"
        if change.kind == "renamed":
            return f"is renamed from {self.style.words(change.others[0].id)}"
        if change.kind == "moved":
            return f"moves before {self._name(change.others[0])}" if change.others else "moves to the end"
        if change.kind in ("split", "merged"):
            return self._regrouped(change)
        if change in self.elsewhere:
            return f"{'comes from' if after else 'moves to'} {self._name(self.elsewhere[change])}"
        said = after or before
        become = "is new" if change.kind == "added" else "is gone"
        return f"{become}{':' if said and not said.startswith('(') else ''} {said}".strip()

    def _regrouped(self, change: Change) -> str:
        """One item that is two now, or two that are one. What both sides have need not be told."""
        parts = " and ".join(map(self._name, change.others))
        whole = next(each for each in (change.before if change.kind == "split" else change.after) if each.form == WORDS)
        said = f"is now two: {parts}; before: " if change.kind == "split" else f"joins two: {parts}; now: "
        told = [said + self.style.quote(whole.text)]
        known = {whole.text, *(item.words for item in change.others)}
        sides = (("new", 1, change.after, change.before), ("gone", 0, change.before, change.after))
        for name, side, here, there in sides:
            left = [each for each in here if each not in there and each.text not in known and each.field != "id"]
            told += [f"{name} ({'; '.join(self._labelled(change, each, side) for each in left)})"] if left else []
        return "; ".join(told)

    def _values(self, change: Change, values: Values, side: int) -> str:
        """What stands in a field, or in all fields of an item: first its words, unless its name already has them."""
        heading = values[0] if len(values) == 1 else next((value for value in values if value.form == WORDS), None)
        others = [each for each in values if each is not heading and each.field != "id"]
        is_named = heading and not change.field and change.inside[1:] and heading.text == change.inside[-1].words
        said = self._value(heading, side) if heading and not is_named else ""
        return (
            f"{said} ({'; '.join(self._labelled(change, each, side) for each in others)})".strip() if others else said
        )

    def _labelled(self, change: Change, value: Value, side: int) -> str:
        named = "" if value.field == change.names[-1] else label((change.names[-1], value.field))
        language = self._in(value.language) if value.language else ""
        return f"{' '.join(filter(None, (named, language)))}: {self._value(value, side)}"

    def _value(self, value: Value, side: int) -> str:
        text, form = value.text, value.form
        if form == WORDS:
            return self.style.quote(text)
        if form == "step" and text in self.steps[side]:
            return self._name(self.steps[side][text])
        if form == "step" and text == END:
            return "the end"
        if value.field == "languages":
            return language_name(text)
        return self.style.words(text if form == "value" else as_words(text))


def _elsewhere(changes: Sequence[Change]) -> Iterator[tuple[Change, Item]]:
    """What goes from one step to another as it is: each end of the way with the step at the other end."""
    carried = [each for each in changes if each.names[-1] in _CARRIED and not each.field]
    gone: dict[object, list[Change]] = {}
    for change in carried:
        if change.kind == "removed":
            gone.setdefault((change.names, change.before), []).append(change)
    for change in carried:
        if change.kind == "added" and (left := gone.get((change.names, change.after))):
            other = left.pop(0)
            yield from ((change, other.inside[0]), (other, change.inside[0]))


def _is_heading(change: Change, item: Item) -> bool:
    """Whether a change is of the words that an item is named by."""
    return change.kind == "reworded" and change.inside[-1] == item and change.after[0].text == item.words


def label(names: Sequence[str]) -> str:
    """A field as people speak of it."""
    return _FIELDS_THERE.get(tuple(names[-2:])) or _FIELDS.get(names[-1], as_words(names[-1]))


def language_name(code: str) -> str:
    """A language as English calls it."""
    from babel import Locale, UnknownLocaleError  # for the few changes that name one

    try:
        return str(Locale.parse(code, sep="-").get_display_name("en"))
    except (UnknownLocaleError, ValueError):
        return code


def _sentence(text: str) -> str:
    """With a capital letter, and with an end."""
    return capital(text) + ("" if text.rstrip("”)").endswith(_SENTENCE_ENDS) else ".")
