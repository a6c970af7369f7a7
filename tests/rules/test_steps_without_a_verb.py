"""A step of a procedure has a verb; a list in a document may well be one of things."""

from __future__ import annotations

from pathlib import Path

import pytest
from manuals import PROCEDURE, lint, manual, write

SELECT = ("--select", "not-imperative,past-tense")


def found(folder: Path, step: str) -> list[str]:
    made = manual(folder, PROCEDURE.replace("do: Open the till.", f'do: "{step}"'))
    return [f"{each['text']}: {each['hint']}" for each in lint(made, *SELECT).findings]


@pytest.mark.parametrize(
    ("step", "words", "hint"),
    [
        ("ID check", "ID check", "Write “Check …”."),
        ("The check of the till.", "The check of the till", "Write “Check …”."),
        ("Asking the customer for the receipt.", "Asking the customer for the receipt",
         "Write “Ask the customer for the receipt”."),
        ("Opening of the till", "Opening of the till", "Write “Open the till”."),
        ("Lights off, door locked.", "Lights off, door locked", "Begin with a verb: what the reader does."),
        ("Inspection of the doors.", "Inspection of the doors", "Begin with a verb: what the reader does."),
        ("Staff to wear gloves.", "Staff to wear gloves", "Write “Wear gloves”."),
        ("Nurse to check the band.", "Nurse to check the band", "Write “Check the band”."),
        ("All staff to meet at gate 2.", "All staff to meet at gate 2", "Write “Meet at gate 2”."),
        ("Guard to open the gate at 6 am.", "Guard to open the gate at 6 am", "Write “Open the gate at 6 am”."),
        ("Staff to ask the ((role.shift-lead)).", "Staff to ask the ((role.shift-lead))", "Write “Ask the …”."),
        ("Draining of the oil", "Draining of the oil", "Write “Drain the oil”."),
        ("Officer on duty to lock the gate.", "Officer on duty to lock the gate", "Write “Lock the gate”."),
        ("Customer to sign the form.", "Customer to sign the form", "Write “Ask customer to sign the form”."),
        ("Manager to sign, and to tell the clerk.", "Manager to sign, and to tell the clerk",
         "Begin with a verb: what the reader does."),
        ("No parking.", "No parking", "Write “Do not park …”."),
        ("No eating in the store", "No eating in the store", "Write “Do not eat …”."),
        ("The key", "The key", "Begin with a verb: what the reader does."),
    ],
)  # fmt: skip
def test_a_step_without_a_verb_is_no_command(tmp_path: Path, step: str, words: str, hint: str) -> None:
    assert found(tmp_path, step) == [f"{words}: {hint}"]


@pytest.mark.parametrize(
    "step",
    [
        "Check the ID.",
        "Cash check. Count the notes and the coins.",
        "Cc the manager.",
        "Sanitise hands.",
        "Silence the alarm.",
        "Key in the number to open the till.",
        "Type in the number below the barcode.",
        "Guard the gate.",
        "Cook to 75 °C.",
        "Keys to return.",
        "The manager to ask is on the list.",
        "Asking costs nothing.",
        "If yes, the next step.",
        "What about the key?",
        "((role.shift-lead))",
        "“Open”",
    ],
)
def test_a_step_that_has_a_verb_or_may_have_one_is_left_alone(tmp_path: Path, step: str) -> None:
    assert found(tmp_path, step) == []


def test_a_list_in_a_document_may_be_one_of_things(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "1. ID check\n2. Asking the customer\n"})
    assert lint(tmp_path / "a.md", *SELECT).findings == []
