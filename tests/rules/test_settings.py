"""A manual may set each rule's severity, switch it off, and allow it in one place with a reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sop_toolkit.cli.main import main
from sop_toolkit.language import guess
from sop_toolkit.lint.rule import ALWAYS, rules

# Rules that need more of a manual than one sentence have their settings tested beside them.
_ELSEWHERE = ("avoided-term", "readability", *ALWAYS)
SENTENCE_RULES = [
    rule for rule in rules().values() if rule.name not in _ELSEWHERE and rule.reads_words and "\n" not in rule.bad[0]
]


def findings(folder: Path, capsys: pytest.CaptureFixture[str], bad: str, severity: str, above: str = "") -> list[str]:
    """The severities of the rule's findings in a manual with one bad text."""
    step = bad.startswith("1. ")
    text = json.dumps(bad.removeprefix("1. "), ensure_ascii=False)
    code = language.code if (language := guess(bad)) else "en"
    rule = above.partition("allow ")[2].partition(" ")[0] or folder.name
    settings = f"lint: {{rules: {{{rule}: {{severity: {severity}}}}}}}\n" if severity else ""
    (folder / "procedures" / "c").mkdir(parents=True, exist_ok=True)
    (folder / "procedures" / "manual.yaml").write_text(
        f"title: {{en: M}}\nlanguage: {code}\nroles: {{clerk: {{en: Clerk}}}}\n{settings}", encoding="utf-8"
    )
    purpose = f"{above}purpose: {text}\n" if not step else "purpose: Help the customer.\n"
    do = (f"    {above}" if above else "") + f"    do: {text}\n" if step else "    do: Open the door.\n"
    (folder / "procedures" / "c" / "p.yaml").write_text(
        f"id: p\ntitle: T\nowner: clerk\n{purpose}steps:\n  - id: a\n{do}", encoding="utf-8"
    )
    capsys.readouterr()
    main(["-C", str(folder), "lint", "--format", "json", "--no-cache"])
    found = json.loads(capsys.readouterr().out)["findings"]
    return [each["severity"] for each in found if each["rule"] == rule]


@pytest.mark.parametrize("rule", SENTENCE_RULES, ids=lambda rule: rule.name)
def test_the_manual_sets_the_severity(rule, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / rule.name
    for severity in ("error", "warning", "note"):
        assert set(findings(folder, capsys, rule.bad[0], severity)) == {severity}
    assert findings(folder, capsys, rule.bad[0], "off") == []


@pytest.mark.parametrize("rule", SENTENCE_RULES, ids=lambda rule: rule.name)
def test_a_comment_with_a_reason_allows_it(rule, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    comment = f"# sop: allow {rule.name} -- The law asks for these words.\n"
    assert findings(tmp_path / rule.name, capsys, rule.bad[0], "error", above=comment) == []


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.name)
def test_a_rule_explains_itself(rule, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    assert main(["rule", rule.name]) == 0
    said = capsys.readouterr().out
    assert rule.name in said
    assert "Bad:" in said
    assert "Good:" in said


def test_a_rule_says_the_language_of_each_example_and_its_settings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "future-tense"]) == 0
    said = capsys.readouterr().out
    assert "Bad: (en)\n    The clerk will sign" in said
    assert "Bad: (hi)\n    कैशियर रसीद देगा।" in said
    assert main(["rule", "long-sentence"]) == 0
    said = capsys.readouterr().out
    assert "Bad:\n" in said
    assert "`words`: The most words of a step's sentence" in said
