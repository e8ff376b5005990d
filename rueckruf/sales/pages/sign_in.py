"""Signing in and out."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from rueckruf import clock
from rueckruf.sales import sessions
from rueckruf.sales.attempts import RETRY, TOO_MANY, TooManyAttemptsError, is_right
from rueckruf.sales.entered_form import entered_form
from rueckruf.sales.relying_party import why_no_passkeys
from rueckruf.sales.roles import may_open
from rueckruf.sales.second_factor import take_code
from rueckruf.sales.services import services
from rueckruf.sales.shown_again import shown_again
from rueckruf.sales.users import LONGEST_PASSWORD, is_password_of, normal
from rueckruf.sales.way_back import way_back
from rueckruf.storage.users import User, find_user, get_user, has_users

pages = Blueprint("sign_in", __name__)

_LONGEST_LOGIN = 64
# So long after the password the code must come.
_HALF_WAY = timedelta(minutes=5)


@pages.get("/anmelden")
def form() -> Any:
    if current_user.is_authenticated:
        return redirect(url_for("home"))
    return ask()


@pages.post("/anmelden")
def enter() -> Any:
    login = normal(request.form.get("login", ""))[:_LONGEST_LOGIN]
    try:
        user = _checked(login, request.form.get("password", "")[:LONGEST_PASSWORD])
    except TooManyAttemptsError:
        return ask(TOO_MANY), 429, RETRY
    if user is None:
        return ask("Anmeldename oder Passwort stimmen nicht."), 403
    session.clear()
    if user.totp is None:
        return let_in(user)
    session["half_way"] = [user.id, clock.now().timestamp(), _mark_of(user)]
    return _ask_code()


@pages.post("/anmelden/code")
def code() -> Any:
    """The second step, for who has just given the right password."""
    now, user = clock.now(), _half_way()
    if user is None:
        session.clear()
        return ask("Das hat zu lange gedauert. Bitte melden Sie sich noch einmal an."), 403
    typed = request.form.get("code", "")
    try:
        right = is_right("code", user.login, user, lambda: take_code(services().database, user, typed, now), now)
    except TooManyAttemptsError:
        return _ask_code(TOO_MANY), 429, RETRY
    if not right:
        return _ask_code("Der Code stimmt nicht, oder er ist schon benutzt. Bitte nehmen Sie den nächsten."), 403
    session.clear()
    return let_in(user)


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
    with services().database.engine.connect() as connection:
        nobody = not has_users(connection)
    fields = {"login": request.form.get("login", ""), "passkeys": not why_no_passkeys(), **_carried()}
    return render_template("sign_in.html", problem=problem, nobody=nobody, **fields)


def _ask_code(problem: str = "") -> str:
    return render_template("sign_in_code.html", problem=problem, **_carried())


def _carried() -> dict[str, Any]:
    back = request.form.get("back") or (request.full_path if request.method == "GET" else "")
    return {"back": back, "entered": entered_form()}


def let_in(user: User) -> Any:
    """Begin a session, and go on with what was typed or wanted before."""
    sessions.sign_in(user, clock.now())
    entered = entered_form()
    if entered is not None and may_open(user.role, entered.endpoint) and not sessions.lacks_second_factor(user):
        return shown_again(entered, "Willkommen zurück. Was Sie eingegeben haben, ist noch nicht abgeschickt.")
    return redirect(way_back(request.form.get("back", "")))


def _half_way() -> User | None:
    """Who has given the right password in this browser a moment ago, as long as that opens the page."""
    user_id, at, mark = session.get("half_way", ("", 0, ""))
    if clock.now().timestamp() - at > _HALF_WAY.total_seconds():
        return None
    with services().database.engine.connect() as connection:
        user = get_user(connection, user_id)
    return user if user and user.disabled_at is None and _mark_of(user) == mark else None


def _mark_of(user: User) -> str:
    """Another one as soon as the password or the second factor is."""
    return services().database.cipher.fingerprint(f"half way {user.password_hash} {user.totp}")


def _checked(login: str, password: str) -> User | None:
    """The user whose password this is; raises TooManyAttemptsError."""
    with services().database.engine.connect() as connection:
        user = find_user(connection, login)
    right = is_right("password", login, user, lambda: is_password_of(user, password), clock.now())
    return user if right else None
