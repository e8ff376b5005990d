"""Somebody who rings again: which open requests are theirs, and how one of them changes."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from rueckruf.callbacks.figures import moved
from rueckruf.callbacks.handling import Entry, HandledRequests
from rueckruf.callbacks.repository import CallbackRequests, Selection, StaleError
from rueckruf.callbacks.request import CallbackRequest, Status, deletion_time
from rueckruf.callbacks.use_cases import cleaned
from rueckruf.spoken.text.vocabulary import vocabulary
from rueckruf.spoken.text.words import folded_words

#: In these somebody still has to call back, and the caller has said yes.
OPEN: frozenset[Status] = frozenset({"new", "claimed", "unreachable"})

#: Who has changed a request from within a call, in its history and in the log.
CALL = "call"


def open_request(
    requests: CallbackRequests, caller: str, said: Mapping[str, Any], now: datetime
) -> CallbackRequest | None:
    """The next open request of who rings from ``caller`` (E.164) and has ``said`` these fields of a request.

    The number of the call alone proves nothing: whoever uses that telephone must not learn of it. The name must fit, or
    while none was said another of the request's numbers.
    """
    theirs = requests_of(requests, caller, said, Selection(statuses=OPEN, words=caller, kept_at=now))
    return min(theirs, key=lambda request: request.callback_start, default=None)


def requests_of(
    requests: CallbackRequests, caller: str, said: Mapping[str, Any], selection: Selection
) -> Iterator[CallbackRequest]:
    """Those of ``selection`` that are of the number ``caller`` and fit what was ``said``."""
    return (request for request in requests.list(selection) if _is_of(request, caller, said))


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
    StaleError if it is no longer open, and what the repository raises when it cannot store.
    """
    before = requests.get(request_id)
    if before is None or before.status not in OPEN:
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
    if _names(before.name) <= _names(str(values.get("name", ""))):
        values.pop("name", None)  # without the title
    return values


def _is_of(request: CallbackRequest, caller: str, said: Mapping[str, Any]) -> bool:
    numbers = {request.phone, *request.other_phones}
    if caller not in numbers:
        return False
    if name := said.get("name"):
        return set() < _names(request.name) <= _names(name)
    return not numbers.isdisjoint({said.get("phone"), *said.get("other_phones", ())} - {caller})


def _names(name: str) -> set[str]:
    return {*folded_words(name)} - _titles()


@cache
def _titles() -> frozenset[str]:
    titles: Mapping[str, Any] = vocabulary("caller_name")["titles"]
    return frozenset(word for title in titles for word in folded_words(title))
