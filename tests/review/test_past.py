"""What git remembers of each version: which texts are compared, whatever way a file has come."""

from __future__ import annotations

from pathlib import Path

import pytest
from manuals import write
from repositories import commit, git, repository

from sop_toolkit.model.build import load
from sop_toolkit.publish.history import Memory
from sop_toolkit.render.news import Past
from sop_toolkit.review.git import GitTrouble, Repository
from sop_toolkit.review.past import Version, past

FILE = "procedures/desk/give-change.yaml"
MANUAL = {"procedures/manual.yaml": "title: {en: Small}\nlanguage: en\nroles: {clerk: {en: Clerk}}\n"}


def procedure(version: str, do: str = "Count the coins.", status: str = "effective", **more: str) -> str:
    """A procedure of one step."""
    lines = "".join(f"{name}: {value}\n" for name, value in more.items())
    return (
        f"id: give-change\ntitle: Give change\nstatus: {status}\nversion: {version}\nowner: clerk\npurpose: Be right.\n"
        f"steps:\n  - id: count\n    who: clerk\n    do: {do}\n{lines}"
    )


def versions(folder: Path, file: str = FILE) -> tuple[Version, ...]:
    now = {source.file.path: source for source in load(folder).sources}
    return past(Repository.where(folder / "procedures"), folder, now).get(file, ())


