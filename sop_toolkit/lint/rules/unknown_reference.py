"""A name that nothing has: a role, a procedure, a branch, a term, a fact, a picture, a page or a step.

Why: The page would show an empty place, or send the reader to a page that is not there.
A procedure in force must not send its readers to a retired one either: there is no work to read there any more.
Nor to a draft or a review, which has no page yet: that is a warning.
It is one as well if a procedure in force takes over from another one in force: two hold, and nobody knows which.
Bad:
    owner: service-laed
Bad:
    purpose: Refund up to ((branch.refund_limt)).
Bad:
    purpose: Give change as in [Count the till](count-the-till).
Good:
    owner: service-lead
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from sop_toolkit.lint.rule import WARNING, Hit
from sop_toolkit.model.guess import did_you_mean, nearest
from sop_toolkit.model.manual import Manual
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.model.scalars import joined, one_role
from sop_toolkit.model.translation import Translation
from sop_toolkit.model.walk import references, texts
from sop_toolkit.source.inline import codes, links, placeholders
from sop_toolkit.source.picture import beside
from sop_toolkit.text import Text

SEVERITY = "error"
_KINDS = ("branch", "role", "sop", "term")
# The fields of the manual's own files that give names.
_FIELDS = {"role": "roles", "term": "terms", "branch": "branches", "fact": "fields"}
# What looks like a placeholder, and reaches the page as it stands: with blanks, another sign or too few brackets.
_ALMOST = (
    r"\(\(\s*(branch|role|sop|term)\s*[.:_ -]\s*([\w-]+(?:(?:[ ][\w-]+)+(?=\s*\)\)))?)\s*\){0,2}"
    r"|(?<!\()\((branch|role|sop|term)\.([\w-]+)\){1,2}"
    r"|[{\[]{2}\s*(branch|role|sop|term)\s*\.\s*([\w-]+)\s*[}\]]{2}"
)
# What such a thing holds: few files hold any of these, and to look for them is a hundred times as fast.
_SIGNS = ("((", "{{", "[[", "(branch.", "(role.", "(sop.", "(term.")
# Words and an address as in a link. One with a scheme shows as it stands, and blanks are in no address.
_NO_LINK = r"(?<![\\!])\[[^\[\]\n]+\]\(([^():\s]+)\)"
_BETWEEN = r"\s*[,;/&+]\s*|\s+(?:and|or)\s+"
Known = dict[str, Collection[str]]


class _Closed(NamedTuple):
    """What is wrong with sending readers to a procedure that says nothing of work in force."""

    message: str
    hint: str
    severity: str = ""


def in_procedure(procedure: Procedure, manual: Manual) -> Iterator[Hit]:
    if manual.is_whole:
        known = _known(manual)
        yield from _names(procedure, known)
        yield from _pictures(procedure)
        yield from _placeholders(procedure, known, manual)
        yield from _closed_names(procedure, manual)
        yield from _replaced(procedure, manual)
        yield from _closed_in_texts(procedure, procedure, manual)
    yield from _links(procedure, procedure, manual)


def in_translation(translation: Translation, manual: Manual) -> Iterator[Hit]:
    if manual.is_whole:
        yield from _placeholders(translation, _known(manual), manual)
    original = manual.original(translation)
    if original is not None:
        yield from _links(translation, original, manual)
        yield from _closed_in_texts(translation, original, manual)


def _known(manual: Manual) -> Known:
    """The names of each kind, but for those that cannot be read."""
    known: Known = {
        "role": manual.roles,
        "procedure": manual.known_ids,
        "sop": manual.known_ids,
        "term": manual.terms,
        "branch": manual.branches,
        "fact": {**manual.fields, "name": {}},
    }
    return {kind: names for kind, names in known.items() if _FIELDS.get(kind) not in manual.hidden}


def _names(procedure: Procedure, known: Known) -> Iterator[Hit]:
    for kind, name in references(procedure):
        if kind in known and name and name not in known[kind]:
            several = kind == "role" and _are_several(name, known[kind])
            hint = one_role(name.field) if several else _hint(name, known[kind], kind)
            yield Hit(name, f"No {kind} is called “{name}”.", hint)


def _are_several(words: str, roles: Collection[str]) -> bool:
    """Whether several roles stand where one belongs: `service-clerk, branch-manager`."""
    found = [word for word in re.split(_BETWEEN, words) if word]
    return len(found) > 1 and any(nearest(word, roles) for word in found)


def _hint(name: str, known: Collection[str], kind: str) -> str:
    if not known:
        return f"The manual has no {kind} yet."
    return did_you_mean(name, sorted(known), "Known are")


def _placeholders(source: Procedure | Translation, known: Known, manual: Manual) -> Iterator[Hit]:
    has_signs = any(sign in source.file.text for sign in _SIGNS)
    for text in texts(source):
        for part in placeholders(text):
            wrong = _placeholder(part.target, known, manual)
            if wrong:
                yield Hit(text, wrong[0], wrong[1], part.start, part.end)
        if has_signs:
            yield from _almost(text)


def _almost(text: Text) -> Iterator[Hit]:
    """What a writer meant as a placeholder; code stays free, as it shows how to write one."""
    free = [(part.start, part.end) for part in (*placeholders(text), *codes(text))]
    for found in re.finditer(_ALMOST, text):
        if not any(start <= found.start() and found.end() <= end for start, end in free):
            yield Hit(text, f"“{found[0]}” is not a placeholder.", _meant(found), *found.span())


def _meant(almost: re.Match[str]) -> str:
    kind, name = filter(None, almost.groups())
    return f"Write (({kind}.{joined(name, '_' if kind == 'branch' else '-') if ' ' in name else name}))."


def _among(kind: str, known: Known) -> Collection[str] | None:
    """The names that a placeholder of this kind can have; None where nobody knows them."""
    return known.get("fact" if kind == "branch" else kind)


def _of_another_kind(target: str, known: Known) -> str:
    """The placeholder that is meant where the kind is missing or misspelled; nothing where none is like it."""
    names = [f"{kind}.{name}" for kind in _KINDS for name in _among(kind, known) or ()]
    same = (name for name in names if name.partition(".")[2] == target.lower())
    return next(same, "") or nearest(target, names)


def _placeholder(target: str, known: Known, manual: Manual) -> tuple[str, str] | None:
    kind, _, name = target.partition(".")
    if kind not in _KINDS or not name:
        message = f"“(({target}))” is not a placeholder."
        if almost := re.fullmatch(_ALMOST, f"(({target}))"):
            return message, _meant(almost)
        guess = _of_another_kind(target, known)
        forms = "A placeholder is ((branch.<fact>)), ((role.<id>)), ((sop.<id>)) or ((term.<id>))."
        return message, f"Did you mean (({guess}))?" if guess else forms
    among = _among(kind, known)
    if among is None or name in among:
        return None
    what = {"branch": "fact of the branches", "sop": "procedure"}.get(kind, kind)
    preferred = _preferred(name, manual) if kind == "term" else ""
    hint = f"The manual has another word for it: write (({preferred}))." if preferred else _hint(name, among, what)
    return f"No {what} is called “{name}”.", hint


def _preferred(word: str, manual: Manual) -> str:
    """The placeholder of the term that has this word, or avoids it."""
    for id, by_language in manual.terms.items():
        for term in by_language.values():
            if _plain(word) in map(_plain, (term.use, *term.avoid)):
                return f"term.{id}"
    return ""


def _plain(word: str) -> str:
    return word.replace("-", " ").casefold()


def _links(source: Procedure | Translation, procedure: Procedure, manual: Manual) -> Iterator[Hit]:
    """`procedure` is the one whose page the texts stand on."""
    for text in texts(source):
        found = links(text)
        for link in found:
            wrong = None if ":" in link.target else _link(link.target, procedure, manual)
            if wrong:  # the address stands between `](` and `)`
                yield Hit(text, wrong[0], wrong[1], link.inner_end + 2, link.end - 1)
        if manual.is_whole and "](" in text:
            yield from _no_links(text, [(part.start, part.end) for part in (*found, *codes(text))], manual)


def _no_links(text: Text, read: list[tuple[int, int]], manual: Manual) -> Iterator[Hit]:
    """What a writer meant as a link to a page, and reaches the page as it stands. `read` is what has a meaning."""
    for found in re.finditer(_NO_LINK, text):
        if not any(start < found.end() and found.start() < end for start, end in read):
            target = found[1]
            name = re.sub(r"(?i)\.(?:ya?ml|md|html?)$", "", target.strip(" /").rpartition("/")[2])
            hint = did_you_mean(joined(name), sorted(manual.addresses), "The pages are")
            hint = "Write `https://` in front of the address." if target.startswith("www.") else hint
            yield Hit(text, f"“{target}” is no address of a page, so this is no link.", hint, *found.span(1))


def _link(target: str, procedure: Procedure, manual: Manual) -> tuple[str, str] | None:
    """What is wrong with a link to a page of the manual; what stands below the guide is not known here."""
    page, _, anchor = target.partition("#")
    page = page.strip("/")
    unseen = ("guide", *manual.hidden)  # the pages of roles, terms and branches lie in folders named like their fields
    is_known = not manual.is_whole or page in manual.addresses or page.split("/")[0] in unseen
    if page and not is_known:
        return f"No page is called “{page}”.", did_you_mean(page, sorted(manual.addresses), "The pages are")
    shown = manual.by_id.get(page) if page else procedure
    return _anchor(page, anchor, shown) if shown and shown.steps else None


def _anchor(page: str, anchor: str, procedure: Procedure) -> tuple[str, str] | None:
    """What is wrong with a link to a step or an exception; other places of a page have fixed names."""
    kind, dash, name = anchor.partition("-")
    if not dash or kind not in ("step", "exception"):
        return None
    ids = [part.id for part in (procedure.steps if kind == "step" else procedure.exceptions or ())]
    known = [str(id or number) for number, id in enumerate(ids, 1)]
    if name in known:
        return None
    hint = did_you_mean(name, known, f"Its {kind}s are", f"`{page}#{kind}-{{}}`")
    return (
        f"“{procedure.id}” has no {kind} “{name}”.",
        hint or f"It has no {kind}s: link to its page, `{procedure.id}`.",
    )


def _closed_names(procedure: Procedure, manual: Manual) -> Iterator[Hit]:
    for name in procedure.related:
        if wrong := _closed(name, procedure, manual):
            yield Hit(name, wrong.message, wrong.hint, severity=wrong.severity)


def _replaced(procedure: Procedure, manual: Manual) -> Iterator[Hit]:
    """What is official beside the procedure in force that takes over from it: nobody knows which of the two holds."""
    for name in procedure.replaces if procedure.stage == "effective" else ():
        other = manual.by_id.get(name)
        if other is not None and other is not procedure and other.is_controlled:
            hint = f"Write `status: retired` in `{other.file.path}`, or take “{name}” out here."
            yield Hit(name, f"“{name}” is not retired: its status is `{other.stage}`.", hint, severity=WARNING)


def _closed_in_texts(source: Procedure | Translation, procedure: Procedure, manual: Manual) -> Iterator[Hit]:
    """`procedure` is the one whose page the texts stand on."""
    for text in texts(source) if procedure.is_controlled else ():
        for part in placeholders(text):
            kind, _, id = part.target.partition(".")
            if wrong := _closed(id, procedure, manual) if kind == "sop" else None:
                yield Hit(text, wrong.message, wrong.hint, part.start, part.end, wrong.severity)
        for link in links(text):
            if wrong := _closed(link.target.partition("#")[0].strip("/"), procedure, manual):
                yield Hit(text, wrong.message, wrong.hint, link.inner_end + 2, link.end - 1, wrong.severity)


def _closed(id: str, procedure: Procedure, manual: Manual) -> _Closed | None:
    """What is wrong with sending the readers of a procedure to another one, if there is no work to read there."""
    other = manual.by_id.get(id)
    if not procedure.is_controlled or other is None or other.is_controlled:
        return None
    if other.stage != "retired":
        hint = f"Release `{id}` as well, or name another procedure."
        return _Closed(f"“{id}” has the status `{other.stage}`, so readers find no page of it.", hint, WARNING)
    names = [f"`{each.id}`" for each in manual.successors(id) if each.id != procedure.id]
    heirs = f"Name {' or '.join(names)}, which takes over from it."
    return _Closed(f"“{id}” is retired.", heirs if names else "Name another procedure, or take the name out.")


def _pictures(procedure: Procedure) -> Iterator[Hit]:
    for step in procedure.steps:
        name = step.image.file if step.image else None
        if name and name.file.folder is not None and beside(name) is None:
            hint = "Put the picture beside the procedure, and give its file name."
            yield Hit(name, f"There is no picture “{name}”.", hint)
