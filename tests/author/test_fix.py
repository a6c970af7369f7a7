"""`sop fix` writes the linter's replacements, and leaves every other byte as it is."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from manuals import MANUAL, PROCEDURE, TILL, lint, manual, sop, write

from sop_toolkit.author.shape import Edit, applied, only_words_changed, shape_of
from sop_toolkit.model.build import Source, read_text
from sop_toolkit.source.find import Place
from sop_toolkit.source.yaml import comments, parse
from sop_toolkit.text import File

RULES = ("--select", "wordy-phrase,future-tense")


def fixed(folder: Path, content: str | bytes, name: str = "a.yaml") -> str:
    """What `sop fix` makes of a file."""
    write(folder, {name: content})
    done = sop("fix", folder / name, *RULES)
    assert done.code == 0, done.err
    return (folder / name).read_bytes().decode("utf-8")


# Only the words change


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Turn it in order to go.", "Turn it to go."),
        ("'Turn ''it'' in order to go.'", "'Turn ''it'' to go.'"),
        ('"Turn \\"it\\" in order to\\u0020go."', '"Turn \\"it\\" to\\u0020go."'),
        (">-\n      Turn it in\n      order to go.  \n", ">-\n      Turn it to go.  \n"),
        ("|  # why\n      Turn it\n      in order to go.\n", "|  # why\n      Turn it\n      to go.\n"),
        ("Turn it in\n      order to go.  # why\n", "Turn it to go.  # why\n"),
        ("&turn Turn it in order to go.\n    result: *turn", "&turn Turn it to go.\n    result: *turn"),
        ("In order to go. # sop: allow wordy-phrase -- So.", "In order to go. # sop: allow wordy-phrase -- So."),
        ("Turn it **in order** to go.", "Turn it **in order** to go."),
        ("Turn it `in order to` go.", "Turn it `in order to` go."),
        ("Turn it in order to go.\u0085", "Turn it to go.\u0085"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_only_the_words_change(tmp_path: Path, before: str, after: str, line_end: str, mark: str) -> None:
    head = mark + "# A comment\nid: a   # here\ntitle:    A\nsteps:\n  - do: "
    source, expected = (f"{head}{words}\n\n\n".replace("\n", line_end) for words in (before, after))
    assert fixed(tmp_path, source) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "1. Turn it in order to\n   go.\n\n```\nin order to\n```\n",
            "1. Turn it to\n   go.\n\n```\nin order to\n```\n",
        ),
        ("Turn it in\n  order to go.  \nAnd so on.", "Turn it to go.  \nAnd so on."),
        ("| A |\n|---|\n| It turns in order to go. |", "| A |\n|---|\n| It turns to go. |"),
        ("> Turn it in order to go.\n", "> Turn it in order to go.\n"),
        ("Turn [it in order](x) to go.", "Turn [it in order](x) to go."),
        ("Turn it in order to <!-- c --> go.\r\n", "Turn it to <!-- c --> go.\r\n"),
    ],
)
def test_markdown_keeps_its_layout(tmp_path: Path, before: str, after: str) -> None:
    assert fixed(tmp_path, before, "a.md") == after


def test_plain_text_is_fixed_too(tmp_path: Path) -> None:
    assert fixed(tmp_path, "1. Turn it in order to go.\r\n\r\n- In order to go, turn.", "a.txt") == (
        "1. Turn it to go.\r\n\r\n- To go, turn."
    )


# The command


def test_a_run_says_what_it_changed_and_what_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(manual(tmp_path, PROCEDURE.replace("Open the till.", "Turn it in order to open the till.")))
    done = sop("fix", *RULES)
    assert (done.code, done.out, done.err) == (0, f"{TILL}: 1 fix\n1 fix in 1 file.\n", "")
    assert sop("fix", *RULES).out == "Nothing to fix.\n"
    assert lint(*RULES).findings == []


def test_a_diff_shows_the_change_and_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    content = "\ufeffTurn it in order to go.\x85On.\r\nThe door is red.\r\n\r\nIn order to go"
    write(tmp_path, {"a.md": content, "b.md": "Fine.\n"})
    done = sop("fix", "a.md", "b.md", "--diff", *RULES)
    assert (done.code, done.err) == (1, "")
    assert (tmp_path / "a.md").read_bytes().decode() == content
    assert done.out.startswith("--- a/a.md\n+++ b/a.md\n@@ -1,4 +1,4 @@\n-\ufeffTurn it in order to go.")
    assert sop("fix", "b.md", "--diff", *RULES).out == ""
    assert sop("fix", "b.md", "--diff", *RULES).code == 0
    if shutil.which("git"):
        applying = subprocess.run(["git", "apply", "-"], input=done.out.encode(), cwd=tmp_path, check=False)
        assert applying.returncode == 0
        assert (tmp_path / "a.md").read_bytes().decode() == content.replace("in order to", "to").replace(
            "In order to", "To"
        )


def test_unsafe_changes_are_made_when_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sop_toolkit.lint import rule
    from sop_toolkit.lint.rules import wordy_phrase

    def doubtful(sentence, options):  # type: ignore[no-untyped-def]
        at = sentence.text.find("doubtful")
        if at >= 0:
            yield rule.Mark(at, at + 8, "It is.", "", "sure", False)

    monkeypatch.setattr(wordy_phrase, "in_sentence", doubtful)
    write(tmp_path, {"a.md": "It is doubtful.\n"})
    assert "Nothing to fix; 1 finding left." in sop("fix", tmp_path / "a.md", *RULES).out
    assert "1 fix in 1 file." in sop("fix", tmp_path / "a.md", "--unsafe", *RULES).out
    assert (tmp_path / "a.md").read_text() == "It is sure.\n"


def test_fixes_that_undo_each_other_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sop_toolkit.lint import rule
    from sop_toolkit.lint.rules import wordy_phrase

    def restless(sentence, options):  # type: ignore[no-untyped-def]
        for word, other in (("here", "there"), ("there", "here")):
            found = re.search(rf"\b{word}\b", sentence.text)
            if found:
                yield rule.Mark(*found.span(), "No.", "", other, True)

    monkeypatch.setattr(wordy_phrase, "in_sentence", restless)
    write(tmp_path, {"a.md": "It is here.\n"})
    done = sop("fix", tmp_path / "a.md", *RULES)
    assert "undo each other" in done.err
    assert (tmp_path / "a.md").read_text() == "It is here.\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "Open the stock drive.",
            "Open the S:\\clerk's.",
        ),
        ("'Open the stock drive.'", "'Open the S:\\clerk''s.'"),
        ('"Open the stock drive."', '"Open the S:\\\\clerk\'s."'),
    ],
)
def test_a_term_is_written_as_its_text_is_quoted(tmp_path: Path, before: str, after: str) -> None:
    terms = MANUAL.replace("{use: customer, avoid: [client]}", '{use: "S:\\\\clerk\'s", avoid: [stock drive]}')
    folder = manual(tmp_path, PROCEDURE.replace("Open the till.", before), manual=terms)
    sop("fix", folder / TILL, "--select", "avoided-term")
    assert (folder / TILL).read_text(encoding="utf-8") == PROCEDURE.replace("Open the till.", after)


def test_a_replacement_that_would_break_the_file_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sop_toolkit.lint import rule
    from sop_toolkit.lint.rules import wordy_phrase

    def reckless(sentence, options):  # type: ignore[no-untyped-def]
        for found in re.finditer("bad|good", sentence.text):
            yield rule.Mark(*found.span(), "No.", "", "fine" if found[0] == "good" else "x: y # z", True)

    monkeypatch.setattr(wordy_phrase, "in_sentence", reckless)
    source = "id: a\nsteps:\n  - do: It is bad and good.\n  - do: 'It is bad.'\n"
    write(tmp_path, {"a.yaml": source})
    done = sop("fix", tmp_path / "a.yaml", *RULES)
    assert "1 fix left out" in done.err
    assert (tmp_path / "a.yaml").read_text() == source.replace("good", "fine").replace("'It is bad", "'It is x: y # z")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["fix", "nowhere.md"], "there is no such file"),
        (["fix", "a.docx"], "Word documents are not changed here"),
        (["fix", "a.md", "--select", "wordy-phrse"], "Did you mean `wordy-phrase`?"),
    ],
)
def test_what_cannot_be_done_gives_two_and_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(write(tmp_path, {"a.docx": b"x", "a.md": "Open."}))
    done = sop(*words)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err


def test_a_file_that_cannot_be_written_keeps_its_text_and_others_are_fixed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"a.md": "Turn it in order to go.", "b.md": "Turn it in order to go."})
    real = os.replace

    def full(source: str, target: str) -> None:
        if str(target).endswith("a.md"):
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "replace", full)
    done = sop("fix", tmp_path, *RULES)
    assert done.code == 2
    assert "a.md: No space left on device" in done.err
    assert (tmp_path / "a.md").read_text() == "Turn it in order to go."
    assert (tmp_path / "b.md").read_text() == "Turn it to go."
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "b.md"]
    assert sop("fix", tmp_path / "a.md", *RULES).out == "Nothing is fixed.\n"


def test_ctrl_c_at_the_end_of_a_file_stops_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.md": "Turn it in order to go.", "b.md": "Turn it in order to go."})
    real = os.replace

    def interrupted(source: str, target: str) -> None:
        real(source, target)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        sop("fix", tmp_path, *RULES)
    assert [path.read_text() for path in sorted(tmp_path.iterdir())] == ["Turn it to go.", "Turn it in order to go."]


def test_a_link_stays_a_link_and_a_mode_stays(tmp_path: Path) -> None:
    write(tmp_path, {"real.md": "Turn it in order to go."})
    (tmp_path / "real.md").chmod(0o640)
    (tmp_path / "link.md").symlink_to("real.md")
    assert sop("fix", tmp_path, *RULES).out.endswith("1 fix in 1 file.\n")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text() == "Turn it to go."
    assert (tmp_path / "real.md").stat().st_mode & 0o777 == 0o640


def test_files_that_cannot_be_read_are_told_and_left_alone(tmp_path: Path) -> None:
    bad = {"a.yaml": b"id: [\n", "b.md": b"\xff\xfe", "c.docx": b"no"}
    write(tmp_path, {**bad, "d.md": "Turn it in order to go."})
    done = sop("fix", tmp_path, *RULES)
    assert (done.code, done.out) == (2, f"{tmp_path}/d.md: 1 fix\n1 fix in 1 file.\n")
    said = "it cannot be read; `sop lint` says why"
    assert done.err == "".join(f"sop: {tmp_path}/{name}: {said}\n" for name in ("b.md", "a.yaml"))
    assert sop("fix", tmp_path / "a.yaml", "--diff").code == 2
    for name, content in bad.items():
        assert (tmp_path / name).read_bytes() == content


def test_a_file_named_twice_is_fixed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write(tmp_path, {"a.yaml": "id: a\nsteps:\n  - do: Turn it in order to go.\n"}))
    done = sop("fix", "a.yaml", ".", *RULES)
    assert (done.code, done.out.splitlines()[0], done.err) == (0, "a.yaml: 1 fix", "")


def test_an_error_that_becomes_a_warning_is_a_gain(tmp_path: Path) -> None:
    source = "id: a\nsteps:\n  - do: The clerk will open the till.\n"
    assert "The clerk opens the till." in fixed(tmp_path, source)


# What counts as a change of words


def source_of(text: str) -> Source:
    return read_text(text, Place(Path("a.yaml"), "a.yaml", "procedure"))


@pytest.mark.parametrize(
    ("text", "words", "replacement", "good"),
    [
        ("do: One two", "two", "three", True),
        ("do: One two", "two", "three: four", False),
        ("do: One two", "two", "three # four", False),
        ("do: two", "two", "[three]", False),
        ("do: two", "two", "*three", False),
        ("do: {a: two}", "two", "three, b: four", False),
        ("do: 'two'", "two", "thr''ee", True),
        ("do: 'two'", "two", "thr'ee", False),
        ('do: "two"', "two", 'thr\\"ee', True),
        ("do: One  # two", "two", "three", False),
        ("two: One", "two", "three", False),
        ("do: |\n  two\n", "two", "three\nfour", False),
        ("do: |2-\n    One two\n", "two", "three", True),
    ],
)
def test_a_change_of_words_is_told_from_a_change_of_shape(text: str, words: str, replacement: str, good: bool) -> None:
    before = source_of(text)
    start = before.file.text.index(words)
    edits = [Edit(start, start + len(words), replacement, words)]
    shape = shape_of(before)
    assert shape is not None
    after = shape_of(source_of(applied(text, edits)))
    assert only_words_changed(shape, after, edits) is good


# Any procedure

SENTENCES = [
    "Turn the key in order to open the drawer.", "The clerk will open the safe.", "Count the coins prior to the shift.",
    "Greet the customer.", "It's the lead's key: take it.", "Utilise the blue pen, then sign.",
    'Say "go" in order to end.',
    "क्लर्क फ़ॉर्म भरता है।", "Wait \U0001f600 in order to rest.",
    "In order to pay, press OK #7.", "Read **all** of it in order to know.",
]  # fmt: skip
PIECES = [
    *"\n\t #-:?[]{}&*!|>'\"%@`\\,~\x85\u2028é", "  ", "- ", ": ", " #", "\n  - ", "  # sop: allow wordy-phrase -- x\n",
    "&a ", "*a", "|-\n", "in order to ", "prior to ",
]  # fmt: skip
# What stands in the rules' lists for these sentences; the rest of a file must not change by a byte.
CHANGES = re.compile(
    r"(?:in\s+order\s+)*\bto\b|prior\s+to|before|utilise|\buse\b|will\s+open|\bopens?\b", re.IGNORECASE
)


def scalar(words: str, chance: random.Random, indent: str) -> str:
    """A text in one of the ways in which people write them."""
    folded = f"\n{indent}  ".join(words.split(" ", chance.randint(0, 4)))
    match chance.randrange(6):
        case 0 if ": " not in words and " #" not in words:
            return chance.choice(["", "", "&a "]) + folded
        case 1:
            return "'" + folded.replace("'", "''") + "'"
        case 2:
            return '"' + folded.replace('"', '\\"') + '"'
        case 3:
            return f"{chance.choice(['|', '|-', '|  # why'])}\n{indent}  {folded}"
        case 4:
            return f"{chance.choice(['>', '>-', '>+', '>2-'])}\n{indent}  {folded}"
        case _:
            return '"' + words.replace('"', '\\"') + '"'


def procedure(name: str, chance: random.Random) -> str:
    def comment(indent: str = "") -> str:
        return chance.choice(["", "", f"{indent}# A comment, in order to explain: 'it' will open.\n"])

    lines = [comment(), f"id: {name}  # the id\n", f"title:   {scalar('Open the till', chance, '')}\n", "owner: x\n"]
    lines += [f"purpose: {scalar(chance.choice(SENTENCES), chance, '')}\n", comment(), "steps:\n"]
    for _ in range(chance.randint(1, 5)):
        words = chance.choice(SENTENCES)
        if chance.random() < 0.2:
            lines.append(f'  - {{do: "{words.replace(chr(34), chr(39))}", why: Yes}}  # flow\n')
        else:
            lines += [comment("  "), f"  - do: {scalar(words, chance, '    ')}\n"]
            if chance.random() < 0.4:
                lines.append(f"    result:  {scalar(chance.choice(SENTENCES), chance, '    ')}\n")
    text = "".join(lines)
    for _ in range(chance.choice([0, 0, 1, 2])):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(PIECES) + text[at + chance.choice([0, 0, 1, 5]) :]
    text = text.replace("\n", chance.choice(["\n", "\n", "\r\n", "\r"]))
    return chance.choice(["", "", "\ufeff"]) + text


def is_readable(text: str) -> bool:
    document = parse(File("a.yaml", text.removeprefix("\ufeff")))
    return document.problem is None and document.root is not None


def outline(text: str) -> list[object]:
    """Comments, keys and styles, read apart from what `sop fix` uses to compare."""
    document = parse(File("a.yaml", text.removeprefix("\ufeff")))
    assert document.problem is None
    found: list[object] = [comment.text for comment in comments(document)]
    waiting: list[object] = [(document.root, False)]
    while waiting:
        node, is_key = waiting.pop()  # type: ignore[misc]
        found.append(
            (node.tag, node.value if is_key else type(node), len(node.value) if isinstance(node.value, list) else 0)
        )
        if isinstance(node.value, list):
            for each in node.value:
                waiting += [(each[1], False), (each[0], True)] if isinstance(each, tuple) else [(each, False)]
    return found


@pytest.mark.parametrize("seed", range(12))
def test_any_procedure_keeps_its_comments_its_shape_and_every_other_byte(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    before = {f"f{number}.yaml": procedure(f"f{number}", chance) for number in range(100)}
    write(tmp_path, dict(before))
    found = lint(tmp_path, *RULES, "--no-cache").findings
    done = sop("fix", tmp_path, *RULES)
    broken = {name for name, text in before.items() if not is_readable(text)}
    told = {Path(line.split(": ")[1]).name for line in done.err.splitlines() if "it cannot be read" in line}
    assert (done.code, told) == (2 if broken else 0, broken)
    after = {name: (tmp_path / name).read_bytes().decode() for name in before}
    left = lint(tmp_path, *RULES, "--no-cache").findings
    changed = [name for name in before if after[name] != before[name]]
    assert len(changed) > 40
    for name in changed:
        assert CHANGES.sub("§", after[name]) == CHANGES.sub("§", before[name])
        assert outline(after[name]) == outline(before[name])
        path = (tmp_path / name).as_posix()
        assert sum(each["file"] == path for each in left) < sum(each["file"] == path for each in found)
    assert sop("fix", tmp_path, *RULES, "--diff").out == ""
