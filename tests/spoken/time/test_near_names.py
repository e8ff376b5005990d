"""Names of days and months that are almost right are read with doubt; other words are no names."""

from datetime import datetime

import pytest

from rueckruf.spoken.time.callback_time import TimeReading, read_callback_time

pytestmark = pytest.mark.unit

NOW = datetime(2026, 5, 4, 10)
DOUBTFUL = 0.5


def read(text: str) -> TimeReading:
    reading = read_callback_time(text, NOW)
    assert reading is not None
    return reading


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("am 3. Oktobär", datetime(2026, 10, 3)),
        ("am Mittwo um drei", datetime(2026, 5, 6, 15)),
        ("am Donerstag", datetime(2026, 5, 7)),
        ("moaing um drei", datetime(2026, 5, 5, 15)),
        ("im Dezemba", datetime(2026, 12, 1)),
    ],
)
def test_a_name_that_is_almost_right_is_read_with_doubt(text: str, start: datetime) -> None:
    assert read(text).start == start
    assert read(text).confidence <= DOUBTFUL


@pytest.mark.parametrize("text", ["am 3. Xyzember", "am dritten Fektober"])
def test_what_is_only_like_a_month_makes_the_day_doubtful(text: str) -> None:
    assert read(text).confidence <= DOUBTFUL


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("am Dienst um acht", datetime(2026, 5, 5, 8)),
        ("am 3. Jung", datetime(2026, 6, 3)),
        ("am 3. Termin bitte", datetime(2026, 6, 3)),
        ("am Telefon um elf", datetime(2026, 5, 4, 11)),
    ],
)
def test_other_words_are_no_names_and_raise_no_doubt(text: str, start: datetime) -> None:
    assert read(text).start == start
    assert read(text).confidence > DOUBTFUL


@pytest.mark.parametrize("text", ["im Marzipan", "am Freibad", "die Leute", "im Auto"])
def test_words_that_are_like_names_are_no_time(text: str) -> None:
    assert read_callback_time(text, NOW) is None


@pytest.mark.parametrize("text", ["Frieder, mach die Tür zu", "Heiner, sei mal still", "Sonja, das Essen brennt an"])
def test_somebody_who_is_called_is_no_day(text: str) -> None:
    assert read_callback_time(text, NOW) is None
