"""What somebody has entered into a form that could not be taken: it comes back, so that nothing is lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from flask import request

from rueckruf.callbacks.handling import LONGEST_NOTE

_SEARCH = ("worte", "stand", "von", "bis", "empfaenger")
_WHOM = ("person", "called", "case")
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "request.note": ("note",),
    "request.settle": ("note", "next_attempt", "next_at"),
    "search.find": _SEARCH,
    "export.download": _SEARCH,
    "cases.receive": ("kind", "received", "name", "address", "phone", "wish"),
    "privacy.find": _WHOM,
    "privacy.disclose": _WHOM,
    "privacy.rectify": (*_WHOM, "request_id", "name", "phone", "concern"),
    "privacy.restrict": (*_WHOM, "request_id", "reason"),
    "privacy.release": _WHOM,
    "privacy.erase": _WHOM,
}
# A note that is too long comes back as well, but nobody types more than this by hand.
_LONGEST = 10 * LONGEST_NOTE


@dataclass(frozen=True)
class EnteredForm:
    """The fields of a form for the route ``endpoint``, and the request it is about if it is one of its page."""

    endpoint: str
    request_id: UUID | None
    fields: Mapping[str, str] = field(repr=False)


def entered_form() -> EnteredForm | None:
    """What is in the form that was sent, however it got here."""
    carried = request.form.get("typed_at", "")
    endpoint = carried if carried in _FIELDS else request.endpoint or ""
    fields = {name: request.form.get(name, "")[:_LONGEST] for name in _FIELDS.get(endpoint, ())}
    request_id = (request.view_args or {}).get("request_id") or _id(request.form.get("typed_for", ""))
    if not any(text.strip() for text in fields.values()) or (endpoint.startswith("request.") and request_id is None):
        return None
    return EnteredForm(endpoint, request_id, fields)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
