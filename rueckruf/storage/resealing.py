"""Seals what is stored anew under the first key."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.engine import Connection, Engine, Row

from rueckruf.storage.cipher import Cipher
from rueckruf.storage.requests import opened, sealed
from rueckruf.storage.search_index import index_words
from rueckruf.storage.tables import callback_requests as table
from rueckruf.storage.tables import request_events, search_words

_STREAMED = {"stream_results": True, "max_row_buffer": 500}


def count_requests(engine: Engine) -> int:
    """How many requests there are, restricted ones too."""
    with engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def all_current(engine: Engine, cipher: Cipher) -> bool:
    """Whether the first key has sealed every request."""
    with engine.connect() as connection:
        tokens = connection.execute(select(table.c.personal).execution_options(**_STREAMED)).scalars()
        return not any(_is_older(cipher, token) for token in tokens)


def ids_after(connection: Connection, last: str, limit: int) -> list[str]:
    """The next ids in their order, at most ``limit``."""
    following = select(table.c.id).where(table.c.id > last).order_by(table.c.id).limit(limit)
    return list(connection.execute(following).scalars())


def ids_to_reseal(connection: Connection, cipher: Cipher, ids: Sequence[str]) -> list[str]:
    """Those of requests that an older key has sealed, or part of their history."""
    rows, events = _older(connection, cipher, ids)
    older = {row.id for row in rows} | {event.request_id for event in events}
    return [each for each in ids if each in older]


def reseal(connection: Connection, cipher: Cipher, ids: Sequence[str]) -> int:
    """Seal requests and their history anew where an older key has sealed them; how many requests that were.

    In a transaction of the caller that is ``writing``: other servers see a request under one key or the other.
    """
    rows, events = _older(connection, cipher, ids, for_update=True)
    if rows:
        _reseal_requests(connection, cipher, rows)
    if events:
        again = update(request_events).where(request_events.c.id == bindparam("event"))
        values = [{"event": event.id, "new": cipher.seal(cipher.open(event.detail))} for event in events]
        connection.execute(again.values(detail=bindparam("new")), values)
    return len({row.id for row in rows} | {event.request_id for event in events})


def _older(
    connection: Connection, cipher: Cipher, ids: Sequence[str], for_update: bool = False
) -> tuple[list[Row], list[Row]]:
    """The requests, and the steps of their history, that an older key has sealed."""
    requests = select(table).where(table.c.id.in_(ids))
    found = connection.execute(requests.with_for_update() if for_update else requests)
    rows = [row for row in found if _is_older(cipher, row.personal) or _is_older(cipher, row.restriction)]
    history = connection.execute(select(request_events).where(request_events.c.request_id.in_(ids)))
    return rows, [event for event in history if _is_older(cipher, event.detail)]


def _reseal_requests(connection: Connection, cipher: Cipher, rows: Sequence[Row]) -> None:
    """In few statements, however many rows: most of the time would else go into making them."""
    requests = [opened(row, cipher) for row in rows]
    values = [
        {
            "of": row.id,
            "token": sealed(request, cipher)["personal"],
            "reason": row.restriction and cipher.seal(cipher.open(row.restriction)),
        }
        for row, request in zip(rows, requests, strict=True)
    ]
    names = {"personal": "token", "restriction": "reason"}
    renewed: dict[str, Any] = {column: bindparam(name) for column, name in names.items()}
    connection.execute(update(table).where(table.c.id == bindparam("of")).values(renewed), values)
    connection.execute(delete(search_words).where(search_words.c.request_id.in_([row.id for row in rows])))
    index_words(connection, requests, cipher)


def _is_older(cipher: Cipher, token: str | None) -> bool:
    return token is not None and cipher.position(token) > 0
