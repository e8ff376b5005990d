"""Restricts requests and releases them (Art. 18 GDPR): kept, out of every list, never deleted meanwhile."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.engine import Connection, Row

from rueckruf.privacy.errors import PrivacyError
from rueckruf.privacy.export_files import remove_stale_exports
from rueckruf.settings import Settings
from rueckruf.storage.audit_log import append
from rueckruf.storage.database import Database
from rueckruf.storage.deletion import delete_requests, reason_of
from rueckruf.storage.log_copy import writing_log
from rueckruf.storage.outbox import announce
from rueckruf.storage.tables import callback_requests as table


def restrict(settings: Settings, database: Database, request_id: UUID, reason: str, now: datetime, actor: str) -> None:
    """Restrict a request from the aware time ``now`` on; exports in the data folder that have it are removed.

    ``reason`` is sealed with the request and not logged. Raises PrivacyError if there is no such request or it is
    restricted already.
    """
    with writing_log(database) as connection:
        row = _row(connection, request_id)
        if row.restricted_at is not None:
            raise PrivacyError(f"Der Rückrufwunsch {request_id} ist schon gesperrt.")
        _change(connection, request_id, restricted_at=now, restriction=database.cipher.seal(reason))
        announce(connection, database, "restricted", {row.id: row.recipient}, now)
        append(connection, database.cipher, at=now, actor=actor, action="restrict", request_ids=[request_id])
    remove_stale_exports(settings, database, now, actor)


def release(database: Database, request_id: UUID, now: datetime, actor: str) -> bool:
    """End a restriction; whether the request was deleted with that, because its time has passed meanwhile.

    What that leaves in the files is for ``rueckruf.storage.deletion.scrub``, and the next purge does it. Raises
    PrivacyError if there is no such request or it is not restricted.
    """
    with writing_log(database) as connection:
        row = _row(connection, request_id)
        if row.restricted_at is None:
            raise PrivacyError(f"Der Rückrufwunsch {request_id} ist nicht gesperrt.")
        due = bool(row.delete_after <= now)
        append(connection, database.cipher, at=now, actor=actor, action="release", request_ids=[request_id])
        if due:
            delete_requests(connection, database, {reason_of(row.status): [str(request_id)]}, now, actor)
        else:
            _change(connection, request_id, restricted_at=None, restriction=None)
            announce(connection, database, "released", {row.id: row.recipient}, now)
    return due


def _row(connection: Connection, request_id: UUID) -> Row:
    read = (table.c.id, table.c.recipient, table.c.status, table.c.delete_after, table.c.restricted_at)
    of_id = select(*read).where(table.c.id == str(request_id))
    row = connection.execute(of_id.with_for_update()).one_or_none()
    if row is None:
        raise PrivacyError(f"Es gibt keinen Rückrufwunsch mit der Kennung {request_id}.")
    return row


def _change(connection: Connection, request_id: UUID, **values: object) -> None:
    version = {"version": table.c.version + 1}  # whoever has read it before may not save it any more
    connection.execute(update(table).where(table.c.id == str(request_id)).values({**values, **version}))
