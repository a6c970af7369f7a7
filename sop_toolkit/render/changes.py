"""What changed in the whole manual, the newest first: a page, and a feed for those who follow it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import groupby, islice
from typing import NamedTuple
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from sop_toolkit.model.procedure import Change, Procedure
from sop_toolkit.render.edition import Edition
from sop_toolkit.render.page import Page, Values, Writer

ADDRESS = "changes"
FEED = f"{ADDRESS}.xml"
_MOST_ON_PAGE = 200
_MOST_IN_FEED = 50
_HISTORY = "history"
# What XML cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Event(NamedTuple):
    """A line of the history of a procedure that has a page; `anchor` is where the page tells it."""

    day: date
    procedure: Procedure
    change: Change

    @property
    def anchor(self) -> str:
        return "" if self.procedure.stage == "retired" else _HISTORY


def events(edition: Edition) -> Iterator[Event]:
    """Every change with a day, the newest first."""
    found = [
        Event(change.date.day, procedure, change)
        for procedure in (*edition.procedures, *edition.retired)
        for change in procedure.history
        if change.date
    ]
    yield from sorted(found, key=lambda event: (-event.day.toordinal(), str(event.procedure.id)))


def changes_page(edition: Edition) -> Page:
    """What changed of late, by months."""
    values = partial(_months, edition)
    return Page(ADDRESS, "changes.md.j2", edition.labels("changes"), values, in_navigation=True)


def _months(edition: Edition) -> Values:
    newest = islice(events(edition), _MOST_ON_PAGE)
    months = [
        {"name": edition.labels.month(first), "anchor": f"month-{first:%Y-%m}", "events": list(group)}
        for first, group in groupby(newest, key=lambda event: event.day.replace(day=1))
    ]
    return {"months": months, "own": edition.is_own, "feed": FEED}


def feed(edition: Edition, site_url: str) -> str:
    """The newest changes in the format Atom (RFC 4287). Links count from the feed where the site has no address.

    The identity of an entry stays from feed to feed, as long as the site's address does.
    """
    top = urljoin(site_url, edition.folder) if site_url else ""
    own_title = str(next(iter(edition.manual.title.values()), ""))
    known_as = f"{site_url or f'sop:{own_title}'}#{edition.language}"
    found = list(islice(events(edition), _MOST_IN_FEED))
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": edition.language})
    _add(root, "id", _identity(known_as))
    _add(root, "title", feed_title(edition))
    _add(root, "updated", _moment(found[0].day if found else edition.today))
    _add(SubElement(root, "author"), "name", str(edition.title))
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{top}{FEED}"})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": f"{top}{ADDRESS}/"})
    seen: set[str] = set()
    for event in found:
        name = f"{known_as}/{event.procedure.id}/{event.change.version}"
        if name not in seen:
            seen.add(name)
            root.append(_entry(event, name, top, edition))
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def feed_title(edition: Edition) -> str:
    """What readers know the feed by."""
    return f"{edition.title}: {edition.labels('changes')}"


def _entry(event: Event, name: str, top: str, edition: Edition) -> Element:
    day, procedure, change = event
    writer = Writer(Page("", "", ""), edition)
    entry = Element("entry")
    _add(entry, "id", _identity(name))
    version = edition.labels("version_number", number=change.version)
    _add(entry, "title", f"{writer.plain(procedure.title)} · {version}")
    _add(entry, "updated", _moment(day))
    _add(SubElement(entry, "author"), "name", str(edition.role(str(change.by or procedure.owner))))
    anchor = f"#{event.anchor}" if event.anchor else ""
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": f"{top}{procedure.id}/{anchor}"})
    summary = _add(entry, "summary", writer.plain(change.change))
    if not edition.is_own:
        summary.set("xml:lang", edition.manual.language)
    return entry


def _add(parent: Element, name: str, text: str) -> Element:
    made = SubElement(parent, name)
    made.text = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    return made


def _identity(name: str) -> str:
    return uuid5(NAMESPACE_URL, name).urn


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
