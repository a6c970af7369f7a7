"""A new draft procedure, with every place to fill in marked."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

from sop_toolkit.model.build import load
from sop_toolkit.model.guess import did_you_mean
from sop_toolkit.model.manual import PAGE_NAMES, Manual
from sop_toolkit.source.find import SOURCES
from sop_toolkit.source.write import made, replace

_DRAFT = Path(__file__).parent / "draft.yaml"
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_PLAIN = re.compile(r"[^\W_][\w ,.()'/-]*\Z")
# What YAML, or a reader of it, might take for something other than a text.
_NOT_TEXT = re.compile(r"(?:none|null|true|false|yes|no|on|off|[0-9.,-]+)\Z", re.IGNORECASE)


class Refused(Exception):
    """The procedure cannot be made; the message says what to do."""


def new(root: Path, title: str, category: str | None = None, id: str | None = None) -> Path:
    """Writes the draft and gives its path. Raises Refused, and OSError if the file cannot be written."""
    title = " ".join(title.split())
    if not title:
        raise Refused("the title is empty: say what the procedure does, such as “Open the branch”")
    library = load(root)
    if library.trouble:
        raise Refused(library.trouble)
    manual = library.manual
    name = _id(title, id, manual)
    folder = root / SOURCES / _category(category, manual)
    path = folder / f"{name}.yaml"
    role = next(iter(manual.roles), "")
    if not role:
        raise Refused("the manual has no roles: add one below `roles:` in procedures/manual.yaml")
    draft = _DRAFT.read_text(encoding="utf-8")
    draft = draft.replace("{id}", name).replace("{title}", _scalar(title)).replace("{role}", role)
    with made(folder):
        replace(path, draft)
    return path


def _id(title: str, given: str | None, manual: Manual) -> str:
    name = given if given is not None else _slug(title)
    if not _SLUG.match(name):
        hint = "small letters, digits and single hyphens, such as --id open-the-branch"
        raise Refused(f"--id {given}: an id has {hint}" if given is not None else f"give the id with --id: {hint}")
    if name in manual.known_ids:
        raise Refused(f"a procedure `{name}` is there already: choose another id with --id")
    if name in PAGE_NAMES or name in manual.languages or name in manual.categories:
        raise Refused(f"`{name}` is an address of the site already: choose another id with --id")
    return name


def _slug(title: str) -> str:
    """The title's letters and digits without accents; empty for a title in another script."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "").lower()).strip("-")


def _category(given: str | None, manual: Manual) -> str:
    known = list(manual.categories)
    if given is None:
        if not known:
            raise Refused("the manual has no category yet: name the first one with --category")
        return known[0]
    if given not in known and not _SLUG.match(given):
        raise Refused(f"--category {given}: a category has small letters, digits and hyphens only")
    if given in PAGE_NAMES or given in manual.languages or given in manual.known_ids:
        raise Refused(f"--category {given}: the site has an address of this name already; choose another")
    if given not in known and did_you_mean(given, known).startswith("Did"):
        raise Refused(f"no category is called `{given}`. {did_you_mean(given, known)}")
    return given


def _scalar(text: str) -> str:
    """The text as YAML: as it stands where that is safe, else in quotes."""
    plain = _PLAIN.match(text) and not _NOT_TEXT.match(text) and text == text.strip()
    return text if plain else json.dumps(text, ensure_ascii=False)
