"""Show what is due: reviews within 90 days, and words of other languages that are missing or stale.

example:
  sop status
  sop status --format json --today 2026-11-01
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from sop_toolkit.cli.main import DONE, Trouble, manual_here

if TYPE_CHECKING:
    from sop_toolkit.review.status import Coverage, Review, Status


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=["text", "json"], default="text", help="form of the report (default: text)")
    parser.add_argument("--today", metavar="DATE", help="the day to count from, such as 2026-11-01 (default: today)")


def run(options: argparse.Namespace) -> int:
    import json

    from sop_toolkit.model.build import load
    from sop_toolkit.review.status import status

    manual = load(manual_here()).manual
    found = status(manual, _day(options.today))
    languages = [code for code in manual.languages if code != manual.language]
    if options.format == "json":
        print(json.dumps(_as_data(found, languages), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_as_lines(found, languages)))
    return DONE


def _day(given: str | None) -> date:
    if given is None:
        return date.today()
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise Trouble(f"--today {given}: write year, month and day, such as 2026-11-01") from error


def _as_data(found: Status, languages: list[str]) -> dict[str, Any]:
    return {
        "version": 1,
        "today": found.today.isoformat(),
        "languages": {code: _totals(found.of(code)) for code in languages},
        "translations": [each.__dict__ for each in found.coverage if not each.is_whole],
        "reviews": [
            {"id": each.id, "owner": each.owner, "review": each.day.isoformat(), "days": each.days}
            for each in found.reviews
        ],
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
        yield f"  {code}: {totals['whole']} of {totals['procedures']} procedures whole; {_counts(**totals)}"
    unfinished = [each for each in found.coverage if not each.is_whole]
    for each in unfinished:
        yield f"  {each.file or f'{each.id} in {each.language}'}: {_unfinished(each)}"
    if languages:
        yield ""
    yield "Reviews due within 90 days" if found.reviews else "No review is due within 90 days."
    yield from (f"  {each.day.isoformat()}  {each.id} ({each.owner}), {_when(each)}" for each in found.reviews)


def _counts(current: int, stale: int, missing: int, **others: int) -> str:
    return f"texts: {current} current, {stale} stale, {missing} missing"


def _unfinished(each: Coverage) -> str:
    if not each.file:
        return f"no translation; make it with `sop translate {each.id} --to {each.language}`"
    counts = {"stale": len(each.stale), "missing": len(each.missing)}
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count)


def _when(each: Review) -> str:
    if each.days < 0:
        return f"{-each.days} day{'' if each.days == -1 else 's'} overdue"
    return "today" if each.days == 0 else f"in {each.days} day{'' if each.days == 1 else 's'}"
