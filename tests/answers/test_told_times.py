"""A day that is told while the number or the name is asked for is no wish; one that is wished counts."""

import pytest

from tests.dialogue.hearing import NAME, filled, hear

pytestmark = pytest.mark.unit

DIGITS = "null eins sieben eins drei neun zwei null null eins eins"


@pytest.mark.parametrize(
    "words",
    [
        f"heute hab ich ein neues Handy, {DIGITS}",
        f"so jetzt, {DIGITS}",
        f"ich bin jetzt so weit, {DIGITS}",
        f"gestern hab ich die Nummer gewechselt, {DIGITS}",
        f"morgen zieh ich um, also besser {DIGITS}",
        f"jetzt hab ich sie {DIGITS}",
    ],
)
def test_beside_a_number_it_is_no_time(words: str) -> None:
    _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots={"caller_name": NAME})
    assert (after["phone_number"], after["callback_time"], after["vague_time"]) == ("+491713920011", None, None)


@pytest.mark.parametrize(
    "words", [f"{DIGITS}, am besten heute noch", f"{DIGITS} und bitte noch heute", f"rufen Sie heute an, {DIGITS}"]
)
def test_a_wish_beside_it_counts(words: str) -> None:
    _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots={"caller_name": NAME})
    assert after["phone_number"] == "+491713920011"
    assert (after["vague_time"] or after["callback_time"])["start"].startswith("2026-03-10")


@pytest.mark.parametrize(
    "words",
    [
        "nochmal zu der Anfrage von heute früh",
        "es geht um die Lieferung von heute Morgen um acht, da fehlt was",
        "ich beziehe mich auf das Gespräch von heute um neun",
        "die Mail kam heute um halb neun, rufen Sie mich bitte an",
    ],
)
@pytest.mark.parametrize("asked", ["caller_name", "phone_number"])
def test_a_time_that_is_over_is_told_and_not_refused(words: str, asked: str) -> None:
    changes, after = hear(words, intent="inform_concern", asked=asked, slots={})
    assert (after["callback_time"], after["alternatives"], after["refusals"]) == (None, None, 0)
    assert "utter_invalid_callback_time_past" not in changes.remarks


@pytest.mark.parametrize(
    "words",
    [
        "es geht um den Schulungstermin am fünfzehnten Mai, da müssten wir zwei Plätze stornieren",
        "ich wollte meine Prophylaxe verschieben, die ist am vierzehnten April, da bin ich auf Dienstreise",
        "ich hab eine Frage zur Lieferung am Donnerstag",
        "das ist wegen der Feier am zwanzigsten März",
        "unser Umzug findet statt am ersten April",
    ],
)
def test_when_a_thing_is_on_is_told_where_no_time_was_asked_for(words: str) -> None:
    _, after = hear(words, intent="inform_concern", asked="caller_name", slots={})
    assert (after["callback_time"], after["vague_time"]) == (None, None)


@pytest.mark.parametrize(
    "words",
    [
        "ich bräuchte einen Rückruf am Donnerstag um zehn wegen der Lieferung",
        "es geht um die Wartung, am besten Donnerstag um zehn",
        "Angebot Dach, Donnerstag um zehn",
        "meine Heizung ist kaputt, Donnerstag um zehn bin ich da",
    ],
)
def test_a_time_beside_the_matter_is_wished(words: str) -> None:
    _, after = hear(words, intent="request_callback", asked="caller_name", slots={})
    assert after["callback_time"]["start"].startswith("2026-03-12T10")


def test_to_the_question_for_the_time_the_same_is_an_answer() -> None:
    slots = {"caller_name": NAME, "phone_number": "+491713920011"}
    _, after = hear("morgen zieh ich um", intent="inform_callback_time", asked="callback_time", slots=slots)
    assert after["vague_time"]["start"].startswith("2026-03-11")


def test_where_only_a_time_is_refused_unasked_when_is_still_asked() -> None:
    offered = {"caller_name": NAME, "caller_number": "+493023125042", "question": "offer", "prompting": "offer"}
    words = "ja aber nicht zwischen eins und zwei"
    _, after = hear(words, intent="affirm", asked="phone_number", slots=offered)
    assert (after["phone_number"], after["callback_time"]) == ("+493023125042", None)


OFFERED = {"caller_name": NAME, "caller_number": "+493023125042", "question": "offer", "prompting": "offer"}


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("Ja, auf der bin ich jederzeit erreichbar", "use_caller_number"),
        ("da kriegen Sie mich rund um die Uhr", "inform_callback_time"),
        ("ja klar, das Handy hab ich immer dabei", "affirm"),
        ("Ja, dort kriegen Sie mich zu jeder Tageszeit", "affirm"),
        ("jawohl, die können Sie jederzeit wählen", "nlu_fallback"),
        ("Ja, unter der bin ich die ganze Woche zu erreichen", "use_caller_number"),
        ("Passt, do bin i de gonze Wochn drauf erreichbar", "affirm"),
        ("Klar, da erwischt ihr mich die ganze Woch drauf", "affirm"),
        ("Ja, da können Sie mich jeden Tag drauf erreichen", "affirm"),
    ],
)
def test_at_any_time_in_a_yes_to_the_offered_number_is_said_of_the_number(words: str, intent: str) -> None:
    changes, after = hear(words, intent=intent, asked="phone_number", slots=OFFERED, intent_confidence=0.8)
    assert (after["phone_number"], after["callback_time"], after["vague_time"]) == ("+493023125042", None, None)
    assert changes.asked == "callback_time"


