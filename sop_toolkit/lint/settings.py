"""The linter's settings: what `manual.yaml` says under `lint`."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from sop_toolkit.lint.rule import ERROR, SEVERITIES, rules
from sop_toolkit.model.manual import Manual
from sop_toolkit.model.scalars import Choice
from sop_toolkit.model.shape import Fault, Field, Reading, Record


@dataclass(frozen=True)
class Settings:
    """The level at which a run fails, and the rules' severities where the manual sets them."""

    fail_on: str = ERROR
    severities: dict[str, str] = field(default_factory=dict)

    def severity(self, rule: str) -> str:
        """The severity of a rule in this manual."""
        return self.severities.get(rule) or rules()[rule].severity


@cache
def settings_record() -> Record:
    """The shape of `lint` in `manual.yaml`: `fail_on`, and one entry for each rule there is."""
    severity = Field(Choice(SEVERITIES), "The severity of this rule in this manual; `off` switches it off.")
    each = {
        rule.name: Field(Record({"severity": severity}, dict, rule.summary), rule.summary) for rule in rules().values()
    }
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
    severities = {
        name: str(entry["severity"]) for name, entry in value.get("rules", {}).items() if entry.get("severity")
    }
    return Settings(str(value.get("fail_on") or ERROR), severities), reading.faults
