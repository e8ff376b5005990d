"""How often somebody may try to sign in: counted by person and device, so that no stranger keeps anybody out."""

from collections.abc import Callable
from datetime import datetime
from ipaddress import ip_address
from typing import Literal

from flask import request

from rueckruf.sales.devices import known_device
from rueckruf.sales.services import services
from rueckruf.storage.audit_log import Action, append
from rueckruf.storage.engine import writing
from rueckruf.storage.log_copy import writing_log
from rueckruf.storage.login_attempts import SPAN, add_attempts, forgive, is_blocked
from rueckruf.storage.users import User

# Within SPAN. Who has signed in with a browser before has tries of their own there, whatever others do. All browsers
# that a login is not known to share the second limit, and all that have one address the third.
_OF_DEVICE, _OF_LOGIN, _OF_ADDRESS = 5, 20, 50

_UNKNOWN = "unknown"

MINUTES = int(SPAN.total_seconds() // 60)
TOO_MANY = f"Zu viele Versuche. Bitte warten Sie {MINUTES} Minuten und versuchen Sie es dann noch einmal."
RETRY = {"Retry-After": str(MINUTES * 60)}
"""The header of the answer that says so."""

Kind = Literal["password", "code", "passkey"]
"""What is tried; each kind is counted for itself."""


class TooManyAttemptsError(Exception):
    """There were too many attempts."""


def is_right(kind: Kind, login: str, user: User | None, check: Callable[[], bool], now: datetime) -> bool:
    """What ``check`` says of what was tried for ``login``, which is that of ``user``; raises TooManyAttemptsError.

    Refusals are logged; what follows from success is up to the caller.
    """
    database, device = services().database, known_device(user)
    limits = _limits(kind, login, device)
    with writing(database.engine) as connection:
        blocked = is_blocked(connection, limits, now)
        # Counted before it is looked at: many at once are many.
        attempts = [] if blocked else add_attempts(connection, list(limits), now)
        last = not blocked and is_blocked(connection, limits, now)
    if blocked:
        raise TooManyAttemptsError
    right = check()
    with writing_log(database) as connection:
        if right:
            forgive(connection, attempts, next(iter(limits)) if device else None)
        else:
            action: Action = "login_locked" if last else "login_failed"
            append(connection, database.cipher, at=now, actor=user.login if user else _UNKNOWN, action=action)
    return right


def _limits(kind: Kind, login: str, device: str | None) -> dict[str, int]:
    fingerprint = services().database.cipher.fingerprint
    if device:
        return {fingerprint(f"{kind} of {login} with {device}"): _OF_DEVICE}
    limits = {fingerprint(f"{kind} of {login}"): _OF_LOGIN}
    address = request.remote_addr or ""
    if _is_of_one(address):
        limits[fingerprint(f"{kind} from {address}")] = _OF_ADDRESS
    return limits


def _is_of_one(address: str) -> bool:
    """Whether an address tells one from another: a private one may be that of a proxy, which stands for everybody."""
    try:
        return ip_address(address).is_global
    except ValueError:
        return False
