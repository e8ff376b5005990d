"""What the actions work with, opened at the first use in a process: importing an action opens nothing."""

from functools import cache

from rueckruf import clock
from rueckruf.callbacks.opening_hours import OpeningHours
from rueckruf.callbacks.repository import CallbackRequests
from rueckruf.settings import Settings, load_settings
from rueckruf.storage import figures
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.requests import SqlCallbackRequests


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


@cache
def _database() -> Database:
    return open_database(settings())
