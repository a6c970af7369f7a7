"""Templates hold no published word: every one comes from the manual or from a label file."""

from __future__ import annotations

import re
from pathlib import Path

import jinja2
import pytest
import yaml
from sites import ROOT

from sop_toolkit.language.labels import Labels, has_labels, labels

TEMPLATES = sorted((ROOT / "templates").rglob("*.j2"))
LABELS = yaml.safe_load((ROOT / "sop_toolkit" / "language" / "en" / "labels.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_no_words(path: Path) -> None:
    environment = jinja2.Environment(trim_blocks=True, lstrip_blocks=True)
    source = path.read_text(encoding="utf-8")
    data = "".join(value if kind == "data" else "\0" for _, kind, value in environment.lex(source))
    data = data.replace("\0", "")
    data = re.sub(r"(?m)^(?:title|description|tags|search|hide):.*$", "", data)  # keys of the front matter
    data = re.sub(r"<[^>]*>", "", data)
    data = re.sub(r"\{ #[^}]* \}", "", data)  # ids of headings
    data = re.sub(r'^[^<]*">', "", data)
    assert not re.search(r"[^\W\d_]{2,}", data), re.findall(r"[^\W\d_]{2,}", data)


def test_every_label_is_used_and_every_used_label_is_there() -> None:
    sources = [path.read_text(encoding="utf-8") for path in TEMPLATES]
    sources += [path.read_text(encoding="utf-8") for path in (ROOT / "sop_toolkit").rglob("*.py")]
    text = "\n".join(sources)
    used = {key for key in LABELS if re.search(rf"""["']{key}["']""", text)}
    # Keys that are put together: from a value of the model (the status, a goal, a field, what became of it, what is
    # due), or from the theme's name of a word.
    parts = ("status_", "goal_", "theme_", "part_", "became_", "due_")
    used |= {key for key in LABELS if key.startswith(parts)} | {"draft_note", "review_note"}
    assert set(LABELS) - used == set()
    asked = set(re.findall(r"""\b(?:t|labels)\(\s*"([a-z_]+)"\s*[,)]""", text))
    assert asked - set(LABELS) == set()


@pytest.fixture
def english() -> Labels:
    return labels("en")


def test_plural_forms_are_the_languages_own(english: Labels) -> None:
    assert english("count_procedures", count=1) == "1 procedure"
    assert english("count_procedures", count=2) == "2 procedures"


def test_durations_and_days_are_words(english: Labels) -> None:
    from datetime import date

    assert english.duration(2, "minute") == "2 minutes"
    assert english.duration(1, "hour") == "1 hour"
    assert english.day(date(2026, 11, 1)) == "1 November 2026"
    assert english.month(date(2026, 11, 1)) == "November 2026"


@pytest.mark.parametrize("unit", ["second", "minute", "hour", "day", "week", "month"])
def test_a_duration_is_words_in_every_language(unit: str) -> None:
    for folder in (ROOT / "sop_toolkit" / "language").iterdir():
        if has_labels(folder.name):
            assert unit not in labels(folder.name).duration(2, unit) or folder.name == "en"
