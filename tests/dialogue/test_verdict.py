"""A yes and a no to the summary, and to the question what is wrong."""

from typing import Any

import pytest

from rueckruf.dialogue.heard import SURE, SURE_OF_YES
from rueckruf.dialogue.verdict import MOST_CHANGES
from rueckruf.dialogue.wording import LADDER
from tests.dialogue.hearing import TIME, asked_next, filled, hear

pytestmark = pytest.mark.unit


def say(words: str, intent: str, slots: dict[str, Any], **heard: Any) -> dict[str, Any]:
    return hear(words, intent=intent, asked=asked_next(slots), slots=slots, **heard)[1]


def wordings(slots: dict[str, Any], *turns: tuple[str, str]) -> list[Any]:
    """The wording after each turn, "ended" where the form gave up, "stored" where it was confirmed."""
    found = []
    for words, intent in turns:
        slots = say(words, intent, slots)
        found.append({None: slots["prompting"], False: "ended", True: "stored"}[slots.get("confirmed")])
    return found


NO, YES, SILENCE = ("nein", "deny"), ("ja", "affirm"), ("", "caller_silent")


def test_a_no_that_tells_nothing_is_helped_on_and_comes_to_an_end() -> None:
    assert wordings(filled(), NO, NO, NO, NO) == ["what_is_wrong", "what_is_wrong", "last_help", "ended"]


def test_misses_before_do_not_end_the_call_with_the_first_no() -> None:
    assert wordings(filled(), *[SILENCE] * len(LADDER), NO)[-1] == "what_is_wrong"


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("ja", "affirm"),
        ("nichts alles richtig", "nlu_fallback"),
        ("bleibt dabei", "deny"),
        ("nichts", "deny"),
        ("gar nix, das ist schon richtig", "deny"),
        ("hab mich vertan, es stimmt", "correct"),
        ("ich hab gar nicht nein gesagt", "deny"),
        ("das war für meine Tochter, nicht für Sie", "correct"),
        ("das galt meinem Bruder", "nlu_fallback"),
    ],
)
def test_nothing_is_wrong_after_all(words: str, intent: str) -> None:
    assert wordings(filled(), NO, (words, intent), YES) == ["what_is_wrong", None, "stored"]


@pytest.mark.parametrize(
    "words", ["jo, fast", "ja, beinah", "richtig, größtenteils", "ja, nur die elf statt der zehn", "ja, aber Seidler"]
)
def test_a_yes_to_a_part_of_it_is_asked_what_is_wrong(words: str) -> None:
    assert wordings(filled(), (words, "affirm")) == ["what_is_wrong"]


def test_a_yes_with_what_it_is_about_stores_both() -> None:
    after = say("ja, und sagen Sie bitte, dass es um die Heizung geht", "inform_concern", filled())
    assert after["confirmed"] is True
    assert "Heizung" in after["concern"]


def test_what_is_called_wrong_by_its_name_is_asked_for_whatever_that_was_taken_for() -> None:
    assert asked_next(say("falsche Nummer", "wrong_number", filled())) == "phone_number"


@pytest.mark.parametrize(("key", "slot"), [("1", "caller_name"), ("2", "phone_number"), ("3#", "callback_time")])
def test_a_key_names_what_is_wrong(key: str, slot: str) -> None:
    slots = filled(question="what_is_wrong", prompting="what_is_wrong")
    after = say(key, "nlu_fallback", slots, by_keys=True)
    assert (asked_next(after), after["prompting"]) == (slot, "correction")


def test_any_other_key_names_nothing() -> None:
    slots = filled(question="what_is_wrong", prompting="what_is_wrong")
    after = say("7", "nlu_fallback", slots, by_keys=True)
    assert (asked_next(after), after["misses"]) == ("confirmed", 1)


@pytest.mark.parametrize(("key", "wording"), [("1", "stored"), ("2", "what_is_wrong")])
def test_after_the_last_help_keys_are_yes_and_no_again(key: str, wording: str) -> None:
    slots = filled(question="what_is_wrong", prompting="last_help")
    after = say(key, "nlu_fallback", slots, by_keys=True)
    assert (after["confirmed"] or after["prompting"]) == {"stored": True}.get(wording, wording)


