"""Files that are too large, too deep or not text: each is a finding, and none hides the others."""

from __future__ import annotations

import os
import time
from itertools import pairwise
from pathlib import Path

import pytest
from manuals import MANUAL, PROCEDURE, TILL, bound_sop, lint, manual, sop, write

DEEP = 20_000


def only_finding(folder: Path) -> dict[str, object]:
    done = lint(folder)
    assert done.code == 1
    assert done.err == ""
    assert len(done.findings) == 1, done.findings
    return done.findings[0]


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        (b"", (1, 1), "The file is empty."),
        (b"\xef\xbb\xbf", (1, 1), "The file is empty."),
        (b"id: x\ntitle: caf\xe9\n", (2, 11), "Byte 0xe9 is not UTF-8."),
        (PROCEDURE.encode("utf-16"), (1, 1), "Byte 0xff is not UTF-8."),
        (b"id: x\r\ntitle: a\x00b\r\n", (2, 9), "The character U+0000 may not stand in a source."),
        ("id: x\ntitle: क\x07\n".encode(), (2, 9), "The character U+0007 may not stand in a source."),
        (b"id: x\xef\xbf\xbf\n", (1, 6), "The character U+FFFF may not stand in a source."),
        (os.urandom(64) + b"\xff\x00\xfe", (1, 1), ""),
    ],
    ids=["empty", "mark alone", "latin 1", "utf-16", "nul", "bell", "no character", "noise"],
)
def test_a_file_that_is_not_text(tmp_path: Path, content: bytes, place: tuple[int, int], message: str) -> None:
    finding = only_finding(manual(tmp_path, content))
    assert finding["rule"] == "invalid-yaml"
    if message:
        assert finding["message"] == message
        assert (finding["line"], finding["column"]) == place


@pytest.mark.parametrize(
    "text",
    [
        "[" * DEEP,
        "keywords: " + "[" * DEEP + "]" * DEEP,
        "{a: " * DEEP,
        "- " * DEEP + "x",
        "? " * DEEP,
        "- ? " * DEEP,
        "".join(" " * level + "- a:\n" for level in range(400)),
        "# a comment\r" + "- " * DEEP,
        "# a comment\x85" + "- " * DEEP,
        "# a comment\u2028" + "- " * DEEP,
        "\ufeff\ufeff" + "- " * DEEP,
        "[a: " * DEEP,
    ],
    ids=["open", "closed", "braces", "dashes", "keys", "mixed", "lines", "cr", "nel", "ls", "marks", "pairs"],
)
def test_twenty_thousand_levels_are_a_finding_and_no_crash(tmp_path: Path, text: str) -> None:
    assert only_finding(manual(tmp_path, text))["rule"] == "invalid-yaml"


def test_a_file_of_fifty_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    folder = manual(tmp_path)
    with open(folder / TILL, "wb") as file:
        file.truncate(50_000_000)
    start = time.process_time()
    finding = only_finding(folder)
    assert time.process_time() - start < 2
    assert finding["message"] == "The file has 50 MB; a source may have 2 MB."


def test_a_file_that_is_a_little_too_large_says_so(tmp_path: Path) -> None:
    finding = only_finding(manual(tmp_path, b"x" * 2_000_001))
    assert finding["message"] == "The file has 2.1 MB; a source may have 2 MB."


@pytest.mark.parametrize(
    "text",
    [
        PROCEDURE + "scope: >\n" + "  word ((role.nobody))\n" * 2000,
        PROCEDURE + "needs:\n" + "  # sop: allow lost-text -- Old.\n  - x\n" * 2000,
        PROCEDURE.replace("Give", "*Give " * 50_000 + "`" * 50_000),
    ],
    ids=["findings", "comments", "marks"],
)
def test_much_of_one_thing_takes_no_long_time(tmp_path: Path, text: str) -> None:
    start = time.process_time()
    lint(manual(tmp_path, text))
    assert time.process_time() - start < 5


def test_an_alias_bomb_is_refused_at_once(tmp_path: Path) -> None:
    names = "abcdefghijklmnop"
    bomb = "a: &a [" + ", ".join(["x"] * 9) + "]\n"
    bomb += "".join(f"{name}: &{name} [{', '.join(['*' + last] * 9)}]\n" for last, name in pairwise(names))
    start = time.process_time()
    finding = only_finding(manual(tmp_path, bomb))
    assert time.process_time() - start < 2
    assert "makes more than a manual can hold" in str(finding["message"])


@pytest.mark.parametrize("text", ["a: &a [*a]\n", "steps: &a\n  - do: x\n    substeps: *a\n", "&a\nx: *a\n"])
def test_an_alias_that_contains_itself_is_refused(tmp_path: Path, text: str) -> None:
    assert "contains itself" in str(only_finding(manual(tmp_path, text))["message"])


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "byte order mark"])
def test_line_ends_and_byte_order_marks_move_no_place(tmp_path: Path, line_end: str, mark: str) -> None:
    text = PROCEDURE.replace("do: Open", "within: soon\n    do: Ask ((role.nobody)) # 7\n    say: Open")
    folder = manual(tmp_path, (mark + text.replace("\n", line_end)).encode())
    assert lint(folder).places == ["6:13 invalid-shape", "7:13 unknown-reference", "7:29 lost-text"]


def test_a_next_line_character_is_no_line_end(tmp_path: Path) -> None:
    text = PROCEDURE.replace("Give change", '"Give\x85change').replace("customers.", 'customers."')
    folder = manual(tmp_path, text + "    within: soon\n")
    assert lint(folder).places == ["7:13 invalid-shape"]


