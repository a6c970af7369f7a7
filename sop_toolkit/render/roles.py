"""The pages by role: what I do, procedure by procedure, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from sop_toolkit.model.procedure import Procedure, anchor
from sop_toolkit.render.edition import Edition
from sop_toolkit.render.page import Page, Values

# Above this many steps a role's page would be too heavy for a phone: each category gets a page of its own.
_MOST_STEPS = 300


@dataclass(frozen=True, slots=True)
class Duty:
    """Something a role does: a step, a check (`checks`) or an exception to decide (`decides`).

    `number` is the step's, and 0 for an exception.
    """

    text: str
    anchor: str
    number: int = 0
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A procedure with a role's duties in it."""

    procedure: Procedure
    duties: tuple[Duty, ...]


def role_pages(edition: Edition) -> Iterator[Page]:
    """The list of roles, and a page for each."""
    by_role = _by_role(edition)
    listed = [{"id": id, "name": edition.role(id), "count": len(by_role[id])} for id in edition.manual.roles]
    yield Page("roles", "roles.md.j2", edition.labels("roles"), lambda: {"roles": listed}, in_navigation=True)
    for id in edition.manual.roles:
        yield from _pages(id, by_role[id], edition)


def _pages(id: str, entries: list[Entry], edition: Edition) -> Iterator[Page]:
    categories = [
        {"id": category, "title": edition.category(category), "entries": inside, "count": _count(inside)}
        for category in edition.manual.categories
        if (inside := [entry for entry in entries if entry.procedure.category == category])
    ]
    owned = [each for each in edition.procedures if each.owner == id]
    split = _count(entries) > _MOST_STEPS
    values = {
        "categories": [] if split else categories,
        "further": categories if split else [],
        "owned": owned,
    }
    yield Page(f"roles/{id}", "role.md.j2", edition.role(id), lambda: values)
    if split:
        for category in categories:
            alone = partial(_alone, category)
            yield Page(f"roles/{id}/{category['id']}", "role.md.j2", edition.role(id), alone)


def _alone(category: Values) -> Values:
    return {"categories": [category], "further": [], "owned": []}


def _count(entries: list[Entry]) -> int:
    return sum(len(entry.duties) for entry in entries)


def _by_role(edition: Edition) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {id: [] for id in edition.manual.roles}
    for procedure in edition.procedures:
        duties: dict[str, list[Duty]] = {}
        for number, step in enumerate(procedure.steps, 1):
            where = anchor(step, number)
            if step.who:
                duties.setdefault(str(step.who), []).append(Duty(step.do, where, number))
            if step.verify:
                duties.setdefault(str(step.verify.by), []).append(Duty(step.verify.how, where, number, "checks"))
        for number, case in enumerate(procedure.exceptions or (), 1):
            if case.who:
                duty = Duty(case.case, f"exception-{case.id or number}", kind="decides")
                duties.setdefault(str(case.who), []).append(duty)
        for role, mine in duties.items():
            if role in found:
                found[role].append(Entry(procedure, tuple(mine)))
    return found
