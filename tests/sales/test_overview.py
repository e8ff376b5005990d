"""The overview: figures added up, and shown in words as well as in pictures."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.event import listen

from rueckruf import clock
from rueckruf.callbacks.figures import Figure
from rueckruf.callbacks.handling import finish
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.sales.overview import overview
from rueckruf.settings import Settings
from rueckruf.storage.database import Database
from rueckruf.storage.engine import writing
from rueckruf.storage.figures import count_up, figures_since
from rueckruf.storage.history import SqlHandledRequests
from tests.sales.conftest import PASSWORD
from tests.support.companies import WITH_SLA
from tests.support.pages import Browser

pytestmark = pytest.mark.unit

TODAY = date(2026, 3, 11)
YESTERDAY = TODAY - timedelta(days=1)
FIGURES = [
    Figure(TODAY - timedelta(days=27), "request", "company", count=2),
    Figure(TODAY, "request", "company", count=3),
    Figure(TODAY, "request", "parent", count=1),
    Figure(YESTERDAY, "window", "company", count=2),
    Figure(YESTERDAY, "window", "parent", count=2),
    Figure(YESTERDAY, "reached", "company", count=2),
    Figure(YESTERDAY, "reached", "parent", count=1),
    Figure(TODAY, "window", "company", count=3),
    Figure(TODAY, "reached", "company", count=2),
    Figure(TODAY + timedelta(days=1), "window", "company", count=1),
    Figure(TODAY, "first_attempt", "company", "2", 2),
    Figure(TODAY, "first_attempt", "company", "100", 1),
    Figure(TODAY, "first_attempt", "parent", "30", 2),
    Figure(TODAY, "result", "company", "erreicht", 2),
    Figure(TODAY, "result", "parent", "Mailbox", 3),
    Figure(YESTERDAY, "result", "parent", "erreicht", 2),
    Figure(TODAY, "broke_off", "", "phone_number", 1),
    Figure(TODAY, "gave_up", "", "phone_number", 4),
    Figure(TODAY, "ended", "", "cancel", 3),
]


def test_the_figures_add_up() -> None:
    seen = overview(FIGURES, TODAY, 28)

    assert (len(seen.per_span), seen.per_span[0][1], seen.per_span[-1]) == (28, 2, (TODAY, 4))
    assert (seen.total.requests, seen.total.windows, seen.total.reached, seen.total.share) == (6, 4, 3, 75)
    assert seen.total.median == 30
    assert seen.without_request == [
        (("gave_up", "phone_number"), 4),
        (("ended", "cancel"), 3),
        (("broke_off", "phone_number"), 1),
    ]
    assert seen.left == 8
    assert seen.results == [("erreicht", 4), ("Mailbox", 3)]


def test_each_team_has_its_own() -> None:
    company, parent = (overview(FIGURES, TODAY, 28).teams[team] for team in ("company", "parent"))

    assert (company.requests, company.share, company.median) == (5, 100, 2)
    assert (parent.requests, parent.share, parent.median) == (1, 50, 30)


@pytest.mark.parametrize(("minutes", "percent"), [(1, 0), (2, 40), (29, 40), (30, 80), (100, 100)])
def test_an_sla_is_kept_by_the_first_attempts_made_by_then(minutes: int, percent: int) -> None:
    assert overview(FIGURES, TODAY, 28).total.within(timedelta(minutes=minutes)) == percent


def test_they_are_told_apart_by_hour_and_weekday() -> None:
    figures = [
        Figure(YESTERDAY, "request", "company", "9", 3),
        Figure(TODAY, "request", "company", "14", 1),
        Figure(YESTERDAY, "request", "company", "", 5),  # counted before hours were
        Figure(YESTERDAY, "window", "company", "9", 4),
        Figure(YESTERDAY, "reached", "company", "9", 1),
        Figure(TODAY, "reached", "company", "9", 1),  # of a window that has not ended
    ]

    seen = overview(figures, TODAY, 28)

    assert {hour: (totals.requests, totals.share) for hour, totals in seen.hours.items()} == {9: (3, 25), 14: (1, None)}
    assert {day: (totals.requests, totals.share) for day, totals in seen.weekdays.items()} == {1: (8, 25), 2: (1, None)}
    assert seen.total.requests == 9


def test_of_many_weeks_each_is_one() -> None:
    figures = [Figure(TODAY - timedelta(days=days), "request", "company", count=1) for days in range(10)]

    seen = overview(figures, TODAY, 91)

    assert (seen.span, len(seen.per_span)) == (7, 13)
    assert [count for _, count in seen.per_span[-3:]] == [0, 3, 7]
    assert seen.per_span[-1][0] == TODAY - timedelta(days=6)


def test_what_was_counted_before_hours_were_and_is_taken_back_since_counts_for_nothing(database: Database) -> None:
    with writing(database.engine) as connection:
        count_up(connection, [Figure(TODAY, "request", "company"), Figure(TODAY, "request", "company", "9", -1)])
        seen = overview(figures_since(connection, TODAY), TODAY, 28)

    assert seen.total.requests == 0


def test_a_window_in_which_nobody_called_counts_as_not_reached(
    wish: Callable[..., CallbackRequest], settings: Settings, database: Database
) -> None:
    first, *_ = [wish() for _ in range(10)]
    finish(SqlHandledRequests(database), first, "anna", first.callback_start, settings.company.retention)

    with database.engine.connect() as connection:
        seen = overview(figures_since(connection, TODAY), first.callback_end.date() + timedelta(days=1), 28)

    assert (seen.total.windows, seen.total.reached, seen.total.share) == (10, 1, 10)
    assert {hour: (totals.windows, totals.reached) for hour, totals in seen.hours.items()} == {14: (10, 1)}


def test_without_figures_nothing_is_claimed() -> None:
    seen = overview([], TODAY, 28)

    assert (seen.total.requests, seen.total.share, seen.total.median, seen.without_request) == (0, None, None, [])


def test_the_page_tells_them_in_words_too(signed_in: Callable[..., Browser], database: Database) -> None:
    with writing(database.engine) as connection:
        count_up(connection, FIGURES)

    page = signed_in("leo", "lead").open("/uebersicht")

    for words in (
        *("75 %", "30 min", "Mailbox 3", "Wunsch zurückgenommen 3"),
        *("vom Assistenten beendet bei der Nummer 4", "abgebrochen bei der Nummer 1"),
        "Vertrieb der Musterwerk GmbH 5 2 100 % 2 min keine",
        "Konzernvertrieb der Musterwerk Holding AG 1 2 50 % 30 min",
    ):
        assert words in page.text
    assert 'aria-label="Balken: 6 Rückrufwünsche in 28 Tagen, höchstens 4 an einem Tag"' in page.html


ALL_LED_TO_ONE = "Jeder gezählte Anruf hat zu einem bestätigten Rückrufwunsch geführt."


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ([], "In dieser Zeit ist kein Anruf gezählt."),
        ([Figure(TODAY, "request", "company", count=150)], ALL_LED_TO_ONE),
        (
            [Figure(TODAY, "request", "company", count=144), Figure(TODAY, "ended", "", "cancel", 6)],
            "Gezählte Anrufe: 150, davon ohne bestätigten Rückrufwunsch: 6.",
        ),
        (
            [Figure(TODAY, "broke_off", "", "confirmed", 1)],
            "Gezählte Anrufe: 1, davon ohne bestätigten Rückrufwunsch: 1.",
        ),
        (
            [Figure(TODAY - timedelta(days=28), "broke_off", "", "caller_name")],
            "In dieser Zeit ist kein Anruf gezählt.",
        ),
    ],
)
def test_how_many_calls_led_to_a_request(
    signed_in: Callable[..., Browser], database: Database, figures: list[Figure], told: str
) -> None:
    with writing(database.engine) as connection:
        count_up(connection, figures)

    page = signed_in("leo", "lead").open("/uebersicht")

    assert told in page.text
    assert (ALL_LED_TO_ONE in page.text) == (told == ALL_LED_TO_ONE)


def test_a_team_and_a_time_are_chosen_by_the_address(signed_in: Callable[..., Browser], database: Database) -> None:
    with writing(database.engine) as connection:
        count_up(connection, [*FIGURES, Figure(TODAY - timedelta(days=80), "request", "parent", "9", 7)])
    leo = signed_in("leo", "lead")

    parent = leo.open("/uebersicht?empfaenger=parent").text
    assert "Rückrufwünsche 1 im gewünschten" in parent
    assert "Diese Anrufe gehören zu keinem Team" in parent
    assert "Wunsch zurückgenommen" not in parent
    assert "Rückrufwünsche 8 im gewünschten" in leo.open("/uebersicht?empfaenger=parent&tage=91").text
    assert "9–10 Uhr 7 0 –" in leo.page.text
    week = leo.open("/uebersicht?tage=7").text
    assert "Die letzten 7 Tage." in week
    assert "Rückrufwünsche 4 im gewünschten" in week


@pytest.mark.parametrize("address", ["?tage=0", "?tage=99999999999999999999", "?tage=viele", "?empfaenger=<script>"])
def test_a_choice_that_is_none_is_the_usual_one(signed_in: Callable[..., Browser], address: str) -> None:
    page = signed_in("leo", "lead").open(f"/uebersicht{address}")

    assert (page.status, "Die letzten 4 Wochen." in page.text, "<script>" in page.html) == (200, True, False)


def test_an_sla_shows_how_often_it_is_kept_and_what_is_beyond_it(
    app_with: Callable[..., Flask],
    person: Callable[..., str],
    wish: Callable[..., CallbackRequest],
    database: Database,
    now: Any,
) -> None:
    for changes in ({}, {"attempts": 1}, {"status": "done"}, {"recipient": "parent"}):
        wish(**changes)
    with writing(database.engine) as connection:
        count_up(connection, [Figure(TODAY, "first_attempt", "company", minutes) for minutes in ("29", "90")])
    now.shift(timedelta(seconds=-1))
    leo = Browser(app_with(*WITH_SLA).test_client()).sign_in(person("leo", "lead"), PASSWORD)

    assert "– 29 min 30 min 50 % 0 Konzernvertrieb" in leo.open("/uebersicht").text
    now.shift(timedelta(seconds=1))
    assert "– 29 min 30 min 50 % 1 Konzernvertrieb" in leo.open("/uebersicht").text


def test_what_each_person_does_is_shown_only_where_the_company_wants_it(
    app_with: Callable[..., Flask],
    person: Callable[..., str],
    wish: Callable[..., CallbackRequest],
    settings: Settings,
    database: Database,
    now: Any,
) -> None:
    anna, leo = person("anna", "sales", "company"), person("leo", "lead")
    finish(SqlHandledRequests(database), wish(), anna, clock.now(), settings.company.retention)
    asked: list[str] = []
    listen(database.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))

    off = Browser(app_with().test_client()).sign_in(leo, PASSWORD).open("/uebersicht").text
    assert "Arbeit je Person Ausgeschaltet:" in off
    assert "anna" not in off
    assert not any("request_events" in statement for statement in asked)
    switched = ("workload_per_person: false", "workload_per_person: true")
    on = Browser(app_with(switched).test_client()).sign_in(leo, PASSWORD).open("/uebersicht").text
    assert "anna 0 1 1" in on
    assert "Ausgeschaltet" not in on