def test_columns_count_code_points(tmp_path: Path) -> None:
    text = PROCEDURE.replace("Give change", "ग्राहक को \U0001f600 ((role.nobody)) दें")
    finding = lint(manual(tmp_path, text)).findings[0]
    assert (finding["column"], finding["end_column"]) == (22, 37)
    assert finding["text"] == "((role.nobody))"


def test_a_link_out_of_the_manual_is_refused(tmp_path: Path) -> None:
    secret = write(tmp_path, {"secret/passwords.yaml": "id: passwords\n"}) / "secret"
    folder = manual(tmp_path / "manual")
    link = folder / "procedures" / "service" / "passwords.yaml"
    link.symlink_to(secret / "passwords.yaml")
    for target in (folder, link):
        finding = only_finding(target)
        assert finding["rule"] == "invalid-yaml"
        assert finding["message"] == "The link leads out of the manual's folder."
        assert finding["file"] == link.as_posix()
        assert "id: passwords" not in sop("lint", str(target)).out


def test_a_linked_folder_out_of_the_manual_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {"elsewhere/greet.yaml": PROCEDURE})
    folder = manual(tmp_path / "manual")
    (folder / "procedures" / "elsewhere").symlink_to(tmp_path / "elsewhere")
    assert only_finding(folder)["message"] == "The link leads out of the manual's folder."


def test_a_link_in_a_circle_is_refused(tmp_path: Path) -> None:
    folder = manual(tmp_path)
    link = folder / "procedures" / "service" / "circle.yaml"
    link.symlink_to(link)
    assert only_finding(folder)["rule"] == "invalid-yaml"


def test_a_link_within_the_manual_is_read(tmp_path: Path) -> None:
    folder = manual(tmp_path)
    (folder / TILL).rename(folder / "procedures" / "shared.txt")
    (folder / TILL).symlink_to(folder / "procedures" / "shared.txt")
    assert lint(folder).code == 0


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    folder = manual(tmp_path)
    os.mkfifo(folder / "procedures" / "service" / "pipe.yaml")
    assert only_finding(folder)["rule"] == "invalid-yaml"
    assert "(invalid-yaml)" in sop("lint", folder, "--no-cache").out


def test_a_file_that_may_not_be_read_is_a_finding(tmp_path: Path) -> None:
    folder = manual(tmp_path)
    (folder / TILL).chmod(0)
    messages = [str(each["message"]) for each in bound_sop("lint", folder, "--format", "json").findings]
    assert len(messages) == 1
    assert "cannot be read" in messages[0]


def test_no_bad_file_hides_another(tmp_path: Path) -> None:
    folder = manual(tmp_path)
    bad = {
        "nul": b"id: \0", "latin": b"id: caf\xe9", "deep": b"[" * DEEP, "open": b"id: [", "empty": b"",
        "shape": PROCEDURE.replace("open-the-till", "shape").encode() + b"statsu: draft\n",
    }  # fmt: skip
    write(folder, {f"procedures/bad/{name}.yaml": content for name, content in bad.items()})
    done = lint(folder)
    assert sorted(Path(each["file"]).stem for each in done.findings) == sorted(bad)
    assert done.report["summary"] == {"files": 9, "errors": 6, "warnings": 0, "notes": 0}


def test_a_broken_manual_file_hides_no_procedure(tmp_path: Path) -> None:
    folder = manual(tmp_path, PROCEDURE + "statsu: draft\n", manual="title: [\n", branches="branches: {\n")
    assert [Path(each["file"]).name for each in lint(folder).findings] == [
        "branches.yaml", "manual.yaml", "open-the-till.yaml",
    ]  # fmt: skip


def test_a_broken_procedure_is_still_known_by_its_name(tmp_path: Path) -> None:
    folder = manual(tmp_path, PROCEDURE + "related: [close-the-till]\n")
    write(folder, {"procedures/service/close-the-till.yaml": "id: ["})
    assert lint(folder).rules == ["invalid-yaml"]


def test_a_lone_procedure_is_checked_and_a_note_says_what_is_not(tmp_path: Path) -> None:
    text = PROCEDURE.replace("shift-lead", "nobody") + "    within: soon\n"
    write(tmp_path, {"open-the-till.yaml": text})
    done = lint(tmp_path / "open-the-till.yaml")
    assert done.places == ["7:13 invalid-shape"]
    assert done.err.count("\n") == 1
    assert "no manual.yaml" in done.err


def test_a_folder_without_a_manual_is_checked(tmp_path: Path) -> None:
    write(tmp_path, {"a/open-the-till.yaml": PROCEDURE, "a/category.yaml": "title: {en: A}\n", "b/x.yaml": "["})
    done = lint(tmp_path)
    assert [(Path(each["file"]).name, each["rule"]) for each in done.findings] == [("x.yaml", "invalid-yaml")]
    assert done.report["summary"]["files"] == 3


def test_a_folder_above_manuals_is_checked_manual_by_manual(tmp_path: Path) -> None:
    manual(
        tmp_path / "north",
        PROCEDURE.replace("shift-lead", "north-lead"),
        manual=MANUAL.replace("shift-lead", "north-lead"),
    )
    manual(tmp_path / "south", PROCEDURE.replace("shift-lead", "north-lead"))
    done = sop("lint", tmp_path)
    assert done.err == ""
    assert "1 error" in done.out
    assert "south" in done.out