def test_a_number_may_be_keyed_in_at_once() -> None:
    slots = filled(question="what_is_wrong", prompting="what_is_wrong")
    after = say("03023125035", "nlu_fallback", slots, by_keys=True)
    assert (after["phone_number"], after["prompting"]) == ("+493023125035", "phone_number")


def test_after_a_help_that_asks_for_yes_or_no_a_yes_confirms() -> None:
    assert wordings(filled(), NO, NO, NO, YES)[-2:] == ["last_help", "stored"]


def test_no_and_yes_in_turns_come_to_an_end() -> None:
    assert wordings(filled(), NO, YES, NO, YES)[-1] == "ended"


def test_leaving_it_so_is_a_yes() -> None:
    assert wordings(filled(), ("dann bleibt es so", "nlu_fallback")) == ["stored"]


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("ja morgen um zehn", "inform_callback_time"),
        ("morgen um zehn", "inform_callback_time"),
        ("ich heiße sabine müller", "inform_caller_name"),
        ("null drei null zwei drei eins zwei fünf null sieben sieben", "inform_phone_number"),
    ],
)
def test_saying_what_was_just_read_back_is_a_yes(words: str, intent: str) -> None:
    assert wordings(filled(), (words, intent)) == ["stored"]


def test_the_same_for_the_third_time_is_one_to_what_was_put_right() -> None:
    put_right = filled(question="callback_time", prompting="callback_time", other_ways=2)
    words = TIME["text"]
    assert say(words, "inform_callback_time", put_right)["confirmed"] is True
    assert say(words, "inform_callback_time", put_right | {"other_ways": 1}).get("confirmed") is None
    assert say(f"nein, {words}", "deny", put_right).get("confirmed") is not True


@pytest.mark.parametrize(
    ("words", "slots"),
    [
        ("nein morgen um zehn", filled()),
        ("morgen um zehn", filled(prompting="callback_time")),
        ("morgen um elf", filled()),
        ("morgen um zehn stimmt, aber der Rest nicht", filled()),
        ("zehn Uhr schon, nur den Tag meinte ich anders", filled()),
    ],
)
def test_but_not_with_a_no_nor_after_a_correction_nor_with_another_value(words: str, slots: dict[str, Any]) -> None:
    assert say(words, "inform_callback_time", slots).get("confirmed") is None


@pytest.mark.parametrize(
    "words",
    [
        "ja, morgen um zehn, ja",
        "ja, zehn Uhr, richtig",
        "ja, zehn, ja",
        "genau, um zehn",
        "morgen um zehn, stimmt",
        "um zehn, das ist richtig",
        "jo, morgen, basst",
        "Oma, morgen um zehn, passt das? Ja, passt.",
    ],
)
@pytest.mark.parametrize("prompting", ["callback_time", "again", "silent"])
def test_saying_with_a_yes_what_was_put_right_is_one(words: str, prompting: str) -> None:
    assert say(words, "inform_callback_time", filled(prompting=prompting))["confirmed"] is True


@pytest.mark.parametrize("words", ["ja, morgen um zehn", "ja, um zehn"])
def test_but_not_to_the_question_what_is_wrong(words: str) -> None:
    slots = filled(question="what_is_wrong", prompting="what_is_wrong")
    assert say(words, "inform_callback_time", slots).get("confirmed") is None


@pytest.mark.parametrize(
    ("words", "intent"),
    [("nein nein passt", "deny"), ("ja super merci vielmals ade", "goodbye"), ("bassd scho", "nlu_fallback")],
)
def test_words_that_only_agree_are_a_yes_whatever_they_were_taken_for(words: str, intent: str) -> None:
    assert wordings(filled(), (words, intent)) == ["stored"]


@pytest.mark.parametrize(
    "words",
    [
        *("ja jetzt", "jetzt ja", "jetzt stimmt es", "so, jetzt haben Sie es"),
        *("ja bitte, dringend", "ja, so schnell wie möglich bitte", "ja, es eilt nämlich", "stimmt, pressiert ja auch"),
        *("Ja, das ist lieb, und einen schönen ersten Advent nachträglich noch", "ja, und einen schönen Sonntag noch"),
    ],
)
def test_what_is_right_now_is_no_call_for_this_moment(words: str) -> None:
    after = say(words, "inform_callback_time", filled())
    assert (after["confirmed"], after["callback_time"]) == (True, TIME)


