"""Web articles as machines translate them, in our own words: their defects are found at their very places."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from manuals import sop
from sentences import FOLDER

ARTICLES = sorted(FOLDER.glob("*/article.txt"))


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.parent.name)
def test_the_defects_of_an_article_stand_at_their_places(article: Path, tmp_path: Path) -> None:
    (tmp_path / article.name).write_bytes(article.read_bytes())
    expected = [tuple(place) for place in yaml.safe_load(article.with_name("defects.yaml").read_text(encoding="utf-8"))]
    found = sop("-C", str(tmp_path), "lint", article.name, "--format", "json", "--notes").findings
    lines = article.read_text(encoding="utf-8").split("\n")
    assert {each["language"] for each in found} == {article.parent.name}
    assert sorted(
        (each["line"], each["column"], _begins(each["text"], each["rule"]), each["rule"], each["severity"])
        for each in found
    ) == sorted(expected)
    assert all(each["text"] == lines[each["line"] - 1][each["column"] - 1 : each["end_column"] - 1] for each in found)


def _begins(text: str, rule: str) -> str:
    """What a place is known by: of a whole sentence its first two words."""
    return " ".join(text.split()[:2]) if rule == "long-sentence" else text


def test_each_language_of_the_seeds_has_an_article() -> None:
    assert [article.parent.name for article in ARTICLES] == ["bn", "hi", "te"]
