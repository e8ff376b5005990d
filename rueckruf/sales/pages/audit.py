"""The log of deletions and accesses, for the privacy officer: by pages, by what is asked for, and as a file."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, render_template, request

from rueckruf import clock
from rueckruf.privacy.log_file import as_csv
from rueckruf.privacy.wording import ACTIONS
from rueckruf.sales.entered_time import as_iso
from rueckruf.sales.selection import SelectionError, selection_of
from rueckruf.sales.services import services
from rueckruf.sales.sessions import signed_in
from rueckruf.storage.audit_log import append, verify
from rueckruf.storage.log_copy import noted, writing_log
from rueckruf.storage.log_search import LogSelection, all_entries, newest_entries

pages = Blueprint("audit", __name__)

_ON_A_PAGE = 100
_FIELDS = ("was", "wer", "wunsch", "von", "bis")
_LONGEST = 64  # characters
_UNCLEAR = "Diese Auswahl gibt es nicht. Bitte prüfen Sie die Tage und die Kennung."


@pages.get("/protokoll")
def show() -> Any:
    """Whether the log is whole is looked up only where that is asked for: it reads all of it."""
    try:
        selection = _selection()
    except SelectionError:
        return _page(LogSelection(), problem=_UNCLEAR), 400
    return _page(selection, number=max(request.args.get("seite", 1, type=int), 1))


@pages.post("/protokoll/datei")
def download() -> Any:
    """What was asked for as a file; the log tells who had it, and which part of it."""
    try:
        selection = _selection()
    except SelectionError:
        return _page(LogSelection(), problem=_UNCLEAR), 400
    database, now = services().database, clock.now()
    with database.engine.connect() as connection:
        lines = list(as_csv(all_entries(connection, selection)))
    # Whoever has no entry is no login: it might be anything, and nothing leaves the log again.
    told = _asked() if len(lines) > 1 else {**_asked(), "wer": ""}
    part = " ".join(f"{name}={value}" for name, value in told.items() if value)
    with writing_log(database) as connection:
        login = signed_in().user.login
        append(connection, database.cipher, at=now, actor=login, action="log_exported", reason=part)
    name = f"protokoll-{clock.wall_clock(now).date().isoformat()}.csv"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(b"".join(lines), content_type="text/csv; charset=utf-8", headers=disposition)


def _sent() -> dict[str, str]:
    """What the form asks for, as it was typed."""
    return {name: request.values.get(name, "").strip()[:_LONGEST] for name in _FIELDS}


def _asked() -> dict[str, str]:
    """The same, with days as ISO dates."""
    sent, today = _sent(), clock.berlin_now().date()
    return {**sent, "von": as_iso(sent["von"], today), "bis": as_iso(sent["bis"], today)}


def _selection() -> LogSelection:
    """Raises SelectionError."""
    asked = _asked()
    if asked["was"] and asked["was"] not in ACTIONS:
        raise SelectionError("action: is none")
    days = selection_of(first_day=asked["von"], last_day=asked["bis"])
    try:
        request_id = UUID(asked["wunsch"]) if asked["wunsch"] else None
    except ValueError:
        raise SelectionError("request: is no id") from None
    return LogSelection(asked["was"] or None, asked["wer"] or None, request_id, days.start, days.end)


def _page(selection: LogSelection, *, number: int = 1, problem: str = "") -> str:
    database = services().database
    with database.engine.connect() as connection:
        asked = "pruefen" in request.args
        verdict = verify(connection, database.cipher, copied=noted(database.log_copy)) if asked else None
        found = newest_entries(connection, selection, _ON_A_PAGE + 1, (number - 1) * _ON_A_PAGE)
    return render_template(
        "audit.html",
        verdict=verdict,
        entries=found[:_ON_A_PAGE],
        more=len(found) > _ON_A_PAGE,
        number=number,
        sent=_sent(),
        problem=problem,
    )