@pytest.mark.parametrize(
    "words", ["nein, jetzt", "ja, rufen Sie mich jetzt an", "ja, jetzt gleich", "jetzt wäre besser"]
)
def test_a_call_for_this_moment_is_one(words: str) -> None:
    assert say(words, "inform_callback_time", filled())["callback_time"]["start"] == "2026-03-10T10:00:00"


@pytest.mark.parametrize("words", ["ja, und jetzt kümmert euch halt", "jawohl, macht mal was", "ja, gebt jetzt Gas"])
def test_a_yes_of_the_impatient_is_no_call_for_help(words: str) -> None:
    assert wordings(filled(), (words, "help")) == ["stored"]


@pytest.mark.parametrize(
    "words", ["ja, und was mach ich jetzt", "ja, können Sie mir helfen", "ja, das versteh ich nicht"]
)
def test_who_asks_for_help_is_helped(words: str) -> None:
    assert wordings(filled(), (words, "help")) != ["stored"]


@pytest.mark.parametrize("words", ["passt, ich muss wieder hoch", "stimmt, ich muss los", "richtig, ich muss weg"])
def test_a_yes_in_haste_is_one(words: str) -> None:
    assert wordings(filled(), (words, "moment")) == ["stored"]


@pytest.mark.parametrize("words", ["Moment, stimmt das", "ja, ich muss kurz nachsehen", "warten Sie, passt das"])
def test_who_has_to_look_first_is_waited_for(words: str) -> None:
    assert wordings(filled(), (words, "moment")) != ["stored"]


def test_what_was_read_back_is_not_changed_forever() -> None:
    slots = filled()
    for _ in range(MOST_CHANGES):
        for hour in ("elf", "zwölf"):
            slots = say(f"morgen um {hour}", "inform_callback_time", slots)
            if slots["confirmed"] is False:
                return
    pytest.fail("it was changed as often as the caller liked")


def test_a_time_that_cannot_be_is_not_wished_forever_at_the_summary() -> None:
    slots = filled()
    for _ in range(MOST_CHANGES):
        slots = say("am Sonntag um zehn", "inform_callback_time", slots)
        if slots["confirmed"] is False:
            return
        if asked_next(slots) == "callback_time":
            slots = say("ja", "affirm", slots)
    pytest.fail("it was wished as often as the caller liked")


@pytest.mark.parametrize("intent", ["small_talk", "request_callback", "nlu_fallback"])
def test_a_yes_with_some_words_behind_it_is_one(intent: str) -> None:
    assert wordings(filled(), ("ja vergelts gott", intent)) == ["stored"]


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("Das haben Sie brav gemacht, ja", "small_talk"),
        ("ja, und wehe das klappt wieder nicht", "deny"),
        ("ja, sonst ruf ich nie mehr an", "goodbye"),
        ("ja, und bitte nicht wieder vergessen", "cancel"),
        ("jetzt gut", "goodbye"),
        ("was denn, ach so, ja, gern", "off_topic"),
    ],
)
def test_a_word_of_yes_with_nothing_against_it_outweighs_an_unsure_guess(words: str, intent: str) -> None:
    assert say(words, intent, filled(), intent_confidence=0.6)["confirmed"] is True


@pytest.mark.parametrize(
    ("words", "intent"), [("ja, löschen Sie es", "cancel"), ("ja, dann bis Freitag", "goodbye"), ("ja ach geh", "deny")]
)
def test_but_not_a_sure_one_nor_words_of_an_end(words: str, intent: str) -> None:
    assert say(words, intent, filled()).get("confirmed") is None


@pytest.mark.parametrize(
    ("words", "intent"),
    [("ja der name", "nlu_fallback"), ("ja hallo", "small_talk"), ("ja mein gott", "insult"), ("ja ach geh", "deny")],
)
def test_but_not_one_with_something_against_it(words: str, intent: str) -> None:
    assert wordings(filled(), (words, intent)) != ["stored"]


