"""What is due as a calendar, in the format iCalendar (RFC 5545): an entry for a day, a task for what waits already."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5

from sop_toolkit.review.status import Due, Status
from sop_toolkit.review.style import plain_words

_MOST_OCTETS = 75
_LINE_END = "\r\n"
# A calendar has at least one part. This one stands for itself, so that nobody sees an entry where nothing is due.
_NOTHING = (
    "BEGIN:VTIMEZONE", "TZID:Etc/UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip
_SPECIAL = re.compile(r"[\\;,]")
_TITLES = {
    "review": "Review: {}",
    "approval": "Approval: {}",
    "effective": "In force: {}",
    "translation": "Translation: {}",
}


def calendar(found: Status, name: str) -> str:
    """The calendar with this name. An entry keeps its identity from one calendar to the next."""
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//SOP Toolkit//sop status//EN", f"X-WR-CALNAME:{_text(name)}")
    stamp = f"{found.today:%Y%m%d}T000000Z"
    entries = [line for due in found.due for line in _entry(due, stamp, name)]
    return "".join(f"{_folded(line)}{_LINE_END}" for line in (*head, *(entries or _NOTHING), "END:VCALENDAR"))


def _entry(due: Due, stamp: str, name: str) -> Iterator[str]:
    kind = "VEVENT" if due.day else "VTODO"
    yield f"BEGIN:{kind}"
    yield f"UID:{uuid5(NAMESPACE_URL, f'sop:{name}/{due.id}/{due.what}')}"
    yield f"DTSTAMP:{stamp}"
    if due.day:
        yield f"DTSTART;VALUE=DATE:{due.day:%Y%m%d}"
        yield "TRANSP:TRANSPARENT"
    yield f"SUMMARY:{_text(_TITLES[due.what].format(due.title))}"
    yield f"DESCRIPTION:{_text(' – '.join(filter(None, (due.id, due.detail, f'owner: {due.owner}'))))}"
    yield f"CATEGORIES:{_text(due.owner)}"
    yield f"END:{kind}"


def _text(words: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", plain_words(" ".join(words.split())))


def _folded(line: str) -> str:
    """A long line in parts that are short enough, each after the first with a blank before it; no letter is cut."""
    parts, room = [""], _MOST_OCTETS
    for letter in line:
        room -= len(letter.encode())
        if room < 0:
            parts.append(" ")
            room = _MOST_OCTETS - 1 - len(letter.encode())
        parts[-1] += letter
    return _LINE_END.join(parts)
