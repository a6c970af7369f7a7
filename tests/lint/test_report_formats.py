"""The reports for services: valid by their own specifications, whatever words stand in a source.

The schemas below are written from the specifications, closed to every key that we do not mean to write:
SARIF 2.1.0 (OASIS), sections 3.13 to 3.58; GitLab's documentation of Code Quality; reviewdog's `reviewdog.proto`;
and `junit-10.xsd` of the Jenkins xUnit plugin. SARIF is also held to `pydantic-sarif`, which a program made from the
published schema.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from lxml import etree
from manuals import PROCEDURE, TILL, lint, manual, sop, write
from pydantic import ValidationError as NotPublished
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as PublishedSarif

from sop_toolkit.finding import Finding, Fix
from sop_toolkit.lint.fingerprint import Lines
from sop_toolkit.lint.part import Part
from sop_toolkit.lint.report import FORMATS, Report
from sop_toolkit.lint.report.github import job_summary

NATURAL = {"type": "integer", "minimum": 1}
WORDS = {"type": "string", "minLength": 1}


def closed(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    """An object with these keys and no others."""
    return {
        "type": "object",
        "properties": {**required, **optional},
        "required": list(required),
        "additionalProperties": False,
    }


def listed(item: dict[str, Any], **limits: Any) -> dict[str, Any]:
    return {"type": "array", "items": item, **limits}


MESSAGE = closed({"text": WORDS}, markdown=WORDS)
PLACE = closed({"uri": {"type": "string", "format": "uri-reference", "pattern": r"^[^\s\\\"<>^`{|}]+$"}})
REGION = closed({"startLine": NATURAL, "startColumn": NATURAL, "endLine": NATURAL, "endColumn": NATURAL})
LEVEL = {"enum": ["none", "note", "warning", "error"]}
RULE = closed(
    {"id": WORDS, "shortDescription": MESSAGE},
    fullDescription=MESSAGE,
    help=MESSAGE,
    defaultConfiguration=closed({"level": LEVEL}),
)
CHANGE = closed(
    {
        "artifactLocation": PLACE,
        "replacements": listed(
            closed({"deletedRegion": REGION, "insertedContent": closed({"text": {"type": "string"}})}), minItems=1
        ),
    }
)
RESULT = closed(
    {
        "ruleId": WORDS,
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": LEVEL,
        "message": MESSAGE,
        "locations": listed(
            closed({"physicalLocation": closed({"artifactLocation": PLACE, "region": REGION})}), maxItems=1
        ),
        "partialFingerprints": closed({"sopFinding/v1": {"type": "string", "pattern": "^[0-9a-f]{20}$"}}),
    },
    fixes=listed(closed({"description": MESSAGE, "artifactChanges": listed(CHANGE, minItems=1)}), uniqueItems=True),
)
DRIVER = closed(
    {
        "name": {"const": "sop"},
        "semanticVersion": {"type": "string", "pattern": r"^\d+\.\d+\.\d+([-+].+)?$"},
        "rules": listed(RULE, uniqueItems=True),
    }
)
NOTIFICATION = closed({"level": LEVEL, "message": MESSAGE})
SARIF = closed(
    {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": listed(
            closed(
                {
                    "tool": closed({"driver": DRIVER}),
                    "columnKind": {"const": "unicodeCodePoints"},
                    "results": listed(RESULT),
                },
                invocations=listed(
                    closed(
                        {
                            "executionSuccessful": {"type": "boolean"},
                            "toolExecutionNotifications": listed(NOTIFICATION),
                        }
                    )
                ),
            ),
            maxItems=1,
        ),
    }
)
GITLAB = listed(
    closed(
        {
            "description": WORDS,
            "check_name": WORDS,
            "fingerprint": WORDS,
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": closed({"path": WORDS, "lines": closed({"begin": NATURAL, "end": NATURAL})}),
        }
    )
)
POINT = closed({"line": NATURAL, "column": NATURAL})
RANGE = closed({"start": POINT, "end": POINT})
RDJSON = closed(
    {
        "source": closed({"name": {"const": "sop"}}),
        "diagnostics": listed(
            closed(
                {
                    "message": WORDS,
                    "location": closed({"path": WORDS, "range": RANGE}),
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": closed({"value": WORDS}),
                },
                suggestions=listed(closed({"range": RANGE, "text": {"type": "string"}})),
            )
        ),
    }
)
JUNIT = etree.XMLSchema(
    etree.XML("""
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="testsuites"><xs:complexType>
    <xs:sequence><xs:element ref="testsuite" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
    <xs:attribute name="name"/><xs:attribute name="tests" type="xs:integer"/>
    <xs:attribute name="failures" type="xs:integer"/><xs:attribute name="errors" type="xs:integer"/>
  </xs:complexType></xs:element>
  <xs:element name="testsuite"><xs:complexType>
    <xs:sequence><xs:element ref="testcase" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
    <xs:attribute name="name" use="required"/><xs:attribute name="tests" type="xs:integer" use="required"/>
    <xs:attribute name="failures" type="xs:integer" use="required"/>
    <xs:attribute name="errors" type="xs:integer" use="required"/>
  </xs:complexType></xs:element>
  <xs:element name="testcase"><xs:complexType>
    <xs:choice minOccurs="0" maxOccurs="1">
      <xs:element name="failure"><xs:complexType mixed="true">
        <xs:attribute name="message"/><xs:attribute name="type"/>
      </xs:complexType></xs:element>
      <xs:element name="system-out" type="xs:string"/>
    </xs:choice>
    <xs:attribute name="name" use="required"/><xs:attribute name="classname"/>
  </xs:complexType></xs:element>
