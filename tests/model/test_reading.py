"""The model is what the source says: texts stay texts, types are the model's, paths name their fields."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sop_toolkit.model.build import RECORDS, Source, assemble, read_text
from sop_toolkit.model.content import has_same_content
from sop_toolkit.model.names import unnamed
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.model.scalars import numbers
from sop_toolkit.model.shape import Field, ListOf, MapOf, Record
from sop_toolkit.model.walk import blocks, references, texts
from sop_toolkit.source.find import Place

HEAD = "id: greet\ntitle: Greet\nowner: lead\npurpose: Welcome people.\n"
STEPS = "steps:\n  - do: Greet.\n"


def read(text: str, kind: str = "procedure", name: str = "greet.yaml") -> Source:
    return read_text(text, Place(Path(name), name, kind))


def procedure(body: str) -> Procedure:
    source = read(HEAD + body)
    assert source.faults == ()
    assert isinstance(source.value, Procedure)
    return source.value


def faults(body: str) -> list[tuple[str, str]]:
    """The field and the message of each fault."""
    return [(fault.where.field, fault.message) for fault in read(HEAD + body).faults]


@pytest.mark.parametrize(
    "words",
    [
        "Yes", "no", "On", "off", "true", "null", "~", "0484 000 000", "007", "1.10", "1e3", "1_000",
        "0x10", "0o17",
        ".inf", "12:30:45", "2026-11-01", "2026-11-01T10:00:00Z", "=", "<<", "5%", "₹2,000", "a#b", "a:b",
        "नमस्ते",
    ],
)  # fmt: skip
def test_every_scalar_is_the_text_that_stands_there(words: str) -> None:
    for written in (words, f"'{words}'", f'"{words}"', f">-\n      {words}"):
        step = procedure(f"steps:\n  - do: {written}\n").steps[0]
        assert step.do == words


def test_texts_that_are_keys_and_items_stay_texts() -> None:
    source = read("title: {no: Håndbok, on: x}\nlanguage: no\nroles: {yes: {en: 1.10}}\n", "manual")
    assert list(source.value.title) == ["no", "on"]
    assert source.value.roles == {"yes": {"en": "1.10"}}
    assert procedure(STEPS + "needs: [Yes, 0484, 1.10, ~]\n").needs == ("Yes", "0484", "1.10", "~")


@pytest.mark.parametrize("name", ["needs", "exceptions", "records"])
def test_none_is_an_answer_and_leaving_out_is_not(name: str) -> None:
    assert getattr(procedure(STEPS + f"{name}: none\n"), name) == ()
    assert getattr(procedure(STEPS), name) is None


def test_types_are_those_of_the_model() -> None:
    read = procedure("effective: 2026-11-01\nversion: 1.10\nsteps:\n  - {do: Greet., within: 1 minute}\n")
    assert read.effective is not None
    assert read.effective.day == date(2026, 11, 1)
    assert str(read.version) == "1.10"
    within = read.steps[0].within
    assert within is not None
    assert (within.count, within.unit, str(within.text)) == (1, "minute", "1 minute")


def test_versions_compare_number_by_number() -> None:
    written = ["0.1", "0.9", "0.10", "1", "1.0.1", "1.2", "1.9", "1.10", "2.0", "10.0"]
    assert sorted(sorted(written), key=numbers) == written


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("2026-02-28", True), ("2028-02-29", True), ("2026-02-29", False), ("2026-13-01", False),
        ("2026-11-00", False),
        ("20261120", False), ("2026-W45-1", False), ("2026-11-01T00:00", False), ("२०२६-११-०१", False),
        ("0000-01-01", False),
    ],
)  # fmt: skip
def test_a_date_is_a_day_that_exists(text: str, fits: bool) -> None:
    assert (faults(f"review: {text}\n{STEPS}") == []) is fits


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2026-02-30", "This month has no such day."),
        ("20261120", "Did you mean `2026-11-20`?"),
        ("2026/11/1", "Did you mean `2026-11-01`?"),
        ("2026-13-01", "A year has months from 01 to 12. Write year, month and day, such as 2026-11-01."),
        ("soon", "Write year, month and day, such as 2026-11-01."),
    ],
)
def test_a_wrong_date_gets_the_nearest_help(text: str, hint: str) -> None:
    assert [fault.hint for fault in read(HEAD + STEPS + f"review: {text}\n").faults] == [hint]


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("1 second", True), ("2 minutes", True), ("24 hours", True), ("1 day", True), ("2 weeks", True),
        ("3 months", True),
        ("soon", False), ("0 days", False), ("-1 day", False), ("1.5 hours", False), ("2 years", False),
        ("a day", False),
        ("2 minutes flat", False), ("9" * 5000 + " days", False),
    ],
)  # fmt: skip
def test_a_time_limit_is_a_number_and_a_unit(text: str, fits: bool) -> None:
    assert (faults(f"steps:\n  - do: Greet.\n    within: {text}\n") == []) is fits


def test_fields_have_paths() -> None:
    read = procedure(
        "needs: [The key]\n"
        "exceptions:\n  - {id: late, case: The bus is late., may: Wait.}\n"
        "steps:\n"
        "  - id: greet\n    do: Greet.\n"
        "    decide:\n      ask: Known?\n"
        "      options:\n        - when: Yes\n        - {when: No, do: Ask.}\n"
        "  - do: Listen.\n    substeps: [Nod., {do: Write.}]\n"
        "    warn:\n"
        "      - {level: notice, hazard: Noise, consequence: You miss words., precaution: Ask again.}\n"
    )
    assert [text.field for text in texts(read)] == [
        "title", "purpose",
        "steps[greet].do", "steps[greet].decide.ask", "steps[greet].decide.options[1].when",
        "steps[greet].decide.options[2].when", "steps[greet].decide.options[2].do",
        "steps[2].do", "steps[2].warn[1].hazard", "steps[2].warn[1].consequence",
        "steps[2].warn[1].precaution",
        "steps[2].substeps[1].do", "steps[2].substeps[2].do",
        "needs[1]", "exceptions[late].case", "exceptions[late].may",
    ]  # fmt: skip


def test_texts_have_kinds() -> None:
    read = procedure(
        "trigger: Somebody comes.\nscope: All.\nkeywords: [hello]\n"
        "steps:\n  - {do: Greet., say: Welcome., why: It helps., verify: {by: lead, how: Listen.}}\n"
        "records: [{what: The slip}]\nhistory: [{version: 1, date: 2026-11-01, change: Add it.}]\n"
    )
    kinds = {str(block.text): block.kind.value for block in blocks(read, "en")}
    assert kinds == {
        "Greet": "heading", "Welcome people.": "description", "Somebody comes.": "condition",
        "All.": "description",
        "Greet.": "instruction", "Welcome.": "speech", "It helps.": "description", "Listen.": "instruction",
        "The slip": "description", "Add it.": "description",
    }  # fmt: skip


def test_references_name_what_they_are_to() -> None:
    read = procedure(
        "branches: [kochi]\nrelated: [leave]\nreplaces: [nod]\n"
        "approved: {by: boss, date: 2026-11-01, version: 1}\n"
        "steps:\n  - {do: Greet., who: clerk, verify: {by: lead, how: Listen.}}\n"
        "exceptions: [{case: Late., may: Wait., who: boss}]\n"
    )
    named = {(kind, str(name)) for kind, name in references(read)}
    assert named == {
        ("role", "lead"), ("role", "boss"), ("role", "clerk"), ("branch", "kochi"),
        ("procedure", "leave"), ("procedure", "nod"),
    }  # fmt: skip


def test_missing_fields_are_one_fault_at_a_place() -> None:
    found = read("id: greet\nsteps:\n  - who: lead\n  - id: ask\n    decide: {}\n").faults
    assert [(fault.where.field, fault.message) for fault in found] == [
        ("steps[1].do", "`do` is missing."),
        ("steps[ask].decide", "`ask`, `options` are missing."),
        ("steps[ask].do", "`do` is missing."),
        ("", "`title`, `owner`, `purpose` are missing."),
    ]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ("statsu: draft\n" + STEPS, "statsu"),
        ("steps:\n  - id: a\n    do: Greet.\n    whom: lead\n", "steps[a].whom"),
        ("steps:\n  - do: Greet.\n    within: soon\n", "steps[1].within"),
        ("steps:\n  - do: Greet.\n    do: Nod.\n", "steps[1].do"),
        ("history:\n  - {version: x, date: 2026-11-01, change: Add.}\n" + STEPS, "history[1].version"),
        ("branches: {except: x}\n" + STEPS, "branches.except"),
    ],
)
def test_a_fault_names_its_field(body: str, field: str) -> None:
    assert [fault[0] for fault in faults(body)] == [field]


def test_each_field_that_stands_twice_outside_of_lists_is_a_fault() -> None:
    hint = "Keep one of them, or merge their texts."
    again = read(HEAD + STEPS + "title: Greet\nowner: lead\n").faults
    assert [(fault.where.field, fault.hint) for fault in again] == [("title", hint), ("owner", hint)]


def test_a_misspelled_field_below_an_empty_one_is_a_fault() -> None:
    empty = "title: {en: Manual}\nlanguage: en\nroles:\n"
    assert [fault.where.field for fault in read(empty + "lead: {en: Lead}\n", "manual").faults] == ["roles"]
    assert [fault.where.field for fault in read(empty + "langauges: [en]\n", "manual").faults] == ["roles", "langauges"]


def test_a_field_in_the_wrong_place_belongs_below_it_where_it_can() -> None:
    hints = [fault.hint for fault in read(HEAD + STEPS + "    by: lead\n").faults]
    assert hints == ["It is a field of `verify`: write it there, indented."]


def test_what_does_not_fit_leaves_the_rest_readable() -> None:
    source = read(HEAD + "status: fine\nneeds: {a: b}\nsteps:\n  - x\n  - do: [y]\n  - do: Greet.\n")
    assert len(source.faults) == 4
    assert [str(step.do) for step in source.value.steps] == ["", "", "Greet."]
    assert source.value.stage == "draft"


def test_a_branch_choice_includes_or_leaves_out() -> None:
    some = procedure(STEPS + "branches: [kochi, pune]\n").branches
    but = procedure(STEPS + "branches: {except: [pune]}\n").branches
    every = procedure(STEPS + "branches: all\n").branches
    assert [choice.includes("pune") for choice in (some, but, every)] == [True, False, True]
    assert [choice.includes("thrissur") for choice in (some, but, every)] == [False, True, True]


@pytest.mark.parametrize("order", ["first", "²", "1.5", "9" * 5000])
def test_an_order_that_is_no_number_is_a_fault(order: str) -> None:
    assert [fault.where.field for fault in read(f"title: {{en: A}}\norder: {order}\n", "category").faults] == ["order"]


def models(shape: Any) -> Iterator[type[Any]]:
    """The classes of a shape and of all below it."""
    if isinstance(shape, Record):
        if isinstance(shape.make, type):
            yield shape.make
        for field in shape.fields.values():
            yield from models(field.shape)
    elif isinstance(shape, (ListOf, MapOf)):
        yield from models(shape.item if isinstance(shape, ListOf) else shape.value)


@pytest.mark.parametrize("model", dict.fromkeys(each for record in RECORDS.values() for each in models(record)))
def test_a_part_has_the_defaults_of_its_fields(model: type[Any]) -> None:
    stand_for = model._field_defaults.values()
    needed = [each for each in stand_for if isinstance(each, Field) and each.required]
    others = [each.default if isinstance(each, Field) else each for each in stand_for if each not in needed]
    assert list(model(*needed)) == [*needed, *others]
    with pytest.raises(TypeError):
        model(*needed[1:])


def test_a_role_has_no_page_at_the_address_of_all_roles() -> None:
    own = "title: {en: Manual}\nlanguage: en\nroles:\n  clerk: {en: Clerk}\n  index: {en: Index}\n"
    [fault] = read(own, "manual", "manual.yaml").faults
    assert fault.where.field == "roles.index"
    assert fault.message == "“index” cannot be a role's id: the list of all roles has this address."


def test_a_procedure_is_itself_alone() -> None:
    one = procedure(STEPS)
    other = one._replace(title=one.title)
    assert one == one != other
    assert len({one, other, one}) == 2
    assert one.steps == other.steps


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("related: [a, b]\n", "related: [b, a]\n", True),
        ("keywords: [a, b]\n", "keywords: [b, a]\n", True),
        ("branches: [a, b]\n", "branches: [b, a]\n", True),
        ("needs: [a, b]\n", "needs: [b, a]\n", False),
        ("related: [a, b]\n", "related: [a]\n", False),
    ],
)
def test_names_and_words_for_search_mean_the_same_in_any_order(before: str, after: str, same: bool) -> None:
    assert has_same_content(procedure(STEPS + before), procedure(STEPS + after)) is same


def test_a_number_needs_no_translation() -> None:
    manual = read("title: {en: M, hi: म}\nlanguage: en\nlanguages: [en, hi]\nroles: {}\n", "manual", "manual.yaml")
    facts = "{name: {en: Pune, hi: पुणे}, limit: {en: '2000'}, person: {en: Asha}}"
    fields = "{limit: {en: Limit, hi: सीमा}, person: {en: Person, hi: व्यक्ति}}"
    branches = read(f"fields: {fields}\nbranches:\n  pune: {facts}\n", "branches", "branches.yaml")
    found = list(unnamed(assemble(Path("manual"), [manual, branches]).manual))
    assert [(each.known, each.languages) for each in found] == [("Asha", ("hi",))]
