"""A time that stands is changed: what is said last holds, with as much of the rest as it leaves."""

from typing import Any

import pytest

from tests.dialogue import hearing
from tests.dialogue.hearing import NAME, NUMBER, TIME, filled, hear

pytestmark = pytest.mark.unit

BEFORE = {"caller_name": NAME, "phone_number": NUMBER, "phone_source": "spoken"}


def wished(words: str) -> dict[str, Any]:
    """A form that has all its answers, the time in these words."""
    return hear(words, intent="inform_callback_time", asked="callback_time", slots=BEFORE)[1]


def starts(known: str, words: str, intent: str = "inform_callback_time", confidence: float = 0.9) -> list[str]:
    """When the callback may begin once the summary of what is known got these words."""
    slots = wished(known)
    after = hear(words, intent=intent, asked="confirmed", slots=slots, intent_confidence=confidence)[1]["callback_time"]
    return [one["start"][5:16] for one in (after, *after["others"])]


# It is Tuesday, the tenth of March, at ten.
@pytest.mark.parametrize(
    ("known", "words", "start"),
    [
        # hours
        (
            "am Freitag um neun",
            "naa halt, am Freitag um neun is ja no Kirch, um zehn bittschön, Freitag um zehn",
            "03-13T10:00",
        ),
        ("am Freitag um neun", "neun ist ein bissl bald, zehn", "03-13T10:00"),
        ("am Freitag um neun", "zehn, neun is mir zu zeitig", "03-13T10:00"),
        ("am Freitag um neun", "nee neun nicht, elf", "03-13T11:00"),
        ("am Freitag um neun", "der Freitag passt, aber machen Sie zehn draus", "03-13T10:00"),
        ("am Freitag um neun", "verschieben Sie das auf elf", "03-13T11:00"),
        ("am Freitag um neun", "ja, passt, nur mach elf draus", "03-13T11:00"),
        ("am Freitag um neun", "stimmt, aber elf", "03-13T11:00"),
        ("am Freitag um neun", "jo, bloß mach vierzehn draus", "03-13T14:00"),
        ("am Freitag um neun", "Freitag, aber eine Stunde später", "03-13T10:00"),
        ("am Freitag um neun", "acht wäre besser als neun", "03-13T08:00"),
        ("am Freitag um neun", "nee, Donnerstag war schon richtig", "03-12T09:00"),
        ("am Freitag um zehn", "elf wär gscheiter", "03-13T11:00"),
        ("am Freitag um zehn", "zehn passt nicht elf", "03-13T11:00"),
        ("am Freitag um zwei", "zwei ist zu früh drei", "03-13T15:00"),
        ("am Freitag um neun", "alles richtig nur die uhrzeit nicht halb elf", "03-13T10:30"),
        # an hour of another turn is not the end of the hours that were read back
        ("am Freitag zwischen zwei und vier", "nein, elf Uhr", "03-13T11:00"),
        ("am Freitag von zwei bis vier", "Moment, halb elf geht besser", "03-13T10:30"),
        ("am Freitag von zehn bis zwölf", "stimmt nicht, drei Uhr wollte ich", "03-13T15:00"),
        ("am Freitag um zwei", "nein, um zwei ist bei uns ja Konferenz, ich müsste um vier Uhr bitten", "03-13T16:00"),
        ("am Freitag um neun", "nein, das war Donnerstag", "03-12T09:00"),
        ("am Freitag um neun", "nee, ausgemacht war elf Uhr", "03-13T11:00"),
        # what is called wrong, without a comma before what is right, and a day counted from the one that stood
        ("am Freitag um neun", "die uhrzeit stimmt aber der tag nicht donnerstag", "03-12T09:00"),
        ("am Freitag um neun", "nur der tag nicht lieber montag", "03-16T09:00"),
        ("am Freitag um zehn", "lieber den tag davor", "03-12T10:00"),
        ("am Donnerstag um zehn", "den tag drauf", "03-13T10:00"),
        ("am Freitag um zehn", "die woche drauf", "03-20T10:00"),
        ("am Mittwoch um zehn", "lieber am nächsten Tag", "03-12T10:00"),
        ("am Donnerstag um zehn", "am nächsten tag bitte", "03-13T10:00"),
        # an hour that was misheard, beside the one that was meant
        ("am Donnerstag um zehn", "zehn ist falsch ich meinte zwölf", "03-12T12:00"),
        ("am Donnerstag um zehn", "zehn hab ich nicht gesagt sondern zwei", "03-12T14:00"),
        ("am Donnerstag um zehn", "zehn stimmt nicht ich hab elf gesagt", "03-12T11:00"),
        ("am Freitag um zehn", "um zehn hab ich nie gesagt um elf", "03-13T11:00"),
        ("am Freitag um zehn", "vormittags hab ich gar nicht gesagt, mittags um eins", "03-13T13:00"),
        ("am Freitag um zehn", "freitag hab ich nicht gesagt, donnerstag", "03-12T10:00"),
        # what is on then, without a comma behind it
        ("am Donnerstag um zehn", "oh da hab ich ja fußpflege nehmen wir lieber eins", "03-12T13:00"),
        ("am Donnerstag um zehn", "nee da bin ich beim zahnarzt lieber zwei", "03-12T14:00"),
        ("am Donnerstag um zehn", "ach herrje da hab ich massage ginge es um drei", "03-12T15:00"),
        ("am Donnerstag um zehn", "da hab ich fußpflege ginge es vielleicht am freitag", "03-13T10:00"),
        # the same weekday a week later
        ("am Freitag um zehn", "nicht diesen Freitag, nächsten Freitag", "03-20T10:00"),
        ("am Mittwoch um zehn", "nicht diesen mittwoch den nächsten", "03-18T10:00"),
        ("am Freitag um zehn", "nicht den freitag den drauf", "03-20T10:00"),
        # a "nicht" that asks
        ("am Freitag um neun", "könnte man das nicht am Donnerstag um elf machen", "03-12T11:00"),
        ("am Freitag um neun", "nein, ginge das nicht um elf?", "03-13T11:00"),
        # a day and an hour of their own
        ("am Freitag um zehn", "nicht möglich, okay, dann morgen in meiner Pause, elf Uhr fünfzehn", "03-11T11:15"),
        ("am Freitag um zehn", "da bin ich weg, also heute noch, um vier", "03-10T16:00"),
        ("am Freitag um zehn", "machen wir den zweiten April um neun draus", "04-02T09:00"),
        # a day that keeps the hour, in the week of the one that stood
        ("nächste Woche Montag um zehn", "nicht Montag, da ist Viehmarkt, den Tag danach, den Dienstag", "03-17T10:00"),
        ("nächste Woche Dienstag um zehn", "doch lieber den Mittwoch", "03-18T10:00"),
        ("am Freitag um neun", "morgen schon, bitte, um die gleiche Zeit", "03-11T09:00"),
        ("am sechzehnten um neun", "der siebzehnte wäre mir lieber", "03-17T09:00"),
        ("am Donnerstag um neun", "ach, Donnerstag sind wir verreist, erst Montag wieder, selbe Zeit", "03-16T09:00"),
    ],
)
def test_what_is_said_last_holds(known: str, words: str, start: str) -> None:
    assert starts(known, words) == [start]


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("halt, übermorgen, gleiche Uhrzeit", "03-12T09:00"),
        ("morgen ist ja Chor, dann übermorgen um die gleiche Zeit, ja?", "03-12T09:00"),
        ("morgen hab ich Prüfung besser donnerstag selbe uhrzeit", "03-12T09:00"),
        ("oje, morgen ist Müllabfuhr, besser einen Tag später, gleiche Uhrzeit", "03-12T09:00"),
        ("morgen kommt noch der Notar, doch lieber am Freitag, wieder um die Zeit", "03-13T09:00"),
        ("nein am donnerstag uhrzeit wie gehabt", "03-12T09:00"),
    ],
)
def test_the_same_hour_is_that_which_stands_whatever_second_it_is(
    words: str, start: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hearing, "TUESDAY_TEN", hearing.TUESDAY_TEN.replace(minute=16, second=23))
    assert starts("morgen um neun", words) == [start]


