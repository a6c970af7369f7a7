"""What a Hindi clause says about its verb, and whether a form in -े says what was, “वे पहुँचे”, or what may be."""

from __future__ import annotations

from collections.abc import Sequence

from sop_toolkit.language.hi.chains import Chain
from sop_toolkit.language.hi.lexicon import PERFECTIVE, Reading, is_transitive, joined, perfective, word_list

NO_FACT = frozenset(("नहीं", "नही"))
_NO_WISH = frozenset(("न", "मत"))
_OR_NOT = ["या", "न"]
_BEFORE_RESULTS = (["इसके", "लिए"], ["उससे", "पहले"], ["इससे", "पहले"])


class Clause:
    """What was read of a clause so far.

    `opener` is where a condition began, `depends` says that the clause hangs on another verb, `hopes` that it does so
    by a word that a wish may follow, `asks` that a word such as “कैसे” stands in it, `agent` that somebody does with
    “ने”, the sign of the one who did it, `waits` that no verb came since, `is_one` that its subject is one.
    """

    opener = -1
    depends = False
    hopes = False
    asks = False
    agent = False
    waits = False
    is_one = False

    def end(self) -> None:
        """A verb was read: what follows is another clause, of the same one who acts."""
        self.depends = self.hopes = self.asks = self.waits = self.is_one = False


def key_at(keys: Sequence[str], place: int) -> str:
    """The word at a place, and nothing outside of the sentence."""
    return keys[place] if 0 <= place < len(keys) else ""


def is_both(form: Reading) -> bool:
    """Whether a form is that of a past and that of a wish: “पहुँचे”, but not “आया” nor “दिए”."""
    return form.kind == PERFECTIVE and form.ending == "े" and joined(form.stem, "े") == perfective(form.stem)["े"]


def is_wish(row: Chain, keys: Sequence[str], clause: Clause) -> bool:
    """Whether a chain rather says what may be: “ताकि ग्राहक समझे”, and not what was: “वे लौटे”."""
    last, end = row.last, row.end
    if not is_both(last):
        return False
    before, comma = key_at(keys, row.first - 1), key_at(keys, end + 1) == ","
    is_deed = is_transitive(last.stem) and clause.agent
    is_result = comma and keys[end + 2 : end + 4] in _BEFORE_RESULTS
    if is_result or before in _NO_WISH or keys[end + 1 : end + 3] == _OR_NOT:
        return not is_deed
    if last.stem == "रह" and before in word_list("reminders"):
        return True
    if last.stem == "सक" or key_at(keys, end + 1 + comma) in word_list("answers"):
        return last.stem != "सक" or NO_FACT.isdisjoint(keys[max(0, row.first - 1) : end])
    if is_transitive(last.stem):
        return not is_deed
    return clause.opener >= 0 or clause.hopes or (clause.is_one and not is_negated(row, keys))


def goes_on_to_wish(row: Chain, keys: Sequence[str]) -> bool:
    """Whether a wish after a chain makes it one as well: “दर्द बढ़े या बुखार आए, तो”."""
    after = key_at(keys, row.end + 1)
    is_joined = after == "," or after in word_list("joiners")
    return is_joined and is_both(row.last) and not is_transitive(row.last.stem) and not is_negated(row, keys)


def is_negated(row: Chain, keys: Sequence[str]) -> bool:
    """Whether “not” stands before a chain or in it."""
    return any(key_at(keys, place) in word_list("negations") for place in range(row.first - 1, row.end))
