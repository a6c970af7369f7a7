"""Any two versions of a procedure: what differs is told, and what does not differ is not."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sop_toolkit.cli.diff import FORMATS
from sop_toolkit.model.build import RECORDS, read_bytes, read_text
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.model.walk import texts
from sop_toolkit.review.compare import Change, compare
from sop_toolkit.review.diff import Changed, Diff
from sop_toolkit.review.impact import MAJOR, MINOR, impact, raised
from sop_toolkit.review.matching import Match, Thing, matches, moved
from sop_toolkit.review.report import write
from sop_toolkit.review.style import MARKDOWN, TEXT, plain_words
from sop_toolkit.review.telling import Teller, steps_of
from sop_toolkit.review.words import tidy
from sop_toolkit.source.find import Place, place

ROOT = Path(__file__).parent.parent.parent
PLACE = Place(Path("sample.yaml"), "sample.yaml", "procedure")

VOCABULARY = (
    "Open",
    "Close",
    "Count",
    "the",
    "a",
    "till",
    "slip",
    "now",
    "देखें",
    "ग्राहक",
    "((role.lead))",
    "2",
    "<b>",
    "*x*",
    "|",
)
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=7).map(" ".join)
IDS = st.sampled_from(["one", "two", "three", "four", "five"])


def maybe(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


HAZARDS = st.fixed_dictionaries(
    {"level": st.sampled_from(["danger", "notice"]), "hazard": WORDS, "consequence": WORDS, "precaution": WORDS}
)
OPTIONS = st.lists(
    st.fixed_dictionaries({"when": WORDS}, optional={"do": WORDS, "go": st.sampled_from(["one", "end"])}),
    min_size=2, max_size=3,
)  # fmt: skip
STEPS = st.fixed_dictionaries(
    {"do": WORDS},
    optional={
        "id": IDS,
        "who": st.sampled_from(["lead", "clerk"]),
        "say": WORDS,
        "why": WORDS,
        "within": st.sampled_from(["1 minute", "2 hours"]),
        "warn": st.lists(HAZARDS, min_size=1, max_size=2),
        "decide": st.fixed_dictionaries({"ask": WORDS, "options": OPTIONS}),
        "substeps": st.lists(st.fixed_dictionaries({"do": WORDS}), min_size=1, max_size=3),
        "verify": st.fixed_dictionaries({"by": st.just("lead"), "how": WORDS}),
    },
)
PROCEDURES = st.fixed_dictionaries(
    {"id": st.just("sample"), "title": WORDS, "owner": st.just("lead"), "purpose": WORDS,
     "steps": st.lists(STEPS, min_size=1, max_size=5)},
    optional={
        "needs": st.just("none") | st.lists(WORDS, min_size=1, max_size=3),
        "keywords": st.lists(WORDS, min_size=1, max_size=3),
        "exceptions": st.lists(
            st.fixed_dictionaries({"case": WORDS, "may": WORDS}, optional={"id": IDS, "otherwise": WORDS}),
            min_size=1, max_size=2,
        ),
        "records": st.lists(st.fixed_dictionaries({"what": WORDS}, optional={"keep": WORDS}), min_size=1, max_size=2),
        "scope": WORDS, "trigger": WORDS, "done": WORDS,
        "effective": st.sampled_from(["2026-11-01", "2026-12-01"]),
    },
)  # fmt: skip


def procedure(data: dict[str, Any]) -> Procedure:
    value = read_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), PLACE).value
    assert isinstance(value, Procedure)
    return value


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    return compare("procedure", procedure(before), procedure(after))


@given(PROCEDURES)
def test_a_procedure_does_not_differ_from_itself(data: dict[str, Any]) -> None:
    assert changes(data, data) == []


@given(PROCEDURES, PROCEDURES)
def test_every_text_that_differs_is_in_a_change(before: dict[str, Any], after: dict[str, Any]) -> None:
    old, new = procedure(before), procedure(after)
    found = compare("procedure", old, new)
    olds, news = Counter(map(tidy, texts(old))), Counter(map(tidy, texts(new)))
    assert set(olds - news) <= {value.text for change in found for value in change.before}
    assert set(news - olds) <= {value.text for change in found for value in change.after}
    rest = [name for name in Procedure._fields if name not in ("keywords", "file", "given")]
    assert found or [getattr(old, name) for name in rest] == [getattr(new, name) for name in rest]


@given(PROCEDURES, PROCEDURES)
def test_every_new_text_is_said(before: dict[str, Any], after: dict[str, Any]) -> None:
    old, new = procedure(before), procedure(after)
    told = "\n".join(Teller(TEXT, (steps_of(old), steps_of(new))).sentences(compare("procedure", old, new)))
    for text in set(map(tidy, texts(new))) - set(map(tidy, texts(old))):
        assert plain_words(text) in told


@given(PROCEDURES, PROCEDURES)
def test_every_change_can_be_told_and_weighed(before: dict[str, Any], after: dict[str, Any]) -> None:
    found = changes(before, after)
    for style in (TEXT, MARKDOWN):
        for sentence in Teller(style).sentences(found):
            assert sentence
            assert "\n" not in sentence
    assert {impact(change) for change in found} <= {MINOR, MAJOR}


@given(PROCEDURES, st.randoms())
def test_steps_in_another_order_are_moves_and_nothing_else(data: dict[str, Any], chance: Any) -> None:
    steps = [
        {**step, "id": f"step-{number}", "do": f"{step['do']} {number}"} for number, step in enumerate(data["steps"])
    ]
    shuffled = chance.sample(steps, len(steps))
    found = changes({**data, "steps": steps}, {**data, "steps": shuffled})
    assert {change.kind for change in found} <= {"moved"}
    assert bool(found) == (steps != shuffled)
    assert len(found) < max(len(steps), 1)


@pytest.mark.parametrize("path", sorted((ROOT / "procedures").rglob("*.yaml")), ids=lambda path: str(path.name))
def test_a_real_source_does_not_differ_from_itself_with_other_line_ends(path: Path) -> None:
    where = place(path, ROOT)
    old, new = (
        read_bytes(data, where).value for data in (path.read_bytes(), path.read_bytes().replace(b"\n", b"\r\n"))
    )
    if where.kind == "translation":
        old, new = old.words, new.words
    assert compare(where.kind, old, new) == []


BAD = sorted(path for path in (ROOT / "tests" / "bad").rglob("*.yaml") if path.stat().st_size < 20_000)


@given(st.sampled_from(BAD), st.sampled_from(BAD), st.sampled_from(sorted(RECORDS)))
def test_sources_with_faults_are_compared_as_far_as_they_go(before: Path, after: Path, kind: str) -> None:
    where = PLACE._replace(kind=kind)
    changed = Changed(*(read_bytes(path.read_bytes(), where) for path in (before, after)))
    for format in FORMATS:
        assert write(Diff(("main", ""), ("", ""), (changed,)), format)


def test_of_a_long_text_a_reader_gets_what_stands_beside_the_change() -> None:
    """In every form: nobody reads six hundred words for the sake of one."""
    data = {"id": "sample", "title": "Count", "owner": "lead", "purpose": "Be right."}
    said = " ".join(f"Put slip {number} into the folder." for number in range(100))
    texts_of_both = (said, said.replace("50 into", "50 beside"))
    both = [{**data, "steps": [{"do": "Speak.", "say": text}]} for text in texts_of_both]
    for style, told in (
        (TEXT, "“into” becomes “beside”, so it reads “… folder. Put slip 49 into the folder. Put slip 50 beside the"),
        (MARKDOWN, "Put slip 50 <del>into</del> <strong>beside</strong> the folder."),
    ):
        (sentence,) = Teller(style).sentences(changes(*both))
        assert told in sentence
        assert len(sentence) < 400


def with_questions(**answers: list[str]) -> dict[str, Any]:
    """A procedure with a step for each question, by the ids of the steps."""
    steps = [
        {"id": id, "do": f"Look at {id}.", "decide": {"ask": "Is it?", "options": [{"when": each} for each in of]}}
        for id, of in answers.items()
    ]
    return {"id": "sample", "title": "Count", "owner": "lead", "purpose": "Be right.", "steps": steps}


def test_an_answer_of_one_question_is_none_of_another() -> None:
    before = with_questions(one=["Yes", "No", "Perhaps"], two=["Yes", "No"])
    after = with_questions(one=["Yes", "No"], two=["Yes", "No", "Perhaps"])
    told = [sentence.rpartition(": ")[2] for sentence in Teller(TEXT).sentences(changes(before, after))]
    assert told == ["answer “Perhaps” is gone.", "answer “Perhaps” is new."]


def test_as_few_items_as_possible_move() -> None:
    assert moved([0, 1, 2]) == set()
    assert moved([2, 0, 1]) == {2}
    assert moved([1, 2, 3, 0]) == {0}
    assert len(moved([3, 2, 1, 0])) == 3
    assert moved([]) == set()


def thing(words: str, id: str = "") -> Thing:
    return Thing(id, lambda actions: tuple(words.split()))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([thing("a b c", "x")], [thing("d e f", "x")], [((0,), (0,))]),
        ([thing("a b c", "x")], [thing("a b c", "y")], [((0,), (0,))]),
        ([thing("a b c d", "x")], [thing("a b c e", "y")], [((0,), ()), ((), (0,))]),
        ([thing("a b c d")], [thing("a b c e")], [((0,), (0,))]),
        ([thing("a b c d e f")], [thing("a b c"), thing("d e f")], [((0,), (0, 1))]),
        ([thing("a b c"), thing("d e f")], [thing("a b c d e f")], [((0, 1), (0,))]),
        ([thing("a"), thing("b")], [thing("b"), thing("a")], [((1,), (0,)), ((0,), (1,))]),
        ([thing("a a"), thing("a a")], [thing("a a")], [((0,), (0,)), ((1,), ())]),
        ([], [], []),
    ],
)
def test_items_find_their_partners(before: list[Thing], after: list[Thing], expected: list[Any]) -> None:
    assert matches(before, after, divides=True) == [Match(*pair) for pair in expected]


BASE: dict[str, Any] = {
    "id": "sample", "title": "Open the till", "owner": "lead", "purpose": "Give change.", "version": "1.2",
    "status": "effective", "keywords": ["cash"], "needs": ["The key"],
    "steps": [
        {"id": "one", "who": "clerk", "do": "Open the till.", "why": "It holds the change.", "within": "2 minutes"},
        {"id": "two", "who": "clerk", "do": "Count up to 20 notes.", "substeps": [{"do": "Sort."}, {"do": "Count."}]},
    ],
    "exceptions": [{"id": "e", "case": "The key is lost.", "who": "lead", "may": "Pay up to 50 rupees."}],
    "records": [{"what": "Cash sheet", "keep": "2 years"}],
}  # fmt: skip
FIRST, SECOND = BASE["steps"]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ({"title": "Open a till"}, MINOR),
        ({"purpose": "Give 5 kinds of change."}, MINOR),
        ({"keywords": ["money"]}, MINOR),
        ({"owner": "clerk", "version": "1.3", "effective": "2026-11-01"}, MINOR),
        ({"status": "retired"}, MAJOR),
        ({"steps": [{**FIRST, "do": "Open the old till."}, SECOND]}, MINOR),
        ({"steps": [{**FIRST, "why": "It has 2 drawers."}, SECOND]}, MINOR),
        ({"steps": [{**FIRST, "who": "lead"}, SECOND]}, MAJOR),
        ({"steps": [{**FIRST, "within": "3 minutes"}, SECOND]}, MAJOR),
        ({"steps": [FIRST, {**SECOND, "do": "Count up to 30 notes."}]}, MAJOR),
        ({"steps": [FIRST, {**SECOND, "substeps": [{"do": "Count."}, {"do": "Sort."}]}]}, MAJOR),
        ({"steps": [SECOND, FIRST]}, MAJOR),
        ({"steps": [FIRST]}, MAJOR),
        ({"needs": ["The key", "A light"]}, MAJOR),
        ({"needs": "none"}, MAJOR),
        ({"exceptions": "none"}, MAJOR),
        ({"exceptions": [{**BASE["exceptions"][0], "may": "Pay up to 60 rupees."}]}, MAJOR),
        ({"exceptions": [{**BASE["exceptions"][0], "case": "Nobody has the key."}]}, MINOR),
        ({"records": [{"what": "Cash sheet", "keep": "3 years"}]}, MAJOR),
        ({"branches": ["kochi"]}, MAJOR),
    ],
)
def test_a_change_is_major_where_people_work_in_another_way(edit: dict[str, Any], expected: str) -> None:
    found = changes(BASE, {**BASE, **edit})
    assert found
    assert (MAJOR if MAJOR in map(impact, found) else MINOR) == expected


@pytest.mark.parametrize(
    ("version", "by", "expected"),
    [("1.2", MINOR, "1.3"), ("1.9", MINOR, "1.10"), ("1.2", MAJOR, "2.0"), ("3", MINOR, "3.1"), ("3", MAJOR, "4"),
     ("1.2.3", MINOR, "1.2.4"), ("1.2.3", MAJOR, "2.0.0")],
)  # fmt: skip
def test_the_next_version(version: str, by: str, expected: str) -> None:
    assert raised(version, by) == expected
