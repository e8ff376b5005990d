"""Which system calls, and what it may see. A cookie of the page opens nothing here, so no page can be made to call."""

from collections.abc import Iterable
from typing import cast

from flask import Response, g, request
from werkzeug.datastructures import WWWAuthenticate

from rueckruf import clock
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.sales.api.problems import problem, refuse
from rueckruf.sales.roles import PUBLIC, ROUTES, may_open
from rueckruf.sales.services import services
from rueckruf.sales.tokens import hash_of
from rueckruf.storage.engine import writing
from rueckruf.storage.tokens import USE_NOTED_EVERY, Token, find_token, note_use


def guard(endpoint: str) -> Response | None:
    """Why the call may not be answered; None if it may."""
    if ROUTES.get(endpoint) is PUBLIC:
        return None
    token = _valid_token()
    if token is None:
        return problem(401, headers={"WWW-Authenticate": WWWAuthenticate("bearer").to_header()})
    if seconds := services().rate_limit.seconds_to_wait(token.name, clock.now()):
        return problem(429, headers={"Retry-After": str(seconds)})
    if not may_open(token.role, endpoint):
        return problem(403)
    _note_use(token)
    g.token = token
    return None


def caller() -> Token:
    """The system of the current call; only behind ``guard``."""
    return cast(Token, g.token)


def asked_recipient(asked: str | None) -> str | None:
    """Whose requests to show: the system's own, or for one that may see all those of the recipient asked for."""
    own = caller().recipient
    if own and asked not in (None, own):
        refuse(403, "Dieser Zugang sieht nur die Rückrufwünsche seines eigenen Empfängers.")
    return own or asked


def log_read(requests: Iterable[CallbackRequest]) -> None:
    """Log that the system is about to get these; each is logged once a day, however often it asks."""
    now, token = clock.now(), caller()
    session = f"{token.actor} {clock.wall_clock(now).date()}"
    services().read_log.log(session, token.actor, (each.id for each in requests), now, reason="api")


def _note_use(token: Token) -> None:
    now = clock.now()
    if token.used_at is None or now - token.used_at >= USE_NOTED_EVERY:
        with writing(services().database.engine) as connection:
            note_use(connection, token, now)


def _valid_token() -> Token | None:
    authorization = request.authorization
    if authorization is None or authorization.type != "bearer" or not authorization.token:
        return None
    with services().database.engine.connect() as connection:
        token = find_token(connection, hash_of(authorization.token))
    return token if token and clock.now() < token.expires_at else None
