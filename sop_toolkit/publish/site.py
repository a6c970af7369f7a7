"""A manual ready to publish: what was read, what is wrong with it, and its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from jinja2.sandbox import ImmutableSandboxedEnvironment

from sop_toolkit.language.labels import Labels, has_labels, labels, missing_labels
from sop_toolkit.lint.engine import Moment, lint
from sop_toolkit.model.build import Library, Source, load, read_source
from sop_toolkit.model.manual import Manual
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.publish.guide import Guide
from sop_toolkit.publish.history import Memory
from sop_toolkit.render.edition import Edition
from sop_toolkit.render.environment import environment
from sop_toolkit.render.news import News, Waiting
from sop_toolkit.render.page import Page, write
from sop_toolkit.render.pages import pages
from sop_toolkit.review.status import status
from sop_toolkit.source.find import Place
from sop_toolkit.source.picture import beside, fault
from sop_toolkit.text import Finding

_HERE = Path(__file__).parent
TEMPLATES = "templates"
THEME = _HERE / "theme"  # what the theme's own templates are replaced by
_FALLBACK = "en"  # whose labels stand in where the manual's own language has none
STYLE, SCRIPT = "assets/sop.css", "assets/sop.js"
# Style, script and fonts: their addresses on the site, and their places beside this file.
ASSETS = {path.relative_to(_HERE).as_posix(): path for path in sorted((_HERE / "assets").rglob("*")) if path.is_file()}


@dataclass(frozen=True)
class Site:
    """A manual with its findings, and an edition for each language: the manual's own first.

    `preview` shows drafts, and findings on the pages they are about.
    """

    root: Path
    library: Library
    findings: tuple[Finding, ...]
    editions: tuple[Edition, ...]
    guide: Guide
    preview: bool

    @property
    def errors(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.severity == "error"]

    @cached_property
    def environment(self) -> ImmutableSandboxedEnvironment:
        """The templates: the manual's own, then the toolkit's."""
        own = self.root / TEMPLATES
        return environment([own] if own.is_dir() else [])

    def pages(self, edition: Edition) -> Iterator[Page]:
        """Every page of an edition; a source without a procedure or an id has one that says so at its file's name."""
        yield from pages(edition)
        for source in self.library.sources:
            if source.place.kind == "procedure" and not (source.value and source.value.id):
                yield broken(edition, source.place.id, source.place.name, self._about(source.file.path))

    def write(self, page: Page, edition: Edition) -> str:
        """The page as Markdown. Raises TemplateTrouble."""
        return write(page, edition, self.environment)

    def pictures(self) -> Iterator[tuple[str, Path]]:
        """The pictures of all steps: the address on the site, and the file."""
        for procedure in self.editions[0].procedures:
            yield from _pictures(procedure)

    def _about(self, file: str) -> list[Finding]:
        return [finding for finding in self.errors if finding.file == file]


def broken(edition: Edition, address: str, source: str, findings: list[Finding]) -> Page:
    """The page that stands in for one that cannot be made."""
    return Page(address, "broken.md.j2", edition.labels("broken"), lambda: {"findings": findings}, source)


def site(
    root: Path,
    preview: bool = False,
    today: date | None = None,
    reader: Callable[[Place, Path], Source] = read_source,
    check: bool = True,
    docs: Iterable[str] = (),
    memory: Memory | None = None,
) -> Site:
    """The site of the manual below `root`, checked unless the caller has just done so; `docs` are the guide's files.

    With a `memory` its pages tell what git knows of each version.
    """
    library = load(root, reader)
    day = today or date.today()
    findings = lint(library, moment=Moment(day))[0] if check else []
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        if preview and finding.severity == "error":
            by_file.setdefault(finding.file, []).append(finding)
    manual = library.manual
    own = manual.language
    others = [code for code in manual.languages if code != own and has_labels(code) and not missing_labels(code)]
    guide = Guide(frozenset(docs), tuple(others))
    news = News(memory.past(root, library.sources) if memory else {}, tuple(_waiting(manual, day)))
    editions = tuple(
        Edition(
            manual.in_language(each.language),
            each,
            day,
            preview,
            by_file,
            guide.addresses(each.language),
            news,
        )
        for each in (_own_labels(own), *map(labels, others))
    )
    return Site(root, library, tuple(findings), editions, guide, preview)


def _own_labels(language: str) -> Labels:
    """The labels of the manual's own language. Pages must come, be it with words of another, as a finding says."""
    return labels(language) if has_labels(language) else labels(_FALLBACK)._replace(language=language)


def _waiting(manual: Manual, day: date) -> Iterator[Waiting]:
    """What is due, the earliest first. Translations that wait are for translators, and not for readers."""
    found = status(manual._replace(languages=(manual.language,)), day).due
    for due in sorted(found, key=lambda each: each.day or date.min):
        yield Waiting(due.what, due.id, due.owner, due.day)


def _pictures(procedure: Procedure) -> Iterator[tuple[str, Path]]:
    """Those of one procedure; what is no picture is a finding, and stays where it is."""
    for step in procedure.steps:
        name = step.image.file if step.image else None
        file = beside(name) if name else None
        if file is not None and not fault(file):
            yield f"assets/pictures/{procedure.id}/{name}", file
