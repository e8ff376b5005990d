"""A second factor for one's own account: set up with an app, renewed, and taken away."""

from typing import Any

import segno
from flask import Blueprint, flash, redirect, render_template, request, url_for

from rueckruf import clock
from rueckruf.sales import second_factor
from rueckruf.sales.attempts import RETRY, TOO_MANY, TooManyAttemptsError
from rueckruf.sales.passwords import check_own_password
from rueckruf.sales.services import services
from rueckruf.sales.sessions import signed_in
from rueckruf.sales.users import UserError
from rueckruf.storage.errors import StoreError

pages = Blueprint("second_factor", __name__, url_prefix="/konto/zweiter-faktor")


@pages.get("")
def begin() -> str:
    return _page(second_factor.new_secret())


@pages.post("")
def confirm() -> Any:
    me, secret = signed_in().user, _sent_secret()
    try:
        check_own_password(request.form)
        codes = second_factor.enrol(services().database, me, secret, request.form.get("code", ""), clock.now())
    except TooManyAttemptsError:
        return _page(secret, TOO_MANY), 429, RETRY
    except UserError as error:
        return _page(secret, str(error)), 400
    return render_template("recovery_codes.html", codes=codes)


@pages.post("/entfernen")
def remove() -> Any:
    try:
        if services().company.second_factor == "required":
            raise UserError("Der zweite Faktor ist vorgeschrieben. Sie können ihn hier nur neu einrichten.")
        check_own_password(request.form)
    except TooManyAttemptsError:
        return _page(second_factor.new_secret(), TOO_MANY), 429, RETRY
    except UserError as error:
        return _page(second_factor.new_secret(), str(error)), 400
    second_factor.remove(services().database, signed_in().user, clock.now())
    flash("Der zweite Faktor ist entfernt: Für die Anmeldung genügt das Passwort.", "done")
    return redirect(url_for("account.show"))


def _sent_secret() -> str:
    """The one that the page had made, for this person; another one where that can't be told."""
    try:
        login, _, secret = services().database.cipher.open(request.form.get("sealed", "")).partition(" ")
    except (StoreError, ValueError):
        return second_factor.new_secret()
    return secret if login == signed_in().user.login else second_factor.new_secret()


def _page(secret: str, problem: str = "") -> str:
    me = signed_in().user
    address = second_factor.address_of(secret, me, f"Rückruf {services().company.name}")
    return render_template(
        "second_factor.html",
        problem=problem,
        sealed=services().database.cipher.seal(f"{me.login} {secret}"),
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        picture=segno.make(address, micro=False).svg_data_uri(scale=4, border=4, light="#fff"),
        has_one=me.totp is not None,
        is_required=services().company.second_factor == "required",
    )
