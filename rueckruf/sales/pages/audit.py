"""The log of deletions and accesses, for the privacy officer."""

from flask import Blueprint, render_template, request

from rueckruf import clock
from rueckruf.sales.services import services
from rueckruf.storage.audit_log import entries, verify

pages = Blueprint("audit", __name__)

_LAST = 200


@pages.get("/protokoll")
def show() -> str:
    """Whether the log is whole is looked up only where that is asked for: it reads all of it."""
    with services().database.engine.connect() as connection:
        verdict = verify(connection) if "pruefen" in request.args else None
        latest = list(entries(connection, last=_LAST))
    return render_template("audit.html", verdict=verdict, entries=latest[::-1], now=clock.now())
