"""Signing in and out."""

import re
from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from flask_login import current_user
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from rueckruf import clock
from rueckruf.sales import sessions
from rueckruf.sales.attempts import MINUTES, TOO_MANY, TooManyAttemptsError, is_right
from rueckruf.sales.entered_form import entered_form
from rueckruf.sales.roles import ROUTES, may_open
from rueckruf.sales.services import services
from rueckruf.sales.shown_again import shown_again
from rueckruf.sales.users import LONGEST_PASSWORD, is_password_of, normal
from rueckruf.storage.users import User, find_user, has_users

pages = Blueprint("sign_in", __name__)

# An address here as browsers write it, with all else encoded: no line break, which headers must not have, and none of
# the backslashes that browsers take for slashes. As long as that of a search may be.
_ADDRESS = re.compile(r"/[!-\[\]-~]{0,4000}")


@pages.get("/anmelden")
def form() -> Any:
    if current_user.is_authenticated:
        return redirect(url_for("home"))
    return ask()


@pages.post("/anmelden")
def enter() -> Any:
    login = normal(request.form.get("login", ""))[:64]
    try:
        user = _checked(login, request.form.get("password", "")[:LONGEST_PASSWORD])
    except TooManyAttemptsError:
        return ask(TOO_MANY), 429, {"Retry-After": str(MINUTES * 60)}
    if user is None:
        return ask("Anmeldename oder Passwort stimmen nicht."), 403
    session.clear()
    sessions.sign_in(user, clock.now())
    entered = entered_form()
    if entered is not None and may_open(user.role, entered.endpoint):
        return shown_again(entered, "Willkommen zurück. Was Sie eingegeben haben, ist noch nicht abgeschickt.")
    return redirect(_back())


@pages.post("/abmelden")
def leave() -> Response:
    sessions.sign_out(clock.now())
    session.clear()
    return redirect(url_for("sign_in.form"))


@pages.get("/sitzung")
def ending() -> Any:
    """A warning shortly before the session ends, for a page that asks by itself."""
    now, session = clock.now(), sessions.signed_in().session
    alone, last = sessions.end_left_alone(session), sessions.last_end(session)
    if min(alone, last) - now > sessions.WARNING:
        return "", 204
    return render_template("session.html", end=min(alone, last), can_go_on=alone < last, now=now)


@pages.post("/angemeldet-bleiben")
def stay() -> str:
    """Like any other click it keeps the session alive; the warning goes."""
    return ""


def ask(problem: str = "") -> Any:
    """The form, which carries along where to go on and what was typed."""
    back = request.form.get("back") or (request.full_path if request.method == "GET" else "")
    with services().database.engine.connect() as connection:
        nobody = not has_users(connection)
    return render_template(
        "sign_in.html",
        problem=problem,
        back=back,
        entered=entered_form(),
        nobody=nobody,
        login=request.form.get("login", ""),
    )


def _checked(login: str, password: str) -> User | None:
    """The user whose password this is; raises TooManyAttemptsError."""
    with services().database.engine.connect() as connection:
        user = find_user(connection, login)
    right = is_right("password", login, user, lambda: is_password_of(user, password), clock.now())
    return user if right else None


def _back() -> str:
    """Where the person wanted to go, if that is a page of ours."""
    back = request.form.get("back", "")
    if not _ADDRESS.fullmatch(back):
        return url_for("home")
    try:
        endpoint, _ = current_app.url_map.bind("").match(back.partition("?")[0], "GET")
    except HTTPException:
        return url_for("home")
    known = endpoint in ROUTES and endpoint != "static"
    return back if known and not endpoint.startswith("sign_in.") else url_for("home")
