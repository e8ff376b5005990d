"""Signing in with a passkey, which tells who that is: no name, password or code is typed."""

from secrets import token_hex
from typing import Any

from flask import Blueprint, Response, request, session

from rueckruf import clock
from rueckruf.sales import passkeys
from rueckruf.sales.attempts import RETRY, TOO_MANY, TooManyAttemptsError, is_right
from rueckruf.sales.challenges import new_challenge
from rueckruf.sales.pages import sign_in
from rueckruf.sales.relying_party import relying_party
from rueckruf.sales.services import services
from rueckruf.sales.users import UserError
from rueckruf.storage.users import User

pages = Blueprint("passkey_login", __name__, url_prefix="/anmelden/passkey")

_BROWSER = "passkeys_of"


@pages.post("/beginn")
def begin() -> Any:
    """What the browser is to ask its devices."""
    try:
        party = relying_party()
    except UserError as error:
        return {"problem": str(error)}, 400
    browser = session.setdefault(_BROWSER, token_hex(16))
    challenge = new_challenge(services().database.cipher, "sign-in", browser, clock.now())
    return Response(party.request_options(challenge), mimetype="application/json")


@pages.post("")
def end() -> Any:
    """What a device has answered."""
    answer = request.form.get("credential", "")
    user = passkeys.owner_of(services().database, answer)
    try:
        problem = _problem_of(user, answer)
    except TooManyAttemptsError:
        return sign_in.ask(TOO_MANY), 429, RETRY
    if user is None or problem:
        return sign_in.ask(problem), 403
    session.clear()
    return sign_in.let_in(user)


def _problem_of(user: User | None, answer: str) -> str:
    """Why the answer does not let in ``user``, whose it says that it is; empty if it does."""
    problem, now = "", clock.now()

    def opens() -> bool:
        nonlocal problem
        try:
            passkeys.use(services().database, relying_party(), session.get(_BROWSER, ""), answer, now)
        except UserError as error:
            problem = str(error)
        return not problem

    is_right("passkey", user.login if user else "", user, opens, now)
    return problem
