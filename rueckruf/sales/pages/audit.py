"""The log of deletions and accesses, for the privacy officer."""

from flask import Blueprint, render_template, request

from rueckruf import clock
from rueckruf.sales.services import services
from rueckruf.storage.audit_log import entries, verify
from rueckruf.storage.log_copy import noted

pages = Blueprint("audit", __name__)

_LAST = 200


@pages.get("/protokoll")
def show() -> str:
    """Whether the log is whole is looked up only where that is asked for: it reads all of it."""
    database = services().database
    with database.engine.connect() as connection:
        asked = "pruefen" in request.args
        verdict = verify(connection, database.cipher, copied=noted(database.log_copy)) if asked else None
        latest = list(entries(connection, last=_LAST))
    return render_template("audit.html", verdict=verdict, entries=latest[::-1], now=clock.now())
