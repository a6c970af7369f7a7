"""The pages as folders of Markdown, each with a `mkdocs.yml` that needs no plugin: complete for any engine.

Such an engine knows one language a site. So the manual's own language is the folder itself, and each further one a
folder in it, whose site has its place in a folder of the whole site, named after the language.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection
from copy import deepcopy
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from ruamel.yaml import YAML

from sop_toolkit.publish.guide import GUIDE_BOOST, Guide
from sop_toolkit.publish.history import Memory
from sop_toolkit.publish.languages import alternates, extra
from sop_toolkit.publish.navigation import Navigation, navigation
from sop_toolkit.publish.rules import rule_pages
from sop_toolkit.publish.search import files as search
from sop_toolkit.publish.site import ASSETS, SCRIPT, STYLE, THEME, Site, site
from sop_toolkit.render.changes import FEED, feed
from sop_toolkit.render.edition import Edition
from sop_toolkit.source.folder import replaced

_MARK = ".rendered-by-sop"
_ONE_LINE = 10**9  # columns: a name in the menu that went on in a second line would be no name for YAML


class Occupied(Exception):
    """The folder holds something that `sop render` has not written."""


def render(root: Path, folder: Path, drafts: bool = False) -> int:
    """Writes a manual without errors below `folder`: pages, settings, theme; gives the number of pages.

    Raises Occupied, TemplateTrouble or OSError; the old folder then stays.
    """
    if folder.exists() and not (folder / _MARK).exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Occupied(f"{folder}: something else stands here; choose an empty or new folder with --to")
    config = _config(root)
    docs = root / str(config.get("docs_dir", "docs"))
    files = [path.relative_to(docs).as_posix() for path in sorted(docs.rglob("*")) if path.is_file()]
    options = _plugin_options(config)
    made = site(root, drafts, check=False, docs=files, memory=Memory() if options.get("history", True) else None)
    rules = dict(rule_pages()) if options.get("rules") else {}
    known = {*rules, *map(made.guide.mounted, files)}
    known |= {edition.folder + page.file for edition in made.editions for page in made.pages(edition)}
    with replaced(folder) as fresh:
        for edition in made.editions:
            written = _Project(made, edition, known, fresh / edition.folder, str(config.get("site_url") or ""))
            menu = written.pages(rules if edition.is_own else {}, docs)
            written.assets()
            written.settings(deepcopy(config), menu)
        _put(fresh / _MARK, "`sop render` writes this folder anew each time; edit nothing here.\n")
    return sum(1 for edition in made.editions for _ in made.pages(edition))


class _Project:
    """The folder of one language: its pages below `docs/`, its theme and its settings."""

    def __init__(self, made: Site, edition: Edition, known: Collection[str], folder: Path, site_url: str) -> None:
        self.made = made
        self.edition = edition
        self.known = known
        self.folder = folder
        self.docs = folder / "docs"
        self.site_url = site_url

    def pages(self, rules: dict[str, str], docs: Path) -> Navigation:
        """Writes every page; gives the menu."""
        listed = list(self.made.pages(self.edition))
        for page in listed:
            self._write(page.file, self.made.write(page, self.edition), {})
        for name, text in rules.items():
            self._write(name, text, {})
        guide = self._guide(self.made.guide, docs)
        found = search.guide_pages(self.made.guide, docs, rules)
        _put(self.docs / FEED, feed(self.edition, self.site_url))
        search.write([self.edition], self.made.editions[0], found, self.docs)
        return navigation(self.edition, listed, [*guide, *rules], "")

    def _guide(self, guide: Guide, docs: Path) -> list[str]:
        language = "" if self.edition.is_own else self.edition.language
        pages = []
        for file in sorted(guide.files):
            if not file.endswith(".md"):
                if guide.language(file) in ("", language):
                    _copy(docs / file, self.docs / guide.mounted(file).removeprefix(self.edition.folder))
            elif guide.language(file) == language:
                place = guide.mounted(file).removeprefix(self.edition.folder)
                text = guide.relinked((docs / file).read_text(encoding="utf-8"), file, apart=True)
                self._write(place, text, {} if text.startswith("---") else {"search": {"boost": GUIDE_BOOST}})
                pages.append(place)
        return pages

    def _write(self, place: str, text: str, front: dict[str, Any]) -> None:
        if len(self.made.editions) > 1:
            file = self.edition.folder + place
            front["alternate"] = alternates(file, self.made.editions, self.known, self.site_url)
        _put(self.docs / place, _with_front(text, front))

    def assets(self) -> None:
        """Copies style, script, fonts, pictures and theme. Pages of all languages show the pictures of the first."""
        pictures = self.made.pictures() if self.edition.is_own else ()
        for address, file in (*ASSETS.items(), *pictures):
            _copy(file, self.docs / address)
        shutil.copytree(THEME, self.folder / "theme")

    def settings(self, config: Any, menu: Navigation) -> None:
        """Takes out of the settings what only the plugin can do, and puts in what it would add."""
        for key in ("repo_url", "repo_name", "edit_uri", "edit_uri_template", "docs_dir", "site_dir", "validation"):
            config.pop(key, None)  # links to edit lead to the sources, which these pages are not
        title = escape(self.edition.title)  # the theme escapes no name
        if self.edition.is_own:
            config.setdefault("site_name", title)
        else:
            config["site_name"] = title
            if self.site_url:
                config["site_url"] = urljoin(self.site_url, self.edition.folder)
        theme = config.get("theme", "material")
        config["theme"] = {"name": theme} if isinstance(theme, str) else theme
        config["theme"]["custom_dir"] = "theme"
        config["nav"] = menu
        config["extra"] = {**config.get("extra", {}), **extra(self.edition, self.made.editions), "feed": FEED}
        config["extra_css"] = [STYLE, search.STYLE, *config.get("extra_css", [])]
        config["extra_javascript"] = [SCRIPT, search.SCRIPT, *config.get("extra_javascript", [])]
        plugins = [
            each for each in config.get("plugins", []) if _name(each) not in ("sop", "search", "material/search")
        ]
        config["plugins"] = [*plugins, {"search": {"enabled": False}}]  # ours takes its place
        extensions = config.setdefault("markdown_extensions", [])
        if "attr_list" not in map(_name, extensions):
            extensions.append("attr_list")
        yaml = YAML()
        yaml.width = _ONE_LINE
        with (self.folder / "mkdocs.yml").open("w", encoding="utf-8") as file:
            yaml.dump(config, file)


def _config(root: Path) -> Any:
    """The manual's own settings, if it has any: theme, colours, extensions."""
    path = root / "mkdocs.yml"
    return (YAML().load(path.read_text(encoding="utf-8")) if path.is_file() else None) or {}


def _plugin_options(config: Any) -> dict[str, Any]:
    """What `mkdocs.yml` sets for the plugin."""
    for entry in config.get("plugins", []):
        if isinstance(entry, dict) and _name(entry) == "sop":
            return dict(entry["sop"] or {})
    return {}


def _name(entry: Any) -> str:
    return str(next(iter(entry))) if isinstance(entry, dict) else str(entry)


def _with_front(text: str, front: dict[str, Any]) -> str:
    """The page with further lines in its front matter, each in JSON, which is YAML."""
    lines = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in front.items())
    if text.lstrip().startswith("---\n"):
        return text.lstrip().replace("---\n", f"---\n{lines}", 1)
    return f"---\n{lines}---\n\n{text}" if lines else text


def _copy(file: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, place)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
