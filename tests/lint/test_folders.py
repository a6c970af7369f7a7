"""Where a file of a manual may stand, and what its folder may be called."""

from __future__ import annotations

from pathlib import Path

import pytest
from manuals import BRANCHES, MANUAL, PROCEDURE, TILL, lint, manual, write

TITLE = "title: {en: Service}\n"


def found(folder: Path, files: dict[str, str]) -> list[tuple[str, str, str]]:
    """Each finding of a manual with these files: the file's name, the rule and the hint."""
    findings = lint(write(manual(folder), files)).findings
    return [(Path(each["file"]).name, each["rule"], each["hint"]) for each in findings]


def called(id: str) -> str:
    return PROCEDURE.replace("open-the-till", id)


def test_a_procedure_stands_in_the_folder_of_a_category(tmp_path: Path) -> None:
    hint = "Move it into a category's folder, such as `procedures/service/count.yaml`."
    assert found(tmp_path, {"procedures/count.yaml": called("count")}) == [("count.yaml", "invalid-shape", hint)]


def test_a_category_holds_no_folders(tmp_path: Path) -> None:
    hint = "Move it to `procedures/service/{}.yaml`."
    files = {f"procedures/service/a/b/{name}.yaml": called(name) for name in ("count", "lock")}
    assert found(tmp_path, files) == [
        (f"{name}.yaml", "invalid-shape", hint.format(name)) for name in ("count", "lock")
    ]


def test_a_category_file_stands_in_its_category(tmp_path: Path) -> None:
    files = {"procedures/category.yaml": TITLE, "procedures/service/late/category.yaml": TITLE}
    assert [each[1:] for each in found(tmp_path, files)] == [
        ("invalid-shape", "Move it into a category's folder, such as `procedures/service/category.yaml`."),
        ("invalid-shape", "Move it to `procedures/service/category.yaml`."),
    ]


@pytest.mark.parametrize(
    ("name", "hint"),
    [("Late Shift", "rename it to `late-shift`."), ("सेवा", "rename it."), ("late_shift", "`late-shift`.")],
)
def test_a_folder_with_another_name_is_one_finding(tmp_path: Path, name: str, hint: str) -> None:
    files = {f"procedures/{name}/{id}.yaml": called(id) for id in ("count", "lock")}
    findings = found(tmp_path, files)
    assert [each[:2] for each in findings] == [("count.yaml", "invalid-shape")]
    assert findings[0][2].endswith(hint)


@pytest.mark.parametrize("name", ["roles", "guide", "end", "en"])
def test_a_folder_with_a_taken_name_is_one_finding(tmp_path: Path, name: str) -> None:
    files = {f"procedures/{name}/{id}.yaml": called(id) for id in ("count", "lock")}
    assert [each[:2] for each in found(tmp_path, files)] == [("count.yaml", "duplicate-id")]
    assert [each[0] for each in found(tmp_path, {f"procedures/{name}/category.yaml": TITLE})] == ["category.yaml"]


def test_a_wrong_place_hides_no_missing_field(tmp_path: Path) -> None:
    text = called("count").replace("owner: shift-lead\n", "")
    assert [each[1] for each in found(tmp_path, {"procedures/count.yaml": text})] == ["invalid-shape"] * 2


def test_a_lone_file_stands_anywhere(tmp_path: Path) -> None:
    folder = write(tmp_path, {"open-the-till.yaml": PROCEDURE, "A B/c/count.yaml": called("count")})
    assert lint(folder).rules == []
    assert lint(folder / "open-the-till.yaml").rules == []


def test_a_lone_file_knows_its_own_steps_and_no_pages(tmp_path: Path) -> None:
    text = PROCEDURE.replace("customers.", "[customers](who-knows) as in [this](#step-2).")
    findings = lint(write(tmp_path, {"open-the-till.yaml": text})).findings
    assert [(each["rule"], each["text"], each["hint"]) for each in findings] == [
        ("unknown-reference", "#step-2", "Its steps are `#step-1`.")
    ]


def test_links_reach_what_cannot_be_read(tmp_path: Path) -> None:
    text = PROCEDURE.replace("customers.", "customers, as in [this](count#step-9).")
    assert found(tmp_path, {TILL: text, "procedures/service/count.yaml": "id: ["})[0][1] == "invalid-yaml"


def test_a_term_has_its_own_word_in_every_spelling(tmp_path: Path) -> None:
    terms = "terms:\n  desk:\n    en: {use: service desk, avoid: [Help Desk]}\n"
    words = MANUAL[: MANUAL.index("terms:")] + terms
    for word in ("help-desk", "service-desk"):
        folder = manual(tmp_path, PROCEDURE.replace("customers", f"the ((term.{word}))"), manual=words)
        assert lint(folder).findings[0]["hint"] == "The manual has another word for it: write ((term.desk))."


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("procedures/service/count.yml", "count.yaml"),
        ("procedures/service/count.YAML", "count.yaml"),
        ("procedures/service/count.yaml.txt", "count.yaml"),
        ("procedures/service/open-the-till.hi.yml", "open-the-till.hi.yaml"),
        ("procedures/service/category.yml", "category.yaml"),
        ("procedures/manual.yml", "manual.yaml"),
        ("procedures/branches.YML", "branches.yaml"),
    ],
)
def test_a_source_with_another_end_is_one_finding(tmp_path: Path, name: str, right: str) -> None:
    words = called("count") if "count" in name else "title: {en: Service}\n"
    hint = f"Rename the file to `{right}`."
    assert found(tmp_path, {name: words}) == [(Path(name).name, "invalid-shape", hint)]


