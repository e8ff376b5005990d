"""Search over all requests that are kept, done ones too. By POST: names do not belong into addresses."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template, request

from rueckruf import clock
from rueckruf.callbacks.repository import Selection
from rueckruf.sales.desk import desk
from rueckruf.sales.export import FORMATS
from rueckruf.sales.pages.day_list import chosen_recipient
from rueckruf.sales.search import search_words
from rueckruf.sales.selection import STATUSES, SelectionError, selection_of
from rueckruf.sales.sessions import signed_in

pages = Blueprint("search", __name__)

_MOST = 50
_LONGEST = 200  # characters
UNCLEAR = "Diese Auswahl gibt es nicht. Bitte prüfen Sie den Tag und den Stand."


@pages.get("/suche")
def ask() -> str:
    return page()


@pages.post("/suche")
def find() -> Any:
    now, me = clock.now(), signed_in()
    try:
        selection = chosen()
    except SelectionError:
        return page(problem=UNCLEAR), 400
    found = desk().requests.newest(replace(selection, kept_at=now), _MOST + 1)
    desk().reading.show(me.get_id(), me.user.login, (each.id for each in found[:_MOST]), now)
    return page(found=found[:_MOST], more=len(found) > _MOST)


def chosen() -> Selection:
    """What the form asks for, of the recipients that the person may see; raises SelectionError."""
    status, day = request.form.get("stand"), request.form.get("tag")
    return selection_of(
        statuses=[status] if status else [],
        first_day=day,
        last_day=day,
        recipient=chosen_recipient(),
        words=search_words(request.form.get("worte", "")[:_LONGEST]),
    )


def page(**found: Any) -> str:
    """The form as it was sent, and what was found."""
    shown: dict[str, Any] = {"found": None, "more": False, "problem": "", **found}
    sent = {name: request.form.get(name, "") for name in ("worte", "stand", "tag", "empfaenger")}
    return render_template(
        "search.html", statuses=STATUSES, formats=FORMATS, most=_MOST, sent=sent, now=clock.now(), **shown
    )
