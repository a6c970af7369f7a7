"""A Bengali sentence in words and signs, with what each word can be as a form of a verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from sop_toolkit.language.bn.paradigms import NOT_FINITE, Form, Reading, readings
from sop_toolkit.language.bn.words import word_list
from sop_toolkit.language.indic import Token, tokens

_EMPHASIS = "ইও"
# Many keyboards give a sign of accounts for the danda, and many writers end a word with "ঃ" for a colon: "যেমনঃ".
_LIKE_DANDA, DANDA = "৷", "।"
_LIKE_COLON, _COLON = "ঃ", ":"
_AT_WORD_END = re.compile(rf"{_LIKE_COLON}(?![\u0980-\u09ff])")
_SHORTEST_STRESSED = 3
_OBJECT = "কে"
_JOINED_NOT = ("না", "নাই")
_NEVER_JOINED = NOT_FINITE | {Form.IMPERATIVE, Form.NOT_DONE}
_NEVER_FAMILIAR = frozenset("13h")
_OR = [",", "নাকি"]
_HYPHENS = frozenset("-‑/")
_BEFORE_ENDINGS = frozenset("-‑)]”’")


def with_signs(text: str) -> str:
    """The text with a danda and a colon in place of each sign that is typed for them; all places stay."""
    if _LIKE_COLON in text:
        text = _AT_WORD_END.sub(_COLON, text)
    return text.replace(_LIKE_DANDA, DANDA) if _LIKE_DANDA in text else text


class Line:
    """A sentence in words and signs, with what each can be."""

    def __init__(self, sentence: str) -> None:
        self.tokens: Sequence[Token] = [part for token in tokens(with_signs(sentence)) for part in _parts(token)]
        self.forms = [token.form for token in self.tokens]
        self.readings = [_readings(form) for form in self.forms]

    def form(self, place: int) -> str:
        """The word or sign at a place, or nothing beyond the sentence."""
        return self.forms[place] if 0 <= place < len(self.forms) else ""

    def is_sign(self, place: int) -> bool:
        """Whether no word stands at a place."""
        return not self.form(place)[:1].isalnum()

    def is_ending(self, place: int) -> bool:
        """Whether a word is the ending of a name before it: কে in “Fork-কে” and in “Fork কে”."""
        if place == 0 or self.is_sign(place):
            return False
        before = self.forms[place - 1]
        joined = self.tokens[place - 1].end == self.tokens[place].start
        return (joined and before in _BEFORE_ENDINGS) or (
            self.forms[place] == _OBJECT and before.isascii() and before.isalnum()
        )

    def can_be(self, place: int, kind: Form) -> Reading | None:
        """The reading of a word as one kind of form."""
        if not 0 <= place < len(self.readings):
            return None
        return next((each for each in self.readings[place] if each.kind == kind), None)

    def ends_clause(self, place: int) -> bool:
        """Whether a clause can end with the word at a place."""
        if self.is_sign(place + 1):
            return not self._is_compound(place)
        return self.form(place + 1) in word_list("after-verbs")

    def asks(self, place: int) -> bool:
        """Whether the words behind a verb make a question of its clause: "চান কি না", "চান, নাকি …"."""
        return self.form(place + 1) in word_list("whether") or self.forms[place + 1 : place + 3] == _OR

    def _is_compound(self, place: int) -> bool:
        """Whether a hyphen joins the word at a place to the next one: ফলো-আপ."""
        if place + 2 >= len(self.tokens) or self.forms[place + 1] not in _HYPHENS:
            return False
        return self.tokens[place].end == self.tokens[place + 1].start == self.tokens[place + 2].start - 1


def _parts(token: Token) -> Sequence[Token]:
    """A word, or a verb and the "না" that many write at its end: হবেনা, করেনাই."""
    if not token.form.endswith(_JOINED_NOT):
        return (token,)
    for ending in _JOINED_NOT:
        verb = token.form.removesuffix(ending)
        if verb != token.form and token.form not in word_list("no-verbs") and any(map(_may_be_denied, readings(verb))):
            cut = token.end - len(ending)
            return Token(token.start, cut, verb), Token(cut, token.end, ending)
    return (token,)


def _may_be_denied(reading: Reading) -> bool:
    """Whether "না" behind a form makes no other word: ঢাকনা, করোনা and খেলনা come from commands and familiar forms."""
    return reading.kind not in _NEVER_JOINED and reading.person in _NEVER_FAMILIAR


@lru_cache(maxsize=4096)  # a manual says the same words again and again
def _readings(form: str) -> tuple[Reading, ...]:
    """The readings of a word, also where it is stressed by "ই" or "ও": করবেই."""
    if not form or form.isascii():
        return ()
    found = readings(form)
    if form[-1] in _EMPHASIS and len(form) > _SHORTEST_STRESSED:
        found += tuple(each for each in readings(form[:-1]) if each.kind not in (Form.PRESENT, Form.BARE))
    return found
