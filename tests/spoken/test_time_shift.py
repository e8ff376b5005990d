"""Times told from the one before."""

from datetime import timedelta

import pytest

from rueckruf.spoken.time_shift import read_time_shift

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("eine Stunde später bitte", 60),
        ("nein, zwanzig Minuten eher", -20),
        ("lieber anderthalb Stunden danach", 90),
        ("eine viertelstunde früher", -15),
        ("15 Minuten später", 15),
        ("doch lieber früher", 0),
        ("etwas später", 0),
        ("um zehn", None),
        ("in einer Stunde", None),
        ("die Stunde ist falsch", None),
        ("", None),
    ],
)
def test_how_far_it_moves(words: str, minutes: int | None) -> None:
    assert read_time_shift(words) == (None if minutes is None else timedelta(minutes=minutes))