</xs:schema>""")
)
SCHEMAS = {"sarif": SARIF, "gitlab": GITLAB, "rdjson": RDJSON}
NASTY = 'a|b `c` %0A "d" <e> & ]]> \x1b[31m \x07\u202e\u2028 ::error:: \\ ग्राहक 😀\r\n*f* [g](h) @i #7\t$tab$'


def finding(**given: Any) -> Finding:
    found = Finding("future-tense", "error", "“will” is wrong.", "Write “is”.", "a b.md", 1, 3, 1, 7, text="will")
    return found._replace(**given)


def written(format: str, *findings: Finding, lines: Lines | None = None, **given: Any) -> str:
    report = Report([Part.of(findings)], 3, lines=lines, **given)
    words: str = import_module(f"sop_toolkit.lint.report.{format}").write(report)
    return words


def checked(format: str, words: str) -> Any:
    """The report, valid by its schema."""
    words.encode("utf-8")
    if format == "junit":
        document = etree.fromstring(words.encode("utf-8"))
        JUNIT.assertValid(document)
        return document
    data = json.loads(words)
    if format in SCHEMAS:
        Draft202012Validator(SCHEMAS[format]).validate(data)
    if format == "sarif":
        PublishedSarif.model_validate_json(words)
    return data


MACHINES = ("json", "sarif", "gitlab", "rdjson", "junit")
FINDINGS = st.builds(
    finding,
    rule=st.sampled_from(["future-tense", "internal-error", "passive-voice"]),
    severity=st.sampled_from(["error", "warning", "note"]),
    message=st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip),
    hint=st.text(st.characters(codec="utf-8")),
    file=st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1).filter(str.strip),
    text=st.text(st.characters(codec="utf-8")),
    fix=st.none() | st.builds(Fix, st.text(st.characters(codec="utf-8")), st.booleans()),
)


# Valid, whatever is found


@pytest.mark.parametrize("format", MACHINES)
@given(found=st.lists(FINDINGS, max_size=4))
def test_any_words_make_a_valid_report(format: str, found: list[Finding]) -> None:
    checked(format, written(format, *found))


@pytest.mark.parametrize("format", MACHINES)
def test_no_findings_make_a_valid_report(format: str) -> None:
    checked(format, written(format))


@pytest.mark.parametrize("format", MACHINES)
def test_real_findings_with_hostile_words_make_a_valid_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    said = json.dumps(f"The form will be signed {NASTY}.")
    monkeypatch.chdir(manual(tmp_path, PROCEDURE + f"  - do: {said}\n    who: {json.dumps(NASTY)}\n"))
    done = sop("lint", "--format", format)
    assert done.code == 1
    checked(format, done.out)


@pytest.mark.parametrize("format", MACHINES)
def test_twenty_thousand_findings_make_a_valid_report(format: str) -> None:
    found = [finding(line=number, end_line=number) for number in range(1, 20_001)]
    checked(format, written(format, *found))


def test_a_file_whose_name_is_no_text_is_reported_in_every_format(tmp_path: Path) -> None:
    name = bytes(tmp_path) + b"/caf\xe9.md"
    with open(name, "wb") as file:
        file.write(b"1. The form will be signed.\n")
    for format in MACHINES:
        output = tmp_path / f"report.{format}"
        assert sop("lint", tmp_path, "--format", format, "--output", output).code == 1
        checked(format, output.read_text(encoding="utf-8"))


# SARIF


@pytest.mark.parametrize("wrong", [("ruleIndex", -2), ("level", "fatal"), ("place", []), ("message", {"words": "x"})])
def test_the_published_schema_refuses_what_is_wrong(wrong: tuple[str, Any]) -> None:
    report = json.loads(written("sarif", finding()))
    PublishedSarif.model_validate_json(json.dumps(report))
    report["runs"][0]["results"][0] |= [wrong]
    with pytest.raises(NotPublished):
        PublishedSarif.model_validate_json(json.dumps(report))


def test_sarif_names_each_rule_once_and_explains_it() -> None:
    found = [finding(), finding(line=2), finding(rule="passive-voice"), finding(rule="internal-error")]
    run = checked("sarif", written("sarif", *found))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [each["id"] for each in rules] == ["future-tense", "internal-error", "passive-voice"]
    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == [each.rule for each in found]
    assert "Bad:" in rules[0]["help"]["text"]
    assert "```text" in rules[0]["help"]["markdown"]


def test_sarif_has_the_address_of_a_file_escaped() -> None:
    name = "procedures/ग्राहक 100%/a#b?c:d.yaml"
    place = checked("sarif", written("sarif", finding(file=name)))["runs"][0]["results"][0]["locations"][0]
    uri = place["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii()
    assert ":" not in uri
    assert unquote(uri) == name


def test_sarif_counts_columns_in_code_points_and_offers_the_fix() -> None:
    found = finding(column=5, end_column=6, fix=Fix("है", True))
    result = checked("sarif", written("sarif", found))["runs"][0]["results"][0]
    region = {"startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 6}
    assert result["locations"][0]["physicalLocation"]["region"] == region
    change = result["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert change == {"deletedRegion": region, "insertedContent": {"text": "है"}}


def test_sarif_says_what_kept_the_check_from_its_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = sop("lint", "nowhere.yaml", "--format", "sarif")
    run = checked("sarif", done.out)["runs"][0]
    assert (done.code, run["results"]) == (2, [])
    assert run["invocations"][0]["executionSuccessful"] is False
    said = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert said == "nowhere.yaml: there is no such file or folder"


def test_fingerprints_are_all_different_and_stay_when_lines_move() -> None:
    def prints(text: str, *lines: int) -> list[str]:
        found = [finding(line=line, end_line=line) for line in lines]
        results = checked("sarif", written("sarif", *found, lines=Lines({"a b.md": text})))["runs"][0]["results"]
        return [each["partialFingerprints"]["sopFinding/v1"] for each in results]

    first = prints("It will go.\nIt will go.\nHe will go.\n", 1, 2, 3)
    assert len(set(first)) == 3
    assert prints("New.\r\n\r\n  It  will go.\r\nIt will go.\r\n\r\nHe will go.\r\n", 3, 4, 6) == first


# GitLab, reviewdog, JUnit


def test_gitlab_gets_severities_lines_and_fingerprints() -> None:
    found = [finding(), finding(severity="warning"), finding(severity="note", line=2, end_line=4)]
    entries = checked("gitlab", written("gitlab", *found))
    assert [each["severity"] for each in entries] == ["major", "minor", "info"]
    assert entries[2]["location"] == {"path": "a b.md", "lines": {"begin": 2, "end": 4}}
    assert len({each["fingerprint"] for each in entries}) == 3


def test_rdjson_counts_columns_in_bytes() -> None:
    line = "ग्राहक 😀 will go"
    start = line.index("will")
    found = finding(column=start + 1, end_column=start + 5, fix=Fix("is", False))
    entry = checked("rdjson", written("rdjson", found, lines=Lines({"a b.md": line})))["diagnostics"][0]
    where = entry["location"]["range"]
    first, last = where["start"]["column"] - 1, where["end"]["column"] - 1
    assert line.encode()[first:last] == b"will"
    assert entry["suggestions"] == [{"range": where, "text": "is"}]


def test_rdjson_counts_the_last_line_of_a_span_by_itself() -> None:
    found = finding(column=1, end_line=2, end_column=3)
    where = checked("rdjson", written("rdjson", found, lines=Lines({"a b.md": "abc\néé x\n"})))["diagnostics"][0]
    assert where["location"]["range"]["end"] == {"line": 2, "column": 5}


def test_junit_counts_failures_and_keeps_the_words() -> None:
    found = [finding(message=NASTY), finding(severity="note", line=2), finding(file="b.md", severity="warning")]
    document = checked("junit", written("junit", *found))
    assert dict(document.attrib) == {"name": "sop lint", "tests": "3", "failures": "2", "errors": "0"}
    assert [each.get("tests") for each in document] == ["2", "1"]
    assert [len(each.findall(".//failure")) for each in document] == [1, 1]
    assert document.find(".//failure").get("message") == re.sub("[\x07\x1b]", "\ufffd", NASTY)
    passed = checked("junit", written("junit"))
    assert (passed.get("tests"), passed.get("failures")) == ("1", "0")


# GitHub


def test_github_escapes_what_its_commands_mean() -> None:
    line = written("github", finding(message="100% of a::b,\r\nc\x1b[0m", file="a,b:c%.md"))
    assert line == (
        "::error file=a%2Cb%3Ac%25.md,line=1,endLine=1,col=3,endColumn=7,title=future-tense::"
        "100%25 of a::b,%0D%0Ac\ufffd[0m Write “is”.\n"
    )


def test_github_tells_findings_of_a_line_together_at_the_worst_level() -> None:
    found = [
        finding(severity="warning", rule="passive-voice", message="Two."),
        finding(message="One."),
        finding(line=2),
    ]
    lines = written("github", *found).splitlines()
    assert [line.split()[0] for line in lines] == ["::error", "::error"]
    assert "title=passive-voice%2C future-tense::Two. Write “is”.%0AOne. Write “is”." in lines[0]


def test_github_shows_ten_the_worst_first_and_counts_the_rest() -> None:
    levels = ("note", "warning", "error")
    found = [finding(severity=levels[line % 3], line=line, end_line=line) for line in range(1, 20_001)]
    lines = written("github", *found).splitlines()
    assert [line.split()[0] for line in lines[:-1]] == ["::error"] * 10
    shown = sum(each.severity != "note" for each in found)
    assert lines[-1] == f"{shown - 10} more findings in the job summary."
    assert written("github", *found[:16]).splitlines()[-1] == "1 more finding in the job summary."
    few = written("github", *found[:8], notes=True).splitlines()
    assert [line.split()[0] for line in few] == ["::error"] * 3 + ["::warning"] * 3 + ["::notice"] * 2


def test_the_job_summary_has_all_findings_and_fits() -> None:
    few = job_summary(Report([Part.of([finding(message=NASTY), finding(line=2)])], 3))
    assert "3 files, 2 errors, 0 warnings, 0 notes" in few
    assert "1 file, 1 error, 0 warnings, 0 notes" in job_summary(Report([Part.of([finding()])], 1))
    rows = few.splitlines()[6:]
    assert len(rows) == 2
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 4 for row in rows)
    findings = [finding(message=NASTY * 9, line=line) for line in range(1, 20_001)]
    many = job_summary(Report([Part.of(findings)], 3))
    assert len(many.encode()) < 2**20
    assert re.search(r"\n\nNo room for \d+ more findings\.\n\Z", many)


def test_the_words_of_a_finding_are_never_markup_in_the_job_summary() -> None:
    row = job_summary(Report([Part.of([finding(message=NASTY, hint="", file="x|`y.md")])], 1)).splitlines()[-1]
    assert row.startswith(r"| `x\|'y.md:1:3` | error | ")
    assert r"a\|b \`c\`" in row
    assert "&lt;e> &amp;" in row
    assert r"\*f\* \[g\](h) @" in row
    assert "@i" not in row
    assert "#7" not in row
    assert "<span>$</span>tab<span>$</span>" in row
    assert not re.search("[\x07\x1b\u202e]", row)


def test_the_job_summary_is_added_to_the_page_of_the_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    folder = manual(tmp_path / "manual", PROCEDURE + "  - do: The form will be signed.\n")
    done = sop("lint", folder, "--format", "github")
    assert (done.code, len(done.out.splitlines())) == (1, 1)
    assert page.read_text(encoding="utf-8").startswith("# Before\n## Procedures checked\n\n3 files, 2 errors")


# Text


def marked(line: str, start: int, end: int) -> list[str]:
    found = finding(column=start + 1, end_column=end + 1, text=line[start:end])
    shown = written("text", found, lines=Lines({"a b.md": line})).splitlines()
    return [each.removeprefix("    | ") for each in shown if each.startswith("    | ")]


def under(line: str, words: str, cells: Callable[[str], int] = len) -> None:
    """The marker stands under the words."""
    start = line.index(words)
    shown, marker = marked(line, start, start + len(words))
    at = shown.index(words)
    assert marker == " " * cells(shown[:at]) + "^" * cells(words)


def test_no_line_keeps_its_indentation() -> None:
    for words in ("It will go.", "It will go, and it will come back. " * 4):
        line = f"      {words}"
        assert marked(line, 9, 13)[0].startswith("It will")


def test_the_marker_stands_under_the_words() -> None:
    under("It will go.", "will")
    under("    It will go.", "will")
    under("x" * 200 + " will " + "y" * 200, "will")
    assert marked("It will go.", 11, 11) == ["It will go.", " " * 11 + "^"]


def test_the_marker_counts_cells_and_not_signs() -> None:
    def cells(words: str) -> int:
        widths = {"्": 0, "\u200d": 0, "日": 2, "本": 2, "😀": 2, "\u0301": 0}
        return sum(widths.get(sign, 1) for sign in words)

    under("क्ष क्‍ष ि जाएगा।", "जा", cells)
    under("日本 will 日本", "will", cells)
    under("日本 will 日本", "日", cells)
    under("😀 e\u0301 will", "will", cells)


def test_joiners_of_indian_scripts_stay_and_signs_that_steer_do_not() -> None:
    shown, marker = marked("क्\u200dष\u202e\t\x1b will", 8, 12)
    assert shown == "क्\u200dष    will"
    assert marker == " " * 6 + "^^^^"
    words = written("text", finding(message="\x1b[31m\u202e", hint="\x07", file="\x1b.md"))
    assert not re.search("[\x07\x1b\u202e]", words)


def test_a_long_line_is_shown_around_the_words_without_tearing_letters() -> None:
    line = "कि" * 100 + " will " + "कि" * 100
    start = line.index("will")
    shown, marker = marked(line, start, start + 4)
    assert len(shown) < 100
    assert shown.startswith("…क")
    assert shown.endswith("…")
    assert marker.count("^") == 4


def test_words_over_several_lines_are_marked_to_the_end_of_the_first() -> None:
    found = finding(column=4, end_line=2, end_column=3)
    shown = written("text", found, lines=Lines({"a b.md": "It will\ngo.\n"})).splitlines()
    assert shown[2:4] == ["    | It will", "    |    ^^^^"]


# Several reports, and what cannot be written


def test_several_reports_come_from_one_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(manual(tmp_path, PROCEDURE + "  - do: The form will be signed.\n"))
    words = [word for format in MACHINES for word in ("--format", format, "--output", f"r.{format}")]
    done = sop("lint", *words, "--format", "text")
    assert done.code == 1
    assert done.out.endswith("3 files checked: 2 errors.\n")
    for format in MACHINES:
        checked(format, Path(f"r.{format}").read_text(encoding="utf-8"))
        assert Path(f"r.{format}").read_text(encoding="utf-8") == sop("lint", "--format", format).out


def test_two_reports_cannot_share_standard_output(tmp_path: Path) -> None:
    done = sop("lint", manual(tmp_path), "--format", "text", "--format", "sarif")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "--format text and sarif: give all but one of them a file with --output" in done.err


def test_two_reports_cannot_share_a_file(tmp_path: Path) -> None:
    words = [word for format in ("json", "sarif") for word in ("--format", format, "--output", tmp_path / "report")]
    done = sop("lint", manual(tmp_path / "manual"), *words)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"sop: --output {tmp_path / 'report'}: two reports cannot share a file\n"
    assert not (tmp_path / "report").exists()


@pytest.mark.parametrize("format", FORMATS)
def test_an_output_that_cannot_be_written_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    monkeypatch.chdir(manual(tmp_path, PROCEDURE + "  - do: The form will be signed.\n"))
    done = sop("lint", "--format", format, "--output", "nowhere/report")
    assert (done.code, done.out) == (2, "")
    assert done.err == "sop: --output nowhere/report: the report cannot be written: No such file or directory\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["procedures"]
    done = lint("--format", format, "--output", "nowhere/report")
    assert done.code == 2
    assert "cannot be written" in done.report["error"]


@pytest.mark.parametrize("wrong", ["nowhere/report", "folder", "/dev/full"])
def test_of_several_outputs_all_are_written_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    monkeypatch.chdir(write(manual(tmp_path), {"old.json": "old", "folder/kept": ""}))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "page.md"))
    before = sorted(tmp_path.rglob("*"))
    words = [
        word for name in ("new.json", "old.json", wrong, "last.json") for word in ("--format", "json", "--output", name)
    ]
    done = sop("lint", *words, "--format", "github")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"sop: --output {wrong}: the report cannot be written: ")
    assert sorted(tmp_path.rglob("*")) == before
    assert Path("old.json").read_text(encoding="utf-8") == "old"


def test_a_device_is_written_to_and_stays_one(tmp_path: Path) -> None:
    import os
    import threading

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    said: list[str] = []
    reader = threading.Thread(target=lambda: said.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    sop("lint", manual(tmp_path / "manual"), "--format", "gitlab", "--output", pipe)
    reader.join(timeout=10)
    assert said == ["[]\n"]
    assert pipe.is_fifo()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    write(tmp_path, {"real.json": "old"})
    (tmp_path / "link.json").symlink_to("real.json")
    sop("lint", manual(tmp_path / "manual"), "--format", "gitlab", "--output", tmp_path / "link.json")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_text(encoding="utf-8") == "[]\n"


def test_an_exception_leaves_one_whole_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = manual(tmp_path)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "nowhere/page.md"))
    done = lint(folder, "--format", "github", "--output", tmp_path / "annotations.txt")
    assert done.code == 2
    assert "GITHUB_STEP_SUMMARY" in done.report["error"]
    assert TILL not in done.err
