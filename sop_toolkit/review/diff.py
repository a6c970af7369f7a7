"""What changed in a manual between two states of its repository, source by source.

Only changed files are read; where the manual loses a name, also those in which it stands.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sop_toolkit.model.build import Source, read_bytes
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.model.scalars import numbers
from sop_toolkit.model.shape import NOTHING
from sop_toolkit.model.translation import Translation
from sop_toolkit.review.compare import Change, compare
from sop_toolkit.review.git import Entry, Repository
from sop_toolkit.review.impact import MAJOR, is_control, proposal, raised
from sop_toolkit.review.moved import changes_in
from sop_toolkit.source.find import SOURCES, Place, place

if TYPE_CHECKING:
    from sop_toolkit.review.uses import Use

_YAML = (".yaml", ".yml")
# The order in which kinds of files are told.
_KINDS = ("procedure", "manual", "branches", "category", "translation")


class Changed:
    """A source before and after; one that is new has no `before`, one that is gone no `after`."""

    def __init__(self, before: Source | None, after: Source | None) -> None:
        self.before = before
        self.after = after

    @property
    def now(self) -> Source:
        """The source as it is, or as it was last."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def place(self) -> Place:
        return self.now.place

    @property
    def state(self) -> str:
        """new, removed, renamed (another id), moved (another category), retired, withdrawn or changed.

        A procedure is withdrawn where it was official and is a draft or a review now.
        """
        if self.before is None or self.after is None:
            return "new" if self.before is None else "removed"
        old, new = self.before.place, self.after.place
        if old.id != new.id:
            return "renamed"
        if old.category != new.category:
            return "moved"
        was, now = _value(self.before), _value(self.after)
        if not isinstance(was, Procedure) or not isinstance(now, Procedure):
            return "changed"
        if was.stage != "retired" == now.stage:
            return "retired"
        return "withdrawn" if was.is_controlled and not now.is_published else "changed"

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What changed inside, where both sides can be read."""
        old, new = _value(self.before), _value(self.after)
        return tuple(compare(self.place.kind, old, new)) if old is not None and new is not None else ()

    @property
    def is_unclear(self) -> bool:
        """Whether parts of the file do not fit the format, so that nobody can compare them."""
        return bool(self.after and self.after.faults)

    @property
    def says_anything(self) -> bool:
        """Whether a reader of the manual sees a difference."""
        is_whole = _value(self.before) is not None and _value(self.after) is not None
        is_elsewhere = self.state in ("renamed", "moved") and self.place.kind != "translation"
        return not is_whole or is_elsewhere or bool(self.changes) or self.is_unclear

    @property
    def proposal(self) -> str:
        """By how much the version is to rise; nothing for what has no version of its own, or no changes inside."""
        return proposal(self.changes) if isinstance(_value(self.after), Procedure) and self.changes else ""

    @property
    def version(self) -> str:
        """The version to raise to, where an official text changes and its version does not rise."""
        old, new = self._versions
        is_due = new != "" and numbers(new) <= numbers(old) and not all(map(is_control, self.changes))
        return raised(old, self.proposal) if is_due else ""

    @property
    def is_understated(self) -> bool:
        """Whether the version of an official text rises by less than the change means."""
        old, new = map(numbers, self._versions)
        return bool(old) and old < new and old[0] == new[0] and self.proposal == MAJOR

    @property
    def _versions(self) -> tuple[str, str]:
        """The version before and now, where the text was an official one."""
        old, new = _value(self.before), _value(self.after)
        if not isinstance(old, Procedure) or not isinstance(new, Procedure) or not old.is_controlled:
            return "", ""
        return str(old.version or ""), str(new.version or "")


class Diff(NamedTuple):
    """All that changed between two states, named as the user named them; `commits` are their ids, "" for the tree.

    `uses` has, by the changed file of the manual, the names that are gone from it and still in use. `titles` has those
    of the procedures that changed, by their ids.
    """

    names: tuple[str, str]
    commits: tuple[str, str]
    sources: tuple[Changed, ...]
    uses: "Mapping[Changed, tuple[Use, ...]]" = NOTHING
    titles: Mapping[str, str] = NOTHING

    def successor(self, id: str) -> Procedure | None:
        """The procedure that takes over from another, if it is among those that changed."""
        values = (_value(changed.after) for changed in self.sources)
        return next((each for each in values if isinstance(each, Procedure) and id in each.replaces), None)


class _File(NamedTuple):
    """A file on one side, and what it is."""

    entry: Entry
    place: Place

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two files the same source; a category is its folder."""
        id = self.place.category if self.place.kind == "category" else self.place.id
        return self.place.kind, id, self.place.language

    def is_like(self, other: "_File") -> bool:
        return self.place.kind == other.place.kind and self.place.language == other.place.language


