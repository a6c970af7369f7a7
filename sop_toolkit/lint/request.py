"""What a run of the linter is asked for."""

from datetime import date
from pathlib import Path
from typing import NamedTuple


class Request(NamedTuple):
    """What a run is asked for. `fail_on` empty: as the manual says; `language` empty: as the script says.

    `today` None: the day of the run. `given` is a text that stands in for the file of the one path, as editors send it.
    """

    paths: tuple[Path, ...]
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    fail_on: str = ""
    language: str = ""
    quotations: bool = False
    jobs: int = 1
    cached: bool = True
    statistics: bool = False
    today: date | None = None
    given: str | None = None

    def includes(self, rule: str) -> bool:
        """Whether the run reports a rule; comments that nothing needs, only where all rules run."""
        if rule == "unused-suppression" and (self.select or self.ignore):
            return False
        return rule not in self.ignore and (not self.select or rule in self.select)
