"""Which procedures still name what the manual no longer has: a role, a term, a branch or a fact."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from sop_toolkit.lint.unread import Unread
from sop_toolkit.model.build import Source
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.model.translation import Translation
from sop_toolkit.model.walk import references, texts
from sop_toolkit.review.compare import Change
from sop_toolkit.review.git import Repository
from sop_toolkit.source.find import SOURCES, place, sources
from sop_toolkit.source.inline import placeholders

# What the names of a list in the manual's files are names of.
_KINDS = {"roles": "role", "terms": "term", "branches": "branch", "fields": "fact"}
_IN_PLACEHOLDERS = {"role": "role", "term": "term", "branch": "fact"}

Name = tuple[str, str]  # a kind and an id


class Use(NamedTuple):
    """A name that means nothing any more, and the procedures that have it in a field or a text: each id and title.

    `kind` is role, term, branch or fact. A procedure that has it in a translation alone has an empty title.
    """

    kind: str
    id: str
    procedures: tuple[tuple[str, str], ...]


def still_named(changes: Iterable[Change], repository: Repository, root: Path, commit: str) -> tuple[Use, ...]:
    """What these changes of the manual take away, as far as it is still named in a commit, or in the tree ("").

    `root` is the manual's folder, below the repository's top.
    """
    uses: dict[Name, dict[str, str]] = {name: {} for name in _gone(changes)}
    if not uses:
        return ()
    signs = {id.encode() for _, id in uses}
    found = _in_commit(repository, root, commit) if commit else _on_disk(root)
    for source in (each.source for each in found if each.mentions(signs)):
        title = str(source.value.title) if isinstance(source.value, Procedure) else ""
        for name in uses.keys() & set(_named(source)):
            uses[name][source.place.id] = uses[name].get(source.place.id) or title
    return tuple(Use(kind, id, tuple(sorted(known.items()))) for (kind, id), known in uses.items() if known)


def _gone(changes: Iterable[Change]) -> Iterator[Name]:
    """The names that no longer stand in their list."""
    for change in changes:
        kind = _KINDS.get(change.names[0])
        if kind and len(change.inside) == 1 and not change.field and change.kind in ("removed", "renamed"):
            yield kind, (change.others or change.inside)[0].id


def _in_commit(repository: Repository, root: Path, commit: str) -> Iterator[Unread]:
    entries = repository.files(commit, [(root / SOURCES).relative_to(repository.top).as_posix()])
    yaml = [each for each in entries if each.path.endswith((".yaml", ".yml"))]
    for entry, data in zip(yaml, repository.contents(yaml), strict=True):
        here = place(repository.top / entry.path, root)
        yield Unread(here, here.name, root, data)


def _on_disk(root: Path) -> Iterator[Unread]:
    return (Unread(here, here.name, root) for here in sources(root))


def _named(source: Source) -> Iterator[Name]:
    """Every name in a procedure or a translation, with what it names."""
    value = source.value
    if isinstance(value, Procedure):
        yield from ((kind, str(name)) for kind, name in references(value))
    if isinstance(value, (Procedure, Translation)):
        for text in texts(value):
            for part in placeholders(text):
                kind, _, id = part.target.partition(".")
                yield _IN_PLACEHOLDERS.get(kind, kind), id
