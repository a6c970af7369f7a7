"""How well the tense and voice rules agree with sentences that people labelled.

A file holds one JSON record a line: `id`, `lang`, `text`, `labels` (future, past, perfect, passive, progressive) and
`optional_labels`, which count neither way. `flag` is any of the first four. Several files are one set; separate sets
with `--`. The sentences of treebanks belong to others and are not part of this project.

usage: python tests/benchmarks/quality.py SET1.jsonl [SET1b.jsonl] -- SET2.jsonl
"""

from __future__ import annotations

import json
import sys
from itertools import groupby
from pathlib import Path
from typing import Any

from sop_toolkit.lint.engine import Selection, lint
from sop_toolkit.lint.plain import document
from sop_toolkit.model.build import Library
from sop_toolkit.model.manual import Manual
from sop_toolkit.text import File

RULES = {
    "future-tense": "future",
    "past-tense": "past",
    "perfect-tense": "perfect",
    "passive-voice": "passive",
    "progressive": "progressive",
}
FLAG = frozenset(("future", "past", "perfect", "passive"))


def labels(records: list[dict[str, Any]]) -> list[set[str]]:
    """What the rules say of each sentence, as lines of one document a language."""
    found: list[set[str]] = [set() for _ in records]
    for language in sorted({record["lang"] for record in records}):
        mine = [number for number, record in enumerate(records) if record["lang"] == language]
        text = "\n".join(" ".join(records[number]["text"].split("\n")) for number in mine)
        source = document(File("set.txt", text), Path("set.txt"), language, quotations=True)
        findings, _ = lint(Library(Manual(Path()), (source,)), Selection(frozenset(RULES)), None, quotations=True)
        for finding in findings:
            found[mine[finding.line - 1]].add(RULES[finding.rule])
    return found


def figures(name: str, records: list[dict[str, Any]]) -> None:
    """Prints precision, recall and F1 of each label, and how many clean sentences are flagged."""
    found = labels(records)
    print(f"\n{name}: {len(records)} sentences")
    for label in (*RULES.values(), "flag"):
        right = wrong = missed = 0
        for record, mine in zip(records, found, strict=True):
            wanted, free = set(record["labels"]), set(record["optional_labels"]) - set(record["labels"])
            group = FLAG if label == "flag" else {label}
            is_in, said = bool(wanted & group), bool((mine - free) & group)
            if label != "flag" and label in free:
                continue
            right += is_in and said
            wrong += said and not is_in
            missed += is_in and not said
        precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
        score = 2 * right / max(1, 2 * right + wrong + missed)
        print(f"  {label:12} right {right:4} wrong {wrong:3} missed {missed:3}", end="")
        print(f"  precision {precision:.3f} recall {recall:.3f} F1 {score:.3f}")
    clean = [mine for record, mine in zip(records, found, strict=True) if not set(record["labels"]) & FLAG]
    flagged = sum(bool(mine & FLAG) for mine in clean)
    print(f"  clean sentences {len(clean)}, of them flagged {flagged} ({flagged / max(1, len(clean)):.1%})")


def main(arguments: list[str]) -> int:
    if not arguments:
        print(__doc__)
        return 2
    for separator, names in groupby(arguments, key=lambda word: word == "--"):
        if not separator:
            files = list(names)
            lines = (line for name in files for line in Path(name).read_text(encoding="utf-8").splitlines() if line)
            figures(" + ".join(Path(name).stem for name in files), [json.loads(line) for line in lines])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
