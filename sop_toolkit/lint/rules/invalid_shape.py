"""A field that is unknown, missing, given twice or filled with something it cannot hold, or a file in a wrong folder.

Why: A misspelled field is lost without a word, and a page without an owner or a step helps nobody.
A procedure stands in the folder of its category, or no category lists it.
Bad:
    porpose: Give every customer the same return.
Bad:
    steps:
      - do: Open the till.
        within: soon
Good:
    steps:
      - do: Open the till.
        within: 2 minutes
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from sop_toolkit.language.labels import has_labels, missing_labels
from sop_toolkit.lint.rule import Hit
from sop_toolkit.model.guess import language_meant
from sop_toolkit.model.manual import Manual
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.model.scalars import SLUG, joined
from sop_toolkit.model.translation import Translation
from sop_toolkit.source.find import SOURCES
from sop_toolkit.source.picture import KINDS, beside, fault
from sop_toolkit.text import File, Span

SEVERITY = "error"


def in_procedure(procedure: Procedure, manual: Manual) -> Iterator[Hit]:
    if manual.is_whole:
        yield from _place(procedure.category, procedure.file, manual)
        yield from _nowhere(procedure, manual)
        yield from _pictures(procedure)
    if manual.translations.get(procedure.id):
        for step in procedure.steps:
            if not step.id and step.do:
                hint = "Add `id:` with a short name that never changes, such as `greet`."
                yield Hit(step.do, "This step needs an `id`: translations name it by that.", hint)


def _nowhere(procedure: Procedure, manual: Manual) -> Iterator[Hit]:
    """A procedure that is for no branch: no page of a branch would show it."""
    if procedure.stage != "retired" and manual.branches and not any(map(procedure.branches.includes, manual.branches)):
        for name in procedure.branches.without[-1:]:
            hint = "Delete a branch here; if nobody does this work any more, write `status: retired`."
            yield Hit(name, "All branches stand in `except`, so the procedure is for none.", hint)


def _pictures(procedure: Procedure) -> Iterator[Hit]:
    """Files that may not be published as pictures; one that is not there is an unknown reference."""
    for step in procedure.steps:
        name = step.image.file if step.image else None
        path = beside(name) if name else None
        if name and path and (wrong := fault(path)):
            hint = f"Save the picture as {KINDS}, without scripts and links to other files, and write that name here."
            yield Hit(name, f"“{name}” {wrong}.", hint)


def in_translation(translation: Translation, manual: Manual) -> Iterator[Hit]:
    from sop_toolkit.lint.misfits import misfits  # not for procedures: it knows all scripts

    return misfits(translation, manual)


def in_manual(manual: Manual) -> Iterator[Hit]:
    if not manual.is_whole:
        return
    yield from _languages(manual)
    for id, category in manual.categories.items():
        yield from _place(id, category.file, manual)
        if id and "/" not in id and not SLUG.fits(id):
            name = joined(id)
            hint = "A category's folder has small letters, digits and single hyphens only: rename it"
            message = f"The folder's name “{id}” is not an id."
            yield Hit(_first_line(category.file), message, f"{hint} to `{name}`." if name else f"{hint}.")


def _languages(manual: Manual) -> Iterator[Hit]:
    """Languages that the site has no words for."""
    for code in manual.listed:
        file = f"sop_toolkit/language/{code}/labels.yaml"
        if not has_labels(code):
            likely = language_meant(code)
            hint = f"Add the file `{file}` to the toolkit, with every label in that language, or take `{code}` out."
            hint = f"Did you mean `{likely}`?" if has_labels(likely) else hint
            yield Hit(code, f"The toolkit has no labels for the language `{code}`.", hint)
        elif missing := missing_labels(code):
            names = ", ".join(f"`{name}`" for name in missing)
            yield Hit(code, f"The labels of the language `{code}` are not complete.", f"Add to `{file}`: {names}.")


def _place(folder: str, file: File, manual: Manual) -> Iterator[Hit]:
    """What is wrong with a file that stands in this folder of the sources, told by the folder's path."""
    name = PurePosixPath(file.path).name
    if not folder:
        category = next((id for id in manual.categories if SLUG.fits(id)), "service")
        hint = f"Move it into a category's folder, such as `{SOURCES}/{category}/{name}`."
        yield Hit(_first_line(file), f"The file stands in no category: it is in `{SOURCES}` itself.", hint)
    elif "/" in folder:
        hint = f"Move it to `{SOURCES}/{folder.partition('/')[0]}/{name}`."
        yield Hit(_first_line(file), "The file stands too deep: a category's folder has no folders in it.", hint)


def _first_line(file: File) -> Span:
    return Span(file, 0, len(file.line(1)))
