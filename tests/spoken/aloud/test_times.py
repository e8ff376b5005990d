"""A callback window in German words."""

import re
from datetime import datetime

import pytest

from rueckruf.spoken.aloud.times import Spoken, say_clock, say_number, say_ordinal, say_today, say_window, say_windows

pytestmark = pytest.mark.unit

NOW = datetime(2026, 7, 28, 10)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-07-28T14:00", None, "heute um vierzehn Uhr"),
        (
            "2026-07-29T14:00",
            "2026-07-29T16:00",
            "morgen, Mittwoch, den neunundzwanzigsten, zwischen vierzehn und sechzehn Uhr",
        ),
        ("2026-07-30T09:00", None, "übermorgen, Donnerstag, den dreißigsten, um neun Uhr"),
        ("2026-08-03T14:30", None, "am Montag, dem dritten August, um vierzehn Uhr dreißig"),
        ("2026-07-28T13:00", "2026-07-28T15:30", "heute zwischen dreizehn und fünfzehn Uhr dreißig"),
        ("2026-07-28T09:05", "2026-07-28T10:00", "heute zwischen neun Uhr fünf und zehn Uhr"),
        ("2026-07-29T01:00", "2026-07-29T02:00", "morgen, Mittwoch, den neunundzwanzigsten, zwischen ein und zwei Uhr"),
        (
            "2026-07-29T18:00",
            "2026-07-30T00:00",
            "morgen, Mittwoch, den neunundzwanzigsten, zwischen achtzehn und vierundzwanzig Uhr",
        ),
        ("2026-07-29T00:00", "2026-07-30T00:00", "morgen, Mittwoch, den neunundzwanzigsten"),
        (
            "2026-07-30T00:00",
            "2026-08-04T00:00",
            "von übermorgen, Donnerstag, den dreißigsten, bis Montag, dem dritten August",
        ),
        (
            "2026-07-28T08:00",
            "2026-07-31T18:00",
            "von heute, acht Uhr, bis Freitag, dem einunddreißigsten Juli, achtzehn Uhr",
        ),
        (
            "2027-02-25T08:30",
            None,
            "am Donnerstag, dem fünfundzwanzigsten Februar zweitausendsiebenundzwanzig, um acht Uhr dreißig",
        ),
        # a year is said once, and not at all where nobody could mean another
        ("2027-01-21T08:30", None, "am Donnerstag, dem einundzwanzigsten Januar, um acht Uhr dreißig"),
        (
            "2027-02-01T00:00",
            "2027-02-06T00:00",
            "von Montag, dem ersten Februar, bis Freitag, dem fünften Februar zweitausendsiebenundzwanzig",
        ),
    ],
)
def test_a_window_is_said_as_a_person_would(start: str, end: str | None, words: str) -> None:
    window = datetime.fromisoformat(start), datetime.fromisoformat(end) if end else None

    assert say_window(*window, NOW) == words


def at(start: str) -> Spoken:
    return Spoken(datetime.fromisoformat(start))


def between(start: str, end: str) -> Spoken:
    return Spoken(datetime.fromisoformat(start), datetime.fromisoformat(end))


def starting(start: str, end: str) -> Spoken:
    return Spoken(datetime.fromisoformat(start), datetime.fromisoformat(end), onwards=True)


@pytest.mark.parametrize(
    ("windows", "words"),
    [
        ([at("2026-07-29T09:00")], "morgen, Mittwoch, den neunundzwanzigsten, um neun Uhr"),
        (
            [starting("2026-07-29T10:00", "2026-07-29T17:00")],
            "morgen, Mittwoch, den neunundzwanzigsten, zwischen zehn und siebzehn Uhr",
        ),
        ([at("2026-07-29T09:00"), at("2026-07-30T11:00")], "morgen um neun Uhr oder übermorgen um elf Uhr"),
        # the same hour is said once, though the house closes at different ones
        (
            [starting("2026-07-28T10:05", "2026-07-28T17:00"), starting("2026-07-30T10:05", "2026-07-30T18:00")],
            "heute oder übermorgen ab zehn Uhr fünf",
        ),
        (
            [at("2026-07-31T11:00"), at("2026-08-03T11:00"), at("2026-07-29T11:00")],
            "am Freitag, am Montag oder morgen um elf Uhr",
        ),
        # a weekday is that of the next seven days, from then on it has its date
        (
            [at("2026-08-03T11:00"), at("2026-08-04T11:00")],
            "am Montag oder am Dienstag, dem vierten August, um elf Uhr",
        ),
        (
            [between("2026-07-29T08:00", "2026-07-29T12:00"), between("2026-07-31T13:00", "2026-07-31T15:30")],
            "morgen zwischen acht und zwölf Uhr oder am Freitag zwischen dreizehn und fünfzehn Uhr dreißig",
        ),
        # hours of one day
        ([at("2026-07-28T11:00"), at("2026-07-28T16:00")], "heute um elf Uhr oder um sechzehn Uhr"),
        (
            [at("2026-07-28T11:00"), between("2026-07-28T10:05", "2026-08-03T17:00")],
            "heute um elf Uhr oder von heute, zehn Uhr fünf, bis Montag, dem dritten August, siebzehn Uhr",
        ),
    ],
)
def test_of_several_windows_each_is_said_shortly(windows: list[Spoken], words: str) -> None:
    assert say_windows(windows, NOW) == words


def test_no_digit_is_ever_said() -> None:
    for day in range(1, 29):
        said = say_window(datetime(2027, 2, day, day % 24, day), datetime(2027, 3, day, 17, 59), NOW)
        assert not re.search(r"\d", said)


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "null"), (1, "eins"), (17, "siebzehn"), (21, "einundzwanzig"), (60, "sechzig"), (101, "einhunderteins")],
)
def test_numbers(number: int, words: str) -> None:
    assert say_number(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "ersten"), (3, "dritten"), (7, "siebten"), (8, "achten"), (12, "zwölften"), (31, "einunddreißigsten")],
)
def test_ordinals(number: int, words: str) -> None:
    assert say_ordinal(number) == words


def test_one_o_clock_is_ein_uhr() -> None:
    assert say_clock(1) == "ein Uhr"
    assert say_clock(21, 1) == "einundzwanzig Uhr eins"
    assert say_clock(17, 30) == "siebzehn Uhr dreißig"


def test_today() -> None:
    assert say_today(datetime(2026, 3, 1, 10)) == "Sonntag, der erste März"
    assert say_today(datetime(2026, 10, 31, 10)) == "Samstag, der einunddreißigste Oktober"
