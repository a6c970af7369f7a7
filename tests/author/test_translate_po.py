"""To translators' tools and back: the words come back as they went, and what is not sure stays to be compared."""

from __future__ import annotations

import sys
from pathlib import Path

import polib
import pytest
from manuals import Run, lint, sop, write

MANUAL = "title: {en: Manual}\nlanguage: en\nlanguages: [en, hi]\nroles:\n  lead: {en: Lead}\n"
ORIGINAL = """\
id: give-change
title: Give change
owner: lead
purpose: Give every customer the right change.
needs: [The till, The list]
steps:
  - id: done
    do: Count the coins.
    say: |
      Here is your change.
      Thank you.
done: The customer leaves.
records:
  - what: The list
    where: The desk
"""
FILE = Path("procedures/desk/give-change.hi.yaml")
RULES = "invalid-shape,missing-translation,stale-translation"
PO = Path("give-change.hi.po")
WORDS = {
    "title": "छुट्टे देना",
    "purpose": "हर ग्राहक को: सही पैसे #1 दें।",
    "needs[1]": "गल्ला, चाबी",
    "needs[2]": "- सूची",
    "steps[done].do": "सिक्के गिनें।",
    "steps[done].say": "ये आपके पैसे हैं।\nधन्यवाद।\n",
    "done": 'ग्राहक "खुश" है।',
    "records[1].what": "none",
    "records[1].where": "मेज़",
}


@pytest.fixture(autouse=True)
def manual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path, {"procedures/manual.yaml": MANUAL, "procedures/desk/give-change.yaml": ORIGINAL})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def translate(*words: str) -> Run:
    return sop("translate", "give-change", "--to", "hi", *words)


def exported() -> polib.POFile:
    done = translate("--format", "po")
    assert (done.code, done.err) == (0, "")
    return polib.pofile(str(PO))


def filled_in() -> polib.POFile:
    file = exported()
    for entry in file:
        entry.msgstr = WORDS[entry.msgctxt]
    file.save()
    return file


def findings() -> list[str]:
    found = [each for each in lint("--no-cache", "--select", RULES).findings if each["file"] == FILE.as_posix()]
    return [f"{each['rule']} {each['field']}" for each in found]


def test_every_text_is_an_entry_with_its_field() -> None:
    file = exported()
    assert {entry.msgctxt for entry in file} == set(WORDS)
    assert file.find("Count the coins.").occurrences == [("procedures/desk/give-change.yaml", "8")]
    assert not any(entry.msgstr or entry.fuzzy for entry in file)
    assert file.metadata["Language"] == "hi"


def test_words_come_back_and_count_as_compared() -> None:
    filled_in()
    assert f"{len(WORDS)} confirmed now" in translate("--from", str(PO)).out
    assert findings() == []
    again = exported()
    assert {entry.msgctxt: entry.msgstr for entry in again} == WORDS
    assert not any(entry.fuzzy for entry in again)


def test_to_take_the_same_words_back_changes_nothing() -> None:
    filled_in()
    translate("--from", str(PO))
    before = FILE.read_bytes()
    exported()
    assert translate("--from", str(PO)).code == 0
    assert FILE.read_bytes() == before


def test_stale_words_go_out_as_fuzzy_and_come_back_as_stale() -> None:
    filled_in()
    translate("--from", str(PO))
    Path("procedures/desk/give-change.yaml").write_text(ORIGINAL.replace("Count the", "Count all"), encoding="utf-8")
    file = exported()
    assert [entry.msgctxt for entry in file if entry.fuzzy] == ["steps[done].do"]
    translate("--from", str(PO))
    assert findings() == ["stale-translation steps[done].do"]
    next(entry for entry in file if entry.fuzzy).flags = []
    file.save()
    translate("--from", str(PO))
    assert findings() == []


def test_fuzzy_words_are_taken_and_not_confirmed() -> None:
    file = filled_in()
    file.find("Count the coins.").flags.append("fuzzy")
    file.save()
    translate("--from", str(PO))
    assert WORDS["steps[done].do"] in FILE.read_text(encoding="utf-8")
    assert findings() == ["stale-translation steps[done].do"]
    translate()
    assert findings() == ["stale-translation steps[done].do"]
    translate("--confirm", "steps[done].do")
    assert findings() == []


def test_words_for_an_older_original_are_not_confirmed() -> None:
    filled_in()
    Path("procedures/desk/give-change.yaml").write_text(ORIGINAL.replace("Count the", "Count all"), encoding="utf-8")
    translate("--from", str(PO))
    assert findings() == ["stale-translation steps[done].do"]


def test_words_go_into_a_file_written_by_hand_and_nothing_else_changes() -> None:
    text = "title: 'एक'   # a note\nneeds: [दो, तीन]\nrecords:\n  - {what: चार, where: पाँच}\n"
    FILE.write_text(text, encoding="utf-8")
    translate("--confirm", "all")
    before = FILE.read_text(encoding="utf-8")
    file = exported()
    file.find("The till").msgstr = "गल्ला, चाबी"
    file.save()
    translate("--from", str(PO))
    assert FILE.read_text(encoding="utf-8") == before.replace("[दो,", '["गल्ला, चाबी",')


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"this is no po", "this is no `.po` file"),
        (b"\xff\xfe", "is not UTF-8"),
        (b'msgid "x', "line 1 has no quotation mark at its end"),
        (b'msgctxt "title"\nmsgid "Open"\nmsgstr "Ope', "line 3 has no quotation mark at its end"),
        (b'msgctxt "title"\nmsgid "Open"\nmsgstr "\n', "line 3 has no quotation mark at its end"),
        (b'msgctxt "title"\nmsgid "Open"\nmsgstr "Open \\"', "line 3 has no quotation mark at its end"),
        (b'msgid ""\nmsgstr "Language: te\\n"\n', "the file is for the language `te`"),
        (b'msgid ""\nmsgstr "X-Procedure: open-the-till\\n"\n', "the file is for the procedure `open-the-till`"),
        (b'msgctxt "steps[gone].do"\nmsgid "Go."\nmsgstr "x"\n', "has no text `steps[gone].do` any more"),
        (None, "No such file"),
    ],
)
def test_a_file_that_cannot_be_taken_is_one_clear_line(content: bytes | None, said: str) -> None:
    if content is not None:
        PO.write_bytes(content)
    done = translate("--from", str(PO))
    assert done.code == 2
    assert said in done.err
    assert done.err.count("\n") == 1
    assert not FILE.exists()


def test_without_the_extra_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polib", None)
    done = translate("--format", "po")
    assert done.code == 2
    assert "sop-toolkit[po]" in done.err
