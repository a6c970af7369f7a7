"""What the theme is told on the pages of each language: its words, its menu, and where the page stands in others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from copy import copy
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urljoin

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils import get_theme_dir

from sop_toolkit.publish.guide import address, between
from sop_toolkit.render.changes import FEED, feed_title
from sop_toolkit.render.edition import Edition

_WORD = "theme_"  # labels of the theme begin so, and go on as the theme names its words: `theme_action_edit`
_WORDS = Path(get_theme_dir("material"), "partials", "languages")
_LIKE_ENGLISH = "en"  # the theme's own words, where it has none in a language


def extra(edition: Edition, editions: Sequence[Edition]) -> dict[str, Any]:
    """What the theme's templates find in `config.extra` on the pages of an edition."""
    labels = edition.labels
    words = {key.removeprefix(_WORD).replace("_", "."): labels(key) for key in labels.words if key.startswith(_WORD)}
    known = (_WORDS / f"{edition.language}.html").is_file()
    return {
        "alternate": len(editions) > 1,
        "feed": edition.folder + FEED,
        "feed_title": feed_title(edition),
        "homes": [_home(each, "" if edition.is_own else "../") for each in editions],
        "theme_language": edition.language if known else _LIKE_ENGLISH,
        "words": {**words, "language": edition.language},
    }


def _home(edition: Edition, top: str) -> dict[str, str]:
    """The way to the home page of a language, for whoever asks for a page that does not exist."""
    labels = edition.labels
    return {
        "language": edition.language,
        "folder": top + edition.folder,
        "missing": labels("theme_not_found"),
        "back": labels("back_home"),
    }


def edition_of(file: str, editions: Sequence[Edition]) -> Edition:
    """The edition that a file of the site belongs to."""
    return next((each for each in editions[1:] if file.startswith(each.folder)), editions[0])


def alternates(file: str, editions: Sequence[Edition], known: Collection[str], site_url: str) -> list[dict[str, Any]]:
    """A page in each language, for the switch in the header; `known` are all pages of the site.

    Where a language does not have the page (`same` is false), the link leads to the nearest page above it.
    """
    here = edition_of(file, editions)
    inside = file.removeprefix(here.folder)
    made = []
    for each in editions:
        found = _nearest(inside, each.folder, known)
        way = between(file, found)
        made.append(
            {
                "lang": each.language,
                "name": each.labels("language_name"),
                "link": way,
                "full": urljoin(site_url, f"{address(found)}/".lstrip("/")) if site_url else way,
                "same": found == each.folder + inside,
                "own": each.is_own,
                "here": each is here,
            }
        )
    return made


def _nearest(inside: str, folder: str, known: Collection[str]) -> str:
    if folder + inside in known:
        return folder + inside
    above = (f"{folder}{parent.as_posix()}/index.md" for parent in PurePosixPath(inside).parents if parent.name)
    return next((each for each in above if each in known), f"{folder}index.md")


class Views:
    """The site's settings and its menu as the pages of each language see them."""

    def __init__(self, config: MkDocsConfig, editions: Sequence[Edition]) -> None:
        self._editions = editions
        self._configs = {each.language: _config(config, each, editions) for each in editions}
        self._menus: dict[str, Navigation] = {}

    def split(self, menu: Navigation) -> Navigation:
        """Takes the sections of the other languages out of the menu, which each get one of their own."""
        rest = list(menu.items)
        for edition in self._editions[1:]:
            section = next(each for each in rest if isinstance(each, Section) and each.title == edition.folder)
            rest.remove(section)
            self._menus[edition.language] = _menu(section.children)
        self._menus[self._editions[0].language] = _menu(rest)
        return self._menus[self._editions[0].language]

    def context(self, file: str) -> dict[str, Any]:
        """What takes the place of the site's own in a page's template."""
        language = edition_of(file, self._editions).language
        return {"config": self._configs[language], "nav": self._menus[language]}


def _config(config: MkDocsConfig, edition: Edition, editions: Sequence[Edition]) -> MkDocsConfig:
    if edition.is_own:
        config.extra.update(extra(edition, editions))  # pages without a language, such as 404, see these too
        return config
    seen = copy(config)
    seen["extra"] = {**config.extra, **extra(edition, editions)}
    seen["site_name"] = Markup(escape(edition.title))  # the theme escapes no name, as it comes from `mkdocs.yml`
    return seen


def _menu(items: list[Any]) -> Navigation:
    for item in items:
        item.parent = None
    pages = list(_pages(items))
    menu = Navigation(items, pages)
    if pages:
        menu.homepage = pages[0]
        pages[0].previous_page = pages[-1].next_page = None
    return menu


def _pages(items: list[Any]) -> Any:
    for item in items:
        if isinstance(item, SitePage):
            yield item
        yield from _pages(item.children or [])
