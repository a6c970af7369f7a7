"""Sources that are not parsed yet, and which of them a run must parse to judge a few.

To parse a file takes a hundred times as long as to look for names in its bytes, and most files of a manual have
nothing to do with each other.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from pathlib import Path

from sop_toolkit.model.build import Library, Source, assemble, read_bytes, read_source
from sop_toolkit.source.find import Place, leads_outside
from sop_toolkit.source.yaml import MAX_BYTES
from sop_toolkit.text import File

_NAME = re.compile(rb"[A-Za-z0-9_-]+")
_ID = re.compile(rb"""^id:[ \t]*["']?([^\s"']*)""", re.MULTILINE)
# Signs that stand in a text in quotes as their numbers, and lines that go on.
_ESCAPE = rb"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|\r?\n\s*)"
_TAKES_OVER = b"replaces"
_OF_ONE_PROCEDURE = ("procedure", "translation")


class Unread:
    """A source: its place, the path to report, the manual's folder, and its bytes if they do not stand on the disk.

    `is_named` says that the user asks for what is wrong with it.
    """

    def __init__(self, place: Place, name: str, root: Path, given: bytes | None = None, is_named: bool = True) -> None:
        self.place = place
        self.name = name
        self.root = root
        self.given = given
        self.is_named = is_named

    @cached_property
    def data(self) -> bytes:
        """The file's bytes; none of what cannot be read, which is parsed in any case and then says why."""
        return self.given if self.given is not None else _bytes(self.place.path, self.root)

    @cached_property
    def source(self) -> Source:
        """The source, parsed."""
        if self.given is not None:
            return read_bytes(self.given, self.place._replace(name=self.name))
        return read_source(self.place, self.root, self.name)

    @property
    def stub(self) -> Source:
        """The source as far as its place tells."""
        return Source(self.place, File(self.name))

    @cached_property
    def names(self) -> frozenset[bytes]:
        """Every word of the file that could be a name of something."""
        found = _NAME.findall(self.data)
        if b"\\" in self.data:
            found += _NAME.findall(re.sub(_ESCAPE, _unescaped, self.data))
        return frozenset(found)

    def mentions(self, names: Collection[bytes]) -> bool:
        """Whether one of these names stands in the file as a word."""
        if b"\\" not in self.data and not any(name in self.data for name in names):
            return False  # as in most files, and this look is fifty times as fast
        return not self.names.isdisjoint(names)

    @cached_property
    def id(self) -> bytes:
        """The id that the file's name gives."""
        return os.fsencode(self.place.id)

    @property
    def ids(self) -> set[bytes]:
        """The ids that the file's name and its text give."""
        return {self.id, *_ID.findall(self.data)}

    @property
    def takes_over(self) -> bool:
        """Whether it may be the successor of something; a translation never is."""
        return self.place.kind != "translation" and _TAKES_OVER in self.data

    @cached_property
    def is_plain(self) -> bool:
        """Whether it is what its place says: one procedure or translation, under the id of its file."""
        return self.place.kind == "translation" or (
            self.place.kind == "procedure" and _ID.findall(self.data) == [self.id]
        )


def library(root: Path, found: Sequence[Unread], named: Collection[Unread]) -> Library:
    """The manual, with every source in it that has a say in what is wrong with the named ones."""
    wanted = needed(found, named)
    return assemble(root, [each.source if each in wanted else each.stub for each in found])


def needed(found: Sequence[Unread], named: Collection[Unread]) -> set[Unread]:
    """The sources to parse: the named ones, the manual's own, what the named ones refer to, and all successors.

    Of a named procedure also the translations: whether it has them all depends on which of them can be read.
    """
    if len(named) == len(found) or any(each.place.kind not in _OF_ONE_PROCEDURE for each in named):
        return set(found)
    originals = {each.id for each in named if each.place.kind == "procedure"}
    mentioned = {each.id for each in named}.union(*(each.names for each in named))
    wanted = set(named)
    for each in found:
        is_mentioned = each.id in (mentioned if each.place.kind == "procedure" else originals)
        if is_mentioned or not each.is_plain or each.takes_over:
            wanted.add(each)
    return wanted


def related(found: Iterable[Unread], changed: Iterable[Unread], names: Iterable[str]) -> set[Unread]:
    """The sources whose findings may be others now that some have changed, and these names mean something else."""
    altered = {name.encode() for name in names}
    heirs: set[bytes] = set()
    for each in changed:
        altered |= each.ids
        heirs |= each.names if each.takes_over else set()
    altered.discard(b"")
    return {each for each in found if each.id in heirs or each.id in altered or each.mentions(altered)}


def _bytes(path: Path, root: Path) -> bytes:
    try:
        about = path.stat()
        is_readable = stat.S_ISREG(about.st_mode) and about.st_size <= MAX_BYTES and not leads_outside(path, root)
        return path.read_bytes() if is_readable else b""
    except OSError:
        return b""


def _unescaped(found: re.Match[bytes]) -> bytes:
    number = found[1] or found[2] or found[3]
    value = int(number, 16) if number else 0
    return chr(value).encode() if 0 < value < 128 else b"" if not number else b" "
