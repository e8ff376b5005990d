"""Who gets in, and what a browser may do with the pages."""

from typing import Any

from flask import Flask, Response, abort, redirect, request, url_for
from flask_login import current_user
from flask_wtf.csrf import CSRFProtect

from rueckruf.sales.api.access import guard
from rueckruf.sales.api.blueprint import api
from rueckruf.sales.browser_rules import headers
from rueckruf.sales.pages import sign_in
from rueckruf.sales.refreshed import emptied, told_that_session_is_over
from rueckruf.sales.roles import PUBLIC, ROUTES, may_open
from rueckruf.sales.sessions import POLL, lacks_second_factor

_HEADERS = headers()

_EXPIRED_WHILE_TYPING = (
    "Ihre Sitzung ist abgelaufen. Eine Notiz, die Sie gerade schreiben, geht nicht verloren: Speichern Sie sie, melden "
    "Sie sich an, und sie steht wieder im Feld."
)

# What is open to who has to set up a second factor.
_WITHOUT_SECOND_FACTOR = frozenset(
    {"second_factor.begin", "second_factor.confirm", "sign_in.leave", "sign_in.ending", "sign_in.stay"}
)

_csrf = CSRFProtect()


def set_up(app: Flask) -> None:
    """Guard every route of ``app``, and send every answer with what browsers may do with it."""
    app.config.update(
        WTF_CSRF_CHECK_DEFAULT=False,  # checked below, after the session: who must sign in again loses nothing
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session
        MAX_CONTENT_LENGTH=256 * 1024,
    )
    _csrf.init_app(app)
    app.before_request(_guard)
    app.after_request(_add_headers)


def _guard() -> Any:
    if request.endpoint is None:
        return None  # there is no such page, or not that way
    if request.blueprint == api.name:
        return guard(request.endpoint)
    if ROUTES.get(request.endpoint) is PUBLIC:
        return _csrf.protect()
    if not current_user.is_authenticated:
        return _sign_in_again()
    if not may_open(current_user.user.role, request.endpoint):
        abort(403)
    if lacks_second_factor(current_user.user) and request.endpoint not in _WITHOUT_SECOND_FACTOR:
        return redirect(url_for("second_factor.begin"), 303)
    return _csrf.protect()


def _sign_in_again() -> Any:
    if request.headers.get(POLL) == "request":
        return emptied(401, _EXPIRED_WHILE_TYPING)
    if request.headers.get(POLL) == "session":
        return told_that_session_is_over()
    expired = request.method == "POST" or POLL in request.headers
    return sign_in.ask("Ihre Sitzung ist abgelaufen. Bitte melden Sie sich noch einmal an." if expired else ""), 401


def _add_headers(response: Response) -> Response:
    response.headers.update(_HEADERS)
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response
