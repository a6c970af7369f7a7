"""The linter's settings: what `manual.yaml` says under `lint`."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sop_toolkit.lint.rule import ERROR, FIXED, SEVERITIES, Rule, rules
from sop_toolkit.model.manual import Manual
from sop_toolkit.model.scalars import Choice
from sop_toolkit.model.shape import Fault, Field, Reading, Record


@dataclass(frozen=True)
class Settings:
    """The level at which a run fails, and the rules' severities and options where the manual sets them."""

    fail_on: str = ERROR
    severities: dict[str, str] = field(default_factory=dict)
    options: dict[str, dict[str, Any]] = field(default_factory=dict)

    def of(self, rule: Rule) -> dict[str, Any]:
        """All options of a rule: the manual's, else the defaults."""
        set_by_manual = self.options.get(rule.name, {})
        return {name: set_by_manual.get(name, option.default) for name, option in rule.options.items()}

    def severity(self, rule: str) -> str:
        """The severity of a rule in this manual."""
        return self.severities.get(rule) or rules()[rule].severity


@cache
def settings_record() -> Record:
    """The shape of `lint` in `manual.yaml`: `fail_on`, and one entry for each rule there is."""
    severity = Field(Choice(SEVERITIES), "The severity of this rule in this manual; `off` switches it off.")
    each = {}
    for rule in rules().values():
        if rule.name not in FIXED:
            options = {name: option.field for name, option in rule.options.items()}
            each[rule.name] = Field(Record({"severity": severity, **options}, dict, rule.summary), rule.summary)
    fields = {
        "fail_on": Field(Choice(SEVERITIES[:3]), "Findings from this severity on make `sop lint` fail."),
        "rules": Field(Record(each, dict, "Settings of single rules."), "Settings of single rules, by name."),
    }
    return Record(fields, dict, "Settings of the linter.")


def read_settings(manual: Manual) -> tuple[Settings, list[Fault]]:
    """The settings of a manual, and what is wrong with them."""
    if manual.settings is None or manual.file is None:
        return Settings(), []
    reading = Reading(manual.file)
    value = settings_record().read(manual.settings, reading, "lint")
    by_rule = value.get("rules") or {}
    severities = {name: str(entry["severity"]) for name, entry in by_rule.items() if entry.get("severity")}
    options = {
        name: {key: given for key, given in entry.items() if key != "severity" and given is not None}
        for name, entry in by_rule.items()
    }
    return Settings(str(value.get("fail_on") or ERROR), severities, options), reading.faults
