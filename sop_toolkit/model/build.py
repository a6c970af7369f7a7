"""Sources to a manual: each file is read by itself, so that a bad one never hides the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sop_toolkit.model.checks import check, given
from sop_toolkit.model.manual import BRANCHES, CATEGORY, MANUAL, Branch, BranchesFile, Category, Manual
from sop_toolkit.model.procedure import PROCEDURE, Procedure
from sop_toolkit.model.scalars import NUMBER, SLUG
from sop_toolkit.model.shape import Fault, Reading, Record, did_you_mean
from sop_toolkit.model.translation import TRANSLATION, Translation
from sop_toolkit.source.allow import Allowance, allowances, lost_texts
from sop_toolkit.source.find import Place, leads_outside, sources
from sop_toolkit.source.yaml import Document, Problem, decode, parse, read
from sop_toolkit.text import File, Span, Text

# The shape of each kind of file.
RECORDS: dict[str, Record] = {
    "procedure": PROCEDURE,
    "translation": TRANSLATION,
    "manual": MANUAL,
    "branches": BRANCHES,
    "category": CATEGORY,
}


@dataclass(frozen=True)
class Source:
    """A file that was read: its value if it could be, and everything that was wrong with it."""

    place: Place
    file: File
    value: Any = None
    problem: Problem | None = None
    faults: tuple[Fault, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    lost: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Library:
    """A manual and the sources that it was built from."""

    manual: Manual
    sources: tuple[Source, ...]


def read_source(place: Place, root: Path, name: str | None = None) -> Source:
    """One file, checked for shape. `name` is the path to report, if it is not the one from the root."""
    shown = name or place.name
    if leads_outside(place.path, root):
        file = File(shown)
        hint = "Put the file itself into the manual's folder."
        return Source(
            place, file, problem=Problem("The link leads out of the manual's folder.", hint, Span(file, 0, 0))
        )
    return _from_document(read(place.path, shown), place)


def read_text(text: str, place: Place) -> Source:
    """Like `read_source`, for a text that is not on the disk."""
    return _from_document(parse(File(place.name, text, place.path.parent)), place)


def read_bytes(data: bytes, place: Place) -> Source:
    """Like `read_source`, for a file of another time or place."""
    return _from_document(decode(data, place.name, place.path.parent), place)


def _from_document(document: Document, place: Place) -> Source:
    if document.problem or document.root is None:
        return Source(place, document.file, problem=document.problem or _empty(document.file))
    reading = Reading(document.file)
    value = RECORDS[place.kind].read(document.root, reading)
    if isinstance(value, Procedure):
        value = replace(value, file=document.file, category=place.category, given=given(document.root))
        _check_name(value, place, reading)
        check(value, reading)
    elif place.kind == "translation":
        value = Translation(place.id, place.language, place.category, document.file, value)
    elif place.kind == "branches":
        reading.faults.extend(_check_branches(value))
    return Source(
        place,
        document.file,
        value,
        faults=tuple(reading.faults),
        allowances=tuple(allowances(document)),
        lost=tuple(lost_texts(document)),
    )


def load(root: Path, reader: Callable[[Place, Path], Source] = read_source) -> Library:
    """The whole manual below `root`; `reader` may keep what it read before."""
    return assemble(root, [reader(place, root) for place in sources(root)])


def assemble(root: Path, found: Iterable[Source]) -> Library:
    """A manual out of sources."""
    kept = tuple(found)
    manual = Manual(root)
    for source in kept:
        if source.place.kind == "manual" and source.value is not None:
            manual = _with_manual(manual, source)
        elif source.place.kind == "branches" and source.value is not None:
            manual = _with_branches(manual, source)
    procedures = tuple(source.value for source in kept if isinstance(source.value, Procedure))
    known = frozenset(source.place.id for source in kept if source.place.kind == "procedure")
    return Library(
        replace(
            manual,
            procedures=procedures,
            known_ids=known | {str(each.id) for each in procedures},
            categories=_categories(kept, manual),
            translations=_translations(kept),
        ),
        kept,
    )


def _translations(found: tuple[Source, ...]) -> dict[str, dict[str, Translation]]:
    """The translations by the procedure's id and their language; of two for one procedure, the one beside it."""
    homes = {source.place.id: source.place.category for source in found if source.place.kind == "procedure"}
    made: dict[str, dict[str, Translation]] = {}
    for source in found:
        value = source.value
        if isinstance(value, Translation) and homes.get(value.id) == value.category:
            made.setdefault(value.id, {})[value.language] = value
    return made


