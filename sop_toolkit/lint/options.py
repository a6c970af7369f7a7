"""Shapes of the settings that rules for words share."""

from __future__ import annotations

import re

from sop_toolkit.model.scalars import LANGUAGE, Parsed
from sop_toolkit.model.shape import MapOf
from sop_toolkit.text import Text

_COUNT = "[1-9][0-9]{0,3}"


def _count(text: Text) -> int:
    if not re.fullmatch(_COUNT, text, re.ASCII):
        raise ValueError(text)
    return int(text)


COUNT = Parsed(
    _count,
    "a number from 1",
    lambda text: "Write digits alone, such as 20.",
    {"type": ["string", "number", "boolean"], "pattern": f"^{_COUNT}$"},
)
BY_LANGUAGE = MapOf(LANGUAGE, COUNT)
