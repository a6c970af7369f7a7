"""What is found wrong, as reports give it.

Apart from the texts it is about, so that a run that only shows what an earlier one found starts at once.
"""

from typing import NamedTuple

# The severities, the mildest first.
RANK = {"note": 0, "warning": 1, "error": 2}
# The name under which a rule's own failure is reported; such a run has no answer for every text, and exits with 2.
CRASH = "internal-error"


class Fix(NamedTuple):
    """What to write for exactly the span of a finding, escaped as the file needs it."""

    replacement: str
    safe: bool


class Finding(NamedTuple):
    """One thing that is wrong at one place; the keys and their meaning are those of the JSON report."""

    rule: str
    severity: str
    message: str
    hint: str
    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    field: str = ""
    language: str = ""
    text: str = ""
    fix: Fix | None = None

    @property
    def order(self) -> tuple[str, int, int, int, int, str]:
        """Reading order: by file, then place, then rule."""
        return (self.file, self.line, self.column, self.end_line, self.end_column, self.rule)
