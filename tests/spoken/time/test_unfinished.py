"""How far a time is that somebody says: whole, a day without an hour, a range without its end."""

import pytest

from rueckruf.spoken.time.unfinished import Progress, leaves_range_open, progress_of_time

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("expected", "texts"),
    [
        ("whole", ("um zehn", "morgen zwischen neun und elf", "von neun an", "ab drei", "Montag früh", "jederzeit")),
        ("whole", ("vom 21. bis 23. um zehn", "am Freitag von zehn bis zwölf", "zwischen 9 und 11.")),
        ("day", ("am Donnerstag", "morgen", "nächste Woche", "am 17. März", "im April")),
        ("open", ("zwischen neun", "am Montag von zehn Uhr", "vom 21.", "von Dienstag", "morgen zwischen zehn.")),
        (None, ("", "ja", "das weiß ich nicht", "zwischen uns", "von mir aus")),
    ],
)
def test_how_far_a_time_is(expected: Progress | None, texts: tuple[str, ...]) -> None:
    assert {text: progress_of_time(text) for text in texts} == dict.fromkeys(texts, expected)


@pytest.mark.parametrize("text", ["rufen Sie mich zwischen zehn", "nein, zwischen neun", "zwischen Montag"])
def test_between_leaves_a_range_open(text: str) -> None:
    assert leaves_range_open(text)


@pytest.mark.parametrize("text", ["", "zwischen neun und elf", "die Rechnung von Montag", "zwischen neun und"])
def test_other_words_leave_none_open(text: str) -> None:
    assert not leaves_range_open(text)
