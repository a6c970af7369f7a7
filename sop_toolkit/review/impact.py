"""How much a change means: `major` where people work in another way, `minor` for all else."""

from __future__ import annotations

from collections.abc import Iterable

from sop_toolkit.model.content import CONTROL
from sop_toolkit.model.scalars import numbers
from sop_toolkit.review.compare import WORDS, Change
from sop_toolkit.review.words import figures

MINOR, MAJOR = "minor", "major"
# What explains the work, or helps to find it.
_EXPLAINS = ("id", "title", "purpose", "why", "result", "done", "image", "keywords", "related", "measures")
# Lists that are done in their order.
_IN_ORDER = ("steps", "substeps")


def is_control(change: Change) -> bool:
    """Whether a change is one of document control alone."""
    return change.names[0] in CONTROL


def impact(change: Change) -> str:
    """How much a change of a procedure means."""
    if change.names == ("status",):
        return MAJOR if "retired" in (value.text for value in (*change.before, *change.after)) else MINOR
    if is_control(change) or any(name in _EXPLAINS for name in change.names):
        return MINOR
    if change.kind == "moved":
        return MAJOR if change.names[-1] in _IN_ORDER else MINOR
    if change.kind == "reworded" and _figures(change, "before") == _figures(change, "after"):
        return MINOR
    return MAJOR


def proposal(changes: Iterable[Change]) -> str:
    """By how much the version is to rise after these changes of a procedure."""
    return MAJOR if any(impact(change) == MAJOR for change in changes) else MINOR


def raised(version: str, by: str) -> str:
    """The version that follows: 1.9 becomes 1.10 by a minor change, and 2.0 by a major one."""
    parts = numbers(version) or (0,)
    if by == MAJOR:
        return ".".join(map(str, (parts[0] + 1, *(0 for _ in parts[1:]))))
    first, *rest = parts if len(parts) > 1 else (*parts, 0)
    return ".".join(map(str, (first, *rest[:-1], rest[-1] + 1)))


def _figures(change: Change, side: str) -> list[str]:
    values = change.before if side == "before" else change.after
    return [figure for value in values if value.form == WORDS for figure in figures(value.text)]
