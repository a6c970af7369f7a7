"""The JSON Schemas, made from the model: they take what the linter takes, and refuse common mistakes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, FormatChecker
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

from sop_toolkit.author.schema import KINDS, schema
from sop_toolkit.lint.rule import FIXED, rules
from sop_toolkit.model.build import read_text
from sop_toolkit.source.find import Place, sources

ROOT = Path(__file__).parent.parent.parent
HEAD = "id: greet\ntitle: Greet\nowner: lead\npurpose: Welcome people.\n"
STEPS = "steps:\n  - do: Greet.\n"
MANUAL = "title: {en: Manual}\nlanguage: en\nroles: {lead: {en: Lead}}\n"
EVERYTHING = """\
id: return-an-item
title: Return an item
status: effective
version: 1.10
type: procedure
owner: service-lead
approved: {by: operations-director, date: 2026-10-20, version: 1.2}
effective: 2026-11-01
review: 2027-05-01
replaces: [old-returns]
branches: {except: [pune]}
keywords: [refund, 24]
purpose: Give every customer the same return.
needs: none
steps:
  - id: check
    who: service-clerk
    warn:
      - {level: warning, hazard: Glass, consequence: It cuts., precaution: Wear gloves.}
    do: 5
    say: Yes
    within: 2 minutes
    decide:
      ask: Is it ours?
      options:
        - when: Yes
          go: refund
        - when: No
          go: end
  - id: refund
    do: Refund the price.
    substeps: [Open the till., {do: Pay.}]
    image: {file: till.png, alt: The till}
    verify: {by: shift-lead, how: Compare the slips.}
exceptions:
  - {id: late, case: The customer is late., who: lead, may: Refund., otherwise: Ask.}
records:
  - {what: Slip, where: Folder, keep: 2 years}
measures:
  - {id: again, what: Customers, unit: percent, goal: 90}
related: [greet]
history:
  - {version: 1.2, date: 2026-10-20, by: lead, impact: minor, change: Add a limit.}
