"""What the pages work with, at hand in every request."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from flask import current_app

from rueckruf.callbacks.opening_hours import OpeningHours
from rueckruf.company import Company
from rueckruf.sales.reading import ReadLog
from rueckruf.settings import Settings
from rueckruf.storage.database import Database
from rueckruf.storage.history import SqlHandledRequests
from rueckruf.storage.requests import SqlCallbackRequests

_NAME = "rueckruf"


@dataclass(frozen=True)
class Desk:
    """The settings, the database, and what is remembered of who has read what."""

    settings: Settings
    database: Database
    reading: ReadLog

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

    @property
    def recipients(self) -> Mapping[str, str]:
        """The names of those who receive requests, by the key in company.yml."""
        return self.company.titles


def place(app_extensions: dict[str, object], desk: Desk) -> None:
    """Put the desk where ``desk`` finds it."""
    app_extensions[_NAME] = desk


def desk() -> Desk:
    """The desk of the application that answers the current request."""
    return cast(Desk, current_app.extensions[_NAME])
