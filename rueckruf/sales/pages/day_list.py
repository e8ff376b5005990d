"""The day's list: whom to call now, and then; of a team, of oneself or a colleague, or what nobody has claimed."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from datetime import datetime
from hashlib import sha256
from math import ceil
from typing import Any

from flask import Blueprint, make_response, render_template, request

from rueckruf import clock
from rueckruf.callbacks.day_list import arrange
from rueckruf.sales.context import whence
from rueckruf.sales.services import services
from rueckruf.sales.sessions import POLL, signed_in
from rueckruf.sales.steps import who_may_call
from rueckruf.storage import due
from rueckruf.storage.due import Scope, Share

pages = Blueprint("day_list", __name__)

ON_A_PAGE = 50
MINE, FREE = "ich", "frei"


@pages.get("/liste")
def show() -> Any:
    return page()


def page(problem: str = "", chosen: Set[str] = frozenset(), entered: Mapping[str, str] | None = None) -> Any:
    """The list that the request names; ``chosen`` ids are ticked, ``entered`` is in the fields for them."""
    now, me, scope = clock.now(), signed_in(), chosen_scope()
    number = max(request.values.get("seite", 1, type=int), 1)
    due.move_on(services().database, now)
    with services().database.engine.connect() as connection:
        sizes = due.counts(connection, scope, now)
        places = due.places(connection, scope, now, sizes, (number - 1) * ON_A_PAGE, ON_A_PAGE)
        shares = due.shares(connection, me.recipient, now)
        tag = _tag(me.get_id(), number, scope, sorted(sizes.items()), places, shares, now=now)
        if POLL in request.headers and request.if_none_match.contains(tag):
            return "", 304
        requests = due.requests_at(connection, places, services().database.cipher)
    services().read_log.log(me.get_id(), me.user.login, (each.id for each in requests), now)
    shown = render_template(
        "day_list.html",
        sections=arrange(requests, now),
        sizes=sizes,
        number=number,
        last=ceil(sum(sizes.values()) / ON_A_PAGE),
        scope=scope,
        teams=_teams(shares),
        holders=_holders(shares, scope),
        colleagues=who_may_call(scope.recipient),
        push_key=services().push_key,
        tag=tag,
        problem=problem,
        chosen=chosen,
        entered=entered or {},
        now=now,
        today=clock.wall_clock(now).date(),
    )
    response = make_response(shown)
    response.set_etag(tag)
    return response


def chosen_recipient(asked: str) -> str | None:
    """Whose requests are to be shown: one's own, or for who may see all those of the recipient asked for."""
    return signed_in().recipient or (asked if asked in services().recipients else None)


def chosen_scope() -> Scope:
    """What the address or the form asks for, of what the person may see; somebody who is not there has nothing."""
    place = whence()
    recipient, asked = chosen_recipient(place["empfaenger"] or ""), place["bei"]
    own = {None: None, MINE: signed_in().user.login, FREE: ""}
    if asked in own:
        return Scope(recipient, own[asked])
    return Scope(recipient, next((user.login for user in who_may_call(recipient) if user.id == asked), asked))


def _teams(shares: Sequence[Share]) -> Mapping[str, int]:
    """How many wait for each team, by its key."""
    waiting: Counter[str] = Counter()
    for share in shares:
        waiting[share.recipient] += share.count
    return waiting


def _holders(shares: Sequence[Share], scope: Scope) -> Mapping[str, int]:
    """How many each has claimed of the team that is shown."""
    holding: Counter[str] = Counter()
    for share in shares:
        if scope.recipient in (None, share.recipient):
            holding[share.holder] += share.count
    return holding


def _tag(*seen: Any, now: datetime) -> str:
    """Differs whenever the page would: with what is on it, and every five minutes, for it tells times."""
    return sha256(repr((seen, int(now.timestamp()) // 300)).encode()).hexdigest()[:32]
