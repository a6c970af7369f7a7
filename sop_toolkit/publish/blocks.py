"""HTML that stands in a page's Markdown already is taken out before Markdown looks at it, and put back after.

Python-Markdown reads HTML letter by letter only to leave it alone, which is half the time of a build.
"""

from __future__ import annotations

import re

_TAG = re.compile(r"<([a-z][a-z0-9]*)[\s>]")
_MARK = "<!--sop-block-{}-->"
_MARKS = re.compile(r"<!--sop-block-(\d+)-->")


def take_out(markdown: str) -> tuple[str, list[str]]:
    """The Markdown with a comment in place of each whole HTML block, and the blocks."""
    blocks: list[str] = []
    parts = markdown.split("\n\n")
    for position, part in enumerate(parts):
        block = part.strip("\n")
        if _is_whole(block):
            parts[position] = _MARK.format(len(blocks))
            blocks.append(block)
    return "\n\n".join(parts), blocks


def put_back(html: str, blocks: list[str]) -> str:
    """The page's HTML with the blocks again where they were."""
    return _MARKS.sub(lambda mark: blocks[int(mark[1])], html)


def _is_whole(block: str) -> bool:
    """One element from its first tag to its last, with nothing in it that Markdown is asked to read."""
    tag = _TAG.match(block)
    if not tag or "markdown=" in block or "sop-block-" in block:
        return False
    name = tag[1]
    return block.endswith(f"</{name}>") and len(re.findall(rf"<{name}[\s>]", block)) == block.count(f"</{name}>")
