"""What can be done with callback requests."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from rueckruf import clock
from rueckruf.callbacks.callback_window import CallbackWindow
from rueckruf.callbacks.gathered import Gathered
from rueckruf.callbacks.opening_hours import OpeningHours
from rueckruf.callbacks.repository import CallbackRequests, StaleError
from rueckruf.callbacks.request import (
    LONGEST_CONCERN,
    CallbackRequest,
    PhoneSource,
    RequestError,
    deletion_time,
    is_possible_phone,
    one_line,
)

_LONGEST_NAME = 200
_LONGEST_TEXT = 500  # enough to understand a wish; what a caller tells beyond it is nobody's business
_WISHED = (
    *("name", "phone", "phone_source", "callback_start", "callback_end", "callback_text", "recipient"),
    *("concern", "other_phones", "other_windows"),
)


def take_callback_request(
    requests: CallbackRequests,
    *,
    call_sid: str,
    name: str,
    phone: str,
    phone_source: PhoneSource,
    window: CallbackWindow,
    callback_text: str,
    concern: str = "",
    other_phones: Sequence[str] = (),
    other_windows: Sequence[CallbackWindow] = (),
    recipient: str,
    keep_months: int,
    now: datetime,
) -> CallbackRequest:
    """Store the wish of a call and return it as stored; a repeated call of this changes nothing.

    A call that has a request already, because the turn that stored it failed afterwards, may have changed its wish
    since: that is stored instead while nobody has begun with it.

    Numbers are E.164, ``callback_text`` and ``concern`` the caller's words, ``recipient`` a key of ``recipients`` in
    ``company.yml``, ``now`` an aware time from which the request is kept for ``keep_months`` calendar months.
    Raises RequestError for a value that breaks a rule, StaleError for a change that comes too late, and what the
    repository raises when it cannot store.
    """
    start, end = window.moments()
    request = CallbackRequest(
        id=uuid4(),
        call_sid=call_sid,
        created_at=now,
        name=one_line(name, _LONGEST_NAME),
        phone=phone,
        callback_start=start,
        callback_end=end,
        callback_text=one_line(callback_text, _LONGEST_TEXT),
        recipient=recipient,
        status="new",
        phone_source=phone_source,
        delete_after=deletion_time(now, keep_months),
        concern=one_line(concern, LONGEST_CONCERN),
        other_phones=_beside(phone, other_phones),
        other_windows=tuple(other.moments() for other in other_windows),
    )
    # Possible, not valid: number ranges are newer than any table, and the caller has confirmed the digits.
    if not is_possible_phone(phone):
        raise RequestError("phone", "cannot exist")
    stored = requests.add(request)
    return stored if _is_wish_of(stored, request) else _change(requests, stored, request)


def keep_incomplete_request(
    requests: CallbackRequests,
    *,
    call_sid: str,
    gathered: Gathered,
    hours: OpeningHours,
    recipient: str,
    keep_hours: int,
    now: datetime,
) -> CallbackRequest:
    """Store what a call that broke off has gathered, for ``keep_hours`` from the aware time ``now``.

    Without a wished time its window is the rest of the open or the whole of the next opening. A call that has a
    request keeps that. Raises what the repository raises when it cannot store, RequestError if it never opens.
    """
    window = gathered.window or _next_opening(hours, now)
    start, end = window.moments()
    return requests.add(
        CallbackRequest(
            id=uuid4(),
            call_sid=call_sid,
            created_at=now,
            name=one_line(gathered.name, _LONGEST_NAME),
            phone=gathered.phone,
            callback_start=start,
            callback_end=end,
            callback_text=one_line(gathered.callback_text, _LONGEST_TEXT),
            recipient=recipient,
            status="incomplete",
            phone_source=gathered.phone_source,
            delete_after=now + timedelta(hours=keep_hours),
            concern=one_line(gathered.concern, LONGEST_CONCERN),
            other_phones=_beside(gathered.phone, gathered.other_phones),
            other_windows=tuple(other.moments() for other in gathered.other_windows),
        )
    )


def _beside(phone: str, others: Sequence[str]) -> tuple[str, ...]:
    """The other numbers, each once, in their order."""
    return tuple(other for other in dict.fromkeys(others) if other != phone)


def _is_wish_of(stored: CallbackRequest, request: CallbackRequest) -> bool:
    return stored.status != "incomplete" and all(getattr(stored, name) == getattr(request, name) for name in _WISHED)


def _change(requests: CallbackRequests, stored: CallbackRequest, request: CallbackRequest) -> CallbackRequest:
    if stored.status not in ("new", "incomplete"):
        raise StaleError
    wished = {name: getattr(request, name) for name in _WISHED}
    return requests.save(replace(stored, **wished, status="new", delete_after=request.delete_after))


def _next_opening(hours: OpeningHours, now: datetime) -> CallbackWindow:
    moment = clock.wall_clock(now)
    following = next(hours.following(moment), None)
    if following is None:
        raise RequestError("callback_start", "must lie in an opening")
    return CallbackWindow(max(following.start, moment), following.end)
