"""A new password as a form brings it."""

from collections.abc import Mapping

from rueckruf.sales.users import UserError


def entered_password(form: Mapping[str, str]) -> str:
    """What was typed twice; raises UserError where that was not the same."""
    password = form.get("new_password", "")
    if password != form.get("again", ""):
        raise UserError("Die beiden neuen Passwörter sind nicht gleich.")
    return password
