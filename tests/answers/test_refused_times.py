"""A known time that is refused, without another one, is asked for again."""

from typing import Any

import pytest

from rueckruf.answers.gathered import gathered
from tests.dialogue.hearing import CALLER, NAME, NUMBER, asked_next, filled, hear

pytestmark = pytest.mark.unit


def say(words: str, slots: dict[str, Any], intent: str = "correct") -> dict[str, Any]:
    return hear(words, intent=intent, asked=asked_next(slots), slots=slots)[1]


@pytest.mark.parametrize(
    "words",
    [
        "morgen geht doch nicht",
        "ach, morgen kann ich doch nicht",
        "nein, morgen passt nicht",
        "am Mittwoch kann ich doch nicht",
        "morgen um zehn geht's mir doch nicht aus",
        "morgen bin ich gar nicht da",
    ],
)
@pytest.mark.parametrize("intent", ["deny", "correct", "inform_callback_time", "nlu_fallback"])
def test_at_the_summary(words: str, intent: str) -> None:
    after = say(words, filled(), intent)
    assert (asked_next(after), after["prompting"]) == ("callback_time", "correction")
    assert "callback_start" not in gathered(after)


@pytest.mark.parametrize(
    "words",
    [
        "Oh, Mittwoch bin ich ja in Bremen",
        "morgen ist ja die Taufe",
        "ach herrje, morgen hab ich ja Chorprobe",
        "ja, aber am Mittwoch kommt der Dachdecker",
        "Ach, Mittwoch fahren wir ja nach Ulm",
        "am Mittwoch bin ich ja schon im Wochenende",
        "Mittwoch? Da hab ich Schicht",
        "ach Mittwoch, da sind wir doch unterwegs nach Südtirol",
        "morgen, da kommt doch der Elektriker",
        "hm, morgen um zehn, da sitz ich ja im Zug",
        "um zehn muss ich die Kleine zum Turnen bringen",
    ],
)
@pytest.mark.parametrize("intent", ["affirm", "inform_callback_time", "nlu_fallback"])
def test_a_day_of_the_summary_that_something_else_is_on(words: str, intent: str) -> None:
    after = say(words, filled(), intent)
    assert (asked_next(after), after["prompting"]) == ("callback_time", "correction")
    assert "callback_start" not in gathered(after)


@pytest.mark.parametrize(
    "words",
    [
        "Ja, morgen bin ich eh daheim",
        "ja, Mittwoch hab ich ja frei",
        "Ja, am Mittwoch um zehn sitz ich am Schreibtisch",
    ],
)
def test_a_yes_that_tells_about_the_day_of_the_summary(words: str) -> None:
    assert say(words, filled(), "affirm")["confirmed"] is True


@pytest.mark.parametrize("words", ["Also Mittwoch wird eng, seh ich gerade", "Mittwoch ist ungeschickt"])
def test_what_is_told_of_it_without_a_yes_is_asked_about(words: str) -> None:
    assert say(words, filled(), "inform_callback_time")["confirmed"] is None


@pytest.mark.parametrize("intent", ["insult", "off_topic"])
def test_a_day_that_is_found_bad_is_asked_for_again(intent: str) -> None:
    assert asked_next(say("Mittwoch ist blöd", filled(), intent)) == "callback_time"


@pytest.mark.parametrize(
    "words", ["um zehn kann ich nicht", "um zehn bin ich beim Arzt", "zwischen neun und elf ist schlecht"]
)
def test_an_hour_of_no_day_is_refused_on_the_day_of_the_summary(words: str) -> None:
    after = say(words, filled(), "inform_callback_time")
    assert (asked_next(after), after["prompting"]) == ("callback_time", "correction")
    for other in ("um zwölf", "um elf könnt ich nicht, um zwölf dann"):
        time = say(other, after, "inform_callback_time")["callback_time"]
        assert (time["start"], time["others"]) == ("2026-03-11T12:00:00", [])


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("am Donnerstag um neun", "2026-03-12T09:00:00"),
        ("am Donnerstag", "2026-03-12T10:00:00"),
        ("am Donnerstag nachmittag", "2026-03-12T12:00:00"),
    ],
)
def test_another_day_is_taken_then(words: str, start: str) -> None:
    after = say(words, say("morgen geht doch nicht", filled()), "inform_callback_time")
    assert after["callback_time"]["start"] == start


