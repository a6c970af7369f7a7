"""The navigation: home, categories, ways to look things up, and the guide. Procedures are found through these."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Any

from markupsafe import escape

from sop_toolkit.render.edition import Edition
from sop_toolkit.render.page import GUIDE, Page

Navigation = list[Any]


def navigation(edition: Edition, pages: Iterable[Page], guide: Sequence[str], folder: str) -> Navigation:
    """An edition's navigation as `mkdocs.yml` writes it; `guide` are the guide's pages, `folder` holds all of it.

    It holds sections, not procedures: with thousands of procedures every page would carry them all.
    """
    labels = edition.labels
    listed = [page for page in pages if page.in_navigation and page.address]
    categories = [page for page in listed if page.template == "category.md.j2"]
    others = [page for page in listed if page.template != "category.md.j2"]
    whole: Navigation = [{labels("home"): f"{folder}index.md"}]
    if categories:
        whole.append({labels("procedures"): [_entry(page, folder) for page in categories]})
    whole.append({labels("look_up"): [_entry(page, folder) for page in others]})
    if guide:
        whole.append({labels("guide"): _nested(sorted(guide, key=_index_first), f"{folder}{GUIDE}")})
    return whole


def _entry(page: Page, folder: str) -> dict[str, str]:
    return {str(escape(page.title)): f"{folder}{page.file}"}


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
        if further == [f"{folder}/{name}/index.md"]:
            inside += further  # a folder of one page is named by it
            continue
        inside.append({name.replace("-", " ").capitalize(): _nested(further, f"{folder}/{name}")})
    return inside
