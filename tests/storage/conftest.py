"""An empty database, SQLite and PostgreSQL; settings for the short-lived stores, with SQLite and with Redis."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from rueckruf.settings import Settings, load_settings
from rueckruf.storage.cipher import new_key
from rueckruf.storage.database import Database, open_database

KEY = new_key()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty database, one after the other of both kinds."""
    database = open_database(load_settings({"DATABASE_URL": database_url, "RUECKRUF_KEYS": KEY}))
    yield database
    database.engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("redis", marks=pytest.mark.process)])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings with an empty store, one after the other of both kinds."""
    environ: Mapping[str, str] = {"RUECKRUF_DATA_DIR": str(tmp_path)}
    if request.param == "redis":
        environ = {**environ, "REDIS_URL": request.getfixturevalue("redis_url")}
    return load_settings(environ)


@pytest.fixture
def sqlite_settings(tmp_path: Path) -> Settings:
    """Settings with SQLite in an empty folder."""
    return load_settings({"RUECKRUF_DATA_DIR": str(tmp_path)})
