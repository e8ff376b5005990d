"""The requests of a person as an officer sees them before anything is done with them, restricted ones too."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Row
from sqlalchemy.sql.elements import ColumnElement

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.privacy.erasure import Person, of_person
from rueckruf.settings import Settings
from rueckruf.storage.cipher import Cipher
from rueckruf.storage.database import Database
from rueckruf.storage.requests import COLUMNS, opened
from rueckruf.storage.search_index import found_by, words_of
from rueckruf.storage.spool import open_spool
from rueckruf.storage.tables import callback_requests as table


@dataclass(frozen=True)
class Held:
    """A request that is kept; ``restriction`` is why it is restricted, and ``restricted_at`` since when."""

    request: CallbackRequest
    restricted_at: datetime | None = None
    restriction: str | None = field(default=None, repr=False)


def held_of(settings: Settings, database: Database, person: Person, limit: int) -> Sequence[Held]:
    """Up to ``limit`` of the person's, oldest first; those that wait in the spool come last."""
    waiting = [Held(each.request) for each in open_spool(settings).waiting() if person.is_in(each)]
    stored = _stored(database, [of_person(person, database)], limit)
    known = {each.request.id for each in stored}
    return [*stored, *(each for each in waiting if each.request.id not in known)][:limit]


def held_under(database: Database, name: str, limit: int) -> Sequence[Held]:
    """Up to ``limit`` of those whose callers have a name with all of these words, oldest first.

    Several people may have one name: whose it is, the officer has to see.
    """
    words = words_of(name)
    found = _stored(database, [found_by(word, database.cipher) for word in words], None) if words else []
    return [each for each in found if set(words) <= set(words_of(each.request.name))][:limit]


def _stored(database: Database, criteria: Sequence[ColumnElement[Any]], limit: int | None) -> list[Held]:
    query = select(*COLUMNS, table.c.restricted_at, table.c.restriction).where(*criteria)
    with database.engine.connect() as connection:
        rows = connection.execute(query.order_by(table.c.created_at, table.c.id).limit(limit)).all()
    return [_held(row, database.cipher) for row in rows]


def _held(row: Row, cipher: Cipher) -> Held:
    return Held(opened(row, cipher), row.restricted_at, row.restriction and cipher.open(row.restriction))
