"""When a request is beyond the service level of its team."""

from datetime import timedelta
from typing import Any

import pytest

from rueckruf.callbacks.sla import is_late
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
BEGIN = request_of("CA1").callback_start
PROMISED = {request_of("CA1").recipient: HOUR}


@pytest.mark.parametrize("touched", [{}, {"status": "claimed", "claimed_by": "anna"}, {"status": "incomplete"}])
def test_it_is_late_once_nobody_has_tried_for_so_long_after_the_window_began(touched: dict[str, Any]) -> None:
    request = request_of("CA1", **touched)

    assert not is_late(request, BEGIN + HOUR - SECOND, PROMISED)
    assert is_late(request, BEGIN + HOUR, PROMISED)
    assert is_late(request, BEGIN + 100 * HOUR, PROMISED)


def test_a_time_agreed_since_counts_from_there() -> None:
    request = request_of("CA1", next_attempt_at=BEGIN + 3 * HOUR)

    assert not is_late(request, BEGIN + 4 * HOUR - SECOND, PROMISED)
    assert is_late(request, BEGIN + 4 * HOUR, PROMISED)


@pytest.mark.parametrize("seen_to", [{"status": "done"}, {"status": "unreachable", "attempts": 1}])
def test_what_was_tried_or_is_done_is_not_late(seen_to: dict[str, Any]) -> None:
    assert not is_late(request_of("CA1", **seen_to), BEGIN + 100 * HOUR, PROMISED)


def test_who_promises_nothing_is_never_late() -> None:
    assert not is_late(request_of("CA1"), BEGIN + 100 * HOUR, {})
