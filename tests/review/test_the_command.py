"""`sop diff` as people run it: what it compares, in which form it says so, and what it says when it cannot."""

from __future__ import annotations

import json
import os
import re
import threading
from pathlib import Path

import pytest
from manuals import MANUAL, PROCEDURE, TILL, manual, sop, write
from markdown import markdown
from repositories import commit, git, repository

from sop_toolkit.cli.diff import FORMATS

GUIDE = Path(__file__).parents[2] / "docs" / "reviewers" / "changes.md"
EDITED = PROCEDURE.replace("do: Open the till.", "do: Open the old till.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A manual in a repository, with one commit on the branch `main`."""
    manual(repository(tmp_path / "manual"))
    commit(tmp_path / "manual", {})
    return tmp_path / "manual"


def test_without_a_change_it_says_so(folder: Path) -> None:
    told = sop("diff", "-C", folder)
    assert (told.code, told.out, told.err) == (0, "Nothing changes for readers from main to the working tree.\n", "")


def test_the_working_tree_is_compared_with_where_the_branch_began(folder: Path) -> None:
    git(folder, "checkout", "-q", "-b", "work")
    commit(folder, {TILL: EDITED})
    git(folder, "checkout", "-q", "main")
    commit(folder, {"procedures/manual.yaml": MANUAL.replace("Shift lead", "Floor lead")})
    git(folder, "checkout", "-q", "work")
    write(folder, {"procedures/service/new one.yaml": PROCEDURE})
    told = sop("diff", "-C", folder).out
    assert "2 procedures" in told
    assert "“Open the old till.”" in told
    assert "Floor lead" not in told


def test_two_revisions_are_compared_as_they_are(folder: Path) -> None:
    git(folder, "checkout", "-q", "-b", "work")
    commit(folder, {TILL: EDITED})
    git(folder, "checkout", "-q", "main")
    commit(folder, {"procedures/manual.yaml": MANUAL.replace("Shift lead", "Floor lead")})
    for words in (["main", "work"], ["main..work"]):
        told = sop("diff", "-C", folder, *words).out
        assert told.startswith("What changes from main to work: 1 procedure, 1 other file.")
        assert "“Floor lead” becomes “Shift lead”" in told
    alone = sop("diff", "-C", folder, "main...work").out
    assert "1 procedure." in alone
    assert "Floor lead" not in alone
    assert sop("diff", "-C", folder, "..work").out.startswith("What changes from HEAD to work")


def test_paths_say_what_counts(folder: Path) -> None:
    commit(folder, {TILL: EDITED, "procedures/desk/other.yaml": PROCEDURE, "lone.yaml": PROCEDURE})
    assert "1 procedure." in sop("diff", "-C", folder, "HEAD~1", "HEAD", "procedures/service").out
    assert "1 procedure." in sop("diff", "-C", folder, "HEAD~1", TILL).out
    assert "3 procedures." in sop("diff", "-C", folder, "HEAD~1", "procedures", "lone.yaml").out
    assert "2 procedures." in sop("diff", "-C", folder, "HEAD~1").out
    (folder / TILL).unlink()
    assert "the procedure is gone" in sop("diff", "-C", folder, TILL).out
    assert "Nothing changes" in sop("diff", "-C", folder, "HEAD", "HEAD", TILL).out


def test_only_sources_count(folder: Path) -> None:
    write(folder, {"mkdocs.yml": "a: b", "docs/x.md": "# X", "procedures/.hidden.yaml": "a", "procedures/read.md": "x"})
    assert "Nothing changes" in sop("diff", "-C", folder).out


def test_files_without_a_change_are_not_read(folder: Path) -> None:
    commit(folder, {TILL: EDITED})
    for unchanged in ("procedures/manual.yaml", "procedures/branches.yaml"):
        blob = git(folder, "rev-parse", f"HEAD:{unchanged}")
        (folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    told = sop("diff", "-C", folder, "HEAD~1", "HEAD")
    assert (told.code, told.err) == (0, "")
    assert "“Open the old till.”" in told.out


def test_a_manual_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    top = repository(tmp_path, {"README": "r"})
    manual(top / "our büro" / "handbook")
    commit(top, {})
    write(top, {f"our büro/handbook/{TILL}": EDITED})
    for place in ("our büro/handbook", "our büro/handbook/procedures/service", "."):
        assert "“Open the old till.”" in sop("diff", "-C", top / place, "HEAD").out, place


def test_a_manual_that_moves_as_a_whole_is_compared_with_what_it_was(folder: Path) -> None:
    (folder / "shop").mkdir()
    git(folder, "mv", "procedures", "shop/procedures")
    assert sop("diff", "-C", folder / "shop").out.startswith("Nothing changes for readers")
    write(folder / "shop", {TILL: EDITED})
    told = sop("diff", "-C", folder / "shop").out
    assert told.startswith("What changes from main to the working tree: 1 procedure.\n")
    assert "“Open the old till.”" in told
    commit(folder, {})
    assert told.splitlines()[2:] == sop("diff", "-C", folder / "shop", "HEAD~1", "HEAD").out.splitlines()[2:]


def test_a_manual_that_is_not_valid_is_compared(folder: Path) -> None:
    write(folder, {TILL: EDITED, "procedures/manual.yaml": "title: [", "procedures/service/bad.yaml": b"\xff"})
    told = sop("diff", "-C", folder).out
    assert "“Open the old till.”" in told
    assert "The manual: cannot be read any more: procedures/manual.yaml, line 1, column 9" in told
    assert "Bad: cannot be read: procedures" in told
    (folder / "procedures" / "manual.yaml").unlink()
    assert "The manual: gone." in sop("diff", "-C", folder).out


def test_a_bare_repository_has_two_sides_as_well(folder: Path, tmp_path: Path) -> None:
    commit(folder, {TILL: EDITED})
    git(tmp_path, "clone", "-q", "--bare", str(folder), "bare.git")
    assert "“Open the old till.”" in sop("diff", "-C", tmp_path / "bare.git", "main~1", "main").out
    told = sop("diff", "-C", tmp_path / "bare.git", "main~1")
    assert told.code == 2
    assert "has no working tree: name two revisions" in told.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["mian"], "git knows no commit by the name “mian”. Did you mean `main`?"),
        (["main", "nothing"], "git knows no commit by the name “nothing”"),
        (["main...nothing"], "git knows no commit by the name “nothing”"),
        (["main", "/elsewhere/x.yaml"], "lies outside the repository"),
        (["procedures/desk/nothing.yaml"], "procedures/desk/nothing.yaml: there is no such file or folder, and there"),
        (["main", "main", "procedures/nothing"], "procedures/nothing: there is no such file or folder, and there was"),
        (["main"], "“main” is a revision and a path here: write ./main if you mean the path"),
        (["--output", "no/such/folder.txt"], "--output no/such/folder.txt: the report cannot be written"),
        (["--format", "xml"], "invalid choice"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(folder: Path, words: list[str], said: str) -> None:
    if "revision and a path" in said:
        (folder / "main").touch()
    told = sop("diff", "-C", folder, *words)
    assert (told.code, told.out) == (2, "")
    assert said in told.err
    assert "Traceback" not in told.err
    assert told.err.count("\n") == 1 or "usage" in told.err


def test_a_folder_outside_git_is_told(tmp_path: Path) -> None:
    told = sop("diff", "-C", manual(tmp_path))
    assert (told.code, told.out) == (2, "")
    assert "is not in a git repository: `git init` makes one" in told.err


def test_a_repository_without_a_commit_is_told(tmp_path: Path) -> None:
    told = sop("diff", "-C", manual(repository(tmp_path)))
    assert told.code == 2
    assert told.err == "sop: this branch has no commit yet: make the first one with `git commit`\n"


def test_a_path_in_a_submodule_is_one_of_its_own_repository(folder: Path, tmp_path: Path) -> None:
    outer = repository(tmp_path / "outer")
    git(outer, "submodule", "add", "-q", str(folder), "inner")
    commit(outer, {})
    write(outer, {f"inner/{TILL}": EDITED})
    assert "“Open the old till.”" in sop("diff", "-C", outer, "HEAD", "inner").out


def test_programs_get_a_document_whatever_happens(folder: Path) -> None:
    told = sop("diff", "-C", folder, "mian", "--format", "json")
    assert told.code == 2
    assert told.report == {"version": 1, "error": "git knows no commit by the name “mian”. Did you mean `main`?"}


def test_the_report_for_programs(folder: Path) -> None:
    write(folder, {TILL: EDITED})
    report = sop("diff", "-C", folder, "--format", "json").report
    assert report["version"] == 1
    assert report["before"] == {"name": "main", "commit": git(folder, "rev-parse", "main")}
    assert report["after"] == {"name": None, "commit": None}
    source = report["sources"][0]
    assert (source["kind"], source["id"], source["state"]) == ("procedure", "open-the-till", "changed")
    assert (source["proposal"], source["raise_to"]) == ("minor", None)
    assert source["after"] == {"file": TILL, "problem": None, "faults": 0}
    change = source["changes"][0]
    assert (change["kind"], change["field"], change["impact"]) == ("reworded", "steps[1].do", "minor")
    assert change["before"] == [{"field": "do", "text": "Open the till.", "form": "words", "language": None}]
    assert {"kind": "added", "text": "old"} in change["words"]
    guide = GUIDE.read_text(encoding="utf-8")
    for way, part in (("", report), ("sources[].", source), ("sources[].changes[].", change)):
        assert [name for name in part if f"`{way}{name}`" not in guide] == []


@pytest.mark.parametrize("is_committed", [False, True])
def test_the_report_names_procedures_that_still_have_a_name_that_is_gone(folder: Path, is_committed: bool) -> None:
    hindi = "title: गल्ला\npurpose: ((term.customer)) को दें।\n"
    commit(folder, {TILL.replace(".yaml", ".hi.yaml"): hindi})
    removed = MANUAL.replace("  shift-lead: {en: Shift lead}\n", "").replace("  customer:", "  guest:")
    write(folder, {"procedures/manual.yaml": removed})
    if is_committed:
        commit(folder, {})
        write(folder, {TILL: PROCEDURE.replace("shift-lead", "service-lead")})
    words = ["HEAD~1", "HEAD"] if is_committed else ["HEAD"]
    (source,) = json.loads(sop("diff", "-C", folder, *words, "--format", "json").out)["sources"]
    assert source["still_named"] == [
        {"kind": "role", "id": "shift-lead", "procedures": ["open-the-till"]},
        {"kind": "term", "id": "customer", "procedures": ["open-the-till"]},
    ]
    assert [each["kind"] for each in source["changes"]] == ["removed", "renamed"]
    told = sop("diff", "-C", folder, *words).out
    assert "1 procedure still names the role shift-lead, which is gone: “Open the till”." in told


def test_many_procedures_with_a_name_that_is_gone_are_counted(folder: Path) -> None:
    more = {
        f"procedures/service/till-{number}.yaml": PROCEDURE.replace("Open", f"Open {number}") for number in range(7)
    }
    commit(folder, more)
    write(folder, {"procedures/manual.yaml": MANUAL.replace("  shift-lead:", "  floor-lead:")})
    told = sop("diff", "-C", folder, "HEAD").out
    assert "8 procedures still name the role shift-lead, which is gone: “Open the till”, “Open 0 the till”, " in told
    assert "“Open 3 the till” and 3 more." in told


def test_one_name_that_goes_and_another_that_comes_are_two(folder: Path) -> None:
    write(folder, {"procedures/manual.yaml": MANUAL.replace("shift-lead: {en: Shift lead}", "cashier: {en: Cashier}")})
    told = sop("diff", "-C", folder).out
    assert "Role shift lead is gone: “Shift lead”." in told
    assert "Role cashier is new: “Cashier”." in told


def test_the_report_goes_into_a_file(folder: Path) -> None:
    write(folder, {TILL: EDITED})
    for format in FORMATS:
        told = sop("diff", "-C", folder, "--format", format, "--output", f"report.{format}")
        assert (told.code, told.out) == (0, "")
        assert (folder / f"report.{format}").read_text() == sop("diff", "-C", folder, "--format", format).out


def test_a_device_or_a_link_that_gets_the_report_stays_one(folder: Path, tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link.md"
    os.mkfifo(pipe)
    link.symlink_to("real.md")
    said: list[str] = []
    reader = threading.Thread(target=lambda: said.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    report = sop("diff", "-C", folder).out
    assert sop("diff", "-C", folder, "--output", pipe).code == 0
    reader.join(timeout=10)
    assert said == [report]
    assert pipe.is_fifo()
    assert sop("diff", "-C", folder, "--output", link).code == 0
    assert link.is_symlink()
    assert (tmp_path / "real.md").read_text(encoding="utf-8") == report


NASTY = (
    "<script>alert(1)</script> **bold** _it_ `code` [link](https://evil.example) ![x](y) @team #12 GH-1 ~~gone~~ "
    "$x$ $y$ | a | b | https://evil.example www.evil.example a@b.example :smile: <!-- c --> &lt; [ref]: x a/b#3 !4 \\"
)


@pytest.mark.parametrize("place", ["a step", "a language", "a language of a role"])
def test_words_of_a_source_never_become_markup(folder: Path, place: str) -> None:
    nasty, step = json.dumps(NASTY), json.dumps("Open the till. " + NASTY)
    file, old, new = {
        "a step": (TILL, "do: Open the till.", f"do: {step}"),
        "a language": ("procedures/manual.yaml", "title: {", f"title: {{{nasty}: Manual, "),
        "a language of a role": ("procedures/manual.yaml", "shift-lead: {", f"shift-lead: {{{nasty}: Lead, "),
    }[place]
    write(folder, {file: (folder / file).read_text(encoding="utf-8").replace(old, new)})
    report = sop("diff", "-C", folder, "--format", "markdown").out
    page = markdown(report.replace("`sop lint` names each", ""))  # our own words
    tags = set(re.findall(r"<(/?[a-z0-9]+)", page))
    assert {tag.lstrip("/") for tag in tags} <= {"h3", "p", "ul", "li", "strong", "del", "span"}
    shown = re.sub(r"<[^>]*>", "", page).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    plain = shown.replace("\u200b", "")
    for word in (
        "<script>alert(1)</script>",
        "**bold**",
        "`code`",
        "[link](https://evil.example)",
        "<!-- c -->",
        "&lt;",
    ):
        assert word in plain
    for linked in ("@team", "#12", "GH-1", "https://", "www.evil", "a@b", ":smile:", "b#3", "!4"):
        assert linked not in shown, linked


def test_signs_that_steer_a_terminal_are_not_passed_on(folder: Path) -> None:
    write(folder, {TILL: PROCEDURE.replace("do: Open the till.", 'do: "Open \\e[31m the \\u202e till."')})
    for format in ("text", "markdown"):
        told = sop("diff", "-C", folder, "--format", format).out
        assert "\x1b" not in told
        assert "\u202e" not in told
        assert "\N{REPLACEMENT CHARACTER}" in told


def test_a_comment_stays_below_the_limit_and_counts_the_rest(folder: Path) -> None:
    files = {}
    for number in range(400):
        steps = "".join(f"  - do: Open the drawer {number} {step} with the key.\n" for step in range(8))
        files[f"procedures/service/p-{number}.yaml"] = PROCEDURE.replace("open-the-till", f"p-{number}") + steps
    commit(folder, files)
    write(folder, {name: text.replace("with the key", "with the new key") for name, text in files.items()})
    report = sop("diff", "-C", folder, "HEAD", "--format", "markdown").out
    assert 55_000 < len(report) <= 60_000
    left = re.search(r"… and (\d+) more lines: `sop diff` shows all of them\.\n\Z", report)
    assert left is not None
    whole = len(sop("diff", "-C", folder, "HEAD").out.splitlines()) - 401
    assert len([line for line in report.splitlines() if line]) - 1 + int(left[1]) == whole + 1


def test_a_change_too_long_for_a_comment_is_cut_as_well(folder: Path) -> None:
    write(folder, {TILL: PROCEDURE.replace("do: Open the till.", f"do: Open {'the till ' * 10_000}")})
    report = sop("diff", "-C", folder, "--format", "markdown").out
    assert len(report) < 60_000
    assert "… and 1 more line: " in report
