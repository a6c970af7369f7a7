"""A text of the original that has no words in a language of the manual, or a procedure in force without a translation.

Why: Where words are missing, the page shows the original, and some readers cannot read it.
Bad:
    # open-the-till.hi.yaml
    title: गल्ला खोलें
    purpose: ग्राहक को छुट्टे पैसे दें।
    steps:
      - id: open
        do: <fill in>
    translates:
      version: 0.1
      texts:
        title: f75e79c7aaaf
        purpose: e2f692b95df6
Good:
    # open-the-till.hi.yaml
    title: गल्ला खोलें
    purpose: ग्राहक को छुट्टे पैसे दें।
    steps:
      - id: open
        do: गल्ला खोलें।
    translates:
      version: 0.1
      texts:
        title: f75e79c7aaaf
        purpose: e2f692b95df6
        steps[open].do: 5c08ac21379c
"""

from __future__ import annotations

from collections.abc import Iterator

from sop_toolkit.lint.rule import WARNING, Hit
from sop_toolkit.model.manual import Manual
from sop_toolkit.model.matching import faults, pairs
from sop_toolkit.model.places import find
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.model.translation import Translation
from sop_toolkit.source.yaml import parse
from sop_toolkit.text import Span, Text

SEVERITY = WARNING
_MOST_NAMES = 5


def in_procedure(procedure: Procedure, manual: Manual) -> Iterator[Hit]:
    if not procedure.is_controlled or not procedure.id or len(manual.languages) < 2:
        return
    known = manual.translations.get(procedure.id, {})
    missing = [code for code in manual.languages if code != manual.language and code not in known]
    if missing:
        listed = ", ".join(f"`{code}`" for code in missing)
        hint = f"Run `sop translate {procedure.id} --to {','.join(missing)}`, and fill in the words."
        yield Hit(procedure.id, f"“{procedure.id}” has no translation in {listed}.", hint)


def in_translation(translation: Translation, manual: Manual) -> Iterator[Hit]:
    original = manual.original(translation)
    if original is None:
        return
    missing = [each for each in pairs(original, translation) if each.is_missing and not each.uncertain]
    for pair in missing:
        if pair.words is not None:
            hint = f"Write in its place what the original says: “{' '.join(pair.original.split())}”."
            yield Hit(pair.words, f"“{pair.words}” waits for its words.", hint)
    if not faults(original, translation):  # else that is what is to be mended first
        yield from _without_a_place(translation, [each.original for each in missing if each.words is None])


def _without_a_place(translation: Translation, missing: list[Text]) -> Iterator[Hit]:
    """One finding for all that is missing at a place of the file."""
    if not missing:
        return
    document = parse(translation.file)
    by_place: dict[tuple[int, int], list[tuple[Text, Span]]] = {}
    for text in missing:
        where = find(document, text.field).where
        by_place.setdefault((where.start, where.end), []).append((text, where))
    hint = f"Run `sop translate {translation.id} --to {translation.language}` to get the places, and fill them in."
    for found in by_place.values():
        first, where = found[0]
        names = ", ".join(f"`{text.field}`" for text, _ in found[:_MOST_NAMES])
        more = f" and {len(found) - _MOST_NAMES} more" if len(found) > _MOST_NAMES else ""
        verb = "has" if len(found) == 1 else "have"
        span = Span(where.file, where.start, where.end, first.field)
        yield Hit(span, f"{names}{more} {verb} no words here.", hint)
