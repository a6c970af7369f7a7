"""`sop lint --changed`: exactly the findings that a change caused, wherever they stand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from manuals import BRANCHES, MANUAL, PROCEDURE, TILL, Run, lint, manual, sop, write
from repositories import commit, git, repository

CLOSE = "procedures/service/close-the-till.yaml"
CLOSING = PROCEDURE.replace("open-the-till", "close-the-till").replace("Open the till", "Close the till")
BAD = "  - do: The form will be signed.\n"
LINKED = CLOSING + "related: [open-the-till]\n"
EFFECTIVE = (
    PROCEDURE
    + """\
status: effective
version: 1.0
approved: {by: service-lead, date: 2026-10-20, version: 1.0}
effective: 2026-11-01
review: 2099-05-01
needs: none
exceptions: none
records: none
history:
  - {version: 1.0, date: 2026-10-20, by: shift-lead, change: Describe the work.}
"""
)


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A manual of two procedures in a repository, each with findings of old."""
    folder = manual(tmp_path / "manual", PROCEDURE + BAD)
    repository(write(folder, {CLOSE: LINKED}))
    commit(folder, {})
    monkeypatch.chdir(folder)
    return folder


def edit(file: str, old: str, new: str) -> None:
    path = Path(file)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def found(*words: str) -> list[str]:
    """What the change caused, each as its rule and its file."""
    return [f"{each['rule']} {Path(each['file']).name}" for each in lint("--changed", *words).findings]


def test_old_findings_of_a_changed_file_are_not_shown(top: Path) -> None:
    assert lint().code == 1
    edit(TILL, "Give change", "Give the right change")
    done = lint("--changed")
    assert (done.code, done.findings) == (0, [])
    assert done.report["summary"] == {"files": 2, "errors": 0, "warnings": 0, "notes": 0}


def test_nothing_changed_is_nothing_found(top: Path) -> None:
    assert sop("lint", "--changed").out == "0 files checked, nothing found.\n"


def test_a_new_finding_of_a_changed_file_is_shown_and_fails(top: Path) -> None:
    edit(TILL, "do: Open the till.", "do: The till will open.")
    done = lint("--changed")
    assert (done.code, done.rules) == (1, ["future-tense"])
    assert sop("lint", "--changed", "--format", "text").out.endswith("2 files checked: 1 error.\n")


def test_a_second_finding_that_reads_the_same_is_a_new_one(top: Path) -> None:
    before = [each for each in lint().rules if each == "future-tense"]
    write(top, {TILL: PROCEDURE + BAD + BAD})
    assert found().count("future-tense open-the-till.yaml") == 1 == len(before)


def test_a_finding_that_moves_with_its_line_is_an_old_one(top: Path) -> None:
    write(top, {TILL: PROCEDURE.replace("  - do: Open", BAD + "  - do: Count the coins.\n  - do: Open")})
    assert found() == []


def test_a_finding_that_names_one_more_is_a_new_one_and_one_that_names_less_is_not(top: Path) -> None:
    less = EFFECTIVE.replace("review: 2099-05-01\n", "")
    commit(top, {TILL: less})
    edit(TILL, "approved: {by: service-lead, date: 2026-10-20, version: 1.0}\n", "")
    assert found() == ["missing-control open-the-till.yaml"]
    commit(top, {TILL: less.replace("effective: 2026-11-01\n", "")})
    write(top, {TILL: less})
    assert found() == []


def test_a_second_translation_that_goes_is_missed_as_the_first_was(top: Path) -> None:
    hindi = TILL.replace(".yaml", ".hi.yaml")
    languages = MANUAL.replace("[en]", "[en, hi, bn]")
    commit(top, {TILL: EFFECTIVE, hindi: "title: गल्ला खोलें\n", "procedures/manual.yaml": languages})
    Path(hindi).unlink()
    assert found() == ["missing-translation open-the-till.yaml"]


def test_a_finding_that_gets_more_severe_is_a_new_one(top: Path) -> None:
    commit(top, {TILL: EFFECTIVE.replace("effective\n", "draft\n").replace("Give change to customers", "TBD")})
    edit(TILL, "status: draft", "status: effective")
    assert found() == ["placeholder-text open-the-till.yaml"]