def test_a_yes_that_was_hardly_heard_stores_nothing() -> None:
    assert say("ja", "affirm", filled(), speech_confidence=0.2).get("confirmed") is None


@pytest.mark.parametrize(
    ("words", "by_keys"), [("ja", False), ("ja, das stimmt, danke", False), ("machen Sie das so", False), ("1", True)]
)
def test_a_yes_before_everything_was_heard_stores_nothing(words: str, by_keys: bool) -> None:
    assert say(words, "affirm", filled(), by_keys=by_keys)["confirmed"] is True
    assert say(words, "affirm", filled(), by_keys=by_keys, talked_over=True).get("confirmed") is None


def test_a_no_before_everything_was_heard_is_one() -> None:
    said = ("nein, die Nummer ist falsch", "deny", filled())
    assert say(*said, talked_over=True) == say(*said)


def test_who_says_what_is_known_to_an_open_question_is_helped_on_and_comes_to_an_end() -> None:
    """A robot or a recording; nobody may hold the line with it."""
    slots: dict[str, Any] = {"phone_number": "+493023125077"}
    number = "null drei null zwei drei eins zwei fünf null sieben sieben"
    heard = [slots := say(number, "inform_phone_number", slots) for _ in range(len(LADDER) + 1)]
    assert [slots["prompting"] for slots in heard[:-1]] == list(LADDER)
    assert heard[-1]["confirmed"] is False


def test_what_was_asked_after_a_goodbye_is_asked_anew_after_a_miss() -> None:
    leaving = ("auf wiederhören", "goodbye")
    assert wordings(filled(), leaving, ("hm", "nlu_fallback"), NO) == ["leaving", "leaving", "ended"]
    assert wordings(filled(), leaving, SILENCE, SILENCE, NO)[-2:] == ["example", "what_is_wrong"]


@pytest.mark.parametrize("words", ["das nenn ich mal ein Wort", "da haben Sie einen Nerv getroffen"])
def test_what_is_taken_for_a_yes_twice_is_one(words: str) -> None:
    said = (words, "affirm")
    once = say(*said, filled(), intent_confidence=0.6)
    assert (once.get("confirmed"), once["misses"]) == (None, 1)
    assert say(*said, once, intent_confidence=0.6)["confirmed"] is True
    assert say(*said, once, intent_confidence=0.3).get("confirmed") is None


def test_but_not_where_it_calls_something_wrong() -> None:
    words = ("das wird so nicht richtig", "affirm")
    assert say(*words, filled(misses=1, prompting="again"), intent_confidence=0.6).get("confirmed") is None


@pytest.mark.parametrize("words", ["nichts, Sie sollen anrufen", "nix, rufts mich nur an"])
def test_who_is_asked_what_is_wrong_and_only_wants_the_callback_finds_nothing_wrong(words: str) -> None:
    assert wordings(filled(), NO, (words, "cancel"), YES) == ["what_is_wrong", None, "stored"]


@pytest.mark.parametrize("words", ["alles falsch", "nein, das ist alles falsch, noch mal von vorn"])
def test_where_all_is_wrong_what_was_said_unasked_goes_too(words: str) -> None:
    after = say(words, "deny", filled(concern="das Angebot"))
    assert {after[slot] for slot in ("caller_name", "phone_number", "callback_time", "concern")} == {None}
    assert asked_next(after) == "caller_name"


def test_where_three_answers_are_called_wrong_the_fourth_stays() -> None:
    after = say("Name, Nummer und Zeit sind falsch", "deny", filled(concern="das Angebot"))
    assert after["concern"] == "das Angebot"
    assert asked_next(after) == "caller_name"


