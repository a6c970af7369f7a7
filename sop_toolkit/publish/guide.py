"""The guide: what stands in `docs/`, mounted below `/guide/`, and `docs/<language>/` below `/<language>/guide/`."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from sop_toolkit.render.page import GUIDE

GUIDE_BOOST = 0.2  # in search, what staff do stands before how writers write
_LINK = re.compile(r"(\]\(\s*)([^)\s#]+)")


@dataclass(frozen=True)
class Guide:
    """The files of `docs/`, by their paths in it; `languages` are those that have addresses of their own."""

    files: frozenset[str]
    languages: tuple[str, ...]

    def mounted(self, file: str) -> str:
        """The place of a file on the site."""
        language = self.language(file)
        return f"{language}/{GUIDE}/{file[len(language) + 1 :]}" if language else f"{GUIDE}/{file}"

    def language(self, file: str) -> str:
        """The language of a file; empty for the manual's own."""
        head, _, rest = file.partition("/")
        return head if head in self.languages and rest else ""

    def pages(self, language: str) -> list[str]:
        """The places of the pages in a language, the manual's own if it has no addresses of its own."""
        wanted = language if language in self.languages else ""
        return [
            self.mounted(file) for file in sorted(self.files) if file.endswith(".md") and self.language(file) == wanted
        ]

    def addresses(self, language: str) -> frozenset[str]:
        """The addresses of these pages, as they count from the home page of the language."""
        prefix = f"{language}/" if language in self.languages else ""
        return frozenset(address(page.removeprefix(prefix)) for page in self.pages(language))

    def relinked(self, markdown: str, file: str, apart: bool = False) -> str:
        """The page with its links to other files of `docs/`, which stand elsewhere once they are mounted.

        What a language does not have is the manual's own. `apart`: each language is built as a site of its own,
        with a copy of the manual's own pictures.
        """
        here, language = self.mounted(file), self.language(file)

        def moved(link: re.Match[str]) -> str:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(file), link[2]))
            own = target.removeprefix(f"{self.language(target)}/")
            found = next((each for each in (target, own) if each in self.files), None)
            if found is None:
                return link[0]
            place = self.mounted(found)
            if not apart or self.language(found) == language:
                way = posixpath.relpath(place, posixpath.dirname(here))
            elif found.endswith(".md"):
                way = between(here, place)
            else:
                way = posixpath.relpath(f"{language}/{place}", posixpath.dirname(here))
            return link[1] + way

        return _LINK.sub(moved, markdown) if self.languages else markdown


def address(page: str) -> str:
    """The address of a Markdown file, without slashes around it; empty for home."""
    folder, slash, name = page.rpartition("/")
    return folder if name == "index.md" else folder + slash + (name.rpartition(".")[0] or name)


def between(page: str, other: str) -> str:
    """The way from the address of a Markdown file to that of another."""
    here, there = (list(filter(None, address(each).split("/"))) for each in (page, other))
    parts = enumerate(zip(here, there, strict=False))
    shared = next((place for place, (one, two) in parts if one != two), min(len(here), len(there)))
    return "../" * (len(here) - shared) + "".join(f"{part}/" for part in there[shared:]) or "./"
