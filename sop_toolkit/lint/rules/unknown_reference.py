"""A name that nothing has: a role, a procedure, a branch, a term, a fact or a picture.

Why: The page would show an empty place, or send the reader to a page that is not there.
Bad:
    owner: service-laed
Bad:
    purpose: Refund up to ((branch.refund_limt)).
Good:
    owner: service-lead
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sop_toolkit.lint.rule import Hit
from sop_toolkit.model.manual import Manual
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.model.shape import did_you_mean
from sop_toolkit.model.walk import references, texts
from sop_toolkit.source.inline import placeholders
from sop_toolkit.text import Text

SEVERITY = "error"
_KINDS = ("branch", "role", "sop", "term")


def in_procedure(procedure: Procedure, manual: Manual) -> Iterator[Hit]:
    if not manual.is_whole:
        return
    known = _known(manual)
    for kind, name in references(procedure):
        if kind in known and name and name not in known[kind]:
            yield Hit(name, f"No {kind} is called “{name}”.", _hint(name, known[kind], kind))
    yield from _pictures(procedure)
    for text in texts(procedure):
        for part in placeholders(text):
            wrong = _placeholder(part.target, known)
            if wrong:
                yield Hit(text, wrong[0], wrong[1], part.start, part.end)


def _known(manual: Manual) -> dict[str, Collection[str]]:
    return {
        "role": manual.roles,
        "procedure": manual.known_ids,
        "sop": manual.known_ids,
        "branch": manual.branches,
        "term": manual.terms,
        "fact": {**manual.fields, "name": {}},
    }


def _hint(name: str, known: Collection[str], kind: str) -> str:
    if not known:
        return f"The manual has no {kind} yet."
    return did_you_mean(name, sorted(known), "Known are")


def _placeholder(target: str, known: dict[str, Collection[str]]) -> tuple[str, str] | None:
    kind, _, name = target.partition(".")
    if kind not in _KINDS or not name:
        hint = "A placeholder is ((branch.<fact>)), ((role.<id>)), ((sop.<id>)) or ((term.<id>))."
        return f"“(({target}))” is not a placeholder.", hint
    among = known["fact" if kind == "branch" else kind]
    if name in among:
        return None
    what = {"branch": "fact of the branches", "sop": "procedure"}.get(kind, kind)
    return f"No {what} is called “{name}”.", _hint(name, among, what)


def _pictures(procedure: Procedure) -> Iterator[Hit]:
    for step in procedure.steps:
        if step.image and step.image.file and not _is_beside(step.image.file):
            hint = "Put the picture beside the procedure, and give its file name."
            yield Hit(step.image.file, f"There is no picture “{step.image.file}”.", hint)


def _is_beside(name: Text) -> bool:
    """A picture is a file in the procedure's own folder or below it."""
    folder = name.file.folder
    if folder is None:
        return True
    path = (folder / name).resolve()
    return path.is_relative_to(folder.resolve()) and path.is_file()
