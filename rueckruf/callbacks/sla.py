"""The service level of a team: how long after the time that a caller wished somebody must have tried to call."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from rueckruf.callbacks.request import CallbackRequest


def is_late(request: CallbackRequest, now: datetime, promised: Mapping[str, timedelta]) -> bool:
    """Whether at the aware time ``now`` nobody has tried, though the team ``promised`` to within some time.

    It runs from the beginning of the wished window, or from the time for which the call has been put off since. A team
    that promises nothing is never late.
    """
    within = promised.get(request.recipient)
    if within is None or request.status == "done" or request.attempts:
        return False
    return now >= (request.next_attempt_at or request.callback_start) + within
