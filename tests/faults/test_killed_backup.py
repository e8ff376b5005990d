"""``kill -9`` of a backup, and of restoring one: a whole file or none, what was stored or what is restored."""

import json
from pathlib import Path

import pytest

from rueckruf.privacy.backup import open_backup, write_backup
from rueckruf.privacy.erasure import erase
from rueckruf.privacy.held import Person
from rueckruf.storage.cipher import new_key
from rueckruf.storage.database import Database
from rueckruf.storage.requests import SqlCallbackRequests
from tests.faults import operations
from tests.faults.killing import deaths
from tests.faults.operations import BACKUP, DUE, ENVIRONMENT
from tests.faults.test_killed import assert_whole, database_in, settings_of, stored
from tests.faults.test_killed_postgresql import wait_for_the_dead
from tests.support.requests import request_of

pytestmark = pytest.mark.process


def fill(database: Database) -> None:
    for number in range(150):
        SqlCallbackRequests(database).add(request_of(f"CA{number}"))


def test_a_backup_is_whole_or_not_there(tmp_path: Path) -> None:
    template = tmp_path / "template"
    with database_in(template) as database:
        fill(database)

    broken_off = 0
    for death in deaths(operations.back_up, template, tmp_path, count=5):
        broken_off += not (death.folder / BACKUP).exists()
        if (death.folder / BACKUP).exists():
            opened = open_backup(settings_of(death.folder), death.folder / BACKUP)
            assert len(list(opened.lines)) > 1
        with database_in(death.folder) as database, database.engine.connect() as connection:
            assert_whole(connection, database)
    assert broken_off


@pytest.fixture(params=["sqlite", "postgresql"])
def template(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A data folder with a backup, two requests that were erased since, and one that came since."""
    folder = tmp_path / "template"
    folder.mkdir()
    if request.param == "postgresql":
        environment = {"DATABASE_URL": request.getfixturevalue("postgres_url"), "RUECKRUF_KEYS": new_key()}
        (folder / ENVIRONMENT).write_text(json.dumps(environment))
    with database_in(folder) as database:
        fill(database)
        write_backup(database, folder / BACKUP, DUE, "server")
        for each in stored(database)[:2]:
            erase(settings_of(folder), database, Person(request_id=each.id), DUE, "server")
        SqlCallbackRequests(database).add(request_of("CAnew"))
    return folder


def test_restoring_is_done_or_has_changed_nothing_and_can_be_repeated(template: Path, tmp_path: Path) -> None:
    with database_in(template) as database:
        before = {request.call_sid for request in stored(database)}

    not_done = 0
    for death in deaths(operations.put_back, template, tmp_path, count=5, seconds=0.4):
        with database_in(death.folder) as database:
            if database.engine.dialect.name == "postgresql":
                wait_for_the_dead(database)
            with database.engine.connect() as connection:
                assert_whole(connection, database)
            there = {request.call_sid for request in stored(database)}
            assert there in (before, before - {"CAnew"})
            not_done += there == before
    assert not_done

    operations.put_back(template, lambda: None, lambda _: None)
    with database_in(template) as database:
        assert {request.call_sid for request in stored(database)} == before - {"CAnew"}
