"""Somebody who rings again: which request is theirs, and how it changes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from rueckruf.callbacks.repository import StaleError
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.returning import change_request, open_request, requests_of
from rueckruf.clock import BERLIN
from tests.callbacks.test_handling import HandledInMemory
from tests.callbacks.test_use_cases import RequestsInMemory
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

CALLER = "+493023125042"
OTHER = "+493023125077"
NOW = datetime(2026, 3, 10, 10, tzinfo=BERLIN)
#: The window of ``request_of``, an hour and two days later.
LATER = {
    "callback_start": datetime(2026, 3, 13, 15, tzinfo=BERLIN),
    "callback_end": datetime(2026, 3, 13, 16, tzinfo=BERLIN),
    "callback_text": "am Freitag um drei",
}


def holding(*requests: CallbackRequest) -> RequestsInMemory:
    """A repository; whether a selection is kept to is tested where it is read."""
    repository = RequestsInMemory()
    for request in requests:
        repository.add(request)
    return repository


def found(request: CallbackRequest, caller: str = CALLER, **said: Any) -> bool:
    return open_request(holding(request), caller, said, NOW) is not None


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ("Paul Weber", "Paul Weber"),
        ("Paul Weber", "PAUL WEBER"),
        ("Dr. Paul Weber", "Paul Weber"),
        ("Paul Weber", "Prof. Dr. Paul Weber"),
        ("Weber", "Paul Weber"),
        ("Jürgen Weiß", "Juergen Weiss"),
        ("Anna von der Heide-Kuhn", "Anna von der Heide Kuhn"),
        ("Sabine Hofmann", "Sabine Hoffmann"),
    ],
)
def test_a_name_that_fits(stored: str, said: str) -> None:
    assert found(request_of("CA1", name=stored), name=said)


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ("Paul Weber", "Weber"),  # so are all of the family called
        ("Paul Weber", "Petra Weber"),
        ("Paul Weber", "Paul"),
        ("Dr. Weber", "Dr. Müller"),
        ("Paul Weber", ""),
    ],
)
def test_a_name_that_does_not(stored: str, said: str) -> None:
    assert not found(request_of("CA1", name=stored), name=said)


def test_a_name_is_not_enough_from_another_number() -> None:
    assert not found(request_of("CA1", name="Paul Weber"), caller=OTHER, name="Paul Weber")
    assert found(request_of("CA1", name="Paul Weber", other_phones=(OTHER,)), caller=OTHER, name="Paul Weber")


def test_numbers_prove_nothing_without_the_name() -> None:
    request = request_of("CA1", other_phones=(OTHER,))
    assert not found(request)
    assert not found(request, phone=OTHER)
    assert not found(request, phone=OTHER, name="Petra Schulz")


def test_what_may_be_that_of_two_on_one_line_is_nobodys() -> None:
    sabine, karl = request_of("CA1", name="Sabine Hofmann"), request_of("CA2", name="Karl Hofmann", **LATER)
    either = request_of("CA3", name="Hofmann", status="done")
    household = holding(sabine, karl, either)
    for caller, theirs in (
        ("Karl Hofmann", [karl]),
        ("Sabine Hofmann", [sabine]),
        ("Hofmann", []),
        ("Eva Hofmann", []),
    ):
        assert list(requests_of(household.list(), CALLER, {"name": caller})) == theirs


def test_the_next_one_is_found() -> None:
    friday = request_of("CA1", **LATER)
    wednesday = request_of("CA2")
    assert open_request(holding(friday, wednesday), CALLER, {"name": friday.name}, NOW) == wednesday


def test_all_of_a_caller_and_nobody_elses() -> None:
    mine, others = request_of("CA1", status="done"), request_of("CA2", name="Petra Schulz")
    assert list(requests_of([mine, others], CALLER, {"name": mine.name})) == [mine]


def change(request: CallbackRequest, **wish: Any) -> tuple[CallbackRequest, HandledInMemory]:
    handled = HandledInMemory(request)
    said = {name: getattr(request, name) for name in ("name", "phone", "phone_source", *LATER)}
    after = change_request(holding(request), handled, request.id, {**said, **wish}, keep_months=3, now=NOW)
    return after, handled


def test_moved_it_is_the_same_request_and_its_history_tells() -> None:
    request = request_of("CA1", status="unreachable", attempts=1, next_attempt_at=NOW + timedelta(hours=1))
    after, handled = change(request, **LATER)
    assert (after.id, after.call_sid, after.attempts) == (request.id, "CA1", 1)
    assert (after.callback_start, after.callback_text) == (LATER["callback_start"], "am Freitag um drei")
    assert after.due_at(NOW) == after.callback_start
    assert after.delete_after == datetime(2026, 6, 10, 10, tzinfo=BERLIN)
    (entry,) = handled.entries
    assert (entry.actor, entry.step, entry.version) == ("call", "changed", after.version)


def test_who_has_claimed_it_keeps_it() -> None:
    after, _ = change(request_of("CA1", status="claimed", claimed_by="anna"), **LATER)
    assert (after.status, after.claimed_by) == ("claimed", "anna")


def test_the_same_wish_changes_nothing_in_whatever_words() -> None:
    request = request_of("CA1", name="Dr. Paul Weber")
    after, handled = change(request, name="Paul Weber", callback_text="morgen, Mittwoch, um vierzehn Uhr")
    assert after == request
    assert handled.entries == []


def test_a_new_number_leaves_the_time_and_its_words() -> None:
    after, handled = change(request_of("CA1"), phone=OTHER, callback_text="in unseren Worten")
    assert (after.phone, after.callback_text) == (OTHER, "morgen um zwei")
    assert handled.counted() == {}


def counted(figures: Sequence[Any]) -> list[tuple[str, int]]:
    return [(f"{figure.day:%d.%m.}", figure.count) for figure in figures]


def test_the_window_is_counted_on_its_new_day() -> None:
    _, handled = change(request_of("CA1"), **LATER)
    assert counted(handled.figures) == [("11.03.", -1), ("13.03.", 1)]


def test_one_that_has_passed_stays_counted() -> None:
    yesterday = {"callback_start": NOW - timedelta(days=1), "callback_end": NOW - timedelta(hours=23)}
    _, handled = change(request_of("CA1", **yesterday), **LATER)
    assert counted(handled.figures) == [("13.03.", 1)]


def test_the_wish_of_somebody_else_changes_nothing() -> None:
    with pytest.raises(StaleError):
        change(request_of("CA1", name="Sabine Hofmann"), name="Karl Hofmann", **LATER)


@pytest.mark.parametrize("status", ["done", "incomplete"])
def test_what_is_no_longer_open_is_not_changed(status: str) -> None:
    with pytest.raises(StaleError):
        change(request_of("CA1", status=status), **LATER)


def test_nor_is_what_has_been_deleted() -> None:
    request = request_of("CA1")
    with pytest.raises(StaleError):
        change_request(holding(), HandledInMemory(request), uuid4(), {}, keep_months=3, now=NOW)
