"""Requests, to be read."""

import base64
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from flask import Response, jsonify

from rueckruf import clock
from rueckruf.callbacks.repository import Selection
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.sales.api.access import asked_recipient, caller, log_read
from rueckruf.sales.api.blueprint import api
from rueckruf.sales.api.models import Filter, OfRequest, Request, RequestList, RequestsQuery, shown
from rueckruf.sales.api.problems import described, refuse
from rueckruf.sales.selection import SelectionError, selection_of
from rueckruf.sales.services import services
from rueckruf.sales.visible import visible

_Place = tuple[datetime, UUID]


@api.get("/requests", summary="Rückrufwünsche lesen, älteste zuerst", responses={200: RequestList})
def list_requests(query: RequestsQuery) -> Any:
    kept = replace(selected(query), kept_at=clock.now())
    found = services().requests.following(kept, query.limit + 1, _place(query.cursor))
    page, more = found[: query.limit], len(found) > query.limit
    log_read(page)
    return {"requests": [shown(each) for each in page], "next": _cursor(page) if more else None}


@api.get(
    "/requests/<uuid:request_id>",
    summary="Einen Rückrufwunsch lesen, mit seiner Fassung als ETag",
    responses={200: Request, **described(404)},
)
def get_request(path: OfRequest) -> Any:
    found = visible(path.request_id, caller().recipient)
    log_read([found])
    return answer(found)


def answer(request: CallbackRequest) -> Response:
    """A request that the log says is read, as it is now."""
    response = jsonify(shown(request))
    response.set_etag(str(request.version))
    return response


def selected(query: Filter) -> Selection:
    """Which requests are asked for, of the recipients that the system may see."""
    try:
        return selection_of(
            statuses=query.status,
            first_day=query.first_day,
            last_day=query.last_day,
            recipient=asked_recipient(query.recipient),
            recipients=services().recipients,
        )
    except SelectionError:
        refuse(422, "Diese Auswahl gibt es nicht. Bitte prüfen Sie recipient, first_day und last_day.")


def _cursor(page: Sequence[CallbackRequest]) -> str:
    place = f"{page[-1].created_at.isoformat()} {page[-1].id}"
    return base64.urlsafe_b64encode(place.encode()).decode()


def _place(cursor: str | None) -> _Place | None:
    if cursor is None:
        return None
    try:
        created_at, _, request_id = base64.urlsafe_b64decode(cursor).decode().partition(" ")
        return datetime.fromisoformat(created_at).astimezone(UTC), UUID(request_id)
    except (ValueError, OverflowError):
        refuse(422, "Diese Marke (cursor) gibt es nicht.")
