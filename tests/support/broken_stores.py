"""Stores that break under a running server, and are whole again afterwards."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.support.patience import PATIENCE


@contextmanager
def without_table(database: Path, table: str) -> Iterator[None]:
    """The table is not there for a while, as after a mishap of an administrator."""
    _execute(database, f"ALTER TABLE {table} RENAME TO gone")
    try:
        yield
    finally:
        _execute(database, f"ALTER TABLE gone RENAME TO {table}")


@contextmanager
def without_spool(data_dir: Path) -> Iterator[None]:
    """Nothing can wait on the disk: a file stands where its folder should be."""
    spool, kept = data_dir / "spool", data_dir / "kept"
    if spool.exists():
        spool.rename(kept)
    spool.touch()
    try:
        yield
    finally:
        spool.unlink()
        if kept.exists():
            kept.rename(spool)


@contextmanager
def held(data_dir: Path) -> Iterator[None]:
    """Another has the database in SQLite: nothing can be written."""
    with closing(sqlite3.connect(data_dir / "rueckruf.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def nowhere_to_store(data_dir: Path) -> Iterator[None]:
    """Neither the database takes anything, nor the folder where it would wait for that."""
    with held(data_dir), without_spool(data_dir):
        yield


def _execute(database: Path, statement: str) -> None:
    with closing(sqlite3.connect(database, timeout=PATIENCE)) as connection, connection:
        connection.execute(statement)
