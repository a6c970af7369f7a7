"""Shapes of the settings that rules for words share."""

from __future__ import annotations

import re

from sop_toolkit.model.scalars import Pattern
from sop_toolkit.model.shape import MapOf

COUNT = Pattern(re.compile(r"[1-9][0-9]{0,3}\Z"), "a number from 1", "Write digits alone, such as 20.")
_LANGUAGE = Pattern(re.compile(r"[a-z]{2,3}\Z"), "the code of a language", "Write a code such as `en`.")
BY_LANGUAGE = MapOf(_LANGUAGE, COUNT)
