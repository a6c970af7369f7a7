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

import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from sop_toolkit.model.shape import Field
from sop_toolkit.text import Fix, Kind, Span, Text

ERROR, WARNING, NOTE, OFF = "error", "warning", "note", "off"
SEVERITIES = (ERROR, WARNING, NOTE, OFF)
# What no manual can weaken, and what no comment can allow: without these the others mean nothing.
FIXED = ("invalid-yaml", "invalid-shape", "bad-suppression")
ALWAYS = ("invalid-yaml", "invalid-shape", "bad-suppression", "unused-suppression")
_HEADING = r"^(Why|Bad|Good|Settings):"


class Hit(NamedTuple):
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


class Mark(NamedTuple):
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


class Option(NamedTuple):
    """A setting of a rule: its shape and meaning, and what holds if a manual does not set it."""

    field: Field
    default: Any


Check = Callable[..., Iterator[Any]]
PROSE = frozenset({Kind.INSTRUCTION, Kind.DESCRIPTION})


class Rule(NamedTuple):
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
        return [_plain(words.lstrip("\n")).strip() for name, words in self._sections if name == heading]

    @property
    def _sections(self) -> list[tuple[str, str]]:
        pieces = re.split(_HEADING, _plain(self.module.__doc__ or ""), flags=re.MULTILINE)
        return [("", pieces[0]), *zip(pieces[1::2], pieces[2::2], strict=True)]


def _plain(words: str) -> str:
    """Words without the white space that all their lines begin with."""
    from textwrap import dedent  # for who explains rules: no run of the linter needs it

    return dedent(words)


@cache
def rules() -> dict[str, Rule]:
    """All rules by name, in alphabetical order."""
    files = sorted(os.listdir(Path(__file__).parent / "rules"))
    found = {}
    for stem in [file.removesuffix(".py") for file in files if file.endswith(".py") and file != "__init__.py"]:
        name = stem.replace("_", "-")
        found[name] = Rule(name, import_module(f"sop_toolkit.lint.rules.{stem}"))
    return found
