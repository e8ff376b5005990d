"""Requests as a file, for leads: what the search form asks for, written while it is sent."""

from itertools import chain
from typing import Any

from flask import Blueprint, Response, abort, request

from rueckruf import clock
from rueckruf.sales.export import FORMATS, MEDIA_TYPES, ExportError, exported
from rueckruf.sales.pages import search
from rueckruf.sales.selection import SelectionError
from rueckruf.sales.services import services
from rueckruf.sales.sessions import signed_in

pages = Blueprint("export", __name__)


@pages.post("/export")
def download() -> Any:
    format, now, available = request.form.get("format"), clock.now(), services()
    if format not in FORMATS:
        abort(400)
    sent = search.as_sent()
    try:
        selection, actor = search.chosen(sent), signed_in().user.login
        chunks = exported(available.database, selection, format, available.recipients, actor=actor, now=now)
        first = next(chunks, b"")
    except SelectionError:
        return search.page(sent, problem=search.UNCLEAR), 400
    except ExportError:
        return search.page(
            sent, problem="Das sind zu viele Wünsche für diese Art von Datei. Bitte wählen Sie weniger."
        ), 400
    name = f"rueckrufe-{clock.wall_clock(now).date().isoformat()}.{format}"
    response = Response(chain([first], chunks), content_type=MEDIA_TYPES[format])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
