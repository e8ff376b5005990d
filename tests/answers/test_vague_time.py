"""A vague wish is narrowed once, and then taken as it is."""

from typing import Any

import pytest

from tests.dialogue.hearing import CALLER, NAME, NUMBER, asked_next, filled, hear

pytestmark = pytest.mark.unit

BEFORE = {"caller_name": NAME, "phone_number": NUMBER}


def wish(words: str, slots: dict[str, Any] | None = None, intent: str = "inform_callback_time") -> dict[str, Any]:
    """The slots after words that answer the question for the time."""
    return hear(words, intent=intent, asked="callback_time", slots=slots or BEFORE)[1]


@pytest.mark.parametrize(
    ("words", "prompting"),
    [
        ("morgen", "part_of_day"),
        ("am freitag bitte", "part_of_day"),
        ("montags", "part_of_day"),
        ("nächste woche", "which_day"),
        ("anfang nächster woche", "which_day"),
    ],
)
def test_a_vague_wish_is_asked_about(words: str, prompting: str) -> None:
    after = wish(words)
    assert (asked_next(after), after["prompting"], after["misses"]) == ("callback_time", prompting, 0)


@pytest.mark.parametrize(
    "words",
    [
        "Am Freitag kommt die Prüferin, da bräuchte ich vorher einen Rückruf.",
        "bei uns ist am sonntag taufe da bräuchte ich vorher noch einen rückruf",
        "Am Samstag ist Hochzeit bei uns, rufen Sie bitte vorher an.",
    ],
)
def test_a_day_before_which_they_are_to_be_called_is_asked_about_where_no_time_was(words: str) -> None:
    after = hear(words, intent="request_callback", asked="caller_name", slots={})[1]
    assert (after["callback_time"], after["vague_time"]["prompting"]) == (None, "which_day")


@pytest.mark.parametrize(
    "words",
    [
        "null drei null, zwei drei eins zwei fünf, null vier zwei, da bin ich ab Donnerstag wieder",
        "030 23125042, dort erreichen Sie mich ab morgen",
    ],
)
def test_since_or_until_when_somebody_is_at_a_telephone_is_no_hour_for_the_call(words: str) -> None:
    after = hear(words, intent="inform_phone_number", asked="phone_number", slots={"caller_name": NAME})[1]
    assert (after["callback_time"], after["vague_time"]["prompting"]) == (None, "which_day")


@pytest.mark.parametrize(
    ("words", "is_wish"),
    [
        ("Lieber nicht, das ist das Krankenhaus, da lieg ich noch bis Donnerstag.", False),
        ("Nee, das ist die Ferienwohnung, da sind wir bloß bis Mittwoch früh.", False),
        ("Nein, das ist die Pension, da bin ich nur bis morgen Mittag.", False),
        ("Nö, das ist das Gästehaus, hier schlaf ich nur noch bis übermorgen.", False),
        ("Na, des is d Reha, do bin i bloß no bis Freitag", False),
        ("Lieber nicht, das ist das Praxishandy, das bleibt abends an der Anmeldung.", False),
        ("Nein, das ist das vom Verein, das liegt vormittags im Bootshaus.", False),
        ("Nee, das steht nachmittags in der Werkstatt", False),
        ("Nein, auf dem Festnetz, bis morgen Mittag bitte.", True),
    ],
)
def test_until_when_somebody_is_at_a_telephone_that_is_refused_is_no_wish(words: str, is_wish: bool) -> None:
    slots = {"caller_name": NAME, "caller_number": CALLER, "question": "offer", "prompting": "offer"}
    after = hear(words, intent="deny", asked="phone_number", slots=slots)[1]
    assert after["phone_number"] is None
    assert bool(after["callback_time"] or after["vague_time"]) is is_wish


def test_hours_at_a_telephone_are_a_wish() -> None:
    words = "030 23125042, da bin ich am Donnerstag ab zehn"
    after = hear(words, intent="inform_phone_number", asked="phone_number", slots={"caller_name": NAME})[1]
    assert after["callback_time"]["start"] == "2026-03-12T10:00:00"


@pytest.mark.parametrize(
    "words",
    [
        *(
            "morgen vormittag",
            "morgen um zehn",
            "nächste woche vormittags",
            "morgen den ganzen tag",
            "morgen egal wann",
        ),
        *("jederzeit", "so bald wie möglich", "werktags", "heute oder morgen", "montag bis mittwoch", "ganz egal"),
        "morgen aber nicht vor elf",
    ],
)
def test_a_wish_that_says_enough_is_taken(words: str) -> None:
    assert asked_next(wish(words)) == "confirmed"