@pytest.mark.parametrize(
    "words",
    ["das ist richtig", "so ist es", "alles in ordnung", "sehr gut verstanden", "wunderbar, das stimmt so"],
)
def test_a_yes_that_was_badly_heard_is_asked_for_once_more(words: str) -> None:
    doubted = say(words, "affirm", filled(), speech_confidence=0.4)
    assert (doubted.get("confirmed"), doubted["misses"]) == (None, 1)
    assert say(words, "affirm", doubted, speech_confidence=0.4)["confirmed"] is True
    assert say(f"ja, {words}", "affirm", filled(), speech_confidence=0.4)["confirmed"] is True


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("morgen umziehen umhauen", "inform_callback_time"),
        ("na der name ist sabine müller", "inform_caller_name"),
        ("die nummer ist null drei null zwei drei eins zwei fünf null sieben sieben", "inform_phone_number"),
        ("ich heiße sabine müller", "inform_caller_name"),
        ("am morgen um zehn", "inform_callback_time"),
    ],
)
def test_saying_it_again_is_no_yes_where_it_may_be_a_correction_that_was_misheard(words: str, intent: str) -> None:
    assert say(words, intent, filled(), speech_confidence=0.7).get("confirmed") is None
    assert say(f"ja {words}", intent, filled(), speech_confidence=0.7)["confirmed"] is True


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("nee da stimmt so was, die annahme ist alles", "affirm"),
        ("nein, richtig feier, alles weg", "affirm"),
        ("neim, das stimmt so", "affirm"),
        ("das stimmt ich", "affirm"),
        ("das stimmt dicht", "affirm"),
        ("passt mich", "affirm"),
        ("so stimmt das icht", "nlu_fallback"),
    ],
)
def test_what_may_have_been_a_no_is_no_yes(words: str, intent: str) -> None:
    assert say(words, intent, filled()).get("confirmed") is None


def test_a_question_about_what_shall_stay_so_is_no_yes() -> None:
    words = "meine Nummer steht nirgends, das soll auch so bleiben, wer kriegt die denn"
    assert say(words, "ask_privacy", filled()).get("confirmed") is None
    assert say("das soll so bleiben", "ask_privacy", filled(), intent_confidence=0.4)["confirmed"] is True


@pytest.mark.parametrize("intent", ["affirm", "small_talk", "nlu_fallback"])
@pytest.mark.parametrize(
    "words",
    [
        "richtig ärgerlich ist das",
        "ja wissen Sie, das ist so eine Sache",
        "okay dann erzähl ich mal",
        "ja früher war das so",
    ],
)
def test_what_only_tells_something_is_no_yes(words: str, intent: str) -> None:
    assert say(words, intent, filled()).get("confirmed") is None


@pytest.mark.parametrize(
    "words",
    ["nein das stimmt nicht", "nee stimmt nicht", "falsch", "nein da ist was falsch", "nein das ist nicht richtig"],
)
def test_who_calls_it_wrong_after_a_farewell_that_was_none_is_asked_what(words: str) -> None:
    leaving = filled(question="leaving", prompting="leaving")
    after = say(words, "deny", leaving)
    assert (after.get("confirmed"), after["prompting"]) == (None, "what_is_wrong")


@pytest.mark.parametrize(
    "words",
    [
        "nein die annahme ist falsch",
        "die ernahme ist falsch",
        "nein die annahme stimmt nicht",
        "falsche annahme",
        "die annahme",
    ],
)
def test_a_name_called_wrong_is_heard_where_a_recogniser_writes_another_word(words: str) -> None:
    after = say(words, "deny", filled())
    assert asked_next(after) == "caller_name"


def test_a_key_that_the_last_help_offers_does_not_end_the_call_but_not_forever() -> None:
    slots = filled(question="what_is_wrong", prompting="last_help", misses=len(LADDER))
    found = []
    for _ in range(4):
        slots = {**say("2", "nlu_fallback", slots, by_keys=True)}
        found.append(slots.get("confirmed"))
        slots["prompting"] = "last_help"
    assert found == [None, None, False, False]


@pytest.mark.parametrize("words", ["so okay", "okay", "ok dann", "na okay", "okay bitte"])
def test_a_mere_okay_is_a_yes_only_where_it_was_well_heard(words: str) -> None:
    for misses in (0, 1):
        assert say(words, "affirm", filled(misses=misses), speech_confidence=0.7).get("confirmed") is None
        assert say(f"ja {words}", "affirm", filled(misses=misses), speech_confidence=0.7)["confirmed"] is True
    assert say(words, "affirm", filled(), speech_confidence=0.9)["confirmed"] is True