def told(folder: Path, file: str = FILE) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each version with the place and the new words of each change."""
    return [
        (
            ".".join(map(str, each.number)),
            [(change.path, " ".join(value.text for value in change.after)) for change in each.changes],
        )
        for each in versions(folder, file)
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return repository(tmp_path, {**MANUAL, FILE: procedure("1.9")})


def test_each_version_is_compared_with_the_one_before(folder: Path) -> None:
    commit(folder, {FILE: procedure("1.10", "Count all coins.")})
    commit(folder, {FILE: procedure("2.0", "Weigh all coins.")})
    assert told(folder) == [
        ("2.0", [("steps[count].do", "Weigh all coins.")]),
        ("1.10", [("steps[count].do", "Count all coins.")]),
    ]


def test_what_waits_in_the_working_tree_is_no_history_yet(folder: Path) -> None:
    commit(folder, {FILE: procedure("1.10", "Count all coins.")})
    before = versions(folder)
    write(folder, {FILE: procedure("2.0", "Weigh all coins.")})
    assert versions(folder) == before != ()


def test_edits_before_a_release_belong_to_the_release(folder: Path) -> None:
    commit(folder, {FILE: procedure("1.9", "Count all coins.")})
    commit(folder, {FILE: procedure("2.0", "Count all coins.")})
    assert told(folder) == [("2.0", [("steps[count].do", "Count all coins.")])]


def test_the_drafts_of_a_version_are_no_part_of_it(folder: Path) -> None:
    commit(folder, {FILE: procedure("2.0", "Do something.", "draft")})
    commit(folder, {FILE: procedure("2.0", "Count all coins.", "review")})
    assert told(folder) == [("2.0", [("steps[count].do", "Count all coins.")])]
    commit(folder, {FILE: procedure("2.0", "Count every coin.")})
    assert told(folder) == [("2.0", [("steps[count].do", "Count every coin.")])]


def test_nothing_stands_before_the_first_official_version(tmp_path: Path) -> None:
    folder = repository(tmp_path, {**MANUAL, FILE: procedure("0.1", "Do something.", "draft")})
    commit(folder, {FILE: procedure("1.0")})
    assert told(folder) == []


def test_control_fields_and_layout_are_no_change(folder: Path) -> None:
    commit(folder, {FILE: "# A comment\r\n" + procedure("1.10", review="2027-01-01").replace("\n", "\r\n")})
    assert told(folder) == [("1.10", [])]


def test_renames_and_moves_are_followed(folder: Path) -> None:
    commit(folder, {FILE: procedure("1.10", "Count all coins.")})
    moved = "procedures/till/give-change.yaml"
    commit(folder, {FILE: None, moved: procedure("1.10", "Count all coins.")})
    commit(folder, {moved: procedure("1.11", "Count each coin.")})
    assert [number for number, _ in told(folder, moved)] == ["1.11", "1.10"]
    assert told(folder, FILE) == []


def test_a_file_that_takes_the_name_of_another_keeps_its_own_past(tmp_path: Path) -> None:
    one, other = "procedures/desk/one.yaml", "procedures/desk/other.yaml"
    sweeping = procedure("5.0", "Sweep the floor.").replace("Give change", "Clean up").replace("Be right", "Be clean")
    folder = repository(tmp_path, {**MANUAL, one: procedure("1.0"), other: sweeping})
    commit(folder, {other: None})
    commit(folder, {one: None, other: procedure("1.0")})
    commit(folder, {other: procedure("6.0", "Count all coins.")})
    assert told(folder, other) == [("6.0", [("steps[count].do", "Count all coins.")])]
    assert told(folder, one) == []


def test_a_file_that_comes_back_has_its_past_again(folder: Path) -> None:
    commit(folder, {FILE: None})
    assert told(folder) == []
    commit(folder, {FILE: procedure("2.0", "Weigh the coins.")})
    assert told(folder) == [("2.0", [("steps[count].do", "Weigh the coins.")])]


def test_a_version_that_nobody_can_read_is_left_out(folder: Path) -> None:
    commit(folder, {FILE: procedure("1.10").replace("steps:", "steps: [")})
    commit(folder, {FILE: procedure("1.11", "Count all coins.")})
    commit(folder, {FILE: procedure("1.12", "Count each coin.")})
    assert [number for number, _ in told(folder)] == ["1.12"]


@pytest.mark.parametrize("version", ["9" * 5000, "²", "1.", ".", "१.२", "{}"])
def test_a_version_that_is_none_is_no_trouble(folder: Path, version: str) -> None:
    commit(folder, {FILE: procedure(version, "Weigh the coins.")})
    commit(folder, {FILE: procedure("3.0", "Count all coins.")})
    assert told(folder)[0] == ("3.0", [("steps[count].do", "Count all coins.")])


def test_a_file_of_other_bytes_is_no_trouble(folder: Path) -> None:
    commit(folder, {FILE: b"version: 1.91\nstatus: effective\n\xff\xfe\0"})
    commit(folder, {FILE: procedure("2.0")})
    assert told(folder) == []


def test_the_manual_need_not_be_the_whole_repository(tmp_path: Path) -> None:
    folder = repository(tmp_path, {f"a b/à/{name}": text for name, text in {**MANUAL, FILE: procedure("1.0")}.items()})
    commit(folder, {f"a b/à/{FILE}": procedure("1.1", "Count all coins.")})
    assert told(folder / "a b" / "à") == [("1.1", [("steps[count].do", "Count all coins.")])]


def test_a_merge_is_one_change(folder: Path) -> None:
    git(folder, "checkout", "-q", "-b", "work")
    commit(folder, {FILE: procedure("1.9", "Do something.")})
    commit(folder, {FILE: procedure("2.0", "Weigh the coins.")})
    git(folder, "checkout", "-q", "main")
    commit(folder, {"other.txt": "x"})
    git(folder, "merge", "-q", "--no-ff", "--no-edit", "work")
    assert told(folder) == [("2.0", [("steps[count].do", "Weigh the coins.")])]


def test_a_shallow_clone_tells_what_it_has(folder: Path, tmp_path: Path) -> None:
    commit(folder, {FILE: procedure("1.10", "Count all coins.")})
    commit(folder, {FILE: procedure("1.11", "Count each coin.")})
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{folder}", "shallow")
    assert told(tmp_path / "shallow") == [("1.11", [("steps[count].do", "Count each coin.")])]


def test_a_branch_without_commits_has_no_past(tmp_path: Path) -> None:
    folder = repository(tmp_path)
    write(folder, {**MANUAL, FILE: procedure("1.0")})
    with pytest.raises(GitTrouble, match="no commit yet"):
        versions(folder)
    assert remembered(Memory(), folder) == {}


def remembered(memory: Memory, folder: Path) -> Past:
    return memory.past(folder, load(folder).sources)


def test_a_line_of_the_page_says_which_answer_or_record_it_is_about(folder: Path) -> None:
    """Several exceptions, records and answers have the same fields, and only their words tell them apart."""
    case = "exceptions:\n  - {{case: It rains., may: {may}}}\nrecords:\n  - {{what: Sheet, keep: {keep}}}\n"
    commit(folder, {FILE: procedure("1.10") + case.format(may="Go home.", keep="2 years")})
    commit(folder, {FILE: procedure("1.11") + case.format(may="Stay under the roof.", keep="3 years")})
    lines = remembered(Memory(), folder)[FILE][(1, 11)]
    assert ["".join(" " * said.spaced + said.text for said in line.said).strip() for line in lines] == [
        "It rains. · Go home. Stay under the roof.",
        "Sheet · 2 3 years",
    ]


def test_a_line_about_words_does_not_say_them_twice(folder: Path) -> None:
    case = "exceptions:\n  - {{case: {case}, may: Go home.}}\n"
    commit(folder, {FILE: procedure("1.10") + case.format(case="It rains a lot.")})
    commit(folder, {FILE: procedure("1.11") + case.format(case="It rains!")})
    (line,) = remembered(Memory(), folder)[FILE][(1, 11)]
    assert [(said.text, said.mark, said.spaced) for said in line.said] == [
        ("It rains", "same", True),
        ("a lot.", "removed", True),
        ("!", "added", False),
    ]


@pytest.fixture
def processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file into which every process of git writes its command."""
    file = tmp_path / "trace"
    monkeypatch.setenv("GIT_TRACE", str(file))
    return file