_Pair = tuple[_File | None, _File | None]


def diff(
    repository: Repository, root: Path, names: tuple[str, str], commits: tuple[str, str], below: Sequence[str]
) -> Diff:
    """What changed between two commits, or from a commit to the working tree ("").

    `root` is the manual's folder; `below` are the files and folders that count, from the repository's top.
    """
    changes = changes_in(repository, below, commits[0], commits[1] or None)
    sides = [[_file(entry, repository, root, below) for entry in (each.before, each.after)] for each in changes]
    pairs = list(_pairs([(before, after) for before, after in sides]))
    contents = repository.contents(file.entry for pair in pairs for file in pair if file)
    read = [[read_bytes(next(contents), file.place) if file else None for file in pair] for pair in pairs]
    found = [each for each in (Changed(before, after) for before, after in read) if each.says_anything]
    order = sorted(found, key=lambda each: (_KINDS.index(each.place.kind), each.place.name))
    own = [each for each in order if each.place.kind in ("manual", "branches")]
    uses = _uses(own, repository, commits[1]) if own else NOTHING
    return Diff(names, commits, tuple(order), uses, dict(_titles(order)))


def _titles(sources: Iterable[Changed]) -> Iterator[tuple[str, str]]:
    for changed in sources:
        if isinstance(value := _value(changed.after), Procedure):
            yield changed.place.id, str(value.title)


def _uses(own: Sequence[Changed], repository: Repository, commit: str) -> "dict[Changed, tuple[Use, ...]]":
    from sop_toolkit.review.uses import still_named  # most changes leave the manual's own files alone

    return {each: still_named(each.changes, repository, each.place.path.parent.parent, commit) for each in own}


def _file(entry: Entry | None, repository: Repository, root: Path, below: Sequence[str]) -> _File | None:
    """The file if it is a source. One outside the manual belongs to the manual that its path tells of."""
    if entry is None or not entry.path.endswith(_YAML):
        return None
    path = repository.top / entry.path
    parts = Path(entry.path).parts
    if any(part.startswith(".") for part in parts):
        return None
    if path.is_relative_to(root / SOURCES):
        return _File(entry, place(path, root))
    if SOURCES in parts[:-1]:
        return _File(entry, place(path, repository.top.joinpath(*parts[: parts.index(SOURCES)])))
    return _File(entry, place(path, path.parent)) if entry.path in below else None


def _pairs(found: Sequence[_Pair]) -> Iterator[_Pair]:
    """Which file is which: first by its path, then by what it is, last by what git holds for a rename."""
    rest = []
    for before, after in found:
        if before and after and before.entry.path == after.entry.path:
            yield before, after
        else:
            rest.append((before, after))
    gone = {before.entry.path: before for before, _ in rest if before}
    come = {after.key: after for _, after in rest if after}
    for path, file in list(gone.items()):
        if file.key in come:
            yield gone.pop(path), come.pop(file.key)
    for before, after in rest:
        if before and after and before.is_like(after) and before.entry.path in gone and after.key in come:
            yield gone.pop(before.entry.path), come.pop(after.key)
    yield from ((file, None) for file in gone.values())
    yield from ((None, file) for file in come.values())


def _value(source: Source | None) -> Any:
    """What stands in a source as its shape has it, or None where it cannot be read."""
    value = source.value if source else None
    return value.words if isinstance(value, Translation) else value
