"""What the Bengali grammar finds in sentences of procedures, and that no text breaks it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pytest
from sentences import cases

from sop_toolkit.language import language
from sop_toolkit.language.bn import grammar, paradigms
from sop_toolkit.language.bn.grammar import advice, alike, sentences, verb_groups
from sop_toolkit.language.bn.paradigms import Form
from sop_toolkit.language.bn.words import word_list, word_pairs

_FOLDER = Path(grammar.__file__).parent


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("দরজা খুলুন। আলো জ্বালান।", ["দরজা খুলুন।", "আলো জ্বালান।"]),
        ("দরজা খুলুন।আলো জ্বালান।", ["দরজা খুলুন।", "আলো জ্বালান।"]),
        ("দরজা খুলুন৷ আলো জ্বালান৷", ["দরজা খুলুন৷", "আলো জ্বালান৷"]),
        ("দাম কত? রসিদ দেখুন! ঠিক আছে.", ["দাম কত?", "রসিদ দেখুন!", "ঠিক আছে."]),
        ("ডা. রায়কে ডাকুন। মো. আলী আসেন।", ["ডা. রায়কে ডাকুন।", "মো. আলী আসেন।"]),
        ("3.5 মিনিট অপেক্ষা করুন।", ["3.5 মিনিট অপেক্ষা করুন।"]),
        ("৩.৫ মিনিট অপেক্ষা করুন।", ["৩.৫ মিনিট অপেক্ষা করুন।"]),
        ("1. দরজা খুলুন।", ["1. দরজা খুলুন।"]),
        ("আনুন:\n- কলম\n- ফর্ম", ["আনুন:", "- কলম", "- ফর্ম"]),
        ("", []),
    ],
)
def test_cuts_text_into_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@pytest.mark.parametrize(
    ("sentence", "command", "instead"),
    [
        ("ক্যাশিয়ার রসিদ দেবেন।", "… দিন", "দেন"),
        ("কর্মী ফর্মটি যাচাই করবেন।", "… যাচাই করুন", "যাচাই করেন"),
        ("ম্যানেজার টাকা গুনলেন।", "… গুনুন", "গোনেন"),
        ("কর্মী খাতায় লিখে রেখেছেন।", "… লিখে রাখুন", "লিখে রাখেন"),
        ("কাগজ বেরোবে।", "", "বেরোয়"),
        ("একটি কপি তৈরি হবে।", "", "তৈরি হয়"),
        ("বাতি জ্বলবে না।", "", "জ্বলে না"),
        ("গ্রাহক রসিদ আনেননি।", "", "আনেন না"),
        ("গ্রাহক টাকা চাইবেন।", "", "চান"),
        ("টাকা ফেরত দাও।", "… দিন", "দেন"),
        ("রসিদ পরীক্ষা করিয়া দিন।", "", "করে"),
        ("আপনি রসিদ দেখাইতে চান।", "", "দেখাতে"),
        ("দরজা বন্ধ রাখতে হইবে।", "", "হবে"),
        ("দরজায় তালা দেওয়া যাইবে না।", "", "দেওয়া যাবে না"),
        ("কাজটি তখন কঠিন ছিল।", "", ""),
        ("চাবিটি ড্রয়ারে ছিল।", "", "আছে"),
        ("ফর্মটি যাচাই করা হয়নি।", "", ""),
        ("ফর্মটি যাচাই করা হয় না।", "… যাচাই করবেন না", ""),
        ("খামটি পৌঁছাবে না হলে থামি।", "", "পৌঁছায়"),
        ("তুমি যখন নাম লেখো, তখন থামি।", "", "লেখেন"),
        ("তুমি নাম লেখো।", "… লিখুন", "লেখেন"),
        ("লরি পৌঁছেছে।", "", "পৌঁছায়"),
    ],
)
def test_says_what_to_write_instead(sentence: str, command: str, instead: str) -> None:
    known = advice(sentence, verb_groups(sentence, True)[0], True)
    assert (known.command, known.instead) == (command, normalize("NFC", instead))
    assert not known.certain


@pytest.mark.parametrize(
    ("sentence", "command", "fact"),
    [
        ("ফর্মটি পরীক্ষা করা হয়।", "… পরীক্ষা করুন", "কে … পরীক্ষা করেন"),
        ("বাক্সটি গুদামে নিয়ে যাওয়া হয়।", "… নিয়ে যান", "কে … নিয়ে যান"),
        ("দাম খাতায় লিখা হয়না।", "… লিখবেন না", "কে … লেখেন না"),
        ("হিসাবটি খাতায় লেখা হবে।", "… লিখুন", "কে … লেখেন"),
        ("টাকা ফেরত দেওয়া হয় না।", "… দেবেন না", "কে … দেন না"),
        ("তালিকাটি প্রকাশিত হয়।", "… প্রকাশ করুন", "কে … প্রকাশ করেন"),
        ("চিঠিটি প্রেরিত হয়।", "… পাঠান", "কে … পাঠান"),
    ],
)
def test_says_a_passive_in_the_active_voice(sentence: str, command: str, fact: str) -> None:
    known = advice(sentence, verb_groups(sentence, True)[0], True)
    assert (known.command, known.fact) == (command, fact)


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("আপনি রসিদটি দেখেন।", True),
        ("আমরা রসিদটি দেখি।", False),
        ("ক্যাশিয়ার রসিদটি দেখেন।", False),
        ("আপনি রসিদ দেখতে পারেন।", False),
        ("আপনি কী দেখেন, তা লিখুন।", False),
        ("আপনি যদি রসিদ পান, তা রাখুন।", False),
    ],
)
def test_knows_what_the_reader_does(sentence: str, acts: bool) -> None:
    assert advice(sentence, verb_groups(sentence, True)[0], True).acts is acts


@pytest.mark.parametrize(
    ("word", "other", "forms"),
    [
        ("ক্লায়েন্ট", "গ্রাহক", {"ক্লায়েন্টের": "গ্রাহকের", "ক্লায়েন্টদের": "গ্রাহকদের", "ক্লায়েন্টকে": "গ্রাহককে"}),
        ("ক্রেতা", "গ্রাহক", {"ক্রেতার": "গ্রাহকের", "ক্রেতারা": "গ্রাহকেরা", "ক্রেতাদের": "গ্রাহকদের"}),
        ("গ্রাহক", "ক্রেতা", {"গ্রাহকের": "ক্রেতার", "গ্রাহকেরা": "ক্রেতারা", "গ্রাহকদের": "ক্রেতাদের"}),
        ("দোকান", "শাখা", {"দোকানে": "শাখায়", "দোকানের": "শাখার", "দোকানটি": "শাখাটি", "দোকানগুলোর": "শাখাগুলোর"}),
        ("শাখা", "দোকান", {"শাখায়": "দোকানে", "শাখাতে": "দোকানে", "শাখার": "দোকানের"}),
        ("চিঠি", "বার্তা", {"চিঠিতে": "বার্তায়", "চিঠির": "বার্তার"}),
    ],
)
def test_forms_of_a_noun_map_to_the_same_forms(word: str, other: str, forms: dict[str, str]) -> None:
    known = alike(word, other)
    assert {form: known[normalize("NFC", form)] for form in forms} == {
        form: normalize("NFC", same) for form, same in forms.items()
    }


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("পাল্টানো", {Form.PERFECT: "পাল্টেছেন", Form.FUTURE: "পাল্টাবেন"}),
        ("লেখা", {Form.PERFECT: "লিখেছেন", Form.FUTURE: "লিখবেন", Form.PRESENT: "লেখেন", Form.IMPERATIVE: "লিখুন"}),
        ("রাখা", {Form.PERFECT: "রেখেছেন", Form.FUTURE: "রাখবেন", Form.PAST: "রাখলেন", Form.HABIT: "রাখতেন"}),
        ("জানানো", {Form.PERFECT: "জানিয়েছেন", Form.PROGRESSIVE: "জানাচ্ছেন", Form.IMPERATIVE: "জানান"}),
        ("শোনানো", {Form.PERFECT: "শুনিয়েছেন", Form.FUTURE: "শোনাবেন"}),
        ("দেওয়া", {Form.PERFECT: "দিয়েছেন", Form.FUTURE: "দেবেন", Form.IMPERATIVE: "দিন", Form.PAST: "দিলেন"}),
        ("আঁকা", {Form.PERFECT: "এঁকেছেন", Form.PAST_PERFECT: "এঁকেছিলেন"}),
        ("ওঠা", {Form.PERFECT: "উঠেছেন", Form.PRESENT: "ওঠেন", Form.PAST_PROGRESSIVE: "উঠছিলেন"}),
    ],
)
def test_a_verb_has_its_forms(verb: str, forms: dict[Form, str]) -> None:
    name = normalize("NFC", verb)
    assert {kind: paradigms.form_of(name, kind, "h") for kind in forms} == {
        kind: normalize("NFC", form) for kind, form in forms.items()
    }


def test_each_form_of_each_verb_is_read_as_itself() -> None:
    for verb in paradigms.verbs().values():
        for kind in (Form.FUTURE, Form.PAST, Form.HABIT, Form.PROGRESSIVE, Form.PERFECT, Form.PRESENT, Form.NOT_DONE):
            form = paradigms.form_of(verb.name, kind, "h")
            if form and form not in word_list("no-verbs"):
                assert (verb.name, kind) in {(each.verb, each.kind) for each in paradigms.readings(form)}


def test_length_is_counted_in_aksharas() -> None:
    known = language("bn")
    assert known is not None
    assert known.aksharas
    assert grammar.aksharas("ক্যাশিয়ার টাকা গোনেন") == 4 + 2 + 3
    assert grammar.conjuncts("স্বাক্ষর ও টাকা") == 2


def _asked(pattern: str) -> Iterator[str]:
    for module in _FOLDER.glob("*.py"):
        yield from re.findall(pattern, module.read_text(encoding="utf-8"))


def test_every_list_that_the_code_asks_for_is_there() -> None:
    lists, pairs = set(_asked(r'word_list\("([^"]+)"\)')), set(_asked(r'word_pairs\("([^"]+)"\)'))
    assert lists
    assert pairs
    assert all(word_list(name) for name in lists)
    assert all(other for name in pairs for other in word_pairs(name).values())


def test_every_verb_that_a_list_names_is_known() -> None:
    names = ("not-chosen", "happens", "no-passive", "vectors", "states")
    unknown = {verb for name in names for verb in word_list(name) if verb not in paradigms.verbs()}
    assert unknown == set()


def test_a_verb_stands_in_one_section_alone() -> None:
    read = [verb.name for verb in paradigms._read()]
    assert sorted({name for name in read if read.count(name) > 1}) == []


def test_no_advice_is_certain() -> None:
    for case in cases("bn"):
        for group in verb_groups(case.sentence, case.is_instruction):
            assert not advice(case.sentence, group, case.is_instruction).certain


def test_text_without_a_stop_is_read_to_its_end() -> None:
    sentence = "গ্রাহক রসিদ আনেন এবং " * 500 + "রসিদ দেওয়া হয়"
    last = verb_groups(sentence, False)[-1]
    assert sentence[last.start : last.end] == "দেওয়া হয়"
    assert last.passive
