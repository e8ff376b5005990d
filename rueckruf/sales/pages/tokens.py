"""The systems that use the API, for leads: their tokens are made, looked over and revoked."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from rueckruf import clock
from rueckruf.sales import tokens
from rueckruf.sales.services import services
from rueckruf.sales.sessions import signed_in
from rueckruf.storage.tokens import USE_NOTED_EVERY, all_tokens
from rueckruf.storage.users import Role

pages = Blueprint("tokens", __name__, url_prefix="/systeme")

ROLES: tuple[Role, ...] = ("sales", "lead")
"""Those that the API has anything for, and none with rights that a lead lacks."""

DAYS = {"30": "30 Tage", "90": "90 Tage", "365": "ein Jahr", "730": "zwei Jahre"}
"""How long a token may be valid, in days."""


@pages.get("")
def show() -> str:
    return _page()


@pages.post("")
def add() -> Any:
    sent = request.form
    name, role, recipient = sent.get("system", "").strip(), sent.get("role", ""), sent.get("recipient", "")
    try:
        if role not in ROLES or recipient not in services().recipients or sent.get("days") not in DAYS:
            raise tokens.TokenError("Bitte wählen Sie Rolle, Empfänger und Dauer aus der Liste.")
        who = role, recipient if role == "sales" else None
        secret = tokens.create(services().database, name, *who, int(sent["days"]), clock.now(), _actor())
    except tokens.TokenError as error:
        return _page(problem=str(error)), 400
    return _page(secret=secret, name=name)


@pages.post("/widerrufen")
def revoke() -> Any:
    name = request.form.get("system", "")
    try:
        tokens.revoke(services().database, name, clock.now(), _actor())
    except tokens.TokenError as error:
        return _page(problem=str(error)), 400
    flash(f"{name} hat keinen Zugang mehr.", "done")
    return redirect(url_for("tokens.show"))


def _actor() -> str:
    return signed_in().user.login


def _page(*, problem: str = "", secret: str = "", name: str = "") -> str:
    with services().database.engine.connect() as connection:
        there = all_tokens(connection)
    return render_template(
        "tokens.html",
        tokens=there,
        roles=ROLES,
        choices=DAYS,
        minutes=USE_NOTED_EVERY.seconds // 60,
        problem=problem,
        secret=secret,
        secret_of=name,
        sent=request.form,
        now=clock.now(),
    )
