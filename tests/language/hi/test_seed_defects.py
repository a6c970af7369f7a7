"""A web article as machines translate it, in our own words: its defects are found at their very places."""

from __future__ import annotations

from pathlib import Path

from manuals import sop

ARTICLE = """\
दुकान में अच्छी सेवा कैसे दें

पृथà¥?वी की सबसे अच्छी दुकान

काउंटर पर नए कर्मचारी को हर ग्राहक की ज़रूरत को समझने की क्षमता के आधार पर चुना जाता है और उसे पहले ही हफ़्ते में सामान, क़ीमत, छूट, \
रसीद, वापसी, मरम्मत और शिकायत के सारे नियम सिखाए जाते हैं, जिन्हें वह बाद में अपने काम में लाता है।

जो दुकान जल्दी जवाब देती है, वह ग्राहक का भरोसा जीत लेगी। ग्राहक को बताया गया था कि सामान मिल रहा है। उसने दो बार फ़ोन किया है।

पैकेट&nbsp;पर क़ीमत लिखी है, और ग्राहक उसे दुकाaन में पूछते हैं।

1. ग्राहक को रसीद प्रदान करें।
2. शिकायत को जल्द से जल्द संबंधित विभाग के पास भेजा जाना चाहिए।
3. तुम ग्राहक से माफ़ी माँगो।
"""
# Line, column, words (the first two of a whole sentence), rule, severity.
PLACES = [
    (3, 4, "à¥?", "broken-text", "error"),
    (5, 1, "काउंटर पर", "long-sentence", "error"),
    (5, 76, "चुना जाता है", "passive-voice", "warning"),
    (5, 177, "सिखाए जाते हैं", "passive-voice", "warning"),
    (7, 49, "जीत लेगी", "future-tense", "warning"),
    (7, 69, "बताया गया था", "passive-voice", "warning"),
    (7, 69, "बताया गया था", "past-tense", "warning"),
    (7, 69, "बताया गया था", "perfect-tense", "warning"),
    (7, 91, "मिल रहा है", "progressive", "warning"),
    (7, 120, "किया है", "perfect-tense", "warning"),
    (9, 6, "&nbsp;", "broken-text", "error"),
    (9, 44, "दुकाaन", "mixed-script", "warning"),
    (11, 19, "प्रदान करें", "wordy-phrase", "warning"),
    (12, 14, "जल्द से जल्द", "vague-word", "warning"),
    (12, 27, "संबंधित विभाग", "vague-word", "warning"),
    (12, 48, "भेजा जाना चाहिए", "passive-voice", "error"),
    (12, 48, "भेजा जाना चाहिए", "weak-modal", "warning"),
    (13, 4, "तुम", "familiar-form", "warning"),
    (13, 24, "माँगो", "familiar-form", "warning"),
]


def test_the_defects_stand_at_their_places(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    found = sop("-C", str(tmp_path), "lint", "article.txt", "--format", "json", "--notes").findings
    lines = ARTICLE.split("\n")
    assert {each["language"] for each in found} == {"hi"}
    assert sorted(
        (each["line"], each["column"], " ".join(each["text"].split()[:2]), each["rule"], each["severity"])
        for each in found
    ) == sorted((line, column, " ".join(words.split()[:2]), *rest) for line, column, words, *rest in PLACES)
    assert all(each["text"] == lines[each["line"] - 1][each["column"] - 1 : each["end_column"] - 1] for each in found)
