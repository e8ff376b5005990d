"""The key of the database itself: random, and sealed in it under the keys of the program.

What is computed with it stays comparable when those are rotated, and whoever has only the database cannot compute it.
"""

import hmac
import json
import secrets
from dataclasses import asdict, dataclass, field

from sqlalchemy import select
from sqlalchemy.engine import Connection

from rueckruf.storage.cipher import Cipher
from rueckruf.storage.errors import StoreError
from rueckruf.storage.tables import audit_log
from rueckruf.storage.tables import database_key as table
from rueckruf.storage.upsert import insert_into

_SECRET_BYTES = 32
_ONLY = 1


@dataclass(frozen=True)
class DatabaseKey:
    """So many ``plain_entries`` of the log, up to the digest ``plain_head``, are older than it and chained without."""

    secret: str = field(repr=False)
    plain_entries: int = 0
    plain_head: str = ""

    def digest(self, purpose: str, text: str) -> str:
        """64 hex digits: the HMAC-SHA256 of ``text``, different for each purpose."""
        own = hmac.digest(bytes.fromhex(self.secret), purpose.encode(), "sha256")
        return hmac.digest(own, text.encode(), "sha256").hex()


def database_key(connection: Connection, cipher: Cipher) -> DatabaseKey:
    """The key, which is made at its first use.

    Raises StoreError if it does not open, or is missing although the log has entries: somebody has taken it away.
    """
    found = find_database_key(connection, cipher)
    if found is not None:
        return found
    if connection.execute(select(audit_log.c.number).limit(1)).first() is not None:
        raise StoreError(
            "DATABASE_URL: the database has lost its key, so its log cannot be continued: see whether somebody has "
            "changed it, and restore a backup"
        )
    sealed = cipher.seal(json.dumps(asdict(DatabaseKey(secrets.token_hex(_SECRET_BYTES)))))
    row = insert_into(table, connection.dialect).values(number=_ONLY, sealed=sealed)
    connection.execute(row.on_conflict_do_nothing())  # somebody else may make one just now
    made = find_database_key(connection, cipher)
    assert made is not None
    return made


def find_database_key(connection: Connection, cipher: Cipher) -> DatabaseKey | None:
    """The key, None where none is stored; raises StoreError if it does not open."""
    sealed = connection.execute(select(table.c.sealed)).scalar_one_or_none()
    return None if sealed is None else DatabaseKey(**json.loads(cipher.open(sealed)))
