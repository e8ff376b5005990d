"""Who is signed in: a row in the database, whose id the browser holds in a signed cookie."""

import logging
from datetime import datetime, timedelta
from typing import Any, cast

from flask import Flask, g, request
from flask.sessions import SecureCookieSessionInterface
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy.exc import SQLAlchemyError

from rueckruf import clock
from rueckruf.loopback import is_loopback
from rueckruf.sales.services import services
from rueckruf.storage.cipher import Cipher
from rueckruf.storage.users import (
    LONGEST_SESSION,
    Session,
    User,
    end_session,
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
    """Begin a session for ``user`` in this browser."""
    with services().database.engine.begin() as connection:
        session_id = start_session(connection, user, now)
    login_user(SignedIn(Session(session_id, user, now, now)))


def sign_out() -> None:
    """End the session of this browser."""
    with services().database.engine.begin() as connection:
        end_session(connection, signed_in().session.id)
    logout_user()


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
        with services().database.engine.begin() as connection:
            see(connection, session_id, now)
    except SQLAlchemyError as error:
        logger.warning("a session was not noted as seen", exc_info=error)
