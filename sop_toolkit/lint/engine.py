"""Runs the rules over a manual and turns their hits into findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple, Self

from sop_toolkit.finding import CRASH
from sop_toolkit.language import language
from sop_toolkit.lint.document import Analysis, Document
from sop_toolkit.lint.rule import ALWAYS, ERROR, FIXED, OFF, WARNING, Hit, Rule, rules
from sop_toolkit.lint.settings import Settings, read_settings
from sop_toolkit.model.build import Library, Source
from sop_toolkit.model.manual import Manual
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.model.translation import Translation
from sop_toolkit.model.walk import blocks
from sop_toolkit.source.allow import Allowance
from sop_toolkit.text import File, Finding, Span, Text

# Rules that a file answers by itself, whatever its manual says.
_OF_ONE_FILE = (*FIXED, "lost-text")


class Selection(NamedTuple):
    """The rules that a run is narrowed to (`only`) or leaves out (`without`)."""

    only: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()

    @property
    def is_narrow(self) -> bool:
        return bool(self.only or self.without)

    def includes(self, rule: str) -> bool:
        return rule not in self.without and (not self.only or rule in self.only)

    def within(self, rules: Iterable[str]) -> Self:
        """The rules among these, and in any case that which names a file that cannot be read."""
        return self._replace(only=frozenset([each for each in rules if self.includes(each)] + ["invalid-yaml"]))


class Moment(NamedTuple):
    """When a run takes place: its day, and the procedures as they were before a change, by their files' paths now."""

    today: date
    before: Mapping[str, Procedure] = MappingProxyType({})


def lint(
    library: Library,
    selection: Selection | None = None,
    only: frozenset[str] | None = None,
    quotations: bool = False,
    moment: Moment | None = None,
) -> tuple[list[Finding], Settings]:
    """All findings of a manual in reading order, and the settings that they were judged by.

    `only` names the files, by their paths as reported, to which the findings are limited. `quotations` says that
    the words in quotation marks are read like all others. Without a `moment` it is today, and nothing has changed.
    """
    chosen = selection or Selection()
    if "manual" in library.manual.unread:  # its language, its settings and its names are unknown
        chosen = chosen.within(_OF_ONE_FILE)
    settings, faults = read_settings(library.manual)
    run = _Run(library, settings, chosen, quotations, moment or Moment(date.today()))
    hits = [("invalid-shape", Hit(fault.where, fault.message, fault.hint)) for fault in faults]
    for source in library.sources:
        if only is None or source.file.path in only:
            hits.extend(run.hits(source))
    hits.extend(run.between())
    allowances = [allowance for source in library.sources for allowance in source.allowances]
    findings = _Judge(library.manual, settings, chosen, run.languages).findings(hits, allowances)
    if only is not None:
        findings = [finding for finding in findings if finding.file in only]
    return findings, settings


def active(settings: Settings, selection: Selection) -> list[Rule]:
    """The rules that a run needs: those that are on and included."""
    found = []
    for rule in rules().values():
        is_on = settings.severity(rule.name) != OFF or rule.name in selection.only
        if is_on and selection.includes(rule.name):
            found.append(rule)
    return found


class _Run:
    """The rules of one run, by what they look at."""

    def __init__(
        self, library: Library, settings: Settings, selection: Selection, quotations: bool, moment: Moment
    ) -> None:
        self.manual = library.manual
        self.quotations = quotations
        self.moment = moment
        self.languages = {each.file.path: each.place.language for each in library.sources if each.place.language}
        rules = active(settings, selection)
        self._checks = {
            name: [(rule.name, check) for rule in rules if (check := rule.check(name)) is not None]
            for name in ("in_source", "in_procedure", "on_day", "in_change", "in_translation", "in_manual")
        }
        self._analysis = Analysis([(rule, self._options(rule, settings)) for rule in rules if rule.reads_words])

    def _options(self, rule: Rule, settings: Settings) -> dict[str, Any]:
        """A rule's settings; one that asks for the manual's terms gets them as `terms`."""
        options = settings.of(rule)
        terms = getattr(rule.module, "terms", None)
        return {**options, "terms": terms(self.manual)} if terms is not None else options

    def hits(self, source: Source) -> Iterator[tuple[str, Hit]]:
        """What the rules find in one source."""
        if source.problem is not None:
            yield "invalid-yaml", Hit(source.problem.span, source.problem.message, source.problem.hint)
        for fault in source.faults:
            yield "invalid-shape", Hit(fault.where, fault.message, fault.hint)
        for name, check in self._checks["in_source"]:
            for hit in check(source):
                yield name, hit
        if source.place.kind in ("procedure", "translation") and source.value is not None:
            for name, check in self._checks[f"in_{source.place.kind}"]:
                for hit in check(source.value, self.manual):
                    yield name, hit
        if isinstance(source.value, Procedure):
            yield from self._in_time(source.value)
        if self._analysis.has_rules and source.value is not None:
            yield from self._words(source)

    def _in_time(self, procedure: Procedure) -> Iterator[tuple[str, Hit]]:
        """What the rules find on this day, and against the procedure as it was."""
        for name, check in self._checks["on_day"]:
            for hit in check(procedure, self.manual, self.moment.today):
                yield name, hit
        before = self.moment.before.get(procedure.file.path)
        for name, check in self._checks["in_change"] if before is not None else ():
            for hit in check(before, procedure, self.manual):
                yield name, hit

    def between(self) -> Iterator[tuple[str, Hit]]:
        """What the rules find between procedures."""
        for name, check in self._checks["in_manual"]:
            for hit in check(self.manual):
                yield name, hit

    def _words(self, source: Source) -> Iterator[tuple[str, Hit]]:
        document = document_of(source, self.manual, self.quotations)
        if document is not None:
            yield from self._analysis.hits(document)


