"""A backup: what the database holds at one moment, read while calls go on, as lines of JSON.

The first line tells what follows. Sealed values stay as they are, so each is sealed twice. Who is signed in, who tried
to or may by a link, and who does which job right now is not in it.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy.engine import Connection, Engine

from rueckruf.storage.database import Database
from rueckruf.storage.engine import without_limits
from rueckruf.storage.errors import StoreError
from rueckruf.storage.tables import REVISION, access_links, audit_log, leases, login_attempts, metadata, sessions

_OF_THE_MOMENT = (sessions, access_links, login_attempts, leases)

TABLES = tuple(table for table in metadata.sorted_tables if table not in _OF_THE_MOMENT)
"""Those that are backed up, referred to before referring."""

_ROWS_A_LINE = 500


@dataclass(frozen=True)
class Header:
    """``revision`` of the tables, when it was begun (ISO), rows by table, number and digest of the log's last entry."""

    revision: str
    created_at: str
    counts: Mapping[str, int]
    last_entry: int
    last_digest: str

    @property
    def rows(self) -> int:
        return sum(self.counts.values())


def backup_lines(
    database: Database, now: datetime, progress: Callable[[int], object] = lambda _: None
) -> Iterator[bytes]:
    """The lines, all of one moment; ``progress`` gets how many rows more are read."""
    with _snapshot(database.engine) as connection:
        yield json.dumps(asdict(_header(connection, now))).encode()
        for table in TABLES:
            rows = connection.execute(select(table).execution_options(stream_results=True, yield_per=_ROWS_A_LINE))
            for part in rows.partitions(_ROWS_A_LINE):
                plain = [[_plain(value) for value in row] for row in part]
                yield json.dumps([table.name, list(table.c.keys()), plain], ensure_ascii=False).encode()
                progress(len(part))


def count_rows(engine: Engine) -> int:
    """About how many rows a backup has."""
    with engine.connect() as connection:
        return sum(_count(connection, table) for table in TABLES)


def read_header(lines: Iterator[bytes]) -> Header:
    """What the first line tells. Raises StoreError if it tells something else."""
    try:
        return Header(**json.loads(next(lines)))
    except (StopIteration, TypeError, ValueError):
        raise StoreError("the backup does not tell what it holds") from None


def read_rows(line: bytes) -> tuple[str, list[dict[str, Any]]]:
    """Table and rows of a later line; moments and days are still text."""
    table, columns, rows = json.loads(line)
    return table, [dict(zip(columns, row, strict=True)) for row in rows]


@contextmanager
def _snapshot(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees the database as it is at its beginning, whatever is written meanwhile.

    SQLite's write-ahead log gives each reading transaction that, PostgreSQL those that are REPEATABLE READ.
    """
    options = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        without_limits(connection)
        yield connection


def _header(connection: Connection, now: datetime) -> Header:
    counts = {table.name: _count(connection, table) for table in TABLES}
    last = select(audit_log.c.number, audit_log.c.digest).order_by(audit_log.c.number.desc()).limit(1)
    number, digest = connection.execute(last).one()
    return Header(REVISION, now.isoformat(), counts, number, digest)


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
