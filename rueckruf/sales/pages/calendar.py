"""Calendars to subscribe to: their addresses, each shown once, and what is read under them without signing in."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for

from rueckruf import clock
from rueckruf.sales import calendar_feeds
from rueckruf.sales.calendar_feeds import Scope, scopes_of
from rueckruf.sales.export.as_feed import Subscription, calendar
from rueckruf.sales.roles import may_open
from rueckruf.sales.services import services
from rueckruf.sales.sessions import signed_in
from rueckruf.storage.calendar_feeds import Feed, feeds_of, find_feed
from rueckruf.storage.users import User

pages = Blueprint("calendar", __name__)

_OWN = "Meine Rückrufe"


@pages.get("/kalender")
def show() -> str:
    return _page()


@pages.post("/kalender/adresse")
def renew() -> Any:
    """Shown in the answer itself: nothing keeps the address, so it can't be shown again."""
    scope = _scope()
    secret = calendar_feeds.renew(services().database, signed_in().user, scope, clock.now())
    return _page(new=scope or "", address=url_for("calendar.feed", secret=secret, _external=True))


@pages.post("/kalender/widerrufen")
def revoke() -> Any:
    scope = _scope()
    calendar_feeds.revoke(services().database, signed_in().user, scope, clock.now())
    flash(f"{_title(scope)}: Die Adresse gilt nicht mehr.", "done")
    return redirect(url_for("calendar.show"), 303)


@pages.get("/abo/<secret>.ics")
def feed(secret: str) -> Response:
    """For whoever has the secret, as long as its owner may see these requests."""
    with services().database.engine.connect() as connection:
        found = find_feed(connection, secret)
    if found is None or not may_open(found[1].role, "calendar.show"):
        abort(404)
    return _calendar(*found)


def _calendar(feed: Feed, owner: User) -> Response:
    available, now = services(), clock.now()
    selection = calendar_feeds.selection_of(feed, owner, now)
    if selection is None:
        abort(404)
    requests = list(available.requests.list(selection))
    # A calendar reads again and again: once a day is enough to know who has seen what.
    session = f"{feed.id} {clock.wall_clock(now).date()}"
    available.read_log.log(session, owner.login, (each.id for each in requests), now, reason="calendar")
    subscription = Subscription(
        _title(feed.recipient),
        link=lambda request_id: url_for("request.show", request_id=request_id, _external=True),
        personal=available.company.handover.names_in_calendars,
    )
    content = calendar(requests, available.recipients, now, subscription)
    return Response(content, content_type="text/calendar; charset=utf-8")


def _scope() -> Scope:
    scope = request.form.get("scope", "") or None
    if scope not in scopes_of(signed_in().user, services().recipients):
        abort(400)
    return scope


def _title(scope: Scope) -> str:
    return services().recipients.get(scope, scope) if scope else _OWN


def _page(new: str | None = None, address: str = "") -> str:
    user = signed_in().user
    with services().database.engine.connect() as connection:
        since = {feed.recipient: feed.created_at for feed in feeds_of(connection, user)}
    return render_template(
        "calendar.html",
        calendars=[(scope or "", _title(scope), since.get(scope)) for scope in scopes_of(user, services().recipients)],
        new=new,
        address=address,
        names=services().company.handover.names_in_calendars,
        now=clock.now(),
    )
