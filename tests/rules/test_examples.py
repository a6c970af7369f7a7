"""What a rule's own page says is so: each bad example makes the rule fire, no good one does."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from manuals import BRANCHES, MANUAL, PROCEDURE, in_both, lint, manual, write

from sop_toolkit.language import guess
from sop_toolkit.lint import engine
from sop_toolkit.lint.engine import Moment
from sop_toolkit.lint.rule import OFF, SEVERITIES, Rule, rules
from sop_toolkit.model.build import load, read_text

# A field of a procedure with all that belongs to it: examples are read as text, as some are no YAML.
FIELD = re.compile(r"^([a-z]+):.*\n(?:[ #-].*\n|\n)*", re.MULTILINE)
# A procedure around examples in other languages: it has no words to judge.
WORDLESS = "id: open-the-till\ntitle: A\nowner: shift-lead\npurpose: A\nsteps:\n  - do: B\n"
# An example without fields is a description, or a step if it has a number.
STEP = "1. "
# An example of a change has two parts: the fields before, and those that are others after it.
CHANGE = re.compile(r"# before\n(.*)# after\n(.*)", re.DOTALL)
# The day on which the examples are judged.
TODAY = "2026-11-22"
# An example that is a translation says so in its first line.
TRANSLATION = re.compile(r"# (open-the-till\.([a-z]+)\.yaml)\n")


def over_a_whole_procedure(example: str, whole: str) -> str:
    """The example's fields in place of those of a procedure that is right."""
    given = {field[1] for field in FIELD.finditer(example + "\n")}
    rest = "".join(field[0] for field in FIELD.finditer(whole) if field[1] not in given)
    return f"{rest}{example}\n"


def beside_its_original(example: str, name: str, language: str, folder: Path) -> Path:
    """A manual of two languages, in which the example is the translation of its one procedure."""
    own = MANUAL.replace("languages: [en]", f"languages: [en, {language}]")
    named = {"manual": in_both(own, language), "branches": in_both(BRANCHES, language)}
    manual(folder, PROCEDURE.replace("  - do:", "  - id: open\n    do:"), **named)
    return write(folder, {f"procedures/service/{name}": example + "\n"})


def rules_of_a_change(before: str, after: str, folder: Path) -> list[str]:
    """The rules that find something in a procedure that has changed."""
    older = over_a_whole_procedure(before, PROCEDURE)
    library = load(manual(folder, over_a_whole_procedure(after, older)))
    source = next(each for each in library.sources if each.place.kind == "procedure")
    moment = Moment(date.fromisoformat(TODAY), {source.file.path: read_text(older, source.place).value})
    return [finding.rule for finding in engine.lint(library, moment=moment)[0]]


def rules_of(example: str, folder: Path, select: str = "") -> list[str]:
    """The rules that find something: in a procedure, or, if the example has no field, in a step or a purpose."""
    narrow = ["--today", TODAY, *(["--select", select] if select else [])]
    change = CHANGE.match(example)
    if change:
        return rules_of_a_change(change[1], change[2], folder)
    translation = TRANSLATION.match(example)
    if translation:
        return lint(beside_its_original(example, translation[1], translation[2], folder), *narrow).rules
    language = guess(example)
    own = re.sub(r"^(languages?: \[?)en", rf"\g<1>{language.code}", MANUAL, flags=re.M) if language else MANUAL
    whole = PROCEDURE if own == MANUAL else WORDLESS
    if FIELD.search(example + "\n"):
        return lint(manual(folder, over_a_whole_procedure(example, whole), manual=own), *narrow).rules
    is_step = example.startswith(STEP)
    words = example.removeprefix(STEP).replace("\n", "\n      ")
    field = f"steps:\n  - do: >-\n      {words}" if is_step else f"purpose: >-\n      {words}"
    return lint(manual(folder, over_a_whole_procedure(field, whole), manual=own), *narrow).rules


def examples(which: str) -> list[Any]:
    return [
        pytest.param(rule.name, example, id=f"{rule.name}-{number}")
        for rule in rules().values()
        for number, example in enumerate(getattr(rule, which), 1)
    ]


@pytest.mark.parametrize(("name", "example"), examples("bad"))
def test_a_bad_example_makes_its_rule_fire(name: str, example: str, tmp_path: Path) -> None:
    rule = rules()[name]
    found = set(rules_of(example, tmp_path, name if rule.severity == OFF else ""))
    assert name in found if rule.reads_words else found == {name}


@pytest.mark.parametrize(("name", "example"), examples("good"))
def test_a_good_example_is_silent(name: str, example: str, tmp_path: Path) -> None:
    assert rules_of(example, tmp_path) == []


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.name)
def test_a_rule_explains_itself(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z].+\.", rule.summary)
    assert "\n" not in rule.summary
    assert rule.why
    assert rule.bad
    assert rule.good
    assert rule.severity in SEVERITIES


def test_names_and_severities_are_those_that_other_tools_count_on() -> None:
    fixed = {
        "invalid-yaml": "error", "invalid-shape": "error", "lost-text": "error", "unknown-reference": "error",
        "duplicate-id": "error", "broken-flow": "error", "missing-control": "error",
        "approval-mismatch": "error", "version-not-raised": "error", "bad-suppression": "error",
        "review-overdue": "warning", "no-longer-in-force": "warning",
        "unused-suppression": "warning", "placeholder-text": "warning",
    }  # fmt: skip
    assert {name: rules()[name].severity for name in fixed} == fixed


def test_the_procedure_around_the_examples_is_right(tmp_path: Path) -> None:
    assert rules_of("scope: Every branch.", tmp_path) == []
