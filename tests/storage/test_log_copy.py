"""The copy of the log elsewhere: has what is committed and nothing else, and shows what the database hides."""

import logging
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy.exc import StatementError

from rueckruf.settings import SettingsError, load_settings
from rueckruf.storage.audit_log import Verdict, append, entries, verify
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.log_copy import copied, noted, writing_log
from tests.storage.conftest import KEY
from tests.storage.test_audit_log import tamper
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.unit

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.fixture
def environ(database_url: str, tmp_path: Path) -> dict[str, str]:
    (tmp_path / "elsewhere").mkdir()
    copy = str(tmp_path / "elsewhere" / "log")
    folder = str(tmp_path / "var")
    return {
        "DATABASE_URL": database_url,
        "RUECKRUF_KEYS": KEY,
        "RUECKRUF_LOG_COPY": copy,
        "RUECKRUF_DATA_DIR": folder,
    }


@pytest.fixture
def database(environ: dict[str, str]) -> Iterator[Database]:
    database = open_database(load_settings(environ))
    yield database
    database.engine.dispose()


@pytest.fixture
def copy(environ: dict[str, str]) -> Path:
    return Path(environ["RUECKRUF_LOG_COPY"])


def log(database: Database, count: int = 1, ids: Sequence[UUID] = (), reason: str = "term") -> None:
    for minute in range(count):
        with writing_log(database) as connection:
            at = NOON + timedelta(minutes=minute)
            append(connection, database.cipher, at=at, actor="server", action="delete", reason=reason, request_ids=ids)


def verdict(database: Database) -> Verdict:
    with database.engine.connect() as connection:
        return verify(connection, database.cipher, copied=noted(database.log_copy))


def assert_copied(database: Database) -> None:
    with database.engine.connect() as connection:
        assert list(copied(database.log_copy)) == list(entries(connection))


# -- written


def test_each_entry_is_there_once_it_is_committed(database: Database, copy: Path) -> None:
    log(database, ids=[uuid4() for _ in range(1001)])
    assert_copied(database)

    log(database, count=2)
    assert_copied(database)
    assert (verdict(database).count, verdict(database).compared, verdict(database).problem) == (4, 4, None)
    assert copy.stat().st_mode & 0o777 == 0o600


def test_what_is_not_committed_is_not_there(database: Database) -> None:
    log(database)
    with pytest.raises(StatementError, match="naive"), writing_log(database) as connection:
        append(connection, database.cipher, at=NOON.replace(tzinfo=None), actor="server", action="delete")

    log(database)
    assert_copied(database)


def test_what_could_not_be_copied_is_made_up_for(
    database: Database, copy: Path, caplog: pytest.LogCaptureFixture
) -> None:
    copy.mkdir()
    with caplog.at_level(logging.ERROR):
        log(database, count=2)
    assert "the log was not copied: IsADirectoryError" in caplog.text

    copy.rmdir()
    log(database)
    assert_copied(database)


def test_a_line_that_a_crash_has_cut_off_comes_again(database: Database, copy: Path) -> None:
    log(database, count=2)
    copy.write_bytes(copy.read_bytes()[:-30])

    log(database)
    assert_copied(database)


@pytest.mark.process
def test_processes_that_log_at_once_copy_each_entry_once(database: Database, environ: dict[str, str]) -> None:
    program = (
        "from tests.storage.test_log_copy import log\n"
        "from rueckruf.settings import load_settings\n"
        "from rueckruf.storage.database import open_database\n"
        "log(open_database(load_settings()), count=10)\n"
    )
    processes = [subprocess.Popen([sys.executable, "-c", program], env=environ) for _ in range(2)]

    assert [process.wait(PATIENCE) for process in processes] == [0, 0]
    assert verdict(database).count == 20
    assert_copied(database)


# -- compared


def test_an_end_that_was_cut_off_shows(database: Database) -> None:
    log(database, count=3)
    tamper(database, "DELETE FROM audit_log WHERE number = 3")

    assert (verdict(database).count, verdict(database).problem) == (2, "cut off")

    log(database, reason="request")  # the server goes on
    assert (verdict(database).count, verdict(database).problem) == (2, "copy differs")


def test_a_chain_made_anew_by_somebody_with_the_keys_shows(database: Database) -> None:
    log(database, count=3)
    tamper(database, "DELETE FROM audit_log")
    log(database, count=3, reason="purpose")

    assert (verdict(database).count, verdict(database).problem) == (0, "copy differs")


# -- chosen


@pytest.mark.parametrize("value", ["log", "{tmp}", "{tmp}/nowhere/log"])
def test_it_is_a_file_in_a_folder_that_is_there(tmp_path: Path, value: str) -> None:
    with pytest.raises(SettingsError, match="RUECKRUF_LOG_COPY: must be the whole path of a file"):
        load_settings({"RUECKRUF_LOG_COPY": value.replace("{tmp}", str(tmp_path))})


def test_beside_the_log_it_would_prove_nothing(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="RUECKRUF_LOG_COPY: lies in the data folder"):
        load_settings({"RUECKRUF_LOG_COPY": str(tmp_path / "log"), "RUECKRUF_DATA_DIR": str(tmp_path)})
