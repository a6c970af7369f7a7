"""What keeps a file from being read, in a writer's words, with what to do about it."""

import re
from collections.abc import Iterable
from typing import NamedTuple

import yaml

from sop_toolkit.text import File, Location, Span

_UNPRINTABLE = "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
_ALLOWED_TAGS = ("!!str", "!!int", "!!float", "!!bool", "!!null", "!!timestamp", "!!seq", "!!map")
# A first word that is a tag, or the name of an anchor; and the names that aliases use.
_TAG_OR_ANCHOR = r"(?:!|&(?P<anchor>[\w-]*))[^\s,\[\]{}]*"
_ALIAS = r"(?m)(?:^|[\s\[{,])\*([\w-]+)"
_QUOTE_IT = "Put the whole text in quotes, or write it in a block after `>`."
# Blanks that YAML does not take for spaces, where a line begins and behind the sign that ends a field's name.
_ODD_BLANK = "[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]"
_ODD_INDENT = rf"[ ]*(?:-[ ]+)?({_ODD_BLANK})\s*(?:[\w-]+:|-\s)"
_ODD_AFTER = rf"[ ]*(?:-[ ]+)*[\w-]+:({_ODD_BLANK})|[ ]*-({_ODD_BLANK})"
# What other programs write for the hyphen of a list.
OTHER_HYPHENS = frozenset("‐‑‒–—―−•·▪●◦")
# The numbers that writers give to items instead.
NUMBERED = r"[0-9]{1,2}[.)](?=\s)"
# A field's name whose colon has no space behind it, or is that of another script.
_TIGHT_FIELD = r"[ ]*(?:-[ ]+)*([a-z][a-z_-]*)(:(?=[^\s/])|：)"
_TIGHT_ITEM = r"[ ]*(-)(?=[^\s-])"
# A line with a field or an item: its blanks, its hyphens, and the name and the text of its field.
_LINE = r"([ ]*)((?:-[ ]+)*)(?:([\w-]+):(?:$|[ ]+(\S.*)?))?"
# A line that is a field or an item of a list, and so no part of the text above it.
_OWN_LINE = r"[ ]*(?:-[ ]|[\w-]+:(?:\s|$)|$)"
# What git leaves where two branches change the same lines.
_CONFLICT = r"^<{7}(?: [^\r\n]*)?(?=\r?$)"
_REST_OF_CONFLICT = ("\n=======", "\n>>>>>>>")
# A line with more blanks than these is no part of a procedure.
_MOST_BLANKS = 200
_CLOSE_IT = "Close the bracket; put a text that holds brackets, commas, `: ` or ` #` in quotes."


class Problem(NamedTuple):
    """What keeps a file from being read, where, and what to do about it."""

    message: str
    hint: str
    span: Span


def explain(file: File, error: yaml.YAMLError) -> Problem:
    """The parser's complaint in a writer's words, with what to do."""
    mark = re.search(_CONFLICT, file.text, re.MULTILINE)
    if mark and all(each in file.text for each in _REST_OF_CONFLICT):
        hint = "Keep the words that hold, and delete the marks: the lines with `<<<<<<<`, `=======` and `>>>>>>>`."
        return Problem("Git could not merge two changes here, and marks both.", hint, Span(file, *mark.span()))
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    context = str(getattr(error, "context", None) or "")
    stopped = _index(file, getattr(error, "problem_mark", None))
    began = _index(file, getattr(error, "context_mark", None))
    at = _place(file, said, context, began, stopped)
    near = _blank(file, at) or _blank(file, stopped)
    if near is None and "flow" not in context:
        near = _on_its_line(file, at, said)
    if near is not None:
        return near
    message, hint = _in_plain_words(file, at, said, context)
    end = at + 1 if at < len(file.text) and file.text[at] not in "\r\n" else at
    return Problem(message, hint, Span(file, at, end))


def _on_its_line(file: File, at: int, said: str) -> Problem | None:
    """What is wrong with a line outside of brackets, where its signs or its indentation tell."""
    goes_on = "mapping values" in said
    near = _tight(file, at, goes_on) or _other_hyphen(file, at) or _comment(file, at)
    if near is None and goes_on:
        return _deeper(file, at)
    if near is None and "did not find expected" in said:
        return _between(file, at)
    return near


def unprintable(file: File, error: Exception) -> Problem:
    """A character that YAML does not admit; the parser says so, but not where."""
    bad = re.search(_UNPRINTABLE, file.text)
    if bad is None:
        return Problem(f"This is not YAML: {error}.", "Save the file with the encoding UTF-8.", Span(file, 0, 0))
    return Problem(
        f"The character U+{ord(bad[0]):04X} may not stand in a source.",
        "Delete it; it often comes from copying out of another program.",
        Span(file, bad.start(), bad.end()),
    )


