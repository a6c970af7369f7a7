"""What keeps a file from being read, in a writer's words, with what to do about it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from sop_toolkit.text import File, Span

_UNPRINTABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_ALLOWED_TAGS = ("!!str", "!!int", "!!float", "!!bool", "!!null", "!!timestamp", "!!seq", "!!map")
_QUOTE_IT = "Put the whole text in quotes, or write it in a block after `>`."
_CLOSE_IT = "Close the bracket; put a text that holds brackets, commas, `: ` or ` #` in quotes."


@dataclass(frozen=True)
class Problem:
    """What keeps a file from being read, where, and what to do about it."""

    message: str
    hint: str
    span: Span


def explain(file: File, error: yaml.YAMLError) -> Problem:
    """The parser's complaint in a writer's words, with what to do."""
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    context = str(getattr(error, "context", None) or "")
    stopped = _index(file, getattr(error, "problem_mark", None))
    began = _index(file, getattr(error, "context_mark", None))
    at = _place(file, said, context, began, stopped)
    message, hint = _in_plain_words(file, at, said, context)
    end = at + 1 if at < len(file.text) and file.text[at] not in "\r\n" else at
    return Problem(message, hint, Span(file, at, end))


def unprintable(file: File, error: Exception) -> Problem:
    """A character that YAML does not admit; the parser says so, but not where."""
    bad = _UNPRINTABLE.search(file.text)
    if bad is None:
        return Problem(f"This is not YAML: {error}.", "Save the file with the encoding UTF-8.", Span(file, 0, 0))
    return Problem(
        f"The character U+{ord(bad[0]):04X} may not stand in a source.",
        "Delete it; it often comes from copying out of another program.",
        Span(file, bad.start(), bad.end()),
    )


def special(file: File, at: int) -> tuple[str, str]:
    """A text that starts with a character that YAML keeps for itself."""
    rest = re.match(r"[^\s,\]}]*", file.text[at:])
    sample = rest[0] if rest else file.text[at]
    return (
        f"A text that starts with {file.text[at]} needs quotes: in YAML the sign has a meaning of its own.",
        f'Put the whole text in quotes: "{sample} …".',
    )


def swallowed(file: File, start: int) -> Problem | None:
    """A first word that YAML takes for a tag, or for the name of an anchor that nothing uses."""
    word = re.compile(r"[&!][^\s,\[\]{}]*").match(file.text, start)
    if not word or word[0] in _ALLOWED_TAGS or (word[0][0] == "&" and _is_used(file.text, word[0][1:])):
        return None
    return Problem(*special(file, start), Span(file, start, word.end()))


def _is_used(text: str, anchor: str) -> bool:
    return re.search(rf"(?:^|[\s\[{{,])\*{re.escape(anchor)}(?![\w-])", text, re.MULTILINE) is not None


def _index(file: File, mark: yaml.Mark | None) -> int:
    return min(int(mark.index), len(file.text)) if mark else 0


def _place(file: File, said: str, context: str, began: int, stopped: int) -> int:
    """Where the fault is: often where it began, not where the parser gave up."""
    if any(word in said for word in ("escape", "hexdecimal", "tab")) or "duplicate anchor" in context:
        return stopped
    if "flow" in context:
        return stopped if file.location(began).line == file.location(stopped).line else began
    if any(word in context for word in ("alias", "anchor", "scalar", "directive", "tag", "simple key")):
        return began
    return stopped


def _in_plain_words(file: File, at: int, said: str, context: str) -> tuple[str, str]:
    here = file.text[at : at + 1]
    before = file.text[max(file.text.rfind("\n", 0, at), file.text.rfind("\r", 0, at)) + 1 : at]
    if here == "\t" or "tab" in said:
        return "A tab stands where spaces indent the line.", "Indent with spaces: two for each level."
    if "mapping values are not allowed" in said or (here == ":" and "flow" in context):
        return _colon(before)
    if "duplicate anchor" in context:
        hint = "Write the text out instead of using an alias."
        return f"The anchor {_word(file, at)} is here for the second time.", hint
    if "undefined alias" in said or _is_special(here, before, said, context):
        return special(file, at)
    if "quoted" in context:
        return _quoted(said)
    return _bracket_or_line(before, said, context)


def _is_special(here: str, before: str, said: str, context: str) -> bool:
    if not here:
        return False
    starts_a_text = before.rstrip(" ").endswith((":", "-"))
    return here in "*&!%@`|>" or (here in "-?" and "not allowed in this context" in said and starts_a_text)


def _word(file: File, at: int) -> str:
    found = re.match(r"\S+", file.text[at:])
    return f"`{found[0]}`" if found else ""


def _colon(before: str) -> tuple[str, str]:
    if re.search(r":\s", before):
        return "A colon and a space (`: `) inside the text start a new field here.", _QUOTE_IT
    return "This line goes on with the text above it, and a colon starts a new field inside that text.", (
        "Give the field above its colon, line up fields of one level, and quote a text that holds `: `."
    )


def _quoted(said: str) -> tuple[str, str]:
    if "end of stream" in said or "document indicator" in said:
        return "A quotation mark is opened here and never closed.", (
            "Close the quotation mark; put a text that starts with one in the other kind of quotation marks."
        )
    return "After a backslash in double quotes stands a letter that means nothing there.", (
        r"Write `\\` for a backslash, or use single quotation marks."
    )


def _bracket_or_line(before: str, said: str, context: str) -> tuple[str, str]:
    if "flow" in context:
        return "A bracket is opened and not closed, or a comma is missing.", _CLOSE_IT
    if re.search(r"""["']\s*$""", before):
        return "The text goes on after its closing quotation mark.", (
            'Put the whole text in quotes; write a quotation mark inside as \\".'
        )
    if re.search(r"[\]}]\s*$", before):
        return "The text goes on after its closing bracket.", "Put the whole text in quotes."
    if "could not find expected ':'" in said:
        return "A field has no colon here, or a text goes on at the wrong indentation.", (
            "Write `field: text`, and indent a text's further lines deeper than its field."
        )
    if "another document" in said:
        return "A second document starts here (`---`).", "Keep one procedure to a file."
    if "did not find expected" in said or "block" in said:
        return "This line does not fit the lines above it.", (
            "Line up fields of one level, give each field above a colon, and quote a text that holds `: `."
        )
    return f"This is not YAML: {said}.", "Compare the line with the examples that `sop new` writes."