@pytest.mark.parametrize(
    ("words", "confidence"),
    [("auf keinen Fall ist das so richtig", 1.0), ("also ich sehe das so wie vorhin", SURE_OF_YES - 0.01)],
)
def test_what_only_seems_to_be_a_yes_stores_nothing(words: str, confidence: float) -> None:
    assert say(words, "affirm", filled(), intent_confidence=confidence).get("confirmed") is None


@pytest.mark.parametrize(("words", "confidence"), [("ja, von mir aus", SURE), ("von mir aus gern", SURE_OF_YES)])
def test_a_yes_needs_to_be_sure_or_a_word_that_says_so(words: str, confidence: float) -> None:
    assert say(words, "affirm", filled(), intent_confidence=confidence)["confirmed"] is True


@pytest.mark.parametrize(
    "words",
    [
        "Oh, Mittwoch bin ich ja in Bremen. Donnerstag um neun, bitte",
        "Mittwoch ist ja die Taufe, Donnerstag um neun",
        "ja also dann am Donnerstag um neun",
        "da ist ja Markt, Donnerstag um neun wäre gut",
        "Donnerstag um neun ist mir ja lieber",
    ],
)
@pytest.mark.parametrize("intent", ["affirm", "small_talk", "off_topic", "inform_callback_time", "nlu_fallback"])
def test_another_time_than_the_one_read_back_is_no_yes(words: str, intent: str) -> None:
    after = say(words, intent, filled())
    assert (after.get("confirmed"), after["callback_time"]["start"]) == (None, "2026-03-12T09:00:00")


@pytest.mark.parametrize("words", ["Ja, einen schönen Tag heute noch", "jawohl, danke, schönen Mittwoch noch"])
def test_a_day_in_a_farewell_is_no_other_time(words: str) -> None:
    assert say(words, "small_talk", filled())["callback_time"]["start"] == TIME["start"]


@pytest.mark.parametrize(
    "words",
    [
        "jawoi",
        "jawoi, des stimmt",
        "joa, mach ma so",
        "jo eh, passt scho",
        "freili, basst",
        "ja freilich, danke",
        "jau, allet jut",
        "jepp, danke",
        "hajo",
        "jawui",
    ],
)
@pytest.mark.parametrize("intent", ["affirm", "inform_caller_name", "nlu_fallback"])
def test_a_yes_in_dialect_stores(words: str, intent: str) -> None:
    assert say(words, intent, filled(), intent_confidence=0.4)["confirmed"] is True


@pytest.mark.parametrize(
    "words", ["jo eh net", "joa, aber der Name nicht", "freilich net", "jawoi, aber um elf", "joa, naja"]
)
@pytest.mark.parametrize("intent", ["affirm", "nlu_fallback"])
def test_no_yes_in_dialect(words: str, intent: str) -> None:
    assert say(words, intent, filled(), intent_confidence=0.4).get("confirmed") is None


@pytest.mark.parametrize("known", ["Mittwoch um zehn", "morgen um zehn", "am Mittwoch um zehn Uhr"])
@pytest.mark.parametrize(
    "words",
    ["Oh, Mittwoch bin ich ja in Bremen. Donnerstag um neun, bitte", "Mittwoch kommt ja der Maler, Donnerstag um neun"],
)
def test_another_day_than_the_taken_one_counts_however_that_was_said(known: str, words: str) -> None:
    after = say(words, "inform_callback_time", filled(callback_time={**TIME, "text": known}))
    assert after["callback_time"]["start"] == "2026-03-12T09:00:00"


@pytest.mark.parametrize(
    ("words", "intent", "answer"),
    [
        ("Stimmt, und wie lang heben Sie das auf?", "ask_privacy", "utter_privacy"),
        ("passt aber bitte keine reklame", "deny", "utter_privacy"),
        ("Ja, reichen Sie meine Nummer aber nicht weiter.", "refuse_phone_number", "utter_privacy"),
        ("genau kost mich der anruf was", "ask_cost", "utter_cost"),
        ("Richtig. Welcher Mitarbeiter meldet sich da?", "ask_who_calls", "utter_who_calls"),
        ("ja und liefern sie auch nach Ulm", "off_topic", "utter_off_topic"),
        ("Ja. Und nachher schmeißt ihr die Daten wieder raus.", "ask_privacy", "utter_privacy"),
        ("passt und wenns erledigt ist bitte tilgen", "cancel", "utter_privacy"),
        ("Genau. Hernach streicht ihr mich wieder aus der Kartei.", "cancel", "utter_privacy"),
    ],
)
def test_a_yes_with_a_question_or_plea_stores_and_is_answered(words: str, intent: str, answer: str) -> None:
    changes, slots = hear(words, intent=intent, asked="confirmed", slots=filled())
    assert (slots["confirmed"], changes.remarks) == (True, [answer])


