"""Calls whose log at Twilio is still to be deleted."""

from datetime import UTC, datetime, timedelta

import pytest

from rueckruf.storage.database import Database
from rueckruf.storage.ended_calls import EndedCall, EndedCalls

pytestmark = pytest.mark.unit

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def calls(database: Database) -> EndedCalls:
    return EndedCalls(database.engine)


def test_calls_come_when_they_are_due_and_the_longest_waiting_first(calls: EndedCalls) -> None:
    calls.add("CA2", NOW + MINUTE)
    calls.add("CA1", NOW)
    calls.add("CA3", NOW + 2 * MINUTE)
    assert calls.due(NOW + MINUTE, 10) == [EndedCall("CA1", 0), EndedCall("CA2", 0)]
    assert calls.due(NOW + MINUTE, 1) == [EndedCall("CA1", 0)]


def test_a_call_that_ends_twice_waits_once(calls: EndedCalls) -> None:
    calls.add("CA1", NOW)
    calls.add("CA1", NOW + MINUTE)
    assert calls.due(NOW, 10) == [EndedCall("CA1", 0)]


def test_an_attempt_in_vain_counts_and_postpones(calls: EndedCalls) -> None:
    calls.add("CA1", NOW)
    calls.postpone(EndedCall("CA1", 0), NOW + MINUTE)
    assert calls.due(NOW, 10) == []
    assert calls.due(NOW + MINUTE, 10) == [EndedCall("CA1", 1)]


def test_a_call_is_forgotten(calls: EndedCalls) -> None:
    calls.add("CA1", NOW)
    calls.forget(EndedCall("CA1", 0))
    assert calls.due(NOW, 10) == []
