"""What a language must offer, and the way to load one.

A language is a folder here: `labels.yaml` with every published word, word lists as data, and
a module `grammar` whose functions fulfil `Grammar`. Nothing else in the toolkit names a language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries: `start` and `end` run from the first auxiliary to the main verb.

    `tense` is `past`, `present` or `future` for a finite group and empty for the others.
    `conditional` says that the group stands in a conditional or temporal clause.
    """

    start: int
    end: int
    tense: str = ""
    perfect: bool = False
    progressive: bool = False
    passive: bool = False
    imperative: bool = False
    modal: str = ""
    conditional: bool = False


class Grammar(Protocol):
    """What the rules ask of a language. Offsets count the code points of the text that was given."""

    def sentences(self, text: str) -> Sequence[tuple[int, int]]:
        """Start and end of each sentence, without the white space between them."""

    def words(self, text: str) -> Sequence[tuple[int, int]]:
        """Start and end of each word."""

    def verb_groups(self, sentence: str, instruction: bool) -> Sequence[VerbGroup]:
        """The verb groups of one sentence, in order; `instruction` says that it is a step."""
