"""Figures about the words of a run, with the network off."""

from __future__ import annotations

import subprocess
import sys

from sop_toolkit.language import language
from sop_toolkit.lint.document import Document
from sop_toolkit.lint.statistics import as_data, as_lines, statistics
from sop_toolkit.model.walk import Block
from sop_toolkit.text import File, Finding, Kind, Text

STEP = "Open the box and count the parts. Write the number on the form near the door."
LONG = "The desk has a blue form for each guest and a red form for each driver of the depot. " * 8


def document(name: str, *texts: tuple[str, Kind]) -> Document:
    file = File(name, "\n".join(text for text, _ in texts))
    blocks, start = [], 0
    for text, kind in texts:
        blocks.append(Block(Text(text, file, "", start), kind, "en"))
        start += len(text) + 1
    return Document(file, tuple(blocks), language("en"))


def finding(rule: str) -> Finding:
    return Finding(rule, "error", "", "", "a.txt", 1, 1, 1, 2)


def test_words_grades_long_steps_and_findings() -> None:
    documents = [
        document("a.txt", (STEP, Kind.INSTRUCTION), (LONG, Kind.DESCRIPTION)),
        document("b.txt", ("Sit.", Kind.INSTRUCTION)),
    ]
    findings = [finding("past-tense"), finding("future-tense"), finding("past-tense")]
    figures = statistics(documents, findings)
    step = figures.kinds[Kind.INSTRUCTION]
    assert (step.sentences, step.words, step.words_per_sentence, step.grade) == (3, 17, 5.7, None)
    grade = figures.kinds[Kind.DESCRIPTION].grade
    assert grade is not None
    assert 0 < grade < 12
    assert [(each.words, each.file, each.line, each.column) for each in figures.longest_steps] == [
        (9, "a.txt", 1, 35), (7, "a.txt", 1, 1), (1, "b.txt", 1, 1),
    ]  # fmt: skip
    assert list(figures.findings.items()) == [("past-tense", 2), ("future-tense", 1)]
    assert [each.file for each in figures.files] == ["a.txt", "b.txt"]
    assert as_data(figures)["kinds"]["instruction"]["words"] == 17
    assert "   9 words  a.txt:1:35  Write the number on the form near the door." in list(as_lines(figures))


def test_nothing_has_no_figures() -> None:
    figures = statistics([], [])
    assert (figures.kinds, figures.longest_steps, figures.findings) == ({}, (), {})
    assert len(list(as_lines(figures))) == 1


def test_readability_works_with_the_network_off() -> None:
    code = """
import socket, sys
def no(*a, **k): raise OSError("no network")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = no
from sop_toolkit.lint.grade import grade
from sop_toolkit.lint.prose import Sentence
from sop_toolkit.language import language
from sop_toolkit.text import Kind
assert "textstat" not in sys.modules
words = "Interdepartmental responsibilities necessitate comprehensive documentation."
one = Sentence(words, Kind.DESCRIPTION, language("en"))
print(grade([one] * 30) > 12, grade([one]) is None)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={"HOME": "/nonexistent"})
    assert (run.stdout, run.returncode) == ("True True\n", 0), run.stderr
