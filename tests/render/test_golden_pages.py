"""Golden pages: what each kind of page says, word for word. `pytest tests/render --golden` writes them anew."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sop_toolkit.publish.site import Site, site

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
PAGES = [
    "index.md", "desk.md", "give-change.md", "old-change.md", "a-z.md", "roles/index.md", "roles/clerk.md",
    "roles/lead.md", "branches.md", "reviews.md", "terms.md",
]  # fmt: skip


@pytest.fixture(scope="module")
def small() -> Site:
    return site(HERE / "manual", today=date(2026, 11, 21))


def test_the_small_manual_makes_these_pages_and_no_others(small: Site) -> None:
    assert small.errors == []
    assert sorted(page.file for page in small.pages()) == sorted(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_its_golden_page(small: Site, name: str, request: pytest.FixtureRequest) -> None:
    page = next(page for page in small.pages() if page.file == name)
    written = small.write(page)
    golden = GOLDEN / name.replace("/", "-")
    if request.config.getoption("--golden"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")