@pytest.mark.parametrize(
    "words",
    [
        "nein, da geht ja tagsüber keiner dran",
        "halt, das Handy ist morgens immer aus",
        "am Büroapparat sitzt nachmittags keiner",
    ],
)
def test_beside_another_number_a_part_of_the_day_tells_why(words: str) -> None:
    slots = {**wished("am Freitag um neun"), "confirmed": None}
    other = f"{words}, nehmen Sie null eins sieben eins drei neun zwei null null eins eins"
    after = hear(other, intent="correct", asked="confirmed", slots=slots)[1]
    assert (after["phone_number"], after["callback_time"]["start"][5:16]) == ("+491713920011", "03-13T09:00")


@pytest.mark.parametrize(
    "words", ["richtig, nachmittags", "Jawohl, Donnerstag nach dem Essen", "ja, am Donnerstag nachmittag"]
)
def test_a_yes_that_names_it_roughly_changes_nothing(words: str) -> None:
    after = hear(words, intent="affirm", asked="confirmed", slots=wished("am Donnerstag zwischen zwei und vier"))[1]

    assert (after["callback_time"]["start"], after["callback_time"]["end"]) == (
        "2026-03-12T14:00:00",
        "2026-03-12T16:00:00",
    )
    assert after["confirmed"] is True


