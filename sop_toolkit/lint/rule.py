"""What a rule is, and how rules are found: every module of `rules` is one.

A rule's module has a docstring (a summary, `Why:`, `Bad:` and `Good:` examples), a `SEVERITY`, and one
of these functions, each a generator of hits:

    in_source(source)                what is wrong with a file before it means anything
    in_procedure(procedure, manual)  what is wrong with a procedure's structure
    in_manual(manual)                what is wrong between procedures, or in the manual's own files

A rule without one is reported by the engine itself. Where a file stands, how severe a finding is and
whether it is allowed are the engine's business.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from textwrap import dedent
from types import ModuleType

from sop_toolkit.text import Fix, Span, Text

ERROR, WARNING, NOTE, OFF = "error", "warning", "note", "off"
SEVERITIES = (ERROR, WARNING, NOTE, OFF)
# What cannot be allowed: without these the file, or the allowing itself, means nothing.
ALWAYS = ("invalid-yaml", "invalid-shape", "bad-suppression", "unused-suppression")
_HEADING = re.compile(r"^(Why|Bad|Good|Settings):", re.MULTILINE)


@dataclass(frozen=True)
class Hit:
    """What a rule found: `start` and `end` count the characters of `where`; no `end` means all of it."""

    where: Text | Span
    message: str
    hint: str = ""
    start: int = 0
    end: int | None = None
    severity: str = ""
    fix: Fix | None = None


Check = Callable[..., Iterator[Hit]]


@dataclass(frozen=True)
class Rule:
    """A rule: its name and its module."""

    name: str
    module: ModuleType

    @property
    def severity(self) -> str:
        """The severity unless a manual sets another."""
        return str(self.module.SEVERITY)

    @property
    def summary(self) -> str:
        """The first sentence of the docstring."""
        return " ".join(self._sections[0][1].split())

    @property
    def why(self) -> str:
        return "\n".join(" ".join(words.split()) for name, words in self._sections if name == "Why")

    @property
    def bad(self) -> list[str]:
        return self._examples("Bad")

    @property
    def good(self) -> list[str]:
        return self._examples("Good")

    def check(self, name: str) -> Check | None:
        """The rule's function of this name, if it has one."""
        return getattr(self.module, name, None)

    def _examples(self, heading: str) -> list[str]:
        return [dedent(words.lstrip("\n")).strip() for name, words in self._sections if name == heading]

    @cached_property
    def _sections(self) -> list[tuple[str, str]]:
        pieces = _HEADING.split(dedent(self.module.__doc__ or ""))
        return [("", pieces[0]), *zip(pieces[1::2], pieces[2::2], strict=True)]


@cache
def rules() -> dict[str, Rule]:
    """All rules by name, in alphabetical order."""
    folder = Path(__file__).parent / "rules"
    stems = sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")
    found = {}
    for stem in stems:
        name = stem.replace("_", "-")
        found[name] = Rule(name, import_module(f"sop_toolkit.lint.rules.{stem}"))
    return found
