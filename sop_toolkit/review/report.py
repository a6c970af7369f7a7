"""What changed, as a report: text to read aloud, Markdown for a comment on a pull request, JSON for programs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from sop_toolkit.model.build import Source
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.review.compare import Change, Item, Value
from sop_toolkit.review.diff import Changed, Diff
from sop_toolkit.review.impact import impact
from sop_toolkit.review.style import MARKDOWN, TEXT, Style, as_words
from sop_toolkit.review.telling import Teller, label, language_name, steps_of
from sop_toolkit.text import capital

if TYPE_CHECKING:
    from sop_toolkit.review.uses import Use

# Services cut a longer comment off, or refuse it.
_MOST_CHARACTERS = 60_000
_NOUNS = {"procedure": "procedure", "translation": "translation"}
_WHOLES = {"manual": "The manual", "branches": "The branches"}
_MOST_NAMED = 5  # of several procedures; the others are counted
_TREE = "the working tree"
# The whole id of a commit, as jobs on servers give it: it tells people nothing.
_ID = re.compile("[0-9a-f]{40}(?:[0-9a-f]{24})?")


def write(diff: Diff, format: str) -> str:
    """The report in one of the formats."""
    if format == "json":
        import json  # most reports need none of it

        return json.dumps(_as_data(diff), ensure_ascii=False, indent=2) + "\n"
    style = MARKDOWN if format == "markdown" else TEXT
    head = _summary(diff, style)
    parts = [(_heading(changed, diff, style), list(_details(changed, diff, style))) for changed in diff.sources]
    return _capped(head, parts, style) if format == "markdown" else "\n".join(_lines(head, parts, style)) + "\n"


Part = tuple[str, list[str]]


def _lines(head: str, parts: list[Part], style: Style) -> Iterator[str]:
    yield head
    for heading, details in parts:
        yield ""
        yield heading
        yield from (f"{style.item}{detail}" for detail in details)


def _capped(head: str, parts: list[Part], style: Style) -> str:
    """As much as a comment can hold, and how much more there is."""
    spaced = [(f"{heading}\n" if details else heading, details) for heading, details in parts]
    lines = list(_lines(f"### {head}", spaced, style))
    text = "\n".join(lines) + "\n"
    if len(text) <= _MOST_CHARACTERS:
        return text
    rest = "… and {}: `sop diff` shows all of them.\n"
    room = _MOST_CHARACTERS - len(rest) - 20
    kept = next(number for number, length in enumerate(accumulate(len(line) + 1 for line in lines)) if length > room)
    left = sum(map(bool, lines[kept:]))
    return "\n".join(lines[:kept]).rstrip() + "\n\n" + rest.format(f"{left} more line{'' if left == 1 else 's'}")


def _summary(diff: Diff, style: Style) -> str:
    sides = " to ".join(style.words(name) if name else _TREE for name in diff.names)
    between = "" if any(map(_ID.fullmatch, diff.names)) else f" from {sides}"
    if not diff.sources:
        return f"Nothing changes for readers{between}."
    counts = Counter(_NOUNS.get(changed.place.kind, "other file") for changed in diff.sources)
    listed = ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for noun, count in counts.items())
    return f"What changes{between}: {listed}."


def _heading(changed: Changed, diff: Diff, style: Style) -> str:
    """What became of a source as a whole."""
    name = style.strong(style.words(_name(changed, diff)))
    unreadable = _unreadable(changed, style)
    if unreadable:
        return f"{name}: {unreadable}"
    if changed.place.kind == "translation" and changed.changes:
        return f"{name}: words change in {_together(list(dict.fromkeys(map(_part, changed.changes))))}."
    told = _became(changed, diff, style)
    told += [f"a {changed.proposal} change"] if changed.proposal else []
    told += [f"the version has to rise to {changed.version}"] if changed.version else []
    told += ["its version rises as after a minor one"] if changed.is_understated else []
    return f"{name}: {'. '.join((*told[:1], *map(capital, told[1:])))}." if told else f"{name}:"


def _name(changed: Changed, diff: Diff) -> str:
    place = changed.place
    sides = [source for source in (changed.after, changed.before) if source]
    titles = [str(source.value.title) for source in sides if isinstance(source.value, Procedure)]
    if place.kind in _WHOLES:
        return _WHOLES[place.kind]
    if place.kind == "category":
        return f"The category {as_words(place.category)}"
    name = next(filter(None, [*titles, diff.titles.get(place.id, "")]), "") or capital(as_words(place.id))
    return f"{name}, translation into {language_name(place.language)}" if place.language else name


def _became(changed: Changed, diff: Diff, style: Style) -> list[str]:
    value, state = changed.now.value, changed.state
    if state == "new" and isinstance(value, Procedure):
        count = len(value.steps)
        return [f"a new procedure ({value.stage}) of {count} step{'' if count == 1 else 's'}"]
    if state == "removed" and isinstance(value, Procedure):
        return ["the procedure is gone, and so is its address; a retired one keeps it"]
    if state in ("new", "removed"):
        return ["new" if state == "new" else "gone"]
    if state == "retired":
        successor = diff.successor(changed.place.id)
        return [f"retired, and {style.quote(successor.title)} takes over" if successor else "retired"]
    if state == "withdrawn":
        return ["no longer in force, and its page leaves the manual"]
    old, new = changed.before, changed.after
    if state == "renamed" and old and new:
        return [style.words(f"its id changes from {old.place.id} to {new.place.id}, and its address with it")]
    if state == "moved" and old and new:
        names = [as_words(source.place.category) or "no category" for source in (old, new)]
        if changed.place.kind == "category":
            return [style.words(f"its folder was {names[0]}")]
        return [style.words(f"moves from {names[0]} to {names[1]}")]
    return []


def _unreadable(changed: Changed, style: Style) -> str:
    """A file that is no YAML on one side, or on both."""
    old, new = changed.before and changed.before.problem, changed.after and changed.after.problem
    if new:
        place = new.span.file.location(new.span.start)
        when = "cannot be read" if old or not changed.before else "cannot be read any more"
        where = f"{changed.place.name}, line {place.line}, column {place.column}"
        return f"{when}: {style.words(f'{where}: {new.message} {new.hint}')}"
    if old and changed.after:
        return "can be read again; nobody can tell what changed, as it could not be read before"
    return "gone; it could not be read" if old else ""


def _details(changed: Changed, diff: Diff, style: Style) -> Iterator[str]:
    if changed.place.kind != "translation":
        values = [source.value if source else None for source in (changed.before, changed.after)]
        old, new = (steps_of(value if isinstance(value, Procedure) else None) for value in values)
        yield from Teller(style, (old, new)).sentences(changed.changes)
    for use in diff.uses.get(changed, ()):
        yield _still_named(use, style)
    if changed.is_unclear and changed.after:
        count = len(changed.after.faults)
        places = "1 place does" if count == 1 else f"{count} places do"
        yield f"{places} not fit the format, so this may not be all; `sop lint` names each."


def _still_named(use: Use, style: Style) -> str:
    titles = [style.quote(title or as_words(id)) for id, title in use.procedures]
    more = len(titles) - _MOST_NAMED
    listed = [*titles[:_MOST_NAMED], *([f"{more} more"] if more > 0 else [])]
    name = "1 procedure still names" if len(titles) == 1 else f"{len(titles)} procedures still name"
    return f"{name} the {use.kind} {style.words(use.id)}, which is gone: {_together(listed)}."


def _part(change: Change) -> str:
    """Where in a translation words change."""
    if change.inside and change.inside[0].field == "steps":
        return f"step {change.inside[0].now or change.inside[0].was}"
    return f"the {label(change.names[:1])}"


def _together(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _as_data(diff: Diff) -> dict[str, Any]:
    pairs = zip(diff.names, diff.commits, strict=True)
    before, after = ({"name": name or None, "commit": commit or None} for name, commit in pairs)
    return {"version": 1, "before": before, "after": after, "sources": [_source(each, diff) for each in diff.sources]}


def _source(changed: Changed, diff: Diff) -> dict[str, Any]:
    return {
        "kind": changed.place.kind,
        "id": changed.place.category if changed.place.kind == "category" else changed.place.id,
        "language": changed.place.language or None,
        "state": changed.state,
        "before": _side(changed.before),
        "after": _side(changed.after),
        "proposal": changed.proposal or None,
        "raise_to": changed.version or None,
        "still_named": [
            {"kind": use.kind, "id": use.id, "procedures": [id for id, _ in use.procedures]}
            for use in diff.uses.get(changed, ())
        ],
        "changes": [_change(each, changed.place.kind) for each in changed.changes],
    }


def _side(source: Source | None) -> dict[str, Any] | None:
    if source is None:
        return None
    problem = None
    if source.problem:
        place = source.file.location(source.problem.span.start)
        problem = {"message": source.problem.message, "line": place.line, "column": place.column}
    return {"file": source.file.path, "problem": problem, "faults": len(source.faults)}


def _change(change: Change, kind: str) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "field": change.path,
        "impact": impact(change) if kind == "procedure" else None,
        "inside": _parts(change.inside),
        "before": _parts(change.before),
        "after": _parts(change.after),
        "words": [{"kind": piece.kind, "text": piece.text} for piece in change.words],
        "others": _parts(change.others),
    }


def _parts(found: Sequence[Item | Value]) -> list[dict[str, Any]]:
    return [{**each._asdict(), "language": each.language or None} for each in found]