def test_new_files_count_whether_git_knows_them_or_not(top: Path) -> None:
    write(top, {"procedures/service/new.yaml": "x: ["})
    assert found() == ["invalid-yaml new.yaml"]
    git(top, "add", "--all")
    assert found() == ["invalid-yaml new.yaml"]
    git(top, "checkout", "-q", "-b", "work")
    commit(top, {})
    assert found("main") == ["invalid-yaml new.yaml"]


def test_a_file_that_git_ignores_causes_nothing(top: Path) -> None:
    write(top, {".gitignore": "new.yaml\n", "procedures/service/new.yaml": "x: ["})
    assert found() == []


def test_a_deleted_procedure_makes_a_reference_elsewhere_unknown(top: Path) -> None:
    Path(TILL).unlink()
    assert found() == ["unknown-reference close-the-till.yaml"]


def test_a_renamed_procedure_keeps_its_findings_and_loses_its_old_name(top: Path) -> None:
    there = Path(TILL).with_name("open-up.yaml")
    Path(TILL).rename(there)
    edit(str(there), "id: open-the-till", "id: open-up")
    assert found() == ["unknown-reference close-the-till.yaml"]


def test_a_procedure_that_moves_to_another_category_causes_nothing(top: Path) -> None:
    there = Path("procedures/evening/open-the-till.yaml")
    there.parent.mkdir()
    Path(TILL).rename(there)
    assert found() == []


def test_a_removed_role_makes_its_procedures_wrong(top: Path) -> None:
    edit("procedures/manual.yaml", "  shift-lead: {en: Shift lead}\n", "")
    assert found() == ["unknown-reference close-the-till.yaml", "unknown-reference open-the-till.yaml"]


def test_a_removed_step_makes_a_link_elsewhere_wrong(top: Path) -> None:
    linked = LINKED.replace("customers.", "customers. See [the step](open-the-till#step-open).")
    commit(top, {TILL: PROCEDURE.replace("- do: Open", "- id: open\n    do: Open"), CLOSE: linked})
    edit(TILL, "id: open\n", "id: open-it\n")
    assert found() == ["unknown-reference close-the-till.yaml"]


def test_a_removed_fact_makes_placeholders_wrong(top: Path) -> None:
    commit(top, {CLOSE: CLOSING.replace("customers.", "customers, up to ((branch.refund_limit)).")})
    write(top, {"procedures/branches.yaml": BRANCHES.replace("refund_limit", "limit")})
    assert found() == ["unknown-reference close-the-till.yaml"]
    write(top, {"procedures/branches.yaml": "fields: ["})
    assert found() == ["invalid-yaml branches.yaml"]


def test_a_new_category_takes_the_name_of_a_procedure(top: Path) -> None:
    write(top, {"procedures/open-the-till/new.yaml": CLOSING.replace("close-the-till", "new")})
    assert found() == ["duplicate-id open-the-till.yaml"]


def test_a_second_procedure_with_an_id_is_caused_where_it_stands_later(top: Path) -> None:
    write(top, {"procedures/a/open-the-till.yaml": PROCEDURE})
    assert found() == ["duplicate-id open-the-till.yaml"]


def test_a_procedure_that_retires_makes_references_wrong(top: Path) -> None:
    linked = EFFECTIVE.replace("open-the-till", "close-the-till") + "related: [open-the-till]\n"
    commit(top, {TILL: EFFECTIVE, CLOSE: linked})
    edit(TILL, "status: effective", "status: retired")
    assert found() == ["unknown-reference close-the-till.yaml", "missing-control open-the-till.yaml"]


def test_a_procedure_that_becomes_a_review_again_leaves_the_manual(top: Path) -> None:
    linked = EFFECTIVE.replace("open-the-till", "close-the-till").replace(
        "customers.", "customers, see ((sop.open-the-till))."
    )
    commit(top, {TILL: EFFECTIVE, CLOSE: linked})
    edit(TILL, "status: effective", "status: review")
    withdrawn = ["unknown-reference close-the-till.yaml", "no-longer-in-force open-the-till.yaml"]
    assert found() == withdrawn
    assert [each["severity"] for each in lint("--changed").findings] == ["warning", "warning"]
    edit(TILL, "Open the till.", "Open the new till.")
    assert found() == withdrawn
    release = ("open-the-till", "--approved-by", "service-lead", "--by", "shift-lead", "--today", "2026-11-22")
    assert sop("release", *release).code == 0
    assert found() == []


