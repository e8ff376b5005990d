"""The hour alone, where it was asked for."""

import pytest

from rueckruf.spoken.time.lone_hour import lone_hour

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("words", "hour"),
    [
        ("zehn", "zehn"),
        ("am besten zehn", "zehn"),
        ("so drei vielleicht", "drei"),
        ("Ach, elf bitte.", "elf"),
        ("10", "10"),
    ],
)
def test_a_number_alone_is_an_hour(words: str, hour: str) -> None:
    found = lone_hour(words)
    assert found
    assert words[slice(*found)] == hour


@pytest.mark.parametrize(
    "words", ["zehn Lizenzen", "eins von beiden", "zehn oder elf", "dreißig", "null", "zehn Minuten", "ja", ""]
)
def test_anything_else_is_none(words: str) -> None:
    assert lone_hour(words) is None