def test_the_refused_day_is_not_taken_again() -> None:
    after = say("um elf", say("morgen geht doch nicht", filled()), "inform_callback_time")
    assert after["callback_time"]["start"] == "2026-03-10T11:00:00"


def test_another_time_in_the_same_breath_counts_at_once() -> None:
    after = say("morgen geht doch nicht, lieber am Donnerstag um neun", filled())
    assert (asked_next(after), after["callback_time"]["start"]) == ("confirmed", "2026-03-12T09:00:00")


@pytest.mark.parametrize("words", ["Freitag geht nicht", "nur nicht am Donnerstag"])
def test_a_refusal_of_other_times_leaves_it(words: str) -> None:
    assert say(words, filled(), "inform_callback_time")["callback_time"] is not None


@pytest.mark.parametrize(
    ("words", "then", "start"),
    [
        ("am Donnerstag um drei geht's nicht", "am Donnerstag um vier", "2026-03-12T16:00:00"),
        ("der Rückruf klappt nicht am Mittwoch um zehn", "am Mittwoch um elf", "2026-03-11T11:00:00"),
        ("um elf kann ich nicht", "morgen um neun", "2026-03-11T09:00:00"),
        ("morgen um acht ist schlecht", "am Freitag um neun", "2026-03-13T09:00:00"),
    ],
)
def test_one_hour_that_does_not_suit_says_nothing_of_the_others(words: str, then: str, start: str) -> None:
    slots = {"caller_number": CALLER, "caller_name": NAME, "phone_number": NUMBER}
    changes, after = hear(words, intent="inform_callback_time", asked="callback_time", slots=slots)
    assert (changes.asked, changes.remarks) == ("callback_time", ["utter_excluded_callback_time"])
    assert say(then, after, "inform_callback_time")["callback_time"]["start"] == start


def test_whoever_refuses_it_again_is_called_at_any_other_time() -> None:
    slots = {"caller_number": CALLER, "caller_name": NAME, "phone_number": NUMBER}
    once = hear("um elf kann ich nicht", intent="inform_callback_time", asked="callback_time", slots=slots)[1]
    assert say("um elf geht's nicht, sonst immer", once, "inform_callback_time")["callback_time"] is not None


@pytest.mark.parametrize(
    ("asked", "words", "refused"),
    [
        ("phone_number", "nein, und bitte nicht am Vormittag, da schlafe ich", "nicht am Vormittag"),
        ("phone_number", "nein, aber nur nicht vormittags", "nur nicht vormittags"),
        ("caller_name", "Weber, aber bitte nicht vormittags anrufen", "nicht vormittags"),
        ("caller_name", "einen Rückruf, aber nicht am Nachmittag", "nicht am Nachmittag"),
        ("phone_number", "am Freitag geht es nicht", "am Freitag geht es nicht"),
        ("phone_number", "ja, nur nicht am Mittwoch", "nur nicht am Mittwoch"),
        ("caller_name", "einen Rückruf bitte, nur nicht vor zwei", "nur nicht vor zwei"),
        ("caller_name", "rufen Sie mich zurück, aber nicht nach elf", "nicht nach elf"),
        ("phone_number", "ja, vor halb zehn bin ich nicht da", "vor halb zehn bin ich nicht"),
        ("caller_name", "aber nicht vor zwei, ich schlaf bis mittags", "nicht vor zwei"),
        ("phone_number", "ja, aber bitte nicht vor elf, bis zehn back ich Semmeln", "nicht vor elf"),
    ],
)
def test_times_excluded_before_one_is_asked_for_are_kept(asked: str, words: str, refused: str) -> None:
    slots = {"caller_number": CALLER, "prompting": "first"}
    _, after = hear(words, intent="inform_callback_time", asked=asked, slots=slots)
    assert (after.get("callback_time"), after["refused_time"]) == (None, refused)