def test_a_successor_that_goes_leaves_the_retired_one_without(top: Path) -> None:
    retired = EFFECTIVE.replace("status: effective", "status: retired")
    commit(top, {TILL: retired, CLOSE: CLOSING + "replaces: [open-the-till]\n"})
    assert found() == []
    edit(CLOSE, "replaces: [open-the-till]\n", "")
    assert found() == ["missing-control open-the-till.yaml"]


def test_a_changed_original_makes_its_translation_stale(top: Path) -> None:
    translation = "title: गल्ला खोलें\npurpose: ग्राहक को छुट्टे पैसे दें।\nsteps:\n  - id: open\n    do: गल्ला खोलें।\n"
    hindi = TILL.replace(".yaml", ".hi.yaml")
    original = PROCEDURE.replace("- do: Open", "- id: open\n    do: Open")
    commit(top, {TILL: original, hindi: translation, "procedures/manual.yaml": MANUAL.replace("[en]", "[en, hi]")})
    assert sop("translate", "open-the-till", "--to", "hi", "--confirm", "all").code == 0
    commit(top, {})
    assert found() == []
    edit(TILL, "Give change", "Give the right change")
    assert found() == ["stale-translation open-the-till.hi.yaml"]


def test_a_translation_that_goes_is_missed_by_its_original(top: Path) -> None:
    hindi = TILL.replace(".yaml", ".hi.yaml")
    words = "title: गल्ला खोलें\n"
    commit(top, {TILL: EFFECTIVE, hindi: words, "procedures/manual.yaml": MANUAL.replace("[en]", "[en, hi]")})
    Path(hindi).unlink()
    assert found() == ["missing-translation open-the-till.yaml"]


def test_a_picture_that_goes_is_missed_and_an_old_gap_is_not(top: Path) -> None:
    pictures = "    image: {file: till.png, alt: The till}\n  - do: Count.\n    image: {file: gone.png, alt: Coins}\n"
    commit(top, {TILL: PROCEDURE + pictures, "procedures/service/till.png": b"\x89PNG"})
    assert found() == []
    Path("procedures/service/till.png").unlink()
    done = lint("--changed")
    assert [each["text"] for each in done.findings] == ["till.png"]


def test_a_picture_that_another_takes_the_place_of_is_judged_as_it_is_now(top: Path) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
    picture = "procedures/service/till.svg"
    step = "    image: {file: till.svg, alt: The till}\n"
    commit(top, {TILL: PROCEDURE + step, picture: drawing.format("")})
    Path(picture).write_text(drawing.format("<path/>"))
    assert found() == []
    Path(picture).write_text(drawing.format("<script/>"))
    assert found() == ["invalid-shape open-the-till.yaml"]


def test_a_bad_picture_of_old_is_no_news_when_another_changes(top: Path) -> None:
    bad = "    image: {file: bad.svg, alt: The till}\n"
    beside = {f"procedures/service/{name}": "<x/>" for name in ("bad.svg", "worse.svg")}
    commit(top, {TILL: PROCEDURE + bad, CLOSE: CLOSING + bad.replace("bad", "worse"), **beside})
    write(top, {"procedures/service/worse.svg": "<y/>", TILL: PROCEDURE.replace("change", "the change") + bad})
    assert found() == []


def test_a_setting_that_gets_stricter_shows_what_it_finds(top: Path) -> None:
    edit(
        "procedures/manual.yaml",
        "terms:",
        "lint:\n  rules:\n    long-sentence: {severity: error, words: {en: 2}}\nterms:",
    )
    assert "long-sentence close-the-till.yaml" in found()


def test_a_term_that_is_avoided_now_is_found_in_unchanged_files(top: Path) -> None:
    edit("procedures/manual.yaml", "avoid: [client]", "avoid: [client, till]")
    assert "avoided-term close-the-till.yaml" in found()


