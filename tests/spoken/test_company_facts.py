"""The facts of company.yml as they are spoken."""

from datetime import time

import pytest

from rueckruf.callbacks.opening_hours import Span
from rueckruf.spoken.company_facts import say_clock, say_months, say_opening_hours, say_web_address

pytestmark = pytest.mark.unit

MORNING = Span(time(8), time(12))
AFTERNOON = Span(time(13), time(17, 30))


@pytest.mark.parametrize(
    ("clock", "words"),
    [(time(8), "acht Uhr"), (time(13), "dreizehn Uhr"), (time(1), "ein Uhr"), (time(17, 30), "siebzehn Uhr dreißig")],
)
def test_a_time_of_day_is_said_on_the_24_hour_clock(clock: time, words: str) -> None:
    assert say_clock(clock) == words


@pytest.mark.parametrize(("months", "words"), [(1, "einem Monat"), (3, "drei Monaten")])
def test_a_term_follows_nach(months: int, words: str) -> None:
    assert say_months(months) == words


def test_a_web_address_can_be_written_down_by_ear() -> None:
    assert (
        say_web_address("https://www.musterwerk-bau.example/datenschutz")
        == "musterwerk Bindestrich bau Punkt example Schrägstrich datenschutz"
    )


def test_days_with_the_same_hours_are_said_together_and_breaks_left_out() -> None:
    week: list[tuple[Span, ...]] = [(MORNING, AFTERNOON)] * 4 + [(MORNING,), (), ()]
    assert say_opening_hours(week) == (
        "Montag bis Donnerstag von acht bis siebzehn Uhr dreißig und Freitag von acht bis zwölf Uhr"
    )


def test_a_single_opening_day_has_no_list() -> None:
    week: list[tuple[Span, ...]] = [(MORNING,), (), (), (), (), (), ()]
    assert say_opening_hours(week) == "Montag von acht bis zwölf Uhr"


def test_half_hours_are_said_in_full() -> None:
    late = Span(time(8, 30), time(12))
    assert say_opening_hours([(late,), (), (), (), (), (), ()]) == "Montag von acht Uhr dreißig bis zwölf Uhr"
