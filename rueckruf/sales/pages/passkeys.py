"""The passkeys of one's own account: added, listed with their last use, and removed."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for

from rueckruf import clock
from rueckruf.sales import passkeys
from rueckruf.sales.attempts import RETRY, TOO_MANY, TooManyAttemptsError
from rueckruf.sales.challenges import asked_at, new_challenge
from rueckruf.sales.devices import device_words
from rueckruf.sales.passwords import check_own_password
from rueckruf.sales.relying_party import read_answer, relying_party, why_no_passkeys
from rueckruf.sales.services import services
from rueckruf.sales.sessions import handle_of, signed_in
from rueckruf.sales.users import UserError

pages = Blueprint("passkeys", __name__, url_prefix="/konto/passkeys")


@pages.get("")
def show() -> str:
    return _page()


@pages.post("/beginn")
def begin() -> Any:
    """What the browser needs to have a device make one, for who has given the password."""
    me = signed_in()
    try:
        party = relying_party()
        check_own_password(request.form)
    except TooManyAttemptsError:
        return {"problem": TOO_MANY}, 429, RETRY
    except UserError as error:
        return {"problem": str(error)}, 400
    held = [each.credential_id for each in passkeys.held_by(services().database, me.user)]
    challenge = new_challenge(services().database.cipher, "add", handle_of(me.session), clock.now())
    options = party.creation_options(f"Rückruf {services().company.name}", me.user, held, challenge)
    return Response(options, mimetype="application/json")


@pages.post("")
def add() -> Any:
    """What a device has made; that the password was right before stands in what it was asked."""
    me, now, database = signed_in(), clock.now(), services().database
    try:
        answer = read_answer(request.form.get("credential", ""))
        asked_at(database.cipher, answer.challenge, "add", handle_of(me.session), now)
        passkeys.add(database, me.user, relying_party().created(answer), request.form.get("name", ""), now)
    except UserError as error:
        return _page(str(error)), 400
    flash("Der Passkey ist angelegt: Ab jetzt meldet er Sie an, ohne Passwort und Code.", "done")
    return redirect(url_for("account.show"))


@pages.post("/entfernen")
def remove() -> Any:
    try:
        check_own_password(request.form)
        passkeys.remove(services().database, signed_in().user, request.form.get("passkey", ""), clock.now())
    except TooManyAttemptsError:
        return _page(TOO_MANY), 429, RETRY
    except UserError as error:
        return _page(str(error)), 400
    flash("Der Passkey ist entfernt: Er meldet niemanden mehr an. Löschen Sie ihn auch auf Ihrem Gerät.", "done")
    return redirect(url_for("account.show"))


def _page(problem: str = "") -> str:
    return render_template(
        "passkeys.html",
        problem=problem,
        passkeys=passkeys.held_by(services().database, signed_in().user),
        not_here=why_no_passkeys(),
        device=device_words() or "Dieses Gerät",
        now=clock.now(),
    )
