"""Makes manuals of any size for the benchmarks: procedures of 40 steps in ten categories, always the same.

Translations are the same sentences with the letters of another script: as long as real ones, and nobody reads them.

usage: python tests/benchmarks/generate.py FOLDER COUNT [LANGUAGE ...]
"""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from sop_toolkit.model.build import read_text
from sop_toolkit.model.translation import fingerprint
from sop_toolkit.model.walk import texts
from sop_toolkit.source.find import Place

LETTERS = {
    "hi": "कखगघचछजझटठडढणतथदधनपफबभमयरल",
    "bn": "কখগঘচছজঝটঠডঢণতথদধনপফবভমযরল",
    "te": "కఖగఘచఛజఝటఠడఢణతథదధనపఫబభమయరల",
}
# What a translation leaves to its original.
PROCESS = frozenset(
    ("status", "version", "owner", "approved", "effective", "review", "who", "within", "go", "goal", "history")
)
CATEGORIES = 10
STEPS = 40
ROLES = ("clerk", "lead", "manager", "cashier", "driver", "trainer")
VERBS = (
    "Check",
    "Count",
    "Open",
    "Compare",
    "Write",
    "Call",
    "Move",
    "Clean",
    "Sign",
    "Sort",
    "Weigh",
    "Label",
)
THINGS = (
    "parcel",
    "receipt",
    "drawer",
    "form",
    "shelf",
    "ticket",
    "order",
    "folder",
    "scale",
    "stamp",
    "list",
    "key",
)
PLACES = (
    "at the desk",
    "in the stock room",
    "beside the till",
    "on the counter",
    "in the office",
    "at the door",
)


def manual(folder: Path, count: int, languages: Sequence[str] = ()) -> None:
    """Writes a manual of `count` procedures with settings for the site, in English and in `languages`."""
    if folder.exists():
        shutil.rmtree(folder)
    sources = folder / "procedures"
    sources.mkdir(parents=True)
    roles = "\n".join(f"  {role}: {_names(role.capitalize(), languages)}" for role in ROLES)
    codes = ", ".join(("en", *languages))
    head = f"title: {_names('Large manual', languages)}\nlanguage: en\nlanguages: [{codes}]\n"
    (sources / "manual.yaml").write_text(f"{head}roles:\n{roles}\n", encoding="utf-8")
    (sources / "branches.yaml").write_text(
        "fields:\n  phone: {en: Phone}\nbranches:\n  kochi:\n    name: {en: Kochi}\n    phone: 0484 000 0000\n"
    )
    for number in range(CATEGORIES):
        (sources / f"category-{number}").mkdir()
        (sources / f"category-{number}" / "category.yaml").write_text(
            f"title: {_names(f'Category {number}', languages)}\norder: {number}\n", encoding="utf-8"
        )
    for number in range(count):
        text = procedure(number)
        file = sources / f"category-{number % CATEGORIES}" / f"procedure-{number:05}.yaml"
        file.write_text(text)
        for code in languages:
            file.with_suffix(f".{code}.yaml").write_text(translation(text, file, code), encoding="utf-8")
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Guide\n\nHow we write.\n")


def translation(text: str, file: Path, code: str) -> str:
    """The translation of a procedure, made from it as it is."""
    source = read_text(text, Place(file, file.name, "procedure", file.parent.name))
    basis = {
        "version": str(source.value.version),
        "texts": {
            each.field: fingerprint(each) for each in texts(source.value) if not each.field.startswith("history")
        },
    }
    words = _in_script(yaml.load(text, yaml.CBaseLoader), code)
    return str(yaml.dump({**words, "translates": basis}, allow_unicode=True, sort_keys=False, Dumper=yaml.CSafeDumper))


def _names(name: str, languages: Sequence[str]) -> str:
    """A name in English and in the languages, as a source writes it."""
    return f"{{{', '.join([f'en: {name}', *(f'{code}: {_in_script(name, code)}' for code in languages)])}}}"


def _in_script(value: Any, code: str) -> Any:
    if isinstance(value, dict):
        return {
            key: inner if key == "id" else _in_script(inner, code) for key, inner in value.items() if key not in PROCESS
        }
    if isinstance(value, list):
        return [_in_script(each, code) for each in value]
    return value.lower().translate(str.maketrans("abcdefghijklmnopqrstuvwxyz", LETTERS[code]))


def procedure(number: int) -> str:
    """One procedure; the number decides everything in it."""
    chance = random.Random(number)
    head = f"""id: procedure-{number:05}
title: {_sentence(chance)} {number}
status: effective
version: 1.{number % 12}
owner: {chance.choice(ROLES)}
approved: {{by: manager, date: 2026-10-01, version: 1.{number % 12}}}
effective: 2026-11-01
review: 2027-0{number % 9 + 1}-01
keywords: [word {number % 97}, name {number % 89}]
purpose: {_sentence(chance)} for every customer in every branch.
trigger: A customer asks for the {chance.choice(THINGS)}.
needs:
  - The {chance.choice(THINGS)}
steps:
"""
    steps = "".join(_step(chance, position) for position in range(1, STEPS + 1))
    return (
        head
        + steps
        + f"""exceptions:
  - id: lost
    case: The {chance.choice(THINGS)} is lost.
    who: lead
    may: {_sentence(chance)}.
    otherwise: Ask the manager.
done: The {chance.choice(THINGS)} is in its place.
records:
  - {{what: Daily list, where: Office folder, keep: 2 years}}
measures:
  - {{id: time, what: Minutes for one customer, unit: minutes, goal: down}}
history:
  - {{version: 1.{number % 12}, date: 2026-09-28, by: lead, impact: minor, change: {_sentence(chance)}.}}
"""
    )


def _step(chance: random.Random, position: int) -> str:
    lines = [f"  - id: step-{position}", f"    who: {chance.choice(ROLES)}", f"    do: {_sentence(chance)}."]
    if position % 4 == 0:
        lines.append(f"    say: Please wait while I look for the {chance.choice(THINGS)}.")
    if position % 5 == 0:
        lines.append(f"    within: {chance.randint(2, 20)} minutes")
    if position % 6 == 0:
        lines.append(f"    why: The {chance.choice(THINGS)} shows the price.")
    if position % 10 == 0 and position < STEPS:
        lines += [
            "    decide:",
            f"      ask: Is the {chance.choice(THINGS)} there?",
            "      options:",
            "        - when: Yes",
            f"          go: step-{min(position + 2, STEPS)}",
            "        - when: No",
        ]
    return "\n".join(lines) + "\n"


def _sentence(chance: random.Random) -> str:
    return (
        f"{chance.choice(VERBS)} the {chance.choice(THINGS)} {chance.choice(PLACES)} with the {chance.choice(THINGS)}"
    )


if __name__ == "__main__":
    manual(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
