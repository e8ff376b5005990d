"""What somebody signs in with beside the password: a sealed secret for codes of the moment, and recovery codes."""

import hashlib
from collections.abc import Sequence

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.engine import Connection

from rueckruf.storage.tables import recovery_codes, users
from rueckruf.storage.users import User


def set_second_factor(connection: Connection, user: User, sealed: str, step: int, codes: Sequence[str]) -> None:
    """Take ``sealed`` and ``codes`` for those of before; the code of the time ``step`` is used up."""
    remove_second_factor(connection, user)
    connection.execute(update(users).where(users.c.id == user.id).values(totp=sealed, totp_step=step))
    rows = [{"user_id": user.id, "digest": _digest(code)} for code in codes]
    connection.execute(insert(recovery_codes), rows)


def remove_second_factor(connection: Connection, user: User) -> None:
    """The password alone is enough from now on."""
    connection.execute(update(users).where(users.c.id == user.id).values(totp=None, totp_step=None))
    connection.execute(delete(recovery_codes).where(recovery_codes.c.user_id == user.id))


def use_step(connection: Connection, user: User, step: int) -> bool:
    """Whether no code of that time step or of a later one was used; of two at the same time one may."""
    later = or_(users.c.totp_step.is_(None), users.c.totp_step < step)
    return bool(connection.execute(update(users).where(users.c.id == user.id, later).values(totp_step=step)).rowcount)


def use_recovery_code(connection: Connection, user: User, code: str) -> bool:
    """Whether that is one of the codes, which is then used up."""
    mine = (recovery_codes.c.user_id == user.id, recovery_codes.c.digest == _digest(code))
    return bool(connection.execute(delete(recovery_codes).where(*mine)).rowcount)


def count_recovery_codes(connection: Connection, user: User) -> int:
    """How many are left."""
    mine = select(func.count()).select_from(recovery_codes).where(recovery_codes.c.user_id == user.id)
    return int(connection.execute(mine).scalar_one())


def _digest(code: str) -> str:
    """80 random bits: nobody finds them by trying."""
    return hashlib.sha256(code.encode()).hexdigest()
