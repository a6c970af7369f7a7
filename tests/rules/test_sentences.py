"""What the rules for words find in sentences of procedures, and how often they are right.

Each `*.yaml` here is a list of sentences, by the rule that they are mainly about; those in a folder are in the
language that it is named after, all others are English:

    - text: The clerk will sign the form.
      kind: description          # instruction (if left out), description, condition, speech or heading
      finds: {future-tense: [will sign]}

`finds` is the truth: every rule with the exact words that are wrong, in order; nothing more may be found by any
rule that is on by default, nor by the rule that the file is named after. What a rule gets wrong and cannot
mend is said honestly: `misses` are words of `finds` that it does not find, `alarms` are words that it finds
although they are right. Both count in the figures.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from sop_toolkit.language import language
from sop_toolkit.lint.document import Analysis, Document
from sop_toolkit.lint.rule import OFF, Rule, rules
from sop_toolkit.model.walk import Block
from sop_toolkit.text import File, Kind, Text

FOLDER = Path(__file__).parent
PRECISION, RECALL = 0.95, 0.9
Found = Counter[tuple[str, str]]


@dataclass(frozen=True)
class Case:
    """A sentence, and what is wrong with it."""

    language: str
    file: str
    text: str
    kind: Kind
    truth: Found
    misses: Found
    alarms: Found


def words_of(entry: dict[str, Any], key: str) -> Found:
    return Counter((rule, str(words)) for rule, each in entry.get(key, {}).items() for words in each)


def case(path: Path, entry: dict[str, Any]) -> Case:
    assert set(entry) <= {"text", "kind", "finds", "misses", "alarms"}, entry
    kind = Kind(entry.get("kind", "instruction"))
    code = "en" if path.parent == FOLDER else path.parent.name
    return Case(code, path.stem, entry["text"], kind, *(words_of(entry, key) for key in ("finds", "misses", "alarms")))


def cases() -> list[Case]:
    files = sorted(FOLDER.rglob("*.yaml"))
    return [case(file, entry) for file in files for entry in yaml.safe_load(file.read_text(encoding="utf-8"))]


CASES = cases()


def judged(name: str) -> list[Rule]:
    """The rules that are on by default, and the one of this name."""
    return [rule for rule in rules().values() if rule.reads_words and (rule.severity != OFF or rule.name == name)]


@cache
def analysis(name: str) -> Analysis:
    return Analysis(
        tuple((rule, {key: option.default for key, option in rule.options.items()}) for rule in judged(name))
    )


def found(case: Case) -> Found:
    text = Text(case.text, File("step.txt", case.text), "", 0)
    document = Document(text.file, (Block(text, case.kind, case.language),), language(case.language))
    return Counter((rule, case.text[hit.start : hit.end]) for rule, hit in analysis(case.file).hits(document))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}: {case.text[:60]}")
def test_a_sentence_has_exactly_these_findings(case: Case) -> None:
    assert case.misses <= case.truth
    assert not case.alarms & case.truth
    assert found(case) == case.truth - case.misses + case.alarms


def figures(code: str) -> dict[str, tuple[int, int, int]]:
    """For each rule what it finds rightly, wrongly, and not, in a language."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for each in (case for case in CASES if case.language == code):
        answer = found(each)
        for counter, words in (
            (right, answer & each.truth),
            (wrong, answer - each.truth),
            (missed, each.truth - answer),
        ):
            for (rule, _), times in words.items():
                counter[rule] += times
    return {rule: (right[rule], wrong[rule], missed[rule]) for rule in sorted({*right, *wrong, *missed})}


@pytest.mark.parametrize("code", sorted({case.language for case in CASES}))
def test_each_rule_is_precise_and_finds_most(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines, poor = [], []
    for rule, (right, wrong, missed) in figures(code).items():
        precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
        lines.append(f"{rule:22} right {right:4} wrong {wrong:3} missed {missed:3}  P {precision:.3f} R {recall:.3f}")
        if rules()[rule].severity != OFF and (precision < PRECISION or recall < RECALL):
            poor.append(lines[-1])
    with capsys.disabled():
        print("", f"{code}: {sum(case.language == code for case in CASES)} sentences", *lines, sep="\n")
    assert poor == []


def test_no_two_sentences_are_the_same() -> None:
    twice = [key for key, times in Counter((each.text, each.kind) for each in CASES).items() if times > 1]
    assert twice == []