def test_a_ja_that_may_lead_into_a_question_is_a_yes_the_second_time() -> None:
    asked = ("ja, wie lange heben Sie das denn auf?", "ask_privacy")
    assert wordings(filled(), asked, asked)[-1] == "stored"


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("ja, aber nicht vor elf", "inform_callback_time"),
        ("ja, aber nicht auf dieser Nummer", "refuse_phone_number"),
        ("passt, geht es auch eher?", "off_topic"),
        ("ja, und muss ich das angeben?", "ask_obligation"),
        ("stimmt, aber streichen Sie das lieber wieder", "nlu_fallback"),
        ("ja, löschen Sie das bitte", "cancel"),
        ("nein, danach löschen Sie das bitte", "cancel"),
    ],
)
def test_a_yes_on_a_condition_stores_nothing_yet(words: str, intent: str) -> None:
    assert say(words, intent, filled())["confirmed"] is not True


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("moment mittwoch bin ich ja in kassel geht nicht mittwoch", "inform_callback_time"),
        ("ja warten sie mittwoch bin ich ja in kassel geht nicht mittwoch", "inform_callback_time"),
        ("Ach, Mittwoch hab ich ja Chorprobe.", "small_talk"),
        ("oh morgen hat ja meine Tochter Geburtstag", "small_talk"),
        ("Mittwoch ist ja Kirmes", "inform_callback_time"),
        ("äh um zehn kann ich nicht", "inform_callback_time"),
        ("ja genau mittwoch da kann ich aber nicht", "inform_callback_time"),
        ("ach morgen bin ich gar nicht da", "deny"),
    ],
)
def test_a_value_named_with_what_is_against_it_is_no_yes(words: str, intent: str) -> None:
    assert asked_next(say(words, intent, filled())) == "callback_time"


@pytest.mark.parametrize(
    ("words", "intent", "slot"),
    [
        ("ach die Nummer hab ich nicht mehr", "refuse_phone_number", "phone_number"),
        ("Oh, der Anschluss ist ja abgemeldet.", "affirm", "phone_number"),
        ("Moment, so heiße ich nicht.", "moment", "caller_name"),
        ("müller heiß ich gar nicht", "inform_caller_name", "caller_name"),
    ],
)
def test_an_answer_that_no_longer_holds_is_asked_for(words: str, intent: str, slot: str) -> None:
    assert asked_next(say(words, intent, filled())) == slot


@pytest.mark.parametrize("intent", ["moment", "deny", "inform_callback_time", "small_talk", "nlu_fallback", "goodbye"])
@pytest.mark.parametrize(
    ("words", "slot"),
    [
        ("Moment, tagsüber bin ich unterwegs, lieber auf dem Festnetz.", "phone_number"),
        ("ach rufen sie doch besser bei meiner tochter an", "phone_number"),
        ("Ach, nehmen S' doch lieber den Namen von meinem Mann.", "caller_name"),
    ],
)
def test_an_answer_that_is_rather_to_be_another_is_asked_for(words: str, slot: str, intent: str) -> None:
    assert asked_next(say(words, intent, filled())) == slot


