"""The hour alone, where it was asked for."""

from datetime import datetime

import pytest

from rueckruf.spoken.time.callback_time import read_callback_time
from rueckruf.spoken.time.lone_hour import hour_instead_of, lone_hour, preferred_hour

pytestmark = pytest.mark.unit

NOW = datetime(2027, 3, 15, 10, 30)


@pytest.mark.parametrize(
    ("words", "hour"),
    [
        ("zehn", "zehn"),
        ("am besten zehn", "zehn"),
        ("so drei vielleicht", "drei"),
        ("Ach, elf bitte.", "elf"),
        ("10", "10"),
        ("eins, nein, acht", "acht"),
        ("zehn äh nein elf", "elf"),
        ("neun, Quatsch, zehn bitte", "zehn"),
        ("ich weiß nicht, zehn", "zehn"),
        ("na, zehn halt", "zehn"),
        ("ja mei, sag ma elf", "elf"),
        ("puh, keine Ahnung, elf", "elf"),
    ],
)
def test_a_number_alone_is_an_hour(words: str, hour: str) -> None:
    found = lone_hour(words)
    assert found
    assert words[slice(*found)] == hour


@pytest.mark.parametrize("words", ["gestern um elf", "vorgestern drei", "letzten Freitag um zehn"])
def test_an_hour_of_a_day_that_is_over_is_none(words: str) -> None:
    assert lone_hour(words) is None


@pytest.mark.parametrize(
    ("words", "hour", "minute"),
    [
        ("fünfzehn dreißig", 15, 30),
        ("vierzehn fünfundvierzig bitte", 14, 45),
        ("elf fünfzehn passt", 11, 15),
        ("am besten sechzehn fünfzehn", 16, 15),
        ("siebzehn zwanzig geht", 17, 20),
    ],
)
def test_an_hour_with_its_minutes_needs_no_more_where_the_time_is_asked_for(words: str, hour: int, minute: int) -> None:
    reading = read_callback_time(words, NOW)

    assert reading
    assert reading.start == NOW.replace(hour=hour, minute=minute)
    assert read_callback_time(words, NOW, asked=False) is None


@pytest.mark.parametrize(
    "words",
    [
        "zehn Lizenzen",
        "eins von beiden",
        "zehn oder elf",
        "null eins nein acht",
        "dreißig",
        "null",
        "zehn Minuten",
        "ja",
        "",
    ],
)
def test_anything_else_is_none(words: str) -> None:
    assert lone_hour(words) is None


@pytest.mark.parametrize(
    ("words", "hour"),
    [
        ("elf statt zehn", "elf"),
        ("statt zehn lieber elf", "elf"),
        ("nein, elf, nicht zehn", "elf"),
        ("nicht zehn, sondern elf", "elf"),
        ("elf anstelle von zehn bitte", "elf"),
    ],
)
def test_one_number_takes_the_place_of_the_known_hour(words: str, hour: str) -> None:
    found = hour_instead_of(words, known=10)
    assert found
    assert words[slice(*found)] == hour


@pytest.mark.parametrize(
    "words", ["elf statt neun", "zehn statt elf", "elf und zehn", "die Nummer elf statt zehn", "elf"]
)
def test_other_numbers_change_no_hour(words: str) -> None:
    assert hour_instead_of(words, known=10) is None


@pytest.mark.parametrize(
    ("words", "hour"),
    [
        ("elf wäre besser", "elf"),
        ("nein, zehn wäre mir lieber", "zehn"),
        ("alles gut bis auf die Uhrzeit, elf wäre besser", "elf"),
        ("dann eher drei", "drei"),
        ("lieber elf, da bin ich sicher da", "elf"),
        ("der Rest stimmt, besser neun", "neun"),
        ("nee, lassen Sie es bei zehn", "zehn"),
        ("ach, bleiben wir doch bei zehn", "zehn"),
        ("nein, es bleibt bei neun", "neun"),
    ],
)
def test_a_number_may_be_preferred_to_the_known_hour(words: str, hour: str) -> None:
    found = preferred_hour(words)
    assert found
    assert words[slice(*found)] == hour


@pytest.mark.parametrize(
    "words",
    ["elf", "besser drei Lizenzen", "lieber zehn Minuten", "lieber elf oder zwölf", "elf ist gut", "lieber nicht"],
)
def test_other_numbers_are_not_preferred(words: str) -> None:
    assert preferred_hour(words) is None
