"""What has changed in the folder of a manual's sources, also where the whole manual comes from another place."""

from __future__ import annotations

from collections.abc import Sequence

from sop_toolkit.review.git import Entry, FileChange, Repository
from sop_toolkit.source.find import MANUAL


def changes_in(repository: Repository, below: Sequence[str], before: str, after: str | None = None) -> list[FileChange]:
    """The files that changed between two commits, or since one, at paths from the repository's top.

    Where the one path is a manual's folder that has moved, its files of old are told as if they had stood there.
    """
    found = repository.changes(before, after, below)
    folder = below[0] if len(below) == 1 else ""
    manual = f"{folder}/{MANUAL}"
    if not any(each.before is None and each.path == manual for each in found):
        return found
    everything = repository.changes(before, after)
    was = next((each.before for each in everything if each.after and each.after.path == manual), None)
    if was is None or not was.path.endswith(f"/{MANUAL}"):
        return found
    there = was.path.removesuffix(MANUAL)
    here = f"{folder}/"
    moved = (FileChange(_rooted(each.before, there, here), _rooted(each.after, here, here)) for each in everything)
    return sorted((each for each in moved if each.before or each.after), key=lambda each: each.path)


def _rooted(entry: Entry | None, old: str, new: str) -> Entry | None:
    """A file of the old folder with its path in the new one; None for a file of another."""
    if entry is None or not entry.path.startswith(old):
        return None
    return entry._replace(path=new + entry.path.removeprefix(old))
