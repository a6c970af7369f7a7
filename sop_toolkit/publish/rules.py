"""The guide's pages about the rules, made from the rules' own files."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import indent

from sop_toolkit.lint.rule import ALWAYS, FIXED, Rule, rules
from sop_toolkit.render.page import GUIDE

FOLDER = f"{GUIDE}/rules"


def rule_pages() -> Iterator[tuple[str, str]]:
    """The file and the Markdown of the list of rules, and of each rule's page."""
    known = rules().values()
    rows = "\n".join(f"| [{rule.name}]({rule.name}.md) | {rule.severity} | {_cell(rule.summary)} |" for rule in known)
    yield f"{FOLDER}/index.md", f"# Rules\n\n| Rule | Severity | Finds |\n| --- | --- | --- |\n{rows}\n"
    for rule in known:
        yield f"{FOLDER}/{rule.name}.md", _page(rule)


def _page(rule: Rule) -> str:
    parts = [f"# {rule.name}", f"Severity: **{rule.severity}**", rule.summary, rule.why]
    for heading, examples in (("Bad", rule.bad), ("Good", rule.good)):
        parts.append(f"## {heading}")
        parts += [indent(example, "    ") for example in examples]
    parts.append("## Settings")
    parts.append(_settings(rule))
    if rule.name not in ALWAYS:
        parts.append("To allow it in one place, write the reason behind two hyphens:")
        parts.append(f"    # sop: allow {rule.name} -- <the reason>")
    return "\n\n".join(parts) + "\n"


def _settings(rule: Rule) -> str:
    if rule.name in FIXED:
        return "This rule has no settings and cannot be allowed: without it the others mean nothing."
    lines = ["lint:", "  rules:", f"    {rule.name}:", "      severity: note"]
    block = indent("\n".join(lines), "    ")
    told = [f"- `{name}`: {option.field.meaning}" for name, option in rule.options.items()]
    return "\n\n".join(["In `procedures/manual.yaml`:", block, *(["\n".join(told)] if told else [])])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
