"""Passwords as forms bring them: a new one, and one's own, which changes ask for."""

from collections.abc import Mapping

from rueckruf import clock
from rueckruf.sales.attempts import is_right
from rueckruf.sales.sessions import signed_in
from rueckruf.sales.users import LONGEST_PASSWORD, UserError, is_password_of


def entered_password(form: Mapping[str, str]) -> str:
    """What was typed twice; raises UserError where that was not the same."""
    password = form.get("new_password", "")
    if password != form.get("again", ""):
        raise UserError("Die beiden neuen Passwörter sind nicht gleich.")
    return password


def check_own_password(form: Mapping[str, str]) -> None:
    """Whoever finds a browser that is left alone changes nothing; raises UserError, TooManyAttemptsError."""
    me, password = signed_in().user, form.get("password", "")[:LONGEST_PASSWORD]
    if not is_right("password", me.login, me, lambda: is_password_of(me, password), clock.now()):
        raise UserError("Das Passwort stimmt nicht.")
