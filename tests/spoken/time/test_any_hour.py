"""Callers who leave the hour open."""

import pytest

from rueckruf.spoken.time.any_hour import any_hour_will_do

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("words", ["morgen, egal wann", "Montag den ganzen Tag", "irgendwann am Freitag", "GANZTÄGIG"])
def test_any_hour_will_do(words: str) -> None:
    assert any_hour_will_do(words)


@pytest.mark.parametrize("words", ["morgen", "am Freitag vormittags", "der ganze Ärger"])
def test_a_day_alone_says_nothing_of_its_hours(words: str) -> None:
    assert not any_hour_will_do(words)


def test_what_is_said_in_passing_counts_where_its_clause_is_about_times_alone() -> None:
    assert any_hour_will_do("Mein Name ist Berta Amsel, am Mittwoch bin ich flexibel")
    assert not any_hour_will_do("Ihr Kollege war da flexibel")


@pytest.mark.parametrize(
    "text",
    [
        "des isch mir echt egal, i bin Rentnerin",
        "is mir wurscht bin eh dahoam",
        "dat is mi egal ik bün to huus egal wann",
        "mir völlig gleich, ich bin im Ruhestand",
        "ruft o wann ihr wend",
        "wanns Eana passt",
        "die Uhrzeit ist mir völlig einerlei",
        "wann se wolle",
    ],
)
def test_any_time_in_dialect_and_with_its_reason(text: str) -> None:
    assert any_hour_will_do(text)


@pytest.mark.parametrize("text", ["mir egal was das kostet", "ich bin Rentner", "wann sind Sie daheim"])
def test_no_time_is_left_to_us(text: str) -> None:
    assert not any_hour_will_do(text)
