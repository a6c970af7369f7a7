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
    "roles/lead.md", "branches.md", "reviews.md", "changes.md", "terms.md",
]  # fmt: skip
IN_HINDI = [f"hi/{name}" for name in PAGES]


@pytest.fixture(scope="module")
def small() -> Site:
    return site(HERE / "manual", today=date(2026, 11, 21))


def test_the_small_manual_makes_these_pages_and_no_others(small: Site) -> None:
    assert small.errors == []
    made = [edition.folder + page.file for edition in small.editions for page in small.pages(edition)]
    assert sorted(made) == sorted(PAGES + IN_HINDI)


@pytest.mark.parametrize("name", PAGES + IN_HINDI)
def test_a_page_is_its_golden_page(small: Site, name: str, request: pytest.FixtureRequest) -> None:
    written = next(
        small.write(page, edition)
        for edition in small.editions
        for page in small.pages(edition)
        if edition.folder + page.file == name
    )
    golden = GOLDEN / name.replace("/", "-")
    if request.config.getoption("--golden"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")
