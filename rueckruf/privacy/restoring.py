"""Restores a backup so that nothing comes back which was deleted, restricted or shut out since.

What has happened since stands in the log: in that of the database that is replaced, if it can be read, and in its copy
elsewhere. Both go on where the backup's log ends, so the restored log loses no entry either.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import delete as delete_from
from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from rueckruf.privacy.backup import Backup
from rueckruf.privacy.errors import PrivacyError
from rueckruf.settings import Settings
from rueckruf.storage.audit_log import Entry, append, entries, verify
from rueckruf.storage.backup import Header
from rueckruf.storage.calendar_feeds import remove_feed
from rueckruf.storage.cipher import Cipher
from rueckruf.storage.database import Database
from rueckruf.storage.database_key import find_database_key
from rueckruf.storage.engine import open_engine
from rueckruf.storage.log_copy import copied, writing_log
from rueckruf.storage.migrate import keep_others_from_changing_tables, migrate
from rueckruf.storage.outbox import IS_TOLD_OF, announce, tell, to_be_deleted
from rueckruf.storage.passkeys import remove_passkeys_of
from rueckruf.storage.restoring import replace_tables
from rueckruf.storage.tables import audit_log, callback_requests, users
from rueckruf.storage.tokens import revoke_token
from rueckruf.storage.tombstones import all_tombstones, bury, put_tombstones

_IDS_AT_ONCE = 500
_RESTRICTED = "Gesperrt nach der Sicherung, die eingespielt wurde; der Grund ging dabei verloren."

_SHUTS_OUT: frozenset[str] = frozenset(
    {
        *("user_disabled", "user_reset", "password_changed"),
        *("second_factor_set", "second_factor_removed", "recovery_code_used"),
    }
)


@dataclass(frozen=True)
class Restored:
    """The database, how many requests of the backup were erased since, and ``entries`` of the log carried over.

    ``rectified`` are the ids of those that were corrected since: what is right the log does not tell.
    """

    database: Database
    erased: int
    entries: int
    rectified: Sequence[str]


def restore(
    settings: Settings,
    backup: Backup,
    now: datetime,
    actor: str,
    progress: Callable[[int], object] = lambda _: None,
) -> Restored:
    """Put a backup in the place of what the database holds; killed, it has done so or changed nothing.

    What is due is for the next purge. Raises PrivacyError where the log here is
    another one than that of the backup, StoreError if database or backup cannot be read.
    """
    cipher, header, engine = backup.cipher, backup.header, open_engine(settings)
    migrate(engine, cipher)
    database = Database(engine, cipher, settings.outlets, settings.log_copy)
    with writing_log(database) as connection:
        keep_others_from_changing_tables(connection)
        since = _since(header, entries(connection, after=header.last_entry - 1), copied(settings.log_copy))
        key, tombstones = find_database_key(connection, cipher), all_tombstones(connection)
        told = _told(connection)
        replace_tables(connection, cipher, header, backup.lines, progress)
        _carry_over(connection, cipher, since)
        if key == find_database_key(connection, cipher):
            put_tombstones(connection, tombstones)
        erased = _erase_again(connection, database, since, now)
        rectified = _rectified(connection, since)
        _restrict_again(connection, cipher, since)
        _shut_out_again(connection, since)
        _tell_anew(connection, database, told, now)
        append(connection, cipher, at=now, actor=actor, action="restore", reason=header.created_at)
    return Restored(database, erased, len(since), rectified)


def _since(header: Header, *logs: Iterable[Entry]) -> Sequence[Entry]:
    """The entries after those of the backup, of several logs that must not contradict each other."""
    digests = {header.last_entry: header.last_digest}
    since: list[Entry] = []
    for log in logs:
        for entry in log:
            if entry.number < header.last_entry:
                continue
            if digests.setdefault(entry.number, entry.digest) != entry.digest:
                raise PrivacyError(
                    f"Die Sicherung passt nicht zum Protokoll hier oder zu seiner Kopie: Eintrag {entry.number} ist "
                    "dort ein anderer. Um sie dennoch einzuspielen, verschieben Sie die Datenbank und die Kopie."
                )
            if entry.number > header.last_entry + len(since):
                since.append(entry)
    return since


def _carry_over(connection: Connection, cipher: Cipher, since: Sequence[Entry]) -> None:
    rows = [{**asdict(entry), "request_ids": " ".join(entry.request_ids)} for entry in since]
    if rows:
        connection.execute(insert(audit_log), rows)
    verdict = verify(connection, cipher)
    if verdict.problem:
        raise PrivacyError(
            f"Nichts wurde eingespielt: Nach Eintrag {verdict.count} ist das Protokoll verändert oder unvollständig."
        )


def _erase_again(connection: Connection, database: Database, since: Sequence[Entry], now: datetime) -> int:
    """Delete what was deleted, without another entry; how many requests of the backup that were."""
    table, erased = callback_requests, 0
    ids = (each for entry in since if entry.action == "delete" for each in entry.request_ids)
    while portion := list(islice(ids, _IDS_AT_ONCE)):
        found = connection.execute(
            select(table.c.id, table.c.call_sid, table.c.recipient).where(table.c.id.in_(portion))
        ).all()
        bury(connection, database.cipher, [row.call_sid for row in found], now, erased=True)
        connection.execute(delete_from(table).where(table.c.id.in_(portion)))
        announce(connection, database, "deleted", {row.id: row.recipient for row in found}, now)
        erased += len(found)
    return erased


def _rectified(connection: Connection, since: Sequence[Entry]) -> Sequence[str]:
    ids = {each for entry in since if entry.action == "rectify" for each in entry.request_ids}
    kept = select(callback_requests.c.id).where(callback_requests.c.id.in_(ids)).order_by(callback_requests.c.id)
    return list(connection.execute(kept).scalars())


def _restrict_again(connection: Connection, cipher: Cipher, since: Sequence[Entry]) -> None:
    table = callback_requests
    for entry in since:
        if entry.action in ("restrict", "release"):
            at = entry.at if entry.action == "restrict" else None
            changed = update(table).where(table.c.id.in_(entry.request_ids))
            connection.execute(changed.values(restricted_at=at, restriction=at and cipher.seal(_RESTRICTED)))


def _told(connection: Connection) -> Mapping[str, int]:
    """The requests that connected systems may have, each with its version: 0 for what is gone, and they do not know."""
    versions = {row.id: row.version for row in _of_others(connection)}
    return {**dict.fromkeys(to_be_deleted(connection), 0), **versions}


def _tell_anew(connection: Connection, database: Database, told: Mapping[str, int], now: datetime) -> None:
    """Connected systems get what is another one than they were told, and are rid of what is not here any more.

    Who asks by the API needs no news: its cursor is not known any more, so it is told to read all again.
    """
    rows = _of_others(connection)
    tell(connection, database, "deleted", told.keys() - {row.id for row in rows}, now)
    tell(connection, database, "restricted", [row.id for row in rows if row.restricted_at], now)
    other = [row.id for row in rows if not row.restricted_at and row.version != told.get(row.id)]
    tell(connection, database, "updated", other, now)


def _of_others(connection: Connection) -> Sequence[Any]:
    """What connected systems are told of."""
    table = callback_requests
    return connection.execute(select(table.c.id, table.c.version, table.c.restricted_at).where(IS_TOLD_OF)).all()


def _shut_out_again(connection: Connection, since: Sequence[Entry]) -> None:
    """People, passkeys, systems and calendars; also who signs in otherwise now, for the backup has the old way.

    Those `users reset` lets in again. Who has removed a passkey adds the others again.
    """
    for entry in since:
        if entry.action in _SHUTS_OUT:
            connection.execute(update(users).where(users.c.login == entry.reason).values(disabled_at=entry.at))
        elif entry.action == "token_revoked":
            revoke_token(connection, entry.reason)
        elif entry.action == "calendar_revoked":
            remove_feed(connection, entry.reason)
        elif entry.action == "passkey_removed":
            remove_passkeys_of(connection, entry.reason)
