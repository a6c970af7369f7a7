"""A place that still waits for its words.

Why: A reader at the counter cannot tell whether something is missing or nothing is needed.
It is a note in a draft, a warning in a review, and an error in a procedure in force.
Bad:
    purpose: "<fill in: what the procedure is good for>"
Bad:
    purpose: TBD
Good:
    purpose: Give every customer the same return.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sop_toolkit.lint.rule import ERROR, NOTE, WARNING, Hit
from sop_toolkit.model.manual import Manual
from sop_toolkit.model.matching import is_filled_in
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.model.translation import Translation
from sop_toolkit.model.walk import texts
from sop_toolkit.text import Text

SEVERITY = WARNING
_LATER = "to be (?:added|announced|completed|confirmed|decided|defined|determined|written)"
_WAITING = (  # compiled when a file first needs it, as few do
    r"<fill in\b[^<>]*>|<[Ii]nsert\s[^<>]+>"
    r"|\bTO-?DO\b(?!\s+list)|\b(?:TBD|[Tt]bd)s?\b|\b(?:TBC|[Tt]bc)\b|\bFIXME\b|\bX{3,}\b|\?{3,}|_{3,}"
    rf"|\b[Ll]orem ipsum\b|\[(?i:fill in|insert|{_LATER})\b[^\[\]]*\]|\A(?:\.{{2,}}|…|(?i:{_LATER})\.?)\Z"
)
# Plain searches for what each of them holds are a hundred times faster, and most files hold none.
_SIGNS = (
    "<fill",
    "TODO",
    "TO-DO",
    "TBD",
    "tbd",
    "Tbd",
    "TBC",
    "tbc",
    "Tbc",
    "FIXME",
    "XXX",
    "???",
    "___",
    "orem ipsum",
    "[fill",
    "[Fill",
    "[insert",
    "[Insert",
    "<insert ",
    "<Insert ",
    "o be added",
    "o be announced",
    "o be completed",
    "o be confirmed",
    "o be decided",
    "o be defined",
    "o be determined",
    "o be written",
    "...",
    "…",
)


def in_procedure(procedure: Procedure, manual: Manual) -> Iterator[Hit]:
    if not any(sign in procedure.file.text for sign in _SIGNS):
        return
    yield from _waiting(texts(procedure), _severity(procedure))


def in_translation(translation: Translation, manual: Manual) -> Iterator[Hit]:
    """A whole text that waits is a missing one, and another rule's: the page shows the original in its place."""
    original = manual.original(translation)
    severity = _severity(original) if original is not None else WARNING
    if any(sign in translation.file.text for sign in _SIGNS):
        yield from _waiting(filter(is_filled_in, texts(translation)), severity)


def _severity(procedure: Procedure) -> str:
    return ERROR if procedure.is_controlled else NOTE if procedure.stage == "draft" else WARNING


def _waiting(found: Iterable[Text], severity: str) -> Iterator[Hit]:
    for text in found:
        for waiting in re.finditer(_WAITING, text):
            message = f"“{waiting[0]}” still waits for its words."
            yield Hit(text, message, "Write the text, or delete the field.", waiting.start(), waiting.end(), severity)
