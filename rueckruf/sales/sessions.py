"""Who is signed in: a row in the database, whose id the browser holds in a signed cookie."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from flask import Flask, g, request
from flask.sessions import SecureCookieSessionInterface
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from rueckruf import clock
from rueckruf.loopback import is_loopback
from rueckruf.sales.devices import device_words, remember_device
from rueckruf.sales.services import services
from rueckruf.storage.audit_log import append
from rueckruf.storage.cipher import Cipher
from rueckruf.storage.engine import writing
from rueckruf.storage.log_copy import writing_log
from rueckruf.storage.users import (
    LONGEST_SESSION,
    Session,
    User,
    all_sessions,
    end_session,
    end_sessions,
    find_session,
    see,
    start_session,
)

logger = logging.getLogger(__name__)

IDLE = timedelta(minutes=30)
WARNING = timedelta(minutes=3)
"""So long before its end somebody is warned of it."""

POLL = "X-Rueckruf-Poll"
"""Header of a page that refreshes itself: nobody is there for certain, so it keeps no session alive.

Its value says what asks: a ``list``, a ``request``, or the warning that the ``session`` ends.
"""

# Seen that long ago is seen now: not every click needs a write.
_SEEN_STEP = timedelta(minutes=1)


class SignedIn(UserMixin):  # type: ignore[misc]
    """The person of the current request, as Flask-Login's ``current_user``."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.user: User = session.user

    def get_id(self) -> str:
        return self.session.id

    @property
    def recipient(self) -> str | None:
        """Whose requests the person may see; None for those of all."""
        return self.user.recipient


class _Cookies(SecureCookieSessionInterface):
    def get_cookie_secure(self, app: Flask) -> bool:
        """Only over HTTPS, except plainly on this machine."""
        return request.is_secure or not is_loopback(request.host)


def set_up(app: Flask, cipher: Cipher) -> None:
    """Sessions of ``app``, their cookies signed by what ``cipher`` derives from the encryption keys."""
    # A fingerprint of words with blanks: no stored one is the same, for those are of single words.
    secret, *older = cipher.fingerprints("cookies of the sales page")
    app.config.update(
        SECRET_KEY=secret,
        SECRET_KEY_FALLBACKS=older,
        SESSION_COOKIE_NAME="rueckruf",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    app.session_interface = _Cookies()
    manager = LoginManager(app)
    manager.session_protection = None  # it would bind sessions to addresses, which change on the phone
    manager.user_loader(_load)


def signed_in() -> SignedIn:
    """The person of the current request; only where the route table lets nobody else in."""
    return cast(SignedIn, current_user)


def sign_in(user: User, now: datetime) -> None:
    """Begin a session for ``user`` in this browser, which is known for that person from now on."""
    device = device_words()
    with writing_log(services().database) as connection:
        session_id = start_session(connection, user, now, device)
        append(connection, services().database.cipher, at=now, actor=user.login, action="login")
    login_user(SignedIn(Session(session_id, user, now, now, device)))
    remember_device(user)


def sign_out(now: datetime) -> None:
    """End the session of this browser."""
    me = signed_in()
    with writing_log(services().database) as connection:
        end_session(connection, me.session.id)
        append(connection, services().database.cipher, at=now, actor=me.user.login, action="logout")
    logout_user()


def running(now: datetime) -> Sequence[Session]:
    """The sessions of everybody that have not ended, the ones seen last first."""
    with services().database.engine.connect() as connection:
        return [session for session in all_sessions(connection) if not is_over(session, now)]


def handle_of(session: Session) -> str:
    """What names a session in a form: not its id, which is a secret of its browser."""
    return services().database.cipher.fingerprint(f"handle of session {session.id}")


def end_one(handle: str, now: datetime) -> None:
    """End that session of the person of this one; does nothing where it has ended."""
    me = signed_in()
    found = [each for each in running(now) if each.user.id == me.user.id and handle_of(each) == handle]
    with writing_log(services().database) as connection:
        for session in found:
            end_session(connection, session.id)
            _log_that_sessions_ended(connection, me.user, now)


def end_others(now: datetime) -> None:
    """End all sessions of this one's person but this one."""
    me = signed_in()
    with writing_log(services().database) as connection:
        end_sessions(connection, me.user, but=me.session.id)
        _log_that_sessions_ended(connection, me.user, now)


def lacks_second_factor(user: User) -> bool:
    """Whether somebody has to set one up before anything else; the company sees to it for its own accounts."""
    return services().company.second_factor == "required" and user.totp is None and user.subject is None


def is_over(session: Session, now: datetime) -> bool:
    """Whether a session has lasted too long, or has been left alone too long."""
    return now > min(end_left_alone(session), last_end(session))


def end_left_alone(session: Session) -> datetime:
    """When it ends if its person does nothing any more."""
    return session.seen_at + IDLE


def last_end(session: Session) -> datetime:
    """When it ends whatever its person does."""
    return session.created_at + LONGEST_SESSION


def _load(session_id: str) -> Any:
    if "session_unknown" in g:
        return None  # the page that tells of it is shown as to nobody
    now = clock.now()
    try:
        with services().database.engine.connect() as connection:
            session = find_session(connection, session_id)
    except SQLAlchemyError:
        g.session_unknown = True
        raise
    if session is None or session.user.disabled_at or is_over(session, now):
        return None
    if now - session.seen_at > _SEEN_STEP and POLL not in request.headers:
        _note_seen(session_id, now)
    return SignedIn(session)


def _note_seen(session_id: str, now: datetime) -> None:
    """Without it the session may end earlier: no reason to keep the page from anybody."""
    try:
        with writing(services().database.engine) as connection:
            see(connection, session_id, now)
    except SQLAlchemyError as error:
        logger.warning("a session was not noted as seen", exc_info=error)


def _log_that_sessions_ended(connection: Connection, user: User, now: datetime) -> None:
    cipher = services().database.cipher
    append(connection, cipher, at=now, actor=user.login, action="sessions_ended", reason=user.login)
