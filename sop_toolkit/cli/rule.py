"""Explain a rule: what it finds, why, and examples. Without a NAME, list all rules.

example:
  sop rule broken-flow
"""

from __future__ import annotations

import argparse
import textwrap

from sop_toolkit.cli.main import DONE, Trouble


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="the rule's name, as findings give it")


def run(options: argparse.Namespace) -> int:
    from sop_toolkit.lint.rule import FIXED, Rule, rules
    from sop_toolkit.model.guess import did_you_mean

    known = rules()
    if options.name is None:
        width = max(map(len, known))
        for rule in known.values():
            print(f"{rule.name:{width}}  {rule.severity:7}  {rule.summary}")
        return DONE
    if options.name not in known:
        raise Trouble(f"no rule is called `{options.name}`. {did_you_mean(options.name, list(known), 'The rules are')}")
    found: Rule = known[options.name]
    print(f"{found.name} ({found.severity})\n\n{textwrap.fill(found.summary, 80)}\n\n{textwrap.fill(found.why, 80)}")
    is_mixed = len({_language(example) for example in found.bad}) > 1
    for heading, examples in (("Bad", found.bad), ("Good", found.good)):
        for example in examples:
            label = f" ({_language(example)})" if is_mixed else ""
            print(f"\n{heading}:{label}\n{textwrap.indent(example, '    ')}")
    if found.name in FIXED:
        return DONE
    print(
        f"\nTo change it, in procedures/manual.yaml:\n    lint:\n      rules:\n        {found.name}: {{severity: note}}"
    )
    for name, option in found.options.items():
        said = textwrap.fill(f"`{name}`: {option.field.meaning}", 80, subsequent_indent="    ")
        print(f"\nBeside `severity` it has\n{said}" if name == next(iter(found.options)) else said)
    return DONE


def _language(example: str) -> str:
    """The code of an example's language, as its letters tell it."""
    from sop_toolkit.language import guess

    known = guess(example)
    return known.code if known else "any"