def _empty(file: File) -> Problem:
    return Problem("The file is empty.", "Write the procedure, or delete the file.", Span(file, 0, 0))


def _check_name(procedure: Procedure, place: Place, reading: Reading) -> None:
    if procedure.id and procedure.id != place.id:
        rename = f"ename the file to `{procedure.id}.yaml`."
        hint = f"Write `id: {place.id}`, or r{rename}" if SLUG.form.match(place.id) else f"R{rename}"
        reading.fault(f"The id “{procedure.id}” is not the file's name, `{place.id}`.", hint, procedure.id)
    if place.path.suffix == ".yml":
        reading.fault("A source ends in `.yaml`.", f"Rename the file to `{place.id}.yaml`.", Span(reading.file, 0, 0))


def _with_manual(manual: Manual, source: Source) -> Manual:
    value = source.value
    languages = tuple(dict.fromkeys([str(value.language or "en"), *map(str, value.languages)]))
    return replace(
        manual,
        file=source.file,
        title=value.title,
        language=languages[0],
        languages=languages,
        listed=tuple(dict.fromkeys(filter(None, [*value.languages, value.language]))),
        roles={str(role): names for role, names in value.roles.items()},
        terms={str(term): words for term, words in value.terms.items()},
        settings=value.lint,
    )


def _with_branches(manual: Manual, source: Source) -> Manual:
    branches = {}
    for id, facts in source.value.branches.items():
        named = facts.get("name", {})
        name = named if isinstance(named, dict) else {Text("", named.file, "", 0): named}
        branches[str(id)] = Branch(id, name, {str(key): value for key, value in facts.items() if key != "name"})
    fields = {str(name): labels for name, labels in source.value.fields.items()}
    return replace(manual, fields=fields, branches=branches, branches_file=source.file)


def _categories(found: tuple[Source, ...], manual: Manual) -> dict[str, Category]:
    """The folders that hold procedures, in their order; a folder without a file is named after itself."""
    made: dict[str, Category] = {}
    for source in found:
        id = source.place.category
        if source.place.kind == "procedure" and id and id not in made:
            made[id] = Category(id, {}, 1000, {}, source.file)
    for source in found:
        if source.place.kind == "category" and source.value is not None:
            order = str(source.value.order or "")
            number = int(order) if NUMBER.form.match(order) else 1000
            id = source.place.category
            made[id] = Category(id, source.value.title, number, source.value.about, source.file)
    return dict(sorted(made.items(), key=lambda entry: (entry[1].order, entry[0])))


def _check_branches(value: BranchesFile) -> list[Fault]:
    """Every branch gives its name and every fact, and no other."""
    known = [str(name) for name in value.fields]
    faults: list[Fault] = []
    for id, facts in value.branches.items():
        missing = [name for name in ("name", *known) if name not in facts]
        if missing:
            names = ", ".join(f"`{name}`" for name in missing)
            faults.append(
                Fault(f"The branch “{id}” gives no {names}.", "Every branch gives every fact of `fields`.", id)
            )
        for name in facts:
            if name != "name" and name not in known:
                hint = did_you_mean(name, known) + " Or add it to `fields`, for every branch."
                faults.append(Fault(f"`{name}` is no fact of `fields`.", hint, name))
    return faults
