"""What the pages work with, at hand in every request, as ``actions/services.py`` is for the actions."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from flask import current_app

from rueckruf.callbacks.opening_hours import OpeningHours
from rueckruf.company import Company
from rueckruf.sales.api.rate import RateLimit
from rueckruf.sales.handover.push import public_key, signing_key
from rueckruf.sales.read_log import ReadLog
from rueckruf.settings import Settings
from rueckruf.storage.database import Database
from rueckruf.storage.history import SqlHandledRequests
from rueckruf.storage.requests import SqlCallbackRequests

_NAME = "rueckruf"


@dataclass(frozen=True)
class Services:
    """The settings, the database, and what is remembered of who has read what and asked how often."""

    settings: Settings
    database: Database
    read_log: ReadLog
    rate_limit: RateLimit

    @property
    def company(self) -> Company:
        return self.settings.company

    @cached_property
    def requests(self) -> SqlCallbackRequests:
        return SqlCallbackRequests(self.database)

    @cached_property
    def handled(self) -> SqlHandledRequests:
        return SqlHandledRequests(self.database)

    @cached_property
    def hours(self) -> OpeningHours:
        return self.company.hours()

    @cached_property
    def push_key(self) -> str | None:
        """What browsers need to know to subscribe to news; None where there are none."""
        return public_key(signing_key(self.database)) if self.company.handover.push.contact else None

    @property
    def recipients(self) -> Mapping[str, str]:
        """The names of those who receive requests, by the key in company.yml."""
        return self.company.titles


def provide(app_extensions: dict[str, object], available: Services) -> None:
    """Put them where ``services`` finds them."""
    app_extensions[_NAME] = available


def services() -> Services:
    """Those of the application that answers the current request."""
    return cast(Services, current_app.extensions[_NAME])
