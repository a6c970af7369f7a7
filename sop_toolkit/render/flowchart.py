"""A procedure's decisions as a drawing: SVG with real text, each box a link to its step.

The steps stand in one column, so that the drawing fits a phone. A decision is a box with a row for
each answer. An answer that jumps leaves its row sideways: forward jumps run in lanes to the right of the
column, jumps back to the left, and all jumps to one step share a lane.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape

import regex
from markupsafe import Markup

from sop_toolkit.language.labels import Labels
from sop_toolkit.model.procedure import LEVELS, Procedure, Step, anchor
from sop_toolkit.render.foreign import Foreign

_WIDTH = 250
_LINE = 17
_PAD = 8
_TERMINAL = _LINE + _PAD
_GAP = 22
_LANE = 14
_WARNING = "\N{WARNING SIGN}\N{VARIATION SELECTOR-15}"  # as text: in black, and no picture in colours
_CELLS = 31  # how many letters of the Latin script fit a line
_WIDE, _SIGN = 1.45, 0.15  # what a letter of an Indian script and one of its signs take of a Latin letter's width


@dataclass(frozen=True)
class _Words:
    """A text in lines, and its language if it is not the page's."""

    lines: list[str]
    language: str

    @property
    def height(self) -> int:
        return len(self.lines) * _LINE + _PAD


@dataclass(frozen=True)
class _Row:
    """An answer, and where it leads (a step's position, the number of steps for the end)."""

    words: _Words
    target: int
    falls: bool


@dataclass(frozen=True)
class _Box:
    """A step: its words, its question if it decides, and the answers."""

    words: _Words
    ask: _Words
    rows: list[_Row]
    anchor: str

    @property
    def height(self) -> int:
        blocks = [self.words, *([self.ask] if self.rows else []), *(row.words for row in self.rows)]
        return sum(words.height for words in blocks)


@dataclass(frozen=True)
class _Jump:
    """A line from an answer's row (at `y`, from the step at `source`) to a step, in a lane of one side."""

    source: int
    target: int
    y: int


def flowchart(procedure: Procedure, labels: Labels, shown: Callable[[str], str]) -> Markup:
    """The drawing, or nothing for a procedure without decisions. `shown` gives a text as one plain line."""
    if not any(step.decide and step.decide.options for step in procedure.steps):
        return Markup("")
    boxes = [_box(procedure, position, labels, shown) for position in range(len(procedure.steps))]
    tops, y = [], _TERMINAL + _GAP
    for box in boxes:
        tops.append(y)
        y += box.height + _GAP
    tops.append(y)
    jumps = list(_jumps(boxes, tops))
    right = _lanes([jump for jump in jumps if jump.target > jump.source], tops)
    left = _lanes([jump for jump in jumps if jump.target <= jump.source], tops)
    x = (max(left.values(), default=-1) + 1) * _LANE + 4
    width = x + _WIDTH + (max(right.values(), default=-1) + 1) * _LANE + 10
    parts = [_terminal(labels("flow_start"), x, 0)]
    parts += [_drawn(box, x, top) for box, top in zip(boxes, tops, strict=False)]
    parts.append(_terminal(labels("flow_end"), x, tops[-1]))
    lines = [_down(x, _TERMINAL, tops[0])]
    for box, top, below in zip(boxes, tops, tops[1:], strict=False):
        if _falls(box):
            lines.append(_down(x, top + box.height, below))
    lines += [_line(jump, x, tops, right, left) for jump in jumps]
    title = escape(labels("flow_of", title=shown(procedure.title)))
    height = tops[-1] + _TERMINAL
    return Markup(
        f'<svg class="sop-chart" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="group" '
        f'aria-label="{title}"><defs><marker id="sop-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        f'markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>'
        f"{''.join(parts)}{''.join(lines)}</svg>"
    )


def _box(procedure: Procedure, position: int, labels: Labels, shown: Callable[[str], str]) -> _Box:
    step = procedure.steps[position]
    rows = []
    for option, (go, target) in zip(
        step.decide.options if step.decide else (), procedure.targets(position), strict=False
    ):
        when = shown(option.when)
        words = f"{when}: {shown(option.do)}" if option.do else when
        end = len(procedure.steps) if target is None or target < 0 else target
        rows.append(_Row(_words(words, when, _CELLS - 4), end, not go or end == position + 1))
    name = anchor(step, position + 1)
    do, ask = shown(step.do), shown(step.decide.ask) if step.decide else ""
    return _Box(_words(f"{position + 1} {_sign(step, labels)}{do}", do), _words(ask, ask), rows, name)


def _sign(step: Step, labels: Labels) -> str:
    """The word for the gravest of a step's warnings, with a sign; nothing where there is none."""
    levels = {hazard.level or LEVELS[-1] for hazard in step.warn}
    return next((f"{_WARNING} {labels(level)}: " for level in LEVELS if level in levels), "")


def _words(text: str, like: str, cells: int = _CELLS) -> _Words:
    """A text in lines, in the language of the text `like`."""
    return _Words(_wrap(text, cells), like.language if isinstance(like, Foreign) else "")


