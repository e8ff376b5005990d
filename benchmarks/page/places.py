"""Where the requests lie while they are measured: SQLite as it comes, or a PostgreSQL server of one's own."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.stored_requests import NOW, store_requests
from rueckruf.callbacks.repository import ALL
from rueckruf.sales.export import exported, write_file
from rueckruf.settings import load_settings
from rueckruf.storage.cipher import new_key
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.requests import SqlCallbackRequests

ACTOR = "benchmark"


@dataclass(frozen=True)
class Place:
    """A data folder, and what else a server's environment must say; that holds secrets."""

    folder: Path
    environment: Mapping[str, str] = field(repr=False)

    def opened(self) -> Database:
        return open_database(load_settings({"RUECKRUF_DATA_DIR": str(self.folder), **self.environment}))


@contextmanager
def sqlite(folder: Path) -> Iterator[Place]:
    yield Place(folder, {})


@contextmanager
def postgresql(folder: Path) -> Iterator[Place]:
    from tests.support.servers import running_postgres  # not above: each process of its own would load pytest for it

    with running_postgres() as url:
        yield Place(folder, {"DATABASE_URL": url, "RUECKRUF_KEYS": new_key()})


PLACES = {"sqlite": sqlite, "postgresql": postgresql}


def store(place: Place, count: int) -> int:
    """Store made-up requests, none of them due for deletion."""
    database = place.opened()
    store_requests(database, count, due=0)
    if database.engine.dialect.name == "postgresql":  # it would do so by itself within a minute
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
    return count


def export_xlsx(place: Place, target: Path) -> int:
    """Export all requests into the file; how many."""
    settings, database = load_settings({"RUECKRUF_DATA_DIR": str(place.folder)}), place.opened()
    chunks = exported(database, ALL, "xlsx", settings.company.titles, actor=ACTOR, now=NOW)
    write_file(chunks, target)
    return SqlCallbackRequests(database).count()
