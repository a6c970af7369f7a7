"""Sources to a manual: each file is read by itself, so that a bad one never hides the others."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sop_toolkit.model.checks import check, given
from sop_toolkit.model.guess import did_you_mean
from sop_toolkit.model.manual import (
    BRANCHES,
    CATEGORY,
    INDEX,
    MANUAL,
    Branch,
    BranchesFile,
    Category,
    Manual,
    ManualFile,
)
from sop_toolkit.model.procedure import PROCEDURE, Procedure
from sop_toolkit.model.reading import Fault, Reading
from sop_toolkit.model.scalars import FIELD_NAME, LANGUAGE, NUMBER, SLUG
from sop_toolkit.model.shape import Record
from sop_toolkit.model.translation import TRANSLATION, Translation
from sop_toolkit.source.allow import Allowance, allowances, lost_texts, shown_comments
from sop_toolkit.source.find import Place, leads_outside, sources
from sop_toolkit.source.yaml import Document, Node, Problem, decode, parse, read
from sop_toolkit.text import File, Span, Text

# The shape of each kind of file.
RECORDS: dict[str, Record] = {
    "procedure": PROCEDURE,
    "translation": TRANSLATION,
    "manual": MANUAL,
    "branches": BRANCHES,
    "category": CATEGORY,
}
# The kinds of file of which a manual has one, each with the fields that give names to other files.
_OWN = {"manual": ("roles", "terms", "languages"), "branches": ("fields", "branches")}


class Source(NamedTuple):
    """A file that was read: its value if it could be, and everything that was wrong with it."""

    place: Place
    file: File
    value: Any = None
    problem: Problem | None = None
    faults: tuple[Fault, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    lost: tuple[Span, ...] = ()
    shown_comments: tuple[Span, ...] = ()

    @property
    def hidden(self) -> list[str]:
        """The fields of a manual's own file whose names nobody knows: it cannot be read, or they are misspelled."""
        fields = _OWN.get(self.place.kind, ())
        wrong = {fault.where.field.partition("[")[0] for fault in self.faults if "." not in fault.where.field}
        is_known = self.problem is None and not wrong
        return [] if is_known else [name for name in fields if name in wrong or not getattr(self.value, name, None)]


class Library(NamedTuple):
    """A manual and the sources that it was built from."""

    manual: Manual
    sources: tuple[Source, ...]

    @property
    def unread(self) -> list[Source]:
        """The manual's own files that are there and cannot be read; what they say is known to nobody."""
        return [each for each in self.sources if each.problem is not None and each.place.kind in _OWN]

    @property
    def hiding(self) -> frozenset[str]:
        """The paths of the manual's own files with names that nobody knows, which every report shows."""
        return frozenset(each.file.path for each in self.sources if each.hidden)

    @property
    def trouble(self) -> str:
        """What keeps the manual's own files from being read, in a line, or nothing."""
        for source in self.unread:
            if source.problem is not None:
                line, column = source.file.location(source.problem.span.start)
                said = f"{source.problem.message} {source.problem.hint}"
                return f"{source.file.path}:{line}:{column}: the file cannot be read. {said}"
        return ""


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
    record = RECORDS[place.kind]
    reading = Reading(document.file, record)
    if place.path.name != place.right_name:
        hint = f"Rename the file to `{place.right_name}`."
        reading.fault("A source ends in `.yaml`.", hint, Span(document.file, 0, 0))
        if place.kind != "procedure":  # it is not to take the place of one with the right name
            return Source(place, document.file, faults=tuple(reading.faults))
    value = _checked(record.read(document.root, reading), document.root, place, reading)
    return Source(
        place,
        document.file,
        value,
        faults=tuple(reading.faults),
        allowances=tuple(allowances(document)),
        lost=tuple(lost_texts(document)),
        shown_comments=tuple(shown_comments(document)),
    )


