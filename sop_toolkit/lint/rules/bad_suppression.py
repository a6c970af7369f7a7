"""A comment that allows findings but gives no reason, or names no rule that exists.

Why: The next reader must see why the text may stay. An exception without a reason is only noise.
Bad:
    purpose: Write the ticket as TBD-7.  # sop: allow placeholder-text
Bad:
    purpose: Give every customer the same return.  # sop: allow vage-word -- The law has these words.
Good:
    # The line below is checked like any other.
    purpose: Give every customer the same return.
"""

from __future__ import annotations

from collections.abc import Iterator

from sop_toolkit.lint.rule import ALWAYS, Hit, rules
from sop_toolkit.model.build import Source
from sop_toolkit.model.guess import did_you_mean
from sop_toolkit.source.allow import Allowance

SEVERITY = "error"
_FORM = "Write `{}sop: allow <rule> -- <reason>{}`."
_FORMS = {"document": _FORM.format("<!-- ", " -->")}
_DASHES = tuple("-‐‑‒–—―−")


def in_source(source: Source) -> Iterator[Hit]:
    form = _FORMS.get(source.place.kind, _FORM.format("# ", ""))
    for allowance in source.allowances:
        yield from _check(allowance, form)
    for span in source.shown_comments:
        message = "This comment stands inside a text, and the page shows it."
        yield Hit(span, message, "Put it into a line of its own above the key.")


def _check(allowance: Allowance, form: str) -> Iterator[Hit]:
    unknown = [name for name in allowance.rules if name not in rules()]
    dash = next((name for name in unknown if name.startswith(_DASHES)), "")
    never = [name for name in allowance.rules if name in ALWAYS]
    if not allowance.allows:
        yield Hit(allowance.comment, f"`{allowance.said}` is not a comment that the linter knows.", form)
    elif not allowance.rules:
        yield Hit(allowance.comment, "The comment names no rule.", form)
    elif dash:
        yield Hit(allowance.comment, f"“{dash}” does not begin the reason: two hyphens between blanks do.", form)
    elif unknown:
        hint = did_you_mean(unknown[0], list(rules()), "The rules are")
        yield Hit(allowance.comment, f"No rule is called “{unknown[0]}”.", hint)
    elif never:
        hint = "Mend what it reports, and delete the comment."
        yield Hit(allowance.comment, f"`{never[0]}` cannot be allowed.", hint)
    elif not allowance.reason:
        yield Hit(allowance.comment, "The comment gives no reason.", form)
