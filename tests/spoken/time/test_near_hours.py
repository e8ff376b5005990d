"""Hours in spellings that no list has, by what is left of their sounds."""

from datetime import datetime

import pytest

from rueckruf.spoken.time.callback_time import read_callback_time

pytestmark = pytest.mark.unit

NOW = datetime(2026, 3, 10, 10)
SURE = 0.6


@pytest.mark.parametrize(
    ("said", "hour"),
    [
        ("am Mittwoch um ölve", 11),
        ("am Mittwoch um aans", 13),
        ("mittwoch gegen twei", 14),
        ("am mittwoch so gegen feer", 16),
        ("am mittwoch um femf", 17),
        ("am mittwoch um fimpfe", 17),
        ("am mittwoch um finef", 17),
        ("am mittwoch um negn", 9),
        ("am mittwoch um teen", 10),
        ("am mittwoch um ölm", 11),
        ("mittwoch um zwöllf", 12),
    ],
)
def test_an_hour_is_told_by_its_sounds_and_read_with_doubt(said: str, hour: int) -> None:
    reading = read_callback_time(said, NOW)
    assert reading is not None
    assert reading.start == datetime(2026, 3, 11, hour)
    assert reading.confidence < SURE


@pytest.mark.parametrize(
    "said",
    [
        "am Mittwoch, es geht um Vera",
        "am mittwoch geht es um neue reifen",
        "am mittwoch, es geht um eva",
        "am mittwoch um ersatz",
        "am mittwoch um seine rente",
    ],
)
def test_another_word_behind_um_is_none(said: str) -> None:
    reading = read_callback_time(said, NOW)
    assert reading is None or (reading.start, reading.end) == (datetime(2026, 3, 11), datetime(2026, 3, 12))


@pytest.mark.parametrize(
    ("said", "hour", "minute"),
    [
        ("am Mittwoch um elf Uhr viertzig", 11, 40),
        ("am Mittwoch um elf Uhr Zwansigg", 11, 20),
        ("am Mittwoch, um zehn Uhr fünzen", 10, 15),
        ("mittwoch zehn ur fünfundvirzig", 10, 45),
        ("am Mittwoch um elf dreizig", 11, 30),
        ("am Mittwoch um ach Ur zwanzick", 8, 20),
        ("am Mittwoch um neun Uhr fimpf", 9, 5),
    ],
)
def test_minutes_that_are_almost_written_so_are_read_with_doubt(said: str, hour: int, minute: int) -> None:
    reading = read_callback_time(said, NOW)
    assert reading is not None
    assert reading.start == datetime(2026, 3, 11, hour, minute)
    assert reading.confidence < SURE


@pytest.mark.parametrize(
    "said",
    [
        "am Mittwoch um zehn Uhr dreimal klingeln lassen",
        "am Mittwoch um zehn Uhr Frau Vierling verlangen",
        "am Mittwoch um zehn Uhr herzlichen Dank",
        "am Mittwoch um zehn Ur bitte",
        "am Mittwoch um zehn fertig",
    ],
)
def test_other_words_behind_an_hour_are_no_minutes(said: str) -> None:
    reading = read_callback_time(said, NOW)
    assert reading is not None
    assert reading.start == datetime(2026, 3, 11, 10)
