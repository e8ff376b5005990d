"""Which request somebody may see, by whatever door they come."""

from uuid import UUID

from flask import abort

from rueckruf import clock
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.sales.services import services


def find_visible(request_id: UUID, recipient: str | None) -> CallbackRequest | None:
    """The request, if there is one and ``recipient``, or anybody without one, may see it."""
    found = services().requests.get(request_id)
    if found is None or found.delete_after <= clock.now() or recipient not in (None, found.recipient):
        return None
    return found


def visible(request_id: UUID, recipient: str | None) -> CallbackRequest:
    """The same, or the answer that it is not found."""
    return find_visible(request_id, recipient) or abort(404)
