"""The passkeys of the people of the sales page: added, used to sign in, and removed."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from rueckruf.sales.challenges import asked_at
from rueckruf.sales.relying_party import Credential, RelyingParty, read_answer
from rueckruf.sales.users import UserError
from rueckruf.storage.audit_log import append
from rueckruf.storage.database import Database
from rueckruf.storage.log_copy import writing_log
from rueckruf.storage.passkeys import (
    LONGEST_NAME,
    Passkey,
    add_passkey,
    find_passkey,
    passkeys_of,
    remove_passkey,
    use_passkey,
)
from rueckruf.storage.users import User

MOST = 20
"""So many somebody may have."""

_UNKNOWN = (
    "Diesen Passkey kennt die Seite nicht, oder er gilt nicht mehr. Bitte melden Sie sich mit dem Passwort an, und "
    "löschen Sie ihn auf Ihrem Gerät."
)
_REPLAYED = "Diese Antwort des Passkeys ist schon benutzt. Bitte versuchen Sie es noch einmal."
_COPIED = (
    "Dieser Passkey wurde anscheinend kopiert. Bitte melden Sie sich mit dem Passwort an, entfernen Sie ihn unter "
    "„Mein Konto“, und sagen Sie es der Leitung."
)


def held_by(database: Database, user: User) -> Sequence[Passkey]:
    """Those of a person, oldest first."""
    with database.engine.connect() as connection:
        return passkeys_of(connection, user)


def add(database: Database, user: User, credential: Credential, name: str, now: datetime) -> None:
    """Let ``user`` sign in with it from now on; raises UserError."""
    passkey = Passkey(
        str(uuid4()), user.id, credential.id, credential.public_key, credential.sign_count, _on_one_line(name), now
    )
    with writing_log(database) as connection:
        if len(passkeys_of(connection, user)) >= MOST:
            raise UserError(f"Mehr als {MOST} Passkeys gehen nicht. Bitte entfernen Sie erst einen.")
        if not add_passkey(connection, passkey):
            raise UserError("Diesen Passkey gibt es schon.")
        append(connection, database.cipher, at=now, actor=user.login, action="passkey_added", reason=user.login)


def remove(database: Database, user: User, passkey_id: str, now: datetime) -> None:
    """Let one of the person's open nothing any more; raises UserError where it is none."""
    with writing_log(database) as connection:
        chosen = [each for each in passkeys_of(connection, user) if each.id == passkey_id]
        if not chosen:
            raise UserError("Bitte wählen Sie einen Passkey aus der Liste. Den gewählten gibt es nicht mehr.")
        remove_passkey(connection, chosen[0])
        append(connection, database.cipher, at=now, actor=user.login, action="passkey_removed", reason=user.login)


def owner_of(database: Database, answer: str) -> User | None:
    """Whose passkey an answer says that it is; nothing of it is checked."""
    try:
        credential_id = read_answer(answer).credential_id
    except UserError:
        return None
    with database.engine.connect() as connection:
        found = find_passkey(connection, credential_id)
    return found[1] if found else None


def use(database: Database, party: RelyingParty, browser: str, text: str, now: datetime) -> None:
    """Take an answer as that of its owner, once; raises UserError if it lets nobody in."""
    answer = read_answer(text)
    with database.engine.connect() as connection:
        found = find_passkey(connection, answer.credential_id)
    if found is None or found[1].disabled_at or found[1].id != answer.user_handle:
        raise UserError(_UNKNOWN)
    passkey, user = found
    asked = asked_at(database.cipher, answer.challenge, "sign-in", browser, now)
    count = party.signed(answer, passkey.public_key)
    with writing_log(database) as connection:
        used = use_passkey(connection, passkey, count, asked, now)
        if used == "copied":
            append(connection, database.cipher, at=now, actor=user.login, action="passkey_copied", reason=user.login)
    if used != "used":
        raise UserError(_COPIED if used == "copied" else _REPLAYED)


def _on_one_line(name: str) -> str:
    """Short, and without what can't be read."""
    shown = "".join(letter if letter.isprintable() else " " for letter in name)
    return " ".join(shown.split())[:LONGEST_NAME] or "Passkey"
