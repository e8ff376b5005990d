"""What a start of this version would find and change, found out without changing anything."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, func, inspect, select, text
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.pool import NullPool

from rueckruf.settings import Settings
from rueckruf.storage.cipher import Cipher, find_cipher
from rueckruf.storage.engine import open_engine, without_limits
from rueckruf.storage.errors import StoreError
from rueckruf.storage.migrate import pending, revision_of
from rueckruf.storage.tables import callback_requests, database_key, privacy_cases


@dataclass(frozen=True)
class Found:
    """``revision`` of the database (None: there is none yet), the ``migrations`` that would run, by number and title.

    Of what is ``sealed``, requests, cases and the key of the database, no key opens so many (``unopened``). ``damage``:
    what SQLite says of the file.
    """

    revision: str | None
    migrations: Sequence[tuple[str, str]]
    sealed: int = 0
    unopened: int = 0
    damage: str | None = None


def count_requests_unchanged(settings: Settings) -> int:
    """How many requests there are to be looked at."""
    with _reading(settings) as connection:
        return _count(connection) if connection is not None and _has_sealed(connection) else 0


def look(settings: Settings, progress: Callable[[int], object] = lambda _: None) -> Found:
    """What there is; ``progress`` gets how many requests more were looked at.

    Raises SettingsError and StoreError as a start would: for keys that are missing, for a database out of reach, broken
    or made by a newer version.
    """
    cipher = find_cipher(settings)
    with _reading(settings) as connection:
        if connection is None:
            return Found(None, pending(None))
        revision = revision_of(connection)
        migrations = pending(revision)
        if not _has_sealed(connection):
            return Found(revision, migrations, damage=_damage(connection))
        opens = [_opens(cipher, token, progress) for token in _tokens(connection)]
        return Found(revision, migrations, len(opens), opens.count(False), _damage(connection))


@contextmanager
def _reading(settings: Settings) -> Iterator[Connection | None]:
    """A connection that cannot write; None where there is no file yet."""
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite":
        engine = open_engine(settings)
        with engine.connect() as connection, connection.begin():
            without_limits(connection)
            connection.execute(text("SET TRANSACTION READ ONLY"))
            yield connection
        engine.dispose()
        return
    path = Path(str(url.database)).absolute()
    if not path.exists():
        yield None
        return
    address = f"{path.as_uri()}?mode=ro"
    engine = create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(address, uri=True), poolclass=NullPool, future=True
    )
    with engine.connect() as connection:
        yield connection


def _has_sealed(connection: Connection) -> bool:
    """Whether there are requests that are sealed: an old version stored them in plain."""
    tables = inspect(connection)
    name = callback_requests.name
    return tables.has_table(name) and any(column["name"] == "personal" for column in tables.get_columns(name))


def _count(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(callback_requests)).scalar_one())


def _tokens(connection: Connection) -> Iterator[str]:
    """What is sealed: the key of the database, cases of the privacy desk, and each request."""
    for few in (database_key.c.sealed, privacy_cases.c.personal):
        if inspect(connection).has_table(few.table.name):
            yield from connection.execute(select(few)).scalars()
    rows = select(callback_requests.c.personal).execution_options(stream_results=True, yield_per=500)
    yield from connection.execute(rows).scalars()


def _opens(cipher: Cipher | None, token: str, progress: Callable[[int], object]) -> bool:
    progress(1)
    try:
        return cipher is not None and cipher.position(token) >= 0
    except StoreError:
        return False


def _damage(connection: Connection) -> str | None:
    if connection.dialect.name != "sqlite":
        return None
    said: str = connection.execute(text("PRAGMA quick_check(1)")).scalar_one()
    return None if said == "ok" else said