@pytest.mark.parametrize(
    ("first", "then", "start", "end"),
    [
        ("morgen", "lieber vormittags", "2026-03-11T08:00", "2026-03-11T12:00"),
        ("morgen", "um elf", "2026-03-11T11:00", "2026-03-11T12:00"),
        ("am freitag", "am nachmittag", "2026-03-13T12:00", "2026-03-13T18:00"),
        ("morgen", "das ist mir egal", "2026-03-11T08:00", "2026-03-11T18:00"),
        ("morgen", "ach lieber am donnerstag um neun", "2026-03-12T09:00", "2026-03-12T10:00"),
        ("morgen", "morgen zehn", "2026-03-11T10:00", "2026-03-11T11:00"),
        # the hour was asked for, so that a number alone is one
        ("morgen", "zehn", "2026-03-11T10:00", "2026-03-11T11:00"),
        ("morgen", "am besten zehn", "2026-03-11T10:00", "2026-03-11T11:00"),
        ("morgen", "so drei vielleicht", "2026-03-11T15:00", "2026-03-11T16:00"),
        ("am freitag", "ach, elf bitte", "2026-03-13T11:00", "2026-03-13T12:00"),
        ("morgen", "zehn, halb elf", "2026-03-11T10:30", "2026-03-11T11:30"),
        # not this morning
        ("heute", "morgen um elf", "2026-03-11T11:00", "2026-03-11T12:00"),
        ("nächste woche", "mittwoch oder donnerstag", "2026-03-18T08:00", "2026-03-18T18:00"),
        ("nächste woche", "mittwoch", "2026-03-18T08:00", "2026-03-18T18:00"),
        ("nächste woche", "am donnerstag um elf", "2026-03-19T11:00", "2026-03-19T12:00"),
    ],
)
def test_the_answer_narrows_it(first: str, then: str, start: str, end: str) -> None:
    after = wish(then, wish(first))
    assert (after["callback_time"]["start"][:16], after["callback_time"]["end"][:16]) == (start, end)
    assert asked_next(after) == "confirmed"


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        *(("", "caller_silent"), ("hm tja", "nlu_fallback"), ("beides", "nlu_fallback"), ("nein", "deny")),
        *(("eins von beiden", "nlu_fallback"), ("zehn Lizenzen", "nlu_fallback")),
    ],
)
def test_whatever_else_is_answered_the_wish_is_taken(words: str, intent: str) -> None:
    after = wish(words, wish("morgen"), intent)
    assert after["callback_time"]["start"] == "2026-03-11T08:00:00"
    assert after["callback_time"]["text"] == "morgen"
    assert (asked_next(after), after["misses"]) == ("confirmed", 0)


@pytest.mark.parametrize("words", ["und sollte für es", "abziehen rüber", "mit dem Lied", "um zu spät rum"])
def test_what_was_hardly_heard_is_asked_for_once_more_before_the_wish_is_taken(words: str) -> None:
    heard: dict[str, Any] = {"intent": "nlu_fallback", "asked": "callback_time", "speech_confidence": 0.5}
    _, once = hear(words, slots=wish("morgen"), **heard)
    _, twice = hear(words, slots=once, **heard)

    assert (asked_next(once), once["callback_time"]) == ("callback_time", None)
    assert twice["callback_time"]["start"] == "2026-03-11T08:00:00"


def test_who_asks_for_a_moment_may_still_answer() -> None:
    after = wish("moment bitte", wish("morgen"), "moment")
    assert (asked_next(after), after["prompting"]) == ("callback_time", "waiting")
    assert wish("vormittags", after)["callback_time"]["end"] == "2026-03-11T12:00:00"


def test_nothing_is_narrowed_twice() -> None:
    after = wish("am freitag", wish("nächste woche"))
    assert asked_next(after) == "confirmed"
    after = {**after, "callback_time": None}
    assert asked_next(wish("am montag", after)) == "confirmed"


def test_what_else_is_missing_is_asked_first() -> None:
    _, after = hear("rufen sie mich morgen an", intent="request_callback", asked="caller_name")
    assert asked_next(after) == "caller_name"
    _, after = hear("sabine müller", intent="inform_caller_name", asked="caller_name", slots=after)
    number = "null drei null zwei drei eins zwei fünf null sieben sieben"
    _, after = hear(number, intent="inform_phone_number", asked="phone_number", slots=after)
    assert (asked_next(after), after["prompting"]) == ("callback_time", "part_of_day")


def test_a_part_of_day_when_nobody_is_there_is_refused() -> None:
    after = wish("abends", wish("morgen"))
    assert (asked_next(after), after["prompting"]) == ("callback_time", "alternative")
    assert wish("dann morgen um elf", after)["callback_time"]["start"] == "2026-03-11T11:00:00"


def test_a_day_named_at_the_summary_is_narrowed_too() -> None:
    slots = filled(callback_time={"start": "2026-03-11T08:00:00", "end": "2026-03-11T18:00:00", "text": "morgen"})
    _, after = hear("nein am freitag", intent="correct", asked="confirmed", slots=slots)
    assert (asked_next(after), after["prompting"]) == ("callback_time", "part_of_day")
    after = wish("nachmittags", after)
    assert (asked_next(after), after["prompting"]) == ("confirmed", "callback_time")
