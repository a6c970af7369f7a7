"""Which words count as made from the original as it reads now, and the comments that show a writer what it says.

The comment above a place shows the original's text: `# en: …`. Where that text is new or has changed, it says so:
`# en, new: …`, `# en, changed: …` with the older text below it, `# en, before: …`.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from sop_toolkit.author.translate.lines import comments_above, line_start
from sop_toolkit.author.translate.places import comment
from sop_toolkit.model.matching import Pair, short_name
from sop_toolkit.model.places import find
from sop_toolkit.model.translation import fingerprint
from sop_toolkit.source.yaml import Document

_BEFORE_KEY = re.compile(r"( *)(?:- +)?\Z")
_SPECIAL = ("new", "changed", "before")
ALL = "all"


@dataclass(frozen=True)
class Record:
    """Fingerprints by field: of the originals (`texts`), and of words that stand beside a changed one (`changed`)."""

    texts: dict[str, str] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Beside:
    """The lines above a text's place: from `start` up to the place's own line at `end`, each indented by `indent`.

    `shown` has the original's text as the comments show it, by its tag: empty, `new`, `changed` or `before`.
    """

    start: int
    end: int
    indent: str
    others: tuple[str, ...]
    shown: dict[str, str]

    @property
    def latest(self) -> str | None:
        """The original as the writer sees it."""
        return next((self.shown[tag] for tag in ("changed", "new", "") if tag in self.shown), None)

    def lines(self, language: str) -> str:
        """The comments as they are to stand in the file."""
        tags = [tag for tag in ("", "new", "changed", "before") if tag in self.shown]
        own = [comment(self.shown[tag], self.indent, f"{language}, {tag}" if tag else language) for tag in tags]
        return "".join(f"{line}\n" for line in (*self.others, *own))


def beside(document: Document, pair: Pair, language: str) -> Beside | None:
    """The comments above a text's place, or None where it shares its line with other places."""
    if pair.words is None:
        return None
    text = document.file.text
    key = find(document, pair.words.field).where.start
    end = line_start(text, key)
    indent = _BEFORE_KEY.match(text[end:key])
    if indent is None:
        return None
    start = comments_above(text, end, indent[1])
    own = re.compile(rf" *# {re.escape(language)}(?:, ({'|'.join(_SPECIAL)}))?: (.*)\Z")
    others: list[str] = []
    shown: dict[str, str] = {}
    for line in text[start:end].split("\n")[:-1]:
        found = own.match(line)
        if found:
            shown[found[1] or ""] = found[2]
        else:
            others.append(line)
    return Beside(start, end, indent[1], tuple(others), shown)


def judged(pair: Pair, above: Beside | None, known: Record, confirm: Collection[str]) -> tuple[Record, Beside | None]:
    """What is known of a text after this run, and what the comments above it are to show.

    Words count as made from the original as it reads now if somebody confirms them, or wrote them since its text as
    it reads now stands above them.
    """
    now, name = fingerprint(pair.original), pair.original.field
    texts = {field: value for field, value in known.texts.items() if field != name}
    changed = {field: value for field, value in known.changed.items() if field != name}
    if pair.is_missing or pair.words is None:
        return Record(texts, changed), _showing(above, pair, "new" if above and "new" in above.shown else "")
    seen = above is not None and above.latest is not None and fingerprint(above.latest) == now
    words = fingerprint(pair.words)
    marked = known.changed.get(name)
    if name in confirm or known.texts.get(name) == now:
        is_current = True
    elif marked is not None:
        is_current = seen and words != marked
    else:
        is_current = seen and name not in known.texts and above is not None and "changed" not in above.shown
    if is_current:
        return Record({**texts, name: now}, changed), _showing(above, pair, "")
    if name in known.texts:
        texts[name] = known.texts[name]
    if above is None or (name not in known.texts and above.latest is None):
        return Record(texts, changed), above
    changed[name] = marked if marked is not None and seen else words
    return Record(texts, changed), _showing(above, pair, "changed")


def _showing(above: Beside | None, pair: Pair, tag: str) -> Beside | None:
    """The comments with the original as it reads now; where it has changed, with the text before as well."""
    if above is None or (not above.shown and tag != "changed"):
        return above
    shown = {tag: " ".join(pair.original.split())}
    if tag == "changed":
        before = above.shown.get("before", above.latest if "changed" not in above.shown else None)
        if before is not None and fingerprint(before) != fingerprint(pair.original):
            shown["before"] = before
    return replace(above, shown=shown)


def is_named(field: str, name: str) -> bool:
    """Whether `--confirm` means a field by this name: `all`, a field, a list, a step, or a field of a step."""
    dotted = name.replace("[", ".").replace("]", "")
    full = field.replace("[", ".").replace("]", "")
    return name == ALL or any(f"{each}.".startswith(f"{dotted}.") for each in (full, short_name(field)))