@pytest.mark.parametrize(
    ("refused", "words", "start"),
    [
        ("nicht am Vormittag", "morgen", "2026-03-11T12:00:00"),
        ("nur nicht vormittags", "am Donnerstag", "2026-03-12T12:00:00"),
        ("nicht am Nachmittag", "morgen", "2026-03-11T08:00:00"),
        ("nicht am Vormittag", "morgen um zehn", "2026-03-11T10:00:00"),
        ("nicht vor zwei", "morgen", "2026-03-11T14:00:00"),
        ("nicht nach elf", "am Donnerstag", "2026-03-12T08:00:00"),
        ("nicht vor elf", "morgen um zehn", "2026-03-11T10:00:00"),
        ("nicht vor zwei, ich schlaf bis mittags", "morgen", "2026-03-11T14:00:00"),
        ("in dieser Woche nicht mehr", "am 17. März, ab zehn Uhr", "2026-03-17T10:00:00"),
        ("diese Woche bin ich nicht da", "am Dienstag ab zehn", "2026-03-17T10:00:00"),
        ("freitags geht nicht", "am Donnerstag ab elf", "2026-03-12T11:00:00"),
        ("morgen nicht", "ab vierzehn Uhr", "2026-03-10T14:00:00"),
    ],
)
def test_the_wish_is_laid_around_them_unless_it_names_one(refused: str, words: str, start: str) -> None:
    slots = {"caller_name": NAME, "phone_number": NUMBER, "refused_time": refused, "vague_time": False}
    _, after = hear(words, intent="inform_callback_time", asked="callback_time", slots=slots)
    assert after["callback_time"]["start"] == start


@pytest.mark.parametrize(
    "words",
    [
        "bis zwölf bin ich in der Werkstatt",
        "um elf füttere ich die Pferde",
        "ich schlaf bis mittags",
        "morgen um zwei bin ich beim Augenarzt",
    ],
)
def test_what_the_caller_does_at_an_hour_is_no_answer_to_when_they_can_be_called(words: str) -> None:
    slots = {"caller_name": NAME, "phone_number": NUMBER, "prompting": "first"}
    _, after = hear(words, intent="inform_callback_time", asked="callback_time", slots=slots)
    assert (asked_next(after), after.get("callback_time")) == ("callback_time", None)


@pytest.mark.parametrize(
    "words", ["morgen um zehn bin ich ja beim Augenarzt", "ach, morgen bis elf back ich doch Semmeln"]
)
def test_what_the_caller_does_at_the_hour_of_the_summary_refuses_it(words: str) -> None:
    assert asked_next(say(words, filled(), "inform_callback_time")) == "callback_time"


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("bitte nicht gleich morgen", "2026-03-12T08:00:00"),
        ("nur nicht schon am Mittwoch", "2026-03-12T08:00:00"),
        ("morgen lieber nicht", "2026-03-12T08:00:00"),
        ("morgen und übermorgen geht's nicht", "2026-03-13T08:00:00"),
        ("Donnerstag noch nicht", "2026-03-13T08:00:00"),
        ("nicht gleich heute", "2026-03-11T08:00:00"),
        ("heute eher nicht", "2026-03-11T08:00:00"),
        # today is not too early here
        ("nicht am Freitag", "2026-03-10T10:00:00"),
        ("dienstags nicht", "2026-03-11T08:00:00"),
    ],
)
def test_a_day_that_is_too_early_suits_from_the_next_one_on(words: str, start: str) -> None:
    slots = {"caller_number": CALLER, "caller_name": NAME, "phone_number": NUMBER}
    _, after = hear(words, intent="inform_callback_time", asked="callback_time", slots=slots)
    assert after["callback_time"]["start"] == start
