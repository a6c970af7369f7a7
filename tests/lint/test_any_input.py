"""Whatever a file holds, reading and checking it ends in findings at places that are in the file."""

from __future__ import annotations

import random
import time
from functools import cache
from pathlib import Path

import pytest

from sop_toolkit.lint.engine import lint
from sop_toolkit.model.build import Source, assemble, read_text
from sop_toolkit.source.find import Place, sources

ROOT = Path(__file__).parent.parent.parent
PIECES = [
    *"\n\t #-:?[]{}&*!|>'\"%@`\\,~\0\x85\u2028é\U0001f600", "  ", "- ", ": ", " #", "((", "))", "((role.x))",
    "\n  - ", "\n    do: ", "  # sop: allow lost-text -- x\n", "\n<<: *a", "&a ", "none", "*", "|-\n", "go: end\n",
]  # fmt: skip


@cache
def originals() -> list[tuple[Place, str]]:
    return [(place, place.path.read_text(encoding="utf-8")) for place in sources(ROOT)]


def changed(text: str, chance: random.Random) -> str:
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(text) + 1)
        match chance.randrange(4):
            case 0:
                text = text[:at] + chance.choice(PIECES) + text[at:]
            case 1:
                text = text[:at] + text[at + chance.randint(1, 30) :]
            case 2:
                other = chance.randrange(len(text) + 1)
                text = text[:at] + text[other : other + chance.randint(1, 200)] + text[at:]
            case _:
                text = text[:at]
    return text


@pytest.mark.parametrize("seed", range(8))
def test_a_spoiled_manual_is_checked_to_the_end(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(12):
        read: list[Source] = []
        for place, text in originals():
            spoiled = changed(text, chance) if chance.random() < 0.6 else text
            read.append(read_text(spoiled, place))
        found, _ = lint(assemble(ROOT, read))
        files = {source.file.path: source.file for source in read}
        for finding in found:
            file = files[finding.file]
            last = file.location(len(file.text))
            assert (1, 1) <= (finding.line, finding.column) <= (finding.end_line, finding.end_column) <= last
            assert finding.message
            assert finding.rule


@pytest.mark.parametrize(
    "fields",
    [
        "steps:\n  - within: " + "a 1" * 20_000,
        "keywords:\n" + "".join(f"  - &a{number} x\n" for number in range(20_000)),
        "keywords:\n" + "".join(f"  - &a{number} x\n  - *a{number}\n" for number in range(10_000)),
    ],
    ids=["a limit of many words", "anchors that nothing uses", "anchors with aliases"],
)
def test_a_large_source_is_read_at_once(fields: str) -> None:
    start = time.process_time()
    read_text(fields, Place(Path("a.yaml"), "a.yaml", "procedure"))
    assert time.process_time() - start < 5
