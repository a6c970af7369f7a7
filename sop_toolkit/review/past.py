"""What each version of each procedure changed, as git remembers it: one pass over the history of the whole manual.

A version is the text that first became official under its number, so that rough drafts are no part of it. One that
never did is as it was last. It is compared with the official version before it. What git does not have, or nobody can
read any more, is left out without a word.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha1
from pathlib import Path
from typing import NamedTuple

from sop_toolkit.model.build import Source, read_bytes
from sop_toolkit.model.procedure import CONTROLLED, Procedure
from sop_toolkit.model.scalars import numbers
from sop_toolkit.review.compare import Change, compare
from sop_toolkit.review.git import Commit, Entry, Repository
from sop_toolkit.review.impact import is_control
from sop_toolkit.source.find import SOURCES, Place, place, whole

Number = tuple[int, ...]
# The two fields that tell versions apart, found without reading the whole file: most states are never compared.
_VERSION = re.compile(rb"""^version:[ \t]+["']?([0-9.]+)""", re.MULTILINE)
_STATUS = re.compile(rb"""^status:[ \t]+["']?(\w+)""", re.MULTILINE)
_OFFICIAL = frozenset(word.encode() for word in (*CONTROLLED, "retired"))


class Version(NamedTuple):
    """What a version changed; `steps` are the positions of the steps by their ids, before it and in it."""

    number: Number
    changes: tuple[Change, ...]
    steps: tuple[Mapping[str, int], Mapping[str, int]]


class _State(NamedTuple):
    """The file of a procedure with the text of one version."""

    number: Number
    data: bytes
    is_official: bool


def past(repository: Repository, root: Path, now: Mapping[str, Source]) -> dict[str, tuple[Version, ...]]:
    """The versions of each procedure that stands at HEAD, the newest first, by the path of its file from the root.

    `now` are the sources of today by these paths: what has not changed since need not be read again.
    Raises GitTrouble.
    """
    top = whole(root)
    procedures = [(here, entries) for here, entries in _procedures(repository, top) if entries[1:]]
    at_hand = {_blob(data): data for data in (source.file.text.encode(errors="replace") for source in now.values())}
    contents = repository.contents(each for _, entries in procedures for each in entries if each.blob not in at_hand)
    found: dict[str, tuple[Version, ...]] = {}
    for here, entries in procedures:
        states = _states(at_hand[each.blob] if each.blob in at_hand else next(contents) for each in entries)
        found[here.name] = tuple(_versions(states, here, now.get(here.name)))
    return found


def official(repository: Repository, root: Path, id: str, version: str) -> Procedure | None:
    """The text of the procedure with this id under a version; None where git does not have it, or nobody can read it.

    Raises GitTrouble.
    """
    number = numbers(version)
    for here, entries in _procedures(repository, whole(root)):
        if here.id == id:
            states = [each for each in _states(repository.contents(entries)) if each.is_official]
            return next((_read(each, here, None) for each in states if each.number == number), None)
    return None


def _procedures(repository: Repository, top: Path) -> Iterator[tuple[Place, list[Entry]]]:
    """Each procedure that stands at HEAD in the manual, with the states of its file, the newest first."""
    tracks = _tracks(repository.log(below=[repository.relative(top / SOURCES)]))
    tracked = ((place(repository.top / path, top), entries) for path, entries in tracks.items())
    yield from ((here, entries) for here, entries in tracked if here.kind == "procedure")


def _tracks(commits: Iterable[Commit]) -> dict[str, list[Entry]]:
    """The states of each file, the newest first, by its path at HEAD; renames are followed."""
    tracks: dict[str, list[Entry]] = {}
    now: dict[str, str] = {}  # the path at HEAD of what stood at a path; empty for what is gone
    for commit in commits:
        earlier: dict[str, str] = {}
        for before, after in commit.changes:
            if after is None:
                now.setdefault(before.path if before else "", "")
                continue
            if name := now.setdefault(after.path, after.path):
                tracks.setdefault(name, []).append(after)
            if before and before.path != after.path:
                earlier[before.path] = name
                now[after.path] = ""
        now.update(earlier)
    return tracks


def _blob(data: bytes) -> str:
    """The id that git gives to the content of a file."""
    return sha1(b"blob %d\0%b" % (len(data), data), usedforsecurity=False).hexdigest()


def _states(contents: Iterable[bytes]) -> list[_State]:
    """The text of each version, the highest first; `contents` are the file's states, the newest first."""
    found: dict[Number, _State] = {}
    for data in contents:
        version, status = _VERSION.search(data), _STATUS.search(data)
        number = numbers(version[1].decode()) if version else ()
        is_official = status is not None and status[1] in _OFFICIAL
        if is_official or number not in found:
            found[number] = _State(number, data, is_official)
    found.pop((), None)
    return sorted(found.values(), reverse=True)


def _versions(states: list[_State], here: Place, now: Source | None) -> Iterator[Version]:
    """What each version changed against the official one below it."""
    read: dict[Number, Procedure | None] = {}
    for position, state in enumerate(states):
        before = next((each for each in states[position + 1 :] if each.is_official), None)
        if before is None:
            return
        for each in (state, before):
            if each.number not in read:
                read[each.number] = _read(each, here, now)
        old, new = read[before.number], read[state.number]
        if old and new:
            changes = tuple(each for each in compare("procedure", old, new) if not is_control(each))
            yield Version(state.number, changes, (old.step_ids, new.step_ids))


def _read(state: _State, here: Place, now: Source | None) -> Procedure | None:
    """The procedure of a state; None where it cannot be read."""
    is_today = now is not None and now.file.text.encode(errors="replace") == state.data
    source = now if now and is_today else read_bytes(state.data, here)
    return source.value if isinstance(source.value, Procedure) else None
