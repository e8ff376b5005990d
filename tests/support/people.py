"""Somebody who may sign in to the sales page, as after having opened the link."""

from datetime import datetime
from typing import Any

from rueckruf.sales.users import choose_password, create
from rueckruf.storage.database import Database


def add_person(database: Database, login: str, role: Any, recipient: str | None, password: str, now: datetime) -> str:
    """Adds somebody with a password; returns the login."""
    choose_password(database, create(database, login, role, recipient, now, "test"), password, now)
    return login
