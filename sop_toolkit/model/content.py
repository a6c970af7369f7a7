"""What a procedure says about the work, apart from what document control says about the text."""

from __future__ import annotations

from typing import Any

from sop_toolkit.model.procedure import PROCEDURE, Procedure
from sop_toolkit.model.scalars import BranchChoice, Duration, Ref, Words
from sop_toolkit.model.shape import ListOf, Record
from sop_toolkit.model.translation import fingerprint

# Fields of document control: what they say is about the text, and no part of it.
CONTROL = ("status", "version", "owner", "approved", "effective", "review", "replaces", "history")


def has_same_content(before: Procedure, after: Procedure) -> bool:
    """Whether two versions say the same; white space and normal forms make no difference."""
    return all(
        _said(field.shape, getattr(before, name)) == _said(field.shape, getattr(after, name))
        for name, field in PROCEDURE.fields.items()
        if name not in CONTROL
    )


def _said(shape: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(shape, Record):
        return [_said(field.shape, getattr(value, name)) for name, field in shape.fields.items()]
    if isinstance(shape, ListOf):
        items = [_said(shape.item, each) for each in value]
        return items if _is_ordered(shape) else sorted(items)
    if isinstance(value, Duration):
        return value.count, value.unit
    if isinstance(value, BranchChoice):
        return sorted(value.only), sorted(value.without)
    return fingerprint(str(value))


def _is_ordered(shape: ListOf) -> bool:
    """Names, and words for search, mean the same in any order."""
    return not isinstance(shape.item, Ref) and not (isinstance(shape.item, Words) and shape.item.kind is None)
