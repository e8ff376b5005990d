"""What the actions work with, opened at the first use in a process: importing an action opens nothing."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from typing import Any, Literal
from uuid import UUID

from rasa_sdk.types import DomainDict

from rueckruf import clock
from rueckruf.answers import ANSWERS
from rueckruf.answers.concern import Concern
from rueckruf.callbacks.acceptance import FINAL, Accepted, accept, store
from rueckruf.callbacks.figures import Figure
from rueckruf.callbacks.opening_hours import OpeningHours
from rueckruf.callbacks.rehearsal import is_rehearsal
from rueckruf.callbacks.repository import CallbackRequests
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.returning import open_request
from rueckruf.dialogue.answer import FORM, Form, answering
from rueckruf.settings import Settings, load_settings
from rueckruf.storage import deletion, figures
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.history import SqlHandledRequests
from rueckruf.storage.in_time import again_in_time, in_time
from rueckruf.storage.requests import RehearsedRequests, SqlCallbackRequests
from rueckruf.storage.spool import FileSpool, open_spool

logger = logging.getLogger(__name__)

# So long a caller waits for a database that may be back in a moment; for what they can do without, less.
_SECONDS_TO_STORE = 2.0
_SECONDS_TO_ASK = 1.0

Earlier = Callable[[CallbackRequests, Iterable[CallbackRequest]], Iterable[UUID]]
"""Which earlier requests of a caller there are among those that are stored, and those that wait for the database."""


@cache
def settings() -> Settings:
    """The settings of this process."""
    return load_settings()


@cache
def opening_hours() -> OpeningHours:
    """When sales calls back."""
    return settings().company.hours()


def required_slots(domain: DomainDict) -> Sequence[str]:
    """What ``domain.yml`` has callers asked, in this order."""
    required: Sequence[str] = domain["forms"][FORM]["required_slots"]
    return required


def callback_form(domain: DomainDict) -> Form:
    """What is asked of callers; whether the concern is among it says ``company.yml``."""
    concern = settings().company.concern
    answers = {slot: answer for slot, answer in ANSWERS.items() if slot != Concern.slot or concern != "off"}
    asked = [slot for slot in required_slots(domain) if slot != Concern.slot or concern == "ask"]
    return Form(answers, asked, answering(ANSWERS), opening_hours(), _find_open)


def _find_open(caller: str, said: Mapping[str, Any]) -> CallbackRequest | None:
    try:
        return in_time(_SECONDS_TO_ASK, lambda: open_request(_requests(SqlCallbackRequests), caller, said, clock.now()))
    except Exception as error:  # whoever is not found is served as anybody
        logger.error("earlier request not looked for: %s", type(error).__name__)
        return None


def callback_requests(call_sid: str) -> CallbackRequests:
    """Where the request of a call is stored; of a rehearsal nothing is kept."""
    return _requests(RehearsedRequests if is_rehearsal(call_sid) else SqlCallbackRequests)


@cache
def _requests(kind: type[SqlCallbackRequests]) -> CallbackRequests:
    return kind(_database())


def accept_request(accepted: Accepted) -> None:
    """Take on what a caller has confirmed: when this returns it will not be lost. Raises what is FINAL, and OSError.

    A rehearsal fails where the database does.
    """
    if is_rehearsal(accepted.request.call_sid):
        _store(accepted)
    else:
        accept(_store_in_time, _spool(), accepted)


def _store_in_time(accepted: Accepted) -> None:
    again_in_time(_SECONDS_TO_STORE, partial(_store, accepted), FINAL)


def _store(accepted: Accepted) -> None:
    requests, handled = callback_requests(accepted.request.call_sid), SqlHandledRequests(_database())
    store(requests, handled, accepted, keep_months=settings().company.retention.months)


@cache
def _spool() -> FileSpool:
    return open_spool(settings())


def count_without_request(call_sid: str, kind: Literal["broke_off", "gave_up", "ended"], value: str) -> None:
    """Count a call that ends today without a confirmed request, and where or how."""
    if is_rehearsal(call_sid):
        return
    try:
        figure = Figure(clock.berlin_now().date(), kind, "", value)
        in_time(_SECONDS_TO_ASK, lambda: figures.count(_database().engine, figure))
    except Exception as error:  # a figure is worth less than a caller
        logger.error("a call without a request not counted: %s", type(error).__name__)


def withdraw(call_sid: str, earlier: Earlier = lambda requests, waiting: ()) -> bool:
    """Whether nothing of the call is stored any more or waits for it, nor the ``earlier`` requests of its caller.

    A turn that failed may have committed a request before.
    """
    try:
        # First: what is under way to the database has then arrived there, or will not.
        _spool().drop(lambda accepted: accepted.request.call_sid == call_sid)
        waiting = (accepted.request for accepted in _spool().waiting())
        request_ids = [*earlier(_requests(SqlCallbackRequests), waiting)]
        _spool().drop(lambda accepted: accepted.is_about(request_ids))
        return deletion.withdraw(_database(), call_sid, clock.now(), request_ids)
    except Exception as error:  # whatever failed, nobody may be told that it is gone
        logger.error("request of a call not withdrawn: %s", type(error).__name__)
        return False


@cache
def _database() -> Database:
    return open_database(settings())
