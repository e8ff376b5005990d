"""Which requests somebody asks for, from the words of a command line or a form."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from typing import cast, get_args

from rueckruf.callbacks.repository import Selection
from rueckruf.callbacks.request import Status
from rueckruf.clock import berlin

STATUSES: tuple[Status, ...] = get_args(Status)


class SelectionError(ValueError):
    """A choice that is none; names it and what can be chosen."""


def selection_of(
    *,
    statuses: Sequence[str] = (),
    first_day: str | None = None,
    last_day: str | None = None,
    recipient: str | None = None,
    recipients: Collection[str] = (),
    words: str = "",
) -> Selection:
    """All that match each of what is given; an empty text counts as not given.

    ``recipients`` are the keys of ``company.yml`` of which ``recipient`` may be one.
    Days are ISO dates, Berlin days on which the window begins, both included. Raises SelectionError.
    """
    for status in statuses:
        _check("status", status, STATUSES)
    if recipient:
        _check("recipient", recipient, recipients)
    start, end = _midnight(first_day), _midnight(last_day, days_later=1)
    if start and end and end <= start:
        raise SelectionError(f"{last_day} lies before {first_day}")
    return Selection(
        statuses=frozenset(cast(Sequence[Status], statuses)) or None,
        recipient=recipient or None,
        start=start,
        end=end,
        words=words,
    )


def _check(kind: str, value: str, values: Collection[str]) -> None:
    if value not in values:
        raise SelectionError(f"{kind} {value}: choose one of {', '.join(values)}")


def _midnight(day: str | None, days_later: int = 0) -> datetime | None:
    if not day:
        return None
    try:
        return berlin(datetime.combine(date.fromisoformat(day) + timedelta(days=days_later), time()))
    except (ValueError, OverflowError):
        raise SelectionError(f"day {day}: must be a date like 2026-03-11") from None
