"""Every page of an edition: what stands on it, and in which order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import groupby

from sop_toolkit.model.procedure import Option, Procedure, Step, anchor
from sop_toolkit.render.changes import changes_page
from sop_toolkit.render.edition import Edition
from sop_toolkit.render.flowchart import flowchart
from sop_toolkit.render.history import history
from sop_toolkit.render.page import Page, Values, Writer
from sop_toolkit.render.reviews import reviews_page
from sop_toolkit.render.roles import role_pages

_RECENT = 8


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows from an option: the step's number and anchor, or the end."""

    option: Option
    number: int
    anchor: str
    ends: bool


@dataclass(frozen=True, slots=True)
class Numbered:
    """A step with its number, and the outcomes of its decision."""

    number: int
    anchor: str
    step: Step
    outcomes: tuple[Outcome, ...]


def pages(edition: Edition) -> Iterator[Page]:
    """All pages; those for the navigation come in its order."""
    yield home(edition)
    for id in edition.manual.categories:
        yield _category(id, edition)
    yield _index(edition)
    yield from role_pages(edition)
    yield _branches(edition)
    yield reviews_page(edition)
    yield changes_page(edition)
    yield _terms(edition)
    for procedure in edition.procedures:
        yield procedure_page(procedure, edition)
    for procedure in edition.retired:
        yield _retired(procedure, edition)


def procedure_page(procedure: Procedure, edition: Edition) -> Page:
    """One procedure with its steps, its exceptions and its document control."""
    bare = Page(str(procedure.id), "procedure.md.j2", "", source=edition.source(procedure))
    writer = Writer(bare, edition)
    values = partial(_procedure, procedure, edition, writer)
    return replace(bare, title=writer.shown(procedure.title), values=values)


def _procedure(procedure: Procedure, edition: Edition, writer: Writer) -> Values:
    return {
        "procedure": procedure,
        "category": edition.category(procedure.category) if procedure.category else "",
        "steps": [_numbered(procedure, position) for position in range(len(procedure.steps))],
        "flowchart": flowchart(procedure, edition.labels, writer.shown),
        "related": edition.named(procedure.related),
        "replaced": edition.named(procedure.replaces),
        "untranslated": all(edition.foreign(step.do) for step in procedure.steps),
        "findings": edition.problems(procedure),
        "history": history(procedure, writer),
    }


def _numbered(procedure: Procedure, position: int) -> Numbered:
    step = procedure.steps[position]
    outcomes = []
    if step.decide:
        for option, (_, target) in zip(step.decide.options, procedure.targets(position), strict=False):
            if target is None or target < 0:
                outcomes.append(Outcome(option, 0, "", True))
            else:
                outcomes.append(Outcome(option, target + 1, anchor(procedure.steps[target], target + 1), False))
    return Numbered(position + 1, anchor(step, position + 1), step, tuple(outcomes))


def home(edition: Edition) -> Page:
    """The start: search, categories, roles, and what changed of late."""
    return Page("", "home.md.j2", edition.title, partial(_home, edition), in_navigation=True)


def _home(edition: Edition) -> Values:
    return {
        "categories": [
            {
                "id": id,
                "title": edition.category(id),
                "about": edition.about(id),
                "count": sum(each.category == id for each in edition.procedures),
            }
            for id in edition.manual.categories
        ],
        "roles": [{"id": id, "name": edition.role(id)} for id in edition.manual.roles],
        "recent": _recent(edition),
        "findings": edition.own_problems,
    }


def _recent(edition: Edition) -> list[dict[str, object]]:
    """The newest changes, one a procedure. What changed is told in the manual's own language alone."""
    changes = []
    for procedure in edition.procedures:
        dated = [change for change in procedure.history if change.date]
        if dated:
            newest = max(dated, key=lambda change: change.date.day if change.date else date.min)
            changes.append((newest.date.day if newest.date else date.min, str(procedure.id), procedure, newest.change))
    changes.sort(key=lambda entry: (-entry[0].toordinal(), entry[1]))
    return [
        {"procedure": found, "day": day, "change": change if edition.is_own else ""}
        for day, _, found, change in changes[:_RECENT]
    ]


