"""What the rules for verbs say to write instead, and which of it can be put in."""

from __future__ import annotations

import time

import pytest

from sop_toolkit.language import language
from sop_toolkit.lint.document import Analysis, Document
from sop_toolkit.lint.rule import Hit, rules
from sop_toolkit.model.walk import Block
from sop_toolkit.text import File, Kind, Text

MINE = (
    "future-tense", "past-tense", "perfect-tense", "progressive", "passive-voice", "not-imperative", "long-sentence",
    "several-actions", "condition-last", "weak-modal", "command-in-note", "readability",
)  # fmt: skip


def hits(text: str, kind: Kind = Kind.INSTRUCTION, code: str = "en", **settings: object) -> list[tuple[str, Hit]]:
    plan = []
    for name in MINE:
        options = {key: option.default for key, option in rules()[name].options.items()}
        plan.append((rules()[name], {key: settings.get(key, value) for key, value in options.items()}))
    words = Text(text, File("step.txt", text), "", 0)
    return list(Analysis(tuple(plan)).hits(Document(words.file, (Block(words, kind, code),), language(code))))


def hit(rule: str, text: str, kind: Kind = Kind.INSTRUCTION, **settings: object) -> Hit:
    return next(found for name, found in hits(text, kind, **settings) if name == rule)


@pytest.mark.parametrize(
    ("text", "kind", "fixed"),
    [
        ("The clerk will open the drawer.", Kind.DESCRIPTION, "The clerk opens the drawer."),
        ("The clerks will open the drawer.", Kind.DESCRIPTION, "The clerks open the drawer."),
        ("The courier will carry it.", Kind.DESCRIPTION, "The courier carries it."),
        ("The children will wait.", Kind.DESCRIPTION, "The children wait."),
        ("The lamp will be red.", Kind.DESCRIPTION, "The lamp is red."),
        ("Asha will call.", Kind.DESCRIPTION, "Asha calls."),
        ("You will open the drawer.", Kind.INSTRUCTION, "You open the drawer."),
        ("You'll open the drawer.", Kind.INSTRUCTION, "You open the drawer."),
        ("Will open the drawer.", Kind.INSTRUCTION, "Open the drawer."),
        ("If it rings, the clerk will come.", Kind.DESCRIPTION, "If it rings, the clerk comes."),
    ],
)
def test_a_sure_future_becomes_the_present(text: str, kind: Kind, fixed: str) -> None:
    found = hit("future-tense", text, kind)
    assert found.fix
    assert found.fix.safe
    assert text[: found.start] + found.fix.replacement + text[found.end :] == fixed


@pytest.mark.parametrize(
    "text",
    [
        "The clerk will open the drawer and count the cash.",
        "The clerk will not open the drawer.",
        "The clerk will soon come.",
        "The clerk shall keep a copy.",
        "The box of tools will be red.",
        "The clerk and the guard will come.",
        "Will the clerk come?",
        "The form will be signed.",
        "The clerk will have signed.",
        "The desk is going to close.",
        "I will be there.",
        "The parcel that will come is red.",
        "There will be a queue.",
        "Others will come.",
    ],
)
def test_what_is_not_sure_is_left_to_the_writer(text: str) -> None:
    found = hit("future-tense", text, Kind.DESCRIPTION)
    assert found.fix is None or not found.fix.safe
    assert found.hint


