"""What the Hindi grammar finds in sentences of procedures, and that no text breaks it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sentences import found

from sop_toolkit.language.hi import lexicon
from sop_toolkit.language.hi.grammar import advice, alike, sentences, verb_groups


@pytest.mark.parametrize("spelling", ["जाएँगे", "जाएंगे", "जायेंगे", "जायेँगे"])
def test_every_spelling_of_a_form_is_known(spelling: str) -> None:
    assert found("hi", f"ग्राहक {spelling}।") == {("future", spelling)}


@pytest.mark.parametrize("spelling", ["पढ़ेगा", "पढेगा", "पढ़े\u200dगा"])
def test_a_missing_dot_and_a_joiner_hide_no_form(spelling: str) -> None:
    assert found("hi", f"क्लर्क {spelling}।") == {("future", spelling)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("रसीद दें। पैसे गिनें।", ["रसीद दें।", "पैसे गिनें।"]),
        ("रसीद दें।पैसे गिनें।", ["रसीद दें।", "पैसे गिनें।"]),
        ("रसीद दें| पैसे गिनें।", ["रसीद दें| पैसे गिनें।"]),
        ("डॉ. राव को बुलाएँ। मो. 98 पर फ़ोन करें।", ["डॉ. राव को बुलाएँ।", "मो. 98 पर फ़ोन करें।"]),
        ("क्या रसीद है? हाँ!", ["क्या रसीद है?", "हाँ!"]),
        ("3.5 मिनट रुकें। फिर जाएँ।", ["3.5 मिनट रुकें।", "फिर जाएँ।"]),
        ("1. दराज़ खोलें। 2. पैसे गिनें।", ["1. दराज़ खोलें।", "2. पैसे गिनें।"]),
        ("", []),
    ],
)
def test_cuts_text_into_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@pytest.mark.parametrize(
    ("sentence", "conditional"),
    [
        ("अगर ग्राहक ने रसीद खो दी, तो क्लर्क ने बिल माँगा।", {"खो दी"}),
        ("ग्राहक ने रसीद खो दी, तो क्लर्क ने बिल माँगा।", {"खो दी"}),
        ("जब ग्राहक आया तब क्लर्क ने नमस्ते की।", {"आया"}),
        ("ग्राहक ने जो कहा, वह क्लर्क ने लिखा।", {"कहा"}),
        ("अगर ग्राहक ने पूछा और क्लर्क ने बताया, तो ग्राहक गया।", {"पूछा", "बताया"}),
        ("जैसे ही बत्ती जली, क्लर्क ने दरवाज़ा खोला।", {"जली"}),
        ("काम पूरा हुआ या नहीं, यह प्रबंधक ने देखा।", {"हुआ"}),
        ("क्लर्क चला गया।", set()),
    ],
)
def test_tells_verbs_of_a_condition_or_a_time(sentence: str, conditional: set[str]) -> None:
    past = [group for group in verb_groups(sentence, False) if group.tense == "past"]
    assert {sentence[group.start : group.end] for group in past if group.conditional} == conditional


def test_what_may_be_is_mild_and_hangs_on_another_verb() -> None:
    [group] = verb_groups("चाहे क्लर्क पर्ची लिख रहा हो।", True)
    assert group.mild
    assert group.subordinate
    [group] = verb_groups("क्लर्क पर्ची लिख रहा है।", True)
    assert not group.mild


@pytest.mark.parametrize(
    ("sentence", "mild"),
    [
        ("रसीद देनी है।", True),
        ("रसीद देनी होगी।", True),
        ("रसीद देनी पड़ेगी।", True),
        ("रसीद देनी चाहिए।", True),
        ("कैशियर रसीद देगा।", False),
        ("रसीद दी जानी चाहिए।", False),
    ],
)
def test_a_duty_is_a_mild_form_of_a_command(sentence: str, mild: bool) -> None:
    assert [group.mild for group in verb_groups(sentence, True)] == [mild]


@pytest.mark.parametrize(
    ("sentence", "familiar", "archaic"),
    [
        ("रसीद दिखाओ।", True, False),
        ("रसीद देख।", True, False),
        ("रसीद दिखाएँ।", False, False),
        ("कार्रवाई की जावे।", False, True),
        ("ऐसा न होवे।", False, True),
    ],
)
def test_tells_familiar_and_old_forms(sentence: str, familiar: bool, archaic: bool) -> None:
    assert [(group.familiar, group.archaic) for group in verb_groups(sentence, True)] == [(familiar, archaic)]


@pytest.mark.parametrize(
    ("sentence", "command", "instead"),
    [
        ("रसीद दी जाएगी।", "रसीद दें", ""),
        ("ग्राहक की शिकायत दर्ज की गई।", "… दर्ज करें", ""),
        ("फ़ॉर्म नहीं भेजा गया।", "फ़ॉर्म न भेजें", ""),
        ("हम पैसे लौटा देंगे।", "… पैसे लौटा दें", "लौटा देते हैं"),
        ("कैशियर रसीद देगा।", "", "देता है"),
        ("मशीन पर्ची छापेगी।", "", "छापती है"),
        ("मशीनें पर्ची छापेंगी।", "… पर्ची छापें", "छापती हैं"),
        ("ग्राहक चले गए।", "", "चले जाते हैं"),
        ("शाखा बंद थी।", "", "है"),
        ("मैं शाखा में था।", "", "हूँ"),
        ("बत्ती हरी न हुई।", "", "हो"),
        ("ग्राहकों ने पर्ची न भरी।", "", "भरें"),
        ("ग्राहक को ले जाया जाता है।", "… ले जाएँ", ""),
        ("बत्ती हरी नहीं हो रही है।", "", "होती है"),
        ("बत्ती हरी हो नहीं रही है।", "", "नहीं होती है"),
        ("आपको रसीद देनी होगी।", "… रसीद दें", "देनी है"),
        ("दो फ़ॉर्म भरने होंगे।", "… फ़ॉर्म भरें", "भरने हैं"),
        ("पैसे लौटा दो।", "पैसे लौटा दें", ""),
        ("ऐसा न होवे।", "", "हो"),
        ("शायद मशीन चल रही हो।", "", "चले"),
        ("सामान रखा हुआ था।", "", "रखा हुआ है"),
        ("आपको सूचना मिल जाएगी।", "", "मिल जाती है"),
        ("क्लर्कों ने सूची बनाई।", "", "बनाते हैं"),
        ("उन्होंने सूची बनाई है।", "", "बनाते हैं"),
        ("मैंने सूची बनाई।", "… सूची बनाएँ", "बनाता हूँ"),
        ("ग्राहक बैठना चाहेंगे।", "ग्राहक बैठें", "बैठना चाहते हैं"),
        ("क्लर्क उसे जाने देगा।", "", "जाने देता है"),
        ("ग्राहक पर्ची नहीं पढ़ सके।", "", "पढ़ सकते हैं"),
        ("आप नंबर देख पाएँगे।", "… नंबर देखें", "देख पाते हैं"),
        ("बत्ती जली रहेगी।", "", "जली रहती है"),
        ("शायद मशीनें चल रही हों।", "", "चलें"),
        ("आओ।", "आएँ", ""),
    ],
)
def test_says_what_to_write_instead(sentence: str, command: str, instead: str) -> None:
    [group] = verb_groups(sentence, True)
    known = advice(sentence, group, True)
    assert (known.command, known.instead) == (command, instead)


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("क्लर्क द्वारा रसीद दी जाती है।", "क्लर्क रसीद देता है"),
        ("क्लर्क के द्वारा रसीद नहीं दी जाती है।", "क्लर्क रसीद नहीं देता है"),
        ("रसीद दी जाती है।", "… रसीद देता है"),
        ("रसीद दी जा सकती है।", "… रसीद दे सकता है"),
        ("क्लर्क ने सूची बनाई।", "क्लर्क … बनाता है"),
        ("शाखा के अधिकारी ने लिखा है।", "… अधिकारी लिखता है"),
        ("उन्होंने सूची बनाई।", "वे … बनाते हैं"),
        ("लड़के ने सूची बनाई।", ""),
        ("मशीन ने पर्ची छापी।", "मशीन … छापती है"),
        ("महिला ने सूची बनाई।", "महिला … बनाती है"),
        ("लेखिका ने सूची बनाई।", ""),
        ("मशीन पर्ची छापेगी।", ""),
    ],
)
def test_says_who_does_it(sentence: str, fact: str) -> None:
    [group] = verb_groups(sentence, False)
    assert advice(sentence, group, False).fact == fact


def test_the_forms_of_a_noun_go_with_the_forms_of_another() -> None:
    assert alike("कस्टमर", "ग्राहक") == {"कस्टमर": "ग्राहक", "कस्टमरों": "ग्राहकों", "कस्टमरें": ""}
    assert alike("अर्ज़ी", "पर्ची") == {
        "अर्ज़ी": "पर्ची",
        "अर्ज़ियों": "पर्चियों",
        "अर्ज़ियाँ": "पर्चियाँ",
        "अर्ज़ियां": "पर्चियां",
    }
    assert alike("झगड़ा", "मसला")["झगड़े"] == "मसले"
    assert alike("झगड़ा", "शिकायत")["झगड़ों"] == "शिकायतों"
    assert alike("शिकायत", "झगड़ा") == {"शिकायत": "झगड़ा", "शिकायतों": "", "शिकायतें": ""}
    assert alike("खाते", "बही") == {"खाते": "बही"}
    assert alike("ID", "कार्ड") == {"ID": "कार्ड"}


def test_text_without_a_danda_is_read_to_its_end() -> None:
    sentence = "पर्ची यहाँ है और " * 500 + "रसीद दी गई"
    last = verb_groups(sentence, False)[-1]
    assert sentence[last.start : last.end] == "रसीद दी गई".removeprefix("रसीद ")


@pytest.mark.parametrize("stem", ["कर", "दे", "ले", "पी", "जा", "छू", "आ", "चू", "बना", "ढूँढ़", "लिखवा"])
def test_every_form_of_a_verb_leads_to_it(stem: str) -> None:
    forms = [f"{stem}ता", f"{stem}ना", *lexicon.perfective(stem).values()]
    forms += [lexicon.joined(lexicon.present_stem(stem), ending) for ending in ("ूं", "े", "ेगा")]
    for form in forms:
        assert stem in {reading.stem for reading in lexicon.readings(lexicon.key(form))}, form


def test_every_list_that_the_code_asks_for_is_there() -> None:
    """A wrong name of a list would show only where a rare sentence asks for it."""
    folder = Path(lexicon.__file__).parent
    asked = {
        name
        for module in folder.glob("*.py")
        for name in re.findall(r'(?:word|stem)_list\("([^"]+)"\)', module.read_text(encoding="utf-8"))
    }
    assert asked
    assert all(lexicon.word_list(name) for name in asked)