def _category(id: str, edition: Edition) -> Page:
    inside = sorted((each for each in edition.procedures if each.category == id), key=_by_title)
    values = {"procedures": inside, "about": edition.about(id)}
    return Page(id, "category.md.j2", edition.category(id), lambda: values, in_navigation=True)


def _index(edition: Edition) -> Page:
    return Page("a-z", "a-z.md.j2", edition.labels("a_z"), partial(_letters, edition), in_navigation=True)


def _letters(edition: Edition) -> Values:
    """Titles and keywords by their first letters, those in the script of the page's language first."""
    entries = []
    for procedure in edition.procedures:
        writer = Writer(Page("", "", ""), edition)
        entries.append((writer.plain(procedure.title), "", procedure))
        entries += [(str(word), writer.shown(word), procedure) for word in procedure.keywords]
    own = _script(edition.labels("language_name"))
    entries.sort(key=lambda entry: (_script(entry[0]) not in (own, ""), entry[0].casefold(), str(entry[2].id)))
    letters = [
        {
            "name": letter,
            "anchor": f"letter-{number}",
            "entries": [{"name": name, "procedure": procedure} for _, name, procedure in group],
        }
        for number, (letter, group) in enumerate(groupby(entries, key=lambda entry: entry[0][:1].upper()), 1)
    ]
    return {"letters": letters}


def _script(words: str) -> str:
    """The script of the first letter, as Unicode names it; nothing where words begin with a digit or a sign."""
    return unicodedata.name(words[0], "").split()[0] if words[:1].isalpha() else ""


def _branches(edition: Edition) -> Page:
    file = edition.manual.branches_file
    title = edition.labels("branches")
    values = partial(_facts, edition)
    return Page("branches", "branches.md.j2", title, values, file.path if file else "", in_navigation=True)


def _facts(edition: Edition) -> Values:
    manual = edition.manual
    return {
        "branches": [
            {
                "id": id,
                "name": edition.branch(id),
                "facts": [{"name": edition.fact(name), "value": edition.value(id, name)} for name in manual.fields],
            }
            for id in manual.branches
        ],
        "facts": [
            {
                "id": name,
                "name": edition.fact(name),
                "by_branch": [
                    {"branch": edition.branch(id), "value": edition.value(id, name)} for id in manual.branches
                ],
            }
            for name in (manual.fields if manual.branches else ())
        ],
        "limited": [each for each in edition.procedures if not each.branches.everywhere],
    }


def _terms(edition: Edition) -> Page:
    file = edition.manual.file
    values = partial(_meanings, edition)
    return Page("terms", "terms.md.j2", edition.labels("terms"), values, file.path if file else "", in_navigation=True)


def _meanings(edition: Edition) -> Values:
    terms = []
    for id, by_language in edition.manual.terms.items():
        known = {str(code): term for code, term in by_language.items()}
        language = edition.language if edition.language in known else edition.manual.language
        if term := known.get(language):
            means = edition.written_in(language, term.means or "")
            avoid = [edition.written_in(language, word) for word in term.avoid]
            terms.append({"id": id, "use": edition.term(id), "means": means, "avoid": avoid})
    terms.sort(key=lambda entry: str(entry["use"]).casefold())
    return {"terms": terms}


def _retired(procedure: Procedure, edition: Edition) -> Page:
    values = {"procedure": procedure, "successors": edition.successors(procedure)}
    title = Writer(Page(str(procedure.id), "", ""), edition).shown(procedure.title)
    return Page(str(procedure.id), "retired.md.j2", title, lambda: values, procedure.file.path)


def _by_title(procedure: Procedure) -> str:
    return procedure.title.casefold()