def test_what_is_said_beside_a_number_that_is_wished_otherwise_is_taken() -> None:
    slots = say("Moment, lieber aufs Handy und um elf.", "moment", filled())
    assert asked_next(slots) == "phone_number"
    assert slots["callback_time"] != filled()["callback_time"]


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("Die Nummer ist verkehrt, und bitte erst um zwölf.", "phone_number"),
        ("um zwölf lieber und die vorwahl ist falsch", "phone_number"),
        ("Falsche Nummer, und besser am Freitag.", "phone_number"),
        ("Der Nachname stimmt so nicht. Und Donnerstag um drei wär mir lieber.", "caller_name"),
        ("um zwei wäre besser, und der Name ist falsch geschrieben", "caller_name"),
    ],
)
def test_what_is_called_wrong_beside_another_time_is_asked_for(words: str, wrong: str) -> None:
    slots = say(words, "correct", filled())
    assert asked_next(slots) == wrong
    assert slots["callback_time"]["start"] != TIME["start"]


@pytest.mark.parametrize(
    "words",
    [
        "Die Nummer stimmt, aber lieber um zwölf.",
        "Die Zeit ist falsch, um zwölf.",
        "Falscher Tag, ich meinte Freitag um elf.",
        "Der Name passt und die Nummer auch, nur lieber um zwei.",
    ],
)
def test_nothing_else_is_asked_for_where_only_the_time_is_wrong(words: str) -> None:
    slots = say(words, "correct", filled())
    assert asked_next(slots) == "confirmed"
    assert slots["callback_time"]["start"] != TIME["start"]


def test_a_number_that_is_said_with_the_wish_for_it_is_taken() -> None:
    slots = say("Lieber aufs Handy, null eins sieben eins, drei drei acht, null sechs zwei vier.", "correct", filled())
    assert slots["phone_number"] == "+491713380624"


def test_a_telephone_that_is_found_good_is_a_yes() -> None:
    assert say("Ja, passt, das Handy ist mir eh lieber.", "affirm", filled())["confirmed"] is True


@pytest.mark.parametrize("question", [None, "leaving"])
@pytest.mark.parametrize("words", ["ja, und bitte zuverlässig, auf Wiederhören", "ja, mehr hab ich nicht, servus"])
def test_a_yes_before_a_farewell_loses_nothing(words: str, question: str | None) -> None:
    after = say(words, "goodbye", filled(question=question, prompting=question), intent_confidence=0.95)
    assert after["confirmed"] is True


def test_nor_does_one_with_more_behind_it_to_the_question_whether_to_store() -> None:
    leaving = filled(question="leaving", prompting="leaving")
    for words, confirmed in (("ja, das langt, ade", True), ("ja, bloß nicht erst zu Ostern, ade", None)):
        after = say(words, "goodbye", leaving, intent_confidence=0.95)
        assert after.get("confirmed") is confirmed
        assert after["prompting"] == ("leaving" if confirmed is None else after["prompting"])


def test_nor_does_one_before_a_threat() -> None:
    assert say("ja, sonst komm ich selber vorbei", "nlu_fallback", filled())["confirmed"] is True


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("Ja. Nett, dass Sie sich Zeit lassen.", "small_talk"),
        ("Genau. Wurde auch höchste Zeit.", "ask_duration"),
        ("Jo. Noch einen angenehmen Tag.", "goodbye"),
        ("Stimmt. Muss ich sonst noch was tun?", "moment"),
        ("Passt. Mach bitte das Fenster zu, ich telefoniere.", "off_topic"),
    ],
)
def test_what_is_only_remarked_behind_a_yes_leaves_it_one(words: str, intent: str) -> None:
    assert wordings(filled(), (words, intent)) == ["stored"]


@pytest.mark.parametrize(
    ("words", "intent", "wording"),
    [
        ("Genau. Halt, nein.", "affirm", "what_is_wrong"),
        ("Passt. Das heißt, nein.", "deny", "what_is_wrong"),
        ("Richtig, mit Doppel-k.", "inform_caller_name", "what_is_wrong"),
    ],
)
def test_a_yes_that_is_taken_back_stores_nothing(words: str, intent: str, wording: str) -> None:
    assert wordings(filled(), (words, intent)) == [wording]


@pytest.mark.parametrize("words", ["Passt, aber diesmal auch wirklich melden", "Ja, und nicht wieder vergessen"])
def test_a_yes_with_a_demand_confirms(words: str) -> None:
    assert (
        hear(words, intent="affirm", asked="confirmed", slots=filled(), intent_confidence=0.4)[1]["confirmed"] is True
    )