@pytest.mark.parametrize(
    "words",
    [
        "ja, und zwar so bald wie möglich",
        "ja, und wann ist mir egal, am Donnerstag um elf",
        "ja, da bin ich jeden Tag ab drei erreichbar",
    ],
)
def test_a_wish_in_a_yes_to_the_offered_number_counts(words: str) -> None:
    _, after = hear(words, intent="affirm", asked="phone_number", slots=OFFERED)
    assert after["callback_time"]


@pytest.mark.parametrize(
    "words",
    [
        "nein, nächsten Montag",
        "nein das stimmt nicht nächsten Montag",
        "nee bitte nächsten Montag",
        "falsch, nächsten Montag",
        "nein ich meinte nächsten Montag",
    ],
)
def test_who_objects_and_names_the_day_that_is_known_wants_no_hours(words: str) -> None:
    """They were misheard with another day: "nächsten Mittag"."""
    monday = {
        "start": "2026-03-16T13:00:00",
        "end": "2026-03-16T14:00:00",
        "text": "nächsten mittag, nein, nächsten Montag",
    }
    _, after = hear(words, intent="deny", asked="confirmed", slots=filled(callback_time=monday))
    wish = after["callback_time"] or after["vague_time"]
    assert (wish["start"][:16], wish["end"][:16]) == ("2026-03-16T08:00", "2026-03-16T18:00")


@pytest.mark.parametrize(("words", "start"), [("nein, um zehn", "10:00"), ("nein, erst um elf", "11:00")])
def test_but_another_hour_keeps_the_day(words: str, start: str) -> None:
    monday = {"start": "2026-03-16T13:00:00", "end": "2026-03-16T14:00:00", "text": "nächsten Montag um eins"}
    _, after = hear(words, intent="deny", asked="confirmed", slots=filled(callback_time=monday))
    assert after["callback_time"]["start"][:16] == f"2026-03-16T{start}"


MONDAY = {"start": "2026-03-16T13:00:00", "end": "2026-03-16T14:00:00", "text": "nächsten Montag um eins"}


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("elf wäre besser", "11:00"),
        ("nein, lieber elf", "11:00"),
        ("alles gut bis auf die Uhrzeit, elf wäre mir lieber", "11:00"),
        ("eher drei", "15:00"),
    ],
)
def test_nor_does_an_hour_that_is_preferred_need_more_than_its_number(words: str, start: str) -> None:
    _, after = hear(words, intent="deny", asked="confirmed", slots=filled(callback_time=MONDAY))
    assert after["callback_time"]["start"][:16] == f"2026-03-16T{start}"


def test_a_number_is_the_hour_where_the_time_was_called_wrong() -> None:
    _, after = hear("die Zeit ist falsch", intent="deny", asked="confirmed", slots=filled(callback_time=MONDAY))
    _, after = hear("elf", intent="inform_callback_time", asked="callback_time", slots=after)
    assert after["callback_time"]["start"][:16] == "2026-03-16T11:00"


@pytest.mark.parametrize("words", ["elf", "zehn bitte", "so drei vielleicht", "am besten neun"])
def test_a_number_is_the_hour_where_the_time_was_asked_for(words: str) -> None:
    _, after = hear(words, intent="nlu_fallback", asked="callback_time", slots=filled(callback_time=None))
    assert after["callback_time"]


@pytest.mark.parametrize("words", ["zwei Lizenzen", "dreißig", "eins von beiden", "zehn Minuten"])
def test_where_nothing_is_counted(words: str) -> None:
    _, after = hear(words, intent="nlu_fallback", asked="callback_time", slots=filled(callback_time=None))
    assert not after["callback_time"]


AWAY = [
    "Ab Mittwoch bin ich im Urlaub, angerufen werden soll deshalb meine Vertretung",
    "ab Donnerstag bin ich verreist, rufen Sie bitte meinen Mann an",
    "bis Freitag bin ich im Urlaub, bitte rufen Sie meinen Kollegen zurück",
]


@pytest.mark.parametrize("words", AWAY)
def test_when_callers_are_away_is_no_time_to_ring_somebody_else(words: str) -> None:
    _, after = hear(words, intent="request_callback", asked="caller_name", slots={"prompting": "first"})
    assert (after["callback_time"], after["vague_time"]) == (None, None)


