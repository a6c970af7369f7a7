"""A report on two commits is kept, and told again to whoever asks the same; nothing else is ever told in its place."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from manuals import MANUAL, PROCEDURE, TILL, Run, manual, sop, write
from repositories import commit, git, repository

from sop_toolkit.cli.diff import FORMATS
from sop_toolkit.source import kept
from sop_toolkit.source.kept import Answer

EDITED = PROCEDURE.replace("do: Open the till.", "do: Open the old till.")
OTHER = PROCEDURE.replace("do: Open the till.", "do: Open the new till.")
LOADED = "import sys; sys.argv[0] = 'sop'; from sop_toolkit.cli.main import main; main(); print(*sys.modules)"
# What a report needs that nobody has made yet, and what takes long to load.
TO_COMPARE = {"difflib", "sop_toolkit.model.build", "sop_toolkit.review.diff", "sop_toolkit.review.report", "yaml"}
HEAVY = {"dataclasses", "datetime", "inspect", "json", "random", "shutil", "subprocess", "tempfile", "threading"}
DAY = 86_400


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOP_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def folder(tmp_path: Path, cache: Path) -> Path:
    """A manual with two commits, the second of which changes a step."""
    manual(repository(tmp_path / "manual"))
    commit(tmp_path / "manual", {})
    commit(tmp_path / "manual", {TILL: EDITED})
    return tmp_path / "manual"


def told(folder: Path, *words: str) -> str:
    return said(sop("diff", "-C", folder, *words))


def said(run: Run) -> str:
    assert (run.code, run.err) == (0, "")
    return run.out


def answers(cache: Path) -> list[Path]:
    return sorted(cache.glob("*.answer"))


def tamper(cache: Path, text: str) -> None:
    """Puts other words into the only answer, as if a run had kept them."""
    (file,) = answers(cache)
    answer = Answer(())
    answer._path = file
    answer.keep(text)


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_question_has_the_same_bytes_for_an_answer(folder: Path, cache: Path, format: str) -> None:
    first = told(folder, "HEAD~1", "HEAD", "--format", format)
    assert "old" in first
    assert told(folder, "HEAD~1", "HEAD", "--format", format) == first
    assert told(folder, "HEAD~1", "HEAD", "--format", format, "--no-cache") == first
    assert len(answers(cache)) == 1


@pytest.mark.parametrize("words", [["HEAD~1", "HEAD"], ["HEAD~1..HEAD"], ["HEAD~1...HEAD"], ["HEAD~1", "HEAD", TILL]])
def test_what_is_kept_is_told_and_nothing_is_compared(folder: Path, cache: Path, words: list[str]) -> None:
    told(folder, *words)
    tamper(cache, "kept\n")
    assert told(folder, *words) == "kept\n"
    assert "“Open the old till.”" in told(folder, *words, "--no-cache")


def test_an_answer_that_is_kept_loads_no_parser(folder: Path) -> None:
    loaded = []
    for _ in range(2):
        command = [sys.executable, "-c", LOADED, "diff", "HEAD~1", "HEAD"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, encoding="utf-8")
        loaded.append(set(done.stdout.splitlines()[-1].split()))
    assert loaded[0] >= TO_COMPARE
    assert not loaded[1] & (TO_COMPARE | HEAVY)


def test_the_working_tree_is_always_read(folder: Path, cache: Path) -> None:
    assert "Nothing changes" in told(folder, "HEAD")
    write(folder, {TILL: OTHER})
    assert "“Open the new till.”" in told(folder, "HEAD")
    write(folder, {TILL: EDITED})
    assert "Nothing changes" in told(folder, "HEAD")
    assert answers(cache) == []


def test_other_questions_have_answers_of_their_own(folder: Path, cache: Path) -> None:
    git(folder, "branch", "work")
    commit(folder, {"procedures/desk/other.yaml": PROCEDURE})
    questions = [
        ["HEAD~2", "HEAD"], ["HEAD~2", "HEAD~1"], ["main~2", "HEAD"], ["HEAD~2", "HEAD", "procedures/desk"],
        ["HEAD~2", "HEAD", "--format", "markdown"], ["HEAD", "HEAD~2"], ["HEAD...work"],
    ]  # fmt: skip
    fresh = [told(folder, *words, "--no-cache") for words in questions]
    assert len(set(fresh)) == len(questions)
    assert answers(cache) == []
    for _ in range(2):
        assert [told(folder, *words) for words in questions] == fresh
    assert len(answers(cache)) == len(questions)


def test_a_name_that_leads_elsewhere_is_another_question(folder: Path) -> None:
    """The procedures are the same files, and only the manual names its roles in another way."""
    renamed = {"procedures/manual.yaml": MANUAL.replace("Shift lead", "Floor lead")}
    assert "Floor lead" not in told(folder, "HEAD~1", "HEAD")
    commit(folder, renamed)
    git(folder, "reset", "-q", "--soft", "HEAD~2")
    commit(folder, {})
    assert "“Shift lead” becomes “Floor lead”" in told(folder, "HEAD~1", "HEAD")
    assert "Floor lead" in told(folder, "HEAD~1", "HEAD")


@pytest.mark.parametrize("packed", [False, True])
def test_a_commit_that_git_replaces_is_told_as_git_has_it(folder: Path, packed: bool) -> None:
    here = git(folder, "rev-parse", "HEAD")
    assert "old till" in told(folder, f"{here}~1", here)
    git(folder, "reset", "-q", "--soft", "HEAD~1")
    git(folder, "replace", here, commit(folder, {TILL: OTHER}))
    if packed:
        git(folder, "pack-refs", "--all")
    now = told(folder, f"{here}~1", here, "--no-cache")
    assert "new till" in now
    assert told(folder, f"{here}~1", here) == now


def test_names_that_are_gone_are_looked_for_in_the_commit_that_is_asked_for(folder: Path) -> None:
    """Two commits with the same change of the manual, before and after a procedure lets go of the role."""
    gone = {"procedures/manual.yaml": MANUAL.replace("  shift-lead: {en: Shift lead}\n", "")}
    base = git(folder, "rev-parse", "HEAD")
    git(folder, "checkout", "-q", "-b", "work")
    commit(folder, gone)
    assert "still names the role shift-lead" in told(folder, base, "work")
    git(folder, "checkout", "-q", "-B", "work", base)
    commit(folder, {**gone, TILL: EDITED.replace("owner: shift-lead", "owner: service-lead")})
    assert "still names the role" not in told(folder, base, "work")


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"no answer",
        lambda data: b"\n" + data,
        lambda data: data[:-1],
        lambda data: data + b" ",
        lambda data: data.replace(b"old", b"new"),
        lambda data: data.partition(b"\n")[2],
        lambda data: b"\xff\xfe\0" + data,
    ],
)
def test_a_damaged_answer_costs_time_alone(folder: Path, cache: Path, damage: Callable[[bytes], bytes]) -> None:
    first = told(folder, "HEAD~1", "HEAD")
    (file,) = answers(cache)
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert told(folder, "HEAD~1", "HEAD") == first
    assert file.read_bytes() == whole  # mended


def test_an_answer_under_the_name_of_another_is_none(folder: Path, cache: Path) -> None:
    told(folder, "HEAD~1", "HEAD")
    (first,) = answers(cache)
    there = told(folder, "HEAD", "HEAD~1")
    (second,) = set(answers(cache)) - {first}
    shutil.copyfile(first, second)
    assert told(folder, "HEAD", "HEAD~1") == there


@pytest.mark.parametrize("place", ["/dev/null/nowhere", ""])
def test_without_a_place_to_keep_it_the_answer_is_the_same(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    first = told(folder, "HEAD~1", "HEAD", "--no-cache")
    assert not cache.exists()
    if place:
        monkeypatch.setenv("SOP_CACHE", place)
    else:
        cache.write_text("a file where the folder is to be", encoding="utf-8")
    assert told(folder, "HEAD~1", "HEAD") == first


def test_a_user_without_a_home_gets_the_answer_as_well(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    for name in ("SOP_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", nowhere)
    for _ in range(2):
        assert "“Open the old till.”" in told(folder, "HEAD~1", "HEAD")


def test_a_failure_is_not_kept(folder: Path, cache: Path) -> None:
    blob = git(folder, "rev-parse", f"HEAD:{TILL}")
    stored = folder / ".git" / "objects" / blob[:2] / blob[2:]
    content = stored.read_bytes()
    stored.unlink()
    broken = sop("diff", "-C", folder, "HEAD~1", "HEAD")
    assert broken.code == 2
    assert f"git has lost what stood in {TILL}" in broken.err
    assert answers(cache) == []
    stored.write_bytes(content)
    assert "“Open the old till.”" in told(folder, "HEAD~1", "HEAD")


def test_an_answer_counts_for_the_toolkit_that_made_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOP_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(kept, "_PACKAGE", tmp_path)
    code, other = (write(tmp_path, {f"{room}/a.py": "1"}) / room / "a.py" for room in ("review", "site"))
    Answer(["review"], "q").keep("told")
    for file in (code, other):
        os.utime(file, (1, 1))
    os.utime(code, (2, 2))
    assert Answer(["review"], "q").get() is None
    Answer(["review"], "q").keep("told")
    os.utime(other, (3, 3))
    assert Answer(["review"], "q").get() == "told"
    monkeypatch.setattr(kept, "__version__", "another")
    assert Answer(["review"], "q").get() is None


def test_old_answers_are_forgotten_and_no_other_files(cache: Path) -> None:
    cache.mkdir()
    for name, days in (("old.answer", 31), ("young.answer", 29), ("old.other", 31)):
        (cache / name).write_text("x", encoding="utf-8")
        then = (cache / name).stat().st_mtime - days * DAY
        os.utime(cache / name, (then, then))
    Answer((), "q").keep("told")
    assert len(answers(cache)) == 2
    assert not (cache / "old.answer").exists()
    assert (cache / "old.other").exists()


@pytest.mark.parametrize("text", ["", "\n", "a\r\nb\n", "नमस्ते", "\udcff.yaml", "\0"])
def test_every_text_comes_back_as_it_was(cache: Path, text: str) -> None:
    assert Answer((), "q").get() is None
    Answer((), "q").keep(text)
    assert Answer((), "q").get() == text
