"""The shapes of single values: words, names, dates, durations, versions and choices."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from sop_toolkit.model.guess import did_you_mean, language_meant
from sop_toolkit.model.reading import Reading
from sop_toolkit.model.shape import ListOf, MapOf, Schema
from sop_toolkit.source.yaml import MappingNode, Node, ScalarNode, SequenceNode, text_of
from sop_toolkit.text import Kind, Span, Text

# Editors read `2`, `1.10`, `yes` and `2026-10-20` as numbers, truth values and dates; here they are texts.
_ANY_SCALAR: Schema = {"type": ["string", "number", "boolean"]}
_DIGITS = "[0-9]{1,9}"
_DURATION = rf"({_DIGITS})\s+(second|minute|hour|day|week|month)s?"
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"


class Date(NamedTuple):
    """A day, and the text that gives it."""

    text: Text
    day: date

    def __str__(self) -> str:
        return self.day.isoformat()


class Duration(NamedTuple):
    """A length of time as the writer counts it: `2 minutes` is 2 of the unit `minute`."""

    text: Text
    count: int  # type: ignore[assignment]  # hides a method of tuples
    unit: str


def numbers(version: str) -> tuple[int, ...]:
    """A version for comparison, number by number: 1.10 is after 1.9. What is no number of a version does not count."""
    return tuple(int(part) for part in version.split(".") if re.fullmatch(_DIGITS, part))


def blank(where: Span) -> Text:
    """The text that stands in for a missing one."""
    return Text("", where.file, where.field, where.start)


class Words(NamedTuple):
    """A text for people, of one kind. A kind of None is a text that no language rule reads.

    `signs` are values that stand for words of the page, and that no translation has.
    """

    kind: Kind | None = None
    signs: tuple[str, ...] = ()

    def read(self, node: Node, reading: Reading, field: str) -> Text:
        return _scalar(node, reading, field, "a text")

    def schema(self) -> Schema:
        return {**_ANY_SCALAR, "minLength": 1}

    def empty(self, where: Span) -> Text:
        return blank(where)


def _scalar(node: Node, reading: Reading, path: str, expected: str) -> Text:
    if isinstance(node, ScalarNode) and node.value.strip():
        return text_of(node, reading.file, path)
    reading.wrong(node, path, expected, _hint_for(node))
    return Text("", reading.file, path, node.start_mark.index)


def _hint_for(node: Node) -> str:
    """What to write where one text is meant and something else stands."""
    hint = "Write the text after the colon."
    if isinstance(node, ScalarNode):
        hint = "Write the text after the colon, or delete the line."
    elif isinstance(node, (MappingNode, SequenceNode)) and node.flow_style:
        hint = "A text that starts with `[` or `{` needs quotes."
    elif isinstance(node, MappingNode):
        hint = "A text that holds `: ` needs quotes."
    elif isinstance(node, SequenceNode):
        hint = "Write one text after the colon, without `- ` and without brackets."
    return hint


class Pattern(NamedTuple):
    """A text of a fixed form, which is a regular expression: compiled when a first text is read.

    `likely` makes of a text that does not fit what it may mean.
    """

    form: str
    expected: str
    hint: str
    likely: Callable[[str], str] = str

    def fits(self, text: str) -> bool:
        """Whether a text has the form."""
        return re.fullmatch(self.form, text) is not None

    def meant(self, text: str) -> str:
        """The text as it should read, if it does not fit and anybody can tell."""
        likely = str(text) if self.fits(text) else self.likely(text)
        return likely if self.fits(likely) else str(text)

    def read(self, node: Node, reading: Reading, field: str) -> Text:
        text = _scalar(node, reading, field, self.expected)
        if text and not self.fits(text):
            likely = self.meant(text)
            guess = f"Did you mean `{likely}`? " if likely != text else ""
            reading.fault(f"“{text}” is not {self.expected}.", guess + self.hint, text)
        return text

    def schema(self) -> Schema:
        return {**_ANY_SCALAR, "pattern": f"^{self.form}$"}

    def empty(self, where: Span) -> Text:
        return blank(where)


def joined(words: str, sign: str = "-") -> str:
    """Words as a name: small letters and digits, with a sign where others stand; nothing for other scripts' letters."""
    if any(letter.isalpha() and not letter.isascii() for letter in words):
        return ""
    return re.sub("[^a-z0-9]+", sign, words.lower().removesuffix(".yaml")).strip(sign)