def test_line_ends_alone_are_no_change(top: Path) -> None:
    for name in (TILL, CLOSE, "procedures/manual.yaml"):
        path = Path(name)
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert found() == []


def test_a_file_that_breaks_is_one_finding_and_one_that_heals_none(top: Path) -> None:
    edit(TILL, "purpose:", "purpose: [")
    assert found() == ["invalid-yaml open-the-till.yaml"]
    commit(top, {})
    write(top, {TILL: PROCEDURE})
    assert found() == []


def test_a_changed_text_in_force_needs_a_new_version(top: Path) -> None:
    commit(top, {TILL: EFFECTIVE})
    edit(TILL, "do: Open the till.", "do: Open the drawer.")
    assert found() == ["version-not-raised open-the-till.yaml"]
    assert lint(TILL).findings == []


def test_a_changed_text_that_moves_needs_a_new_version_too(top: Path) -> None:
    commit(top, {TILL: EFFECTIVE})
    write(top, {"procedures/a/open-the-till.yaml": EFFECTIVE.replace("do: Open the till.", "do: Open the drawer.")})
    Path(TILL).unlink()
    assert found() == ["version-not-raised open-the-till.yaml"]


def test_a_text_in_force_that_is_written_anew_in_another_folder_needs_a_new_version_too(top: Path) -> None:
    commit(top, {TILL: EFFECTIVE})
    steps = "".join(f"  - do: Count the coins of row {number}.\n" for number in range(60))
    write(top, {"procedures/a/open-the-till.yaml": EFFECTIVE.replace("  - do: Open the till.\n", steps)})
    Path(TILL).unlink()
    assert found() == ["version-not-raised open-the-till.yaml"]


def test_the_given_paths_limit_what_is_shown(top: Path) -> None:
    edit(TILL, "do: Open the till.", "do: The till will open.")
    edit(CLOSE, "do: Close the till.", "do: The till will close.")
    assert found(TILL) == found("main", TILL) == ["future-tense open-the-till.yaml"]
    assert found("main", "procedures/service") == [
        "future-tense close-the-till.yaml",
        "future-tense open-the-till.yaml",
    ]


def test_a_word_behind_the_option_that_is_a_file_is_a_path(top: Path) -> None:
    assert found(TILL) == []
    commit(top, {"main/a.md": "Read this.\n"})
    assert found("main") == []


def test_it_is_told_from_the_folder_and_by_the_names_that_the_user_gives(
    top: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(TILL, "do: Open the till.", "do: The till will open.")
    monkeypatch.chdir("procedures/service")
    assert [each["file"] for each in lint("--changed").findings] == ["../../procedures/service/open-the-till.yaml"]
    assert [each["file"] for each in lint("open-the-till.yaml", "--changed").findings] == ["open-the-till.yaml"]


def test_plain_documents_are_compared_as_well(top: Path) -> None:
    commit(top, {"docs/a.md": "The form will be signed.\n", "docs/b.txt": "The till will open.\n"})
    edit("docs/a.md", "signed.", "signed.\n\nThe clerk will go.")
    write(top, {"docs/ü c.md": "The lead will come.\n"})
    done = lint("docs", "--changed")
    assert [(each["file"], each["text"]) for each in done.findings] == [
        ("docs/a.md", "will go"),
        ("docs/ü c.md", "will come"),
    ]
    assert done.report["summary"]["files"] == 2


def test_a_document_keeps_its_findings_wherever_it_comes_from(top: Path) -> None:
    words = "The form will be signed.\n\nRead the list to the customer.\n\nOpen the door at nine.\n"
    commit(top, {"a.md": words})
    write(top, {"docs/b.md": words + "\nThe till will open.\n"})
    Path("a.md").unlink()
    for path in ("docs", "docs/b.md"):
        assert [each["text"] for each in lint(path, "--changed").findings] == ["will open"]


def test_word_documents_are_compared_as_well(top: Path) -> None:
    def make(*words: str) -> None:
        made = Document()
        for each in words:
            made.add_paragraph(each)
        made.save("a.docx")

    make("The till will open.")
    commit(top, {})
    make("Read this.", "The till will open.", "The clerk will go.")
    assert [each["text"] for each in lint("a.docx", "--changed").findings] == ["will go"]


def test_a_procedure_without_a_manual_is_compared_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    top = repository(tmp_path / "loose", {"a/open-the-till.yaml": PROCEDURE + BAD})
    monkeypatch.chdir(top)
    edit("a/open-the-till.yaml", "do: Open the till.", "do: The till will open.")
    for path in ("a/open-the-till.yaml", "a", "."):
        done = lint(path, "--changed")
        assert [each["text"] for each in done.findings] == ["will open"]
        assert "no manual.yaml above" in done.err


def test_the_change_of_others_on_the_branch_is_not_ours(top: Path) -> None:
    git(top, "checkout", "-q", "-b", "work")
    commit(top, {"procedures/service/mine.yaml": "x: ["})
    git(top, "checkout", "-q", "main")
    commit(top, {"procedures/service/theirs.yaml": "y: ["})
    git(top, "checkout", "-q", "work")
    assert found() == ["invalid-yaml mine.yaml"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--changed", "mian"], "git knows no commit by the name “mian”. Did you mean `main`?"),
        (["--changed", "--statistics"], "--statistics needs all"),
        (["--changed", "--write-baseline", "b.json"], "--write-baseline needs all"),
        (["-", "--stdin-filename", "a.md", "--changed"], "- needs all"),
    ],
)
def test_what_cannot_be_done_gives_two_and_one_line(top: Path, words: list[str], said: str) -> None:
    done = sop("lint", *words)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err


