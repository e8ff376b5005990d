"""What can be done with callback requests."""

from datetime import datetime
from uuid import uuid4

from rueckruf.callbacks.callback_window import CallbackWindow
from rueckruf.callbacks.repository import CallbackRequests
from rueckruf.callbacks.request import (
    CallbackRequest,
    PhoneSource,
    RequestError,
    deletion_time,
    is_possible_phone,
    one_line,
)

_LONGEST_NAME = 200
_LONGEST_TEXT = 500  # enough to understand a wish; what a caller tells beyond it is nobody's business


def take_callback_request(
    requests: CallbackRequests,
    *,
    call_sid: str,
    name: str,
    phone: str,
    phone_source: PhoneSource,
    window: CallbackWindow,
    callback_text: str,
    recipient: str,
    keep_months: int,
    now: datetime,
) -> CallbackRequest:
    """Store the wish of a call and return it as stored; a repeated call of this changes nothing.

    ``phone`` is E.164, ``callback_text`` the caller's words, ``recipient`` a key of ``recipients`` in
    ``company.yml``, ``now`` an aware time from which the request is kept for ``keep_months`` calendar months.
    Raises RequestError for a value that breaks a rule, and what the repository raises when it cannot store.
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
    )
    # Possible, not valid: number ranges are newer than any table, and the caller has confirmed the digits.
    if not is_possible_phone(phone):
        raise RequestError("phone", "cannot exist")
    return requests.add(request)
