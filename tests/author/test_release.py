"""`sop release`: one edit of the control fields, which touches no other byte and puts nothing unsound into force."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from manuals import BRANCHES, MANUAL, TILL, Run, bound_sop, in_both, lint, manual, sop, write
from repositories import commit, repository

from sop_toolkit.author.release import Refused, Wish, release
from sop_toolkit.model.build import load
from sop_toolkit.model.content import has_same_content
from sop_toolkit.model.procedure import Procedure

PROCEDURE = """\
# The till of the front desk.
id: open-the-till
title: Open the till
status: effective  # since the autumn
version: 1.2
owner: shift-lead
approved: {by: service-lead, date: 2026-10-20, version: 1.2}
effective: 2026-11-01
review: 2027-05-01
purpose: >
  Give change
  to customers.
needs: none
steps:
  - do: "Open the till."   # version: 1.2
exceptions: none
records: none
history:
  # The newest is on top.
  - version: 1.2
    date: 2026-10-20
    by: shift-lead
    impact: minor
    change: Add the time limit.
  - version: 1.0
    date: 2026-07-01
    by: shift-lead
    change: Describe the till.
# The end.
"""
DRAFT = """\
id: open-the-till
title: Open the till
owner: shift-lead
purpose: Give change to customers.
needs: none
steps:
  - do: Open the till.
