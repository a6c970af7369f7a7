"""What git tells us: of real repositories, in all the states that people have them in."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from manuals import write
from repositories import commit, git, repository

import sop_toolkit
from sop_toolkit.review.git import Entry, FileChange, GitTrouble, Repository

TEXT = "".join(f"line {number} of a file that is long enough\n" for number in range(20))


def names(changes: list[FileChange]) -> list[tuple[str, str]]:
    """The paths of each change, before and after."""
    return [
        (change.before.path if change.before else "", change.after.path if change.after else "") for change in changes
    ]


def read(found: Repository, *entries: Entry | None) -> list[str]:
    return [content.decode() for content in found.contents(filter(None, entries))]


def test_it_is_found_from_a_folder_or_a_file_inside(tmp_path: Path) -> None:
    top = repository(tmp_path / "ein büro", {"a b/ö.yaml": TEXT})
    for inside in (top, top / "a b", top / "a b" / "ö.yaml", top / "a b" / "not-yet.yaml"):
        assert Repository.where(inside).top == top
    assert Repository.where(top).relative(top / "a b" / "ö.yaml") == "a b/ö.yaml"
    with pytest.raises(GitTrouble, match="lies outside"):
        Repository.where(top).relative(tmp_path / "other.yaml")


def test_a_folder_without_one_is_told(tmp_path: Path) -> None:
    with pytest.raises(GitTrouble, match="is not in a git repository: `git init` makes one"):
        Repository.where(tmp_path)


def test_a_machine_without_git_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitTrouble, match="git is not installed"):
        Repository.where(tmp_path)


def test_a_repository_of_another_user_is_told_with_what_git_advises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository(tmp_path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")  # git's own way to test this
    with pytest.raises(GitTrouble, match=r"^detected dubious ownership .*: run `git config .* safe.directory .*`$"):
        Repository.where(tmp_path)


def test_variables_of_another_repository_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = repository(tmp_path / "other", {"b.yaml": "b"})
    top = repository(tmp_path / "top", {"a.yaml": "a"})
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git" / "index"))
    found = Repository.where(top)
    assert found.top == top
    assert [each.path for each in found.files("HEAD")] == ["a.yaml"]
    assert found.changes("HEAD") == []


def test_changes_between_commits(tmp_path: Path) -> None:
    top = repository(tmp_path, {"kept": "k", "old": TEXT, "gone": "g", "पुराना नाम.yaml": "1\n"})
    first = git(top, "rev-parse", "HEAD")
    second = commit(top, {"new": TEXT + "one more\n", "old": None, "gone": None, "पुराना नाम.yaml": "2\n", "added": "a"})
    found = Repository.where(top)
    changes = found.changes(first, second)
    assert names(changes) == [("", "added"), ("gone", ""), ("old", "new"), ("पुराना नाम.yaml", "पुराना नाम.yaml")]
    assert read(found, changes[3].before, changes[3].after, changes[2].after) == ["1\n", "2\n", TEXT + "one more\n"]
    assert names(found.changes(first, second, ["added", "gone"])) == [("", "added"), ("gone", "")]


def test_changes_of_the_working_tree(tmp_path: Path) -> None:
    top = repository(
        tmp_path, {"same": "s", "old": TEXT, "edited": "1\n", "staged": "1\n", "gone": "g", ".gitignore": "*.tmp\n"}
    )
    write(top, {"edited": "2\n", "staged": "2\n", "sub/new name.yaml": TEXT, "notes.tmp": "x", "added": "a"})
    git(top, "add", "staged")
    (top / "old").unlink()
    (top / "gone").unlink()
    index = (top / ".git" / "index").read_bytes()
    found = Repository.where(top)
    changes = found.changes("HEAD")
    expected = [("", "added"), ("edited", "edited"), ("gone", ""), ("staged", "staged"), ("old", "sub/new name.yaml")]
    assert names(changes) == expected
    assert all(change.after.blob == "" for change in changes if change.after)
    assert read(found, changes[1].before, changes[1].after) == ["1\n", "2\n"]
    assert names(found.changes("HEAD", below=["sub"])) == [("", "sub/new name.yaml")]
    assert (top / ".git" / "index").read_bytes() == index


def test_a_file_taken_out_of_the_index_is_still_there(tmp_path: Path) -> None:
    top = repository(tmp_path, {"a": "1\n"})
    git(top, "rm", "-q", "--cached", "a")
    assert Repository.where(top).changes("HEAD") == []


def test_a_file_touched_but_not_changed_is_no_change(tmp_path: Path) -> None:
    top = repository(tmp_path, {"a": "1\n"})
    os.utime(top / "a", (1, 1))
    assert Repository.where(top).changes("HEAD") == []


def test_names_with_special_signs_are_names(tmp_path: Path) -> None:
    odd = ["*.yaml", ":(top)x", "a\tb", "new\nline", "-dash", '"quoted"', "a\\b", " "]
    top = repository(tmp_path, {"plain.yaml": "p"})
    write(top, {name: name for name in odd})
    found = Repository.where(top)
    changes = found.changes("HEAD")
    assert [change.path for change in changes] == sorted(odd)
    assert names(found.changes("HEAD", below=["*.yaml"])) == [("", "*.yaml")]
    after = commit(top, {})
    assert names(found.changes("HEAD~1", after)) == names(changes)
    assert read(found, *(change.after for change in found.changes("HEAD~1", after))) == sorted(odd)
    assert {change.path for change in found.log()[0].changes} == set(odd)


def test_a_name_that_is_no_text_survives(tmp_path: Path) -> None:
    top = repository(tmp_path, {"a": "1"})
    (top / os.fsdecode(b"caf\xe9.yaml")).write_bytes(b"x")
    change = Repository.where(top).changes("HEAD")[0]
    assert os.fsencode(change.path) == b"caf\xe9.yaml"
    assert read(Repository.where(top), change.after) == ["x"]


def test_a_users_settings_change_nothing(tmp_path: Path) -> None:
    top = repository(tmp_path, {"sub/a": TEXT})
    commit(top, {"sub/a": None, "b": TEXT})
    before = Repository.where(top)
    expected = (before.changes("HEAD~1", "HEAD"), before.log())
    for name, value in {
        "diff.renames": "false", "diff.relative": "true", "color.ui": "always", "diff.external": "false",
        "log.showRoot": "false", "core.quotePath": "true", "log.showSignature": "true", "diff.noprefix": "true",
    }.items():  # fmt: skip
        git(top, "config", name, value)
    found = Repository.where(top)
    assert (found.changes("HEAD~1", "HEAD"), found.log()) == expected
    assert names(expected[0]) == [("sub/a", "b")]


def test_a_detached_head_is_a_commit_like_any_other(tmp_path: Path) -> None:
    top = repository(tmp_path, {"a": "1"})
    commit(top, {"a": "2"})
    git(top, "checkout", "-q", "--detach", "HEAD~1")
    found = Repository.where(top)
    assert found.default_base() == "main"
    assert found.merge_base("main") == found.resolve("HEAD") == git(top, "rev-parse", "HEAD")


def test_the_default_base_is_the_branch_of_origin(tmp_path: Path) -> None:
    origin = repository(tmp_path / "origin", {"a": "1"})
    git(tmp_path, "clone", "-q", str(origin), "clone")
    assert Repository.where(tmp_path / "clone").default_base() == "origin/HEAD"


def test_without_a_main_branch_a_base_is_asked_for(tmp_path: Path) -> None:
    top = repository(tmp_path, {"a": "1"})
    git(top, "branch", "-m", "trunk")
    with pytest.raises(GitTrouble, match="no branch origin/HEAD or main to compare with: name one"):
        Repository.where(top).default_base()


def test_the_merge_base_is_where_histories_part(tmp_path: Path) -> None:
    top = repository(tmp_path, {"a": "1"})
    parted = git(top, "rev-parse", "HEAD")
    git(top, "checkout", "-q", "-b", "work")
    commit(top, {"b": "1"})
    git(top, "checkout", "-q", "main")
    commit(top, {"c": "1"})
    found = Repository.where(top)
    assert found.merge_base("work") == found.merge_base("main", "work") == parted


def test_histories_without_a_common_commit_are_told(tmp_path: Path) -> None:
    top = repository(tmp_path, {"a": "1"})
    git(top, "checkout", "-q", "--orphan", "other")
    commit(top, {"a": "2"})
    with pytest.raises(GitTrouble, match="“main” and “HEAD” have no common history here: name a revision"):
        Repository.where(top).merge_base("main")


@pytest.mark.parametrize("name", ["mian", "--all", "", "a..b", "main\nmain", "HEAD:a", "v9", "0" * 40])
def test_an_unknown_revision_is_told_with_the_nearest(tmp_path: Path, name: str) -> None:
    top = repository(tmp_path, {"a": "1"})
    git(top, "tag", "v1")
    with pytest.raises(GitTrouble, match="git knows no commit by the name") as told:
        Repository.where(top).resolve(name)
    assert "`main`" in str(told.value)


def test_a_tag_with_a_message_names_its_commit(tmp_path: Path) -> None:
    top = repository(tmp_path, {"a": "1"})
    git(top, "tag", "-a", "v1", "-m", "First")
    assert Repository.where(top).resolve("v1") == git(top, "rev-parse", "HEAD")


def test_a_branch_without_a_commit_is_told(tmp_path: Path) -> None:
    found = Repository.where(repository(tmp_path))
    for ask in (found.default_base, lambda: found.resolve("HEAD"), lambda: found.merge_base("main"), found.log):
        with pytest.raises(GitTrouble, match="this branch has no commit yet"):
            ask()


def test_a_shallow_clone_says_how_to_get_more(tmp_path: Path) -> None:
    origin = repository(tmp_path / "origin", {"a": "1"})
    commit(origin, {"a": "2"})
    git(origin, "checkout", "-q", "-b", "work", "HEAD~1")
    commit(origin, {"a": "3"})
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-single-branch", origin.as_uri(), "clone")
    found = Repository.where(tmp_path / "clone")
    assert found.is_shallow
    assert len(found.log()) == 1
    for ask in (lambda: found.merge_base("origin/main"), lambda: found.resolve("HEAD~1")):
        with pytest.raises(GitTrouble, match=r"git fetch --unshallow.*fetch-depth: 0"):
            ask()
    git(tmp_path / "clone", "fetch", "-q", "--unshallow")
    assert Repository.where(tmp_path / "clone").merge_base("origin/main") == git(origin, "rev-parse", "main~1")


def test_a_submodule_is_a_repository_of_its_own(tmp_path: Path) -> None:
    inner = repository(tmp_path / "inner", {"a": "1"})
    outer = repository(tmp_path / "outer", {"b": "1"})
    git(outer, "submodule", "--quiet", "add", str(inner), "procedures")
    commit(outer, {})
    write(outer, {"procedures/a": "2", "procedures/c": "new"})
    found = Repository.where(outer / "procedures")
    assert found.top == outer / "procedures"
    assert names(found.changes("HEAD")) == [("a", "a"), ("", "c")]
    assert Repository.where(outer).changes("HEAD") == []
    assert [each.path for each in Repository.where(outer).files("HEAD")] == [".gitmodules", "b"]
    assert names(Repository.where(outer).changes("HEAD~1", "HEAD")) == [("", ".gitmodules")]


def test_an_edit_in_the_moment_of_the_commit_is_seen_beside_a_new_file(tmp_path: Path) -> None:
    """Size and time are those that git has noted; only the content is another."""
    top = repository(tmp_path / "top")
    git(top, "config", "core.trustctime", "false")
    moment = (1_700_000_000 * 10**9,) * 2
    write(top, {"a": "1"})
    os.utime(top / "a", ns=moment)
    commit(top, {})
    os.utime(top / ".git" / "index", ns=moment)
    write(top, {"a": "2", "c": "new"})
    os.utime(top / "a", ns=moment)
    assert names(Repository.where(top).changes("HEAD")) == [("a", "a"), ("", "c")]


def test_a_bare_repository_has_commits_and_no_working_tree(tmp_path: Path) -> None:
    top = repository(tmp_path / "top", {"a": "1"})
    commit(top, {"a": "2"})
    git(tmp_path, "clone", "-q", "--bare", str(top), "bare.git")
    found = Repository.where(tmp_path / "bare.git")
    assert names(found.changes("main~1", "main")) == [("a", "a")]
    with pytest.raises(GitTrouble, match="has no working tree: name two revisions"):
        found.changes("main")


def test_a_working_tree_of_a_bare_repository_is_one(tmp_path: Path) -> None:
    top = repository(tmp_path / "top", {"a": "1"})
    git(tmp_path, "clone", "-q", "--bare", str(top), "bare.git")
    git(tmp_path / "bare.git", "worktree", "add", "-q", "../tree")
    write(tmp_path / "tree", {"a": "2", "b": "new"})
    found = Repository.where(tmp_path / "tree")
    assert found.top == tmp_path / "tree"
    assert names(found.changes("HEAD")) == [("a", "a"), ("", "b")]


def test_links_are_no_files(tmp_path: Path) -> None:
    top = repository(tmp_path, {"a": "1", "b": "1"})
    (top / "b").unlink()
    (top / "b").symlink_to("a")
    (top / "c").symlink_to("a")
    found = Repository.where(top)
    assert names(found.changes("HEAD")) == [("b", "")]
    commit(top, {})
    assert [each.path for each in found.files("HEAD")] == ["a"]


def test_a_file_in_conflict_is_one_change(tmp_path: Path) -> None:
    top = repository(tmp_path, {"a": "1\n"})
    git(top, "checkout", "-q", "-b", "work")
    commit(top, {"a": "2\n"})
    git(top, "checkout", "-q", "main")
    commit(top, {"a": "3\n"})
    with pytest.raises(Exception, match="merge"):
        git(top, "merge", "work")
    found = Repository.where(top)
    changes = found.changes("HEAD")
    assert names(changes) == [("a", "a")]
    assert "<<<<<<<" in read(found, changes[0].after)[0]


def test_a_repository_inside_is_not_looked_into(tmp_path: Path) -> None:
    top = repository(tmp_path, {"a": "1"})
    repository(top / "inner", {"b": "1"})
    assert Repository.where(top).changes("HEAD") == []


def test_the_log_has_each_commit_with_its_files(tmp_path: Path) -> None:
    top = repository(tmp_path, {"p/a": TEXT, "other": "1"})
    commit(top, {"other": "2"})
    git(top, "checkout", "-q", "-b", "work")
    commit(top, {"p/a": None, "p/b": TEXT})
    git(top, "checkout", "-q", "main")
    commit(top, {"p/c": "1"})
    git(top, "merge", "-q", "--no-ff", "-m", "Merge", "work")
    found = Repository.where(top)
    log = found.log(below=["p"])
    assert [names(list(each.changes)) for each in log] == [[("p/a", "p/b")], [("", "p/c")], [("", "p/a")]]
    assert log[0].id == git(top, "rev-parse", "HEAD")
    assert abs(log[0].seconds - log[2].seconds) < 1000
    assert read(found, *(change.after for each in log for change in each.changes)) == [TEXT, "1", TEXT]


def test_a_lost_object_is_told(tmp_path: Path) -> None:
    top = repository(tmp_path, {"a": "1"})
    with pytest.raises(GitTrouble, match="git has lost what stood in a"):
        read(Repository.where(top), Entry("a", "1" * 40))


def test_a_file_that_goes_away_meanwhile_is_told(tmp_path: Path) -> None:
    with pytest.raises(GitTrouble, match="a: No such file"):
        read(Repository.where(repository(tmp_path)), Entry("a"))


def test_commits_that_wait_for_a_hook_are_there(tmp_path: Path) -> None:
    """A pre-receive hook sees the commits of a push, which git keeps apart until the hook agrees."""
    top = repository(tmp_path / "top", {"a": "1"})
    git(tmp_path, "clone", "-q", "--bare", str(top), "bare.git")
    package = Path(sop_toolkit.__file__).parent.parent
    python = sys.executable
    hook = tmp_path / "bare.git" / "hooks" / "pre-receive"
    write(hook.parent, {"pre-receive": f"""#!/bin/sh
