"""A translation from its empty places to the day when its original changes, and back to words that say the same."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from manuals import Run, lint, sop, write

MANUAL = """\
title: {en: Service manual}
language: en
languages: [en, hi, bn, te]
roles:
  lead: {en: Lead}
"""
ORIGINAL = """\
id: give-change
title: Give change
version: 1.0
owner: lead
purpose: Give every customer the right change.
keywords: [coins]
needs:
  - The till
  - The list
steps:
  - id: count
    who: lead
    within: 2 minutes
    do: Count the coins.
    say: "Here is your change: thank you."
  - id: check
    do: >-
      Check the sum
      with the customer.
    decide:
      ask: Is it right?
      options:
        - when: Yes
          go: end
        - when: No
          do: Count again.
          go: count
exceptions: none
records:
  - what: The list
    where: The desk
"""
FILE = "procedures/desk/give-change.hi.yaml"
TEXTS = 13


class Desk:
    """A manual with one procedure, and what a writer does with its translation."""

    def __init__(self, folder: Path) -> None:
        self.folder = write(folder, {"procedures/manual.yaml": MANUAL, "procedures/desk/give-change.yaml": ORIGINAL})

    def translate(self, *words: str) -> Run:
        return sop("translate", "give-change", "--to", "hi", *words, "-C", self.folder)

    def change(self, old: str, new: str) -> None:
        path = self.folder / "procedures/desk/give-change.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def edit(self, old: str, new: str) -> None:
        assert old in self.text
        self.text = self.text.replace(old, new)

    def fill_in(self) -> None:
        """A word of its own in every place."""
        numbers = iter(range(1, 1000))
        self.text = re.sub(r"([:-]) <fill in>", lambda found: f"{found[1]} शब्द {next(numbers)}", self.text)

    @property
    def text(self) -> str:
        return (self.folder / FILE).read_bytes().decode("utf-8")

    @text.setter
    def text(self, text: str) -> None:
        (self.folder / FILE).write_bytes(text.encode("utf-8"))

    @property
    def findings(self) -> list[str]:
        """What the linter says of the file: rules and fields."""
        found = lint(self.folder, "--no-cache").findings
        return [f"{each['rule']} {each['field']}" for each in found if each["file"].endswith(FILE)]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def translated(desk: Desk) -> Desk:
    desk.translate()
    desk.fill_in()
    assert desk.translate().code == 0
    return desk


# A new file


def test_a_new_file_shows_each_text_above_its_place(desk: Desk) -> None:
    done = desk.translate()
    assert (done.code, done.err) == (0, "")
    assert f"made, with {TEXTS} places to fill in" in done.out
    for above in (
        "# en: Give change\ntitle: <fill in>\n",
        "# en: coins\nkeywords: []\n",
        "needs:\n  # en: The till\n  - <fill in>\n  # en: The list\n  - <fill in>\n",
        "  - id: count\n    # en: Count the coins.\n    do: <fill in>\n",
        "    # en: Check the sum with the customer.\n    do: <fill in>\n",
        "      options:\n        # en: Yes\n        - when: <fill in>\n",
    ):
        assert above in desk.text


def test_a_new_file_holds_words_alone_and_waits_for_them(desk: Desk) -> None:
    desk.translate()
    assert not re.search(r"\b(who|within|go|version|owner|translates):", desk.text)
    assert desk.findings == ["missing-translation title"]
    assert f"{TEXTS} places wait for their words, from this one on." in sop("lint", "--no-cache").out


def test_words_in_their_places_are_noted_as_made_from_the_text_above_them(desk: Desk) -> None:
    desk.translate()
    desk.fill_in()
    assert desk.findings == ["stale-translation "]
    assert f"{TEXTS} confirmed now" in desk.translate().out
    assert desk.findings == []


def test_a_second_run_changes_nothing(translated: Desk) -> None:
    before = translated.text
    assert f"{TEXTS} current\n" in translated.translate().out
    assert translated.text == before


# After a change of the original


def test_white_space_quotes_and_comments_are_no_change(translated: Desk) -> None:
    before = translated.text
    translated.change("do: Count the coins.", "# A comment\n    do: >-\n      Count   the\n      coins.")
    translated.change('say: "Here is your change: thank you."', "say: 'Here is your change: thank you.'")
    assert translated.findings == []
    translated.translate()
    assert translated.text == before


def test_a_changed_text_makes_its_own_words_stale_and_no_other(translated: Desk) -> None:
    translated.change("Count the coins.", "Count all coins.")
    assert translated.findings == ["stale-translation steps[count].do"]
    translated.translate()
    assert "    # en, changed: Count all coins.\n    # en, before: Count the coins.\n    do: शब्द" in translated.text
    assert translated.findings == ["stale-translation steps[count].do"]


def test_a_marked_text_is_current_again_once_its_words_change(translated: Desk) -> None:
    translated.change("Count the coins.", "Count all coins.")
    translated.translate()
    translated.translate()
    assert translated.findings == ["stale-translation steps[count].do"]
    translated.edit("do: शब्द 5", "do: सब शब्द 5")
    assert "1 confirmed now" in translated.translate().out
    assert translated.findings == []
    assert "    # en: Count all coins.\n    do: सब शब्द 5\n" in translated.text
    assert "before" not in translated.text


def test_words_that_change_before_anybody_sees_the_new_original_stay_stale(translated: Desk) -> None:
    translated.edit("do: शब्द 5", "do: शब्द छह")
    translated.change("Count the coins.", "Count all coins.")
    translated.translate()
    assert translated.findings == ["stale-translation steps[count].do"]


def test_words_for_an_older_text_are_not_noted_for_the_new_one(desk: Desk) -> None:
    desk.translate()
    desk.fill_in()
    desk.change("Count the coins.", "Count all coins.")
    desk.translate()
    assert desk.findings == ["stale-translation steps[count].do"]
    assert "# en, before: Count the coins." in desk.text


def test_a_text_that_changes_back_is_current_as_it_was(translated: Desk) -> None:
    before = translated.text
    translated.change("Count the coins.", "Count all coins.")
    translated.translate()
    translated.change("Count all coins.", "Count the coins.")
    translated.translate()
    assert translated.text == before


@pytest.mark.parametrize(
    "name", ["all", "count", "count.do", "steps[count].do", "steps[count]", "steps", "title,count"]
)
def test_confirm_takes_a_step_a_field_or_everything(translated: Desk, name: str) -> None:
    translated.change("Count the coins.", "Count all coins.")
    assert translated.translate("--confirm", name).code == 0
    assert translated.findings == []
    assert "# en: Count all coins.\n    do: शब्द 5" in translated.text


def test_confirm_says_so_where_there_is_no_such_text(translated: Desk) -> None:
    before = translated.text
    done = translated.translate("--confirm", "cuont")
    assert done.code == 2
    assert "Did you mean `count`?" in done.err
    assert translated.text == before


def test_a_new_step_gets_its_marked_place_where_it_stands_in_the_original(translated: Desk) -> None:
    translated.change("  - id: check", "  - id: ask\n    do: Ask for the list.\n    why: It helps.\n  - id: check")
    translated.translate()
    new = "  - id: ask\n    # en, new: Ask for the list.\n    do: <fill in>\n"
    assert f"{new}    # en, new: It helps.\n    why: <fill in>\n  - id: check\n" in translated.text
    translated.fill_in()
    translated.translate()
    assert translated.findings == []
    assert "    # en: Ask for the list.\n    do: शब्द 1\n" in translated.text


def test_a_new_field_of_a_step_gets_its_place(translated: Desk) -> None:
    translated.change("    who: lead\n", "    who: lead\n    why: It helps.\n")
    translated.translate()
    assert "    # en, new: It helps.\n    why: <fill in>\n" in translated.text


def test_a_step_that_is_gone_stays_as_a_comment(translated: Desk) -> None:
    start, end = ORIGINAL.index("  - id: check"), ORIGINAL.index("exceptions")
    translated.change(ORIGINAL[start:end], "")
    translated.translate()
    gone = "  # Not in the original any more:\n  # - id: check\n  #   # en: Check the sum with the customer.\n"
    assert f"{gone}  #   do: शब्द 7\n" in translated.text
    assert translated.findings == []
    assert "steps[check]" not in translated.text


def test_a_place_without_words_goes_with_its_original(desk: Desk) -> None:
    desk.translate()
    desk.change("  - The list\n", "")
    desk.translate()
    assert "any more" not in desk.text


def test_steps_follow_the_order_of_the_original(translated: Desk) -> None:
    start, middle, end = (ORIGINAL.index(each) for each in ("  - id: count", "  - id: check", "exceptions"))
    translated.change(ORIGINAL[start:end], ORIGINAL[middle:end] + ORIGINAL[start:middle])
    translated.translate()
    assert translated.findings == []
    assert translated.text.index("- id: check") < translated.text.index("- id: count")


def test_items_without_ids_are_known_by_what_they_were_made_from(translated: Desk) -> None:
    translated.change("  - The till\n  - The list\n", "  - The pen\n  - The list\n  - The till\n")
    translated.translate()
    assert "  # en, new: The pen\n  - <fill in>\n  # en: The list\n  - शब्द 4\n  # en: The till\n  - शब्द 3\n" in (
        translated.text
    )
    assert translated.findings == ["missing-translation needs[1]"]


def test_a_whole_field_comes_and_goes(translated: Desk) -> None:
    records = "records:\n  - what: The list\n    where: The desk\n"
    translated.change(records, "records: none\ndone: The customer leaves.\n")
    translated.translate()
    assert "# en, new: The customer leaves.\ndone: <fill in>\n" in translated.text
    assert "# Not in the original any more:\n# records:\n#   # en: The list\n#   - what: शब्द" in translated.text
    assert translated.findings == ["missing-translation done"]


# Files that a writer makes or keeps by hand

BY_HAND = """\
# Words by hand   
title: 'गल्ला'   # a note
purpose: >-
  हर ग्राहक को
  सही पैसे दें।