def commands(trace: Path) -> list[str]:
    """The commands that git has run since the last look."""
    lines = trace.read_text(encoding="utf-8").splitlines() if trace.exists() else []
    trace.unlink(missing_ok=True)
    return [line.partition("git ")[2].split()[0] for line in lines if "built-in: git " in line]


def test_one_pass_over_git_reads_the_whole_manual(folder: Path, processes: Path) -> None:
    others = {f"procedures/desk/p{number}.yaml": procedure("1.0") for number in range(20)}
    commit(folder, others)
    commit(folder, {name: procedure("1.1", "Count all coins.") for name in others})
    commands(processes)
    assert len(remembered(Memory(), folder)) == 20
    assert [each for each in commands(processes) if each in ("log", "cat-file")] == ["cat-file", "log", "cat-file"]


def test_git_runs_after_a_commit_and_not_at_each_change(folder: Path, processes: Path) -> None:
    memory = Memory()
    commit(folder, {FILE: procedure("1.10", "Count all coins.")})
    first = remembered(memory, folder)
    assert list(first[FILE]) == [(1, 10)]
    commands(processes)
    write(folder, {FILE: procedure("1.10", "Count all the coins.")})
    assert remembered(memory, folder) == first
    assert commands(processes) == []
    commit(folder, {FILE: procedure("1.11", "Count each coin.")})
    assert list(remembered(memory, folder)[FILE]) == [(1, 11), (1, 10)]
    commands(processes)
    git(folder, "pack-refs", "--all")
    git(folder, "reset", "-q", "--hard", "HEAD~1")
    assert list(remembered(memory, folder)[FILE]) == [(1, 10)]


def test_outside_a_repository_git_is_asked_once(tmp_path: Path, processes: Path) -> None:
    write(tmp_path, {**MANUAL, FILE: procedure("1.0")})
    memory = Memory()
    assert remembered(memory, tmp_path) == {}
    commands(processes)
    assert remembered(memory, tmp_path) == {}
    assert commands(processes) == []


def test_a_worktree_beside_the_repository_has_the_past_too(folder: Path, tmp_path: Path) -> None:
    git(folder, "worktree", "add", "-q", "-b", "side", str(tmp_path / "beside"))
    memory = Memory()
    assert remembered(memory, tmp_path / "beside") == {}
    commit(tmp_path / "beside", {FILE: procedure("2.0", "Weigh the coins.")})
    assert list(remembered(memory, tmp_path / "beside")[FILE]) == [(2, 0)]
