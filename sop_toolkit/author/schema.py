"""The JSON Schema of each kind of file, made from the model, for editors and other programs."""

from __future__ import annotations

from sop_toolkit.lint.settings import settings_record
from sop_toolkit.model.build import RECORDS
from sop_toolkit.model.shape import Schema

KINDS = tuple(RECORDS)


def schema(kind: str) -> Schema:
    """The whole JSON Schema document of a kind of file; raises KeyError for a kind that there is not."""
    shape = RECORDS[kind].schema()
    if kind == "manual":
        shape["properties"]["lint"] = settings_record().schema()
    head: Schema = {  # the draft that editors' YAML language server reads
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"SOP Toolkit: {kind}",
    }
    return {**head, **shape}
