"""Shapes: what may stand in a field, how it is read from nodes, and its JSON Schema.

A model class is a `NamedTuple` under `@record`, and its fields are made by `required` and `optional`, each with a
shape and a sentence for editors. They stand where Python has the defaults, and `record` gives it the real ones.
Reading never raises: what does not fit becomes a fault, and the value the nearest thing that keeps the rest of the
file checkable.

A module with a `NamedTuple` leaves the annotations as they are: after `from __future__ import annotations` they
are texts, and Python compiles each of them again when a command starts.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol, Self, TypeVar

from sop_toolkit.model.guess import did_you_mean, nearest
from sop_toolkit.model.reading import Reading, cut_off, entries, head_of, is_cut_off, is_rest_of_number
from sop_toolkit.model.synonyms import SYNONYMS
from sop_toolkit.source.problems import NUMBERED, OTHER_HYPHENS
from sop_toolkit.source.yaml import MappingNode, Node, ScalarNode, SequenceNode, span_of
from sop_toolkit.text import File, Span, Text

Schema = dict[str, Any]
# The word for a list that holds nothing.
NONE = "none"
# The field that makes an answer lead somewhere, and what writers put in place of it.
_LEADS_ON, _ARROW = "go", r"\s*(?:[-=]+>|[→⇒])"
_NOTHINGS = (NONE, "n/a", "na", "nil", "no", "nothing", "-", "–", "—")
# Names with values where a source gives none.
NOTHING: Mapping[Any, Any] = MappingProxyType({})


class Shape(Protocol):
    """What may stand in a field."""

    def read(self, node: Node, reading: Reading, field: str) -> Any:
        """The value of a node; `field` is its path, for findings."""

    def schema(self) -> Schema:
        """The JSON Schema of such a value, as editors see it before types are given."""

    def empty(self, where: Span) -> Any:
        """What stands in for a value that is missing or does not fit."""


class Field(NamedTuple):
    """A field of a record: its shape, what it means to a writer, whether it must be there, and what it is if not."""

    shape: Shape
    meaning: str
    required: bool = False
    default: Any = None


def required(shape: Shape, meaning: str) -> Any:
    """A field that every source needs."""
    return Field(shape, meaning, required=True)


def optional(shape: Shape, meaning: str, default: Any = None) -> Any:
    """A field that may be left out."""
    return Field(shape, meaning, default=default)


Model = TypeVar("Model", bound=type[Any])


def record(model: Model) -> Model:
    """The model class, with the real defaults of its fields: those that every source needs come first and have none."""
    fields = model._field_defaults.values()
    rest = (each for each in fields if not (isinstance(each, Field) and each.required))
    model.__new__.__defaults__ = tuple(each.default if isinstance(each, Field) else each for each in rest)
    return model


class ListOf(NamedTuple):
    """A list; with `none_word` also the word `none`, which reads as an empty list."""

    item: Shape
    none_word: bool = False
    least: int = 0
    most: int | None = None

    def read(self, node: Node, reading: Reading, field: str) -> tuple[Any, ...]:
        if not isinstance(node, SequenceNode):
            return self._not_a_list(node, reading, field)
        if len(node.value) < self.least:
            items_needed = f"at least {self.least} item{'' if self.least == 1 else 's'}"
            reading.wrong(node, field, items_needed, "Write one item to a line, after `- `.")
        items = []
        for number, part in enumerate(node.value, 1):
            if self.none_word and isinstance(part, ScalarNode) and part.value.lower() == NONE:
                hint = f"Write `{field.rpartition('.')[2]}: {NONE}`, or delete the item."
                span = span_of(part, reading.file, f"{field}[{number}]")
                reading.fault(f"“{part.value}” is an item of the list here.", hint, span)
                continue
            if node.flow_style and is_rest_of_number(part, reading.file):
                reading.lose(span_of(part, reading.file, f"{field}[{number}]"), "[…]")
                continue
            reading.key = None
            items.append(self.item.read(part, reading, f"{field}[{id_of(part) or number}]"))
        return tuple(items)

    def _not_a_list(self, node: Node, reading: Reading, field: str) -> tuple[Any, ...]:
        if self.none_word and isinstance(node, ScalarNode) and node.value == NONE:
            return ()
        name = field.rpartition(".")[2]
        hint = f"Write `{name}:` and below it one item to a line, each after `- `{self._example(node)}"
        hint += f", or the word `{NONE}`." if self.none_word else "."
        if self.none_word and isinstance(node, ScalarNode) and node.value.strip(" .").lower() in _NOTHINGS:
            hint = f"Did you mean `{NONE}`?"
        start = node.start_mark.index
        if re.compile(r"-\w").match(reading.file.text, start):
            hint = "A space is missing after the hyphen: each item of a list starts with `- `."
        elif sign := re.compile(f"{NUMBERED}|[{''.join(OTHER_HYPHENS)}]").match(reading.file.text, start):
            hint = f"“{sign[0]}” is no hyphen: each item of a list starts with `- `."
        reading.wrong(node, field, "a list", hint)
        return ()

    def _example(self, node: Node) -> str:
        """How the first item starts, if it has fields."""
        if not isinstance(self.item, Record):
            return ""
        first = node.value[0] if isinstance(node, MappingNode) and node.value else None
        name = first[0].value if first and isinstance(first[0], ScalarNode) else ""
        if name in self.item.fields:
            return f", such as `- {name}:`"
        is_id = first is not None and isinstance(first[1], MappingNode) and "id" in self.item.fields
        return f", such as `- {'id' if is_id else next(iter(self.item.fields))}: {name or '…'}`"

    def schema(self) -> Schema:
        listed: Schema = {"type": "array", "items": self.item.schema()}
        if self.least:
            listed["minItems"] = self.least
        return {"anyOf": [{"const": NONE}, listed]} if self.none_word else listed

    def empty(self, where: Span) -> tuple[Any, ...]:
        return ()


def id_of(node: Node) -> str:
    """The id of a list item, which names it in paths and addresses."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == "id" and isinstance(value, ScalarNode):
                return str(value.value)
    return ""


