"""What is said instead of an answer gets what it needs, and the question stays open."""

from typing import Any

import pytest

from rueckruf.dialogue.wording import Wording
from tests.dialogue.hearing import NAME, NUMBER, asked_next, filled, hear

pytestmark = pytest.mark.unit

TIME_IS_ASKED = {"caller_name": NAME, "phone_number": NUMBER}


@pytest.mark.parametrize(
    ("asked", "slots"), [("caller_name", {}), ("callback_time", TIME_IS_ASKED), ("confirmed", filled())]
)
def test_who_asks_whether_anybody_is_there_is_heard(asked: str, slots: dict[str, Any]) -> None:
    changes, after = hear("hallo, sind Sie noch in der Leitung", intent="ask_identity", asked=asked, slots=slots)

    assert changes.remarks == ["utter_still_there"]
    assert not changes.for_rules
    assert asked_next(after) == asked


def test_who_asks_so_again_and_again_is_led_back_and_let_go_at_last() -> None:
    slots: dict[str, Any] = {}
    said = []
    for _ in range(5):
        changes, slots = hear("sind Sie noch da", intent="ask_identity", asked="caller_name", slots=slots)
        said.append(changes.remarks)

    assert said[2:] == [["utter_still_there"], ["utter_back_to_callback"], []]
    assert slots["confirmed"] is False


@pytest.mark.parametrize("intent", ["small_talk", "ask_identity", "inform_caller_name"])
@pytest.mark.parametrize("words", ["Hallo", "ja, guten Morgen erst mal", "äh, grüß Gott", "moin moin"])
def test_who_only_greets_at_the_opening_is_asked_at_once(words: str, intent: str) -> None:
    changes, after = hear(words, intent=intent, asked="caller_name", slots={"prompting": Wording.FIRST})

    assert (changes.remarks, changes.for_rules) == ([], False)
    assert (asked_next(after), after["prompting"]) == ("caller_name", None)


@pytest.mark.parametrize("intent", ["off_topic", "cancel", "deny", "nlu_fallback"])
def test_who_speaks_to_somebody_else_has_time(intent: str) -> None:
    changes, after = hear("Schatz, mach mal den Fernseher aus", intent=intent, asked="confirmed", slots=filled())

    assert after["prompting"] == Wording.WAITING
    assert changes.remarks == []
    assert asked_next(after) == "confirmed"


@pytest.mark.parametrize("intent", ["goodbye", "cancel", "refuse_phone_number", "ask_why_phone_number"])
def test_who_does_not_know_the_number_may_look_it_up(intent: str) -> None:
    slots = {"caller_name": NAME}
    changes, after = hear("meine Nummer weiß ich nicht auswendig", intent=intent, asked="phone_number", slots=slots)

    assert after["prompting"] == Wording.WAITING
    assert changes.remarks == []
    assert asked_next(after) == "phone_number"


def test_who_does_not_know_when_they_have_time_hears_what_will_do() -> None:
    _, after = hear("das weiß ich noch nicht", intent="help", asked="callback_time", slots=TIME_IS_ASKED)

    assert after["prompting"] == Wording.EXAMPLE
    assert after["misses"] == 1


@pytest.mark.parametrize("words", ["da muss ich erst in den Kalender gucken", "da muss ich erst meine Frau fragen"])
def test_who_looks_it_up_is_waited_for(words: str) -> None:
    _, after = hear(words, intent="moment", asked="callback_time", slots=TIME_IS_ASKED)

    assert after["prompting"] == Wording.WAITING
    assert after["misses"] == 0


@pytest.mark.parametrize(
    "words",
    [
        "Vorname oder Nachname?",
        "Vor- oder Nachname",
        "brauchen Sie den Vornamen auch",
        "reicht der Familienname",
        "meinen Namen?",
        "den ganzen Namen",
    ],
)
@pytest.mark.parametrize("intent", ["inform_caller_name", "help", "nlu_fallback", "ask_why_phone_number"])
def test_who_asks_back_which_name_is_meant_hears_it(words: str, intent: str) -> None:
    changes, after = hear(words, intent=intent, asked="caller_name")

    assert changes.remarks == ["utter_which_name"]
    assert not changes.for_rules
    assert (after["misses"], asked_next(after)) == (0, "caller_name")


@pytest.mark.parametrize("words", ["mein Nachname ist Vogt", "nur Vogt, den Vornamen brauchen Sie nicht"])
def test_who_tells_it_is_not_asked_again(words: str) -> None:
    _, after = hear(words, intent="inform_caller_name", asked="caller_name")
    assert after["caller_name"]["last"] == "Vogt"


