"""A manual in one language as it is published: which procedures show, and what things are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import cast

from sop_toolkit.language.labels import Labels
from sop_toolkit.model.manual import Manual, Names
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.model.scalars import BranchChoice
from sop_toolkit.render.foreign import Foreign
from sop_toolkit.render.news import News
from sop_toolkit.source.find import BRANCHES, CATEGORY, MANUAL
from sop_toolkit.text import Finding, Text


@dataclass(frozen=True)
class Edition:
    """What every page of one language shares. `drafts` shows drafts and reviews too, for previews.

    `manual` has its words in the language of `labels`, as far as they are translated. `guide` are the addresses
    of the guide's pages in this language.
    """

    manual: Manual
    labels: Labels
    today: date
    drafts: bool = False
    findings: dict[str, list[Finding]] = field(default_factory=dict)
    guide: frozenset[str] = frozenset()
    news: News = field(default_factory=News)

    @cached_property
    def language(self) -> str:
        return self.labels.language

    @cached_property
    def is_own(self) -> bool:
        """Whether this is the manual's own language, whose pages stand at the top of the site."""
        return self.language == self.manual.language

    @property
    def folder(self) -> str:
        """What the addresses of all its pages begin with: nothing, or `hi/`."""
        return "" if self.is_own else f"{self.language}/"

    @cached_property
    def _ending(self) -> str:
        """What the names of its translation files end with."""
        return f".{self.language}.yaml"

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

    def branches(self, choice: BranchChoice) -> list[str]:
        """The names of the branches that a procedure is for."""
        return [self.branch(id) for id in self.manual.branches if choice.includes(id)]

    def fact(self, name: str) -> str:
        """The label of a fact of the branches."""
        return self._name(self.manual.fields.get(name, {})) or name.replace("_", " ").capitalize()

    def value(self, branch: str, fact: str) -> str:
        """A branch's value of a fact."""
        return self._name(self.manual.branches[branch].facts.get(fact, {}))

    def term(self, id: str) -> str:
        """The word that the manual uses for a term."""
        by_language = self.manual.terms.get(id, {})
        for code in (self.language, self.manual.language):
            for known, term in by_language.items():
                if known == code:
                    return self.written_in(code, term.use)
        return id

    def standing(self, procedure: Procedure) -> str:
        """What keeps people from working by a procedure: that it is a draft or in review, or its first day to come."""
        if procedure.stage in ("draft", "review"):
            return self.labels(f"status_{procedure.stage}")
        first = procedure.effective
        return self.labels("not_before", date=self.labels.day(first.day)) if first and first.day > self.today else ""

    def successors(self, procedure: Procedure) -> list[Procedure]:
        """Those that take over from a retired procedure."""
        return [each for each in self.procedures if procedure.id in each.replaces]

    def named(self, ids: tuple[str, ...]) -> list[Procedure]:
        """The procedures of these ids that have a page."""
        return [self.manual.by_id[id] for id in ids if self.has_page(id)]

    def source(self, procedure: Procedure) -> str:
        """The file that holds the procedure's words in this language, else the original."""
        found = None if self.is_own else self.manual.translations.get(procedure.id, {}).get(self.language)
        return found.file.path if found else procedure.file.path

    def problems(self, procedure: Procedure) -> list[Finding]:
        """What a preview shows on the procedure's page: findings in the original, and in the translation."""
        files = dict.fromkeys((procedure.file.path, self.source(procedure)))
        return [finding for file in files for finding in self.findings.get(file, ())]

    @property
    def own_problems(self) -> list[Finding]:
        """What a preview shows on the start page: findings in the files of the manual itself."""
        own = (MANUAL, BRANCHES, CATEGORY)
        return [each for file, found in self.findings.items() if PurePosixPath(file).name in own for each in found]

    def foreign(self, text: str) -> str:
        """The language of a text, if it is not the edition's own."""
        if isinstance(text, Foreign):
            return text.language
        if self.is_own or not isinstance(text, Text) or text.file.path.endswith(self._ending):
            return ""
        return self.manual.language if any(map(str.isalpha, text)) else ""

    def written_in(self, language: str, text: str) -> str:
        """A text that says so if its language is not the edition's own."""
        return str(text) if language in ("", self.language) else Foreign(text, language, self.labels("not_translated"))

    def _name(self, names: Names | Text) -> str:
        """A name in the edition's language, else in the manual's own, else whatever there is."""
        if isinstance(names, str):
            return str(names)
        by_language = cast(Mapping[str, Text], names)  # a code is a text, whatever its class
        for code in (self.language, self.manual.language, *by_language):
            if code in by_language:
                return self.written_in(str(code), by_language[code])
        return ""
