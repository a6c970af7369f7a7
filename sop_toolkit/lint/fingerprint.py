"""A name for a finding that stays when lines above it come and go, for baselines and for services that keep results.

It is made of the rule, the file's name, the words and the line that they stand in, without its white space. Of several
findings that are alike in all of this each has its number. A file that moves to another folder keeps its findings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from sop_toolkit.finding import Finding

_BYTES = 10


def fingerprints(findings: Sequence[Finding], line_of: Callable[[Finding], str]) -> list[str]:
    """The fingerprint of each finding, in their order; no two are the same."""
    from _blake2 import blake2b  # all of hashlib would bring OpenSSL with it

    seen: Counter[str] = Counter()
    found = []
    for each in findings:
        words = each.text if len(each.text) <= len(line_of(each)) or not line_of(each) else ""
        name = "\0".join((each.rule, PurePosixPath(each.file).name, words, " ".join(line_of(each).split())))
        seen[name] += 1
        found.append(blake2b(f"{name}\0{seen[name]}".encode("utf-8", "surrogatepass"), digest_size=_BYTES).hexdigest())
    return found
