"""Which requests need a reminder: their window is about to pass, and nobody has begun."""

from datetime import datetime, timedelta

from rueckruf.callbacks.request import CallbackRequest, Status

UNTOUCHED: frozenset[Status] = frozenset({"new", "incomplete"})
"""The states that a request is in before anybody sees to it."""


def is_untouched(request: CallbackRequest) -> bool:
    """Whether nobody has claimed the request or tried to call; one of a call that broke off waits like any other."""
    return request.status in UNTOUCHED and request.claimed_by is None and request.attempts == 0


def is_endangered(request: CallbackRequest, now: datetime, margin: timedelta) -> bool:
    """Whether an untouched window that has begun ends within ``margin`` after the aware time ``now``."""
    start, end = request.window_at(now)
    return is_untouched(request) and start <= now < end <= now + margin
