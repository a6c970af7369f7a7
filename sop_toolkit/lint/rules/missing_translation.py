"""A text or a name that has no words in a language of the manual, or a procedure in force without a translation.

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

from sop_toolkit.language import language
from sop_toolkit.lint.rule import WARNING, Hit
from sop_toolkit.model.manual import Manual
from sop_toolkit.model.matching import faults, pairs
from sop_toolkit.model.places import find
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.model.translation import Translation
from sop_toolkit.model.walk import blocks
from sop_toolkit.source.inline import links, placeholders
from sop_toolkit.source.yaml import parse
from sop_toolkit.text import Kind, Span, Text

SEVERITY = WARNING
_MOST_NAMES = 5
# Fewer words with small letters may be a name or a unit, which is the same in both languages.
_FEWEST_WORDS = 3


def in_procedure(procedure: Procedure, manual: Manual) -> Iterator[Hit]:
    if not procedure.is_controlled or not procedure.id or len(manual.languages) < 2:
        return
    known = manual.translations.get(procedure.id, {})
    missing = [code for code in manual.languages if code != manual.language and code not in known]
    if missing:
        listed = ", ".join(f"`{code}`" for code in missing)
        hint = f"Run `sop translate {procedure.id} --to {','.join(missing)}`, and fill in the words."
        yield Hit(procedure.id, f"“{procedure.id}” has no translation in {listed}.", hint)


def in_manual(manual: Manual) -> Iterator[Hit]:
    if len(manual.languages) < 2:
        return
    from sop_toolkit.model.names import unnamed

    for each in unnamed(manual):
        listed = ", ".join(f"`{code}`" for code in each.languages)
        places = ", ".join(f"`{code}: …`" for code in each.languages)
        yield Hit(each.known, f"`{each.field}` has no words in {listed}.", f"Write {places} beside these.")


def in_translation(translation: Translation, manual: Manual) -> Iterator[Hit]:
    original = manual.original(translation)
    if original is None:
        return
    every = list(pairs(original, translation))
    missing = [each for each in every if each.is_missing and not each.uncertain]
    places = [(pair.words, pair.original) for pair in missing if pair.words is not None]
    if len(places) > 1 and all(each.is_missing for each in every):
        hint = f"Write them in the language `{translation.language}`. A comment above each place shows the original."
        yield Hit(places[0][0], f"{len(places)} places wait for their words, from this one on.", hint)
    else:
        yield from _waiting(places, translation.language)
    if not faults(original, translation):  # else that is what is to be mended first
        yield from _without_a_place(translation, [each.original for each in missing if each.words is None])
    for pair in every:
        if pair.words is None or ("((" not in pair.original and "](" not in pair.original):
            continue
        if not pair.is_missing and translation.is_current(pair.original):
            yield from _left_out(pair.original, pair.words)
    yield from _untouched(original, translation, manual)


def _waiting(places: list[tuple[Text, Text]], language: str) -> Iterator[Hit]:
    """A finding for each place that waits, with the original beside it."""
    for words, original in places:
        hint = f"Write in the language `{language}` what the original says: “{' '.join(original.split())}”."
        yield Hit(words, f"“{words}” waits for its words.", hint)


def _left_out(original: Text, words: Text) -> Iterator[Hit]:
    """What the original takes from the manual, and its translation does not. A term may be written out: words bend."""
    kept = {part.target for part in (*placeholders(words), *links(words))}
    wanted = [(f"(({part.target}))", part.target) for part in placeholders(original)]
    wanted += [(f"[…]({part.target})", part.target) for part in links(original)]
    lost = [form for form, target in wanted if target not in kept and not target.startswith("term.")]
    if lost:
        listed = " and ".join(dict.fromkeys(lost))
        yield Hit(words, f"The original has {listed}, which these words leave out.", f"Write {listed} here too.")


def _untouched(original: Procedure, translation: Translation, manual: Manual) -> Iterator[Hit]:
    """Words that are still those of the original; in a wrong script they are another rule's, unless they are spoken."""
    found = pairs(original, translation)
    same = [words for text, words, _ in found if words is not None and _is_same(text, words)]
    if not same:  # as in nearly every file
        return
    own, other = language(manual.language), language(translation.language)
    is_alike = own is None or other is None or own.script == other.script
    spoken = {each.text.field for each in blocks(translation, translation.language) if each.kind is Kind.SPEECH}
    for words in same:
        if is_alike or words.field in spoken:
            yield Hit(words, "These words are those of the original.", "Translate them.")


def _is_same(original: Text, words: Text) -> bool:
    """Whether words read as the original does, and are more than a name."""
    if words.isascii() != original.isascii():
        return False
    return words.split() == original.split() and sum(map(str.islower, words.split())) >= _FEWEST_WORDS


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
