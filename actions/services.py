"""What the actions work with, opened at the first use in a process: importing an action opens nothing."""

import logging
from functools import cache

from rueckruf import clock
from rueckruf.callbacks.opening_hours import OpeningHours
from rueckruf.callbacks.repository import CallbackRequests
from rueckruf.settings import Settings, load_settings
from rueckruf.storage import deletion, figures
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.requests import SqlCallbackRequests

logger = logging.getLogger(__name__)


@cache
def settings() -> Settings:
    """The settings of this process."""
    return load_settings()


@cache
def opening_hours() -> OpeningHours:
    """When sales calls back."""
    return settings().company.hours()


@cache
def callback_requests() -> CallbackRequests:
    """Where requests are stored."""
    return SqlCallbackRequests(_database())


def count_broken_off(question: str) -> None:
    """Count a call that ended today without a confirmed request, and the question that was open."""
    figures.count_broken_off(_database().engine, clock.berlin_now().date(), question)


def withdraw(call_sid: str) -> bool:
    """Whether nothing of the call is stored any more: a turn that failed may have committed a request before."""
    try:
        return deletion.withdraw(_database(), call_sid, clock.now())
    except Exception as error:  # whatever failed, nobody may be told that it is gone
        logger.error("request of a call not withdrawn: %s", type(error).__name__)
        return False


@cache
def _database() -> Database:
    return open_database(settings())
