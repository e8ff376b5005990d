"""What somebody has typed into a form that could not be taken: it comes back, so that nothing is lost."""

from dataclasses import dataclass
from uuid import UUID

from flask import request

from rueckruf.callbacks.handling import LONGEST_NOTE

# A note that is too long comes back as well, but nobody types more than this by hand.
_LONGEST = 10 * LONGEST_NOTE


@dataclass(frozen=True)
class Typed:
    """A note, and the request it was meant for."""

    request_id: UUID
    note: str


def typed() -> Typed | None:
    """The note in the form that was sent, however it got here."""
    text = request.form.get("note", "")[:_LONGEST]
    request_id = (request.view_args or {}).get("request_id") or _id(request.form.get("note_for", ""))
    return Typed(request_id, text) if request_id and text.strip() else None


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
