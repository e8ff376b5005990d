"""The facts of company.yml as they are spoken."""

from datetime import time

import pytest

from rueckruf.callbacks.opening_hours import Span
from rueckruf.spoken.aloud.company_facts import (
    say_address,
    say_months,
    say_opening_hours,
    say_parent,
    say_processor,
    say_systems,
    say_web_address,
    say_website,
)

pytestmark = pytest.mark.unit

MORNING = Span(time(8), time(12))
AFTERNOON = Span(time(13), time(17, 30))


@pytest.mark.parametrize(("months", "words"), [(1, "einem Monat"), (3, "drei Monaten")])
def test_a_term_follows_nach(months: int, words: str) -> None:
    assert say_months(months) == words


def test_a_parent_company_brings_its_own_comma_and_none_is_nothing() -> None:
    assert say_parent("Musterwerk Holding AG") == ", auch bei Musterwerk Holding AG"
    assert say_parent("") == ""


def test_so_do_systems_that_get_the_data() -> None:
    assert say_systems(connected=True) == ", auch in unserem Kundensystem"
    assert say_systems(connected=False) == ""


def test_a_web_address_can_be_written_down_by_ear() -> None:
    assert (
        say_web_address("https://www.musterwerk-bau.example/datenschutz")
        == "musterwerk Bindestrich bau Punkt example Schrägstrich datenschutz"
    )


def test_a_website_is_told_without_the_page() -> None:
    assert say_website("https://www.musterwerk-bau.example/datenschutz") == "musterwerk Bindestrich bau Punkt example"


def test_days_with_the_same_hours_are_said_together() -> None:
    week: list[tuple[Span, ...]] = [(MORNING,)] * 5 + [(), ()]
    assert say_opening_hours(week) == "Montag bis Freitag acht bis zwölf Uhr"


def test_a_break_is_said_so_that_nobody_wishes_for_a_time_in_it() -> None:
    week: list[tuple[Span, ...]] = [(MORNING, AFTERNOON)] * 4 + [(MORNING,), (), ()]
    assert say_opening_hours(week) == (
        "Montag bis Donnerstag acht bis zwölf und dreizehn bis siebzehn Uhr dreißig, Freitag acht bis zwölf Uhr"
    )


def test_days_that_only_their_break_tells_apart_are_said_apart() -> None:
    whole = Span(time(8), time(17, 30))
    week: list[tuple[Span, ...]] = [(MORNING, AFTERNOON), (whole,), (), (), (), (), ()]
    assert say_opening_hours(week) == (
        "Montag acht bis zwölf und dreizehn bis siebzehn Uhr dreißig, Dienstag acht bis siebzehn Uhr dreißig"
    )


def test_a_single_opening_day_has_no_list() -> None:
    week: list[tuple[Span, ...]] = [(MORNING,), (), (), (), (), (), ()]
    assert say_opening_hours(week) == "Montag acht bis zwölf Uhr"


def test_half_hours_are_said_in_full() -> None:
    late = Span(time(8, 30), time(12))
    assert say_opening_hours([(late,), (), (), (), (), (), ()]) == "Montag acht Uhr dreißig bis zwölf Uhr"


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Musterhosting GmbH, 90402 Nürnberg", "Musterhosting GmbH, Nürnberg"),
        ("Twilio Ireland Limited, Dublin, Irland (Region IE1)", "Twilio Ireland Limited, Dublin, Irland"),
        ("Musterwerk GmbH", "Musterwerk GmbH"),
    ],
)
def test_a_processor_is_said_without_postcode_and_brackets(written: str, spoken: str) -> None:
    assert say_processor(written) == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Musterstraße 1, 80331 München", "Musterstraße eins, München"),
        ("Am Ring 12a, 89073 Ulm", "Am Ring zwölf a, Ulm"),
        ("Postfach, 1010 Wien", "Postfach, Wien"),
    ],
)
def test_an_address_is_said_without_postcode(written: str, spoken: str) -> None:
    assert say_address(written) == spoken
