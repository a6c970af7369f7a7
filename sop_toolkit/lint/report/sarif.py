"""The findings as SARIF 2.1.0 (OASIS, 2020), for code-scanning services: rules with their help, places, fixes."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from sop_toolkit import __version__
from sop_toolkit.finding import Finding
from sop_toolkit.lint.report import Report
from sop_toolkit.lint.rule import OFF, Rule, rules

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_FINGERPRINT = "sopFinding/v1"


def write(report: Report) -> str:
    """One document with one run; columns count Unicode code points."""
    named = sorted({each.rule for each in report.findings})
    place = {name: index for index, name in enumerate(named)}
    driver = {
        "name": "sop",
        "semanticVersion": __version__,
        "rules": [_rule(name) for name in named],
    }
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(each, place[each.rule], fingerprint)
            for each, fingerprint in zip(report.findings, report.fingerprints, strict=True)
        ],
    }
    if report.error:
        notification = {"level": "error", "message": {"text": report.error}}
        run["invocations"] = [{"executionSuccessful": False, "toolExecutionNotifications": [notification]}]
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(name: str) -> dict[str, Any]:
    rule = rules().get(name)
    if rule is None:  # a rule that failed on a text is reported under a name that is no rule's
        return {"id": name, "shortDescription": {"text": "A rule failed on this text."}}
    return {
        "id": name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": _help(rule), "markdown": _help(rule, code=True)},
        "defaultConfiguration": {"level": "none" if rule.severity == OFF else rule.severity},
    }


def _help(rule: Rule, code: bool = False) -> str:
    """Why the rule is there, and its examples; as Markdown their words stand in blocks of code."""
    parts = [rule.why]
    for heading, examples in (("Bad", rule.bad), ("Good", rule.good)):
        words = "\n".join(examples)
        parts.append(f"{heading}:\n\n" + (f"```text\n{words}\n```" if code else words))
    return "\n\n".join(parts)


def _result(finding: Finding, rule: int, fingerprint: str) -> dict[str, Any]:
    where = {"uri": quote(finding.file)}
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": f"{finding.message} {finding.hint}".strip()},
        "locations": [{"physicalLocation": {"artifactLocation": where, "region": region}}],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
    }
    if finding.fix is not None:
        change = {
            "artifactLocation": where,
            "replacements": [{"deletedRegion": region, "insertedContent": {"text": finding.fix.replacement}}],
        }
        result["fixes"] = [{"description": {"text": finding.hint or finding.message}, "artifactChanges": [change]}]
    return result
