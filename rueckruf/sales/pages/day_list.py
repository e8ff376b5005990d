"""The day's list: whom to call now, and then."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from flask import Blueprint, make_response, render_template, request

from rueckruf import clock
from rueckruf.callbacks.day_list import State, arrange
from rueckruf.sales.services import services
from rueckruf.sales.sessions import POLL, signed_in
from rueckruf.storage import due

pages = Blueprint("day_list", __name__)

_ON_A_PAGE = 50


@pages.get("/liste")
def show() -> Any:
    now, me = clock.now(), signed_in()
    recipient = chosen_recipient(request.args.get("empfaenger", ""))
    number = max(request.args.get("seite", 1, type=int), 1)
    with services().database.engine.connect() as connection:
        sizes = due.counts(connection, recipient, now)
        places = due.places(connection, recipient, now, sizes, (number - 1) * _ON_A_PAGE, _ON_A_PAGE)
        tag = _tag(me.get_id(), number, recipient, sizes, places, now)
        if POLL in request.headers and request.if_none_match.contains(tag):
            return "", 304
        requests = due.requests_at(connection, places, services().database.cipher)
    services().read_log.log(me.get_id(), me.user.login, (each.id for each in requests), now)
    page = render_template(
        "day_list.html",
        sections=arrange(requests, now),
        sizes=sizes,
        number=number,
        more=sum(sizes.values()) > number * _ON_A_PAGE,
        recipient=recipient,
        tag=tag,
        now=now,
        today=clock.wall_clock(now).date(),
    )
    response = make_response(page)
    response.set_etag(tag)
    return response


def chosen_recipient(asked: str) -> str | None:
    """Whose requests are to be shown: one's own, or for who may see all those of the recipient asked for."""
    return signed_in().recipient or (asked if asked in services().recipients else None)


def _tag(
    session_id: str,
    number: int,
    recipient: str | None,
    sizes: dict[State, int],
    places: list[due.Place],
    now: datetime,
) -> str:
    """Differs whenever the page would: with what is on it, and every five minutes, for it tells times."""
    minutes = int(now.timestamp()) // 300
    seen = (session_id, number, recipient, sorted(sizes.items()), places, minutes)
    return sha256(repr(seen).encode()).hexdigest()[:32]
