"""A new manual: small, clean and ready to build."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from pathlib import Path

from sop_toolkit.source.write import delivered, made

_STARTER = Path(__file__).parent / "starter"


class Occupied(Exception):
    """The folder holds something that would be overwritten."""


def init(folder: Path, today: date | None = None) -> list[Path]:
    """Writes the starter manual, or nothing, and gives the files' paths. Raises Occupied, and OSError."""
    files = sorted(path for path in _STARTER.rglob("*") if path.is_file())
    targets = [folder / _name(path) for path in files]
    taken = [path for path in targets if path.exists()]
    if folder.exists() and not folder.is_dir():
        raise Occupied(f"{folder}: this is a file; name a folder")
    if taken or (folder / "procedures").exists():
        found = taken[0] if taken else folder / "procedures"
        raise Occupied(f"{found.as_posix()} is there already; choose an empty folder")
    day = today or date.today()
    days = {"2000-01-01": day, "2000-07-01": half_a_year_after(day)}
    with ExitStack() as stack:
        for path, target in zip(files, targets, strict=True):
            text = path.read_text(encoding="utf-8")
            for there, wanted in days.items():
                text = text.replace(there, wanted.isoformat())
            stack.enter_context(made(target.parent))
            stack.enter_context(delivered(target, text))
    return targets


def _name(path: Path) -> Path:
    """The starter's `gitignore` gets its dot only in the manual, or it would hide files here."""
    inside = path.relative_to(_STARTER)
    return inside.with_name(".gitignore") if inside.name == "gitignore" else inside


def half_a_year_after(day: date) -> date:
    """The usual time until the next review."""
    month = day.month + 6
    return date(day.year + (month > 12), (month - 1) % 12 + 1, min(day.day, 28))
