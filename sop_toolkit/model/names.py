"""The names that the manual's own files give in each language, and those that a language lacks."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sop_toolkit.model.manual import Manual, Names
from sop_toolkit.text import Text


class Unnamed(NamedTuple):
    """Something without a name in some languages of the manual: a name that it has, its field, and these languages."""

    known: Text
    field: str
    languages: tuple[str, ...]


def unnamed(manual: Manual) -> Iterator[Unnamed]:
    """Whatever has a name, but not in every language: the manual, roles, categories, branches and their facts."""
    for names in _names(manual):
        missing = tuple(code for code in manual.languages if code not in names)
        known = next(iter(names.values()), None)
        if missing and known is not None and any(map(str.isalpha, known)):  # a number needs no translation
            yield Unnamed(known, known.field.rpartition(".")[0], missing)


def _names(manual: Manual) -> Iterator[Names]:
    yield manual.title
    yield from manual.roles.values()
    yield from manual.fields.values()
    for branch in manual.branches.values():
        yield from _by_language((branch.name, *branch.facts.values()))
    for category in manual.categories.values():
        yield from (category.title, category.about)


def _by_language(found: Iterable[Text | Names]) -> Iterator[Names]:
    """The names that are given by language; one text alone holds for all of them."""
    for each in found:
        if not isinstance(each, str) and "" not in each:
            yield each
