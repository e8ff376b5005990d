"""The people of the sales page, for their lead. Who answers for privacy is looked after on the command line alone."""

from collections import Counter
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from rueckruf import clock
from rueckruf.sales import sessions, users
from rueckruf.sales.services import services
from rueckruf.sales.sessions import signed_in
from rueckruf.storage.access_links import LIFETIME
from rueckruf.storage.users import Role, all_users, find_user

pages = Blueprint("people", __name__, url_prefix="/konten")

MANAGED: tuple[Role, ...] = ("sales", "lead")
"""The roles of those whom a lead may add and change: none with rights that the lead lacks."""

_NOT_YOURS = "Dieses Konto ändert nur, wer den Server betreut."
_YOURSELF = "Ihr eigenes Konto ändern Sie unter „Mein Konto“."


@pages.get("")
def show() -> str:
    return _page()


@pages.post("")
def add() -> Any:
    role, recipient = request.form.get("role", ""), request.form.get("recipient", "")
    try:
        if role not in MANAGED or (recipient and recipient not in services().recipients):
            raise users.UserError("Bitte wählen Sie eine Rolle und einen Empfänger aus der Liste.")
        login = users.normal(request.form.get("new_login", ""))
        who = role, (recipient or None) if role == "sales" else None
        link = users.create(services().database, login, *who, clock.now(), _actor())
    except users.UserError as error:
        return _page(problem=str(error)), 400
    return _page(link=link, login=login)


@pages.post("/erneuern")
def reset() -> Any:
    try:
        login = _chosen()
        link = users.reset(services().database, login, clock.now(), _actor())
    except users.UserError as error:
        return _page(problem=str(error)), 400
    return _page(link=link, login=login)


@pages.post("/sperren")
def disable() -> Any:
    return _after(users.disable, "kann sich nicht mehr anmelden.")


@pages.post("/abmelden")
def sign_out() -> Any:
    return _after(users.sign_out_everywhere, "ist überall abgemeldet.")


def _after(step: Any, told: str) -> Any:
    try:
        login = _chosen()
        step(services().database, login, clock.now(), _actor())
    except users.UserError as error:
        return _page(problem=str(error)), 400
    flash(f"{login} {told}", "done")
    return redirect(url_for("people.show"))


def _chosen() -> str:
    """The login of whom the form names; raises UserError where that is none for a lead to change."""
    with services().database.engine.connect() as connection:
        user = users.known(find_user(connection, users.normal(request.form.get("person", ""))))
    if user.role not in MANAGED:
        raise users.UserError(_NOT_YOURS)
    if user.id == signed_in().user.id:
        raise users.UserError(_YOURSELF)
    return user.login


def _actor() -> str:
    return signed_in().user.login


def _page(*, problem: str = "", link: str = "", login: str = "") -> str:
    now = clock.now()
    with services().database.engine.connect() as connection:
        everybody = all_users(connection)
    return render_template(
        "people.html",
        people=everybody,
        managed=MANAGED,
        sessions_of=Counter(session.user.id for session in sessions.running(now)),
        problem=problem,
        link=link and url_for("access_link.show", secret=link, _external=True),
        link_of=login,
        until=now + LIFETIME,
        sent=request.form,
        now=now,
    )
