"""The sales page over an empty SQLite database, its people, and browsers that they are signed in with."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from rueckruf import clock
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.clock import BERLIN
from rueckruf.company import load_company
from rueckruf.project import COMPANY
from rueckruf.sales.api.rate import RateLimit
from rueckruf.sales.app import create_app
from rueckruf.sales.read_log import ReadLog
from rueckruf.sales.services import Services, provide
from rueckruf.settings import Settings, load_settings
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.companies import replaced
from tests.support.pages import Browser, signed_in_browser
from tests.support.people import add_person
from tests.support.requests import request_of

#: Wednesday, 11 March 2026, half past two in Berlin: the window of ``request_of`` is open.
NOON = datetime(2026, 3, 11, 14, 30, tzinfo=BERLIN)
PASSWORD = "ein langes Passwort"


@pytest.fixture
def now() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="session")
def empty_data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty database and its key, to be copied: making one takes half a second."""
    folder = tmp_path_factory.mktemp("empty")
    open_database(load_settings({"RUECKRUF_DATA_DIR": str(folder)})).engine.dispose()
    return folder


@pytest.fixture
def settings(tmp_path: Path, empty_data_dir: Path) -> Settings:
    shutil.copytree(empty_data_dir, tmp_path / "var")
    return load_settings({"RUECKRUF_DATA_DIR": str(tmp_path / "var")})


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    database = open_database(settings)
    yield database
    database.engine.dispose()


@pytest.fixture(scope="session")
def shared_app(empty_data_dir: Path) -> Flask:
    """All pages with their addresses and templates: what an app has beside its services is the same in each test."""
    settings = load_settings({"RUECKRUF_DATA_DIR": str(empty_data_dir)})
    return create_app(settings, open_database(settings))


@pytest.fixture
def app(shared_app: Flask, settings: Settings, database: Database) -> Iterator[Flask]:
    """The page over the test's own database."""
    config = dict(shared_app.config)
    provide(shared_app.extensions, Services(settings, database, ReadLog(database), RateLimit()))
    yield shared_app
    assert shared_app.config == config, "a test that changes the app takes one of its own: app_with()"


@pytest.fixture
def app_with(settings: Settings, database: Database, tmp_path: Path) -> Callable[..., Flask]:
    """An app of the test's own, for a company with parts of company.yml replaced."""

    def made(*replacements: tuple[str, str]) -> Flask:
        file = tmp_path / "company.yml"
        file.write_text(replaced(COMPANY.read_text(encoding="utf-8"), replacements), encoding="utf-8")
        return create_app(replace(settings, company=load_company(file)), database)

    return made


@pytest.fixture
def person(database: Database) -> Callable[..., str]:
    """Adds somebody and returns the login: ``person("anna", "sales", "company")``."""

    def add(login: str, role: Any, recipient: str | None = None) -> str:
        return add_person(database, login, role, recipient, PASSWORD, clock.now())

    return add


@pytest.fixture
def signed_in(app: Flask, person: Callable[..., str], now: Any) -> Callable[..., Browser]:
    """A browser that a new person has signed in with: ``signed_in("anna")`` is of sales, for the company."""

    def open_(login: str, role: str = "sales", recipient: str | None = "company") -> Browser:
        person(login, role, recipient if role == "sales" else None)
        return signed_in_browser(app, login)

    return open_


@pytest.fixture
def client(app: Flask, now: Any) -> FlaskClient:
    """A browser that nobody is signed in with."""
    return app.test_client()


@pytest.fixture
def wish(database: Database) -> Callable[..., CallbackRequest]:
    """Stores a request: ``wish(name="Sabine Meier")``."""
    requests = SqlCallbackRequests(database)
    numbers = iter(range(1, 1000))
    return lambda **changes: requests.add(request_of(f"CA{next(numbers)}", **changes))
