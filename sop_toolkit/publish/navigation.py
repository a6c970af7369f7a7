"""The navigation: home, categories, ways to look things up, and the guide. Procedures are found through these."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import PurePosixPath
from typing import Any

from sop_toolkit.publish.site import Site
from sop_toolkit.render.page import Page

GUIDE = "guide"
GUIDE_BOOST = 0.2  # in search, what staff do stands before how writers write
Navigation = list[Any]


def navigation(site: Site, pages: Iterable[Page], guide: Sequence[str]) -> Navigation:
    """The navigation as `mkdocs.yml` writes it; `guide` are the guide's Markdown files below `guide/`.

    It holds sections, not procedures: with thousands of procedures every page would carry them all.
    """
    labels = site.edition.labels
    listed = [page for page in pages if page.in_navigation and page.address]
    categories = [page for page in listed if page.template == "category.md.j2"]
    others = [page for page in listed if page.template != "category.md.j2"]
    whole: Navigation = [{labels("home"): "index.md"}]
    if categories:
        whole.append({labels("procedures"): [{escape(page.title): page.file} for page in categories]})
    whole.append({labels("look_up"): [{escape(page.title): page.file} for page in others]})
    if guide:
        whole.append({labels("guide"): _nested(sorted(guide, key=_index_first), GUIDE)})
    return whole


def _index_first(file: str) -> tuple[tuple[int, str], ...]:
    """Within a folder its index first, then pages, then folders, each by name."""
    parts = PurePosixPath(file).parts
    last = len(parts) - 1
    return tuple((0 if part == "index.md" else 1 if at == last else 2, part) for at, part in enumerate(parts))


def _nested(files: Sequence[str], folder: str) -> Navigation:
    inside: Navigation = []
    below: dict[str, list[str]] = {}
    for file in files:
        rest = PurePosixPath(file).relative_to(folder).parts
        if len(rest) == 1:
            inside.append(file)
        else:
            below.setdefault(rest[0], []).append(file)
    for name, further in below.items():
        inside.append({name.replace("-", " ").capitalize(): _nested(further, f"{folder}/{name}")})
    return inside
