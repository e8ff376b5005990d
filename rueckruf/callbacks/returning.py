"""Somebody who rings again: which open requests are theirs, and how one of them changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from rueckruf.callbacks.figures import moved
from rueckruf.callbacks.handling import Entry, HandledRequests
from rueckruf.callbacks.repository import CallbackRequests, Selection, StaleError
from rueckruf.callbacks.request import CallbackRequest, Status, deletion_time
from rueckruf.callbacks.same_name import are_same, is_same, is_surely, tells_as_much
from rueckruf.callbacks.use_cases import cleaned
from rueckruf.spoken.text.words import folded_words

#: In these somebody still has to call back, and the caller has said yes.
OPEN: frozenset[Status] = frozenset({"new", "claimed", "unreachable"})

#: Who has changed a request from within a call, in its history and in the log.
CALL = "call"


def open_request(
    requests: CallbackRequests, caller: str, said: Mapping[str, Any], now: datetime
) -> CallbackRequest | None:
    """The next open request of who rings from ``caller`` (E.164) and has ``said`` these fields of a request.

    The number of the call alone proves nothing: whoever uses that telephone must not learn of it.
    """
    theirs = requests_of(requests.list(Selection(words=caller, kept_at=now)), caller, said)
    open_ones = [request for request in theirs if request.status in OPEN]
    return min(open_ones, key=lambda request: request.callback_start, default=None)


def requests_of(requests: Iterable[CallbackRequest], caller: str, said: Mapping[str, Any]) -> Sequence[CallbackRequest]:
    """Those of all ``requests`` that are of the number ``caller`` and surely of who has said that name.

    The first name must be said where the request has one: the surname is that of all the family. None where what is
    said may be the name of two.
    """
    of_number = [request for request in requests if caller in (request.phone, *request.other_phones)]
    name, beside = said.get("name", ""), {request.name for request in of_number}
    fitting = [request for request in of_number if is_surely(name, request.name, beside)]
    if not are_same({request.name for request in fitting}):
        return []
    return [request for request in fitting if tells_as_much(name, request.name)]


def change_request(
    requests: CallbackRequests,
    handled: HandledRequests,
    request_id: UUID,
    wish: Mapping[str, Any],
    *,
    keep_months: int,
    now: datetime,
) -> CallbackRequest:
    """Change an open request to ``wish``, the fields of it as the answers fill them; the same wish changes nothing.

    Who has claimed it keeps it. Kept for ``keep_months`` from the aware time ``now``, as the caller was told. Raises
    StaleError if it is no longer open, or the wish is somebody else's, and what the repository raises when it cannot
    store.
    """
    before = requests.get(request_id)
    if before is None or before.status not in OPEN or not is_same(before.name, wish["name"]):
        raise StaleError
    values = _changes(before, cleaned(wish))
    if not values:
        return before
    if "callback_start" in values:
        values["next_attempt_at"] = None
    after = replace(before, **values, delete_after=deletion_time(now, keep_months))
    earlier = {name: getattr(before, name) for name in ("next_attempt_at", "delete_after")}
    entry = Entry(now, CALL, "changed", before.version + 1, earlier)
    return handled.change(after, entry, moved(before, after, now))


def _changes(before: CallbackRequest, wish: Mapping[str, Any]) -> dict[str, Any]:
    """What the wish holds otherwise. The caller's words stay where they have wished for the same time once more."""
    whole = {"concern": "", "other_phones": (), "other_windows": (), **wish}
    values = {name: value for name, value in whole.items() if value != getattr(before, name)}
    if not values.keys() & {"callback_start", "callback_end", "other_windows"}:
        values.pop("callback_text", None)
    if {*folded_words(str(values.get("name", "")))} <= {*folded_words(before.name)}:
        values.pop("name", None)  # without the title
    return values
