"""What has changed since a system last asked."""

from typing import Any

from rueckruf.sales.api.access import caller
from rueckruf.sales.api.blueprint import api
from rueckruf.sales.api.models import EventList, EventsQuery
from rueckruf.sales.api.problems import described, refuse
from rueckruf.sales.services import services
from rueckruf.storage.changes import Change, LostPlaceError, changes_after


@api.get(
    "/events",
    summary="Lesen, was sich geändert hat: sieben Tage lang, ohne Angaben zu Personen",
    responses={200: EventList, **described(410)},
)
def list_events(query: EventsQuery) -> Any:
    last = str(query.cursor) if query.cursor else None
    try:
        with services().database.engine.connect() as connection:
            portion = changes_after(connection, last, caller().recipient, query.limit)
    except LostPlaceError:
        refuse(410)
    return {"events": [_event(each) for each in portion.changes], "next": portion.last, "more": portion.more}


def _event(change: Change) -> dict[str, str]:
    return {
        "id": change.id,
        "type": f"request.{change.news}",
        "timestamp": change.at.isoformat(timespec="seconds"),
        "request_id": change.request_id,
    }
