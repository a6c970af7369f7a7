"""What a writer may have meant by a day or a length of time in another form; needed for mistakes alone."""

from __future__ import annotations

import re
import time
from datetime import date

_UNITS = ("second", "minute", "hour", "day", "week", "month")
_SHORT_UNITS = {"hr": "hour", "h": "hour", "wk": "week", "mth": "month"}
# A part of a unit in the next smaller one, for units with a fixed number of these.
_SMALLER = {"minute": (60, "second"), "hour": (60, "minute"), "day": (24, "hour"), "week": (7, "day")}
# A length of time that is a range, a guess or in words: more than a number stands before its unit.
_INEXACT = r"(?is)\A[\W\d]*+[^\W\d].*\b(?:sec|min|hour|hr|day|week|month)|\d\s*(?:-|–|—|/)\s*\d"
# The commas of a large number, also where they stand after each lakh: 1,00,000.
_GROUPING = r"(?<=[0-9]),(?=(?:[0-9]{2},)*[0-9]{3}\b)"
_TIME_OF_DAY = r"(?:(?:by|at|before|until|till) )?[0-9]{1,2}(?:[.:][0-9]{2}(?: ?[ap]\.?m)?| ?[ap]\.?m)"


def western(words: str) -> str:
    """The words with the digits 0 to 9 in place of those of another script."""
    return words if words.isascii() else "".join(str(int(sign)) if sign.isdecimal() else sign for sign in words)


def duration_hint(text: str) -> str:
    """What to write in place of a text that is no length of time."""
    plain = re.sub(_GROUPING, "", western(text).strip().lower().rstrip("."))
    found = re.match(r"([0-9]{1,6})(?:[.,]([0-9]{1,3}))?\s*([a-z]+?)s?\Z", plain)
    unit = _SHORT_UNITS.get(found[3], found[3][:3]) if found else ""
    guesses = [name for name in _UNITS if unit and name.startswith(unit)]
    if found and guesses and (likely := _in_whole(found[1], found[2] or "", guesses[0])):
        return f"Did you mean `{likely}`?"
    if re.fullmatch(_TIME_OF_DAY, plain):
        return "Write how long it takes, such as `30 minutes`; a time of day belongs into the words of `do`."
    if words := re.fullmatch(rf"[^\W\d]+ ({'|'.join(_UNITS)})s?", text):
        return f"Write the number in digits, such as `2 {words[1]}s`."
    if re.search(_INEXACT, text):
        return "Write the longest time, as a number and a unit, such as `3 minutes`."
    return "Write a number and a unit: second, minute, hour, day, week or month, such as `2 minutes`."


def _in_whole(number: str, fraction: str, unit: str) -> str:
    """A length of time as a whole number of a unit, of the next smaller one if need be; nothing where there is none."""
    count, parts = int(number + fraction), 10 ** len(fraction)
    if count % parts and unit in _SMALLER:
        count, unit = count * _SMALLER[unit][0], _SMALLER[unit][1]
    if count == 0 or count % parts:
        return ""
    return f"{count // parts} {unit}{'' if count == parts else 's'}"


def day_hint(text: str) -> str:
    """What to write in place of a text that is no day."""
    plain = western(text)
    found = re.fullmatch(r"\W*([0-9]{4})\W?([0-9]{1,2})\W?([0-9]{1,2})(?:\W+|[T ].*)?", plain)
    if not found:
        days = " or ".join(f"`{day}`" for day in _days(plain))
        return f"Did you mean {days}?" if days else "Write year, month and day, such as 2026-11-01."
    year, month, day = (int(part) for part in found.groups())
    if not 1 <= month <= 12:
        return "A year has months from 01 to 12. Write year, month and day, such as 2026-11-01."
    try:
        return f"Did you mean `{date(year, month, day).isoformat()}`?"
    except ValueError:
        return "This month has no such day."


def _days(text: str) -> list[str]:
    """The days that may be meant by one that does not begin with its year, the likeliest first."""
    plain = re.sub(r"[^\w]+", "/", re.sub(r"(?<=[0-9])(?:st|nd|rd|th)\b", "", text))
    forms = ["%d/%m/%Y", "%m/%d/%Y"] if text[:1].isdigit() else []
    found: list[str] = []
    for form in (*forms, "%d/%b/%Y", "%d/%B/%Y", "%b/%d/%Y", "%B/%d/%Y"):
        try:
            read = time.strptime(plain, form.replace("%Y", "%y") if re.search(r"/[0-9]{2}\Z", plain) else form)
        except ValueError:
            continue
        found.append(date(*read[:3]).isoformat())
    return list(dict.fromkeys(found))