def _version(words: str) -> str:
    """The version that stands among other words."""
    from sop_toolkit.model.times import western  # for mistakes alone

    found = re.search(rf"(?<![0-9.,]){_DIGITS}(?:[.,]{_DIGITS})*(?![0-9])", western(words))
    return found[0].replace(",", ".") if found else ""


SLUG = Pattern(
    "[a-z0-9]+(?:-[a-z0-9]+)*",
    "an id",
    "An id has small letters, digits and single hyphens only, such as `return-an-item`.",
    joined,
)
FIELD_NAME = Pattern(
    "[a-z][a-z0-9_]*",
    "a field name",
    "A field name has small letters, digits and `_` only, such as `refund_limit`.",
    lambda words: joined(words, "_"),
)
NUMBER = Pattern(f"-?{_DIGITS}", "a whole number", "Write digits alone, such as 10.")
VERSION = Pattern(
    rf"{_DIGITS}(?:\.{_DIGITS})*",
    "a version",
    "A version is numbers with points between them, such as 1.2.",
    _version,
)


class Ref(NamedTuple):
    """The id of something else in the manual: a role, a procedure, a branch or a step."""

    to: str

    def read(self, node: Node, reading: Reading, field: str) -> Text:
        if isinstance(node, SequenceNode):
            hint = one_role(field) if self.to == "role" else "Write one id, without `- ` and without brackets."
            reading.wrong(node, field, f"the id of a {self.to}", hint)
            return Text("", reading.file, field, node.start_mark.index)
        return _scalar(node, reading, field, f"the id of a {self.to}")

    def schema(self) -> Schema:
        return dict(_ANY_SCALAR)

    def empty(self, where: Span) -> Text:
        return blank(where)


def one_role(field: str) -> str:
    """What to write in a field where several roles stand."""
    if field.startswith("steps[") and field.endswith("].who"):
        return "A step has one role: write one of them, and give the other a step of its own."
    return "One role stands here: write one of them."


class Choice(NamedTuple):
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, node: Node, reading: Reading, field: str) -> Text | None:
        name = field.rpartition(".")[2]
        text = _scalar(node, reading, field, "one word")
        if text in self.words:
            return text
        if text:
            hint = did_you_mean(text, self.words, "It is one of")
            reading.fault(f"“{text}” is no value of `{name}`.", hint, text)
        return None

    def schema(self) -> Schema:
        # Editors that read YAML 1.1 take the word `off` for the truth value false.
        return {"enum": [*self.words, *([False] if "off" in self.words else [])]}

    def empty(self, where: Span) -> None:
        return None


def _read_day(text: Text) -> Date:
    if not re.fullmatch(_DAY, text):
        raise ValueError(text)
    return Date(text, date.fromisoformat(text))


def _read_duration(text: Text) -> Duration:
    found = re.fullmatch(_DURATION, text)
    if not found or int(found[1]) == 0:
        raise ValueError(text)
    return Duration(text, int(found[1]), found[2])


def _duration_hint(text: Text) -> str:
    from sop_toolkit.model.times import duration_hint  # for mistakes alone

    return duration_hint(text)


def _day_hint(text: Text) -> str:
    from sop_toolkit.model.times import day_hint  # for mistakes alone

    return day_hint(text)


