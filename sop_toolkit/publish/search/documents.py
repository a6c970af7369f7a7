"""What search finds: the procedures of an edition with their steps, its lists of names, and the guide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sop_toolkit.model.procedure import Case, Procedure, Step, anchor
from sop_toolkit.render.edition import Edition
from sop_toolkit.render.page import Page, Writer
from sop_toolkit.source import markdown
from sop_toolkit.text import File, Kind

_Plain = Callable[[str], str]  # a text of a source without its marks
# How much a word counts where it stands.
TITLE, KEYWORD, ORIGINAL, STEP, EXCEPTION, REST, NOTE = 16.0, 12.0, 5.0, 5.0, 4.0, 3.0, 1.0
# How much a page counts beside a procedure, which is what people look for.
_CATEGORY, _LIST, _GUIDE = 0.25, 0.2, 0.15


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page that a result can lead to: `words` count by its `weight`, `more` as the rest of the page.

    `label` stands before it in a result, such as a step's number.
    """

    anchor: str
    words: str
    weight: float
    label: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A page for search.

    `original` are its names in the manual's own language; what is `last` is found where nothing else is.
    """

    address: str
    title: str
    place: str = ""
    keywords: tuple[str, ...] = ()
    original: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    factor: float = 1.0
    last: bool = False


def documents(edition: Edition, original: Edition, guide: Iterable[tuple[str, str]]) -> Iterator[Document]:
    """All documents of an edition, those that are found last at the end.

    `original` is the edition in the manual's own language, `guide` has addresses and Markdown.
    """
    plain = Writer(Page("", "", ""), edition).plain
    digits = cache(edition.labels.number)
    later = [each for each in edition.procedures if not each.is_controlled]
    for procedure in edition.procedures:
        if procedure.is_controlled:
            yield _procedure(procedure, edition, original, plain, digits)
    yield from _lists(edition, plain)
    for address, text in guide:
        yield _guide_page(address, text)
    for procedure in (*later, *edition.retired):
        yield _procedure(procedure, edition, original, plain, digits)


def synonyms(edition: Edition, original: Edition) -> Iterator[tuple[str, str]]:
    """Words that the manual avoids, each with the one it uses; those of its own language lead to this language's."""
    for id, by_language in original.manual.terms.items():
        known = {str(code): term for code, term in by_language.items()}
        use = edition.term(id)
        for code in dict.fromkeys((edition.language, original.language)):
            if term := known.get(code):
                yield from ((str(word), use) for word in (*term.avoid, term.use) if str(word) != use)


def _procedure(
    procedure: Procedure, edition: Edition, original: Edition, plain: _Plain, digits: Callable[[int], str]
) -> Document:
    first = original.manual.by_id.get(str(procedure.id), procedure)
    return Document(
        f"{procedure.id}/",
        plain(procedure.title),
        edition.category(procedure.category) if procedure.category else "",
        tuple(map(str, procedure.keywords)),
        (plain(first.title), *map(str, first.keywords)) if first is not procedure else (),
        (
            *(_step(step, number, digits(number), plain) for number, step in enumerate(procedure.steps, 1)),
            *(_case(case, number, plain) for number, case in enumerate(procedure.exceptions or (), 1)),
            Section("", _joined(plain, procedure.purpose), REST),
            Section("", _joined(plain, *_rest(procedure)), REST),
            Section("history", _joined(plain, *(change.change for change in procedure.history[:1])), NOTE),
        ),
        last=not procedure.is_controlled,
    )


def _step(step: Step, number: int, label: str, plain: _Plain) -> Section:
    asked = [step.decide.ask] if step.decide else []
    options = step.decide.options if step.decide else ()
    answers = [text for option in options for text in (option.when, option.do)]
    warn = [text for hazard in step.warn for text in (hazard.precaution, hazard.hazard, hazard.consequence)]
    verify = [step.verify.how] if step.verify else []
    return Section(
        anchor(step, number),
        _joined(plain, step.do, *(part.do for part in step.substeps), *asked, *answers),
        STEP,
        label,
        _joined(plain, *warn, step.say, step.why, step.result, *verify),
    )


def _case(case: Case, number: int, plain: _Plain) -> Section:
    words = _joined(plain, case.case, case.may, case.otherwise)
    return Section(f"exception-{case.id or number}", words, EXCEPTION)


def _rest(procedure: Procedure) -> list[str | None]:
    records = [text for record in procedure.records or () for text in (record.what, record.where)]
    measures = [measure.what for measure in procedure.measures]
    return [procedure.scope, procedure.trigger, *(procedure.needs or ()), procedure.done, *records, *measures]


def _joined(plain: _Plain, *texts: str | None) -> str:
    """Texts in a row; between two that no sign parts stands a dot."""
    said = [plain(text) for text in texts if text]
    return "".join(f"{text} · " if text[-1:].isalnum() else f"{text} " for text in said).rstrip(" ·")


def _lists(edition: Edition, plain: _Plain) -> Iterator[Document]:
    manual, labels = edition.manual, edition.labels
    for id in manual.categories:
        about = Section("", plain(edition.about(id)), REST)
        yield Document(f"{id}/", edition.category(id), labels("procedures"), sections=(about,), factor=_CATEGORY)
    for id in manual.roles:
        yield Document(f"roles/{id}/", edition.role(id), labels("roles"), factor=_LIST)
    for id in manual.branches:
        facts = "; ".join(f"{edition.fact(name)}: {edition.value(id, name)}" for name in manual.fields)
        sections = (Section("", facts, REST),)
        yield Document(
            f"branches/#branch-{id}", edition.branch(id), labels("branches"), sections=sections, factor=_LIST
        )
    for id, by_language in manual.terms.items():
        known = {str(code): term for code, term in by_language.items()}
        term = known.get(edition.language) or known.get(manual.language)
        if term:
            sections = (Section("", _joined(plain, term.means), REST),)
            yield Document(f"terms/#{id}", edition.term(id), labels("terms"), sections=sections, factor=_LIST)


def _guide_page(address: str, text: str) -> Document:
    """A page of the guide: its first heading is its title, each further one begins a section."""
    title, parts = "", [[""]]
    for words, kind in markdown.read(File("", text)).texts:
        if kind is not Kind.HEADING:
            parts[-1].append(str(words))
        elif title:
            parts.append([str(words)])
        else:
            title = str(words)
    sections = tuple(Section("", " ".join(part).strip(), REST) for part in parts if any(part))
    return Document(address, title or Path(address).name, sections=sections, factor=_GUIDE)
