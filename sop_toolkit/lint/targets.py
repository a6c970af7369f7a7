"""What a run is to check: the manuals that the given paths belong to, and the files among theirs."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sop_toolkit.model.build import Library, Source, assemble, read_source
from sop_toolkit.source.find import SOURCES, Place, find_root, place, sources


@dataclass(frozen=True)
class Target:
    """A manual, and the files of it that are checked, by their paths as reported."""

    library: Library
    files: frozenset[str]


def targets(paths: Sequence[Path]) -> list[Target]:
    """One target for each manual that the paths lie in; lone files and folders make targets of their own."""
    by_root: dict[Path, list[Path]] = {}
    lone: list[Path] = []
    for path in paths:
        root = find_root(path)
        if root is None or not _belongs(path, root):
            lone.append(path)
        else:
            by_root.setdefault(root, []).append(path)
    found = [_in_manual(root, given) for root, given in by_root.items()]
    return found + [_alone(path) for path in lone]


def _belongs(path: Path, root: Path) -> bool:
    """The manual's folder, its sources, or a file among them; a file elsewhere below the root stands alone."""
    whole = path.resolve()
    return whole == root or whole.is_relative_to(root / SOURCES)


def _in_manual(root: Path, given: list[Path]) -> Target:
    read: list[Source] = []
    files: set[str] = set()
    for each in sources(root):
        covering = next((path for path in given if each.path.is_relative_to(path.resolve())), None)
        name = _name(each.path, covering)
        read.append(read_source(each, root, name))
        if covering is not None:
            files.add(name)
    return Target(assemble(root, read), frozenset(files))


def _name(path: Path, given: Path | None) -> str:
    """The path as the user gave it, with what follows below it; else from the folder we are in."""
    if given is None or given == Path():
        return Path(os.path.relpath(path)).as_posix()
    return (given / path.relative_to(given.resolve())).as_posix()


def _alone(path: Path) -> Target:
    files = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    folder = path if path.is_dir() else path.parent
    read = []
    for file in files:
        kind = place(file, folder)
        found = Place(file, file.as_posix(), "translation" if kind.kind == "translation" else "procedure")
        read.append(read_source(found, folder, file.as_posix()))
    return Target(assemble(folder, read), frozenset(source.file.path for source in read))
