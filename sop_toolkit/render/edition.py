"""A manual in one language as it is published: which procedures show, and what things are called."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from sop_toolkit.language.labels import Labels
from sop_toolkit.model.manual import Manual, label
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.model.scalars import BranchChoice
from sop_toolkit.text import Finding


@dataclass(frozen=True)
class Edition:
    """What every page of one language shares. `drafts` shows drafts and reviews too, for previews."""

    manual: Manual
    labels: Labels
    today: date
    drafts: bool = False
    findings: dict[str, list[Finding]] = field(default_factory=dict)

    @property
    def language(self) -> str:
        return self.labels.language

    @cached_property
    def procedures(self) -> tuple[Procedure, ...]:
        """The procedures that readers find: in force or to come, and in previews the drafts."""
        return tuple(each for each in self._shown if each.stage != "retired")

    @cached_property
    def retired(self) -> tuple[Procedure, ...]:
        """Those whose page only names the successor."""
        return tuple(each for each in self._shown if each.stage == "retired")

    @cached_property
    def _shown(self) -> tuple[Procedure, ...]:
        known = self.manual.by_id.values()
        return tuple(each for each in known if each.id and (self.drafts or each.is_published))

    @cached_property
    def _addresses(self) -> frozenset[str]:
        return frozenset(str(each.id) for each in self._shown)

    def has_page(self, id: str) -> bool:
        """Whether the procedure has a page in this edition."""
        return id in self._addresses

    @property
    def title(self) -> str:
        """The manual's title."""
        return self._name(self.manual.title) or "SOP"

    def role(self, id: str) -> str:
        """A role's name; an unknown role is shown by its id."""
        return self._name(self.manual.roles.get(id, {})) or id

    def category(self, id: str) -> str:
        """A category's title; one without is shown by its folder's name."""
        known = self.manual.categories.get(id)
        return (self._name(known.title) if known else "") or id.replace("-", " ").capitalize()

    def about(self, id: str) -> str:
        """The sentence about a category, or nothing."""
        known = self.manual.categories.get(id)
        return self._name(known.about) if known else ""

    def branch(self, id: str) -> str:
        """A branch's name."""
        known = self.manual.branches.get(id)
        return (self._name(known.name) if known else "") or id

    def branches(self, choice: BranchChoice) -> str:
        """The branches that a procedure is for, as a list in a sentence."""
        return self.labels.together([self.branch(id) for id in self.manual.branches if choice.includes(id)])

    def fact(self, name: str) -> str:
        """The label of a fact of the branches."""
        return self._name(self.manual.fields.get(name, {})) or name.replace("_", " ").capitalize()

    def value(self, branch: str, fact: str) -> str:
        """A branch's value of a fact."""
        value = self.manual.branches[branch].facts.get(fact, "")
        return self._name(value) if isinstance(value, dict) else str(value)

    def term(self, id: str) -> str:
        """The word that the manual uses for a term."""
        by_language = self.manual.terms.get(id, {})
        for code in (self.language, self.manual.language):
            for known, term in by_language.items():
                if known == code:
                    return str(term.use)
        return id

    def successors(self, procedure: Procedure) -> list[Procedure]:
        """Those that take over from a retired procedure."""
        return [each for each in self.procedures if procedure.id in each.replaces]

    def named(self, ids: tuple[str, ...]) -> list[Procedure]:
        """The procedures of these ids that have a page."""
        return [self.manual.by_id[id] for id in ids if self.has_page(id)]

    def _name(self, names: object) -> str:
        return label(names, self.language, self.manual.language) if isinstance(names, dict) else ""
