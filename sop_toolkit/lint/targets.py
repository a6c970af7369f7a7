"""What a run is to check: the manuals that the given paths belong to, and the files among theirs."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from sop_toolkit.lint.unread import Unread, library
from sop_toolkit.model.build import Library, assemble, read_text
from sop_toolkit.source.find import DOCUMENTS, MANUAL, SOURCES, find_root, place, sources, whole
from sop_toolkit.text import File


class Target(NamedTuple):
    """A manual, and the files of it that are checked, by their paths as reported.

    The manual's own files are among them where they cannot be read: what is to be said of the others depends on them.
    """

    library: Library
    files: frozenset[str]


def targets(paths: Sequence[Path], language: str = "", quotations: bool = False) -> list[Target]:
    """One target for each manual that the paths lie in or hold; lone files and folders make their own.

    `language` is that of plain documents; where it is not given, their script decides. `quotations` says that
    their quoted paragraphs are read too.
    """
    by_root, lone = grouped(paths)
    found = [_in_manual(root, given) for root, given in by_root.items()]
    return found + [_alone(path, language, quotations) for path in lone]


def grouped(paths: Sequence[Path]) -> tuple[dict[Path, list[Path]], list[Path]]:
    """The manuals that the paths lie in or hold, each with its paths, and the paths that have no manual."""
    by_root: dict[Path, list[Path]] = {}
    lone: list[Path] = []
    for path in paths:
        inside = [path] if _root(path) else _manuals_below(path)
        for each in inside:
            by_root.setdefault(_root(each) or each, []).append(each)
        if not inside:
            lone.append(path)
    return by_root, _once(lone)


def _once(lone: Sequence[Path]) -> list[Path]:
    """Without the paths that another one covers: a folder holds its sources, and no document counts as one."""
    given: dict[Path, Path] = {}
    for path in lone:
        given.setdefault(whole(path), path)
    return [
        path
        for there, path in given.items()
        if path.suffix.lower() in DOCUMENTS or given.keys().isdisjoint(there.parents)
    ]


def stdin_target(text: str, name: str, language: str = "", quotations: bool = False) -> Target:
    """What is to be checked when a file's text comes from elsewhere: `name` says where it would stand.

    Inside a manual it takes the place of the file on the disk, so that everything it names can be looked up.
    """
    path = Path(name)
    if path.suffix.lower() in DOCUMENTS:
        from sop_toolkit.lint.plain import document

        source = document(File(shown(path), text, path.parent), path, language, quotations)
        return Target(assemble(path.parent, [source]), frozenset({source.file.path}))
    root = find_root(path.parent)
    there = whole(path)
    if root is None or not there.is_relative_to(root / SOURCES):
        source = read_text(text, place(path, path.parent)._replace(name=shown(path)))
        return Target(assemble(path.parent, [source]), frozenset({source.file.path}))
    others = [each for each in unread(root, []) if each.place.path != there]
    given = Unread(place(there, root), shown(path), root, text.encode("utf-8", "surrogatepass"))
    return _target(library(root, [*others, given], {given}), {given})


def _root(path: Path) -> Path | None:
    root = find_root(path)
    return root if root is not None and _belongs(path, root) else None


def _manuals_below(path: Path) -> list[Path]:
    return sorted(manual.parent.parent for manual in path.rglob(f"{SOURCES}/{MANUAL}")) if path.is_dir() else []


def _belongs(path: Path, root: Path) -> bool:
    """The manual's folder, its sources, or a file among them; other files below the root stand alone."""
    there = whole(path)
    return there == root or there.is_relative_to(root / SOURCES)


def _in_manual(root: Path, given: Sequence[Path]) -> Target:
    found = unread(root, given)
    named = [each for each in found if each.is_named]
    return _target(library(root, found, named), named)


def _target(made: Library, named: Collection[Unread]) -> Target:
    return Target(made, made.hiding.union(each.name for each in named))


def unread(root: Path, given: Sequence[Path]) -> list[Unread]:
    """The sources of a manual, those among them that lie at the given paths under names that begin as these do.

    The others have names from the folder that we are in.
    """
    wholes = {whole(path): path for path in given}
    found = []
    for each in sources(root):
        there = next((there for there in wholes if each.path.is_relative_to(there)), None)
        if there is None or wholes[there] == Path():
            name = Path(os.path.relpath(each.path))
        else:
            name = wholes[there] / each.path.relative_to(there)
        found.append(Unread(each, shown(name), root, is_named=there is not None))
    return found


def shown(path: Path) -> str:
    """A name may hold bytes that are no text; every report is text."""
    return path.as_posix().encode("utf-8", "backslashreplace").decode()


def _alone(path: Path, language: str, quotations: bool) -> Target:
    """Files without a manual: each can be read and checked by itself, and names cannot be looked up."""
    if path.suffix.lower() in DOCUMENTS:
        from sop_toolkit.lint.plain import read_document  # not for procedures: it knows Markdown and Word

        read = [read_document(path, shown(path), language, quotations)]
    else:
        read = [each.source for each in unread_alone(path)]
    folder = path if path.is_dir() else path.resolve().parent
    return Target(assemble(folder, read), frozenset(source.file.path for source in read))


def unread_alone(path: Path) -> list[Unread]:
    """The sources at a path without a manual, each with the folder that it must not lead out of."""
    folder = path.resolve() if path.is_dir() else path.resolve().parent
    files = sorted(each for each in path.rglob("*") if _is_readable(each)) if path.is_dir() else [path]
    return [Unread(place(whole(file), folder), shown(file), folder) for file in files]


def _is_readable(path: Path) -> bool:
    return path.suffix.lower() == ".yaml" and not path.name.startswith(".")