def document_of(source: Source, manual: Manual, quotations: bool) -> Document | None:
    """The words of a procedure, a translation or a plain document; None for a file of another kind.

    A translation in another script than its language's has no words for its rules: that is one finding, not fifty.
    """
    if source.value is None or (source.place.kind == "translation" and _is_in_another_script(source.value)):
        return None
    if source.place.kind in ("procedure", "translation"):
        code = source.place.language or manual.language
        return Document(source.file, tuple(blocks(source.value, code)), language(code), quotations)
    if source.place.kind == "document":
        return Document(source.file, source.value, language(source.place.language), quotations)
    return None


def _is_in_another_script(translation: Translation) -> bool:
    from sop_toolkit.lint.misfits import first_in_another_script  # not for procedures: it knows all scripts

    return first_in_another_script(translation) is not None


class _Judge(NamedTuple):
    """Gives hits their severity, drops what is off or allowed, keeps one finding for a rule and a span."""

    manual: Manual
    settings: Settings
    selection: Selection
    languages: dict[str, str]

    def findings(self, hits: Iterable[tuple[str, Hit]], allowances: list[Allowance]) -> list[Finding]:
        used: set[int] = set()
        by_file = _by_file(allowances)
        found: dict[tuple[object, ...], Finding] = {}
        for rule, hit in hits:
            file, start, end = _place(hit)
            allowed = _allowing(rule, start, end, by_file.get(file.path, []))
            used.update(id(allowance) for allowance in allowed)
            severity = self._severity(rule, hit)
            if not allowed and severity != OFF and (rule == CRASH or self.selection.includes(rule)):
                found.setdefault((rule, file.path, start, end), self._finding(rule, hit, severity))
        if not self.selection.is_narrow:
            for hit in _unused(allowances, used):
                severity = self._severity("unused-suppression", hit)
                incomplete = found.get(("bad-suppression", *_key(hit)))
                if incomplete is not None:  # nobody is to write a reason for what has to go
                    found["bad-suppression", *_key(hit)] = incomplete._replace(hint=f"{hit.message} {hit.hint}")
                elif severity != OFF:
                    finding = self._finding("unused-suppression", hit, severity)
                    found[finding.order] = finding
        return sorted(found.values(), key=lambda finding: finding.order)

    def _severity(self, rule: str, hit: Hit) -> str:
        """The manual's word, else the hit's own, else the rule's; what `--select` switches on is a warning."""
        if rule == CRASH:
            return ERROR
        usual = hit.severity or rules()[rule].severity
        if rule in FIXED or hit.is_firm:  # a rule that is off does not run
            return usual
        severity = self.settings.severities.get(rule) or usual
        if severity == OFF and rule in self.selection.only:
            severity = usual if usual != OFF else WARNING
        return severity

    def _finding(self, rule: str, hit: Hit, severity: str) -> Finding:
        file, start, end = _place(hit)
        first, last = file.location(start), file.location(end)
        words = hit.where[hit.start : hit.end] if isinstance(hit.where, Text) else file.text[start:end]
        return Finding(
            rule, severity, hit.message, hit.hint,
            file.path, first.line, first.column, last.line, last.column,
            hit.where.field, self.languages.get(file.path, self.manual.language), str(words), hit.fix,
        )  # fmt: skip


def _place(hit: Hit) -> tuple[File, int, int]:
    where = hit.where
    if isinstance(where, Text):
        return where.file, *where.offsets(hit.start, hit.end)
    return where.file, where.start, where.end


def _key(hit: Hit) -> tuple[str, int, int]:
    file, start, end = _place(hit)
    return file.path, start, end


def _by_file(allowances: list[Allowance]) -> dict[str, list[Allowance]]:
    found: dict[str, list[Allowance]] = {}
    for allowance in allowances:
        found.setdefault(allowance.comment.file.path, []).append(allowance)
    return found


def _allowing(rule: str, start: int, end: int, allowances: list[Allowance]) -> list[Allowance]:
    """The comments that allow this finding. One without a reason is an error, and still allows."""
    if rule in ALWAYS:
        return []
    return [
        each
        for each in allowances
        if each.allows and rule in each.rules and each.covers and _within(each.covers, start, end)
    ]


def _within(span: Span, start: int, end: int) -> bool:
    return span.start <= start and end <= span.end


def _unused(allowances: list[Allowance], used: set[int]) -> Iterator[Hit]:
    known = rules()
    for allowance in allowances:
        sound = (
            allowance.allows
            and allowance.rules
            and all(name in known and name not in ALWAYS for name in allowance.rules)
        )
        if id(allowance) not in used and sound:
            names = ", ".join(f"`{name}`" for name in allowance.rules)
            yield Hit(allowance.comment, f"Nothing here needs this comment for {names}.", "Delete the comment.")
