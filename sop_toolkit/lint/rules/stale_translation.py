"""Translated words whose original reads differently now, or that nobody has compared with it yet.

Why: Two languages that say different things are two processes. The page shows the original instead of stale words.
Bad:
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
        steps[open].do: 0a1b2c3d4e5f
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
from sop_toolkit.model.matching import Pair, pairs, short_name
from sop_toolkit.model.translation import Translation
from sop_toolkit.text import Span

SEVERITY = WARNING
_MOST_LETTERS = 60


def in_translation(translation: Translation, manual: Manual) -> Iterator[Hit]:
    original = manual.original(translation)
    if original is None:
        return
    command = f"sop translate {translation.id} --to {translation.language} --confirm"
    waiting = [each for each in pairs(original, translation) if not each.is_missing and not each.uncertain]
    if translation.words.translates is None:
        if waiting:
            message = "Nobody has confirmed these words against the original."
            hint = f"Compare them with the original, then run `{command} all`."
            yield Hit(Span(translation.file, 0, 0), message, hint)
        return
    for pair in waiting:
        if pair.words is not None and not translation.is_current(pair.original):
            message = f"“{_short(pair.words)}” {_why(pair, translation)}."
            now = _one_line(pair.original)
            stop = "" if now.endswith((".", "!", "?")) else "."
            confirm = f"{command} {short_name(pair.original.field)}"
            hint = f"The original reads “{now}”{stop} Edit the words, then run `{confirm}`."
            yield Hit(pair.words, message, hint)


def _why(pair: Pair, translation: Translation) -> str:
    known = pair.original.field in translation.words.translates.texts
    return "is made from an older text of the original" if known else "is not confirmed against the original"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    words = _one_line(text)
    return words if len(words) <= _MOST_LETTERS else f"{words[: _MOST_LETTERS - 1]}…"
