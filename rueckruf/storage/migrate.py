"""Brings a database to the tables of this version.

Alembic is imported only where there is something to do: mostly there is not, and it takes a tenth of a start.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import column, inspect, select, table, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError

from rueckruf.storage.cipher import Cipher
from rueckruf.storage.engine import empty_write_ahead_log, without_limits, writing
from rueckruf.storage.errors import StoreError, problem_of_database
from rueckruf.storage.tables import REVISION

if TYPE_CHECKING:
    from alembic.config import Config

_PLAIN = "0001"  # stored names and numbers in plain
MIGRATIONS = Path(__file__).with_name("migrations")
# Any number, as long as all servers of this program take the same one.
_POSTGRESQL_LOCK = 7282553783


def migrate(engine: Engine, cipher: Cipher) -> None:
    """Creates or changes the tables; does nothing to a database that is up to date.

    ``cipher`` seals what older versions stored in plain. Several processes may do so at once: one changes, the
    others wait. All or nothing is applied. Raises StoreError if the database cannot be reached or used, or was
    made by a newer version of the program.
    """
    try:
        with engine.connect() as connection:
            if revision_of(connection) == REVISION:
                return
        _to_this_version(engine, cipher)
    except OperationalError as error:
        reason = str(error.orig).partition("\n")[0]
        raise StoreError(f"DATABASE_URL: the database cannot be reached: {reason}") from None
    except DBAPIError as error:
        raise problem_of_database(error) or error from None


def _to_this_version(engine: Engine, cipher: Cipher) -> None:
    from alembic.util import CommandError

    try:
        upgrade(engine, cipher, REVISION)
    except CommandError:
        raise _newer() from None


def upgrade(engine: Engine, cipher: Cipher, revision: str) -> None:
    """Brings the database to ``revision``; raises what Alembic and SQLAlchemy raise."""
    with writing(engine, is_patient=True) as connection:
        keep_others_from_changing_tables(connection)
        before = revision_of(connection)
        upgrade_within(connection, cipher, revision)
    if before == _PLAIN and engine.dialect.name == "postgresql":
        _rewrite_rows(engine)
    empty_write_ahead_log(engine)


def keep_others_from_changing_tables(connection: Connection) -> None:
    """Wait for whoever changes them just now; in a transaction of the caller, which on SQLite has the lock."""
    without_limits(connection)
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _POSTGRESQL_LOCK})


def upgrade_within(connection: Connection, cipher: Cipher, revision: str) -> None:
    """The same in a transaction of the caller; raises CommandError for a revision that is not known."""
    from alembic import command

    config = _configuration()
    config.attributes.update(connection=connection, cipher=cipher)
    command.upgrade(config, revision)


def pending(revision: str | None) -> list[tuple[str, str]]:
    """Number and title of the migrations that a database of this revision still needs, in their order.

    Raises StoreError for a revision of a newer version of the program.
    """
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    try:
        scripts = ScriptDirectory.from_config(_configuration())
        if revision is not None:
            scripts.get_revision(revision)
    except CommandError:
        raise _newer() from None
    return [(each.revision, each.doc) for each in scripts.iterate_revisions("head", revision or "base")][::-1]


def revision_of(connection: Connection) -> str | None:
    """The last migration of the database, as Alembic notes it; None before the first."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    noted = select(column("version_num")).select_from(table("alembic_version"))
    revision: str | None = connection.execute(noted).scalar()
    return revision


def _configuration() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _newer() -> StoreError:
    return StoreError("DATABASE_URL: the database was made by a newer version of this program")


def _rewrite_rows(engine: Engine) -> None:
    """Rows keep the values of columns that are gone until then; SQLite has overwritten them."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM FULL callback_requests"))
