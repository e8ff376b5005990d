"""What can be done with callback requests."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from rueckruf import clock
from rueckruf.callbacks.callback_window import CallbackWindow
from rueckruf.callbacks.opening_hours import OpeningHours
from rueckruf.callbacks.repository import CallbackRequests, StaleError
from rueckruf.callbacks.request import (
    LONGEST_CONCERN,
    CallbackRequest,
    RequestError,
    deletion_time,
    is_possible_phone,
    one_line,
)

_LONGEST_TEXT = 500  # enough to understand a wish; what a caller tells beyond it is nobody's business
_LONGEST = {"name": 200, "concern": LONGEST_CONCERN}
_OURS = frozenset(
    {
        *("id", "call_sid", "created_at", "status", "delete_after", "version"),
        *("note", "claimed_by", "attempts", "next_attempt_at", "result"),
    }
)
#: What is the caller's wish in a request; the rest is what becomes of it.
WISHED = tuple(field.name for field in fields(CallbackRequest) if field.name not in _OURS)


def confirmed_request(
    wish: Mapping[str, Any], *, call_sid: str, recipient: str, keep_months: int, now: datetime
) -> CallbackRequest:
    """The request that a caller has said yes to.

    ``wish`` are fields of CallbackRequest as the answers fill them, the caller's words as they were heard,
    ``recipient`` a key of ``recipients`` in ``company.yml``, ``now`` an aware time from which the request is kept for
    ``keep_months`` calendar months. Raises RequestError for a value that breaks a rule.
    """
    for name in ("name", "phone", "callback_start"):
        if not wish.get(name):
            raise RequestError(name, "is missing")
    request = CallbackRequest(
        id=uuid4(),
        call_sid=call_sid,
        created_at=now,
        recipient=recipient,
        status="new",
        delete_after=deletion_time(now, keep_months),
        **cleaned(wish),
    )
    # Possible, not valid: number ranges are newer than any table, and the caller has confirmed the digits.
    if not is_possible_phone(request.phone):
        raise RequestError("phone", "cannot exist")
    return request


def take_callback_request(requests: CallbackRequests, request: CallbackRequest) -> CallbackRequest:
    """Store a confirmed request and return it as stored; a repeated call of this changes nothing.

    A call that has a request already, because the turn that stored it failed afterwards, may have changed its wish
    since: that is stored instead while nobody has begun with it.

    Raises StaleError for a change that comes too late, and what the repository raises when it cannot store.
    """
    stored = requests.add(request)
    return stored if _is_wish_of(stored, request) else _change(requests, stored, request)


def keep_incomplete_request(
    requests: CallbackRequests,
    wish: Mapping[str, Any],
    *,
    call_sid: str,
    hours: OpeningHours,
    recipient: str,
    keep_hours: int,
    now: datetime,
) -> CallbackRequest:
    """Store what a call that broke off has gathered, for ``keep_hours`` from the aware time ``now``.

    Without a wished time its window is the rest of the open or the whole of the next opening. A call that has a
    request keeps that. Raises what the repository raises when it cannot store, RequestError if it never opens.
    """
    start, end = (None, None) if "callback_start" in wish else _next_opening(hours, now).moments()
    nothing = {"name": "", "phone": "", "phone_source": "spoken", "callback_text": ""}
    return requests.add(
        CallbackRequest(
            id=uuid4(),
            call_sid=call_sid,
            created_at=now,
            recipient=recipient,
            status="incomplete",
            delete_after=now + timedelta(hours=keep_hours),
            **{**nothing, "callback_start": start, "callback_end": end, **cleaned(wish)},
        )
    )


def cleaned(wish: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of a request with texts on one clean line, other numbers each once and in their order."""
    cleaned = {
        name: one_line(value, _LONGEST.get(name, _LONGEST_TEXT)) if isinstance(value, str) else value
        for name, value in wish.items()
    }
    if others := cleaned.get("other_phones"):
        cleaned["other_phones"] = tuple(other for other in dict.fromkeys(others) if other != cleaned.get("phone"))
    return cleaned


def _is_wish_of(stored: CallbackRequest, request: CallbackRequest) -> bool:
    return stored.status != "incomplete" and all(getattr(stored, name) == getattr(request, name) for name in WISHED)


def _change(requests: CallbackRequests, stored: CallbackRequest, request: CallbackRequest) -> CallbackRequest:
    if stored.status not in ("new", "incomplete"):
        raise StaleError
    wished = {name: getattr(request, name) for name in WISHED}
    return requests.save(replace(stored, **wished, status="new", delete_after=request.delete_after))


def _next_opening(hours: OpeningHours, now: datetime) -> CallbackWindow:
    moment = clock.wall_clock(now)
    following = next(hours.following(moment), None)
    if following is None:
        raise RequestError("callback_start", "must lie in an opening")
    return CallbackWindow(max(following.start, moment), following.end)
