"""The linter's settings: what `manual.yaml` says under `lint`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from sop_toolkit.lint.rule import ERROR, FIXED, SEVERITIES, Rule, rules
from sop_toolkit.model.guess import did_you_mean
from sop_toolkit.model.manual import Manual
from sop_toolkit.model.reading import Fault, Reading
from sop_toolkit.model.scalars import LANGUAGE, Choice
from sop_toolkit.model.shape import Field, Record
from sop_toolkit.text import Text


class Settings(NamedTuple):
    """The level at which a run fails, and the rules' severities and options where the manual sets them."""

    fail_on: str
    severities: dict[str, str]
    options: dict[str, dict[str, Any]]

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
        "rules": Field(_of_rules(each), "Settings of single rules, by name."),
    }
    return Record(fields, dict, "Settings of the linter.")


def _of_rules(each: dict[str, Field]) -> Record:
    fixed = dict.fromkeys(FIXED, "This rule has no settings, as the others mean nothing without it: delete the line.")
    return Record(each, dict, "Settings of single rules.", barred=fixed)


def read_settings(manual: Manual) -> tuple[Settings, list[Fault]]:
    """The settings of a manual, and what is wrong with them; a setting that is wrong does not hold."""
    if manual.settings is None or manual.file is None:
        return Settings(ERROR, {}, {}), []
    reading = Reading(manual.file)
    value = settings_record().read(manual.settings, reading, "lint")
    by_rule = value.get("rules") or {}
    severities = {name: str(entry["severity"]) for name, entry in by_rule.items() if entry.get("severity")}
    options = {name: _sound({**entry, "severity": None}) for name, entry in by_rule.items()}
    faults = [*reading.faults, *_languages(options, manual)]
    return Settings(str(value.get("fail_on") or ERROR), severities, options), faults


def _sound(given: dict[str, Any]) -> dict[str, Any]:
    """What could be read of some settings: the others read as None."""
    return {
        name: _sound(value) if isinstance(value, dict) else value for name, value in given.items() if value is not None
    }


def _languages(options: dict[str, dict[str, Any]], manual: Manual) -> Iterator[Fault]:
    """Settings for languages that the manual does not have."""
    for given in options.values():
        for value in given.values():
            for code in value if isinstance(value, dict) else ():
                if isinstance(code, Text) and LANGUAGE.fits(code) and code not in manual.languages:
                    hint = did_you_mean(code, manual.languages, "It has")
                    yield Fault(f"The manual has no language `{code}`.", hint, code)
