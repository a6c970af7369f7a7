"""Pages of one browser, lent to one test after another: to open a new one takes longer than most tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page

# A page from the disk or without an address has no storage of its own.
_CLEARED = "try { localStorage.clear(); sessionStorage.clear(); } catch { }"


class Tabs:
    """Lends pages by the kind of their screen; what one test did to a page, the next does not see."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[str, list[Page]] = {}

    @contextmanager
    def page(self, width: int = 1280, height: int = 800, **options: Any) -> Iterator[Page]:
        """A blank page; options are those of Playwright's contexts. It must not be used afterwards."""
        free = self._free.setdefault(repr((width, height, sorted(options.items()))), [])
        page = free.pop() if free else self._opened({"width": width, "height": height}, **options)
        yield page
        _forget(page)
        free.append(page)

    def _opened(self, size: dict[str, int], **options: Any) -> Page:
        return self._browser.new_context(viewport=size, **options).new_page()  # type: ignore[arg-type]


def _forget(page: Page) -> None:
    page.unroute_all()
    page.evaluate(_CLEARED)
    page.emulate_media(media="null")
    page.goto("about:blank")
    page.mouse.move(0, 0)


@contextmanager
def watched(page: Page, top: str = "") -> Iterator[None]:
    """Fails on any error of a script; with the beginning of the site's address also on what the console calls an
    error and on any request that leaves the site."""
    trouble: list[str] = []
    listeners: dict[str, Callable[[Any], None]] = {"pageerror": lambda error: trouble.append(str(error))}
    if top:
        own = (top, "data:", "blob:")
        listeners["console"] = lambda said: trouble.append(said.text) if said.type == "error" else None
        listeners["request"] = lambda sent: None if sent.url.startswith(own) else trouble.append(sent.url)
    for event, listener in listeners.items():
        page.on(event, listener)  # type: ignore[call-overload]
    yield
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    assert trouble == []
