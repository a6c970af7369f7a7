"""A fifth language is one folder: with it the toolkit lints and publishes, and nothing else changes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from manuals import BRANCHES, write
from sites import ENVIRONMENT, ROOT

GRAMMAR = '''
"""A toy: words are parted by blanks, sentences end with a full stop, and a verb in -avo speaks of the future."""

import re

from sop_toolkit.language import VerbGroup


def sentences(text):
    return [(found.start(), found.end()) for found in re.finditer(r"[^. ][^.]*[.]?", text)]


def words(text):
    return [(found.start(), found.end()) for found in re.finditer(r"[a-z]+", text.lower())]


def verb_groups(sentence, instruction):
    found = [(start, end) for start, end in words(sentence) if sentence[start:end].endswith(("avo", "aro"))]
    return [
        VerbGroup(start, end, tense="future" if sentence[:end].endswith("avo") else "", imperative=True)
        for start, end in found
    ]
'''
LANGUAGE = "script: Latin\nwords: {instruction: 20, description: 25, error: 35}\n"
PROCEDURE = """\
id: open-the-till
title: Open the till
status: effective
version: 1.0
owner: lead
approved: {by: lead, date: 2026-01-10, version: 1.0}
effective: 2026-02-01
review: 2030-01-01
purpose: Change is at hand.
needs: none
steps:
  - id: open
    who: lead
    do: Open the till.
  - id: count
    who: lead
    do: Count the coins.
exceptions: none
records: none
history: [{version: 1.0, date: 2026-01-10, by: clerk, change: Begin.}]
"""
TRANSLATION = """\
title: Tila aparo
purpose: Mona ti.
steps:
  - id: open
    do: Tila apavo.
  - id: count
    do: Mona kontaro.
"""
MANUAL = """\
title: {en: Shop, toy: Sopa}
language: en
languages: [en, toy]
roles:
  lead: {en: Lead, toy: Lida}
  clerk: {en: Clerk, toy: Kleka}
"""


@pytest.fixture(scope="module")
def toolkit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toolkit with one more folder in `language/`."""
    folder = tmp_path_factory.mktemp("toolkit")
    left_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "sop_toolkit", folder / "sop_toolkit", ignore=left_out)
    shutil.copytree(ROOT / "templates", folder / "templates")
    words = yaml.load((ROOT / "sop_toolkit" / "language" / "en" / "labels.yaml").read_text("utf-8"), yaml.BaseLoader)
    labels = {key: {form: f"{said} ta" for form, said in word.items()} if isinstance(word, dict) else f"{word} ta"
              for key, word in words.items()}  # fmt: skip
    labels |= {"locale": "en_IN", "language_name": "Toja"}
    new = {"grammar.py": GRAMMAR, "language.yaml": LANGUAGE, "labels.yaml": yaml.safe_dump(labels)}
    write(folder / "sop_toolkit" / "language" / "toy", new)
    return folder


@pytest.fixture(scope="module")
def manual(toolkit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write(
        tmp_path_factory.mktemp("manual"),
        {
            "procedures/manual.yaml": MANUAL,
            "procedures/branches.yaml": BRANCHES,
            "procedures/till/open-the-till.yaml": PROCEDURE,
            "procedures/till/open-the-till.toy.yaml": TRANSLATION,
            "mkdocs.yml": "site_name: Shop\ntheme: {name: material, font: false}\nplugins: [search, sop]\n",
            "docs/toy/index.md": "# Gido\n",
            "docs/index.md": "# Guide\n",
        },
    )
    done = sop(toolkit, folder, "translate", "--all", "--to", "toy", "--confirm", "all")
    assert done.returncode == 0, done.stderr
    return folder


def sop(toolkit: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sop_toolkit", *words],
        cwd=folder,
        env={**ENVIRONMENT, "PYTHONPATH": os.fspath(toolkit)},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_its_grammar_finds_what_is_wrong(toolkit: Path, manual: Path) -> None:
    done = sop(toolkit, manual, "lint", "--no-cache", "--format", "json", "--select", "future-tense")
    found = json.loads(done.stdout)["findings"]
    assert [(each["file"], each["language"], each["text"]) for each in found] == [
        ("procedures/till/open-the-till.toy.yaml", "toy", "apavo")
    ]


def test_its_pages_speak_it(toolkit: Path, manual: Path) -> None:
    file = manual / "procedures" / "till" / "open-the-till.toy.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("apavo", "aparo"), encoding="utf-8")
    done = sop(toolkit, manual, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    page = (manual / "site" / "toy" / "open-the-till" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="toy"' in page
    assert "<h3>Tila aparo.</h3>" in page.partition('id="step-open"')[2]
    assert "Steps ta" in page
    assert "On this page ta" in page
    assert 'lang="toy" class="md-select__link" aria-current="true">Toja</a>' in page
    assert "sop-original" not in page.partition('id="history"')[0]  # what changed is told in the original alone
    assert (manual / "site" / "toy" / "guide" / "index.html").is_file()
