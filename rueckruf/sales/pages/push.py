"""News in the browser, for who wants them."""

from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from rueckruf import clock
from rueckruf.sales.services import services
from rueckruf.sales.sessions import signed_in
from rueckruf.storage import push_subscriptions
from rueckruf.storage.engine import writing
from rueckruf.storage.push_subscriptions import LONGEST_ENDPOINT

pages = Blueprint("push", __name__)


@pages.get("/melder.js")
def worker() -> Any:
    """Runs in the browser while the page is closed; from here, for it is in charge of the addresses below its own."""
    return current_app.send_static_file("push/worker.js")


@pages.post("/meldungen/an")
def subscribe() -> Response:
    with writing(services().database.engine) as connection:
        push_subscriptions.subscribe(connection, signed_in().user, _endpoint(), clock.now())
    return _told("Dieser Browser benachrichtigt Sie jetzt bei neuen Rückrufwünschen.")


@pages.post("/meldungen/aus")
def unsubscribe() -> Response:
    with writing(services().database.engine) as connection:
        push_subscriptions.unsubscribe(connection, _endpoint())
    return _told("Dieser Browser benachrichtigt Sie nicht mehr.")


def _endpoint() -> str:
    """Where the service of the browser's maker takes news for it: one of those that company.yml allows."""
    endpoint = request.form.get("endpoint", "")
    if len(endpoint) > LONGEST_ENDPOINT or not services().company.handover.push.serves(endpoint):
        abort(400)
    return endpoint


def _told(words: str) -> Response:
    flash(words, "done")
    return redirect(url_for("day_list.show"), 303)
