"""The database that everything lasting lies in."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import Engine

from rueckruf.settings import Outlet, Settings
from rueckruf.storage.cipher import Cipher, open_cipher
from rueckruf.storage.engine import open_engine
from rueckruf.storage.migrate import migrate
from rueckruf.storage.tables import callback_requests


@dataclass(frozen=True)
class Database:
    """Connections, the cipher for what they carry, who is notified of changes, and where the log is copied to."""

    engine: Engine
    cipher: Cipher
    outlets: frozenset[Outlet] = frozenset()
    log_copy: Path | None = None

    def close(self) -> None:
        """Give the connections back; whoever goes on gets new ones."""
        self.engine.dispose()


def open_database(settings: Settings) -> Database:
    """The database of this configuration, brought to the tables of this version.

    Raises SettingsError and StoreError naming the variable; also when the newest request does not open with the
    configured keys.
    """
    cipher = open_cipher(settings)  # first: without keys nothing is made or changed
    engine = open_engine(settings)
    migrate(engine, cipher)
    newest = select(callback_requests.c.personal).order_by(callback_requests.c.created_at.desc()).limit(1)
    with engine.connect() as connection:
        token = connection.execute(newest).scalar()
    if token is not None:
        cipher.open(token)
    return Database(engine, cipher, settings.outlets, settings.log_copy)