class MapOf(NamedTuple):
    """Names of the writer's own choice, each with a value of one shape."""

    key: Shape
    value: Shape

    def read(self, node: Node, reading: Reading, field: str) -> dict[Text, Any]:
        if not isinstance(node, MappingNode):
            reading.wrong(node, field, "names with values", "Write one `name: value` to a line, indented.")
            return {}
        found: dict[Text, Any] = {}
        for name, part in entries(node, reading, field):
            inner = f"{field}.{name.value}"
            if is_cut_off(name, part, reading.file):
                cut_off(name, reading, inner)
                continue
            key = self.key.read(name, reading, inner)
            reading.key = name
            found[key] = self.value.read(part, reading, inner)
        return found

    def schema(self) -> Schema:
        pattern = self.key.schema().get("pattern", "")
        allowed: Schema = {"type": "object", "additionalProperties": self.value.schema()}
        return {**allowed, "propertyNames": {"pattern": pattern}} if pattern else allowed

    def empty(self, where: Span) -> dict[Text, Any]:
        return {}


class Record:
    """Fields with names that are known. `alone` names the field that a lone text may stand for.

    `barred` are names that must not stand here though they mean something, each with what to do instead.
    """

    def __init__(
        self,
        fields: dict[str, Field],
        make: Callable[..., Any],
        meaning: str,
        alone: str = "",
        barred: Mapping[str, str] = NOTHING,
    ) -> None:
        self.fields = fields
        self.make = make
        self.meaning = meaning
        self.alone = alone
        self.barred = barred
        self._shapes = {name: field.shape for name, field in fields.items()}
        self._required = [name for name, field in fields.items() if field.required]

    @classmethod
    def of(cls, model: type[Any], alone: str = "") -> Self:
        """The record of a model class."""
        fields = {name: each for name, each in model._field_defaults.items() if isinstance(each, Field)}
        meaning = " ".join((model.__doc__ or "").split("\n\n")[0].split())
        return cls(fields, model, meaning, alone)

    def read(self, node: Node, reading: Reading, field: str = "") -> Any:
        if not isinstance(node, MappingNode):
            return self._lone(node, reading, field)
        values: dict[str, Any] = {}
        own_key = reading.key
        prefix = f"{field}." if field else ""
        strangers: list[tuple[ScalarNode, Node]] = []
        empty: Shape | None = None  # the shape of a field without a value, right above
        for key, part in entries(node, reading, field):
            name = key.value
            shape = self._shapes.get(name)
            if shape is not None:
                reading.key = key
                values[name] = shape.read(part, reading, prefix + name)
                empty = shape if isinstance(part, ScalarNode) and not part.value else None
            elif not self._is_below(empty, name):
                strangers.append((key, part))
        missing = [name for name in self._required if name not in values]
        meant = self._strange(strangers, missing, reading, prefix) if strangers else set()
        if missing:
            values.update(self._missing(missing, meant, own_key or node, reading, field))
        return self.make(**values)

    def _lone(self, node: Node, reading: Reading, field: str) -> Any:
        where = head_of(node, reading.file, field)
        if self.alone and isinstance(node, ScalarNode) and node.value:
            value = self._shapes[self.alone].read(node, reading, f"{field}.{self.alone}")
            return self._blank(where, {self.alone: value})
        reading.wrong(node, field, "fields of its own", self._lone_hint(node, where))
        return self._blank(where, {})

    def _lone_hint(self, node: Node, first_line: Span) -> str:
        """What to write in place of a lone text: where an item needs one field only, the text is meant for it."""
        is_item = first_line.field.endswith("]")
        if _LEADS_ON in self.fields and isinstance(node, ScalarNode) and (arrow := re.search(_ARROW, node.value)):
            return f"Write {self._each(node.value[: arrow.start()])}, each on its own line, indented."
        if is_item and len(self._required) == 1 and isinstance(node, ScalarNode) and node.value.strip():
            words = first_line.file.text[first_line.start : first_line.end]
            goes_on = " …" if first_line.end < span_of(node, first_line.file, "").end else ""
            return f"Write `- {self._required[0]}: {words}{goes_on}`"
        if not self._required:
            return f"Write each field on its own line, indented and without `- `, such as `{next(iter(self.fields))}:`."
        names = ", ".join(f"`{name}:`" for name in self._required)
        return f"Write {names}, each on its own line, indented."

    def _blank(self, where: Span, known: dict[str, Any]) -> Any:
        blank = {name: self._shapes[name].empty(where) for name in self._required}
        return self.make(**{**blank, **known})

    def _is_below(self, empty: Shape | None, name: str) -> bool:
        """Whether a name belongs to the field without a value above it, whose fault asks for indented lines."""
        if isinstance(empty, MapOf):
            return not nearest(name, self.fields) and name.lower() not in SYNONYMS
        return isinstance(empty, Record) and name in empty.fields

    def _strange(
        self, strangers: list[tuple[ScalarNode, Node]], missing: list[str], reading: Reading, prefix: str
    ) -> set[str]:
        """Faults for names that are no fields here; gives the fields that are meant, or told of as missing."""
        first = strangers[0][0]
        hint = self._turned(first.value, missing[0], prefix) if len(missing) == 1 else ""
        if hint and not any(self._is_slip(key, part, reading, prefix) for key, part in strangers):
            span = span_of(first, reading.file, prefix + first.value)
            reading.fault(f"`{first.value}` is not a field here.", hint, span)
            return set(missing)
        meant = {self._unknown(key, part, reading, prefix) for key, part in strangers}
        if not prefix:
            reading.meant |= meant
        return meant

    def _turned(self, name: str, missing: str, prefix: str) -> str:
        """What to write where values stand as the names of fields, as in `{Yes: refund}`; nothing where none can."""
        shape = self._shapes[missing]
        if prefix and isinstance(shape, ListOf) and isinstance(shape.item, Record):
            return f"Write it below `{missing}:`, as `- {next(iter(shape.item.fields))}: {name}`."
        return f"Write {self._each(name)}, each on its own line." if _LEADS_ON in self.fields else ""

    def _each(self, answer: str) -> str:
        """The fields by their names, the first of them with what belongs into it."""
        first, *others = self.fields
        return ", ".join((f"`{first}: {answer}`", *(f"`{name}:`" for name in others)))

    def _is_slip(self, key: ScalarNode, value: Node, reading: Reading, prefix: str) -> bool:
        """Whether a name that is no field here is one elsewhere, or much like one."""
        is_known = key.value.lower() in SYNONYMS or key.value in self.barred or key.value == "<<"
        is_near = bool(nearest(key.value, self.fields) or _home(key.value, prefix, reading))
        return is_known or is_near or is_cut_off(key, value, reading.file)

    def _unknown(self, key: ScalarNode, value: Node, reading: Reading, prefix: str) -> str:
        """A fault for a name that is no field here; gives the field that is meant, if that is sure enough."""
        if is_cut_off(key, value, reading.file):
            return cut_off(key, reading, prefix + key.value)
        span = span_of(key, reading.file, prefix + key.value)
        if key.value == "<<":
            reading.fault("`<<` is not read.", "Write the fields out.", span)
            return ""
        if key.value in self.barred:
            reading.fault(f"`{key.value}` is not a field here.", self.barred[key.value], span)
            return ""
        names = SYNONYMS.get(key.value.lower(), ())
        word = next((name for name in names if name in self.fields), "")
        elsewhere = "" if word else _home(key.value, prefix, reading)
        hint = elsewhere or did_you_mean(word or key.value, list(self.fields), "The fields here are")
        reading.fault(f"`{key.value}` is not a field here.", hint, span)
        return "" if elsewhere else nearest(word or key.value, self.fields)

    def _missing(self, absent: list[str], meant: set[str], node: Node, reading: Reading, field: str) -> dict[str, Any]:
        """One fault for all that is missing at a place, and what stands in for it.

        What is `meant` by another name has its fault already.
        """
        names = [name for name in absent if name not in meant] or absent
        path = f"{field}.{names[0]}".lstrip(".") if len(names) == 1 else field
        where = Span(reading.file, *_parent(node, reading.file, field), path)
        listed = ", ".join(f"`{name}`" for name in names)
        hint = " ".join(f"`{name}:` {self.fields[name].meaning}" for name in names)
        if not meant.issuperset(absent):
            reading.fault(f"{listed} {'is' if len(names) == 1 else 'are'} missing.", f"Add {hint}", where)
        return {name: self._shapes[name].empty(where) for name in absent}

    def schema(self) -> Schema:
        properties = {}
        for name, field in self.fields.items():
            properties[name] = {"description": field.meaning, **field.shape.schema()}
        whole: Schema = {
            "type": "object",
            "description": self.meaning,
            "properties": properties,
            "required": self._required,
            "additionalProperties": False,
        }
        return {"anyOf": [self._shapes[self.alone].schema(), whole]} if self.alone else whole

    def empty(self, where: Span) -> Any:
        return self._blank(where, {})


def _home(name: str, prefix: str, reading: Reading) -> str:
    """Where else in the file a field of this name belongs, as a hint: below this place if it can, else near the top."""
    here = re.sub(r"\[[^\]]*\]", "", prefix)
    homes = [path for field, path in _places(reading.whole, "") if field == name]
    home = min(homes, key=lambda path: (not path.startswith(here), path.count(".")), default=None)
    if home is None:
        return ""
    above = home.rstrip(".").rpartition(".")[2]
    deeper = ", indented" if home.startswith(here) else ""
    return f"It is a field of `{above}`: write it there{deeper}." if above else "It stands at the top of the file."


def _places(shape: Shape | None, path: str) -> Iterator[tuple[str, str]]:
    """Every field below a shape, and the path of what holds it."""
    if isinstance(shape, ListOf):
        yield from _places(shape.item, path)
    elif isinstance(shape, Record):
        for name, field in shape.fields.items():
            yield name, path
            yield from _places(field.shape, f"{path}{name}.")


def _parent(node: Node, file: File, field: str) -> tuple[int, int]:
    """Where a missing field is reported: at its parent's first words, or at the file's first character."""
    if not field:
        return (0, 0)
    head = head_of(node, file, field)
    return head.start, head.end
