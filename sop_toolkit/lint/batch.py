"""Plain documents, many at once: each sentence of the whole batch is judged once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sop_toolkit.lint.engine import Selection, lint
from sop_toolkit.lint.plain import read_document
from sop_toolkit.lint.request import Request
from sop_toolkit.lint.targets import shown
from sop_toolkit.model.build import Library
from sop_toolkit.model.manual import Manual
from sop_toolkit.text import Finding


def judge(paths: Sequence[Path], request: Request) -> list[list[Finding]]:
    """The findings of each document, in the order of the paths."""
    sources = tuple(read_document(path, shown(path), request.language, request.quotations) for path in paths)
    found, _ = lint(
        Library(Manual(Path()), sources), Selection(request.select, request.ignore), None, request.quotations
    )
    by_file: dict[str, list[Finding]] = {}
    for finding in found:
        by_file.setdefault(finding.file, []).append(finding)
    return [by_file.get(source.file.path, []) for source in sources]
