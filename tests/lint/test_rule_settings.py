"""What a manual sets for a rule: a setting that is wrong is one finding, and does not hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from manuals import MANUAL, PROCEDURE, lint, manual

LONG = PROCEDURE.replace("Open the till.\n", "Take the key from the drawer of the desk and open the till with it.\n")
MANY = PROCEDURE.replace("Open the till.\n", "Lock the till. Count the cash. Sign the log. Turn off the light.\n")


def found(folder: Path, settings: str, procedure: str = LONG) -> list[dict[str, Any]]:
    done = lint(manual(folder, procedure, manual=f"{MANUAL}lint:\n  rules:\n    {settings}\n"), "--no-cache")
    assert "internal" not in done.err
    return done.findings


def test_the_words_of_a_sentence_are_set_by_language(tmp_path: Path) -> None:
    assert found(tmp_path, "long-sentence: {words: {en: 20}}") == []
    assert [each["rule"] for each in found(tmp_path, "long-sentence: {words: {en: 10}}")] == ["long-sentence"]


@pytest.mark.parametrize("count", ["twenty", "0", "-5", "1.5", "१२", '""'])
@pytest.mark.parametrize(
    "rule", ["long-sentence: {words: {en: %s}}", "several-actions: {most: %s}", "readability: {grade: %s}"]
)
def test_a_number_that_is_none_does_not_hold(tmp_path: Path, rule: str, count: str) -> None:
    faults = found(tmp_path, rule % count)
    assert [(each["rule"], each["severity"]) for each in faults] == [("invalid-shape", "error")]
    assert "a number from 1" in faults[0]["message"]
    assert faults[0]["hint"]


def test_what_is_right_beside_it_holds(tmp_path: Path) -> None:
    faults = found(tmp_path, "long-sentence: {words: {en: 10, fr: 18}, aksharas: {hi: x}, severity: error}")
    assert [(each["rule"], each["severity"]) for each in faults] == [
        ("invalid-shape", "error"), ("invalid-shape", "error"), ("long-sentence", "error"),
    ]  # fmt: skip
    assert faults[0]["message"] == "The manual has no language `fr`."


def test_a_step_may_have_more_sentences_where_the_manual_says_so(tmp_path: Path) -> None:
    few = found(tmp_path, "several-actions: {sentences: 3}", MANY)
    assert [(each["rule"], each["text"]) for each in few] == [("several-actions", "Turn off the light.")]
    assert found(tmp_path, "several-actions: {sentences: 4}", MANY) == []


@pytest.mark.parametrize(
    ("language", "words", "last"),
    [
        ("hi", "गल्ला बंद करें। नकद गिनें। पर्ची पर हस्ताक्षर करें।", "बत्ती बंद करें।"),
        ("bn", "দরজা বন্ধ করুন। টাকা গুনুন। রসিদে সই করুন।", "আলো বন্ধ করুন।"),
        ("te", "తలుపు మూయండి. డబ్బు లెక్కించండి. రసీదుపై సంతకం చేయండి.", "దీపం ఆపండి."),
    ],
)
def test_sentences_are_counted_in_every_language(tmp_path: Path, language: str, words: str, last: str) -> None:
    own = MANUAL.replace("language: en\nlanguages: [en]", f"language: {language}")
    for text, expected in ((f"{words} {last}", [last]), (words, [])):
        procedure = PROCEDURE.replace("Open the till.\n", f"{text}\n")
        done = lint(manual(tmp_path, procedure, manual=own), "--no-cache", "--select", "several-actions")
        assert [each["text"] for each in done.findings] == expected


def test_sentences_that_command_nothing_do_not_count(tmp_path: Path) -> None:
    words = "Lock the till. The till is heavy. Count the cash. It is in the drawer. Sign the log."
    assert found(tmp_path, "several-actions: {sentences: 3}", PROCEDURE.replace("Open the till.\n", f"{words}\n")) == []


@pytest.mark.parametrize("rule", ["invalid-yaml", "invalid-shape", "bad-suppression"])
def test_what_no_manual_can_change_is_said(tmp_path: Path, rule: str) -> None:
    [fault] = found(tmp_path, f"{rule}: {{severity: note}}")
    assert fault["hint"] == "This rule has no settings, as the others mean nothing without it: delete the line."


def test_a_list_of_rules_is_told_what_to_write(tmp_path: Path) -> None:
    [fault] = lint(manual(tmp_path, manual=f"{MANUAL}lint:\n  rules: [semicolon]\n")).findings
    assert "indented and without `- `" in fault["hint"]
