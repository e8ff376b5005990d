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
from jinja2 import BytecodeCache, FileSystemBytecodeCache
from werkzeug.routing import Rule

from rueckruf import clock
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.clock import BERLIN
from rueckruf.company import load_company
from rueckruf.project import COMPANY
from rueckruf.sales.app import create_app
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
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> BytecodeCache:
    """Each test has an app of its own, which would compile all templates again."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture(scope="session", autouse=True)
def compiled_rules() -> Iterator[None]:
    """... and all rules of addresses: a third of what such a test takes. What is compiled depends on the rule alone."""
    compiled: dict[Any, Any] = {}
    compile_builder = Rule._compile_builder

    def once(rule: Rule, append_unknown: bool = True) -> Any:
        if rule.defaults:
            return compile_builder(rule, append_unknown)
        key = rule.rule, tuple(rule._trace), append_unknown
        if key not in compiled:
            compiled[key] = compile_builder(rule, append_unknown)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", once)
        yield


@pytest.fixture
def app(settings: Settings, database: Database, compiled_templates: BytecodeCache) -> Flask:
    app = create_app(settings, database)
    app.jinja_env.bytecode_cache = compiled_templates
    return app


@pytest.fixture
def app_with(
    settings: Settings, database: Database, compiled_templates: BytecodeCache, tmp_path: Path
) -> Callable[..., Flask]:
    """The page of a company with parts of company.yml replaced."""

    def made(*replacements: tuple[str, str]) -> Flask:
        file = tmp_path / "company.yml"
        file.write_text(replaced(COMPANY.read_text(encoding="utf-8"), replacements), encoding="utf-8")
        app = create_app(replace(settings, company=load_company(file)), database)
        app.jinja_env.bytecode_cache = compiled_templates
        return app

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
