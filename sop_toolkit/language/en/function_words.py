"""Tells apart the uses of the little words: "'s", "'d", "that" and "will"."""

from __future__ import annotations

from sop_toolkit.language.en.lexicon import word_list
from sop_toolkit.language.en.line import Line

_LONGEST_PHRASE = 6
_PARTICIPLE = frozenset(("A", "U", "UJ"))


def apostrophe_s(line: Line, position: int) -> str:
    """The tag of "'s": possessive (a determiner), "is" or "has"; the pronoun in "let's"."""
    if position == 0:
        return "D"
    owner = line.words[position - 1]
    if owner == "let":
        return "o"
    if owner in word_list("days"):
        return "D"
    follow = line.past_adverbs(position + 1)
    if line.code(position + 1) == "X":
        return "b"
    if line.word(follow) in word_list("intransitive") and line.word(follow) != "gone":
        return "h"
    if line.tags[position - 1] in "OYWcTKmR" or owner in word_list("owners"):
        return _after_pronoun(line, owner, follow)
    return _after_noun(line, position, follow)


def _after_pronoun(line: Line, owner: str, follow: int) -> str:
    """ "He's signed the form" has "has"; "it's closed" and "it's cleaned each night" have "is"."""
    if line.code(follow) == "B" or line.word(follow) == "got":
        return "h"
    if line.code(follow) in _PARTICIPLE and owner in ("he", "she", "who", "it"):
        has_object = line.code(follow + 1) in ("D", "#", "o") and line.word(follow + 1) not in (
            "every",
            "each",
        )
        return "h" if has_object and line.word(follow) not in word_list("naming") else "b"
    return "b"


def _after_noun(line: Line, position: int, follow: int) -> str:
    """ "The clerk's away" and "the clerk's lost it" have verbs; "the clerk's form" has none."""
    following, second = line.code(follow), line.lead(follow + 1)
    if following == "B" or (following[0] in "AU" and line.word(follow - 1) in ("ever", "never")):
        return "h"
    if following in ("A", "U") and line.code(follow + 1) in ("o", "D", "To", "Y", "T"):
        return "h"
    if following in ("D", "t", "O", "I"):
        return "b"
    if following == "G" and second in "DIotTY.,":
        return "D" if _after_preposition(line, position - 1) else "b"
    return "b" if following in ("J", "A", "U") and second in ".," else "D"


def _after_preposition(line: Line, noun: int) -> bool:
    """Whether the noun phrase that ends here belongs to a preposition: "to a caller's greeting"."""
    index = noun
    while noun - index < _LONGEST_PHRASE and line.tag(index) in "DTNSMJ#":
        index -= 1
    return line.tag(index) in "It"


def apostrophe_d(line: Line, position: int) -> str:
    """The tag of "'d": "had" before a participle, else "would"."""
    code = line.code(line.past_adverbs(position + 1))
    return "H" if code[0] in "ABU" and "V" not in code else "m"


def that(line: Line, position: int) -> str:
    """The tag of "that": relative pronoun, conjunction, or determiner and pronoun."""
    before, after = line.tag(position - 1), line.lead(position + 1)
    if before == ",":
        return "W" if after in "mFbpehHdyAEZ" else "T"
    if before in "NSMY" or line.word(position - 1) in ("those", "all"):
        return "W"
    if before in "VZEAUJGBo" and after not in "mFbpHdyI.,:":
        return "c"
    return "T"


def will(line: Line, position: int) -> str:
    """The tag of "will" and "shall": "will" is a noun after an article or "at", or where no verb follows."""
    if line.words[position] == "sha" and line.code(position + 1) != "X":
        return "M"
    if line.words[position] != "will":
        return "F"
    before, previous = line.tag(position - 1), line.word(position - 1)
    following = line.code(line.past_adverbs(position + 1))
    takes_verb = "V" in following or following[0] in "ehd"
    if before in "Dt" or previous == "at":
        return "N"
    if before == "J" and (line.word(position - 2) in ("a", "an") or line.word(position - 2) in word_list("own")):
        return "N"  # "a strong will", but "the poor will need help"
    if takes_verb:
        return "F"
    if before in "JGVI" or previous in word_list("will-nouns"):
        return "N"
    return "N" if before == "C" and line.tag(position - 2) in "NJ" else "F"
