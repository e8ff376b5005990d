"""Connections to the database: SQLite in the data folder, or PostgreSQL."""

import math
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, cast

from sqlalchemy import create_engine, event
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import QueuePool

from rueckruf.settings import Settings
from rueckruf.storage.private_files import private_file
from rueckruf.storage.sqlite_file import carry_over_log, empty_log
from rueckruf.storage.write_turns import begin_by, log_ahead_by, turns_of

# Twilio hangs up after 15 s: what does not answer by then must fail while an answer can still be given.
_SECONDS_TO_CONNECT = 5
_SECONDS_TO_WAIT_FOR_LOCK = 5
_SECONDS_FOR_A_STATEMENT = 8
_NEVER = math.inf

# Nobody who answers a call should carry the log over: a job does so every few seconds. From here on, about 64 MB,
# SQLite does so at the next commit after all, for programs that run without that job.
_PAGES_IN_THE_LOG = 1 << 14
_BULK_CACHE_KB = 1 << 15  # all pages that a batch changes

_WRITES_BY = "rueckruf_writes_by"  # an execution option: take SQLite's lock when the transaction begins, until then


def open_engine(settings: Settings) -> Engine:
    """The engine for ``settings.database_url``; connects at the first use. Errors hold no personal data.

    Raises StoreError if the SQLite file cannot be made.
    """
    url = make_url(settings.database_url)
    return _sqlite(url) if url.get_backend_name() == "sqlite" else _postgresql(url)


@contextmanager
def writing(engine: Engine, *, is_patient: bool = False) -> Iterator[Connection]:
    """A transaction that writes; on SQLite it waits for others that do when it begins, in the order of asking.

    Whoever is patient waits there as long as it takes, as on PostgreSQL with ``without_limits``: nobody is on the
    telephone.
    """
    deadline = _NEVER if is_patient else _until_lock()
    with _connected_by(deadline, engine) as connection, connection.begin():
        yield connection


@contextmanager
def connected_to_write(engine: Engine) -> Iterator[Connection]:
    """A connection for one such transaction, for code that begins it itself."""
    with _connected_by(_until_lock(), engine) as connection:
        yield connection


@contextmanager
def _connected_by(deadline: float, engine: Engine) -> Iterator[Connection]:
    if engine.dialect.name != "sqlite":
        with engine.connect() as connection:
            yield connection
        return
    with turns_of(sqlite_path(engine)).turn(deadline), engine.connect() as connection:
        yield connection.execution_options(**{_WRITES_BY: deadline})


@contextmanager
def bulk_engine(engine: Engine) -> Iterator[Engine]:
    """Connections for changing much at once to the database of ``engine``, for code that carries over the log itself.

    On SQLite a commit there reaches the disk with the next one of somebody else, or when the log is carried over. Lost
    before in a power cut, it is lost as a whole, what it has logged included.
    """
    if engine.dialect.name != "sqlite":
        yield engine
        return
    own = _sqlite(engine.url)
    event.listen(own, "connect", _prepare_bulk)
    try:
        yield own
    finally:
        own.dispose()


def carry_over_write_ahead_log(engine: Engine) -> None:
    """Carry as much of SQLite's write-ahead log over as nobody reads any more; holds nobody up.

    What is not possible now is left for the next time: what has been committed stands in the log.
    """
    if engine.dialect.name == "sqlite":
        with suppress(sqlite3.Error):
            carry_over_log(sqlite_path(engine))


def empty_write_ahead_log(engine: Engine) -> bool:
    """Carry SQLite's write-ahead log over and cut it off: until then it holds what has been deleted.

    Whether that was possible: nobody may read what is older.
    """
    return engine.dialect.name != "sqlite" or empty_log(sqlite_path(engine))


def sqlite_path(engine: Engine) -> Path:
    """The file of a SQLite database."""
    return Path(str(engine.url.database))


def without_limits(connection: Connection) -> None:
    """Let what nobody on the telephone waits for take its time on PostgreSQL, up to the end of the transaction.

    A statement outside of transactions has none of our limits.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.exec_driver_sql("SET LOCAL lock_timeout = 0")


def _postgresql(url: URL) -> Engine:
    engine = create_engine(
        url,
        future=True,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_timeout=_SECONDS_TO_CONNECT,
        connect_args={
            "connect_timeout": _SECONDS_TO_CONNECT,
            "application_name": "rueckruf",
            # A server that has vanished: neither what it was sent nor a sign of life is confirmed.
            "tcp_user_timeout": _SECONDS_FOR_A_STATEMENT * 1000,
            "keepalives_idle": _SECONDS_TO_CONNECT,
            "keepalives_interval": 1,
        },
    )
    event.listen(engine, "begin", _limit_postgresql)
    return engine


class _HintingCompiler(SQLiteCompiler):
    """SQLAlchemy leaves hints for SQLite out; ``INDEXED BY`` is one."""

    def get_from_hint_text(self, table: Any, text: str) -> str:
        return text


def _sqlite(url: URL) -> Engine:
    private_file(Path(str(url.database)), "DATABASE_URL")
    engine = create_engine(
        url,
        future=True,
        hide_parameters=True,
        poolclass=QueuePool,
        pool_timeout=_SECONDS_TO_CONNECT,
        connect_args={"check_same_thread": False, "timeout": _SECONDS_TO_WAIT_FOR_LOCK},
    )
    engine.dialect.statement_compiler = _HintingCompiler
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


# For one transaction, in each: PgBouncer lends connections to one transaction after the other, and refuses what is to
# be set when one opens. Where the address, the role or the database sets a limit, that holds.
_LIMIT = """
SELECT set_config(name, value, true)
FROM (VALUES ('statement_timeout', '{statement}s'), ('lock_timeout', '{lock}s')) AS limits (name, value)
WHERE current_setting(name) = '0'
"""


def _limit_postgresql(connection: Connection) -> None:
    limit = _LIMIT.format(statement=_SECONDS_FOR_A_STATEMENT, lock=_SECONDS_TO_WAIT_FOR_LOCK)
    connection.exec_driver_sql(limit)


def _until_lock() -> float:
    return time.monotonic() + _SECONDS_TO_WAIT_FOR_LOCK


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy begins transactions, the driver would do so too late
    log_ahead_by(_until_lock(), connection)
    connection.execute("PRAGMA synchronous = FULL")  # a confirmed request survives a power cut
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_PAGES_IN_THE_LOG}")


def _prepare_bulk(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute(f"PRAGMA cache_size = -{_BULK_CACHE_KB}")


def _begin_sqlite(connection: Connection) -> None:
    deadline = connection.get_execution_options().get(_WRITES_BY)
    if deadline is None:
        connection.exec_driver_sql("BEGIN")
        return
    try:
        begin_by(deadline, cast(sqlite3.Connection, connection.connection.dbapi_connection))
    except sqlite3.OperationalError as error:
        raise OperationalError("BEGIN IMMEDIATE", None, error, hide_parameters=True) from error
