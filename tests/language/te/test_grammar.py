"""What the Telugu grammar finds in sentences of procedures, and that no text breaks it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sentences import found

from sop_toolkit.language.te import paradigms, readings
from sop_toolkit.language.te import words as lists
from sop_toolkit.language.te.grammar import advice, alike, sentences, verb_forms, verb_groups


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("రసీదు తీసుకొన్నారు.", ("past", "తీసుకొన్నారు")),
        ("రసీదు తీసుకున్నారు.", ("past", "తీసుకున్నారు")),
        ("కస్టమర్ వెళ్ళారు.", ("past", "వెళ్ళారు")),
        ("కస్టమర్ వెళ్లారు.", ("past", "వెళ్లారు")),
        ("ఫారం చేసారు.", ("past", "చేసారు")),
        ("ఫారం చేశారు.", ("past", "చేశారు")),
        ("ఫారం చేసేరు.", ("past", "చేసేరు")),
        ("ఫారం చేశా\u200cరు.", ("past", "చేశా\u200cరు")),
    ],
)
def test_every_spelling_of_a_form_is_known(sentence: str, expected: tuple[str, str]) -> None:
    assert found("te", sentence) == {expected}


@pytest.mark.parametrize("name", ["ఇచ్చు", "చేయు", "తీయు", "అడుగు", "నొక్కు", "మార్చు", "పిలుచు", "కలియు", "పంపించు", "చూడు"])
def test_each_kind_of_verb_has_all_its_forms(name: str) -> None:
    verb = paradigms.verb_of("name", name)
    assert verb is not None
    stems = verb.verb
    forms = {
        stems.command[0]: readings.COMMAND,
        stems.habitual[0] + "ారు": readings.PRESENT,
        stems.habitual[0] + "ున్నారు": readings.PROGRESSIVE,
        stems.past[0] + "ారు": readings.PAST,
        stems.converb[0] + "ంది": readings.PAST,
        stems.infinitive[0] + "లేదు": readings.PAST,
        stems.infinitive[0] + "వద్దు": readings.DONT,
        stems.infinitive[0] + "ాలి": readings.MUST,
        stems.infinitive[0] + "వచ్చు": readings.MAY,
        stems.converb[0]: readings.CONVERB,
    }
    found = {form: readings.read(form) for form in forms}
    assert {form: reading.kind if reading else "" for form, reading in found.items()} == forms
    assert {reading.name for reading in found.values() if reading} == {name}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("రసీదు ఇవ్వండి. డబ్బు లెక్కించండి.", ["రసీదు ఇవ్వండి.", "డబ్బు లెక్కించండి."]),
        ("డా. రావు గారిని పిలవండి. రూ. 500 ఇవ్వండి.", ["డా. రావు గారిని పిలవండి.", "రూ. 500 ఇవ్వండి."]),
        ("రసీదు ఉందా? అవును!", ["రసీదు ఉందా?", "అవును!"]),
        ("3.5 నిమిషాలు ఆగండి. తర్వాత వెళ్లండి.", ["3.5 నిమిషాలు ఆగండి.", "తర్వాత వెళ్లండి."]),
        ("1. డ్రాయర్ తెరవండి. 2. డబ్బు లెక్కించండి.", ["1. డ్రాయర్ తెరవండి.", "2. డబ్బు లెక్కించండి."]),
        ("", []),
    ],
)
def test_cuts_text_into_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@pytest.mark.parametrize(
    ("sentence", "conditional"),
    [
        ("కస్టమర్ డబ్బు ఇచ్చారు అంటే రసీదు ఇస్తారు.", {"ఇచ్చారు"}),
        ("కస్టమర్ డబ్బు ఇచ్చారంటే రసీదు ఇస్తారు.", {"ఇచ్చారంటే"}),
        ("కస్టమర్ ఎలా చెల్లించారో, అలాగే డబ్బు ఇస్తారు.", {"చెల్లించారో"}),
        ("డబ్బు సరిపోయిందా అని అడుగుతారు.", {"సరిపోయిందా"}),
        ("వస్తువు పాడైందని తెలిస్తే కొత్తది ఇస్తారు.", {"పాడైందని"}),
        ("వస్తువు పాడైంది అని తెలిస్తే కొత్తది ఇస్తారు.", {"పాడైంది"}),
        ("కస్టమర్ డబ్బు ఇచ్చారు.", set()),
        ("కస్టమర్ వచ్చారని చెబుతారు.", set()),
    ],
)
def test_tells_verbs_of_a_condition(sentence: str, conditional: set[str]) -> None:
    past = [group for group in verb_groups(sentence, False) if group.tense == "past"]
    assert past
    assert {sentence[group.start : group.end] for group in past if group.conditional} == conditional


@pytest.mark.parametrize(
    ("sentence", "mild"),
    [
        ("దయచేసి ఫారం నింపగలరు.", True),
        ("కార్డు అడగవచ్చు.", True),
        ("రేపు క్యాషియర్ రసీదు ఇస్తారు.", True),
        ("మీ సమస్య నాకు అర్థమైంది.", True),
        ("క్యాషియర్ రసీదు ఇచ్చారు.", False),
        ("రసీదు ఇవ్వబడాలి.", False),
    ],
)
def test_what_writers_may_mean_as_a_command_is_mild(sentence: str, mild: bool) -> None:
    assert [group.mild for group in verb_groups(sentence, True)] == [mild]


@pytest.mark.parametrize(
    ("sentence", "familiar", "archaic"),
    [
        ("రసీదు చూపించు.", True, False),
        ("తలుపు తీయి.", True, False),
        ("నువ్వు రసీదు ఇస్తావు.", True, False),
        ("రసీదు చూపించండి.", False, False),
        ("రసీదును చూపించుము.", False, True),
        ("రసీదు చూపించవలెను.", False, True),
        ("రసీదు చూపించుట.", False, True),
        ("క్లర్కు రసీదు ఇచ్చెను.", False, True),
    ],
)
def test_tells_familiar_and_old_forms(sentence: str, familiar: bool, archaic: bool) -> None:
    assert [(group.familiar, group.archaic) for group in verb_groups(sentence, True)] == [(familiar, archaic)]


@pytest.mark.parametrize("sentence", ["ఇది మొదటి అడుగు.", "కస్టమర్ చెప్పిన మార్పు.", "గోడ మీద పట్టు.", "ఫారం మీద పేరు."])
def test_a_noun_at_the_end_of_a_step_is_no_command(sentence: str) -> None:
    assert not verb_groups(sentence, True)


@pytest.mark.parametrize(
    ("sentence", "command", "instead"),
    [
        ("రసీదు ఇవ్వబడుతుంది.", "… ఇవ్వండి", ""),
        ("వస్తువు వెనక్కి తీసుకోబడింది.", "… తీసుకోండి", ""),
        ("డబ్బు చెల్లించబడలేదు.", "… చెల్లించవద్దు", ""),
        ("ఫిర్యాదును నమోదు చేయడం జరుగుతుంది.", "… చేయండి", ""),
        ("క్యాషియర్ రసీదు ఇచ్చారు.", "", "ఇస్తారు"),
        ("యంత్రం రసీదును ముద్రించింది.", "", "ముద్రిస్తుంది"),
        ("పెట్టెలు వచ్చాయి.", "", "వస్తాయి"),
        ("క్యాషియర్ రసీదు ఇవ్వలేదు.", "", "ఇవ్వరు"),
        ("క్యాషియర్ రసీదు ఇస్తున్నారు.", "", "ఇస్తారు"),
        ("రసీదు ఎవరికి ఇచ్చారో చూస్తారు.", "", "ఇస్తారో"),
        ("మేము డబ్బు లెక్కించాము.", "… లెక్కించండి", "లెక్కిస్తాము"),
        ("మీరు ఫారం నింపారు.", "… నింపండి", "నింపుతారు"),
        ("ఫారం నింపుము.", "… నింపండి", ""),
        ("బటన్ నొక్కు.", "… నొక్కండి", "నొక్కుతారు"),
        ("అక్కడికి వెళ్లకు.", "… వెళ్లవద్దు", "వెళ్లరు"),
        ("రేపు క్యాషియర్ రసీదు ఇస్తారు.", "… ఇవ్వండి", ""),
        ("యంత్రం పెట్టెను మూసింది.", "", "మూస్తుంది"),
        ("లావాదేవీ పూర్తయ్యింది.", "", "పూర్తవుతుంది"),
        ("యంత్రం శబ్దం చేసింది.", "", "చేస్తుంది"),
        ("పాత రసీదు దొరకలేదు.", "", "దొరకదు"),
        ("క్యాషియర్ తలుపు మూయ లేదు.", "", "మూయరు"),
        ("క్లర్కు ఇంకా రావడం లేదు.", "", "రారు"),
        ("క్యాషియర్ రద్దీని ఎదుర్కొన్నారు.", "", "ఎదుర్కొంటారు"),
        ("కొత్త యంత్రం వచ్చేసింది.", "", "వచ్చేస్తుంది"),
        ("కార్డును వంచడం మంచిది కాదు.", "… వంచవద్దు", "వంచరు"),
        ("సరుకు రేపు వస్తుంది.", "", ""),
        ("రేపు కస్టమర్ వస్తారు.", "", ""),
        ("మేనేజర్ ధరను నిర్ణయించును.", "", "నిర్ణయిస్తారు"),
        ("యంత్రం ధరను ముద్రించును.", "", "ముద్రిస్తుంది"),
        ("వివరాలు సరిచూచుకొనుము.", "… సరిచూచుకోండి", ""),
        ("దయచేసి వరుసలో నిలబడగలరు.", "… నిలబడండి", "నిలబడతారు"),
        ("కౌంటర్ ఎందుకు మూశారేం?", "", "మూస్తారేం"),
        ("రసీదు ఇవ్వలేదేంటి?", "", "ఇవ్వరేంటి"),
        ("మేనేజర్ ఊరెళ్లాడట.", "", "ఊరెళ్తాడట"),
        ("గార్డు ఇంటికొచ్చాడు.", "", "ఇంటికొస్తాడు"),
        ("డ్రైవర్ వచ్చిండు.", "", "వస్తాడు"),
        ("మేం రోజూ రాసుకునేవాళ్లం.", "… రాసుకోండి", "రాసుకుంటాము"),
    ],
)
def test_says_what_to_write_instead(sentence: str, command: str, instead: str) -> None:
    group = verb_groups(sentence, True)[0]
    known = advice(sentence, group, True)
    assert (known.command, known.instead) == (command, instead)


@pytest.mark.parametrize(
    ("sentence", "once"),
    [
        ("సరుకు రేపు వస్తుంది.", "రేపు"),
        ("వచ్చే నెల నుంచి ధరలు తగ్గుతాయి.", "వచ్చే నెల నుంచి"),
        ("రాబోయే రోజుల్లో వరుసలు తగ్గుతాయి.", "రాబోయే రోజుల్లో"),
        ("క్యాషియర్ డబ్బును లెక్కించబోతున్నారు.", ""),
    ],
)
def test_names_the_words_that_make_a_future(sentence: str, once: str) -> None:
    [group] = verb_groups(sentence, False)
    assert advice(sentence, group, False).once == once


def test_says_who_does_it() -> None:
    assert _fact("రసీదు ఇవ్వబడుతుంది.") == "ఎవరు … ఇస్తారు"
    assert _fact("రసీదు ఇవ్వబడలేదు.") == "ఎవరు … ఇవ్వరు"
    assert _fact("కౌంటర్ మార్పు కాబడింది.") == "ఎవరు … చేస్తారు"
    assert _fact("ధరలు నిర్ణయించ బడ్డాయి.") == "ఎవరు … నిర్ణయిస్తారు"


def _fact(sentence: str) -> str:
    [group] = verb_groups(sentence, False)
    return advice(sentence, group, False).fact


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("మీరు రసీదు ఇస్తారు.", True),
        ("క్యాషియర్ రసీదు ఇస్తారు.", False),
        ("మీరు స్క్రీన్ మీద సందేశం చూస్తారు.", False),
        ("మీరు ఇచ్చిన కార్డును క్యాషియర్ చదువుతారు.", False),
        ("మీరు బటన్ నొక్కితే, క్యాషియర్ వస్తారు.", False),
        ("మీరు తీసిన డ్రాయర్ మూసుకుంటుంది.", False),
        ("మీరు చివరి వరుసలో మొత్తం కనుగొంటారు.", False),
    ],
)
def test_knows_where_the_reader_acts(sentence: str, acts: bool) -> None:
    [group] = verb_groups(sentence, True)
    assert advice(sentence, group, True).acts == acts


@pytest.mark.parametrize(
    ("word", "other", "form", "same"),
    [
        ("పావతి", "రసీదు", "పావతులను", "రసీదులను"),
        ("పావతి", "రసీదు", "పావతికి", "రసీదుకు"),
        ("క్లయింట్", "కస్టమర్", "క్లయింట్లకు", "కస్టమర్లకు"),
        ("క్లయింట్", "కస్టమర్", "క్లయింట్\u200cతో", "కస్టమర్\u200cతో"),
        ("క్లయింట్", "కస్టమర్", "క్లయింట్ను", "కస్టమర్\u200cను"),
        ("కొనుగోలుదారు", "కస్టమర్", "కొనుగోలుదారుడికి", "కస్టమర్\u200cకు"),
        ("వాహనం", "బండి", "వాహనానికి", "బండికి"),
        ("వాహనం", "బండి", "వాహనాల్లో", "బండులలో"),
        ("చీటీ", "రసీదు", "చీటీలు", "రసీదులు"),
    ],
)
def test_the_forms_of_a_noun_go_with_the_forms_of_another(word: str, other: str, form: str, same: str) -> None:
    assert alike(word, other)[form] == same


def test_the_forms_of_verbs_in_lists_stand_in_one_order() -> None:
    assert len(verb_forms("చేయు")) == len(verb_forms("పరిశీలించు")) == len(verb_forms("తీసుకో"))
    assert dict(zip(verb_forms("చేయు"), verb_forms("పరిశీలించు"), strict=True))["చేయాలి"] == "పరిశీలించాలి"
    assert verb_forms("బల్ల") == ("బల్ల",)


def test_text_without_a_full_stop_is_read_to_its_end() -> None:
    sentence = "రసీదు ఇక్కడ ఉంది మరియు " * 500 + "డబ్బు చెల్లించబడింది"
    last = verb_groups(sentence, False)[-1]
    assert sentence[last.start : last.end] == "చెల్లించబడింది"
    assert advice(sentence, last, False).command == ""


def test_every_list_that_the_code_asks_for_is_there() -> None:
    """A wrong name of a list would show only where a rare sentence asks for it."""
    folder = Path(lists.__file__).parent
    code = "\n".join(module.read_text(encoding="utf-8") for module in folder.glob("*.py"))
    asked = set(re.findall(r'word_list\("([^"]+)"\)', code))
    assert asked
    assert all(lists.word_list(name) for name in asked)
    assert asked == set(lists.read_lists("words.txt"))