"""
GOOD = {
    "procedure": [
        HEAD + STEPS,
        EVERYTHING,
        HEAD + STEPS + "branches: all\n",
        HEAD.replace("Greet", "2026") + STEPS,
    ],
    "translation": [
        "title: वापसी\n"
        "steps: [{id: check, do: मिलाएँ।, decide: {ask: क्या?, options: [{when: हाँ}, {when: नहीं}]}}]\n"
        "translates: {version: 1.2, texts: {title: ab12, 'steps[check].do': 34}}\n",
    ],
    "manual": [
        MANUAL,
        MANUAL + "languages: [en, hi]\nterms: {item: {en: {use: item, avoid: [thing], means: A thing.}}}\n",
        MANUAL + "lint:\n  fail_on: warning\n  rules: {lost-text: {severity: off}}\n",
    ],
    "branches": ["fields: {phone: {en: Phone}}\nbranches: {kochi: {name: {en: Kochi}, phone: 0484 000}}\n"],
    "category": ["title: {en: Returns}\n", "title: {en: Returns}\norder: 10\nabout: {en: All returns.}\n"],
}
BAD = {
    "procedure": [
        HEAD, HEAD + "steps: []\n", HEAD + "steps: Greet.\n", HEAD + "steps:\n  - Greet.\n",
        HEAD + STEPS + "statsu: draft\n",
        HEAD + STEPS + "status: done\n", HEAD + STEPS + "review: 2026-02-30\n",
        HEAD + STEPS + "version: v1\n",
        HEAD + STEPS + "needs: nothing\n", HEAD + STEPS + "keywords: hello\n",
        HEAD + STEPS + "branches: kochi\n",
        HEAD + STEPS + "scope:\n", HEAD + STEPS + "scope: [a]\n", HEAD.replace("greet",
        "Greet_People") + STEPS,
        HEAD + STEPS + "    within: soon\n", HEAD + STEPS + "    who: {a: b}\n",
        HEAD + STEPS + "    decide: {ask: Known?, options: [{when: Yes}]}\n",
    ],
    "translation": ["who: lead\n", "steps: [{do: x, within: 1 day}]\n", "translates: {texts: {}}\n",
    "title: [x]\n"],
    "manual": [
        "title: Manual\nlanguage: en\nroles: {}\n", "language: en\nroles: {}\n", MANUAL.replace("lead:",
        "Team Lead:"),
        MANUAL + "lint: {fail_on: never}\n", MANUAL + "lint: {rules: {lost-txt: {severity: off}}}\n",
        MANUAL + "lint: {rules: {lost-text: off}}\n", MANUAL + "langauges: [en]\n",
    ],
    "branches": ["fields: {Phone: {en: Phone}}\nbranches: {}\n", "branches: {}\n",
    "fields: {}\nbranches: [kochi]\n"],
    "category": ["title: Returns\n", "order: 1\n", "title: {en: Returns}\norder: first\n"],
}  # fmt: skip


def cases(files: dict[str, list[str]]) -> list[Any]:
    return [pytest.param(kind, text, id=f"{kind}-{n}") for kind, all in files.items() for n, text in enumerate(all)]


class _Plain(SafeConstructor):
    """Days stay texts, as in check-jsonschema and in editors."""


_Plain.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: node.value)


def accepts(kind: str, text: str) -> bool:
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _Plain
    validator = Draft7Validator(schema(kind), format_checker=FormatChecker())
    return bool(validator.is_valid(yaml.load(text)))


def lints(kind: str, text: str) -> bool:
    name = {"manual": "manual.yaml", "branches": "branches.yaml", "category": "category.yaml"}.get(kind, "")
    id = text.split("\n")[0].removeprefix("id: ")
    return not read_text(text, Place(Path(name or f"{id}.yaml"), "x.yaml", kind)).faults


@pytest.mark.parametrize("kind", KINDS)
def test_each_schema_is_a_schema(kind: str) -> None:
    document = schema(kind)
    Draft7Validator.check_schema(document)
    assert document["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert "$id" not in document
    assert document["title"]
    json.dumps(document)


@pytest.mark.parametrize(("kind", "text"), cases(GOOD))
def test_a_right_file_is_right_for_both(kind: str, text: str) -> None:
    assert accepts(kind, text)
    assert lints(kind, text)


@pytest.mark.parametrize(("kind", "text"), cases(BAD))
def test_a_wrong_file_is_wrong_for_the_schema(kind: str, text: str) -> None:
    assert not accepts(kind, text)


@pytest.mark.parametrize(("kind", "text"), cases({k: [t for t in v if "lint:" not in t] for k, v in BAD.items()}))
def test_a_wrong_file_is_wrong_for_the_linter(kind: str, text: str) -> None:
    assert not lints(kind, text)


def test_every_field_has_a_sentence_for_editors() -> None:
    waiting: list[Any] = [schema(kind) for kind in KINDS]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            for name, field in here.get("properties", {}).items():
                assert field.get("description") or name == "except", name
            waiting.extend(here.values())
        elif isinstance(here, list):
            waiting.extend(here)


def test_schemas_say_only_what_editors_read() -> None:
    known = {
        "$schema", "title", "description", "type", "enum", "const", "pattern", "format", "minLength",
        "properties", "required", "additionalProperties", "propertyNames", "minProperties", "items", "minItems",
        "anyOf",
    }  # fmt: skip
    waiting: list[Any] = [schema(kind) for kind in KINDS]
    while waiting:
        here = waiting.pop()
        assert set(here) <= known
        waiting.extend(here.get("properties", {}).values())
        waiting.extend(here.get("anyOf", []))
        inner = [here.get(key) for key in ("items", "additionalProperties", "propertyNames")]
        waiting.extend(each for each in inner if isinstance(each, dict))


def test_the_settings_name_every_rule_that_can_be_set() -> None:
    settings = schema("manual")["properties"]["lint"]["properties"]["rules"]["properties"]
    assert list(settings) == [name for name in rules() if name not in FIXED]


def test_switching_a_rule_off_is_right_in_old_yaml_too() -> None:
    loaded = {
        "title": {"en": "x"},
        "language": "en",
        "roles": {},
        "lint": {"rules": {"lost-text": {"severity": False}}},
    }
    Draft7Validator(schema("manual")).validate(loaded)


@pytest.mark.parametrize("kind", ["procedure", "manual", "branches", "category"])
def test_check_jsonschema_finds_our_own_files_right(kind: str, tmp_path: Path) -> None:
    document = tmp_path / f"{kind}.json"
    document.write_text(json.dumps(schema(kind)), encoding="utf-8")
    files = [str(place.path) for place in sources(ROOT) if place.kind == kind]
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(document), *files]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout
    assert files


def test_check_jsonschema_finds_wrong_files_wrong(tmp_path: Path) -> None:
    for kind, texts in BAD.items():
        (tmp_path / f"{kind}.json").write_text(json.dumps(schema(kind)), encoding="utf-8")
        (tmp_path / f"{kind}.yaml").write_text(texts[0], encoding="utf-8")
        files = [str(tmp_path / f"{kind}.json"), str(tmp_path / f"{kind}.yaml")]
        done = subprocess.run(
            [sys.executable, "-m", "check_jsonschema", "--schemafile", *files],
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 1, (kind, done.stdout)
