"""A web article as machines translate it, in our own words: its defects are found at their very places."""

from __future__ import annotations

from pathlib import Path

from manuals import sop

ARTICLE = """\
దుకాణంలో మంచి సేవ ఎలా అందించాలి

పà°¿à°°à±\u0081 దుకాణం గురించి | Amazing H

Anonim

కౌంటర్‌లో పని చేసే కొత్త ఉద్యోగికి వస్తువుల ధర, తగ్గింపు, రసీదు, వాపసు, మరమ్మత్తు, ఫిర్యాదు నియమాలన్నీ మొదటి వారంలోనే \
నేర్పబడతాయి మరియు ఆ ఉద్యోగి వాటిని తన రోజువారీ పనిలో ఒక్కొక్కటిగా, మేనేజర్ పక్కనే ఉండి చూస్తూ, ఉపయోగిస్తారు.

జవాబు ఇచ్చే దుకాణం త్వరలో కస్టమర్ నమ్మకాన్ని గెలుస్తుంది. వస్తువు వస్తున్నదని కస్టమర్‌కు చెప్పడం జరిగింది. \
ఎవరూ ఆమె పేరు అడగలేదు.

పొట్లం&nbsp;మీద ధర ఉంది, కస్టమర్లు దాన్ని దుకాaణంలో అడుగుతారు.

1. మేనేజర్ యొక్క సంతకం తీసుకోండి.
2. ఫిర్యాదు వీలైనంత త్వరగా సంబంధిత విభాగానికి పంపబడాలి.
3. నువ్వు కస్టమర్‌కు క్షమాపణ చెప్పు.
4. రసీదును పరిశీలించుము.
"""
# Line, column, words (the first two of a whole sentence), rule, severity.
PLACES = [
    (3, 2, "à°¿à°°à±\x81", "broken-text", "error"),
    (5, 1, "Anonim", "mixed-script", "warning"),
    (7, 1, "కౌంటర్\u200cలో పని", "long-sentence", "error"),
    (7, 119, "నేర్పబడతాయి", "passive-voice", "warning"),
    (9, 20, "త్వరలో", "vague-word", "warning"),
    (9, 46, "గెలుస్తుంది", "future-tense", "note"),
    (9, 67, "వస్తున్నదని", "progressive", "warning"),
    (9, 90, "చెప్పడం జరిగింది", "passive-voice", "warning"),
    (9, 90, "చెప్పడం జరిగింది", "past-tense", "warning"),
    (9, 122, "అడగలేదు", "past-tense", "warning"),
    (11, 7, "&nbsp;", "broken-text", "error"),
    (11, 43, "దుకాaణంలో", "mixed-script", "warning"),
    (13, 12, "యొక్క", "wordy-phrase", "warning"),
    (14, 13, "వీలైనంత త్వరగా", "vague-word", "warning"),
    (14, 28, "సంబంధిత విభాగానికి", "vague-word", "warning"),
    (14, 47, "పంపబడాలి", "passive-voice", "error"),
    (15, 4, "నువ్వు", "familiar-form", "warning"),
    (15, 30, "చెప్పు", "familiar-form", "warning"),
    (16, 12, "పరిశీలించుము", "archaic-form", "warning"),
]


def test_the_defects_stand_at_their_places(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    found = sop("-C", str(tmp_path), "lint", "article.txt", "--format", "json", "--notes").findings
    lines = ARTICLE.split("\n")
    assert {each["language"] for each in found} == {"te"}
    assert sorted(
        (each["line"], each["column"], " ".join(each["text"].split()[:2]), each["rule"], each["severity"])
        for each in found
    ) == sorted(PLACES)
    assert all(each["text"] == lines[each["line"] - 1][each["column"] - 1 : each["end_column"] - 1] for each in found)
