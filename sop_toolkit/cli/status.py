"""Show what is due within 90 days, by owner: reviews, approvals, first days in force, and stale translations.

example:
  sop status
  sop status --format json --today 2026-11-01
  sop status --format ical > due.ics
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sop_toolkit.cli.main import DONE, day, library_here

if TYPE_CHECKING:
    from sop_toolkit.review.status import Coverage, Due, Status


def arguments(parser: argparse.ArgumentParser) -> None:
    formats = ["text", "json", "ical"]
    parser.add_argument(
        "--format", choices=formats, default="text", help="form of the report (default: text); ical: for a calendar"
    )
    parser.add_argument("--today", metavar="DATE", help="the day to count from, such as 2026-11-01 (default: today)")


def run(options: argparse.Namespace) -> int:
    import json

    from sop_toolkit.model.manual import label
    from sop_toolkit.review.calendar import calendar
    from sop_toolkit.review.status import status

    manual = library_here().manual
    found = status(manual, day(options.today))
    languages = [code for code in manual.languages if code != manual.language]
    if options.format == "ical":
        _write(calendar(found, label(manual.title, manual.language, manual.language)))
    elif options.format == "json":
        print(json.dumps(_as_data(found, languages), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_as_lines(found, languages)))
    return DONE


def _write(text: str) -> None:
    """Writes line ends as they are on every system."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(newline="")
    sys.stdout.write(text)


def _as_data(found: Status, languages: list[str]) -> dict[str, Any]:
    return {
        "version": 1,
        "today": found.today.isoformat(),
        "languages": {code: _totals(found.of(code)) for code in languages},
        "names": [
            {"file": each.known.file.path, "field": each.field, "languages": each.languages} for each in found.unnamed
        ],
        "translations": [each.__dict__ for each in found.coverage if not each.is_whole],
        "reviews": [
            {"id": each.id, "owner": each.owner, "review": each.day.isoformat(), "days": each.days}
            for each in found.reviews
            if each.day
        ],
        "due": [{**each.__dict__, "day": each.day.isoformat() if each.day else None} for each in found.due],
    }


def _totals(coverage: list[Coverage]) -> dict[str, int]:
    return {
        "procedures": len(coverage),
        "whole": sum(each.is_whole for each in coverage),
        "current": sum(each.current for each in coverage),
        "stale": sum(len(each.stale) for each in coverage),
        "missing": sum(len(each.missing) for each in coverage),
    }


def _as_lines(found: Status, languages: list[str]) -> Iterator[str]:
    if languages:
        yield "Translations"
    for code in languages:
        totals = _totals(found.of(code))
        names = len(found.unnamed_in(code))
        also = f"; names: {names} missing" if names else ""
        yield f"  {code}: {totals['whole']} of {totals['procedures']} procedures whole; {_counts(**totals)}{also}"
    unfinished = [each for each in found.coverage if not each.is_whole]
    for each in unfinished:
        yield f"  {each.file or f'{each.id} in {each.language}'}: {_unfinished(each)}"
    for name in found.unnamed:
        yield f"  {name.known.file.path}: `{name.field}` has no words in {', '.join(name.languages)}"
    if languages:
        yield ""
    yield "Due within 90 days" if found.due else "Nothing is due within 90 days."
    for owner, due in groupby(found.due, key=lambda each: each.owner):
        yield f"  {owner}"
        yield from (f"    {_day(each):10}  {_waiting(each)}" for each in due)


def _day(each: Due) -> str:
    return each.day.isoformat() if each.day else "waits"


def _waiting(each: Due) -> str:
    what = "start" if each.what == "effective" else each.what
    detail = f": {each.detail}" if each.detail else ""
    return f"{what} of {each.id}{detail}{_when(each.days)}"


def _counts(current: int, stale: int, missing: int, **others: int) -> str:
    return f"texts: {current} current, {stale} stale, {missing} missing"


def _unfinished(each: Coverage) -> str:
    if not each.file:
        return f"no translation; make it with `sop translate {each.id} --to {each.language}`"
    counts = {"stale": len(each.stale), "missing": len(each.missing)}
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count)


def _when(days: int | None) -> str:
    if days is None:
        return ""
    if days < 0:
        return f", {-days} day{'' if days == -1 else 's'} overdue"
    return f", in {days} day{'' if days == 1 else 's'}" if days else ", today"
