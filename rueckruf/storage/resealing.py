"""Reseals what is stored under the first key."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, bindparam, delete, func, insert, select, update
from sqlalchemy.engine import Connection, Engine, Row
from sqlalchemy.sql import Update

from rueckruf.storage.cipher import Cipher
from rueckruf.storage.requests import opened
from rueckruf.storage.search_index import words_to_index
from rueckruf.storage.tables import callback_requests as table
from rueckruf.storage.tables import database_key, request_events, search_words, users

_STREAMED = {"stream_results": True, "max_row_buffer": 500}


def count_requests(engine: Engine) -> int:
    """How many requests there are, restricted ones too."""
    with engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def all_current(engine: Engine, cipher: Cipher) -> bool:
    """Whether the first key has sealed every request."""
    with engine.connect() as connection:
        rows = connection.execute(select(table.c.personal).execution_options(**_STREAMED))
        return not any(_is_older(cipher, row) for row in rows)


def reseal_database_key(connection: Connection, cipher: Cipher) -> None:
    """Seal the database's own key under the first key, in a transaction of the caller."""
    token = connection.execute(select(database_key.c.sealed)).scalar_one_or_none()
    if token is not None and cipher.position(token) > 0:
        connection.execute(update(database_key).values(sealed=cipher.seal(cipher.open(token))))


def reseal_second_factors(connection: Connection, cipher: Cipher) -> None:
    """Seal the secrets of the people of the sales page under the first key, in a transaction of the caller."""
    for row in connection.execute(select(users.c.id, users.c.totp).where(users.c.totp.is_not(None))).all():
        if cipher.position(row.totp) > 0:
            sealed = cipher.seal(cipher.open(row.totp))
            connection.execute(update(users).where(users.c.id == row.id).values(totp=sealed))


def ids_after(connection: Connection, last: str, limit: int) -> list[str]:
    """The next ids in their order, at most ``limit``."""
    following = select(table.c.id).where(table.c.id > last).order_by(table.c.id).limit(limit)
    return list(connection.execute(following).scalars())


@dataclass(frozen=True)
class Resealed:
    """Requests and their history as they are under the first key: rows to write, and the versions they were made of."""

    versions: Mapping[str, int]
    requests: Sequence[Mapping[str, Any]]
    words: Sequence[Mapping[str, Any]]
    events: Sequence[Mapping[str, Any]]

    def only(self, ids: Set[str]) -> "Resealed":
        """What of it belongs to these requests."""
        return Resealed(
            {one: version for one, version in self.versions.items() if one in ids},
            [row for row in self.requests if row["of"] in ids],
            [row for row in self.words if row["request_id"] in ids],
            [row for row in self.events if row["request_id"] in ids],
        )


def resealed(connection: Connection, cipher: Cipher, ids: Sequence[str]) -> Resealed:
    """What an older key has sealed of requests, sealed again: most of the work, for which no lock is needed."""
    of_ids = request_events.c.request_id.in_(ids)
    events = _older(cipher, connection.execute(select(request_events).where(of_ids)).all())
    found = connection.execute(select(table).where(table.c.id.in_(ids))).all()
    rows = _older(cipher, found)
    affected = {row.id for row in rows} | {event.request_id for event in events}
    return Resealed(
        {row.id: row.version for row in found if row.id in affected},
        [
            {"of": row.id, **_sealed_again(cipher, row, "personal"), **_sealed_again(cipher, row, "restriction")}
            for row in rows
        ],
        words_to_index(connection, [opened(row, cipher) for row in rows], cipher),
        [
            {"of": event.id, "request_id": event.request_id, **_sealed_again(cipher, event, "detail")}
            for event in events
        ],
    )


def write_resealed(connection: Connection, made: Resealed) -> int:
    """Write it, but for requests that somebody has changed meanwhile; how many requests that were.

    In a transaction of the caller that is ``writing``: other servers see a request under one key or the other.
    """
    current = select(table.c.id, table.c.version).where(table.c.id.in_(list(made.versions))).with_for_update()
    unchanged = made.only({row.id for row in connection.execute(current) if row.version == made.versions[row.id]})
    if unchanged.requests:
        ids = [row["of"] for row in unchanged.requests]
        connection.execute(_renewal(table, "personal", "restriction"), unchanged.requests)
        connection.execute(delete(search_words).where(search_words.c.request_id.in_(ids)))
    if unchanged.words:
        connection.execute(insert(search_words), unchanged.words)
    if unchanged.events:
        connection.execute(_renewal(request_events, "detail"), unchanged.events)
    return len(unchanged.versions)


def _renewal(of: Table, *columns: str) -> Update:
    return update(of).where(of.c.id == bindparam("of")).values({name: bindparam(f"new_{name}") for name in columns})


def _sealed_again(cipher: Cipher, row: Row, column: str) -> dict[str, str | None]:
    token = row._mapping[column]
    return {f"new_{column}": token and cipher.seal(cipher.open(token))}


def _older(cipher: Cipher, rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if _is_older(cipher, row)]


def _is_older(cipher: Cipher, row: Row) -> bool:
    """Whether an older key has sealed something of a row."""
    tokens = (row._mapping.get(column) for column in ("personal", "restriction", "detail"))
    return any(cipher.position(token) > 0 for token in tokens if token is not None)
