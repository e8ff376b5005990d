"""Which requests need a reminder: their window is about to pass, and nobody has begun."""

from datetime import datetime, timedelta

from rueckruf.callbacks.request import CallbackRequest


def is_untouched(request: CallbackRequest) -> bool:
    """Whether nobody has claimed the request or tried to call."""
    return request.status == "new" and request.attempts == 0


def is_endangered(request: CallbackRequest, now: datetime, margin: timedelta) -> bool:
    """Whether an untouched window that has begun ends within ``margin`` after the aware time ``now``."""
    return is_untouched(request) and request.callback_start <= now < request.callback_end <= now + margin