def _blank(file: File, at: int) -> Problem | None:
    """A blank that is no space, in the line of a fault or in the one before it."""
    line = file.location(at).line
    for number in (line - 1, line):
        start = file.offset(Location(number, 1)) if number else 0
        found = re.match(f"{_ODD_INDENT}|{_ODD_AFTER}", file.line(number)) if number else None
        if found:
            first = start + found.start(found.lastindex or 0)
            message = f"A blank that is no space (U+{ord(file.text[first]):04X}) stands here."
            hint = "Write a space in its place; such blanks come from copying out of another program."
            return Problem(message, hint, Span(file, first, first + 1))
    return None


def _tight(file: File, at: int, goes_on: bool) -> Problem | None:
    """A colon or a hyphen without the space that belongs behind it, in the line of a fault.

    Where that line goes on with a text, it may be such lines above it that make them all one text.
    """
    number = file.location(at).line
    while goes_on and number > 1 and re.match(_TIGHT_FIELD, file.line(number - 1)):
        number -= 1
    start, words = file.offset(Location(number, 1)), file.line(number)
    if found := re.match(_TIGHT_FIELD, words):
        sign = "A space is missing after the colon." if found[2] == ":" else "This colon is that of another script."
        where = Span(file, start + found.start(2), start + found.end(2))
        return Problem(sign, f"Write `{found[1]}: ` before the text.", where)
    if found := re.match(_TIGHT_ITEM, words):
        where = Span(file, start + found.start(1), start + found.end(1))
        return Problem("A space is missing after the hyphen.", "Each item of a list starts with `- `.", where)
    return None


def _other_hyphen(file: File, at: int) -> Problem | None:
    """A sign that starts the line of a fault, and that other programs write for the hyphen of a list."""
    sign = file.text[at : at + 1]
    return _no_hyphen(file, at, sign) if sign in OTHER_HYPHENS else None


def _no_hyphen(file: File, at: int, sign: str) -> Problem:
    message = f"An item of a list starts with a hyphen, and “{sign}” is none."
    return Problem(message, f"Write `- ` in place of “{sign}”.", Span(file, at, at + len(sign)))


def _deeper(file: File, at: int) -> Problem | None:
    """A field or a list that stands deeper than a field with a text, in the line of a fault."""
    number = file.location(at).line
    above, here = (re.match(_LINE, file.line(each)) if each else None for each in (number - 1, number))
    if sign := re.match(f"[ ]*({NUMBERED})", file.line(number - 1)) if number > 1 else None:
        return _no_hyphen(file, file.offset(Location(number - 1, sign.start(1) + 1)), sign[1])
    if above is None or here is None or not here[3] or not above[4] or above.start(3) >= len(here[1]):
        return None
    where = Span(file, file.offset(Location(number, len(here[1]) + 1)), at + 1)
    if here[2]:
        message = f"A list starts here, and the field above it, `{above[3]}`, has a text already."
        return Problem(message, "Write the field that the list belongs to in a line of its own above it.", where)
    message = f"This line stands deeper than `{above[3]}`, which has a text already."
    hint = f"Start it with {_spaces(above.start(3))}, below `{above[3]}`; quote a text that holds `: `."
    return Problem(message, hint, where)


def _between(file: File, at: int) -> Problem | None:
    """A line that starts between two levels of the lines above it."""
    number = file.location(at).line
    here = re.match(_LINE, file.line(number))
    if here is None or not (here[2] or here[3]) or file.offset(Location(number, len(here[1]) + 1)) != at:
        return None
    indent, levels = len(here[1]), _levels(file, number, is_item=bool(here[2]))
    is_level = indent in levels or (not here[2] and indent in _levels(file, number, is_item=True))
    near = [*[each for each in levels if each > indent][-1:], *[each for each in levels if each < indent][:1]]
    if is_level or not near:
        return None
    hint = ", or ".join(f"with {_spaces(each)} as in line {levels[each]}" for each in near)
    return Problem("This line does not fit the lines above it.", f"Start it {hint}.", Span(file, at, at + 1))


def _levels(file: File, number: int, is_item: bool) -> dict[int, int]:
    """How far the items or the fields around a line are indented, the innermost first, each with one such line."""
    found: dict[int, int] = {}
    limit = _MOST_BLANKS
    for above in range(number - 1, 0, -1):
        if not limit:
            break
        line = re.match(_LINE, file.line(above))
        if line is None or not (line[2] or line[3]) or len(line[1]) >= limit:
            continue
        limit = len(line[1])
        if is_item and line[2]:
            found.setdefault(limit, above)
        elif not is_item and line[3]:
            found.setdefault(line.start(3), above)
    return found


