"""What git remembers of each version, as the pages show it. Asked for once, until HEAD is another commit."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sop_toolkit.model.build import Source
from sop_toolkit.model.procedure import END
from sop_toolkit.render.news import ADDED, DURATION, REMOVED, STEP, WORDS, Line, Part, Past, Said
from sop_toolkit.review.compare import VALUE, Change, Item, Value, Values
from sop_toolkit.review.git import GitTrouble, Repository
from sop_toolkit.review.past import Version, past
from sop_toolkit.review.words import side_by_side
from sop_toolkit.source.find import SOURCES

_STEPS = "steps"
# What nobody reads on a page, and where the words of a step stand.
_UNSEEN = ("keywords", "id")
_ACTION = "do"
_MARKS = (REMOVED, ADDED)


class Memory:
    """What git knows of a manual. A server keeps it, so that git runs after a commit and not at each change."""

    def __init__(self) -> None:
        self._repositories: dict[Path, Repository | None] = {}
        self._stamp: object = None
        self._past: Past = {}

    def past(self, root: Path, sources: tuple[Source, ...]) -> Past:
        """What each version changed; nothing where git does not know."""
        repository = self._repository(root)
        if repository is None:
            return {}
        stamp = (root, repository.stamp())
        if stamp != self._stamp:
            self._stamp, self._past = stamp, _past(repository, root, sources)
        return self._past

    def _repository(self, root: Path) -> Repository | None:
        if root not in self._repositories:
            try:
                self._repositories[root] = Repository.where(root / SOURCES)
            except GitTrouble:
                self._repositories[root] = None
        return self._repositories[root]


def _past(repository: Repository, root: Path, sources: tuple[Source, ...]) -> Past:
    try:
        with _without_garbage():
            known = past(repository, root, {source.file.path: source for source in sources})
    except GitTrouble:
        return {}
    return {file: {each.number: tuple(_lines(each)) for each in versions} for file, versions in known.items()}


@contextmanager
def _without_garbage() -> Iterator[None]:
    """Looking for garbage among all that a manual holds takes longer than reading its past."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _lines(version: Version) -> Iterator[Line]:
    for change in version.changes:
        if not any(name in _UNSEEN for name in change.names):
            yield Line(_where(change), change.kind, (*_whose(change), *_said(change, version.steps)))


def _where(change: Change) -> tuple[Part, ...]:
    """The procedure's field, and of a step its number and the field in it."""
    first = change.names[0]
    if first != _STEPS or not change.inside:
        return (Part(first),)
    step = Part(first, change.inside[0].now or change.inside[0].was)
    inner = [name for name in change.names[1:2] if name != _ACTION]
    return (step, *map(Part, inner))


def _whose(change: Change) -> Iterator[Said]:
    """Of a field: the answer, the warning, the record or the like in which it stands."""
    item = change.inside[-1] if change.inside and change.field else None
    is_heading = item and item.words in (value.text for value in change.after)
    if item and item.field != _STEPS and item.words and not is_heading:
        yield Said(item.words)
        yield Said("·", VALUE)


def _said(change: Change, steps: tuple[Mapping[str, int], Mapping[str, int]]) -> Iterator[Said]:
    if change.kind == "reworded":
        for number, piece in enumerate(side_by_side(change.words)):
            yield Said(piece.text, WORDS, piece.kind, piece.spaced or not number)
    elif change.kind == "moved":
        yield from _moved(change.inside[-1])
    elif change.kind == "split":
        yield from (Said(value.text, WORDS, REMOVED) for value in _first(change.before))
        yield from (Said(item.words, WORDS, ADDED) for item in change.others)
    elif change.kind == "merged":
        yield from (Said(item.words, WORDS, REMOVED) for item in change.others)
        yield from (Said(value.text, WORDS, ADDED) for value in _first(change.after))
    else:
        for values, mark, positions in zip((change.before, change.after), _MARKS, steps, strict=True):
            yield from (said for value in _first(values) for said in _value(value, mark, positions))


def _moved(item: Item) -> Iterator[Said]:
    if item.field == _STEPS:
        yield Said(str(item.was), STEP, REMOVED)
        yield Said(str(item.now), STEP, ADDED)
    yield Said(item.words)


def _first(values: Values) -> Values:
    """The words that something is known by, or the only value that there is."""
    return tuple(value for value in values if value.form == WORDS)[:1] or values[:1]


def _value(value: Value, mark: str, positions: Mapping[str, int]) -> Iterator[Said]:
    """What a page can say of a value. Words that stand for something in a source alone say nothing there."""
    if value.form == STEP and value.text != END:
        if value.text in positions:
            yield Said(str(positions[value.text] + 1), STEP, mark)
    elif value.field == "within":
        yield Said(value.text, DURATION, mark)
    elif value.form != VALUE:
        yield Said(value.text, value.form, mark)
