"""Search over all requests that are kept, done ones too.

Names do not belong into addresses: what was asked for stands there sealed, so that the page can be gone back to.
"""

import json
from dataclasses import replace
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from rueckruf import clock
from rueckruf.callbacks.repository import Selection
from rueckruf.sales.entered_time import as_iso
from rueckruf.sales.export import FORMATS
from rueckruf.sales.pages.day_list import chosen_recipient
from rueckruf.sales.search import search_words
from rueckruf.sales.selection import STATUSES, SelectionError, selection_of
from rueckruf.sales.services import services
from rueckruf.sales.sessions import signed_in
from rueckruf.storage.errors import StoreError

pages = Blueprint("search", __name__)

_ON_A_PAGE = 50
_LONGEST = 200  # characters
_FIELDS = ("worte", "stand", "von", "bis", "empfaenger")
UNCLEAR = "Diese Auswahl gibt es nicht. Bitte prüfen Sie die Tage und den Stand."


@pages.get("/suche")
def ask() -> Any:
    now, me = clock.now(), signed_in()
    sent = _opened(request.args.get("suche", ""))
    if sent is None:
        return page(dict.fromkeys(_FIELDS, ""))
    number = max(request.args.get("seite", 1, type=int), 1)
    kept = replace(chosen(sent), kept_at=now)
    found = services().requests.newest(kept, _ON_A_PAGE + 1, (number - 1) * _ON_A_PAGE)
    shown, more = found[:_ON_A_PAGE], len(found) > _ON_A_PAGE
    services().read_log.log(me.get_id(), me.user.login, (each.id for each in shown), now)
    return page(sent, found=shown, more=more, number=number)


@pages.post("/suche")
def find() -> Any:
    sent = as_sent()
    try:
        chosen(sent)
    except SelectionError:
        return page(sent, problem=UNCLEAR), 400
    return redirect(url_for("search.ask", suche=services().database.cipher.seal(json.dumps(sent))), 303)


def as_sent() -> dict[str, str]:
    """What the form asks for, as it was typed."""
    return {name: request.form.get(name, "")[:_LONGEST] for name in _FIELDS}


def chosen(sent: dict[str, str]) -> Selection:
    """What is asked for, of the recipients that the person may see; raises SelectionError."""
    today = clock.berlin_now().date()
    return selection_of(
        statuses=[sent["stand"]] if sent["stand"] else [],
        first_day=as_iso(sent["von"], today),
        last_day=as_iso(sent["bis"], today),
        recipient=chosen_recipient(sent["empfaenger"]),
        recipients=services().recipients,
        words=search_words(sent["worte"]),
    )


def page(sent: dict[str, str], **found: Any) -> str:
    """The form as it was sent, and what was found."""
    shown: dict[str, Any] = {"found": None, "more": False, "number": 1, "problem": "", **found}
    return render_template("search.html", statuses=STATUSES, formats=FORMATS, sent=sent, now=clock.now(), **shown)


def _opened(sealed: str) -> dict[str, str] | None:
    """What was asked for; None if nothing was, or if it was sealed with a key that has gone since."""
    try:
        asked: dict[str, str] = json.loads(services().database.cipher.open(sealed))
    except StoreError:
        return None
    return asked
