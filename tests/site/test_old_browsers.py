"""What branch staff have is not new: scripts and styles keep to what browsers know from 2021 on.

These are Chrome 88, Firefox 79 and Safari 14.1. A script with one sign that a browser does not know does nothing at
all, and of a style it drops the whole rule.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sop_toolkit.publish as publish

HERE = Path(publish.__file__).parent
SCRIPTS = sorted(HERE.rglob("assets/*.js"))
STYLES = sorted(HERE.rglob("assets/*.css"))
# What came later, with the first Safari that knows it.
NEWER = {
    "lookbehind, 16.4": r"\(\?<[=!]",
    "at(), 15.4": r"\.at\(",
    "hasOwn(), 15.4": r"\bhasOwn\(",
    "structuredClone(), 15.4": r"\bstructuredClone\(",
    "findLast(), 15.4": r"\.findLast(?:Index)?\(",
    "copies of lists, 16": r"\.(?:toSorted|toReversed|toSpliced)\(",
    "private names, 15": r"[.\s{]#[a-z]\w*",
    "static blocks, 16.4": r"\bstatic\s*\{",
    "groups of items, 17.4": r"\bgroupBy\(",
    "flag d or v, 15 and 17": r"/[gimsuy]*[dv][gimsuy]*(?=[;,.)\s])",
    "segmenter, 14.1 but no Firefox of that time": r"\bIntl\.Segmenter\b",
    "dialogs and popovers, 15.4 and 17": r"\.show(?:Modal|Popover)\(",
}
NEWER_STYLES = {
    "layers, 15.4": r"@layer\b",
    "containers, 16": r"@container\b",
    "units of the visible page, 15.4": r"\d[dsl]v[hw]\b",
    "mixed colours, 16.2": r"\bcolor-mix\(",
    "nested rules, 17.2": r"(?m)^\s*&",
    "balanced lines, 17.5": r"\btext-wrap\b",
    "shapes, 15": r"\baspect-ratio\b",
}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_has_no_sign_that_an_old_browser_does_not_know(script: Path) -> None:
    code = re.sub(r"//[^\n]*|/\*.*?\*/", "", script.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert [name for name, sign in NEWER.items() if re.search(sign, code)] == []


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.name)
def test_a_style_needs_nothing_newer(style: Path) -> None:
    code = re.sub(r"/\*.*?\*/", "", style.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert [name for name, sign in NEWER_STYLES.items() if re.search(sign, code)] == []


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.name)
def test_a_rule_for_newer_browsers_takes_no_other_one_with_it(style: Path) -> None:
    """`:has()`, from Safari 15.4 on, stands in selectors of its own: the others of its rule would be dropped too."""
    code = re.sub(r"/\*.*?\*/", "", style.read_text(encoding="utf-8"), flags=re.DOTALL)
    for selectors in re.findall(r"([^{}]+)\{", code):
        if ":has(" in selectors:
            assert all(":has(" in each for each in _selectors(selectors)), selectors


def _selectors(listed: str) -> list[str]:
    """The selectors of a rule; commas in brackets are a part of them."""
    found, depth = [""], 0
    for sign in listed:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            found.append("")
        else:
            found[-1] += sign
    return found


def test_there_are_scripts_and_styles_to_look_at() -> None:
    assert {"engine.js", "sounds.js", "field.js", "sop.js"} <= {path.name for path in SCRIPTS}
    assert {"sop.css", "field.css"} <= {path.name for path in STYLES}