@pytest.mark.parametrize(
    ("rule", "text", "kind", "hint"),
    [
        ("future-tense", "The clerk will not open it.", "description", "Write “does not open”."),
        ("future-tense", "The clerk will open it.", "instruction", "Write a command: “Open …”."),
        ("future-tense", "The lamp will turn red.", "instruction", "Write “turns”."),
        ("past-tense", "The clerks signed the form.", "description", "Write “sign”."),
        ("past-tense", "The boxes were red.", "description", "Write “are”."),
        ("perfect-tense", "The driver has stopped the van.", "description", "Write “stops”."),
        ("progressive", "The clerk is writing a note.", "description", "Write “writes”."),
        ("passive-voice", "The form is checked by the clerk.", "description",
         "Say who does it: “The clerk checks the form”."),
        ("passive-voice", "They are checked by two clerks.", "description",
         "Write who does it, with the verb “check”."),
        ("passive-voice", "The form is checked by noon.", "description", "Write who does it, with the verb “check”."),
        ("passive-voice", "The name on the form is checked.", "instruction",
         "Write a command: “Check the name on the form”."),
        ("passive-voice", "It is stapled to the form.", "instruction", "Write a command: “Staple it”."),
        ("passive-voice", "`till.txt` is sent to the office.", "instruction", "Write a command: “Send …”."),
        ("passive-voice", "The forms are not folded.", "instruction", "Write a command: “Do not fold the forms”."),
        ("passive-voice", "The lights are turned off at night.", "instruction",
         "Write a command: “Turn off the lights”."),
        ("passive-voice", "They are put back.", "instruction", "Write a command: “Put them back”."),
        ("passive-voice", "The complaint is dealt with.", "instruction", "Write a command: “Deal with the complaint”."),
        ("passive-voice", "The key is put in the drawer.", "instruction", "Write a command: “Put the key”."),
        ("passive-voice", "The form is sent in the morning.", "instruction", "Write a command: “Send the form”."),
        ("passive-voice", "The lights are turned off by the clerk.", "description",
         "Say who does it: “The clerk turns off the lights”."),
        ("passive-voice", "Put the box in the van and the list is signed.", "instruction",
         "Write a command: “Sign the list”."),
        ("future-tense", "The box is kept in the van and the list will be signed.", "instruction",
         "Write a command: “Sign the list”."),
        ("passive-voice", "The key to the drawer and the form are kept.", "instruction",
         "Write a command: “Keep …”."),
        ("passive-voice", "The cup and the plate are washed.", "instruction",
         "Write a command: “Wash the cup and the plate”."),
        ("passive-voice", "Powdered and liquid soap must be stored here.", "instruction",
         "Write a command: “Store …”."),
        ("passive-voice", "TVs must be switched off.", "instruction", "Write a command: “Switch off TVs”."),
        ("passive-voice", "Gloves must be disposed of.", "instruction", "Write a command: “Dispose of gloves”."),
        ("passive-voice", "Soup can be kept for two days.", "instruction", "Say who does it: “You can keep soup”."),
        ("passive-voice", "The stamp is required.", "instruction", "Say who does it: “You need the stamp”."),
        ("passive-voice", "The form is intended for guests.", "instruction",
         "Write who does it, with the verb “intend”."),
        ("passive-voice", "You will be asked twice.", "instruction", "Write who does it, with the verb “ask”."),
        ("passive-voice", "The parcel cannot be accepted.", "instruction",
         "Say who does it: “You cannot accept the parcel”."),
        ("passive-voice", "It should be ensured that the lid is tight.", "instruction",
         "Write a command: “Ensure that …”."),
        ("passive-voice", "It must be made sure that the lid is tight.", "instruction",
         "Write a command: “Make sure that …”."),
        ("passive-voice", "Smoking is prohibited.", "instruction", "Write who does it, with the verb “prohibit”."),
        ("passive-voice", "Drivers are requested to park outside.", "instruction", "Write “must park”."),
        ("passive-voice", "The till is to be counted at noon.", "instruction", "Write a command: “Count the till”."),
        ("passive-voice", "The gate is not to be opened.", "instruction", "Write a command: “Do not open the gate”."),
        ("passive-voice", "The pump needs to be cleaned by the guard.", "description",
         "Say who does it: “The guard cleans the pump”."),
        ("passive-voice", "The pump does not need to be cleaned.", "instruction",
         "Write who does it, with the verb “clean”."),
        ("passive-voice", "The valve need not be opened.", "instruction",
         "Write who does it, with the verb “open”."),
        ("passive-voice", "The gate must not be left open.", "instruction",
         "Write a command: “Do not leave the gate open”."),
        ("passive-voice", "The lid is kept closed.", "instruction", "Write a command: “Keep the lid closed”."),
        ("passive-voice", "The form is made available to guests.", "instruction",
         "Write a command: “Make the form available”."),
        ("passive-voice", "The lamp is left switched on.", "instruction",
         "Write a command: “Leave the lamp switched on”."),
        ("passive-voice", "The tray is kept filled with ice.", "instruction", "Write a command: “Keep the tray …”."),
        ("past-tense", "The bell used to ring twice.", "description", "Use the present tense of “ring”."),
        ("weak-modal", "You might want to call the depot.", "instruction", "Write a command, “Call …”, or “can”."),
        ("weak-modal", "You ought to check the oil.", "instruction", "Write a command, “Check …”, or “must”."),
        ("past-tense", "A number of bags were late.", "description", "Write “are”."),
        ("not-imperative", "The supervisor is responsible for checking the log.", "instruction", "Write “Check …”."),
        ("passive-voice", "You are required to sign.", "instruction", "Write “must sign”."),
        ("passive-voice", "Guests are not allowed to smoke.", "description", "Write “must not smoke”."),
        ("passive-voice", "The till is located in the office.", "description", "Write “is”."),
        ("passive-voice", "The shelves are called Rack 2.", "description", "Write “have the name”."),
        ("passive-voice", "The team is made up of two clerks.", "description", "Write “consists of”."),
        ("future-tense", "You will not open the drawer.", "instruction", "Write a command: “Do not open …”."),
        ("future-tense", "Parcels the guard found will open.", "instruction", "Use the present tense of “open”."),
        ("perfect-tense", "The guests are late and have asked for keys.", "instruction",
         "Use the present tense of “ask”."),
        ("not-imperative", "You never open the drawer.", "instruction", "Write “Never open …”."),
        ("weak-modal", "You should not call the depot.", "instruction",
         "Write a command, “Do not call …”, or “must”."),
        ("weak-modal", "A stamp may be required.", "instruction", "Write a command, or “can”."),
        ("weak-modal", "The customers should not sign.", "instruction",
         "Write a command, “Ask the customers not to sign”, or “must”."),
        ("not-imperative", "The clerk counts the cash.", "instruction", "Write “Count …”."),
        ("not-imperative", "You need to call the depot.", "instruction", "Write “Call …”."),
        ("weak-modal", "You should call the depot.", "instruction", "Write a command, “Call …”, or “must”."),
        ("condition-last", "Call the depot if it rings.", "instruction",
         "Begin with the condition: “If it rings …, …”."),
    ],
)  # fmt: skip
def test_a_hint_gives_the_words_to_write(rule: str, text: str, kind: str, hint: str) -> None:
    assert hit(rule, text, Kind(kind)).hint == hint


