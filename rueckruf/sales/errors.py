"""Pages for what cannot be shown: what happened, what to do, and nothing about anybody."""

import logging
from typing import Any

from flask import Flask, current_app, render_template, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from rueckruf.loopback import is_loopback
from rueckruf.sales.api.blueprint import api
from rueckruf.sales.api.problems import of_http, problem
from rueckruf.sales.entered_form import entered_form
from rueckruf.sales.pages import sign_in
from rueckruf.sales.refreshed import emptied
from rueckruf.sales.roles import may_open
from rueckruf.sales.sessions import POLL
from rueckruf.sales.shown_again import shown_again
from rueckruf.storage.errors import StoreError

logger = logging.getLogger(__name__)

_WORDS = {
    400: ("Das ging nicht", "Die Angaben waren unvollständig. Es wurde nichts geändert."),
    403: ("Kein Zutritt", "Diese Seite gehört nicht zu Ihrer Rolle."),
    404: ("Nicht gefunden", "Diese Seite gibt es nicht, oder der Rückrufwunsch ist inzwischen gelöscht oder gesperrt."),
    405: ("Nicht gefunden", "Diese Adresse lässt sich nicht direkt öffnen."),
    413: ("Zu lang", "Das war mehr, als die Seite annimmt. Es wurde nichts geändert."),
    500: ("Störung", "Das hat nicht geklappt. Bitte versuchen Sie es gleich noch einmal; es wurde nichts geändert."),
    503: (
        "Störung",
        "Die Datenbank antwortet nicht. Bitte versuchen Sie es gleich noch einmal; es wurde nichts geändert.",
    ),
}
_GONE = "Diesen Rückrufwunsch gibt es nicht mehr: Er ist inzwischen gelöscht oder gesperrt."
_STALE = "Die Seite war veraltet. Bitte schicken Sie die Angaben noch einmal ab; es wurde nichts geändert."
_NO_HTTPS = "Die Anmeldung geht nur über eine verschlüsselte Verbindung: Öffnen Sie die Seite mit https://"

_OF_DATABASE = (SQLAlchemyError, StoreError)


def set_up(app: Flask) -> None:
    """Answer every error of ``app`` with a page, and systems with a problem."""
    app.register_error_handler(CSRFError, _forged)
    app.register_error_handler(HTTPException, _http)
    for error in _OF_DATABASE:
        app.register_error_handler(error, _database)
    app.register_error_handler(Exception, _unforeseen)


def _forged(_: CSRFError) -> Any:
    """Forged, or of a page from before the last sign-in; nothing has been done, and what was typed comes back."""
    if not current_user.is_authenticated:
        insecure = not request.is_secure and not is_loopback(request.host)
        return sign_in.ask(_NO_HTTPS if insecure else _STALE), 400
    entered = entered_form()
    if entered is not None and may_open(current_user.user.role, entered.endpoint):
        return shown_again(entered, _STALE), 400
    return _page(400, _STALE)


def _http(error: HTTPException) -> Any:
    cause = getattr(error, "original_exception", None)  # of what failed while another error was told
    if isinstance(cause, (*_OF_DATABASE, HTTPException)):
        return current_app.handle_user_exception(cause)
    if _of_a_system() and (error.code or 500) >= 400:
        return of_http(error)
    if error.code == 404 and request.headers.get(POLL) == "request":
        return emptied(404, _GONE)
    return _page(error.code if error.code in _WORDS else 500) if (error.code or 500) >= 400 else error


def _database(error: Exception) -> Any:
    logger.error("the database failed", exc_info=error)
    return _page(503)


def _unforeseen(error: Exception) -> Any:
    logger.error("a page failed", exc_info=error)
    return _page(500)


def _of_a_system() -> bool:
    """Also where there is no such call."""
    return request.path.startswith(f"{api.url_prefix}/")


def _page(status: int | None, words: str = "") -> Any:
    if _of_a_system():
        return problem(status or 500)
    title, usual = _WORDS[status or 500]
    return render_template("error.html", title=title, words=words or usual), status
