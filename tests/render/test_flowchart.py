"""The flowchart shows each step, each answer and each way, and leaves nothing outside its frame."""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from sites import ROOT

from sop_toolkit.language.labels import labels
from sop_toolkit.model.build import load, read_text
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.render.flowchart import flowchart
from sop_toolkit.source.find import Place

SVG = "{http://www.w3.org/2000/svg}"


def procedure(steps: str) -> Procedure:
    text = f"id: p\ntitle: Title\nowner: o\npurpose: p\nsteps:\n{steps}"
    source = read_text(text, Place(Path("p.yaml"), "p.yaml", "procedure", "c"))
    assert source.problem is None
    assert source.faults == ()
    found: Procedure = source.value
    return found


def drawn(found: Procedure) -> ET.Element:
    svg = str(flowchart(found, labels("en"), str))
    return ET.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


LOOP = """
  - {id: a, do: Knock at the door.}
  - id: b
    do: Listen for an answer.
    decide:
      ask: Does somebody answer?
      options:
        - {when: "Yes", go: d}
        - {when: "No, the first time", do: Wait a minute., go: a}
        - {when: "No, again", go: end}
  - {id: c, do: Leave a card.}
  - {id: d, do: Say who you are & why <you> come.}
"""


def test_steps_without_a_decision_need_no_drawing() -> None:
    assert flowchart(procedure("  - do: One.\n  - do: Two.\n"), labels("en"), str) == ""


def test_every_step_is_a_link_to_its_place() -> None:
    links = [link.get("href") for link in drawn(procedure(LOOP)).iter(f"{SVG}a")]
    assert links == ["#step-a", "#step-b", "#step-c", "#step-d"]


def test_all_words_are_text_and_none_is_lost() -> None:
    said = re.sub(r"\s+", " ", " ".join(drawn(procedure(LOOP)).itertext()))
    for words in ("Knock at the door.", "Does somebody answer?", "No, the first time:", "Say who you are & why <you>"):
        assert words in said


@pytest.mark.parametrize("word", ["service-desk-of-the-old-town@example.com", "ప్రత్యామ్నాయాలను" * 3], ids=["en", "te"])
def test_a_word_that_is_too_wide_goes_on_in_the_next_line(word: str) -> None:
    box = next(drawn(procedure(LOOP.replace("Knock at the door.", f"Write to {word} now."))).iter(f"{SVG}a"))
    lines = [line.text or "" for line in box.iter(f"{SVG}tspan")]
    assert lines[0] == "1 Write to"
    letters = [[sign for sign in line if unicodedata.category(sign)[0] != "M"] for line in lines]
    assert max(map(len, letters)) <= 31
    assert [line[0] for line in lines] == [line[0] for line in letters]  # no line begins with a sign
    assert "".join(lines[1:]).startswith(word)


def test_a_way_leads_from_every_answer_that_jumps() -> None:
    """Start and steps go down by themselves; three answers jump: forward, back and to the end."""
    ways = [way for way in drawn(procedure(LOOP)).iter(f"{SVG}path") if way.get("class") == "sop-l"]
    jumps = [way for way in ways if "H" in (way.get("d") or "")]
    assert len(jumps) == 3
    assert len(ways) - len(jumps) == 4  # start to a, a to b, c to d, d to the end; b always jumps


def test_a_step_with_warnings_says_the_gravest_of_them() -> None:
    facts = "hazard: Heat, consequence: It burns you., precaution: Stand back."
    warned = LOOP.replace(
        "do: Knock at the door.}", f"do: Knock., warn: [{{level: notice, {facts}}}, {{level: danger, {facts}}}]}}"
    )
    boxes = ["".join(link.itertext()) for link in drawn(procedure(warned)).iter(f"{SVG}a")]
    assert boxes[0] == "1 \N{WARNING SIGN}\N{VARIATION SELECTOR-15} Danger: Knock."
    assert not [box for box in boxes[1:] if "\N{WARNING SIGN}" in box]


@pytest.mark.parametrize("found", load(ROOT).manual.procedures, ids=lambda each: str(each.id))
def test_nothing_is_drawn_outside_the_frame(found: Procedure) -> None:
    svg = str(flowchart(found, labels("en"), str))
    if not svg:
        return
    root = ET.fromstring(svg)
    _, _, width, height = map(float, (root.get("viewBox") or "").split())
    for path in root.iter("path"):
        if path.get("class") == "sop-l":
            for across in re.findall(r"[MH](-?\d+)", path.get("d") or ""):
                assert 0 < int(across) < width
    for box in root.iter("rect"):
        assert float(box.get("x") or 0) + float(box.get("width") or 0) < width
        assert float(box.get("y") or 0) + float(box.get("height") or 0) <= height
