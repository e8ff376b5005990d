"""One's own account: the password, and where one is signed in."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from rueckruf import clock
from rueckruf.sales import passkeys, sessions, users
from rueckruf.sales.attempts import RETRY, TOO_MANY, TooManyAttemptsError, is_right
from rueckruf.sales.passwords import entered_password
from rueckruf.sales.services import services
from rueckruf.sales.sessions import signed_in
from rueckruf.storage.second_factors import count_recovery_codes

pages = Blueprint("account", __name__, url_prefix="/konto")


@pages.get("")
def show() -> str:
    return _page()


@pages.post("/passwort")
def change_password() -> Any:
    me, now = signed_in(), clock.now()
    old = request.form.get("password", "")[: users.LONGEST_PASSWORD]
    try:
        if not is_right("password", me.user.login, me.user, lambda: users.is_password_of(me.user, old), now):
            raise users.UserError("Das bisherige Passwort stimmt nicht.")
        users.change_password(services().database, me.session, entered_password(request.form), now)
    except TooManyAttemptsError:
        return _page(TOO_MANY), 429, RETRY
    except users.UserError as error:
        return _page(str(error)), 400
    flash("Ihr Passwort ist geändert. Auf anderen Geräten sind Sie abgemeldet.", "done")
    return redirect(url_for("account.show"))


@pages.post("/sitzung")
def end_session() -> Any:
    sessions.end_one(request.form.get("session", ""), clock.now())
    flash("Die Sitzung ist beendet.", "done")
    return redirect(url_for("account.show"))


@pages.post("/andere-sitzungen")
def end_others() -> Any:
    sessions.end_others(clock.now())
    flash("Auf allen anderen Geräten sind Sie abgemeldet.", "done")
    return redirect(url_for("account.show"))


def _page(problem: str = "") -> str:
    me, now = signed_in(), clock.now()
    mine = [session for session in sessions.running(now) if session.user.id == me.user.id]
    with services().database.engine.connect() as connection:
        codes_left = count_recovery_codes(connection, me.user)
    return render_template(
        "account.html",
        problem=problem,
        mine=[(session, sessions.handle_of(session)) for session in mine],
        codes_left=codes_left,
        passkeys=passkeys.held_by(services().database, me.user),
        now=now,
    )