read old new name
PYTHONPATH='{package}' '{python}' -c '
import shutil
import sys
from pathlib import Path
import sop_toolkit
from sop_toolkit.review.git import Repository
found = Repository.where(Path())
print([change.path for change in found.changes(*sys.argv[1:])], file=open("seen", "w"))
' $old $new
"""})  # fmt: skip
    hook.chmod(0o755)
    commit(top, {"b": "2"})
    git(top, "push", "-q", str(tmp_path / "bare.git"), "main")
    assert (tmp_path / "bare.git" / "seen").read_text() == "['b']\n"


@pytest.mark.parametrize("place", ["top", "top/in side", "bare.git", "tree", "shallow"])
def test_a_repository_and_two_commits_are_the_same_asked_at_once(tmp_path: Path, place: str) -> None:
    top = repository(tmp_path / "top", {"in side/a": "1"})
    commit(top, {"in side/a": "2"})
    commit(top, {"in side/a": "3"})
    git(tmp_path, "clone", "-q", "--bare", str(top), "bare.git")
    git(tmp_path / "bare.git", "worktree", "add", "-q", "../tree", "main")
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{top}", "shallow")
    found, commits = Repository.with_commits(tmp_path / place, ["HEAD~1", "main"])
    assert found == Repository.where(tmp_path / place)
    assert commits == [git(top, "rev-parse", "main~1"), git(top, "rev-parse", "main")]
    assert commits == found.resolve_all(["HEAD~1", "main"])


ODD = [
    "mian",
    "--all",
    "--not",
    "--short",
    "--output=x",
    "-n1",
    "",
    "a..b",
    "^main",
    "main..",
    "main^@",
    "HEAD:a",
    "v9",
]


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_name_of_no_commit_is_told_in_the_same_words_when_two_are_asked_for(
    tmp_path: Path, name: str, is_first: bool
) -> None:
    top = repository(tmp_path, {"a": "1"})
    asked = [name, "main"] if is_first else ["main", name]
    with pytest.raises(GitTrouble) as alone:
        Repository.where(top).resolve_all(asked)
    with pytest.raises(GitTrouble) as at_once:
        Repository.with_commits(top, asked)
    assert str(at_once.value) == str(alone.value)
    assert not (tmp_path / "x").exists()


def test_two_commits_are_asked_for_with_one_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    top = repository(tmp_path / "top", {"a": "1"})
    commit(top, {"a": "2"})
    log = tmp_path / "log"
    real = shutil.which("git")
    write(tmp_path / "bin", {"git": f"#!/bin/sh\necho \"$*\" >> '{log}'\nexec '{real}' \"$@\"\n"})
    (tmp_path / "bin" / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    Repository.with_commits(top, ["HEAD~1", "HEAD"])
    assert len(log.read_text().splitlines()) == 1


def test_a_system_without_bare_pipes_has_the_same_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    top = repository(tmp_path, {"a": "1", "old": TEXT})
    commit(top, {"a": "2", "old": None, "new": TEXT})
    write(top, {"b": "new"})

    def answers() -> list[object]:
        found, commits = Repository.with_commits(top, ["HEAD~1", "HEAD"])
        return [found, commits, found.changes(*commits), found.changes(commits[0]), found.files("HEAD"), found.log()]

    with_pipes = answers()
    monkeypatch.delattr(os, "posix_spawnp")
    assert answers() == with_pipes


def test_much_that_git_says_arrives_whole(tmp_path: Path) -> None:
    """More files than git is asked for at once, and more bytes than a pipe holds."""
    files = {f"a{number:03}": f"{number} " * 5_000 if number % 3 else "" for number in range(170)}
    top = repository(tmp_path, files)
    found = Repository.where(top)
    entries = found.files("HEAD")
    assert read(found, *entries) == list(files.values())
    some = found.contents(entries)
    assert [next(some).decode() for _ in range(60)] == list(files.values())[:60]
    del some
    lost = [*entries[:70], Entry("lost", "1" * 40), *entries[70:]]
    taken = found.contents(lost)
    assert [next(taken).decode() for _ in range(70)] == list(files.values())[:70]
    with pytest.raises(GitTrouble, match="git has lost what stood in lost"):
        next(taken)
