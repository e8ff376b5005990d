"""What every table of exported requests holds."""

from datetime import datetime

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.clock import BERLIN

COLUMNS = (
    "id",
    "created_at",
    "name",
    "phone",
    "callback_start",
    "callback_end",
    "callback_text",
    "recipient",
    "status",
    "phone_source",
    "delete_after",
)
TIMES = ("created_at", "callback_start", "callback_end", "delete_after")


class ExportError(ValueError):
    """Requests that a format cannot hold; tells what to do instead."""


def row_of(request: CallbackRequest) -> dict[str, str]:
    """A request under the keys of all exports, in the order of COLUMNS, every value as text.

    Times carry the Berlin offset of their day. A call that broke off may have left name, number and words empty.
    """
    return {
        "id": str(request.id),
        "created_at": _berlin(request.created_at),
        "name": request.name,
        "phone": request.phone,
        "callback_start": _berlin(request.callback_start),
        "callback_end": _berlin(request.callback_end),
        "callback_text": request.callback_text,
        "recipient": request.recipient,
        "status": request.status,
        "phone_source": request.phone_source,
        "delete_after": _berlin(request.delete_after),
    }


def _berlin(moment: datetime) -> str:
    return moment.astimezone(BERLIN).isoformat(timespec="seconds")