class Parsed(NamedTuple):
    """A text that means a value: `parse` gives it or raises ValueError."""

    parse: Callable[[Text], Any]
    expected: str
    hint: Callable[[Text], str]
    form: Schema

    def read(self, node: Node, reading: Reading, field: str) -> Any:
        text = _scalar(node, reading, field, self.expected)
        if not text:
            return None
        try:
            return self.parse(text)
        except ValueError:
            reading.fault(f"“{text}” is not {self.expected}.", self.hint(text), text)
            return None

    def schema(self) -> Schema:
        return dict(self.form)

    def empty(self, where: Span) -> None:
        return None


DAY = Parsed(_read_day, "a date", _day_hint, {"type": "string", "format": "date"})
DURATION = Parsed(
    _read_duration,
    "a time limit",
    _duration_hint,
    {"type": "string", "pattern": f"^{_DURATION}$"},
)


class Labels:
    """A text in each language: `{en: Service clerk, hi: सेवा क्लर्क}`."""

    def read(self, node: Node, reading: Reading, field: str) -> dict[Text, Text]:
        if isinstance(node, ScalarNode):
            hint = "Write `{en: …}`, one text for each language of the manual."
            reading.wrong(node, field, "a text for each language", hint)
            return {}
        found: dict[Text, Text] = MapOf(LANGUAGE, Words()).read(node, reading, field)
        return found

    def schema(self) -> Schema:
        return {**MapOf(LANGUAGE, Words()).schema(), "minProperties": 1}

    def empty(self, where: Span) -> dict[Text, Text]:
        return {}


LANGUAGE = Pattern(
    "[a-z]{2,3}(?:-[A-Z]{2})?", "a language code", "A language code is such as `en` or `hi`.", language_meant
)


class BranchChoice(NamedTuple):
    """The branches that a procedure is for: all of them but `without`, or `only` some."""

    only: tuple[Text, ...] = ()
    without: tuple[Text, ...] = ()

    @property
    def named(self) -> tuple[Text, ...]:
        return self.only + self.without

    @property
    def everywhere(self) -> bool:
        return not self.named

    def includes(self, branch: str) -> bool:
        """Whether the procedure is for this branch."""
        return branch in self.only if self.only else branch not in self.without


class Branches:
    """`all`, a list of branches, or `{except: [...]}`."""

    def read(self, node: Node, reading: Reading, field: str) -> BranchChoice:
        names = ListOf(Ref("branch"), least=1)
        if isinstance(node, SequenceNode):
            return BranchChoice(only=names.read(node, reading, field))
        if isinstance(node, MappingNode) and [key.value for key, _ in node.value] == ["except"]:
            return BranchChoice(without=names.read(node.value[0][1], reading, f"{field}.except"))
        if not (isinstance(node, ScalarNode) and node.value == "all"):
            reading.wrong(node, field, "the word `all` or branches", self._hint(node))
        return BranchChoice()

    def _hint(self, node: Node) -> str:
        """What to write for branches in words: `Kochi and Pune`, `all except Pune`."""
        words = node.value if isinstance(node, ScalarNode) else ""
        but = re.match(r"(?i)all\W+(?:but|except)\W+", words)
        parts = re.split(r"[,;&]|\band\b", words[but.end() if but else 0 :])
        names = ", ".join(filter(None, map(joined, parts)))
        if not names:
            return "Write `all`, a list such as `[kochi, pune]`, or `{except: [pune]}`."
        listed = "all" if names == "all" else f"[{names}]"
        return f"Did you mean `{{except: {listed}}}`?" if but else f"Did you mean `{listed}`?"

    def schema(self) -> Schema:
        names = ListOf(Ref("branch"), least=1).schema()
        excepted = {
            "type": "object",
            "properties": {"except": names},
            "required": ["except"],
            "additionalProperties": False,
        }
        return {"anyOf": [{"const": "all"}, names, excepted]}

    def empty(self, where: Span) -> BranchChoice:
        return BranchChoice()
