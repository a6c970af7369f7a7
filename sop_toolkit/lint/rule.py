"""What a rule is, and how rules are found: every module of `rules` is one.

A rule's module has a docstring (a summary, `Why:`, `Bad:` and `Good:` examples), a `SEVERITY`, and one
of these functions, each a generator:

    in_source(source)                hits: what is wrong with a file before it means anything
    in_procedure(procedure, manual)  hits: what is wrong with a procedure's structure
    on_day(procedure, manual, today) hits: what is wrong with a procedure on this day
    in_change(before, after, manual) hits: what is wrong with how a procedure has changed
    in_translation(translation, manual)  hits: what is wrong with a translation, in itself and beside its original
    in_manual(manual)                hits: what is wrong between procedures, or in the manual's own files
    in_document(document, options)   hits: what is wrong with the words of a whole procedure or document
    in_sentence(sentence, options)   marks: what is wrong with one sentence, of the kinds in `KINDS`
    in_text(text, options)           marks: what is wrong with a text in any language, of the kinds in `KINDS`

A module with a function `terms(manual)` gets its result as the option `terms`.

`KINDS` (default: instructions and descriptions) are the kinds of text that a rule reads. `OPTIONS` are its settings
beside `severity`: a name, a field of `model.shape`, and the default. A sentence is judged once a run wherever it
stands, so a rule for sentences sees nothing else. A rule without a function is reported by the engine itself.
Where a file stands, how severe a finding is and whether it is allowed are the engine's business.
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
from typing import Any

from sop_toolkit.model.shape import Field
from sop_toolkit.text import Fix, Kind, Span, Text

ERROR, WARNING, NOTE, OFF = "error", "warning", "note", "off"
SEVERITIES = (ERROR, WARNING, NOTE, OFF)
# What no manual can weaken, and what no comment can allow: without these the others mean nothing.
FIXED = ("invalid-yaml", "invalid-shape", "bad-suppression")
ALWAYS = ("invalid-yaml", "invalid-shape", "bad-suppression", "unused-suppression")
_HEADING = re.compile(r"^(Why|Bad|Good|Settings):", re.MULTILINE)


@dataclass(frozen=True)
class Hit:
    """What a rule found: `start` and `end` count the characters of `where`; no `end` means all of it.

    `is_firm` says that a manual can switch it off, and cannot make it more or less severe.
    """

    where: Text | Span
    message: str
    hint: str = ""
    start: int = 0
    end: int | None = None
    severity: str = ""
    fix: Fix | None = None
    is_firm: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What a rule found in a sentence or text, from character `start` up to `end`.

    `replacement` is what to write for exactly these characters; `safe` says that the meaning stays.
    """

    start: int
    end: int
    message: str
    hint: str = ""
    replacement: str | None = None
    safe: bool = False
    severity: str = ""


@dataclass(frozen=True)
class Option:
    """A setting of a rule: its shape and meaning, and what holds if a manual does not set it."""

    field: Field
    default: Any


Check = Callable[..., Iterator[Any]]
PROSE = frozenset({Kind.INSTRUCTION, Kind.DESCRIPTION})


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
    def kinds(self) -> frozenset[Kind]:
        """The kinds of text that the rule reads."""
        found: frozenset[Kind] = getattr(self.module, "KINDS", PROSE)
        return found

    @property
    def reads_words(self) -> bool:
        """Whether the rule judges language."""
        return any(hasattr(self.module, name) for name in ("in_document", "in_sentence", "in_text"))

    @property
    def options(self) -> dict[str, Option]:
        """The rule's settings beside `severity`, by name."""
        found: dict[str, Option] = getattr(self.module, "OPTIONS", {})
        return found

    @property
    def summary(self) -> str:
        """The first paragraph of the docstring, in one line."""
        return " ".join((self.module.__doc__ or "").partition("\n\n")[0].split())

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
