"""The findings as a JUnit report, for services that show test results: a file is a suite, a finding a test that fails.

Source: the schema of the Jenkins xUnit plugin, `junit-10.xsd`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from sop_toolkit.finding import Finding
from sop_toolkit.lint.report import Report, counted

# What no XML document may hold, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(report: Report) -> str:
    """One document; a note is a test that passes and says something. A run without findings is one passing test."""
    found = report.findings
    failures = sum(each.severity != "note" for each in found)
    suites = [_suite(file, list(same)) for file, same in groupby(found, key=lambda each: each.file)]
    if not suites:
        passed = f'    <testcase name="{counted(report.summary.files, "file")}" classname="sop lint"/>\n'
        suites = [f'  <testsuite name="sop lint" tests="1" failures="0" errors="0">\n{passed}  </testsuite>\n']
    head = f'<testsuites name="sop lint" tests="{max(1, len(found))}" failures="{failures}" errors="0">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n{"".join(suites)}</testsuites>\n'


def _suite(file: str, findings: Sequence[Finding]) -> str:
    failures = sum(each.severity != "note" for each in findings)
    head = f'  <testsuite name={_quoted(file)} tests="{len(findings)}" failures="{failures}" errors="0">\n'
    return head + "".join(_case(each) for each in findings) + "  </testsuite>\n"


def _case(finding: Finding) -> str:
    name = f"{finding.rule} at {finding.line}:{finding.column}"
    head = f"    <testcase name={_quoted(name)} classname={_quoted(finding.file)}>\n"
    return head + "".join(_outcome(finding)) + "    </testcase>\n"


def _outcome(finding: Finding) -> Iterator[str]:
    said = f"{finding.file}:{finding.line}:{finding.column}: {finding.severity}: {finding.message}\n{finding.hint}"
    body = escape(_FORBIDDEN.sub("\ufffd", said.rstrip()))
    if finding.severity == "note":
        yield f"      <system-out>{body}</system-out>\n"
    else:
        yield f"      <failure message={_quoted(finding.message)} type={_quoted(finding.rule)}>{body}</failure>\n"


def _quoted(words: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", words))
