"""A manual whose own file cannot be read is no missing one: each command says so, and finds nothing because of it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from manuals import BRANCHES, MANUAL, PROCEDURE, TILL, lint, manual, sop, write

from sop_toolkit.publish.site import site
from sop_toolkit.render.pages import home

OPEN = MANUAL.replace("{en: Service manual}", "{en: Service manual")
OWN = "procedures/manual.yaml"
OTHER = "procedures/branches.yaml"
# Each of these is wrong only beside a manual, or in a language that only a manual names.
DOUBTFUL = PROCEDURE.replace("owner: shift-lead", "owner: nobody").replace(
    "customers.", "clients; see ((branch.phone)), ((term.till)) and [it](no-such-page)."
)


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(manual(tmp_path, DOUBTFUL, manual=OPEN))
    return tmp_path


@pytest.mark.parametrize("paths", [[], ["procedures"], [TILL], ["procedures/service"], [TILL, "--select", "semicolon"]])
def test_the_linter_shows_what_is_wrong_with_it_and_nothing_that_follows_from_it(
    broken: Path, paths: list[str]
) -> None:
    done = lint(*paths)
    assert [(each["file"], each["rule"], each["line"]) for each in done.findings] == [(OWN, "invalid-yaml", 1)]
    assert (done.code, done.err) == (1, "")


def test_what_a_file_says_by_itself_is_still_found(broken: Path) -> None:
    lost = DOUBTFUL.replace("title: Open the till", "title: Open till # 1\nporpose: x")
    write(broken, {TILL: lost, "procedures/service/shut.yaml": "steps: ["})
    found = {(each["file"], each["rule"]) for each in lint().findings}
    own = {(TILL, "lost-text"), (TILL, "invalid-shape"), ("procedures/service/shut.yaml", "invalid-yaml")}
    assert found == {(OWN, "invalid-yaml"), *own}


def test_a_comment_for_what_is_not_looked_for_stays(broken: Path) -> None:
    write(broken, {TILL: "# sop: allow semicolon -- The law says so.\n" + DOUBTFUL})
    assert lint(TILL).rules == ["invalid-yaml"]


def test_it_is_said_though_the_change_is_elsewhere(broken: Path) -> None:
    for words in (["init", "-q"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"]):
        subprocess.run(["git", *words], check=True)
    assert lint("--changed", "HEAD").findings == []
    write(broken, {TILL: DOUBTFUL.replace("Open the till.", "Open the till; count.")})
    assert lint("--changed", "HEAD").rules == ["invalid-yaml"]


@pytest.mark.parametrize(
    "command",
    [
        ["new", "Shut the door"],
        ["translate", "open-the-till", "--to", "hi"],
        ["status"],
        ["release", "open-the-till", "--approved-by", "shift-lead"],
    ],
    ids=lambda command: command[0],
)
@pytest.mark.parametrize("file", [OWN, OTHER])
def test_other_commands_stop_and_say_where(broken: Path, command: list[str], file: str) -> None:
    if file == OTHER:
        write(broken, {OWN: MANUAL, OTHER: BRANCHES.replace("{en: Refund limit}", "{en: Refund limit")})
    before = sorted(broken.rglob("*"))
    done = sop(*command)
    assert (done.code, done.out) == (2, "")
    line = 1 if file == OWN else 2
    assert done.err.startswith(f"sop: {file}:{line}:")
    assert "the file cannot be read. A bracket is opened and not closed" in done.err
    assert done.err.count("\n") == 1
    assert sorted(broken.rglob("*")) == before


def test_the_fixer_says_it(broken: Path) -> None:
    done = sop("fix")
    assert done.err == f"sop: {OWN}: it cannot be read; `sop lint` says why\n"
    assert (broken / TILL).read_text(encoding="utf-8") == DOUBTFUL


def test_facts_are_unknown_where_the_branches_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = PROCEDURE.replace("customers.", "customers at ((branch.phone)).") + "branches: [kochi]\nrelated: [no-such]\n"
    monkeypatch.chdir(manual(tmp_path, own, branches="fields: {\n"))
    first, second = lint(TILL).findings
    assert (first["file"], first["rule"]) == (OTHER, "invalid-yaml")
    assert (second["file"], second["rule"], second["text"]) == (TILL, "unknown-reference", "no-such")


def test_a_preview_says_it_on_its_first_page(broken: Path) -> None:
    made = site(broken, preview=True)
    page = made.write(home(made.editions[0]), made.editions[0])
    assert OWN in page
    assert "A bracket is opened and not closed" in page
    write(broken, {OWN: MANUAL, TILL: PROCEDURE})
    made = site(broken, preview=True)
    assert "sop-findings" not in made.write(home(made.editions[0]), made.editions[0])


def test_no_page_for_readers_shows_findings(broken: Path) -> None:
    made = site(broken)
    assert "sop-findings" not in made.write(home(made.editions[0]), made.editions[0])


NAMES = PROCEDURE.replace("customers.", "((term.customer)) at ((branch.refund_limit)).").replace(
    "do: Open", "who: service-lead\n    do: Open"
)


@pytest.mark.parametrize("paths", [[], [TILL]])
@pytest.mark.parametrize(
    ("file", "right", "wrong", "found"),
    [
        (OWN, "roles:", "rols:", "4:1 invalid-shape Did you mean `roles`?"),
        (OWN, "terms:", "Terms:", "7:1 invalid-shape Did you mean `terms`?"),
        (OWN, "languages:", "langauges:", "3:1 invalid-shape Did you mean `languages`?"),
        (OTHER, "branches:", "braches:", "3:1 invalid-shape Did you mean `branches`?"),
        (OTHER, "fields:", "feilds:", "1:1 invalid-shape Did you mean `fields`?"),
        (
            OWN,
            "  shift-lead: {en: Shift lead}\n  service-lead: {en: Service lead}\n",
            "  - shift-lead\n  - service-lead\n",
            "5:3 invalid-shape Write one `name: value` to a line, indented.",
        ),
    ],
)
def test_a_misspelled_field_of_it_is_one_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paths: list[str], file: str, right: str, wrong: str, found: str
) -> None:
    files = {OWN: MANUAL.replace("[en]", "[en, hi]"), OTHER: BRANCHES}
    monkeypatch.chdir(manual(tmp_path, f"branches: [kochi]\n{NAMES}"))
    words = "title: गल्ला खोलें\npurpose: ((term.customer)) को ((branch.refund_limit)) दें।\n"
    write(tmp_path, {**files, file: files[file].replace(right, wrong), TILL.replace(".yaml", ".hi.yaml"): words})
    every = lint(*paths, "--select", "invalid-shape,unknown-reference").findings
    told = [f"{each['line']}:{each['column']} {each['rule']} {each['hint']}" for each in every if each["file"] == file]
    assert told == [found]
    assert [each for each in every if each["rule"] == "unknown-reference"] == []
    assert [each for each in every if "language" in each["message"]] == []


def test_names_are_looked_up_where_other_fields_are_wrong(tmp_path: Path) -> None:
    wrong = MANUAL.replace("title:", "titel:")
    done = lint(manual(tmp_path, NAMES.replace("service-lead", "service-laed"), manual=wrong))
    assert done.rules == ["invalid-shape", "unknown-reference"]


def test_a_manual_without_any_role_says_so_of_each(tmp_path: Path) -> None:
    empty = MANUAL.partition("roles:")[0] + "roles: {}\n"
    found = lint(manual(tmp_path, manual=empty)).findings
    assert [each["hint"] for each in found] == ["The manual has no role yet."]


@pytest.mark.parametrize(
    ("file", "edits", "found"),
    [
        (OWN, {"  shift-lead:": "  Shift Lead:"}, "5:3 Did you mean `shift-lead`?"),
        (OTHER, {"  refund_limit: {": "  refund-limit: {"}, "2:3 Did you mean `refund_limit`?"),
        (OTHER, {"  kochi:": "  Kochi:"}, "4:3 Did you mean `kochi`?"),
        (OTHER, {", refund_limit:": ", refund limit:"}, "4:30 Did you mean `refund_limit`?"),
        (OWN, {"  shift-lead:": "shift-lead:", "  service-lead:": "service-lead:"}, "4:7 Write one `name: value`"),
        (OWN, {"    en: {use: customer, avoid: [client]}": "    customer"}, "9:5 Write `{en: {use: customer}}`."),
    ],
)
def test_a_wrong_name_in_it_is_one_finding(tmp_path: Path, file: str, edits: dict[str, str], found: str) -> None:
    text = {OWN: MANUAL, OTHER: BRANCHES}[file]
    for right, wrong in edits.items():
        assert right in text
        text = text.replace(right, wrong)
    write(manual(tmp_path, f"branches: [kochi]\n{NAMES}"), {file: text})
    [only] = lint(tmp_path).findings
    assert f"{only['line']}:{only['column']} {only['hint']}".startswith(found)