def _spaces(count: int) -> str:
    return f"{count or 'no'} space{'' if count < 2 else 's'}"


def _comment(file: File, at: int) -> Problem | None:
    """Words behind a number sign that end a text, in front of a line that goes on with it."""
    number = file.location(at).line
    if number == 1 or re.match(_OWN_LINE, file.line(number)):
        return None
    found = re.search(r"[^\s:][ \t](#.*)$", file.line(number - 1))
    if found is None:
        return None
    start = file.offset(Location(number - 1, 1))
    message = "A comment ends the text here, and the next line goes on with it."
    return Problem(message, _QUOTE_IT, Span(file, start + found.start(1), start + found.end(1)))


def special(file: File, at: int) -> tuple[str, str]:
    """A text that starts with a character that YAML keeps for itself."""
    line = file.line(file.location(at).line)
    if file.text[at] == "*" and re.match(r"[ -]*\*\s", line):
        return "An item of a list starts with a hyphen, not with an asterisk.", "Write `- ` in place of `* `."
    if header := re.match(r"[>|][+-](?=\s)", file.text[at:]):
        return f"A text stands in the line of `{header[0]}`.", "Write the text in the next line, two spaces deeper."
    rest = re.match(r"[^\s,\]}]*", file.text[at:])
    sample = rest[0] if rest else file.text[at]
    return (
        f"A text that starts with {file.text[at]} needs quotes: in YAML the sign has a meaning of its own.",
        f'Put the whole text in quotes: "{sample} …".',
    )


def swallowed(file: File, starts: Iterable[int]) -> Problem | None:
    """The first of these words that YAML takes for a tag, or for the name of an anchor that nothing uses."""
    used = frozenset(re.findall(_ALIAS, file.text))
    for start in sorted(starts):
        word = re.compile(_TAG_OR_ANCHOR).match(file.text, start)
        if word and word[0] not in _ALLOWED_TAGS and word["anchor"] not in used:
            return Problem(*special(file, start), Span(file, start, word.end()))
    return None


def _index(file: File, mark: yaml.Mark | None) -> int:
    return min(int(mark.index), len(file.text)) if mark else 0


def _place(file: File, said: str, context: str, began: int, stopped: int) -> int:
    """Where the fault is: often where it began, not where the parser gave up."""
    if any(word in said for word in ("escape", "hexdecimal", "tab")) or "duplicate anchor" in context:
        return stopped
    if "flow node" in context and not file.text[stopped:].strip():
        began = max(file.text.rfind("[", 0, stopped), file.text.rfind("{", 0, stopped), 0)
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
        return _colon(before, "flow" in context)
    if "duplicate anchor" in context:
        hint = "Write the text out instead of using an alias."
        return f"The anchor {_word(file, at)} is here for the second time.", hint
    if "undefined alias" in said or _is_special(here, before, said, context):
        return special(file, at)
    if "quoted" in context:
        return _quoted(said)
    return _bracket_or_line(here, before, said, context)


def _is_special(here: str, before: str, said: str, context: str) -> bool:
    if not here:
        return False
    starts_a_text = before.rstrip(" ").endswith((":", "-"))
    return here in "*&!%@`|>" or (here in "-?" and "not allowed in this context" in said and starts_a_text)


def _word(file: File, at: int) -> str:
    found = re.match(r"\S+", file.text[at:])
    return f"`{found[0]}`" if found else ""


def _colon(before: str, in_brackets: bool) -> tuple[str, str]:
    if re.search(r":\s", before):
        hint = "Put the whole text in quotes, or a comma in front of the field." if in_brackets else _QUOTE_IT
        return "A colon and a space (`: `) inside the text start a new field here.", hint
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


def _bracket_or_line(here: str, before: str, said: str, context: str) -> tuple[str, str]:
    if "flow" in context:
        return "A bracket is opened and not closed, or a comma is missing.", _CLOSE_IT
    if re.search(r"'\s*$", before):
        return "The text goes on after its closing quotation mark.", (
            "Put the whole text in double quotes: in single ones an apostrophe ends it."
        )
    if re.search(r'"\s*$', before):
        return "The text goes on after its closing quotation mark.", (
            'Put the whole text in quotes; write a quotation mark inside as \\".'
        )
    if re.search(r"[\]}]\s*$", before):
        if here in ("]", "}"):
            return "This bracket closes nothing.", "Delete it, or put the whole text in quotes."
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