def test_a_file_with_another_end_takes_no_files_place(tmp_path: Path) -> None:
    other = MANUAL.replace("shift-lead", "nobody")
    assert [each[0] for each in found(tmp_path, {"procedures/manual.yml": other})] == ["manual.yml"]


@pytest.mark.parametrize("copy", ["open-the-till copy", "a-copy", "open-the-till-2"])
def test_the_copy_has_the_id_of_another_and_not_the_file_that_was_copied(tmp_path: Path, copy: str) -> None:
    done = found(tmp_path, {f"procedures/service/{copy}.yaml": PROCEDURE})
    assert [each[:2] for each in done] == [(f"{copy}.yaml", "duplicate-id"), (f"{copy}.yaml", "invalid-shape")]


def test_a_comma_cuts_off_a_fact_of_a_branch(tmp_path: Path) -> None:
    branches = BRANCHES.replace("2000 rupees", "{en: ₹2,000}")
    findings = lint(manual(tmp_path, branches=branches)).findings
    said = [(each["line"], each["column"], each["text"], each["hint"]) for each in findings]
    assert said == [(4, 52, "000", "A comma ends a text inside `{…}`: quote the text, or give it its own line.")]


def test_an_empty_text_in_braces_is_cut_off_by_no_comma(tmp_path: Path) -> None:
    findings = lint(manual(tmp_path, branches=BRANCHES.replace("2000 rupees", "{en: }"))).findings
    assert [each["message"] for each in findings] == ["`en` needs a text, and nothing stands here."]


def test_a_language_that_is_no_code_has_no_other_findings(tmp_path: Path) -> None:
    wrong = MANUAL.replace("language: en", "language: English").replace("[en]", "[English, Hindi]")
    findings = lint(manual(tmp_path, manual=wrong)).findings
    assert [each["message"] for each in findings] == [
        f"“{word}” is not a language code." for word in ("English", "English", "Hindi")
    ]


@pytest.mark.parametrize(
    ("language", "code"),
    [("Hindi", "hi"), ("HI", "hi"), ("hi_IN", "hi"), ("Bengali", "bn"), ("Bangla", "bn"), ("Kling", "")],
)
def test_a_language_by_its_name_is_one_finding_however_many_translations_there_are(
    tmp_path: Path, language: str, code: str
) -> None:
    names = ("count", "open-the-till")
    files = {f"procedures/service/{name}.yaml": called(name).replace("- do:", "- id: do\n    do:") for name in names}
    words = {f"procedures/service/{name}.hi.yaml": f"id: {name}\ntitle: गिनें\n" for name in names}
    wrong = MANUAL.replace("[en]", f"[en, {language}]")
    folder = write(manual(tmp_path, manual=wrong), {**files, **words})
    hint = "A language code is such as `en` or `hi`."
    found = [(each["file"], each["message"], each["hint"]) for each in lint(folder).findings]
    guess = f"Did you mean `{code}`? " if code else ""
    message = f"“{language}” is not a language code."
    assert [(Path(file).name, *rest) for file, *rest in found] == [("manual.yaml", message, guess + hint)]


@pytest.mark.parametrize(("language", "code"), [("hin", "hi"), ("ben", "bn"), ("hi-IN", "hi")])
def test_a_code_in_another_form_is_one_that_the_toolkit_knows(tmp_path: Path, language: str, code: str) -> None:
    findings = lint(manual(tmp_path, manual=MANUAL.replace("[en]", f"[en, {language}]"))).findings
    hints = [each["hint"] for each in findings if each["message"].startswith("The toolkit has no labels")]
    assert hints == [f"Did you mean `{code}`?"]


def test_a_manual_in_a_language_by_its_name_is_read_in_that_language(tmp_path: Path) -> None:
    wrong = MANUAL.replace("language: en", "language: Hindi").replace("[en]", "[hi]").replace("{en: ", "{hi: ")
    findings = lint(manual(tmp_path, manual=wrong)).findings
    assert {each["language"] for each in findings} == {"hi"}


def test_a_translation_into_the_manuals_own_language_is_one_finding(tmp_path: Path) -> None:
    words = "title: Open the till\nsteps:\n  - do: Open the till.\n"
    with_id = PROCEDURE.replace("- do:", "- id: open\n    do:")
    done = found(tmp_path, {TILL: with_id, "procedures/service/open-the-till.en.yaml": words})
    assert [each[:2] for each in done] == [("open-the-till.en.yaml", "invalid-shape")]
