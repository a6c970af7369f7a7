"""What is offered for a name that nothing has."""

from __future__ import annotations

from pathlib import Path

import pytest
from manuals import MANUAL, lint, manual, sop

from sop_toolkit.model.guess import did_you_mean, nearest

ROLES = ["branch-manager", "service-clerk", "service-lead"]
RULES = [
    "contraction",
    "double-space",
    "long-sentence",
    "passive-voice",
    "several-actions",
    "weak-modal",
    "a",
    "b",
    "c",
]


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("service-clark", ROLES, "Did you mean `service-clerk`?"),
        ("clerk", ROLES, "Did you mean `service-clerk`?"),
        ("Clerk", ROLES, "Did you mean `service-clerk`?"),
        ("service", ROLES, "Did you mean `service-clerk` or `service-lead`?"),
        ("lead_of_service", ROLES, "Did you mean `service-lead`?"),
        ("manager of the branch", ROLES, "Did you mean `branch-manager`?"),
        ("driver", ROLES, "Known are `branch-manager`, `service-clerk`, `service-lead`."),
        ("multiple-actions", RULES, "Did you mean `several-actions`?"),
        ("sentence-too-long", RULES, "Did you mean `long-sentence`?"),
        ("weak", RULES, "Did you mean `weak-modal`?"),
        ("service\u00a0clerk", ROLES, "A sign that nobody sees stands in it (no-break space, U+00A0): delete it."),
        ("service-clerk\u200b", ROLES, "A sign that nobody sees stands in it (zero width space, U+200B): delete it."),
        ("सेवा", ROLES, "Known are `branch-manager`, `service-clerk`, `service-lead`."),
        ("anything", [], ""),
    ],
)
def test_a_hint_names_what_may_be_meant(word: str, known: list[str], hint: str) -> None:
    assert did_you_mean(word, known) == hint


def test_many_names_of_one_word_are_no_guess() -> None:
    shops = [f"shop-{name}" for name in ("ajmer", "bhopal", "chennai", "delhi")]
    assert did_you_mean("shop", shops) == f"Known are {', '.join(f'`{name}`' for name in shops)}."


def test_the_nearest_alone_stays_a_word_much_like_it() -> None:
    assert nearest("service-clark", ROLES) == "service-clerk"
    assert nearest("clerk", ROLES) == ""


def test_a_rule_is_offered_by_a_word_of_its_name() -> None:
    assert sop("rule", "multiple-actions").err == (
        "sop: no rule is called `multiple-actions`. Did you mean `several-actions`?\n"
    )


TILL = "  till: {en: {use: till, avoid: [cash box]}}\n"


@pytest.mark.parametrize(
    ("term", "field", "words"),
    [
        ("  till:\n    use: till\n    avoid: [cash box]\n    means: Where the money is.\n", "terms.till", "use"),
        ("  till: {avoid: [box]}\n", "terms.till", "avoid"),
    ],
)
def test_a_term_without_its_language_is_one_fault(tmp_path: Path, term: str, field: str, words: str) -> None:
    [fault] = lint(manual(tmp_path, manual=MANUAL + term)).findings
    assert (fault["rule"], fault["field"], fault["text"]) == ("invalid-shape", field, words)
    assert fault["hint"] == "Write the language above the words: `en: {use: till}`."


@pytest.mark.parametrize(
    ("term", "faults"),
    [
        (TILL, []),
        (TILL + "  box: {en: {use: cash box, avoid: [chest]}}\n", []),
        (TILL + "  box: {en: {use: Cash box, avoid: [Till]}}\n", ["cash box", "Till"]),
        (TILL + "  box: {hi: {use: cash box, avoid: [till]}}\n", []),
        ("  till: {en: {use: till, avoid: [till]}}\n", ["till"]),
    ],
)
def test_two_terms_that_avoid_each_other_are_found(tmp_path: Path, term: str, faults: list[str]) -> None:
    found = lint(manual(tmp_path, manual=MANUAL + term), "--select", "invalid-shape").findings
    assert [each["text"] for each in found] == faults
