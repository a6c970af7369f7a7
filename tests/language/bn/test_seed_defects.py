"""A web article as machines translate it, in our own words: its defects are found at their very places."""

from __future__ import annotations

from pathlib import Path

from manuals import sop

ARTICLE = """\
দোকানে ভালো পরিষেবা কীভাবে দেবেন

সূচিপত্র:

Anonim

পৃথিবী à¦—à§র সেরা দোকান

নতুন কর্মীকে কাউন্টারে বসানোর আগে সব জিনিসের দাম, ছাড়ের নিয়ম, রসিদের ফর্ম, ফেরতের সময়সীমা, মেরামতের খরচ, \
অভিযোগের খাতা, বন্ধের দিন, দরজার চাবি, টাকার ড্রয়ার, ফোনের তালিকা আর \
জরুরি নম্বর শেখানো হয়, যেগুলো তিনি পরে নিজের কাজে লাগান।

যে দোকান দ্রুত উত্তর দেয়, সেটি গ্রাহকের বিশ্বাস জিতে নেবে। গ্রাহককে বলা হয়েছিল যে মাল আসছে। তিনি দুবার ফোন করেছেন।

প্যাকেটের&nbsp;গায়ে দাম আছে, আর গ্রাহক তা দোkানে জিজ্ঞাসা করেন। ভালো পরিষেবা বিশ্বাস creates, আর গ্রাহক ফিরে আসেন।

1. গ্রাহককে রসিদ প্রদান করুন।
2. অভিযোগটি যত তাড়াতাড়ি সম্ভব সংশ্লিষ্ট বিভাগে পাঠানো উচিত।
3. তুমি গ্রাহকের কাছে ক্ষমা চাও।
4. তাহার নাম খাতায় লিখিবেন।
"""
# Line, column, words (the first two of a whole sentence), rule, severity.
PLACES = [
    (1, 28, "দেবেন", "future-tense", "warning"),
    (5, 1, "Anonim", "mixed-script", "warning"),
    (7, 8, "à¦—", "broken-text", "error"),
    (9, 1, "নতুন কর্মীকে", "long-sentence", "error"),
    (9, 191, "শেখানো হয়", "passive-voice", "warning"),
    (11, 50, "জিতে নেবে", "future-tense", "warning"),
    (11, 70, "বলা হয়েছিল", "passive-voice", "warning"),
    (11, 70, "বলা হয়েছিল", "past-tense", "warning"),
    (11, 70, "বলা হয়েছিল", "perfect-tense", "warning"),
    (11, 89, "আসছে", "progressive", "warning"),
    (11, 106, "ফোন করেছেন", "perfect-tense", "warning"),
    (13, 10, "&nbsp;", "broken-text", "error"),
    (13, 44, "দোkানে", "mixed-script", "warning"),
    (13, 87, "creates", "mixed-script", "warning"),
    (15, 18, "প্রদান করুন", "wordy-phrase", "warning"),
    (16, 13, "যত তাড়াতাড়ি সম্ভব", "vague-word", "warning"),
    (16, 33, "সংশ্লিষ্ট", "vague-word", "warning"),
    (16, 50, "পাঠানো উচিত", "weak-modal", "warning"),
    (17, 4, "তুমি", "familiar-form", "warning"),
    (17, 29, "চাও", "familiar-form", "warning"),
    (18, 4, "তাহার", "archaic-form", "warning"),
    (18, 21, "লিখিবেন", "archaic-form", "warning"),
    (18, 21, "লিখিবেন", "future-tense", "note"),
]


def test_the_defects_stand_at_their_places(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    found = sop("-C", str(tmp_path), "lint", "article.txt", "--format", "json", "--notes").findings
    lines = ARTICLE.split("\n")
    assert {each["language"] for each in found} == {"bn"}
    assert sorted(
        (each["line"], each["column"], _begins(each["text"], each["rule"]), each["rule"], each["severity"])
        for each in found
    ) == sorted(PLACES)
    assert all(each["text"] == lines[each["line"] - 1][each["column"] - 1 : each["end_column"] - 1] for each in found)


def _begins(text: str, rule: str) -> str:
    return " ".join(text.split()[:2]) if rule == "long-sentence" else text
