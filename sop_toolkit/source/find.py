"""Which files belong to a manual, and what each of them is."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SOURCES = "procedures"
MANUAL = "manual.yaml"
BRANCHES = "branches.yaml"
CATEGORY = "category.yaml"
WORD = ".docx"
DOCUMENTS = (".md", ".txt", WORD)
# A source ends in `.yaml`; the other ends are those that programs and habits give it, and each is a fault.
_ENDS = (".yaml", ".yml", ".yaml.txt", ".yml.txt")
_TRANSLATION = re.compile(r"(.+)\.([a-z]{2,3}(?:-[A-Z]{2})?)\.yaml\Z")


class Place(NamedTuple):
    """A source file: its path on disk, its path from the manual's root, and the kind of file it is."""

    path: Path
    name: str
    kind: str
    category: str = ""
    language: str = ""

    @property
    def right_name(self) -> str:
        """The file's name, with the end that a source has."""
        return _right(self.path.name)

    @property
    def id(self) -> str:
        """The id that the file's name gives."""
        stem = self.right_name.removesuffix(".yaml")
        return stem.removesuffix(f".{self.language}") if self.language else stem


def find_root(start: Path) -> Path | None:
    """The nearest folder, from `start` upwards, that holds `procedures/manual.yaml`."""
    here = whole(start)
    for folder in (here, *here.parents):
        if (folder / SOURCES / MANUAL).is_file():
            return folder
        if folder.name == SOURCES and (folder / MANUAL).is_file():
            return folder.parent
    return None


def whole(path: Path) -> Path:
    """The path from the disk's root. A link to a file stays the link: it belongs where it stands."""
    return path.parent.resolve() / path.name if path.is_symlink() and not path.is_dir() else path.resolve()


def sources(root: Path) -> Iterator[Place]:
    """Every source file of a manual, in a stable order: folders by name, files by name.

    A link to a folder is not followed. One that leads out of the manual counts as a file, so that
    it is reported: what lies behind it would be missing without a word.
    """
    for folder, folders, files in os.walk(root / SOURCES):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if leads_outside(Path(folder, name), root)]
        for name in sorted(files + links):
            if (name.lower().endswith(_ENDS) or name in links) and not name.startswith("."):
                yield place(Path(folder, name), root)


def place(path: Path, root: Path) -> Place:
    """What the file at `path` is, told by its place and name."""
    parts = path.relative_to(root).parts if path.is_relative_to(root) else Path(os.path.relpath(path, root)).parts
    name = "/".join(parts)
    inner = parts[1:] if parts[0] == SOURCES else (path.name,)
    category = "/".join(inner[:-1])
    right = _right(path.name)
    if len(inner) == 1 and right in (MANUAL, BRANCHES):
        return Place(path, name, right.removesuffix(".yaml"))
    if right == CATEGORY:
        return Place(path, name, "category", category)
    translated = _TRANSLATION.match(right)
    if translated:
        return Place(path, name, "translation", category, translated[2])
    return Place(path, name, "procedure", category)


def _right(name: str) -> str:
    """The name of a source with the end that it should have."""
    end = next((end for end in _ENDS if name.lower().endswith(end)), None)
    return name[: -len(end)] + ".yaml" if end else name


def leads_outside(path: Path, root: Path) -> bool:
    """Whether a link takes a file out of the manual's folder, or round in a circle."""
    if not path.is_symlink():
        return False
    try:
        return not path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return True
