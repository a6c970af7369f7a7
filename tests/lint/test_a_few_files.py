"""A run over a few files of a manual reads little of the rest, and finds what a run over everything finds in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from manuals import BRANCHES, MANUAL, PROCEDURE, TILL, lint, manual, write

from sop_toolkit.lint import unread
from sop_toolkit.source.find import Place

HERE = Path(__file__).parents[2]
MANUALS = (HERE, HERE / "tests/bad", HERE / "tests/bad/translations", HERE / "tests/render/manual")
CLOSE = "procedures/service/close-the-till.yaml"
CLOSING = PROCEDURE.replace("open-the-till", "close-the-till")


def by_file(found: Sequence[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    files: dict[str, list[dict[str, Any]]] = {}
    for each in found:
        files.setdefault(each["file"], []).append(each)
    return files


def agree(names: Sequence[str]) -> None:
    """Each file by itself, against a run over the manual in this folder."""
    whole = by_file(lint("procedures", "--no-cache").findings)
    for name in names:
        assert lint(name, "--no-cache").findings == whole.get(name, []), name


@pytest.mark.parametrize("folder", MANUALS, ids=lambda path: path.relative_to(HERE).as_posix())
def test_a_single_file_has_the_findings_of_a_full_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    names = [path.as_posix() for path in sorted(Path("procedures").rglob("*.yaml"))]
    names = [
        name for name in names if ".bn." not in name and ".te." not in name
    ]  # as Hindi, and that takes long enough
    assert names
    agree(names)


@pytest.mark.parametrize("folder", MANUALS[:2], ids=["own", "bad"])
def test_a_folder_has_the_findings_of_a_full_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    whole = lint("procedures", "--no-cache").findings
    for part in (path for path in Path("procedures").iterdir() if path.is_dir()):
        inside = [each for each in whole if Path(each["file"]).is_relative_to(part)]
        assert lint(part, "--no-cache").findings == inside


def test_files_that_have_no_say_are_not_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = manual(tmp_path, PROCEDURE + "related: [procedure-7]\n")
    write(
        folder,
        {
            f"procedures/more/procedure-{n}.yaml": PROCEDURE.replace("open-the-till", f"procedure-{n}")
            for n in range(20)
        },
    )
    read = []
    monkeypatch.setattr(unread, "read_source", lambda place, *rest: read.append(place.id) or real(place, *rest))
    assert lint(folder / TILL, "--no-cache").findings == []
    assert sorted(read) == ["branches", "manual", "open-the-till", "procedure-7"]


@pytest.mark.parametrize(
    ("named", "parsed"),
    [
        (TILL, ["branches", "manual", "open-the-till", "open-the-till bn", "open-the-till hi"]),
        (TILL.replace(".yaml", ".hi.yaml"), ["branches", "manual", "open-the-till", "open-the-till hi"]),
    ],
)
def test_translations_have_a_say_on_their_original_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, parsed: list[str]
) -> None:
    monkeypatch.chdir(manual(tmp_path, manual=MANUAL.replace("[en]", "[en, hi, bn]")))
    translation = "title: गल्ला खोलें\npurpose: यह replaces का शब्द है।\n"
    other = {CLOSE: CLOSING, CLOSE.replace(".yaml", ".hi.yaml"): translation}
    write(tmp_path, {**other, **{TILL.replace(".yaml", f".{code}.yaml"): translation for code in ("hi", "bn")}})
    read = []

    def listed(place: Place, *rest: Any) -> Any:
        read.append(f"{place.id} {place.language}".strip())
        return real(place, *rest)

    monkeypatch.setattr(unread, "read_source", listed)
    lint(named, "--no-cache")
    assert sorted(read) == parsed
    agree([TILL, named])


def test_a_translation_that_cannot_be_read_has_a_say_on_its_original(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This is why the translations of a named procedure are parsed."""
    monkeypatch.chdir(manual(tmp_path, PROCEDURE + "status: approved\n", manual=MANUAL.replace("[en]", "[en, hi]")))
    hindi = TILL.replace(".yaml", ".hi.yaml")
    write(tmp_path, {hindi: "title: गल्ला खोलें\n"})
    assert "missing-translation" not in lint(TILL, "--no-cache").rules
    agree([TILL, hindi])
    write(tmp_path, {hindi: "title: [\n"})
    assert "missing-translation" in lint(TILL, "--no-cache").rules
    agree([TILL, hindi])


def test_the_successor_of_a_retired_procedure_has_a_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(manual(tmp_path, PROCEDURE + "status: retired\n"))
    assert lint(TILL, "--no-cache").rules == ["missing-control"]
    write(tmp_path, {CLOSE: CLOSING + "replaces: [open-the-till]\n"})
    assert lint(TILL, "--no-cache").rules == []


@pytest.mark.parametrize(
    "name", ["open-the-till", '"open-the-till"', '"open\\x2dthe-till"', '"open\\u002Dthe-\\\n    till"']
)
def test_a_name_has_a_say_however_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    successor = CLOSING.replace("close-the-till", "new") + "replaces: [open-the-till]\n"
    monkeypatch.chdir(manual(tmp_path, PROCEDURE + "status: retired\n"))
    write(tmp_path, {CLOSE: f"{CLOSING}status: approved\nrelated:\n  - {name}\n", "procedures/a/new.yaml": successor})
    assert "unknown-reference" in lint(CLOSE, "--no-cache").rules
    agree([CLOSE])


real = unread.read_source
_FIRST = st.sampled_from(
    [
        "",
        "related: [close-the-till]\n",
        "replaces: [close-the-till]\n",
        'related: ["close-the\\x2dtill"]\n',
        "status: retired\n",
        "replaces: [open-the-till]\n",
        "id: close-the-till\n",
        "x: [\n",
    ]
)
_LINK = st.sampled_from(
    ["", " See [it](close-the-till#step-x).", " See ((sop.close-the-till)).", " See [it](open-the-till#step-1)."]
)
_ID = st.sampled_from(["open-the-till", "close-the-till", '"open-the-till"', "other", "{x: y}"])


@settings(max_examples=60)
@given(texts=st.tuples(*[st.tuples(_FIRST, _LINK, _ID)] * 3))
def test_so_it_is_in_any_manual(
    tmp_path_factory: pytest.TempPathFactory, texts: tuple[tuple[str, str, str], ...]
) -> None:
    names = (TILL, CLOSE, "procedures/a/open-the-till.yaml")
    files = {
        name: first + PROCEDURE.replace("customers.", f"customers.{link}").replace("id: open-the-till", f"id: {id}")
        for name, (first, link, id) in zip(names, texts, strict=True)
    }
    own = {"procedures/manual.yaml": MANUAL, "procedures/branches.yaml": BRANCHES}
    folder = write(tmp_path_factory.mktemp("any"), {**own, **files})
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        agree(names)
