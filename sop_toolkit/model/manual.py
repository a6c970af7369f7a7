"""The manual: its languages, roles, terms, branches, categories and procedures."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Self

from sop_toolkit.model.matching import translated
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.model.reading import Reading
from sop_toolkit.model.scalars import FIELD_NAME, LANGUAGE, NUMBER, SLUG, Labels, Words
from sop_toolkit.model.shape import NOTHING, ListOf, MapOf, Record, Schema, optional, record, required
from sop_toolkit.model.translation import Translation
from sop_toolkit.source.yaml import MappingNode, Node, ScalarNode, span_of
from sop_toolkit.text import File, Span, Text

Names = Mapping[Text, Text]
# The addresses and words that the site keeps for itself.
_LISTS = ("a-z", "branches", "changes", "reviews", "roles", "terms")
INDEX = "index"
PAGE_NAMES = (*_LISTS, "assets", "end", "guide", INDEX, "search")


@record
class Term(NamedTuple):
    """A word that the manual uses, those it avoids, and what it means."""

    use: Text = required(Words(), "The word to use.")
    avoid: tuple[Text, ...] = optional(ListOf(Words()), "Words not to use instead.", ())
    means: Text | None = optional(Words(), "What the word means.")


class ByLanguage:
    """The words of a term in each language: `{en: {use: till}}`."""

    def __init__(self) -> None:
        self.words = MapOf(LANGUAGE, Record.of(Term))

    def read(self, node: Node, reading: Reading, field: str) -> dict[Text, Term]:
        fields = Record.of(Term).fields
        if isinstance(node, MappingNode) and any(key.value in fields for key, _ in node.value):
            first = next(key for key, _ in node.value if key.value in fields)
            hint = "Write the language above the words: `en: {use: till}`."
            reading.fault("This term does not say whose words these are.", hint, span_of(first, reading.file, field))
            return {}
        if isinstance(node, ScalarNode) and node.value:
            reading.wrong(node, field, "words by language", f"Write `{{en: {{use: {node.value}}}}}`.")
            return {}
        found: dict[Text, Term] = self.words.read(node, reading, field)
        return found

    def schema(self) -> Schema:
        return self.words.schema()

    def empty(self, where: Span) -> dict[Text, Term]:
        return {}


class Raw:
    """A value that somebody else reads: the lint settings belong to the linter."""

    def read(self, node: Node, reading: Reading, field: str) -> Node:
        if not isinstance(node, MappingNode):
            reading.wrong(node, field, "settings", "Write `fail_on:` and `rules:` below it.")
        return node

    def schema(self) -> Schema:
        return {"type": "object"}

    def empty(self, where: Span) -> None:
        return None


class Fact:
    """A fact of a branch: one text, or one for each language."""

    def read(self, node: Node, reading: Reading, field: str) -> Text | Names:
        if isinstance(node, MappingNode):
            names: Names = Labels().read(node, reading, field)
            return names
        return Words().read(node, reading, field)

    def schema(self) -> Schema:
        return {"anyOf": [Words().schema(), Labels().schema()]}

    def empty(self, where: Span) -> Names:
        return {}


@record
class ManualFile(NamedTuple):
    """The manual as `manual.yaml` gives it."""

    title: Names = required(Labels(), "The manual's title in each language.")
    language: Text = required(LANGUAGE, "The language in which procedures are written first.")
    roles: dict[Text, Names] = required(MapOf(SLUG, Labels()), "The roles: an id and its name in each language.")
    languages: tuple[Text, ...] = optional(ListOf(LANGUAGE), "All languages of the manual.", ())
    terms: dict[Text, dict[Text, Term]] = optional(
        MapOf(SLUG, ByLanguage()), "Words with a fixed meaning, by language.", NOTHING
    )
    lint: Node | None = optional(Raw(), "Settings of the linter.")


@record
class BranchesFile(NamedTuple):
    """The branches as `branches.yaml` gives them."""

    fields: dict[Text, Names] = required(
        MapOf(FIELD_NAME, Labels()), "The facts that may differ: a name and its label."
    )
    branches: dict[Text, dict[Text, Text | Names]] = required(
        MapOf(SLUG, MapOf(FIELD_NAME, Fact())), "The branches: an id with `name` and every fact."
    )


@record
class CategoryFile(NamedTuple):
    """A category as `category.yaml` gives it."""

    title: Names = required(Labels(), "The category's title in each language.")
    order: Text | None = optional(NUMBER, "Its place among the categories: a number, small ones first.")
    about: Names = optional(Labels(), "One sentence about the category in each language.", NOTHING)


class Branch(NamedTuple):
    """A branch: its name in each language, and its value of each fact."""

    id: Text
    name: Names
    facts: dict[str, Text | Names]


class Category(NamedTuple):
    """A folder of procedures; `file` is its `category.yaml`, else the first procedure in it."""

    id: str
    title: Names
    order: int
    about: Names
    file: File


class _Fields(NamedTuple):
    """The fields of a manual; a `NamedTuple` itself has no room for what is computed once and kept."""

    root: Path
    file: File | None = None
    title: Names = NOTHING
    language: str = "en"
    languages: tuple[str, ...] = ("en",)
    listed: tuple[Text, ...] = ()
    roles: Mapping[str, Names] = NOTHING
    terms: Mapping[str, Mapping[Text, Term]] = NOTHING
    fields: Mapping[str, Names] = NOTHING
    branches: Mapping[str, Branch] = NOTHING
    branches_file: File | None = None
    categories: Mapping[str, Category] = NOTHING
    procedures: tuple[Procedure, ...] = ()
    translations: Mapping[str, Mapping[str, Translation]] = NOTHING
    known_ids: frozenset[str] = frozenset()
    settings: Node | None = None
    unread: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()


class Manual(_Fields):
    """Everything that was read. `settings` is the lint settings' node; `known_ids` counts broken files in.

    `listed` are the languages as `manual.yaml` names them. `translations` are by the procedure's id and the language.
    `unread` are the kinds of the manual's own files that are there and cannot be read, `hidden` the fields of these
    files whose names nobody knows.
    """

    @property
    def is_whole(self) -> bool:
        """Whether there is a `manual.yaml` that can be read: without one, names cannot be checked."""
        return self.file is not None

    @property
    def is_lone(self) -> bool:
        """Whether there is no `manual.yaml` at all."""
        return self.file is None and "manual" not in self.unread

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The pages that a text can link to, but for those of the guide."""
        roles = (f"roles/{role}" for role in self.roles)
        return frozenset((*_LISTS, *self.known_ids, *self.categories, *roles))

    @cached_property
    def by_id(self) -> dict[str, Procedure]:
        """The procedures by their ids; of several with one id, the first."""
        found: dict[str, Procedure] = {}
        for procedure in self.procedures:
            found.setdefault(procedure.id, procedure)
        return found

    def successors(self, id: str) -> list[Procedure]:
        """The procedures that take over from a retired one; where these are retired as well, those that follow them."""
        found: dict[str, Procedure] = {}
        waiting, seen = [id], {id}
        while waiting:
            for each in self._replacing.get(waiting.pop(), []):
                if each.stage != "retired":
                    found[each.id] = each
                elif each.id not in seen:
                    seen.add(each.id)
                    waiting.append(each.id)
        return list(found.values())

    def original(self, translation: Translation) -> Procedure | None:
        """The procedure that a file translates, or None where it cannot: the name or the place of the file is wrong."""
        found = self.by_id.get(translation.id)
        beside = self.translations.get(translation.id, {}).get(translation.language) is translation
        listed = not self.is_whole or translation.language in self.languages[1:]
        return found if found and beside and listed and found.stage != "retired" else None

    @cached_property
    def _replacing(self) -> dict[str, list[Procedure]]:
        """By the id of a retired procedure, those that name it in `replaces`."""
        found: dict[str, list[Procedure]] = {}
        for procedure in self.procedures:
            for id in procedure.replaces:
                found.setdefault(id, []).append(procedure)
        return found

    def in_language(self, code: str) -> Self:
        """The manual with the words of a language, and with its own where a translation is missing or stale.

        A text's `file` tells which of them it is. What is not a word of a procedure stays as it is.
        """
        return self._editions.get(code, self)

    @cached_property
    def _editions(self) -> dict[str, Self]:
        """The manual in each other language: one original after another, as all its translations look at the same."""
        codes = {code for each in self.translations.values() for code in each if code != self.language}
        made: dict[str, list[Procedure]] = {code: [] for code in codes}
        for procedure in self.procedures:
            known = self.translations.get(procedure.id, {})
            for code, procedures in made.items():
                procedures.append(translated(procedure, known[code]) if code in known else procedure)
        return {code: self._replace(procedures=tuple(procedures)) for code, procedures in made.items()}


MANUAL = Record.of(ManualFile)
BRANCHES = Record.of(BranchesFile)
CATEGORY = Record.of(CategoryFile)


def label(names: Names, language: str, fallback: str) -> str:
    """A name in a language, else in the manual's own, else whatever there is."""
    for code in (language, fallback):
        for known, words in names.items():
            if known == code:
                return str(words)
    return str(next(iter(names.values()), ""))