def _checked(value: Any, root: Node, place: Place, reading: Reading) -> Any:
    """The value of a file with what its place says of it, checked for what concerns several of its fields."""
    if place.kind == "procedure":
        value = value._replace(file=reading.file, category=place.category, given=given(root) | reading.meant)
        _check_name(value, place, reading)
        check(value, reading)
    elif place.kind == "translation":
        return Translation(place.id, place.language, place.category, reading.file, value)
    elif place.kind == "branches":
        if value.fields or not reading.faults:  # without their names, no fact is known
            reading.faults.extend(_check_branches(value))
    elif place.kind == "manual":
        reading.faults.extend((*_check_roles(value), *_check_terms(value)))
    return value


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
        manual._replace(
            procedures=procedures,
            known_ids=known | {str(each.id) for each in procedures},
            categories=_categories(kept, manual),
            translations=_translations(kept),
            unread=frozenset(each.place.kind for each in Library(manual, kept).unread),
            hidden=frozenset(name for each in kept for name in each.hidden),
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
    return Problem("The file is empty.", "Write its fields, or delete the file.", Span(file, 0, 0))


def _check_name(procedure: Procedure, place: Place, reading: Reading) -> None:
    if procedure.id and procedure.id != place.id:
        hint = _one_name(procedure.id, place)
        reading.fault(f"The id “{procedure.id}” is not the file's name, `{place.id}`.", hint, procedure.id)


def _one_name(id: str, place: Place) -> str:
    """How an id and a file's name become one. No file is to take the place of another."""
    name = f"{id}.yaml"
    is_free = SLUG.fits(id) and not place.path.with_name(name).exists()
    if SLUG.fits(place.id):
        return f"Write `id: {place.id}`" + (f", or rename the file to `{name}`." if is_free else ".")
    if is_free:
        return f"Rename the file to `{name}`."
    return "Give the file a name of small letters, digits and single hyphens that no other has, and its `id` the same."


def _with_manual(manual: Manual, source: Source) -> Manual:
    """A name in a wrong form has its fault, and counts as what it means: nobody is to hear of it wherever it stands."""
    value = source.value
    likely = LANGUAGE.meant(value.language)
    own = likely if LANGUAGE.fits(likely) else "en"
    languages = tuple(dict.fromkeys([own, *map(str, filter(LANGUAGE.fits, value.languages))]))
    return manual._replace(
        file=source.file,
        title=value.title,
        language=own,
        languages=languages,
        listed=tuple(dict.fromkeys(filter(LANGUAGE.fits, [*value.languages, value.language]))),
        roles={SLUG.meant(role): names for role, names in value.roles.items()},
        terms={SLUG.meant(term): words for term, words in value.terms.items()},
        settings=value.lint,
    )


def _with_branches(manual: Manual, source: Source) -> Manual:
    """Wrong names count as in `_with_manual`."""
    branches = {}
    for id, facts in source.value.branches.items():
        named = facts.get("name", {})
        name = named if isinstance(named, dict) else {Text("", named.file, "", 0): named}
        values = {FIELD_NAME.meant(key): value for key, value in facts.items() if key != "name"}
        branches[SLUG.meant(id)] = Branch(id, name, values)
    fields = {FIELD_NAME.meant(name): labels for name, labels in source.value.fields.items()}
    return manual._replace(fields=fields, branches=branches, branches_file=source.file)


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
            number = int(order) if NUMBER.fits(order) else 1000
            id = source.place.category
            made[id] = Category(id, source.value.title, number, source.value.about, source.file)
    return dict(sorted(made.items(), key=lambda entry: (entry[1].order, entry[0])))


def _check_roles(value: ManualFile) -> Iterator[Fault]:
    """Each role has a page below that of all roles."""
    for role in value.roles:
        if role == INDEX:
            message = f"“{role}” cannot be a role's id: the list of all roles has this address."
            yield Fault(message, "Choose another id, and write it wherever the role stands.", role)


def _check_terms(value: ManualFile) -> Iterator[Fault]:
    """No two terms avoid each other's word: writers would have none left."""
    used = {
        (str(code), term.use.casefold()): (id, term)
        for id, by_language in value.terms.items()
        for code, term in by_language.items()
        if term.use
    }
    for by_language in value.terms.values():
        for code, term in by_language.items():
            for word in term.avoid:
                id, other = used.get((str(code), word.casefold()), ("", None))
                if other is not None and term.use.casefold() in map(str.casefold, other.avoid):
                    message = f"The term `{id}` uses “{word}”, and avoids “{term.use}” in turn."
                    yield Fault(message, "Delete the word in `avoid` of one of the two terms.", word)


def _check_branches(value: BranchesFile) -> list[Fault]:
    """Every branch gives its name and every fact, and no other."""
    known = [FIELD_NAME.meant(name) for name in value.fields]
    faults: list[Fault] = []
    for id, facts in value.branches.items():
        told = [FIELD_NAME.meant(name) for name in facts]
        missing = [name for name in ("name", *known) if name not in told]
        if missing:
            names = ", ".join(f"`{name}`" for name in missing)
            hint = "Every branch gives `name` and every fact of `fields`."
            faults.append(Fault(f"The branch “{id}” gives no {names}.", hint, id))
        for name in facts:
            if FIELD_NAME.meant(name) not in ("name", *known):
                hint = f"{did_you_mean(name, known)} Or add it to `fields`, for every branch.".strip()
                faults.append(Fault(f"`{name}` is no fact of `fields`.", hint, name))
    return faults