@pytest.mark.parametrize("words", ["ab Donnerstag bin ich weg, rufen Sie vorher an", "ab Donnerstag bin ich im Urlaub"])
def test_without_somebody_else_it_tells_until_when(words: str) -> None:
    _, after = hear(words, intent="request_callback", asked="caller_name", slots={"prompting": "first"})
    assert after["callback_time"]["end"].startswith("2026-03-11")


@pytest.mark.parametrize(
    "words",
    [
        "Unter der Woche arbeite ich, nur freitags hab ich frei. Also diesen Freitag, wann Sie wollen",
        "unter der Woche kann ich nicht, nur am Freitag, egal wann",
        "werktags bin ich auf Montage, nur freitags bin ich da, also Freitag, egal wann",
        "Sie ist nur freitags im Haus, also am Freitag, jederzeit",
        "freitags ist sie in der Kanzlei, also diesen Freitag, egal wann",
    ],
)
def test_a_day_that_is_left_of_others_is_no_closed_one(words: str) -> None:
    slots = {"caller_name": NAME, "phone_number": "+491713920011"}
    _, after = hear(words, intent="inform_callback_time", asked="callback_time", slots=slots)
    assert (after["callback_time"] or {}).get("start", "")[:10] == "2026-03-13"


@pytest.mark.parametrize("question", [None, "leaving"])
@pytest.mark.parametrize("words", ["das ist mir egal", "ist mir wurscht", "na ja, wie Sie wollen", "ja, egal"])
def test_indifference_at_the_summary_asks_for_no_other_time(words: str, question: str | None) -> None:
    slots = filled(callback_time=MONDAY, question=question, prompting=question)
    _, after = hear(words, intent="inform_callback_time", asked="confirmed", slots=slots)
    assert after["callback_time"] == MONDAY


@pytest.mark.parametrize("words", ["jetzt ist es rund", "jetzt haben wirs", "so, jetzt passt alles"])
def test_what_is_right_by_now_is_no_other_time(words: str) -> None:
    _, after = hear(words, intent="nlu_fallback", asked="confirmed", slots=filled(), intent_confidence=0.25)
    assert (after["callback_time"], after["confirmed"]) == (filled()["callback_time"], True)


@pytest.mark.parametrize(
    "words",
    ["morgen um neun, bis dann, tschüss", "dienstag um zehn danke tschüss", "am mittwoch vormittag schönen tag noch"],
)
def test_who_takes_leave_behind_the_time_has_answered(words: str) -> None:
    slots = {"caller_name": NAME, "phone_number": "+491713920011"}
    changes, after = hear(words, intent="goodbye", asked="callback_time", slots=slots, intent_confidence=0.82)
    assert (bool(after["callback_time"]), changes.for_rules) == (True, False)


@pytest.mark.parametrize(
    "words", ["bis morgen, tschüss", "tschüss bis donnerstag", "ich ruf morgen selber an, tschüss"]
)
def test_until_then_is_a_farewell(words: str) -> None:
    slots = {"caller_name": NAME, "phone_number": "+491713920011"}
    changes, _ = hear(words, intent="goodbye", asked="callback_time", slots=slots, intent_confidence=0.95)
    assert changes.for_rules


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("Bis wann erreich ich Sie heute noch? Ginge heute um vier?", "03-10T16:00"),
        ("Wann machen Sie freitags zu? Sonst halt am Freitag um eins.", "03-13T13:00"),
        ("bis wann sind sie da gut sagen wir heute um drei", "03-10T15:00"),
        ("Welcher Tag ist heute eigentlich, Dienstag, gut, dann machen wir Mittwoch, ab drei", "03-11T15:00"),
        ("Was ist denn heute für ein Tag? Also dann morgen ab vier.", "03-11T16:00"),
        ("Wie lange haben Sie donnerstags auf, bis sechs, dann am Donnerstag nach vier", "03-12T16:00"),
        ("Was ham mer heit, den Zehnten, dann nemma Freitag, ab elfe", "03-13T11:00"),
        ("Wie ist das denn die Woche, also entweder Mittwoch oder Freitag, beide Mal um elf", "03-11T11:00"),
        ("Was haben wir denn heute, Dienstag, ach so, dann nehmen wir Donnerstag um zehn.", "03-12T10:00"),
    ],
)
def test_a_wish_behind_a_question_for_our_hours_is_taken(words: str, start: str) -> None:
    _, after = hear(words, intent="ask_opening_hours", asked="callback_time", slots={"prompting": "first"})
    assert after["callback_time"]["start"][5:16] == start


@pytest.mark.parametrize(
    "words",
    [
        "Haben Sie heute um fünf noch offen?",
        "Wie lange haben Sie denn heute auf, bis fünf?",
        "Wann machen Sie auf? Um acht oder um neun?",
        "Wann machen Sie auf? Um acht?",
        "Haben Sie heute offen, also bis fünf?",
    ],
)
def test_an_hour_that_is_asked_about_is_no_wish(words: str) -> None:
    _, after = hear(words, intent="ask_opening_hours", asked="callback_time", slots={"prompting": "first"})
    assert after["callback_time"] is None