@pytest.mark.parametrize(
    ("rule", "text", "kind", "severity"),
    [
        ("future-tense", "Say who will call.", "instruction", "error"),
        ("future-tense", "The clerk will call.", "description", "warning"),
        ("past-tense", "The clerk called.", "instruction", "error"),
        ("past-tense", "The clerk called.", "description", "warning"),
        ("past-tense", "If the clerk agreed, sign here.", "instruction", "note"),
        ("perfect-tense", "In the event that it has come, sign here.", "instruction", "note"),
        ("perfect-tense", "Check that it has come.", "instruction", "warning"),
        ("perfect-tense", "If it has come, sign here.", "instruction", "note"),
        ("passive-voice", "The form is signed by the clerk.", "instruction", "error"),
        ("passive-voice", "Wait until the receipt is printed.", "instruction", "warning"),
        ("passive-voice", "When the customer is served, close the till.", "instruction", "warning"),
        ("passive-voice", "If the form is signed by the clerk, file it.", "instruction", "error"),
        ("passive-voice", "The form is signed by the clerk.", "description", "warning"),
    ],
)
def test_the_severity_depends_on_the_kind_of_text(rule: str, text: str, kind: str, severity: str) -> None:
    assert hit(rule, text, Kind(kind)).severity == severity


@pytest.mark.parametrize(
    ("code", "rule", "text", "hint"),
    [
        ("hi", "past-tense", "क्लर्क ने सूची बनाई।", "Write “क्लर्क … बनाता है”."),
        ("hi", "past-tense", "लड़के ने सूची बनाई।", "Write “बनाता है”."),
        ("te", "future-tense", "సరుకు రేపు వస్తుంది.", "Leave out “రేపు”, or write how often it happens."),
        ("te", "past-tense", "సరుకు వచ్చింది.", "Write “వస్తుంది”."),
    ],
)
def test_a_hint_fits_the_words_around_the_verb(code: str, rule: str, text: str, hint: str) -> None:
    [found] = [each for name, each in hits(text, Kind.DESCRIPTION, code) if name == rule]
    assert found.hint == hint


def test_the_limits_of_a_sentence_are_a_setting() -> None:
    words = "Take the red form " + "and the blue form " * 4
    assert hits(words) == []
    assert hit("long-sentence", words, words={"en": 10}).severity == "warning"
    assert hits(words, words={"hi": 10}) == []
    assert hit("long-sentence", "Take the red form " + "and the blue form " * 9).severity == "error"


def test_one_action_a_sentence_is_a_setting() -> None:
    text = "Open the box and check the parts."
    assert hits(text) == []
    found = hit("several-actions", text, most=1)
    assert found.message == "“Open” and “check” are 2 actions in one sentence."
    assert found.hint == "Begin a new sentence or a new step at “check”."


@pytest.mark.parametrize("rule", MINE)
@pytest.mark.parametrize(
    "piece",
    ["will be ", "open the box and ", "call him if it is ", "was signed by the clerk, ", "((", "“ ", "you should ",
     "(a ", "must have been being ", "X ", "if when ", "😀", "then press ", "’s ’ll "],
)  # fmt: skip
def test_time_is_linear_in_the_length(rule: str, piece: str) -> None:
    options = {key: option.default for key, option in rules()[rule].options.items()}

    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        words = Text(text, File("a", text), "", 0)
        document = Document(words.file, (Block(words, Kind.INSTRUCTION, "en"),), language("en"))
        [sentence.groups for _, _, sentence in document.sentences]
        start = time.process_time()
        list(Analysis(((rules()[rule], options),)).hits(document))
        return time.process_time() - start

    # The best of three: a pause for the garbage of other tests is no work of the rule.
    short = max(0.005, min(seconds(4_000) for _ in range(3)))
    assert min(seconds(32_000) for _ in range(3)) < 40 * short
