"""The MkDocs plugin `sop`: adds the manual's pages in memory and watches its sources."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils.templates import TemplateContext

from sop_toolkit.language.labels import read_anew
from sop_toolkit.model.build import Source, read_source
from sop_toolkit.publish.blocks import put_back, take_out
from sop_toolkit.publish.guide import GUIDE_BOOST, Guide
from sop_toolkit.publish.history import Memory
from sop_toolkit.publish.languages import Views, alternates
from sop_toolkit.publish.navigation import navigation
from sop_toolkit.publish.report import report_link
from sop_toolkit.publish.rules import rule_pages
from sop_toolkit.publish.search import files as search
from sop_toolkit.publish.site import ASSETS, SCRIPT, STYLE, TEMPLATES, THEME, Site, broken, site
from sop_toolkit.render.changes import FEED, feed
from sop_toolkit.render.edition import Edition
from sop_toolkit.render.environment import BUILT_IN, TemplateTrouble, environment
from sop_toolkit.render.page import Page, write
from sop_toolkit.source.find import MANUAL, SOURCES, Place
from sop_toolkit.text import Finding

_LOG = logging.getLogger("mkdocs.plugins.sop")


class SopConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's settings in `mkdocs.yml`."""

    drafts = config_options.Type(bool, default=False)
    rules = config_options.Type(bool, default=False)  # pages about the linter's rules in the guide
    history = config_options.Type(bool, default=True)  # what each version changed, from git
    today = config_options.Optional(config_options.Type(date))
    report_uri = config_options.Optional(config_options.Type(str))  # where a reader says that a procedure is wrong


class _PageFile(File):
    """A page in memory that is written when MkDocs asks for it, so that thousands never wait in memory at once."""

    make: Callable[[], str]
    blocks: list[str]
    report = ""  # the address of a new issue about the page

    @property
    def content_string(self) -> str:
        return self.make()

    @content_string.setter
    def content_string(self, value: str) -> None:
        self.make = lambda: value


