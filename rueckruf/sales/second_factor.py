"""Codes of the moment (TOTP, RFC 6238) beside the password, and others for the day the telephone is lost."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from pyotp import TOTP, random_base32

from rueckruf.sales.users import UserError
from rueckruf.storage.audit_log import append
from rueckruf.storage.database import Database
from rueckruf.storage.log_copy import writing_log
from rueckruf.storage.second_factors import remove_second_factor, set_second_factor, use_recovery_code, use_step
from rueckruf.storage.users import User

DIGITS = 6
_STEP = 30  # seconds that a code lasts
# Clocks of telephones differ, and typing takes time: the codes before and after this one are taken as well.
_STEPS_AROUND = (0, -1, 1)

_CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike
_LONGEST_CODE = 40

new_secret = random_base32


def address_of(secret: str, user: User, issuer: str) -> str:
    """What an app reads from the picture."""
    return TOTP(secret, interval=_STEP).provisioning_uri(name=user.login, issuer_name=issuer)


def enrol(database: Database, user: User, secret: str, code: str, now: datetime) -> Sequence[str]:
    """Ask for codes of ``secret`` from now on; returns the recovery codes. Raises UserError if ``code`` is wrong."""
    step = _step_of(secret, code, now)
    if step is None:
        raise UserError("Der Code stimmt nicht. Bitte geben Sie den ein, den die App gerade zeigt.")
    codes = [_new_code() for _ in range(_CODES)]
    with writing_log(database) as connection:
        sealed = database.cipher.seal(secret)
        set_second_factor(connection, user, sealed, step, [_normal(each) for each in codes])
        append(connection, database.cipher, at=now, actor=user.login, action="second_factor_set", reason=user.login)
    return codes


def remove(database: Database, user: User, now: datetime) -> None:
    """Let the password alone be enough."""
    with writing_log(database) as connection:
        remove_second_factor(connection, user)
        append(connection, database.cipher, at=now, actor=user.login, action="second_factor_removed", reason=user.login)


def take_code(database: Database, user: User, code: str, now: datetime) -> bool:
    """Whether that is a code of ``user``, of the moment or for recovery; it is then used up."""
    if user.totp is None:
        return False
    step = _step_of(database.cipher.open(user.totp), code, now)
    with writing_log(database) as connection:
        if step is not None:
            return use_step(connection, user, step)
        if not use_recovery_code(connection, user, _normal(code)):
            return False
        append(connection, database.cipher, at=now, actor=user.login, action="recovery_code_used", reason=user.login)
    return True


def _step_of(secret: str, code: str, now: datetime) -> int | None:
    """The time step that ``code`` belongs to, if it is near."""
    typed, current = _normal(code), int(now.timestamp()) // _STEP
    generator = TOTP(secret, digits=DIGITS, interval=_STEP)
    near = (current + around for around in _STEPS_AROUND)
    return next((step for step in near if secrets.compare_digest(generator.generate_otp(step), typed)), None)


def _new_code() -> str:
    """ "k3mf-9xqa-…": 16 letters, 79 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def _normal(code: str) -> str:
    """As it is compared, however it was typed; in ASCII, for ``compare_digest``."""
    kept = "".join(letter for letter in code[:_LONGEST_CODE] if letter.isalnum()).lower()
    return kept if kept.isascii() else ""
