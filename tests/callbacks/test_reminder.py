"""A reminder is due shortly before an untouched window passes."""

from datetime import timedelta

import pytest

from rueckruf.callbacks.reminder import is_endangered
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

MARGIN = timedelta(minutes=20)
REQUEST = request_of("CA1")
SECOND = timedelta(seconds=1)


def test_a_window_is_endangered_from_the_margin_before_its_end_until_it_has_passed() -> None:
    end = REQUEST.callback_end

    assert not is_endangered(REQUEST, end - MARGIN - SECOND, MARGIN)
    assert is_endangered(REQUEST, end - MARGIN, MARGIN)
    assert is_endangered(REQUEST, end - SECOND, MARGIN)
    assert not is_endangered(REQUEST, end, MARGIN)


def test_a_window_shorter_than_the_margin_is_endangered_once_it_has_begun() -> None:
    begin = REQUEST.callback_start
    short = request_of("CA1", callback_end=begin + MARGIN / 2)

    assert not is_endangered(short, begin - SECOND, MARGIN)
    assert is_endangered(short, begin, MARGIN)


def test_a_request_of_a_call_that_broke_off_is_endangered_like_any_other() -> None:
    assert is_endangered(request_of("CA1", status="incomplete", name=""), REQUEST.callback_end - SECOND, MARGIN)


@pytest.mark.parametrize(
    "touched",
    [
        {"status": "claimed"},
        {"status": "done"},
        {"status": "unreachable"},
        {"attempts": 1},
        {"status": "incomplete", "claimed_by": "anna"},
        {"status": "incomplete", "attempts": 1},
    ],
)
def test_a_request_that_somebody_sees_to_is_not_endangered(touched: dict[str, object]) -> None:
    assert not is_endangered(request_of("CA1", **touched), REQUEST.callback_end - SECOND, MARGIN)
