"""What is wrong with a template is said in one line, which names the template that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from manuals import manual, sop, write


def said(folder: Path, monkeypatch: pytest.MonkeyPatch, part: str | bytes, name: str = "parts/done.md.j2") -> str:
    made = manual(folder)
    write(made, {f"templates/{name}": part, "mkdocs.yml": "site_name: A\n"})
    monkeypatch.chdir(made)
    done = sop("render", "--to", "pages", "--drafts")
    assert done.err.count("\n") == (1 if done.code else 0)
    return done.err.removeprefix("sop: ").strip()


@pytest.mark.parametrize(
    ("part", "line", "words"),
    [
        ('\n{{ t("dnoe") }}', 2, "there is no label `dnoe`. Did you mean `done`?"),
        ('{{ t("in_force_from", days=1) }}', 1, "the label `in_force_from` needs a value for `date`"),
        (
            '\n{% include "parts/step.j2" %}',
            2,
            "there is no template `parts/step.j2`. Did you mean `parts/step.md.j2`?",
        ),
        ("{{ procedure.doen }}", 1, "there is no field `doen` in `procedure`. Did you mean `done`?"),
        ('{{ role("shift-led") }}', 1, "there is no role `shift-led`. Did you mean `shift-lead`?"),
        (b"<p>\ncaf\xe9", 2, "byte 0xe9 is not UTF-8; save the file as UTF-8"),
    ],
)
def test_an_error_names_the_part_and_what_is_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str | bytes, line: int, words: str
) -> None:
    assert said(tmp_path, monkeypatch, part) == f"templates/parts/done.md.j2, line {line}: {words}"


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ('{{ procedure.file.folder.joinpath("made.txt").write_text("x") }}', "attribute 'folder' of 'File'"),
        ('{{ procedure.file["folder"].joinpath("made.txt").write_text("x") }}', "attribute 'folder' of 'File'"),
        ("{{ procedure.title.format(procedure) }}", "attribute 'format' of 'Text'"),
        ('{{ procedure.title|attr("format_map")({}) }}', "attribute 'format_map' of 'Text'"),
        ("{{ words.__self__ }}", "attribute '__self__' of 'method'"),
    ],
)
def test_a_template_reaches_no_file_and_runs_no_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str, words: str
) -> None:
    expected = f"templates/parts/done.md.j2, line 1: access to {words} object is unsafe."
    assert said(tmp_path, monkeypatch, part) == expected
    assert not list(tmp_path.rglob("made.txt"))


def test_a_part_that_nothing_shows_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = "no template shows this one. Did you mean `parts/done.md.j2`?"
    assert said(tmp_path, monkeypatch, "x", "parts/doen.md.j2") == f"templates/parts/doen.md.j2, line 1: {words}"


@pytest.mark.parametrize("name", ["parts/done.html", "parts/done.md", "parts/done.md.j2.txt", "procedure.html"])
def test_a_part_of_another_ending_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    right = name.partition(".")[0] + ".md.j2"
    words = f"a template ends in `.md.j2`. Rename the file to `{right}`."
    assert said(tmp_path, monkeypatch, "x", name) == f"templates/{name}, line 1: {words}"


def test_other_files_may_stand_beside_the_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    others = ("README.md", "parts/done.md.j2~", "parts/done.html", "parts/greeting.html", "parts/.step.swp")
    write(tmp_path, {f"templates/{name}": "x" for name in others})
    assert said(tmp_path, monkeypatch, '{% include "parts/greeting.html" %}\n') == ""
    write(tmp_path, {"templates/parts/step.md": "x"})
    assert said(tmp_path, monkeypatch, '{% include "parts/step.md" %}\n') == ""


def test_a_part_that_another_one_names_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"templates/parts/owner.md.j2": "<p>{{ role(procedure.owner) }}</p>\n"})
    assert said(tmp_path, monkeypatch, '{% include "parts/owner.md.j2" %}\n') == ""