def test_nobody_is_called_anonym() -> None:
    _, after = hear("anonym", intent="ask_privacy", asked="caller_name")
    _, after = hear("anonym", intent="nlu_fallback", asked="caller_name", slots=after)
    assert after["caller_name"] is None


@pytest.mark.parametrize(("asked", "slots"), [("caller_name", {}), ("callback_time", TIME_IS_ASKED)])
def test_who_will_not_tell_hears_that_nobody_must(asked: str, slots: dict[str, Any]) -> None:
    changes, after = hear("das sag ich Ihnen nicht", intent="deny", asked=asked, slots=slots)

    assert changes.remarks == ["utter_voluntary"]
    assert asked_next(after) == asked


def test_who_takes_leave_as_well_may_go() -> None:
    changes, _ = hear("nein danke, den sag ich nicht, auf Wiederhören", intent="goodbye", asked="caller_name")

    assert changes.for_rules


@pytest.mark.parametrize(
    ("asked", "slots", "intent", "words"),
    [
        ("caller_name", {}, "deny", "den sag ich nicht, dann lassen wir's, tschüss"),
        ("phone_number", {"caller_name": NAME}, "refuse_phone_number", "die Nummer kriegen Sie nicht, auf Wiederhören"),
        ("callback_time", TIME_IS_ASKED, "ask_why_phone_number", "das sag ich nicht, dann eben nicht"),
    ],
)
def test_who_refuses_and_takes_leave_is_asked_whether_to_end(
    asked: str, slots: dict[str, Any], intent: str, words: str
) -> None:
    _, after = hear(words, intent=intent, asked=asked, slots=slots)
    _, at_last = hear("ja", intent="affirm", asked=asked, slots=after)

    assert (after["question"], after["confirmed"]) == (Wording.ENDING, None)
    assert at_last["confirmed"] is False


@pytest.mark.parametrize("intent", ["insult", "inform_caller_name", "off_topic"])
def test_who_calls_somebody_in_the_room_has_time_and_is_not_taken_for_them(intent: str) -> None:
    _, after = hear("Holger, kannst du mal den Hund nehmen", intent=intent, asked="caller_name")

    assert (after["caller_name"], after["prompting"]) == (None, Wording.WAITING)


def test_who_was_wrong_before_and_is_right_now_goes_on() -> None:
    text = "vorhin hab ich mich verwählt, jetzt bin ich richtig"
    _, after = hear(text, intent="wrong_number", asked="phone_number", slots={"caller_name": NAME})

    assert after["question"] != Wording.ENDING
    assert asked_next(after) == "phone_number"


def test_an_answer_beside_it_is_taken() -> None:
    _, after = hear("sind Sie noch da? ja, das stimmt alles", intent="affirm", asked="confirmed", slots=filled())

    assert after["confirmed"] is True


@pytest.mark.parametrize("asked", ["callback_time", "confirmed"])
def test_all_begins_anew_and_nothing_ends(asked: str) -> None:
    slots = filled() if asked == "confirmed" else TIME_IS_ASKED
    _, after = hear("löschen Sie das alles, wir fangen von vorn an", intent="cancel", asked=asked, slots=slots)

    assert after["confirmed"] is None
    assert asked_next(after) == "caller_name"
    assert after["phone_number"] is None


def test_what_was_dictated_so_far_begins_anew_alone() -> None:
    slots = {"caller_name": NAME, "phone_digits": "030", "question": Wording.MORE}
    _, after = hear("noch mal von vorn anfangen", intent="repeat", asked="phone_number", slots=slots)

    assert after["caller_name"] == NAME


@pytest.mark.parametrize("intent", ["small_talk", "nlu_fallback", "deny"])
def test_another_time_is_asked_for_where_something_is_on(intent: str) -> None:
    _, after = hear("oh je, da bin ich ja beim Zahnarzt", intent=intent, asked="confirmed", slots=filled())

    assert asked_next(after) == "callback_time"


def test_another_appointment_is_no_concern() -> None:
    text = "ich bräuchte doch einen anderen Termin"
    _, after = hear(text, intent="request_callback", asked="confirmed", slots=filled())

    assert asked_next(after) == "callback_time"
    assert not after["concern"]


def test_an_objection_with_an_excuse_is_one_whatever_it_was_taken_for() -> None:
    text = "tut mir leid, gute Frau, aber das ist verkehrt"
    _, after = hear(text, intent="small_talk", asked="confirmed", slots=filled())

    assert after["prompting"] == Wording.WHAT_IS_WRONG
