"""Systems that use the API over an empty SQLite database."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from rueckruf import clock
from rueckruf.sales.tokens import create
from rueckruf.storage.database import Database
from tests.support.systems import System


@pytest.fixture
def system(app: Flask, database: Database, now: Any) -> Callable[..., System]:
    """Lets a system in: ``system()`` is ``crm``, for the company; ``system("bi", "lead")`` sees all."""

    def let_in(name: str = "crm", role: Any = "sales", recipient: str | None = "company", days: int = 30) -> System:
        secret = create(database, name, role, recipient if role == "sales" else None, days, clock.now(), "test")
        return System(app.test_client(), secret)

    return let_in