exceptions: none
records: none
"""
TODAY = ("--today", "2026-11-22")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return manual(tmp_path, PROCEDURE)


def released(*words: str, by: str = "service-lead") -> Run:
    return sop("release", "open-the-till", "--approved-by", by, *TODAY, *words)


def done(*words: str, by: str = "service-lead") -> str:
    """The file after a release that works."""
    answer = released(*words, by=by)
    assert (answer.code, answer.err) == (0, "")
    return text()


def refused(*words: str, by: str = "service-lead") -> str:
    """The one line that says why there is no release; the file is as it was."""
    before = Path(TILL).read_bytes()
    answer = released(*words, by=by)
    assert (answer.code, answer.out) == (2, "")
    assert Path(TILL).read_bytes() == before
    assert answer.err.startswith("sop: ")
    assert answer.err.count("\n") == 1
    return answer.err


def text() -> str:
    return Path(TILL).read_bytes().decode()


def written(content: str) -> None:
    Path(TILL).write_bytes(content.encode())


def edited(*edits: tuple[str, str], content: str = PROCEDURE) -> str:
    for old, new in edits:
        assert old in content
        content = content.replace(old, new, 1)
    return content


def fields() -> dict[str, str]:
    """The control fields of the file, as text."""
    procedure = load(Path()).manual.by_id["open-the-till"]
    names = ("status", "version", "effective", "review")
    approved = procedure.approved
    assert approved is not None
    return {name: str(getattr(procedure, name)) for name in names} | {
        "approved": f"{approved.by} {approved.date} {approved.version}",
        "history": " ".join(str(change.version) for change in procedure.history),
    }


def test_a_release_changes_the_control_fields_and_nothing_else() -> None:
    assert done("--change", "Count the coins.") == edited(
        ("version: 1.2", "version: 1.3"),
        ("date: 2026-10-20, version: 1.2", "date: 2026-11-22, version: 1.3"),
        ("effective: 2026-11-01", "effective: 2026-11-22"),
        ("review: 2027-05-01", "review: 2027-05-22"),
        (
            "  # The newest",
            "  - version: 1.3\n    date: 2026-11-22\n    by: shift-lead\n    impact: minor\n"
            "    change: Count the coins.\n  # The newest",
        ),
    )
    assert lint("--no-cache", *TODAY).findings == []


def test_the_answer_says_what_holds_now() -> None:
    assert released("--change", "Count the coins.").out == (
        f"{TILL}: version 1.3, a minor change, approved by service-lead on 2026-11-22, in force since 2026-11-22, "
        "next review on 2027-05-22\n"
    )


def test_a_second_run_says_that_nothing_has_changed() -> None:
    first = done("--change", "Count the coins.")
    for words in ((), ("--change", "Count the coins."), ("--version", "1.3"), ("--impact", "minor")):
        assert f"{TILL}: nothing to change; version 1.3" in released(*words).out
        assert text() == first
    later = sop("release", "open-the-till", "--approved-by", "service-lead", "--today", "2026-11-23")
    assert "version 1.4, a minor change, approved by service-lead on 2026-11-23" in later.out


def test_diff_shows_the_edit_and_writes_nothing() -> None:
    answer = released("--diff", "--change", "Count the coins.")
    assert answer.code == 0
    assert f"--- a/{TILL}\n+++ b/{TILL}\n" in answer.out
    assert "-version: 1.2\n+version: 1.3\n" in answer.out
    assert text() == PROCEDURE


@pytest.mark.parametrize(
    ("before", "words", "version", "impact"),
    [
        ("1.2", [], "1.3", "minor"),
        ("1.9", [], "1.10", "minor"),
        ("1.2", ["--impact", "major"], "2.0", "major"),
        ("1.2.7", [], "1.2.8", "minor"),
        ("1.2", ["--version", "1.5"], "1.5", "minor"),
        ("1.2", ["--version", "3.0"], "3.0", "major"),
        ("3", [], "3.1", "minor"),
    ],
)
def test_the_version_rises_by_its_impact(before: str, words: list[str], version: str, impact: str) -> None:
    written(PROCEDURE.replace("version: 1.2", f"version: {before}"))
    done(*words)
    assert fields()["version"] == version
    assert f"  - version: {version}\n    date: 2026-11-22\n    by: shift-lead\n    impact: {impact}\n" in text()


STEP = 'do: "Open the till."'


@pytest.mark.parametrize(
    ("edit", "version"),
    [
        (("title: Open the till", "title: Open the drawer"), "1.3"),
        ((STEP, 'do: "Open the till slowly."'), "1.3"),
        ((STEP, f"{STEP}\n    within: 2 minutes"), "2.0"),
        ((STEP, f"{STEP}\n  - do: Close the till."), "2.0"),
        (("status: effective", "status: review"), "1.3"),
    ],
)
def test_without_a_word_on_its_impact_it_is_as_git_shows_the_change(
    here: Path, edit: tuple[str, str], version: str
) -> None:
    """The approved text counts, however many commits ago, and wherever its file stands now."""
    commit(repository(here), {})
    commit(here, {TILL: edited(edit)})
    commit(here, {"notes.md": "More.\n"})
    moved = TILL.replace("service", "till")
    write(here, {moved: edited(edit)})
    Path(TILL).unlink()
    (told,) = json.loads(sop("diff", "HEAD~2", "--format", "json").out)["sources"]
    answer = released()
    impact = {"1.3": "minor", "2.0": "major"}[version]
    assert told["proposal"] == impact
    assert f"{moved}: version {version}, a {impact} change, approved by" in answer.out
    assert f"    impact: {impact}\n" in Path(moved).read_text(encoding="utf-8")


def test_an_approval_of_today_is_not_one_of_the_text_that_is_edited_since(here: Path) -> None:
    repository(here)
    done("--change", "Count the coins.")
    commit(here, {})
    assert "nothing to change" in released().out
    write(here, {TILL: text().replace(STEP, f"{STEP}\n  - do: Close the till.")})
    assert "version 2.0, a major change" in released().out
    commit(here, {})
    assert "nothing to change; version 2.0" in released().out


def test_what_the_user_says_goes_before_what_git_shows(here: Path) -> None:
    commit(repository(here), {TILL: PROCEDURE})
    written(edited((STEP, f"{STEP}\n  - do: Close the till.")))
    assert "version 1.3, a minor change" in released("--impact", "minor").out


@pytest.mark.parametrize("past", [None, PROCEDURE.replace("1.2", "1.1"), PROCEDURE + "a: [\n"])
def test_where_git_does_not_have_the_approved_text_the_change_is_minor(here: Path, past: str | None) -> None:
    if past is not None:
        commit(repository(here), {TILL: past})
    written(edited((STEP, f"{STEP}\n  - do: Close the till.")))
    assert "version 1.3, a minor change" in released().out


def test_a_version_that_the_author_has_raised_stays_with_its_line() -> None:
    line = "history:\n  - {version: 2.0, date: 2026-11-20, by: shift-lead, change: Count the coins.}"
    written(edited(("version: 1.2", "version: 2.0"), ("status: effective", "status: review"), ("history:", line)))
    done()
    assert fields() == {
        "status": "effective", "version": "2.0", "approved": "service-lead 2026-11-22 2.0",
        "effective": "2026-11-22", "review": "2027-05-22", "history": "2.0 1.2 1.0",
    }  # fmt: skip


def test_the_first_release_is_version_1() -> None:
    written(DRAFT)
    done("--change", "Describe the till.")
    assert text() == (
        "id: open-the-till\ntitle: Open the till\nstatus: effective\nversion: 1.0\nowner: shift-lead\n"
        "approved: {by: service-lead, date: 2026-11-22, version: 1.0}\neffective: 2026-11-22\nreview: 2027-05-22\n"
        "purpose: Give change to customers.\nneeds: none\nsteps:\n  - do: Open the till.\nexceptions: none\n"
        "records: none\nhistory:\n  - version: 1.0\n    date: 2026-11-22\n    by: shift-lead\n    impact: major\n"
        "    change: Describe the till.\n"
    )
    assert lint("--no-cache", *TODAY).findings == []


@pytest.mark.parametrize(("written_version", "first"), [("0.1", "1.0"), ("0.9", "1.0"), ("1.0", "1.0"), ("2.3", "2.3")])
def test_a_version_of_a_draft_becomes_the_first_one_or_stays(written_version: str, first: str) -> None:
    written(DRAFT.replace("owner:", f"status: draft\nversion: {written_version}\nowner:"))
    done()
    assert fields()["version"] == first


def test_a_day_to_come_makes_the_procedure_approved_until_it_comes() -> None:
    done("--effective", "2026-12-15")
    assert fields() == {
        "status": "approved", "version": "1.3", "approved": "service-lead 2026-11-22 1.3",
        "effective": "2026-12-15", "review": "2027-06-15", "history": "1.3 1.2 1.0",
    }  # fmt: skip
    waiting = text()
    assert "nothing to change; version 1.3" in released().out
    on_its_day = sop("release", "open-the-till", "--approved-by", "service-lead", "--today", "2026-12-15")
    assert "version 1.3, approved by service-lead on 2026-11-22, in force since 2026-12-15" in on_its_day.out
    assert text() == edited(("status: approved", "status: effective"), content=waiting)


@pytest.mark.parametrize(
    ("effective", "review", "next_review"),
    [
        ("2026-11-01", "2027-11-01", "2027-11-22"),
        ("2026-11-02", "2027-05-03", "2027-05-23"),
        ("2026-11-01", "2026-11-01", "2027-05-22"),
        ("2026-11-01", "2026-10-01", "2027-05-22"),
    ],
)
def test_the_next_review_is_as_far_away_as_before(effective: str, review: str, next_review: str) -> None:
    written(edited(("effective: 2026-11-01", f"effective: {effective}"), ("2027-05-01", review)))
    done()
    assert fields()["review"] == next_review


def test_months_of_other_lengths_end_on_their_last_day() -> None:
    written(edited(("effective: 2026-11-01", "effective: 2026-10-31"), ("2027-05-01", "2027-01-31")))
    done("--effective", "2026-11-30")
    assert fields()["review"] == "2027-02-28"


def test_without_words_the_history_says_that_it_is_released_and_the_answer_asks_for_more() -> None:
    answer = released()
    assert "    change: Release version 1.3.\n" in text()
    assert "The history says “Release version 1.3.” Write there what the version changes; next time," in answer.out


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ("Count: all # of them.", '"Count: all # of them."'),
        ("सिक्के गिनें।", "सिक्के गिनें।"),
        ("  Count\n the coins. ", "Count the coins."),
        ("- [Count] {all}", '"- [Count] {all}"'),
        ("none", '"none"'),
    ],
)
def test_any_words_stand_in_the_history_as_they_are(change: str, line: str) -> None:
    assert f"    change: {line}\n" in done("--change", change)
    written_change = load(Path()).manual.by_id["open-the-till"].history[0].change
    assert str(written_change) == " ".join(change.split())


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ("history: []", "history: [{version: 1.3, date: 2026-11-22, by: shift-lead, impact: minor, change: A}]"),
        (
            "history: [{version: 1.2, date: 2026-10-20, change: B}]",
            "history: [{version: 1.3, date: 2026-11-22, by: shift-lead, impact: minor, change: A}, "
            "{version: 1.2, date: 2026-10-20, change: B}]",
        ),
        (
            "history:\n- {version: 1.2, date: 2026-10-20, change: B}",
            "history:\n- {version: 1.3, date: 2026-11-22, by: shift-lead, impact: minor, change: A}\n"
            "- {version: 1.2, date: 2026-10-20, change: B}",
        ),
        (
            "history:\n    -   version: 1.2\n        date: 2026-10-20\n        change: B",
            "history:\n    -   version: 1.3\n        date: 2026-11-22\n        by: shift-lead\n"
            "        impact: minor\n        change: A\n"
            "    -   version: 1.2\n        date: 2026-10-20\n        change: B",
        ),
    ],
)
def test_a_line_of_the_history_looks_like_those_around_it(history: str, expected: str) -> None:
    written(f"{PROCEDURE.partition('history:')[0]}{history}\n")
    assert done("--change", "A").endswith(f"{expected}\n")


def test_fields_on_lines_of_their_own_and_in_quotes_are_edited_where_they_stand() -> None:
    block = "approved:\n  version: \"1.2\"  # as above\n  by: 'service-lead'\n  date: 2026-10-20\n"
    written(
        edited(
            ("approved: {by: service-lead, date: 2026-10-20, version: 1.2}\n", block),
            ("version: 1.2", "version: '1.2'"),
        )
    )
    after = done()
    assert "version: '1.3'\n" in after
    assert "approved:\n  version: \"1.3\"  # as above\n  by: 'service-lead'\n  date: 2026-11-22\n" in after


def test_windows_line_ends_and_a_missing_last_one_stay() -> None:
    written(DRAFT.rstrip("\n").replace("\n", "\r\n"))
    after = done()
    assert after.count("\n") == after.count("\r\n")
    assert not after.endswith("\n")
    assert lint("--no-cache", *TODAY).findings == []


@pytest.mark.parametrize(
    ("words", "by", "said"),
    [
        ([], "service-laed", "--approved-by service-laed: no role is called `service-laed`. Did you mean"),
        ([], "shift-lead", "--approved-by shift-lead: this role is the author of version 1.3; let another"),
        (["--by", "service-lead"], "service-lead", "this role is the author of version 1.3"),
        (["--by", "nobody"], "service-lead", "--by nobody: no role is called `nobody`."),
        (["--effective", "2026-11-21"], "service-lead", "--effective 2026-11-21: this is before the approval"),
        (["--effective", "soon"], "service-lead", "--effective soon: write year, month and day, such as 2026-11-01"),
        (["--effective", "9999-12-31"], "service-lead", "the day 9999-12-31 is too late"),
        (["--version", "1.2"], "service-lead", "--version 1.2: version 1.2 is approved already; name a later one"),
        (["--version", "next"], "service-lead", "--version next: a version is numbers with points between them"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_in_one_line(words: list[str], by: str, said: str) -> None:
    assert said in refused(*words, by=by)


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        ([("status: effective", "status: retired")], "`open-the-till` is retired"),
        ([("needs: none\n", "")], "An effective procedure needs `needs`. Add `needs: none`"),
        ([('"Open the till."', "TODO")], "steps[1].do: “TODO” still waits for its words."),
        ([("records: none", "related: [nowhere]\nrecords: none")], "No procedure is called “nowhere”."),
        ([('"Open the till."', '"The till was opened."')], "passive"),
        ([("review: 2027-05-01", "review: next year")], f"{TILL}:9: “next year” is not a date. Mend it first"),
        ([("owner: shift-lead", "owner: [")], f"{TILL}:"),
        ([("version: 1.2", "version: &v 1.2"), ("- version: 1.2", "- version: *v")], "cannot be edited one by one"),
        ([("# The end.\n", "# The end.\r\n")], "the lines end in different ways"),
    ],
)  # fmt: skip
def test_what_is_not_sound_is_not_put_into_force(edits: list[tuple[str, str]], said: str) -> None:
    written(edited(*edits))
    assert said in refused()


def test_a_file_in_braces_is_refused() -> None:
    written(
        "{id: open-the-till, title: Open the till, owner: shift-lead, purpose: Give change., steps: [{do: Open.}]}\n"
    )
    assert "write each field on a line of its own" in refused()


def test_a_line_that_is_there_already_is_changed_by_its_author() -> None:
    line = "history:\n  - {version: 1.3, date: 2026-11-20, by: shift-lead, change: Count the coins.}"
    written(edited(("version: 1.2", "version: 1.3"), ("history:", line)))
    said = "`history` has a line for version 1.3 already; leave out --change, or change the line"
    assert said in refused("--change", "Count all coins.")
    assert "this role is the author of version 1.3; let another role approve it\n" in refused(by="shift-lead")


def test_the_author_is_named_where_it_is_not_the_one_of_the_last_time() -> None:
    written(edited(("status: effective", "status: review")))
    assert "    by: service-lead\n" in done("--by", "service-lead", by="shift-lead")


def test_a_procedure_that_is_not_there_is_one_clear_line() -> None:
    answer = sop("release", "open-the-tll", "--approved-by", "service-lead")
    assert answer.err == "sop: no procedure is called `open-the-tll`. Did you mean `open-the-till`?\n"


def test_a_read_only_file_is_left() -> None:
    Path(TILL).chmod(0o444)
    answer = bound_sop("release", "open-the-till", "--approved-by", "service-lead", *TODAY)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "sop: open-the-till: the file cannot be written: it is read-only\n"
    assert text() == PROCEDURE


def test_a_release_makes_no_translation_stale() -> None:
    two = in_both(MANUAL.replace("languages: [en]", "languages: [en, hi]"), "hi")
    procedure = PROCEDURE.replace("  - do:", "  - id: open\n    do:")
    write(Path(), {"procedures/manual.yaml": two, "procedures/branches.yaml": in_both(BRANCHES, "hi"), TILL: procedure})
    sop("translate", "open-the-till", "--to", "hi")
    path = Path(TILL.replace(".yaml", ".hi.yaml"))
    path.write_text(re.sub(r"<fill in>", "गल्ला खोलें।", path.read_text(encoding="utf-8")), encoding="utf-8")
    sop("translate", "open-the-till", "--to", "hi", "--confirm", "all")
    done("--change", "Count the coins.")
    assert not {"stale-translation", "missing-translation"}.intersection(lint("--no-cache", *TODAY).rules)


COMMENT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20).map(
    lambda words: f"# {words}\n"
)
FIELDS = {
    "status": ["status: effective\n", "status: review\n", "status: 'approved'\n", ""],
    "version": ["version: 1.2\n", 'version: "1.2"\n', "version:   1.2   # now\n"],
    "owner": ["owner: shift-lead\n", "owner:\n  shift-lead\n"],
    "approved": [
        "approved: {by: service-lead, date: 2026-10-20, version: 1.2}\n",
        "approved:\n    date: 2026-10-20\n    version: 1.2\n    by: service-lead   # said so\n",
        "approved: {\n  version: 1.2, by: service-lead,\n  date: 2026-10-20}\n",
        "",
    ],
    "effective": ["effective: 2026-11-01\n", "effective: >-\n  2026-11-01\n", ""],
    "review": ["review: 2027-05-01\n", "review: '2027-05-01'\n", ""],
    "purpose": ["purpose: Give change.\n", "purpose: >+\n  Give\n\n  change.\n\n", "purpose: |\n  version: 1.2\n"],
    "steps": ["needs: none\nsteps:\n- do: Open the till.\nexceptions: none\nrecords: none\n"],
    "history": [
        "history:\n- version: 1.2\n  date: 2026-10-20\n  by: shift-lead\n  change: Count.\n",
        "history:\n\n  # first\n\n  # second\n  - {version: 1.2, date: 2026-10-20, by: shift-lead, change: Count.}\n",
        "history: [\n  {version: 1.2, date: 2026-10-20, by: shift-lead, change: Count.}]\n",
        "history: []\n",
        "",
    ],
}  # fmt: skip
REFUSALS = r"(future|past|passive|Mend|invisible|damaged|direction|without its letter|nobody sees|`history` has a line)"


@st.composite
def sources(draw: st.DrawFn) -> str:
    """A procedure with its fields in any order and any form, with comments and blank lines between them."""
    names = draw(st.permutations(list(FIELDS)))
    parts = ["id: open-the-till\ntitle: Open the till\n"]
    for name in names:
        parts.append(draw(st.sampled_from(["", "\n"])))
        parts.append(draw(st.one_of(st.just(""), COMMENT)))
        parts.append(draw(st.sampled_from(FIELDS[name])))
    whole = "".join(parts)
    whole = draw(st.sampled_from([whole, whole.rstrip("\n")]))
    return draw(st.sampled_from([whole, whole.replace("\n", "\r\n")]))


def covered(content: str, procedure: Procedure) -> str:
    """A file with the values of its control fields covered, and its line ends as line feeds."""
    approved = procedure.approved
    values = [
        procedure.status,
        procedure.version,
        *(each and each.text for each in (procedure.effective, procedure.review)),
    ]
    if approved is not None:
        values += [approved.by, approved.version, approved.date and approved.date.text]
    for start, end in sorted((each.offsets() for each in values if each), reverse=True):
        content = f"{content[:start]}§{content[end:]}"
    return content.replace("\r\n", "\n")


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(sources(), st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30))
def test_every_byte_outside_the_control_fields_stays(
    tmp_path_factory: pytest.TempPathFactory, source: str, change: str
) -> None:
    root = manual(tmp_path_factory.mktemp("manual"), source)
    library = load(root)
    before = library.manual.by_id["open-the-till"]
    try:
        made = release(library, "open-the-till", Wish("service-lead", date(2026, 11, 22), change=change))
    except Refused as refusal:  # no sound text
        if not re.search(REFUSALS, str(refusal)):
            raise
        return
    (root / TILL).write_bytes(made.after.encode())
    after = load(root).manual.by_id["open-the-till"]
    assert has_same_content(before, after)
    assert (str(after.version), str(after.status)) == (made.control.version, made.control.status)
    assert after.history == before.history if made.line is None else after.history[1:] == before.history
    rest = covered(made.after, after)
    if made.line is not None:
        entry = "{" + ", ".join(f"{name}: {value}" for name, value in made.line.fields(in_brackets=True).items()) + "}"
        rest = rest.replace(f"[{entry}, ", "[", 1).replace(f"[{entry}]", "[]", 1)
    left = iter(rest.split("\n"))
    assert all(line in left for line in covered(source, before).split("\n"))