def _wrap(text: str, cells: int) -> list[str]:
    """Lines no wider than a box; a word that is wider than that goes on in the next line."""
    lines: list[str] = []
    room = 0.0
    for word in text.split():
        for number, piece in enumerate(_pieces(word, cells)):
            width = _cells(piece)
            if lines and not number and width + 1 <= room:
                lines[-1] += f" {piece}"
                room -= width + 1
            else:
                lines.append(piece)
                room = cells - width
    return lines or [""]


def _pieces(word: str, cells: int) -> list[str]:
    """The word, or the parts of one that is wider than a line. Letters and their signs stay together."""
    if _cells(word) <= cells:
        return [word]
    pieces = [""]
    for letter in regex.findall(r"\X", word):
        if pieces[-1] and _cells(pieces[-1] + letter) > cells:
            pieces.append("")
        pieces[-1] += letter
    return pieces


@lru_cache(maxsize=4096)  # a manual says the same words again and again
def _cells(word: str) -> float:
    return len(word) if word.isascii() else sum(map(_width, word))


@cache
def _width(character: str) -> float:
    if character.isascii():
        return 1.0
    is_sign = unicodedata.category(character)[0] in "MC"
    return _SIGN if is_sign else _WIDE


def _falls(box: _Box) -> bool:
    return not box.rows or any(row.falls for row in box.rows)


def _jumps(boxes: list[_Box], tops: list[int]) -> Iterator[_Jump]:
    for position, box in enumerate(boxes):
        y = tops[position] + box.words.height + box.ask.height
        for row in box.rows:
            if not row.falls:
                yield _Jump(position, row.target, y + row.words.height // 2)
            y += row.words.height


def _lanes(jumps: list[_Jump], tops: list[int]) -> dict[int, int]:
    """A lane for each target, inner lanes for short ways; lanes are shared where the ways do not meet."""
    spans: dict[int, tuple[int, int]] = {}
    for jump in jumps:
        ends = sorted((jump.y, tops[jump.target]))
        low, high = spans.get(jump.target, (ends[0], ends[1]))
        spans[jump.target] = (min(low, ends[0]), max(high, ends[1]))
    lanes: dict[int, int] = {}
    for target, (low, high) in sorted(spans.items(), key=lambda entry: entry[1][1] - entry[1][0]):
        taken = {lanes[other] for other in lanes if spans[other][0] <= high and spans[other][1] >= low}
        lanes[target] = next(lane for lane in range(len(spans)) if lane not in taken)
    return lanes


def _drawn(box: _Box, x: int, y: int) -> str:
    high = box.words.height
    parts = [
        f'<a href="#{escape(box.anchor)}"><rect x="{x}" y="{y}" width="{_WIDTH}" height="{high}" rx="4"/>'
        f"{_text(box.words, x, y)}</a>"
    ]
    y += high
    if box.rows:
        high = box.ask.height
        edge = high // 2
        parts.append(
            f'<path class="sop-q" d="M{x + 6} {y}H{x + _WIDTH - 6}L{x + _WIDTH} {y + edge} {x + _WIDTH - 6} {y + high}'
            f'H{x + 6}L{x} {y + edge}z"/>{_text(box.ask, x, y)}'
        )
        y += high
    for row in box.rows:
        high = row.words.height
        parts.append(
            f'<rect class="sop-a" x="{x + 14}" y="{y}" width="{_WIDTH - 28}" height="{high}"/>'
            f"{_text(row.words, x + 14, y)}"
        )
        y += high
    return "".join(parts)


def _text(words: _Words, x: int, y: int) -> str:
    spans = "".join(
        f'<tspan x="{x + 8}" y="{y + _LINE * number - 1}">{escape(line)}</tspan>'
        for number, line in enumerate(words.lines, 1)
    )
    language = f' lang="{escape(words.language)}"' if words.language else ""
    return f"<text{language}>{spans}</text>"


def _terminal(word: str, x: int, y: int) -> str:
    return (
        f'<rect class="sop-t" x="{x + 75}" y="{y}" width="{_WIDTH - 150}" height="{_TERMINAL}" rx="{_TERMINAL // 2}"/>'
        f'<text class="sop-m" x="{x + _WIDTH // 2}" y="{y + _LINE}">{escape(word)}</text>'
    )


def _down(x: int, start: int, end: int) -> str:
    return _way(f"M{x + _WIDTH // 2} {start}V{end}")


def _way(path: str) -> str:
    return f'<path class="sop-l" marker-end="url(#sop-tip)" d="{path}"/>'


def _line(jump: _Jump, x: int, tops: list[int], right: dict[int, int], left: dict[int, int]) -> str:
    """From the row sideways into the lane, along it, and into the gap above the target."""
    arrive = tops[jump.target] - _GAP // 2
    middle = x + _WIDTH // 2
    if jump.target > jump.source:
        lane = x + _WIDTH + 6 + right[jump.target] * _LANE
        return _way(f"M{x + _WIDTH - 14} {jump.y}H{lane}V{arrive}H{middle + 20}V{tops[jump.target]}")
    lane = x - 6 - left[jump.target] * _LANE
    return _way(f"M{x + 14} {jump.y}H{lane}V{arrive}H{middle - 20}V{tops[jump.target]}")
