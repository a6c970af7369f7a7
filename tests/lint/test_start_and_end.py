"""What a run over one file loads, as its start takes longer than its work, and how the program ends."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from manuals import MANUAL, PROCEDURE, TILL, manual, write

from sop_toolkit.language import codes, labels
from sop_toolkit.language.phrases import Entry, Phrases, read_phrases
from sop_toolkit.lint.rules import broken_text

IN_HINDI = "id: open-the-till\ntitle: गल्ला खोलें\npurpose: ग्राहकों को छुट्टे दें।\nsteps:\n  - do: गल्ला खोलें।\n"
# What takes milliseconds to load, and what only other commands or other files need.
HEAVY = {
    "ast", "babel", "dataclasses", "difflib", "dis", "hashlib", "importlib.metadata", "inspect", "jinja2", "json",
    "logging", "mkdocs", "multiprocessing", "random", "regex", "shutil", "string", "subprocess", "tempfile", "textstat",
    "textwrap", "threading", "tokenize",
}  # fmt: skip
LOADED = "import sys; sys.argv[0] = 'sop'; from sop_toolkit.cli.main import main; main(); print(*sys.modules)"
AT_END = "import atexit, sys; sys.argv[0] = 'sop'; atexit.register(print, 'tidied up')"
SOP = f"{AT_END}; from sop_toolkit.cli.main import console; console()"


def python(program: str, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", program, *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60, encoding="utf-8")


@pytest.fixture
def translated(tmp_path: Path) -> Path:
    """A manual with words in Hindi wherever it can have some, and with signs that are not ASCII in its English."""
    terms = MANUAL.replace("languages: [en]", "languages: [en, hi]")
    terms = terms.replace("avoid: [client]}", "avoid: [client]}\n    hi: {use: ग्राहक, avoid: [मुवक्किल]}")
    words = PROCEDURE.replace("Open the till.", "Press “Open” – the till opens.")
    return write(manual(tmp_path, words, manual=terms), {TILL.replace(".yaml", ".hi.yaml"): IN_HINDI})


@pytest.mark.parametrize("name", [TILL, "note.md"])
def test_a_run_over_one_file_loads_what_it_needs(translated: Path, name: str) -> None:
    write(translated, {"note.md": "# “Open” and “Close”\n\n- The till – a new one – opens.\n"})
    said = python(LOADED, "lint", "--no-cache", name, cwd=translated).stdout
    loaded = set(said.splitlines()[-1].split())
    assert "sop_toolkit.language.en.grammar" in loaded
    assert not loaded & HEAVY
    others = tuple(f"sop_toolkit.language.{code}" for code in codes() if code != "en")
    assert [name for name in loaded if name.startswith(others)] == []


def test_an_answer_from_the_cache_loads_no_rule(translated: Path) -> None:
    for _ in range(2):
        said = python(LOADED, "lint", TILL, cwd=translated).stdout
    loaded = set(said.splitlines()[-1].split())
    assert "sop_toolkit.lint.cache" in loaded
    assert not loaded & {"yaml", "sop_toolkit.lint.engine", "sop_toolkit.lint.rule", "sop_toolkit.language"}


def test_an_entry_is_read_when_its_first_word_turns_up() -> None:
    read = []

    def entries(word: str) -> list[Entry]:
        read.append(word)
        return [Entry(f"{word} on"), Entry("other")]

    known = Phrases(dict.fromkeys(("go", "come")).keys(), entries)
    assert list(known.find(["stay", "here"])) == []
    assert [entry.phrase for _, _, entry in known.find(["go", "on", "go", "on"])] == ["go on", "go on"]
    assert known.starting("stay") == ()
    assert read == ["go"]


def test_the_first_words_of_a_list_are_those_of_its_entries() -> None:
    known = read_phrases(
        "{Carry out, do} it = x\nre{do} it. | e.g. = y\netc. = z\n{go", lambda verb: (verb, f"{verb}s")
    )
    assert list(known.first_words) == ["carry", "do", "dos", "redo", "redos", "e.g", "etc", "{go"]
    assert {words[0] for word in known.first_words for words, _ in known.starting(word)} == set(known.first_words)


@pytest.mark.parametrize("code", codes())
def test_the_names_of_labels_are_found_without_parsing(code: str) -> None:
    assert labels._keys(code) == list(labels.labels(code).words)


def test_a_quick_look_sees_every_sign_of_damage() -> None:
    signs = [chr(number) for number in range(sys.maxunicode + 1) if not 0xD800 <= number < 0xE000]
    alone = " ".join(signs)
    entities = "&amp; &#8217; &eacute; ‚Äô â€™ Ã© Â© ÐŸÑ ï»¿ à¤• ðŸ˜€"
    found = [each[0] for text in (alone, entities) for each in broken_text._damage().finditer(text)]
    assert len(found) > 2_000
    assert all(any(map(broken_text._may_be_damage, set(words))) for words in found)
    assert not any(map(broken_text._may_be_damage, "Press “Open” – it’s 20 €.\n\t"))


def test_ctrl_c_while_the_program_loads_is_one_line(tmp_path: Path) -> None:
    stopped = (
        "import sys, types; sys.argv[0] = 'sop'\n"
        "def find_spec(name, *rest):\n"
        "    if name == 'sop_toolkit.cli.main': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, types.SimpleNamespace(find_spec=find_spec))\n"
        "from sop_toolkit.__main__ import console; console()"
    )
    done = python(stopped, "lint", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "sop: stopped\n")


# The end


@pytest.mark.parametrize(
    ("procedure", "words", "code"),
    [
        (PROCEDURE, ["lint", TILL], 0),
        (PROCEDURE.replace("Open the till.", "The till will open."), ["lint", "--no-cache", TILL], 1),
        (PROCEDURE, ["-C", "procedures", "lint"], 0),
        (PROCEDURE, ["rule", "semicolon"], 0),
        (PROCEDURE, ["status"], 0),
    ],
)
def test_a_short_command_ends_at_once_and_says_everything(
    tmp_path: Path, procedure: str, words: list[str], code: int
) -> None:
    done = python(SOP, *words, cwd=manual(tmp_path, procedure))
    assert (done.returncode, done.stderr) == (code, "")
    assert done.stdout
    assert "tidied up" not in done.stdout


@pytest.mark.parametrize(("words", "code"), [(["schema", "procedure"], 0), (["--version"], 0), (["lint", "none"], 2)])
def test_others_and_what_failed_tidy_up(tmp_path: Path, words: list[str], code: int) -> None:
    done = python(SOP, *words, cwd=manual(tmp_path))
    assert done.returncode == code
    assert done.stdout.endswith("tidied up\n")


@pytest.mark.parametrize("words", [["rule", "semicolon"], ["rule"], ["lint", TILL], ["status"]])
def test_a_reader_who_has_gone_hears_nothing(tmp_path: Path, words: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    command = [sys.executable, "-m", "sop_toolkit", *words]
    done = subprocess.run(
        command, cwd=manual(tmp_path), stdout=writer, stderr=subprocess.PIPE, env=buffered, timeout=60
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (2, b"")


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    "words", [["rule"], ["lint", TILL], ["lint", "--format", "json"], ["status"], ["schema", "procedure"]]
)
def test_an_output_on_a_full_disk_is_one_clear_line(tmp_path: Path, words: list[str], unbuffered: str) -> None:
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    command = [sys.executable, "-m", "sop_toolkit", *words]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command, cwd=manual(tmp_path), stdout=full, stderr=subprocess.PIPE, env=environment, timeout=60
        )
    assert (done.returncode, done.stderr) == (2, b"sop: the output cannot be written: No space left on device\n")


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_closed_output_takes_nothing_and_breaks_nothing(tmp_path: Path, closed: str) -> None:
    command = f'"$0" -m sop_toolkit lint {closed}'
    words = ["bash", "-c", command, sys.executable]
    done = subprocess.run(words, cwd=manual(tmp_path), capture_output=True, text=True, timeout=60)
    said = "" if closed.startswith(">") else "3 files checked, nothing found.\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, said, "")
    done = subprocess.run([*words[:2], f"{command} no-such-file", *words[3:]], cwd=tmp_path, timeout=60)
    assert done.returncode == 2


def test_a_terminal_that_tells_no_width_shows_whole_lines(tmp_path: Path) -> None:
    shown, terminal = pty.openpty()  # 0 columns wide, as it is where nobody says another width
    subprocess.run([sys.executable, "-m", "sop_toolkit", "new", "--help"], cwd=tmp_path, stdout=terminal, timeout=60)
    os.close(terminal)
    assert b"usage: sop new [-h] [--category C] [--id ID] [-C DIR] TITLE" in os.read(shown, 4096)
    os.close(shown)


def test_the_program_is_the_module(tmp_path: Path) -> None:
    program = Path(sys.executable).parent / "sop"
    done = subprocess.run([program, "lint", TILL], cwd=manual(tmp_path), capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, "1 file checked, nothing found.\n")
