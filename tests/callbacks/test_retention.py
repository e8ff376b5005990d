"""A request is kept until its purpose is met, and never longer than promised."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.retention import UNDO, due, term
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

CALLED = datetime(2026, 3, 10, 9, tzinfo=UTC)
IN_THREE_MONTHS = datetime(2026, 6, 10, 8, tzinfo=UTC)  # nine o'clock in Berlin, in summer time by then
NEXT_DAY = CALLED + timedelta(days=1)


@dataclass(frozen=True)
class ThreeMonths:
    months: int = 3
    done_grace_days: int = 7
    incomplete_hours: int = 24


TERMS = ThreeMonths()


def request(**changes: object) -> CallbackRequest:
    return request_of("CA1", created_at=CALLED, **{"delete_after": IN_THREE_MONTHS, **changes})


def test_a_new_request_is_kept_for_months_and_a_broken_off_call_for_hours() -> None:
    assert term(CALLED, "new", TERMS) == IN_THREE_MONTHS
    assert term(CALLED, "incomplete", TERMS) == CALLED + timedelta(hours=24)


def test_done_is_kept_for_the_days_of_grace() -> None:
    assert due(request(), "done", TERMS, NEXT_DAY) == NEXT_DAY + timedelta(days=7)
    assert due(request(), "done", ThreeMonths(done_grace_days=0), NEXT_DAY) == NEXT_DAY + UNDO


def test_done_never_lengthens_the_time() -> None:
    late = IN_THREE_MONTHS - timedelta(days=1)

    assert due(request(), "done", TERMS, late) == IN_THREE_MONTHS
    incomplete = request(status="incomplete", delete_after=term(CALLED, "incomplete", TERMS))
    assert due(incomplete, "done", TERMS, CALLED + timedelta(hours=1)) == CALLED + timedelta(hours=24)


def test_undone_it_is_as_if_it_had_not_been() -> None:
    done = replace(request(), status="done", delete_after=NEXT_DAY + timedelta(days=7))

    assert due(done, "claimed", TERMS, NEXT_DAY) == IN_THREE_MONTHS
    assert due(done, "incomplete", TERMS, NEXT_DAY) == CALLED + timedelta(hours=24)


def test_another_status_changes_nothing() -> None:
    for status in ("claimed", "unreachable", "new"):
        assert due(request(), status, TERMS, NEXT_DAY) == IN_THREE_MONTHS
