"""Words after a number sign that YAML takes for a comment and drops.

Why: The page shows half a sentence, and nobody sees that the rest is missing.
Bad:
    purpose: Hand out ticket # 7 at the door.
Good:
    purpose: "Hand out ticket # 7 at the door."
Good:
    purpose: Hand out a ticket at the door.  # reviewed by the door team
"""

from __future__ import annotations

from collections.abc import Iterator

from sop_toolkit.lint.rule import Hit
from sop_toolkit.model.build import Source

SEVERITY = "error"


def in_source(source: Source) -> Iterator[Hit]:
    for span in source.lost:
        words = span.file.text[span.start : span.end]
        hint = "Put the whole text in quotes. A comment stands on its own line, or after two spaces."
        yield Hit(span, f"“{words}” is lost: YAML drops it as a comment.", hint)
