"""Until when a callback request is kept."""

from datetime import datetime, timedelta
from typing import Protocol

from rueckruf.callbacks.request import CallbackRequest, Status, deletion_time

#: So long the latest step can be taken back; what is done is kept as long, also without a grace.
UNDO = timedelta(minutes=1)


class Terms(Protocol):
    """``retention`` of ``company.yml``."""

    @property
    def months(self) -> int:
        """After the call, in any case."""

    @property
    def done_grace_days(self) -> int:
        """After the callback, for what turns out to be a mistake."""

    @property
    def incomplete_hours(self) -> int:
        """After a call that broke off."""


def due(request: CallbackRequest, status: Status, terms: Terms, now: datetime) -> datetime:
    """When ``request`` is to be deleted once its status changes to ``status`` at the aware time ``now``.

    Done, its purpose is met: the time comes nearer, never farther. When that is undone the term counts from the call
    again, as if it had not been.
    """
    if status == "done":
        return min(request.delete_after, now + max(timedelta(days=terms.done_grace_days), UNDO))
    if request.status == "done":
        return term(request.created_at, status, terms)
    return request.delete_after


def term(created_at: datetime, status: Status, terms: Terms) -> datetime:
    """When what a call left at the aware time ``created_at`` is to be deleted if nothing happens to it."""
    if status == "incomplete":
        return created_at + timedelta(hours=terms.incomplete_hours)
    return deletion_time(created_at, terms.months)
