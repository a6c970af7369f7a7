"""What a run is to check: the manuals that the given paths belong to, and the files among theirs."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sop_toolkit.lint.plain import DOCUMENTS, read_document
from sop_toolkit.model.build import Library, Source, assemble, read_source
from sop_toolkit.source.find import MANUAL, SOURCES, find_root, place, sources, whole


@dataclass(frozen=True)
class Target:
    """A manual, and the files of it that are checked, by their paths as reported."""

    library: Library
    files: frozenset[str]


def targets(paths: Sequence[Path], language: str = "") -> list[Target]:
    """One target for each manual that the paths lie in or hold; lone files and folders make their own.

    `language` is that of plain documents; where it is not given, their script decides.
    """
    by_root: dict[Path, list[Path]] = {}
    lone: list[Path] = []
    for path in paths:
        inside = [path] if _root(path) else _manuals_below(path)
        for each in inside:
            by_root.setdefault(_root(each) or each, []).append(each)
        if not inside:
            lone.append(path)
    found = [_in_manual(root, given) for root, given in by_root.items()]
    return found + [_alone(path, language) for path in lone]


def _root(path: Path) -> Path | None:
    root = find_root(path)
    return root if root is not None and _belongs(path, root) else None


def _manuals_below(path: Path) -> list[Path]:
    return sorted(manual.parent.parent for manual in path.rglob(f"{SOURCES}/{MANUAL}")) if path.is_dir() else []


def _belongs(path: Path, root: Path) -> bool:
    """The manual's folder, its sources, or a file among them; other files below the root stand alone."""
    there = whole(path)
    return there == root or there.is_relative_to(root / SOURCES)


def _in_manual(root: Path, given: list[Path]) -> Target:
    read: list[Source] = []
    files: set[str] = set()
    for each in sources(root):
        covering = next((path for path in given if each.path.is_relative_to(whole(path))), None)
        name = _name(each.path, covering)
        read.append(read_source(each, root, name))
        if covering is not None:
            files.add(name)
    return Target(assemble(root, read), frozenset(files))


def _name(path: Path, given: Path | None) -> str:
    """The path as the user gave it, with what follows below it; else from the folder we are in."""
    if given is None or given == Path():
        return _shown(Path(os.path.relpath(path)))
    return _shown(given / path.relative_to(whole(given)))


def _shown(path: Path) -> str:
    """A name may hold bytes that are no text; every report is text."""
    return path.as_posix().encode("utf-8", "backslashreplace").decode()


def _alone(path: Path, language: str) -> Target:
    """Files without a manual: each can be read and checked by itself, and names cannot be looked up."""
    folder = path if path.is_dir() else path.resolve().parent
    files = sorted(each for each in path.rglob("*") if _is_readable(each)) if path.is_dir() else [path]
    read = [_one(file, folder, language) for file in files]
    return Target(assemble(folder, read), frozenset(source.file.path for source in read))


def _is_readable(path: Path) -> bool:
    return path.suffix.lower() == ".yaml" and not path.name.startswith(".")


def _one(path: Path, folder: Path, language: str) -> Source:
    if path.suffix.lower() in DOCUMENTS:
        return read_document(path, _shown(path), language)
    return read_source(place(path, folder)._replace(name=_shown(path)), folder)
