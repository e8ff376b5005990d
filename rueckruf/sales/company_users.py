"""People who sign in with an account of their company: what its provider says of them is what they are here."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from rueckruf.company_login import CompanyLogin, Place
from rueckruf.sales.users import LOGIN, UserError, normal
from rueckruf.storage.audit_log import append
from rueckruf.storage.database import Database
from rueckruf.storage.log_copy import writing_log
from rueckruf.storage.users import Role, User, add_user, find_company_user, find_user, move_user

ACTOR = "company login"


def company_user(database: Database, login: CompanyLogin, claims: Mapping[str, Any], now: datetime) -> User:
    """Who that is, with the role of the first fitting group; added at the first time. Raises UserError."""
    groups = claims.get(login.groups_claim, ())
    place = login.place_of([groups] if isinstance(groups, str) else [str(group) for group in groups])
    if place is None:
        raise UserError("Ihr Firmenkonto hat hier keine Rolle. Bitte wenden Sie sich an die Leitung.")
    subject = hashlib.sha256(f"{login.issuer} {claims['sub']}".encode()).hexdigest()
    with writing_log(database) as connection:
        user = find_company_user(connection, subject)
        if user is None:
            name = _login_of(claims)
            if find_user(connection, name):
                raise UserError(
                    f"Das Konto {name} gibt es hier schon, mit Passwort. Bitte wenden Sie sich an die Leitung."
                )
            role, recipient = cast(Role, place.role), place.recipient
            user = add_user(connection, login=name, role=role, recipient=recipient, now=now, subject=subject)
            append(connection, database.cipher, at=now, actor=ACTOR, action="user_added", reason=f"{name} {role}")
        elif user.disabled_at:
            raise UserError("Ihr Konto ist gesperrt. Bitte wenden Sie sich an die Leitung.")
        elif (user.role, user.recipient) != (place.role, place.recipient):
            user = _moved(database, connection, user, place, now)
    return user


def _moved(database: Database, connection: Any, user: User, place: Place, now: datetime) -> User:
    moved = move_user(connection, user, cast(Role, place.role), place.recipient)
    append(connection, database.cipher, at=now, actor=ACTOR, action="user_changed", reason=f"{user.login} {place.role}")
    return moved


def _login_of(claims: Mapping[str, Any]) -> str:
    """The name that the provider says the person prefers, or the mail address; raises UserError."""
    names = (normal(str(claims.get(name, ""))) for name in ("preferred_username", "email"))
    found = next((name for name in names if LOGIN.fullmatch(name)), None)
    if found is None:
        raise UserError("Ihr Firmenkonto nennt keinen Namen, der hier ein Anmeldename sein kann.")
    return found
