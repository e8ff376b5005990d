"""The overview: figures added up, and shown in words as well as in pictures."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from rueckruf.callbacks.figures import Figure
from rueckruf.callbacks.handling import finish
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.sales.overview import overview
from rueckruf.settings import Settings
from rueckruf.storage.database import Database
from rueckruf.storage.figures import count_up, figures_since
from rueckruf.storage.history import SqlHandledRequests
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
    Figure(TODAY, "broke_off", "", "caller_name", 1),
    Figure(TODAY, "broke_off", "", "phone_number", 4),
    Figure(TODAY, "ended", "", "cancel", 3),
]


def test_the_figures_add_up() -> None:
    seen = overview(FIGURES, TODAY)

    assert (len(seen.per_day), seen.per_day[0][1], seen.per_day[-1]) == (28, 2, (TODAY, 4))
    assert (seen.requests, seen.windows, seen.reached, seen.share) == (6, 4, 3, 75)
    assert seen.minutes == 30
    assert seen.without_request == (("phone_number", 4), ("cancel", 3), ("caller_name", 1))
    assert seen.left == 8
    assert seen.results == (("erreicht", 4), ("Mailbox", 3))


def test_a_window_in_which_nobody_called_counts_as_not_reached(
    wish: Callable[..., CallbackRequest], settings: Settings, database: Database
) -> None:
    first, *_ = [wish() for _ in range(10)]
    finish(SqlHandledRequests(database), first, "anna", first.callback_start, settings.company.retention)

    with database.engine.connect() as connection:
        seen = overview(figures_since(connection, TODAY), first.callback_end.date() + timedelta(days=1))

    assert (seen.windows, seen.reached, seen.share) == (10, 1, 10)


def test_without_figures_nothing_is_claimed() -> None:
    seen = overview([], TODAY)

    assert (seen.requests, seen.share, seen.minutes, seen.without_request) == (0, None, None, ())


def test_the_page_tells_them_in_words_too(signed_in: Callable[..., Browser], database: Database) -> None:
    with database.engine.begin() as connection:
        count_up(connection, FIGURES)

    page = signed_in("leo", "lead").open("/uebersicht")

    for words in ("75 %", "30 min", "abgebrochen bei der Nummer 4", "Wunsch zurückgenommen 3", "Mailbox 3"):
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
    with database.engine.begin() as connection:
        count_up(connection, figures)

    page = signed_in("leo", "lead").open("/uebersicht")

    assert told in page.text
    assert (ALL_LED_TO_ONE in page.text) == (told == ALL_LED_TO_ONE)
