"""The examples of the guide that are files: each is a fence whose first line says what it is."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "reviewers" / "pull-requests.md"
_FENCE = re.compile(r"^```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples(first_line: str) -> list[str]:
    """The examples for pull requests that begin with this line, in their order."""
    found = [text for text in _FENCE.findall(PAGE.read_text(encoding="utf-8")) if text.startswith(f"{first_line}\n")]
    assert found, f"no example begins with {first_line}"
    return found
