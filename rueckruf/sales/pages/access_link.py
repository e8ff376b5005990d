"""Choosing a password by a link that a lead or the command line has made; it works once."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, session, url_for

from rueckruf import clock
from rueckruf.sales.passwords import entered_password
from rueckruf.sales.services import services
from rueckruf.sales.users import UserError, choose_password
from rueckruf.storage.access_links import find_link

pages = Blueprint("access_link", __name__, url_prefix="/zugang")


@pages.get("/<secret>")
def show(secret: str) -> Any:
    """Looking at it does not use it up: mail programs and scanners look at links, too."""
    return _page(secret)


@pages.post("/<secret>")
def use(secret: str) -> Any:
    try:
        user = choose_password(services().database, secret, entered_password(request.form), clock.now())
    except UserError as error:
        return _page(secret, str(error), 400)
    session.clear()  # of whoever was signed in here
    flash(f"Ihr Passwort ist gesetzt. Bitte melden Sie sich damit an, Ihr Anmeldename ist {user.login}.", "done")
    return redirect(url_for("sign_in.form"))


def _page(secret: str, problem: str = "", status: int = 200) -> Any:
    with services().database.engine.connect() as connection:
        user = find_link(connection, secret, clock.now())
    return render_template("access_link.html", user=user, problem=problem), status if user else 404
