"""What was found in one document, or in the sources of one manual: judged together, and kept together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import compress

from sop_toolkit.finding import CRASH, Finding


class Part:
    """Findings in reading order, and how many there are of each severity and, as `CRASH`, of rules that failed.

    `entries` gives what the text report says of them without notes and colours, where that is known. A part from a
    cache reads its findings, and these words, when something asks for them.
    """

    def __init__(
        self,
        read: Callable[[], Sequence[Finding]],
        counts: Mapping[str, int],
        entries: Callable[[], str] | None = None,
    ) -> None:
        self._read = read
        self.counts = counts
        self.entries = entries

    @classmethod
    def of(cls, findings: Sequence[Finding], entries: str | None = None) -> Part:
        """The part with these findings, and with these words of the text report."""
        counts = Counter([each.severity for each in findings])
        counts[CRASH] = sum(each.rule == CRASH for each in findings)
        return cls(lambda: findings, counts, None if entries is None else lambda: entries)

    @cached_property
    def findings(self) -> Sequence[Finding]:
        return self._read()

    def only(self, chosen: Sequence[bool]) -> Part:
        """The part with those findings alone that are chosen, each by its own word."""
        return Part.of(list(compress(self.findings, chosen)))


def together(parts: Sequence[Part]) -> list[Finding]:
    """The findings of all parts, in their order."""
    return [finding for part in parts for finding in part.findings]
