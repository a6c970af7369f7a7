"""The guide in several languages: where its files stand on the site, and where their links then lead."""

from __future__ import annotations

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop_toolkit.publish.guide import Guide, address

FILES = ["index.md", "staff/index.md", "writers/texts.md", "images/till.png", "hi/index.md", "hi/staff/index.md"]
GUIDE = Guide(frozenset(FILES), ("hi", "bn"))


@pytest.mark.parametrize(
    ("file", "place"),
    [
        ("index.md", "guide/index.md"),
        ("images/till.png", "guide/images/till.png"),
        ("hi/index.md", "hi/guide/index.md"),
        ("hi/staff/index.md", "hi/guide/staff/index.md"),
        ("te/index.md", "guide/te/index.md"),  # a folder of the guide, as the manual has no such language
        ("hi.md", "guide/hi.md"),
    ],
)
def test_a_language_has_its_own_guide(file: str, place: str) -> None:
    assert GUIDE.mounted(file) == place


def test_each_language_knows_its_pages() -> None:
    assert GUIDE.addresses("hi") == {"guide", "guide/staff"}
    assert GUIDE.addresses("bn") == set()
    assert GUIDE.addresses("en") == {"guide", "guide/staff", "guide/writers/texts"}


@pytest.mark.parametrize(
    ("link", "moved"),
    [
        ("../index.md", "../index.md"),
        ("../../images/till.png", "../../../guide/images/till.png"),
        ("../images/till.png", "../../../guide/images/till.png"),  # not there in Hindi: the manual's own
        ("../writers/texts.md#words", "../../../guide/writers/texts.md#words"),
        ("../../staff/index.md", "../../../guide/staff/index.md"),
        ("https://example.com/a.md", "https://example.com/a.md"),
        ("nowhere.md", "nowhere.md"),
    ],
)
def test_links_find_their_pages(link: str, moved: str) -> None:
    assert GUIDE.relinked(f"See [this]({link}).", "hi/staff/index.md") == f"See [this]({moved})."


def test_a_language_that_is_a_site_of_its_own_has_the_pictures_and_leaves_for_the_pages() -> None:
    page = "![Till](../../images/till.png) [Texts](../../writers/texts.md#words) [Home](../index.md)"
    moved = "![Till](../images/till.png) [Texts](../../../../guide/writers/texts/#words) [Home](../index.md)"
    assert GUIDE.relinked(page, "hi/staff/index.md", apart=True) == moved.replace("../../../../", "../../../")


@given(st.sampled_from(FILES), st.sampled_from(FILES))
def test_a_link_from_any_file_to_any_other_leads_there(file: str, other: str) -> None:
    link = posixpath.relpath(other, posixpath.dirname(file) or ".")
    moved = GUIDE.relinked(f"[x]({link})", file)[4:-1]
    assert posixpath.normpath(posixpath.join(posixpath.dirname(GUIDE.mounted(file)), moved)) == GUIDE.mounted(other)


def test_addresses_follow_from_files() -> None:
    assert [address(file) for file in ("index.md", "a.md", "a/index.md", "hi/a.md")] == ["", "a", "a", "hi/a"]