class SopPlugin(BasePlugin[SopConfig]):  # type: ignore[no-untyped-call]
    """Publishes the manual beside `mkdocs.yml`."""

    def __init__(self) -> None:
        self._serving = False
        self.check = True  # `sop build` has checked the manual before it builds
        self.progress: Callable[[int, int], None] | None = None
        self._count = [0, 0]
        self._memory = Memory()
        self._told: set[str] = set()  # what a build says about a template once, and not for each of its pages
        self._read: dict[Path, tuple[tuple[int, int], Source]] = {}
        self._made: Site
        self._views: Views
        self._known: frozenset[str]

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Its mere existence keeps this instance, and what it has read, through all builds of one `serve`."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        root = _root(config)
        if not (root / SOURCES / MANUAL).is_file() and not self._serving:
            raise PluginError(f"There is no {SOURCES}/{MANUAL} beside mkdocs.yml: `sop init` makes a manual.")
        if not config.use_directory_urls:
            raise PluginError("A manual's addresses are folders: delete `use_directory_urls` from mkdocs.yml.")
        watched = [root / SOURCES, root / TEMPLATES, BUILT_IN, *read_anew()]
        config.watch.extend(str(path) for path in dict.fromkeys(watched) if path.exists())
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        config.extra_css[:0] = [STYLE, search.STYLE]
        config.extra_javascript[:0] = [SCRIPT, search.SCRIPT]
        for name in ("search", "material/search"):
            if name in config.plugins:
                config.plugins[name].config.enabled = False  # ours takes its place
        if "attr_list" not in config.markdown_extensions:
            config.markdown_extensions.append("attr_list")
        return config

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """An error that a change of `mkdocs.yml` makes is one line too: MkDocs shows where it was found in its code."""

        def build() -> None:
            try:
                builder()
            except MkDocsException as error:
                raise Abort(f"error: {' '.join(error.message.split())}") from error

        server.builder = build
        return server

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        with _kept(self._serving):
            return self._with_ours(files, config)

    def _with_ours(self, files: Files, config: MkDocsConfig) -> Files:
        """The files of the site with the pages, pictures and assets of the manual."""
        self._told.clear()
        root, docs = _root(config), _guide_files(files, config)
        preview = self._serving or self.config.drafts
        memory = self._memory if self.config.history else None
        names = [file.src_uri for file in docs]
        made = site(root, preview, self.config.today, self._reader, self.check, names, memory)
        _report(made)
        _mount(docs, files, made.guide, config)
        rules = dict(rule_pages()) if self.config.rules else {}
        for name, text in rules.items():
            files.append(File.generated(config, name, content=text))
        menus = []
        for edition in made.editions:
            listed = list(made.pages(edition))
            for page in listed:
                files.append(self._file(page, edition, made, config))
            files.append(File.generated(config, edition.folder + FEED, content=feed(edition, config.site_url or "")))
            guide = made.guide.pages(edition.language) + (list(rules) if edition.is_own else [])
            menus.append(navigation(edition, listed, guide, edition.folder))
        further = [{edition.folder: menu} for edition, menu in zip(made.editions[1:], menus[1:], strict=True)]
        config.nav = [*(config.nav or menus[0]), *further]
        for address, picture in made.pictures():
            files.append(File.generated(config, address, abs_src_path=str(picture)))
        for address, asset in ASSETS.items():
            files.append(File.generated(config, address, abs_src_path=str(asset)))
        found = search.guide_pages(made.guide, Path(config.docs_dir), rules)
        search.write(made.editions, made.editions[0], found, Path(config.site_dir))
        pages = files.documentation_pages()
        self._made, self._views = made, Views(config, made.editions)
        self._known = frozenset(file.src_uri for file in pages)
        self._count = [0, 2 * len(pages)]
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        return self._views.split(nav)

    @event_priority(-100)
    def on_page_markdown(self, markdown: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:
        made, file = self._made, page.file
        if len(made.editions) > 1:
            page.meta["alternate"] = alternates(file.src_uri, made.editions, self._known, config.site_url or "")
        if not isinstance(file, _PageFile):
            if file.abs_src_path is None or not file.edit_uri:
                return markdown
            page.meta.setdefault("search", {"boost": GUIDE_BOOST})
            return made.guide.relinked(markdown, file.edit_uri)
        if file.report:
            page.meta["report"] = file.report
        markdown, file.blocks = take_out(markdown)
        return markdown

    def on_page_context(
        self, context: TemplateContext, *, page: SitePage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        context.update(self._views.context(page.file.src_uri))  # type: ignore[typeddict-item]
        return context

    @event_priority(100)
    def on_page_content(self, html: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:
        self._step()
        if not isinstance(page.file, _PageFile):
            return html
        html = put_back(html, page.file.blocks)
        page.file.blocks = []
        page.markdown = ""  # a page that is rendered needs it no more
        return html

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: SitePage, config: MkDocsConfig) -> str:
        self._step()
        if isinstance(page.file, _PageFile):
            page.content = ""  # nor this, once it is on its way to the disk, nor the manual after its last page
            page.file.make = str
        return output

    def _step(self) -> None:
        """Each page counts twice: its Markdown is read, then its template is filled."""
        self._count[0] += 1
        if self.progress is not None:
            self.progress(self._count[0], self._count[1])

    def _file(self, page: Page, edition: Edition, made: Site, config: MkDocsConfig) -> File:
        inclusion = InclusionLevel.INCLUDED if page.in_navigation else InclusionLevel.NOT_IN_NAV
        file = _PageFile.generated(config, edition.folder + page.file, content="", inclusion=inclusion)
        assert isinstance(file, _PageFile)
        file.make = lambda: self._written(page, edition, made)
        if page.source:
            file.edit_uri = _from_docs(Path(made.root, page.source), config)
            place = edition.folder + page.address
            file.report = report_link(config.repo_url or "", self.config.report_uri, page.title, place)
        return file

    def _written(self, page: Page, edition: Edition, made: Site) -> str:
        try:
            return made.write(page, edition)
        except TemplateTrouble as trouble:
            if not self._serving:
                raise PluginError(str(trouble)) from trouble
            if str(trouble) not in self._told:
                self._told.add(str(trouble))
                _LOG.error(str(trouble))
            return _error_page(page, edition, trouble)

    def _reader(self, place: Place, root: Path) -> Source:
        """Reads a file again only if it has changed since the last build."""
        try:
            status = place.path.stat()
        except OSError:
            return read_source(place, root)
        stamp = (status.st_mtime_ns, status.st_size)
        known = self._read.get(place.path)
        if known is None or known[0] != stamp:
            known = (stamp, read_source(place, root))
            if self._serving:
                self._read[place.path] = known
        return known[1]


@contextmanager
def _kept(serving: bool) -> Iterator[None]:
    """What is read lives to the end of the build; looking for garbage in it again and again takes its time.

    While serving it is looked through as ever: there the sources of earlier builds become garbage.
    """
    gc.disable()
    try:
        yield
    finally:
        if not serving:
            gc.freeze()  # before the first look, which would go through all of it
        gc.enable()


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).resolve().parent if config.config_file_path else Path.cwd()


def _report(made: Site) -> None:
    """Errors are warnings of MkDocs, so that `--strict` stops at them; the linter's warnings are for `sop lint`."""
    for finding in made.errors:
        where = f"{finding.file}:{finding.line}:{finding.column}"
        _LOG.warning(f"{where}: {finding.message} {finding.hint} ({finding.rule})")
    warnings = sum(finding.severity == "warning" for finding in made.findings)
    if warnings:
        _LOG.info(f"{warnings} warnings: `sop lint` shows them.")


def _guide_files(files: Files, config: MkDocsConfig) -> list[File]:
    """What stands in `docs/`, without what the theme needs at its place."""
    kept = {*map(str, config.extra_css), *map(str, config.extra_javascript)}
    kept |= {str(config.theme.get(name)) for name in ("logo", "favicon") if config.theme.get(name)}
    return [
        file
        for file in files
        if file.src_dir == config.docs_dir and file.src_uri not in kept and file.abs_src_path is not None
    ]


def _mount(docs: list[File], files: Files, guide: Guide, config: MkDocsConfig) -> None:
    """Moves the guide below `/guide/`, as the manual has the top."""
    for file in docs:
        files.remove(file)
        place = guide.mounted(file.src_uri)
        moved = File.generated(config, place, abs_src_path=str(file.abs_src_path), inclusion=file.inclusion)
        moved.edit_uri = file.src_uri
        files.append(moved)


def _from_docs(path: Path, config: MkDocsConfig) -> str:
    """An edit link counts from the folder `docs`."""
    return Path(os.path.relpath(path, config.docs_dir)).as_posix()


def _error_page(page: Page, edition: Edition, trouble: TemplateTrouble) -> str:
    """Made by the toolkit's own templates, as the manual's are the trouble."""
    place = (trouble.template, trouble.line, 1, trouble.line, 1)
    finding = Finding("", "error", trouble.said, "", *place)
    return write(broken(edition, page.address, "", [finding]), edition, environment())
