"""What is settled on of several times, and what is only preferred."""

from datetime import datetime

import pytest

from rueckruf.spoken.time.callback_time import TimeReading, read_callback_time

pytestmark = pytest.mark.unit

MONDAY = datetime(2026, 11, 30, 10, 15)


def starts(text: str) -> list[str]:
    """Where the wishes of a text begin, the first one first."""
    reading = read_callback_time(text, MONDAY)
    assert reading is not None
    return [_start(one) for one in (reading, *reading.alternatives)]


def _start(reading: TimeReading) -> str:
    assert reading.start is not None
    return f"{reading.start:%a %H:%M}"


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Mittwoch, nee, warte, Donnerstag, Donnerstag um zehn, halb elf, sagen wir halb elf", "Thu 10:30"),
        ("um neun, zehn, sagen wir zehn", "Tue 10:00"),
        ("Montag, Dienstag … ja, Dienstag um elf", "Tue 11:00"),
        ("morgen um drei oder vier, ach, vier", "Tue 16:00"),
        ("Dienstag um acht, neun, also neun", "Tue 09:00"),
        ("Mittwoch oder Donnerstag, nehmen wir Donnerstag um zehn", "Thu 10:00"),
        ("Freitag um zehn, halb elf, ach komm, halb elf", "Fri 10:30"),
        ("am Donnerstag um neun oder um elf, okay, um elf", "Thu 11:00"),
        ("Dienstag oder Mittwoch, gut, dann Mittwoch", "Wed 00:00"),
        ("Freitag um eins oder um zwei, na gut, um zwei", "Fri 14:00"),
        ("vormittags oder nachmittags, ach, nachmittags", "Mon 12:00"),
        ("Mittwoch um zehn oder Donnerstag um elf, also um elf", "Thu 11:00"),
    ],
)
def test_what_is_settled_on_stands_alone(text: str, start: str) -> None:
    assert starts(text) == [start]


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("Mittwoch oder Donnerstag, lieber Donnerstag", ["Thu 00:00", "Wed 00:00"]),
        ("morgen um zehn oder um elf, lieber um elf", ["Tue 11:00", "Tue 10:00"]),
        ("Montag um zehn oder Dienstag um elf, Dienstag wäre mir lieber", ["Tue 11:00", "Mon 10:00"]),
        ("Mittwoch um neun oder um halb zehn, wobei halb zehn besser wäre", ["Wed 09:30", "Wed 09:00"]),
        ("mittwoch oder donnerstag aber donnerstag ist mir lieber", ["Thu 00:00", "Wed 00:00"]),
    ],
)
def test_what_is_preferred_comes_first(text: str, both: list[str]) -> None:
    assert starts(text) == both


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mittwoch oder Donnerstag, Donnerstag erst ab elf", ["Wed", "Thu"]),
        ("Mittwoch oder Donnerstag, aber Donnerstag nur vormittags", ["Wed", "Thu"]),
        ("Dienstag um zehn, Mittwoch um zehn", ["Tue", "Wed"]),
        ("Dienstag um zehn oder Mittwoch um elf oder Donnerstag um zehn", ["Tue", "Wed", "Thu"]),
    ],
)
def test_a_time_of_which_more_is_told_settles_nothing(text: str, days: list[str]) -> None:
    assert [start.split()[0] for start in starts(text)] == days
