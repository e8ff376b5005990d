"""``kill -9`` of what changes requests in PostgreSQL: the server there undoes what was not committed."""

import json
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import text

from rueckruf.privacy.key_rotation import rotate
from rueckruf.privacy.retention import purge
from rueckruf.storage.cipher import Cipher, new_key
from rueckruf.storage.database import Database
from rueckruf.storage.requests import SqlCallbackRequests
from tests.faults import operations
from tests.faults.killing import deaths
from tests.faults.operations import DUE, ENVIRONMENT
from tests.faults.test_killed import (
    assert_deleted_as_logged,
    assert_opens,
    assert_whole,
    database_in,
    settings_of,
    stored,
)
from tests.support.patience import eventually
from tests.support.requests import request_of

pytestmark = pytest.mark.process

OLD, NEW = new_key(), new_key()


@pytest.fixture
def template(postgres_url: str, tmp_path: Path) -> Path:
    """A data folder whose requests lie in PostgreSQL: what its copies change stays changed."""
    return template_with(tmp_path, postgres_url, OLD)


def template_with(tmp_path: Path, postgres_url: str, keys: str) -> Path:
    folder = tmp_path / "template"
    folder.mkdir(exist_ok=True)
    (folder / ENVIRONMENT).write_text(json.dumps({"DATABASE_URL": postgres_url, "RUECKRUF_KEYS": keys}))
    return folder


def wait_for_the_dead(database: Database) -> None:
    """Until PostgreSQL has noticed that the other end of a connection is gone."""
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        assert eventually(lambda: connection.execute(text(others)).scalar_one() == 0)


def test_whoever_has_heard_thanks_is_stored(template: Path, tmp_path: Path) -> None:
    with database_in(template):
        pass

    thanked: set[str] = set()
    for number, death in enumerate(deaths(operations.store, template, tmp_path, count=4, seconds=0.4), start=1):
        thanked.update(death.said)
        with database_in(death.folder) as database:
            wait_for_the_dead(database)
            with database.engine.connect() as connection:
                assert_whole(connection, database)
            calls = Counter(request.call_sid for request in stored(database))
        assert calls.keys() >= thanked
        assert calls.total() - len(thanked) in range(number + 1)  # stored, but killed before the thanks
    assert thanked


def test_a_request_is_deleted_if_and_only_if_the_log_tells_of_it(template: Path, tmp_path: Path) -> None:
    due: set[str] = set()
    for number, seconds in enumerate((0.05, 0.1, 0.2, 0.3, 0.5)):
        with database_in(template) as database:
            requests = SqlCallbackRequests(database)
            due |= {str(requests.add(request_of(f"CA{number}-{each}")).id) for each in range(100)}
        for death in deaths(operations.purge_due, template, tmp_path, count=1, seconds=seconds):
            with database_in(death.folder) as database:
                wait_for_the_dead(database)
                assert_deleted_as_logged(database, due, kept=set())

    with database_in(template) as database:
        purge(settings_of(template), database, DUE, "server")
        assert assert_deleted_as_logged(database, due, kept=set()) == due


def test_everything_opens_after_half_a_rotation_and_another_one_finishes_it(
    template: Path, postgres_url: str, tmp_path: Path
) -> None:
    with database_in(template) as database:
        requests = [SqlCallbackRequests(database).add(request_of(f"CA{number}")) for number in range(200)]
    template_with(tmp_path, postgres_url, f"{NEW},{OLD}")

    for death in deaths(operations.rotate_keys, template, tmp_path, count=3, seconds=0.3):
        with database_in(death.folder) as database:
            wait_for_the_dead(database)
            assert_opens(database, requests)

    with database_in(template) as database:
        rotate(settings_of(template), database, DUE, "server")
        assert_opens(Database(database.engine, Cipher(lambda: (NEW,))), requests)