@pytest.mark.parametrize(
    "words", ["ja, nur lieber vormittags", "ja, donnerstags vormittags", "richtig, aber abends nach vier"]
)
def test_a_yes_with_other_hours_changes_them(words: str) -> None:
    after = hear(words, intent="affirm", asked="confirmed", slots=wished("am Donnerstag zwischen zwei und vier"))[1]

    assert (after["callback_time"]["start"], after["callback_time"]["end"]) != (
        "2026-03-12T14:00:00",
        "2026-03-12T16:00:00",
    )
    assert not after["confirmed"]


@pytest.mark.parametrize("words", ["oder auch Montag um elf", "oder Montag um elf"])
def test_what_comes_with_an_or_stands_beside_it(words: str) -> None:
    assert starts("am Freitag um neun", words) == ["03-13T09:00", "03-16T11:00"]


@pytest.mark.parametrize(
    ("words", "intent", "confidence"),
    [
        ("neun Uhr ist zu früh, machen Sie elf Uhr", "ask_opening_hours", 0.7),
        ("neun Uhr ist zu früh, machen Sie elf Uhr", "ask_date", 0.4),
        ("um elf wär's besser, da bin ich zurück", "ask_duration", 0.4),
    ],
)
def test_no_question_in_the_words_is_no_question(words: str, intent: str, confidence: float) -> None:
    assert starts("am Freitag um neun", words, intent, confidence) == ["03-13T11:00"]


def test_a_question_for_the_hours_is_one() -> None:
    words = "haben Sie samstags um elf offen"
    assert starts("am Freitag um neun", words, "ask_opening_hours", 0.9) == ["03-13T09:00"]


def test_digits_of_the_number_that_are_put_right_are_no_hour() -> None:
    slots = {**filled(), "phone_number": "+491736624195", "callback_time": {**TIME, "start": "2026-03-11T16:00:00"}}
    _, after = hear("in der Mitte eins vier statt vier eins", intent="correct", asked="confirmed", slots=slots)
    assert (after["phone_number"], after["callback_time"]["start"]) == ("+491736621495", "2026-03-11T16:00:00")


@pytest.mark.parametrize("words", ["ja danke, elf Uhr", "ja, um elf"])
def test_the_hour_that_was_read_back_changes_nothing(words: str) -> None:
    wished = "morgens fünf bis neun, danach schlafe ich bisschen, elf Uhr ist gut, Mittwoch"
    time = {"start": "2026-03-11T11:00:00", "end": "2026-03-11T12:00:00", "at": True, "text": wished}
    _, after = hear(words, intent="affirm", asked="confirmed", slots=filled(callback_time=time))
    assert (after["confirmed"], after["callback_time"]) == (True, time)


@pytest.mark.parametrize(
    ("known", "words", "window"),
    [
        ("am Freitag ab neun", "aber nur bis elf", ("03-13T09:00", "03-13T11:00")),
        ("am Freitag ab neun", "spätestens um elf", ("03-13T09:00", "03-13T11:00")),
        ("am Freitag bis elf", "aber erst ab neun", ("03-13T09:00", "03-13T11:00")),
        ("am Freitag ab neun", "nein, ab zehn", ("03-13T10:00", "03-13T18:00")),
        ("am Freitag bis elf", "nein, bis zwölf", ("03-13T08:00", "03-13T12:00")),
    ],
)
def test_the_other_end_is_said_later(known: str, words: str, window: tuple[str, str]) -> None:
    after = hear(words, intent="inform_callback_time", asked="confirmed", slots=wished(known))[1]["callback_time"]
    assert (after["start"][5:16], after["end"][5:16]) == window


@pytest.mark.parametrize("words", ["nee, elf, nicht zehn", "statt zehn bitte elf", "elf hab ich gesagt, nicht zehn"])
def test_the_hour_that_was_read_out_is_no_part_of_the_number(words: str) -> None:
    slots = {**wished("am Freitag um zehn"), "phone_number": "+4917610355678", "phone_source": "caller_id"}
    after = hear(words, intent="correct", asked="confirmed", slots=slots)[1]
    assert after["phone_number"] == "+4917610355678"
    assert after["callback_time"]["start"][5:16] == "03-13T11:00"


def test_digits_that_are_no_hour_of_it_are_of_the_number() -> None:
    slots = {**wished("am Freitag um zehn"), "phone_number": "+4917635435678", "phone_source": "spoken"}
    after = hear("vier statt drei", intent="correct", asked="confirmed", slots=slots)[1]
    assert after["phone_number"] != slots["phone_number"]