keywords: [छुट्टा, चिल्लर]
needs: [गल्ला, "सूची"]
steps:
- id: count

  do: "सिक्के गिनें।"   # another note
  say: |
    # यह शब्द हैं
    धन्यवाद।
- id: check
  do: जाँच करें।
  decide: {ask: ठीक है?, options: [{when: हाँ}, {when: नहीं, do: फिर गिनें।}]}
records:
  - {what: सूची, where: मेज़}
"""  # noqa: W291


def test_to_confirm_a_file_written_by_hand_adds_the_block_alone(desk: Desk) -> None:
    desk.text = BY_HAND
    assert f"{TEXTS} confirmed now" in desk.translate("--confirm", "all").out
    assert desk.text.startswith(BY_HAND + "translates:\n  version: 1.0\n  texts:\n    title: ")
    assert desk.findings == []


def test_words_without_the_original_above_them_wait_for_somebody_to_confirm_them(desk: Desk) -> None:
    desk.text = BY_HAND
    assert f"{TEXTS} to compare with the original" in desk.translate().out
    assert desk.text == BY_HAND


def test_a_change_beside_hand_written_words_touches_their_lines_alone(desk: Desk) -> None:
    desk.text = BY_HAND
    desk.translate("--confirm", "all")
    before = desk.text
    desk.change("Count the coins.", "Count all coins.")
    desk.translate()
    comment = "  # en, changed: Count all coins.\n"
    assert desk.text.partition("translates:")[0] == before.partition("translates:")[0].replace(
        '  do: "सि', comment + '  do: "सि'
    )


def test_a_list_in_brackets_that_changes_is_refused_with_what_to_do(desk: Desk) -> None:
    desk.text = BY_HAND
    desk.translate("--confirm", "all")
    before = desk.text
    desk.change("  - The list\n", "")
    done = desk.translate()
    assert (done.code, desk.text) == (2, before)
    assert f"{FILE}:7: write each item of `needs` on a line of its own" in done.err


def test_a_new_field_goes_between_braces_too(desk: Desk) -> None:
    desk.text = BY_HAND
    desk.translate("--confirm", "all")
    desk.change("    where: The desk\n", "    where: The desk\n    keep: 2 years\n")
    desk.translate()
    assert "  - {what: सूची, where: मेज़, keep: <fill in>}\n" in desk.text
    assert desk.findings == ["missing-translation records[1].keep"]


def test_windows_line_ends_stay(translated: Desk) -> None:
    translated.text = translated.text.replace("\n", "\r\n")
    translated.change("Count the coins.", "Count all coins.")
    translated.translate()
    assert translated.text.count("\r\n") == translated.text.count("\n")
    assert "# en, changed: Count all coins.\r\n" in translated.text


def test_a_byte_order_mark_and_a_missing_last_line_end_are_no_hindrance(translated: Desk) -> None:
    translated.text = "\ufeff" + translated.text.rstrip("\n")
    before = translated.text
    translated.translate()
    assert translated.text == before
    translated.change("Count the coins.", "Count all coins.")
    translated.translate()
    assert translated.text.startswith("\ufeff")
    assert translated.findings == ["stale-translation steps[count].do"]


def test_a_writers_own_comments_stay(translated: Desk) -> None:
    translated.edit("    # en: Count the coins.\n", "    # Ask Meena about this word.\n    # en: Count the coins.\n")
    translated.edit("translates:\n", "# The block\ntranslates:\n  # inside\n")
    translated.change("Count the coins.", "Count all coins.")
    translated.translate()
    above = "# Ask Meena about this word.\n    # en, changed: Count all coins.\n"
    for comment in (above, "# The block\n", "# inside\n"):
        assert comment in translated.text


# What cannot be done


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["giv-change", "--to", "hi"], "Did you mean `give-change`?"),
        ([FILE.replace(".hi.yaml", ".yaml"), "--to", "hi"], "Did you mean `give-change`?"),
        (["give-change", "--to", "Hindi"], "--to Hindi: did you mean `hi`?"),
        (["give-change", "--to", "hi,"], "A language code is such as"),
        (["give-change", "--to", "en"], "this is the language that the procedures are written in"),
        (["give-change", "--to", "ta"], "add `ta` to `languages`"),
        (["--to", "hi"], "write --all"),
        (["give-change", "--all", "--to", "hi"], "write --all"),
        (["give-change", "--to", "hi", "--confirm", "all"], "no translation to confirm"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(desk: Desk, words: list[str], said: str) -> None:
    done = sop("translate", *words, "-C", desk.folder)
    assert done.code == 2
    assert said in done.err
    assert done.err.count("\n") == 1
    assert not (desk.folder / FILE).exists()


@pytest.mark.parametrize(
    "text", ["title: [\n", "titel: x\n", "title: a\nwho: lead\n", "steps: []\ntitle:\n", "", "title: a\rpurpose: b\n"]
)
def test_a_file_that_cannot_be_read_stays_as_it_is(desk: Desk, text: str) -> None:
    desk.text = text
    done = desk.translate()
    assert done.code == 2
    assert FILE in done.err
    assert desk.text == text


def test_a_translation_in_a_wrong_folder_is_not_made_a_second_time(desk: Desk) -> None:
    write(desk.folder, {"procedures/other/give-change.hi.yaml": "title: एक\n"})
    done = desk.translate()
    assert (done.code, f"move it to {FILE}" in done.err) == (2, True)
    assert not (desk.folder / FILE).exists()


def test_a_file_that_cannot_be_written_is_one_clear_line(translated: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    translated.change("Count the coins.", "Count all coins.")
    monkeypatch.setattr("os.access", lambda *_: False)  # tests may run as a user who may write everything
    before = translated.text
    done = translated.translate()
    assert (done.code, done.err) == (2, "sop: give-change: it is read-only\n")
    assert translated.text == before


def test_what_may_not_be_made_is_named_as_the_user_knows_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def locked(path: Path, *rest: int) -> int:
        if Path(path).suffix != ".yaml" and "give-change.hi.yaml" in str(path):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *rest)

    monkeypatch.setattr(os, "open", locked)
    done = desk.translate()
    assert (done.code, done.err) == (2, f"sop: {FILE}: Permission denied\n")


def test_a_retired_procedure_needs_no_translation(desk: Desk) -> None:
    desk.change("version: 1.0\n", "version: 1.0\nstatus: retired\n")
    assert "is retired" in desk.translate().err


def test_all_procedures_and_several_languages_at_once(desk: Desk) -> None:
    other = ORIGINAL.replace("give-change", "take-change")
    write(desk.folder, {"procedures/desk/take-change.yaml": other})
    done = sop("translate", "--all", "--to", "hi,te", "-C", desk.folder)
    assert done.out.count("made") == 4
    assert (desk.folder / "procedures/desk/take-change.te.yaml").is_file()


def test_one_file_that_cannot_be_read_keeps_no_other_from_its_turn(translated: Desk) -> None:
    other = ORIGINAL.replace("id: give-change", "id: a")
    write(translated.folder, {"procedures/desk/a.yaml": other, "procedures/desk/a.hi.yaml": "title: [\n"})
    translated.change("Count the coins.", "Count all coins.")
    done = sop("translate", "--all", "--to", "hi", "-C", translated.folder)
    assert done.code == 2
    assert "a.hi.yaml:1" in done.err
    assert "# en, changed: Count all coins." in translated.text
