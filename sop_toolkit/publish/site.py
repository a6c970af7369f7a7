"""A manual ready to publish: what was read, what is wrong with it, and its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from jinja2.sandbox import ImmutableSandboxedEnvironment

from sop_toolkit.language.labels import has_labels, labels
from sop_toolkit.lint.engine import lint
from sop_toolkit.model.build import Library, Source, load, read_source
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.render.edition import Edition
from sop_toolkit.render.environment import environment
from sop_toolkit.render.page import Page, write
from sop_toolkit.render.pages import pages
from sop_toolkit.source.find import Place
from sop_toolkit.text import Finding

_HERE = Path(__file__).parent
TEMPLATES = "templates"
THEME = _HERE / "theme"  # what the theme's own templates are replaced by
# Style and script: their addresses on the site, and their places beside this file.
STYLE, SCRIPT = "assets/sop.css", "assets/sop.js"
ASSETS = {address: _HERE / address for address in (STYLE, SCRIPT)}


@dataclass(frozen=True)
class Site:
    """A manual with its findings. `preview` shows drafts, and findings on the pages they are about."""

    root: Path
    library: Library
    findings: tuple[Finding, ...]
    edition: Edition
    preview: bool

    @property
    def errors(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.severity == "error"]

    @cached_property
    def environment(self) -> ImmutableSandboxedEnvironment:
        """The templates: the manual's own, then the toolkit's."""
        own = self.root / TEMPLATES
        return environment([own] if own.is_dir() else [])

    def pages(self) -> Iterator[Page]:
        """Every page; a source that cannot be read has a page that says so at its address."""
        yield from pages(self.edition)
        for source in self.library.sources:
            if source.place.kind == "procedure" and source.value is None:
                yield self.broken(source.place.id, source.place.name, self._about(source.file.path))

    def broken(self, address: str, source: str, findings: list[Finding]) -> Page:
        """The page that stands in for one that cannot be made."""
        title = self.edition.labels("broken")
        return Page(address, "broken.md.j2", title, lambda: {"findings": findings}, source)

    def write(self, page: Page) -> str:
        """The page as Markdown. Raises TemplateTrouble."""
        return write(page, self.edition, self.environment)

    def pictures(self) -> Iterator[tuple[str, Path]]:
        """The pictures of all steps: the address on the site, and the file."""
        for procedure in self.edition.procedures:
            yield from _pictures(procedure)

    def _about(self, file: str) -> list[Finding]:
        return [finding for finding in self.errors if finding.file == file]


def site(
    root: Path,
    preview: bool = False,
    today: date | None = None,
    reader: Callable[[Place, Path], Source] = read_source,
    check: bool = True,
) -> Site:
    """The site of the manual below `root`, checked unless the caller has just done so."""
    library = load(root, reader)
    findings = lint(library)[0] if check else []
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        if preview and finding.severity == "error":
            by_file.setdefault(finding.file, []).append(finding)
    manual = library.manual
    language = manual.language if has_labels(manual.language) else "en"
    edition = Edition(manual, labels(language), today or date.today(), preview, by_file)
    return Site(root, library, tuple(findings), edition, preview)


def _pictures(procedure: Procedure) -> Iterator[tuple[str, Path]]:
    folder = procedure.file.folder
    for step in procedure.steps:
        if step.image and step.image.file and folder is not None:
            file = (folder / step.image.file).resolve()
            if file.is_relative_to(folder.resolve()) and file.is_file():
                yield f"assets/pictures/{procedure.id}/{step.image.file}", file
