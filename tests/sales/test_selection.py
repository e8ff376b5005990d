"""Which requests are meant by the words of a command line or a form."""

from datetime import datetime
from typing import Any

import pytest

from rueckruf.callbacks.repository import ALL, Selection
from rueckruf.clock import BERLIN
from rueckruf.sales.selection import SelectionError, selection_of

pytestmark = pytest.mark.unit

TEAMS = ("company", "service")


def test_nothing_given_means_all() -> None:
    assert selection_of() == ALL == selection_of(first_day="", last_day="", recipient="")


def test_what_is_given_narrows() -> None:
    assert selection_of(
        statuses=["new", "claimed"], recipient="service", recipients=TEAMS, words="Sabine Müller"
    ) == Selection(statuses=frozenset({"new", "claimed"}), recipient="service", words="Sabine Müller")


def test_days_are_berlin_days_and_both_are_included() -> None:
    selection = selection_of(first_day="2026-03-28", last_day="2026-03-29")

    assert (selection.start, selection.end) == (
        datetime(2026, 3, 28, tzinfo=BERLIN),
        datetime(2026, 3, 30, tzinfo=BERLIN),  # with the switch to summer time in between
    )


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"statuses": ["offen"]}, "status offen: choose one of new, claimed, done, unreachable, incomplete"),
        ({"recipient": "me"}, "recipient me: choose one of company, service"),
        ({"first_day": "11.3."}, "day 11.3.: must be a date like 2026-03-11"),
        ({"last_day": "9999-12-31"}, "day 9999-12-31: must be a date like 2026-03-11"),
        ({"first_day": "2026-03-12", "last_day": "2026-03-11"}, "2026-03-11 lies before 2026-03-12"),
    ],
)
def test_what_cannot_be_meant_is_named(given: dict[str, Any], problem: str) -> None:
    with pytest.raises(SelectionError) as error:
        selection_of(recipients=TEAMS, **given)
    assert str(error.value) == problem
