"""Callers who leave the hour open."""

import pytest

from rueckruf.spoken.any_hour import any_hour_will_do

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("words", ["morgen, egal wann", "Montag den ganzen Tag", "irgendwann am Freitag", "GANZTÄGIG"])
def test_any_hour_will_do(words: str) -> None:
    assert any_hour_will_do(words)


@pytest.mark.parametrize("words", ["morgen", "am Freitag vormittags", "der ganze Ärger"])
def test_a_day_alone_says_nothing_of_its_hours(words: str) -> None:
    assert not any_hour_will_do(words)
