"""A comment that allows findings but gives no reason, or names no rule that exists.

Why: The next reader must see why the text may stay. An exception without a reason is only noise.
Bad:
    purpose: Write the ticket as TBD-7.  # sop: allow placeholder-text
Bad:
    purpose: Write the ticket as TBD-7.  # sop: allow placeholder-texts -- The tickets have this name.
Good:
    # The line below is checked like any other.
    purpose: Give every customer the same return.
"""

from __future__ import annotations

from collections.abc import Iterator

from sop_toolkit.lint.rule import Hit, rules
from sop_toolkit.model.build import Source
from sop_toolkit.model.shape import did_you_mean
from sop_toolkit.source.allow import Allowance

SEVERITY = "error"
_FORM = "Write `# sop: allow <rule> -- <reason>`."


def in_source(source: Source) -> Iterator[Hit]:
    for allowance in source.allowances:
        yield from _check(allowance)


def _check(allowance: Allowance) -> Iterator[Hit]:
    unknown = [name for name in allowance.rules if name not in rules()]
    if not allowance.allows:
        yield Hit(allowance.comment, f"`sop: {allowance.verb}` is not a comment that the linter knows.", _FORM)
    elif not allowance.rules:
        yield Hit(allowance.comment, "The comment names no rule.", _FORM)
    elif unknown:
        hint = did_you_mean(unknown[0], list(rules()), "The rules are")
        yield Hit(allowance.comment, f"No rule is called “{unknown[0]}”.", hint)
    elif not allowance.reason:
        yield Hit(allowance.comment, "The comment gives no reason.", _FORM)