def test_no_repository_and_no_commit_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(manual(tmp_path))
    done = lint("--changed")
    assert done.code == 2
    assert done.report["error"].endswith("is not in a git repository: `git init` makes one")
    git(tmp_path, "init", "-q", "-b", "main")
    assert "no commit yet" in lint("--changed").report["error"]


def test_a_shallow_clone_says_how_to_get_more(top: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = git(top, "rev-parse", "HEAD")
    commit(top, {"a.md": "Read this.\n"})
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{top}", "clone")
    monkeypatch.chdir(tmp_path / "clone")
    assert "git fetch --unshallow" in lint("--changed", first).report["error"]


def test_a_detached_head_is_compared(top: Path) -> None:
    git(top, "checkout", "-q", "--detach")
    edit(TILL, "do: Open the till.", "do: The till will open.")
    assert found() == ["future-tense open-the-till.yaml"]


def test_a_submodule_is_a_repository_of_its_own(top: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outer = repository(tmp_path / "outer", {"a.md": "Read this.\n"})
    git(outer, "submodule", "add", "-q", str(top), "inner")
    commit(outer, {})
    monkeypatch.chdir(outer)
    edit(f"inner/{TILL}", "do: Open the till.", "do: The till will open.")
    assert found("main", "inner") == ["future-tense open-the-till.yaml"]
    assert found("main", ".") == ["future-tense open-the-till.yaml"]


def test_a_procedure_that_moves_with_its_picture_causes_nothing(top: Path) -> None:
    step = "    image: {file: till.png, alt: The till}\n"
    commit(top, {TILL: PROCEDURE + step, "procedures/service/till.png": b"\x89PNG"})
    there = Path("procedures/evening")
    there.mkdir()
    Path(TILL).rename(there / "open-the-till.yaml")
    assert [each["text"] for each in lint("--changed").findings] == ["till.png"]
    Path("procedures/service/till.png").rename(there / "till.png")
    assert found() == []


def test_a_manual_that_moves_as_a_whole_causes_nothing_by_that(top: Path) -> None:
    commit(top, {TILL: EFFECTIVE.replace("Give change", "It was done. Give change"), "notes/read.md": "Read this.\n"})
    Path("shop").mkdir()
    git(top, "mv", "procedures", "shop/procedures")
    assert found("main", "shop") == []
    Path("shop", CLOSE).unlink()
    edit(f"shop/{TILL}", "do: Open the till.", "do: The till will open.")
    assert found("main", "shop") == ["future-tense open-the-till.yaml", "version-not-raised open-the-till.yaml"]
    edit(f"shop/{TILL}", "\nowner:", "\nrelated: [close-the-till]\nowner:")
    assert "unknown-reference open-the-till.yaml" in found("main", "shop")


def test_a_procedure_from_another_manual_is_new_in_this_one(top: Path) -> None:
    other = {f"other/{name}": text for name, text in (("procedures/manual.yaml", MANUAL), (TILL, PROCEDURE + BAD))}
    commit(top, {**other, TILL: None})
    Path("other", TILL).rename(TILL)
    assert "future-tense open-the-till.yaml" in found()


def test_settings_of_git_hide_no_rename(top: Path) -> None:
    names = ("open-the-till", "close-the-till")
    git(top, "config", "diff.renameLimit", "1")
    git(top, "config", "diff.renames", "false")
    for name in names:
        Path(f"procedures/service/{name}.yaml").rename(f"procedures/service/{name}-now.yaml")
        edit(f"procedures/service/{name}-now.yaml", f"id: {name}", f"id: {name}-now")
    assert [each for each in found() if "unknown-reference" not in each] == []


def test_many_files_of_a_folder_are_compared_at_once(top: Path) -> None:
    names = [f"docs/{number}.md" for number in range(12)]
    commit(top, dict.fromkeys(names, "Read this.\n"))
    write(top, dict.fromkeys(names, "1. The form will be signed.\n"))
    assert {each["file"] for each in lint(*names, "--changed").findings} == set(names)


# What the change caused is what a full run finds more than a full run of the older state.

_LINES = st.sampled_from(
    [
        ("id: open-the-till", "id: open-it"),
        ("owner: shift-lead", "owner: nobody"),
        ("do: Open the till.", "do: The till will open."),
        ("do: Open the till.", "do: Open the till.\n  - id: x\n    do: Close it."),
        ("purpose:", "purpose: ["),
        ("title:", "related: [close-the-till]\ntitle:"),
        ("title:", "replaces: [close-the-till]\ntitle:"),
        ("title:", "status: retired\ntitle:"),
    ]
)
_EDITS = st.lists(st.tuples(st.sampled_from(["till", "close", "manual", "branches"]), _LINES), max_size=3)
_MANUAL_EDITS = {
    "manual": ("  shift-lead: {en: Shift lead}\n", ""),
    "branches": ("refund_limit", "limit"),
}


def state(edits: list[tuple[str, tuple[str, str]]]) -> dict[str, str]:
    """The files of a manual after some edits."""
    files = {
        "till": PROCEDURE.replace("customers.", "customers, see [it](close-the-till#step-x)."),
        "close": LINKED.replace("customers.", "customers, up to ((branch.refund_limit))."),
        "manual": MANUAL,
        "branches": BRANCHES,
    }
    for name, (old, new) in edits:
        old, new = _MANUAL_EDITS.get(name, (old, new))
        if name == "close":
            old, new = (
                each.replace("open-the-till", "close-the-till").replace("Open the", "Close the") for each in (old, new)
            )
        files[name] = files[name].replace(old, new, 1)
    names = {"till": TILL, "close": CLOSE, "manual": "procedures/manual.yaml", "branches": "procedures/branches.yaml"}
    return {names[name]: text for name, text in files.items()}


def prints(run: Run) -> Counter[tuple[str, str, str]]:
    """How often a rule finds the same words in the same line of a file."""
    found: Counter[tuple[str, str, str]] = Counter()
    for each in run.findings:
        line = Path(each["file"]).read_text(encoding="utf-8").split("\n")[each["line"] - 1]
        found[each["rule"], each["file"], f"{line.strip()} {each['text']}"] += 1
    return found


@settings(max_examples=40)
@given(before=_EDITS, after=_EDITS)
def test_it_is_the_difference_of_two_full_runs(
    tmp_path_factory: pytest.TempPathFactory,
    before: list[tuple[str, tuple[str, str]]],
    after: list[tuple[str, tuple[str, str]]],
) -> None:
    folder = repository(tmp_path_factory.mktemp("any"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        commit(folder, dict(state(before)))
        older = prints(lint("--no-cache", "procedures"))
        write(folder, dict(state(after)))
        newer = prints(lint("--no-cache", "procedures"))
        assert prints(lint("procedures", "--changed")) == newer - older
