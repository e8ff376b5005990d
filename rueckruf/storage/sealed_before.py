"""Whether something is stored that only the keys of its time open: no new key may take their place."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

from rueckruf.settings import Settings
from rueckruf.storage.errors import StoreError
from rueckruf.storage.redis_client import LOCKS, PREFIX, connect_redis

_SECONDS_TO_WAIT_FOR_LOCK = 5
_SEALED = (("callback_requests", "personal"), ("database_key", "sealed"), ("privacy_cases", "personal"))


def sealed_before(settings: Settings) -> str | None:
    """The file, or the variable of the store, that holds something sealed; None where none does.

    Of stores that depend on the key file: an own database, the spool, conversations. A log without its keys proves
    nothing any more, so the key of the database counts as a request does. Changes nothing in them. Raises StoreError if
    one cannot be read.
    """
    database = Path(str(make_url(settings.database_url).database))
    try:
        if any(_has(database, *of) for of in _SEALED):
            return database.name
    except sqlite3.Error as error:
        raise StoreError(f"DATABASE_URL: the database cannot be used: {error}") from None
    if settings.redis_url and _has_texts(settings.redis_url):
        return "REDIS_URL"
    if any(settings.spool_folder.glob("*")):
        return settings.spool_folder.name
    return settings.conversations_file.name if _has_conversations(settings.conversations_file) else None


def _has(file: Path, table: str, column: str) -> bool:
    """Whether a SQLite file has a row in a table that has such a column: older versions stored in plain."""
    if not file.exists():
        return False
    address = f"{file.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=_SECONDS_TO_WAIT_FOR_LOCK)) as connection:
        columns = connection.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
        rows = f"SELECT 1 FROM {table} LIMIT 1"  # noqa: S608 - a table of ours
        return (column,) in columns and connection.execute(rows).fetchone() is not None


def _has_conversations(file: Path) -> bool:
    try:
        return _has(file, "short_lived", "text")
    except sqlite3.OperationalError as error:
        raise StoreError(f"RUECKRUF_DATA_DIR: {file} cannot be used: {error}") from None
    except sqlite3.DatabaseError:  # broken by a power cut: it is begun again, whatever its keys
        return False


def _has_texts(redis_url: str) -> bool:
    client = connect_redis(redis_url)
    with closing(client):
        return any(not key.startswith(LOCKS) for key in client.scan_iter(f"{PREFIX}*"))
