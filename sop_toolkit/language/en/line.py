"""A sentence while it is analysed, and the sets of tags that the rules speak of (the tags: `lexicon.py`)."""

from __future__ import annotations

from sop_toolkit.language.en.lexicon import word_list

AUXILIARY = frozenset("mFbpeBghHkdy")
FINITE = frozenset("mFbphHdyZE")
NOUN = frozenset("NSM")
# What begins the object of a verb: a determiner or a pronoun.
OBJECT = frozenset("DToOY")
# Signs after which a clause or a command can begin.
OPENER = frozenset('.:("-')
ADVERB = frozenset("RX")
PAST = frozenset("EpHy")
# Tags of a first word that stands in a phrase before the main clause: "If …, …", "In …, …", "To …, …".
INTRODUCTION = frozenset("cIRtGU")


class Line:
    """A sentence while it is analysed: its words in lower case with their places, codes and tags."""

    __slots__ = ("codes", "ends", "forms", "instruction", "starts", "tags", "words")

    def __init__(
        self,
        starts: list[int],
        ends: list[int],
        forms: list[str],
        words: list[str],
        codes: list[str],
        tags: list[str],
        instruction: bool,
    ) -> None:
        self.starts = starts
        self.ends = ends
        self.forms = forms
        self.words = words
        self.codes = codes
        self.tags = tags
        self.instruction = instruction

    def tag(self, position: int) -> str:
        """The tag at a position; a full stop outside the sentence."""
        return self.tags[position] if 0 <= position < len(self.tags) else "."

    def code(self, position: int) -> str:
        """The code at a position; a full stop outside the sentence."""
        return self.codes[position] if 0 <= position < len(self.codes) else "."

    def lead(self, position: int) -> str:
        """The likeliest tag at a position that may not be tagged yet."""
        return self.code(position)[0]

    def word(self, position: int) -> str:
        """The word at a position in lower case; nothing outside the sentence."""
        return self.words[position] if 0 <= position < len(self.words) else ""

    def back(self, position: int) -> int:
        """The nearest position before this one that is no adverb or negation; -1 if there is none."""
        position -= 1
        while position >= 0 and self.tags[position] in ADVERB:
            position -= 1
        return position

    def is_time(self, position: int) -> bool:
        """Whether words such as "this morning" or "each day" begin here: they are no object."""
        return self.lead(position) in "DT" and self.word(position + 1) in word_list("quantity-time")

    def past_adverbs(self, position: int) -> int:
        """The nearest position from this one on whose word can only be something other than an adverb."""
        while self.code(position) in ADVERB:
            position += 1
        return position
