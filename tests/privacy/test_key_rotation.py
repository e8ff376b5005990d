"""Everything is sealed again under the first key, while others go on, and whenever it is killed nothing is lost."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert, select

from rueckruf.callbacks.acceptance import Accepted
from rueckruf.callbacks.handling import note
from rueckruf.callbacks.repository import Selection
from rueckruf.privacy.errors import PrivacyError
from rueckruf.privacy.key_rotation import _alone, rotate
from rueckruf.privacy.restriction import restrict
from rueckruf.settings import Settings, load_settings
from rueckruf.storage.audit_log import entries, verify
from rueckruf.storage.cipher import Cipher, new_key, read_key_file, write_key_file
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.engine import writing
from rueckruf.storage.history import SqlHandledRequests
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.resealing import Resealed, resealed
from rueckruf.storage.short_lived import open_short_lived
from rueckruf.storage.spool import open_spool
from rueckruf.storage.tables import callback_requests, request_events, search_words
from rueckruf.storage.waiting_ends import open_waiting_ends
from tests.support.patience import PATIENCE
from tests.support.requests import request_of

pytestmark = pytest.mark.process

NOW = datetime(2026, 3, 11, 9, tzinfo=UTC)
OLD, NEW = new_key(), new_key()

SettingsWith = Callable[..., Settings]


@pytest.fixture
def settings_with(database_url: str, tmp_path: Path) -> SettingsWith:
    """Settings of one database, SQLite and PostgreSQL, with the keys that are given."""

    def make(*keys: str) -> Settings:
        environ = {"DATABASE_URL": database_url, "RUECKRUF_DATA_DIR": str(tmp_path)}
        return load_settings({**environ, "RUECKRUF_KEYS": ",".join(keys)})

    return make


@pytest.fixture
def file_settings(tmp_path: Path) -> Settings:
    """Settings with a key file, and SQLite."""
    return load_settings({"RUECKRUF_DATA_DIR": str(tmp_path)})


def fill(settings: Settings) -> Database:
    """Two requests, one of them restricted, with history."""
    database = open_database(settings)
    requests = SqlCallbackRequests(database)
    first = requests.add(request_of("CA1", note="früher: 0171 2345678"))
    second = requests.add(request_of("CA2", name="Sabine Meier", phone="+493023125077"))
    note(SqlHandledRequests(database), first, "anna", NOW, "klingelt lange")
    restrict(settings, database, second.id, "Streit", NOW, "cli:anna")
    return database


def all_tokens(database: Database) -> list[str]:
    columns = (callback_requests.c.personal, callback_requests.c.restriction, request_events.c.detail)
    with database.engine.connect() as connection:
        found = [token for column in columns for token in connection.execute(select(column)).scalars()]
    return [token for token in found if token]


def test_everything_opens_with_the_new_key_alone(settings_with: SettingsWith) -> None:
    fill(settings_with(OLD))
    both = settings_with(NEW, OLD)

    rotation = rotate(both, open_database(both), NOW, "cli:anna")

    assert (rotation.requests, rotation.dispensable, rotation.dropped) == (2, (2,), 0)
    database = open_database(settings_with(NEW))
    texts = [database.cipher.open(token) for token in all_tokens(database)]
    assert len(texts) == 4
    assert "Streit" in texts
    sealed = [json.loads(text) for text in texts if text.startswith("{")]
    assert {"klingelt lange", ""} == {each.get("note", "") for each in sealed if "name" in each}
    assert [each["before"] for each in sealed if "before" in each] == [{"note": "früher: 0171 2345678"}]


def test_the_log_stays_verifiable_with_the_new_key_alone(settings_with: SettingsWith) -> None:
    fill(settings_with(OLD))
    both = settings_with(NEW, OLD)
    rotate(both, open_database(both), NOW, "cli:anna")

    database = open_database(settings_with(NEW))
    restrict(both, database, UUID(ids_of(database)[0]), "Streit", NOW, "cli:anna")
    with database.engine.connect() as connection:
        verdict = verify(connection, database.cipher)
    assert (verdict.count, verdict.problem) == (3, None)


def ids_of(database: Database) -> list[str]:
    """The requests that nobody has restricted."""
    unrestricted = callback_requests.c.restricted_at.is_(None)
    with database.engine.connect() as connection:
        return list(connection.execute(select(callback_requests.c.id).where(unrestricted)).scalars())


def test_it_is_found_by_name_and_number_with_the_new_key_alone(settings_with: SettingsWith) -> None:
    fill(settings_with(OLD))
    before = words_in(open_database(settings_with(OLD)))
    both = settings_with(NEW, OLD)
    rotate(both, open_database(both), NOW, "cli:anna")

    database = open_database(settings_with(NEW))
    requests = SqlCallbackRequests(database)
    for words in ("Müller", "+493023125042", "5042", "+491712345678"):
        assert [request.call_sid for request in requests.list(Selection(words=words))] == ["CA1"]
    after = words_in(database)
    assert (len(after), after & before) == (len(before), set())  # none of those under the old key is left


def words_in(database: Database) -> set[tuple[str, str]]:
    with database.engine.connect() as connection:
        return {(row.word, row.request_id) for row in connection.execute(select(search_words))}


def test_a_second_time_nothing_changes(settings_with: SettingsWith) -> None:
    fill(settings_with(OLD))
    both = settings_with(NEW, OLD)
    database = open_database(both)
    rotate(both, database, NOW, "cli:anna")
    before = all_tokens(database)

    assert rotate(both, database, NOW, "cli:anna").requests == 0
    assert all_tokens(database) == before


def test_history_written_with_an_old_key_meanwhile_is_sealed_anew(settings_with: SettingsWith) -> None:
    fill(settings_with(OLD))
    both = settings_with(NEW, OLD)
    database = open_database(both)
    rotate(both, database, NOW, "cli:anna")
    with writing(database.engine) as connection:
        request = connection.execute(select(callback_requests.c.id)).scalars().first()
        event = {"request_id": request, "at": NOW, "actor": "anna", "kind": "note"}
        connection.execute(insert(request_events), {**event, "detail": Cipher(lambda: (OLD,)).seal('{"before": {}}')})

    assert rotate(both, database, NOW, "cli:anna").requests == 1
    assert {database.cipher.position(token) for token in all_tokens(database)} == {0}


def test_what_is_changed_while_it_is_sealed_anew_stays_changed(
    settings_with: SettingsWith, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(settings_with(OLD))
    both = settings_with(NEW, OLD)
    database = open_database(both)
    requests = SqlCallbackRequests(database)
    looks: list[Resealed] = []

    def sealed_while_a_note_is_taken(*arguments: Any) -> Resealed:
        looks.append(resealed(*arguments))
        if len(looks) == 1:
            (request,) = requests.list()
            requests.save(replace(request, note="Tel. 030 23125099"))
        return looks[-1]

    monkeypatch.setattr("rueckruf.privacy.key_rotation.resealed", sealed_while_a_note_is_taken)

    assert rotate(both, database, NOW, "cli:anna").requests == 2

    assert [each.note for each in requests.list(Selection(words="+493023125099"))] == ["Tel. 030 23125099"]
    assert {database.cipher.position(token) for token in all_tokens(database)} == {0}


def test_it_is_logged(settings_with: SettingsWith) -> None:
    settings = settings_with(NEW)
    rotate(settings, open_database(settings), NOW, "cli:anna")

    with open_database(settings).engine.connect() as connection:
        assert [(entry.actor, entry.action) for entry in entries(connection)] == [("cli:anna", "rotate")]


def test_a_key_that_a_running_call_needs_is_not_dispensable(settings_with: SettingsWith) -> None:
    open_short_lived(settings_with(OLD), "conversation").put("CA1", "tracker", "{}")
    three = settings_with(NEW, new_key(), OLD)

    assert rotate(three, open_database(three), NOW, "cli:anna").dispensable == (2,)


def test_a_key_that_a_waiting_request_needs_is_not_dispensable(settings_with: SettingsWith) -> None:
    open_spool(settings_with(OLD)).put(Accepted(request_of("CA1")))
    three = settings_with(NEW, new_key(), OLD)

    assert rotate(three, open_database(three), NOW, "cli:anna").dispensable == (2,)


def test_a_key_that_the_end_of_a_call_needs_is_not_dispensable(settings_with: SettingsWith) -> None:
    open_waiting_ends(settings_with(OLD)).put("CA1", NOW)
    three = settings_with(NEW, new_key(), OLD)

    assert rotate(three, open_database(three), NOW, "cli:anna").dispensable == (2,)


def test_progress_tells_of_every_request_once(settings_with: SettingsWith) -> None:
    fill(settings_with(OLD))
    both = settings_with(NEW, OLD)
    steps: list[int] = []

    rotate(both, open_database(both), NOW, "cli:anna", steps.append)

    assert sum(steps) == 2


# -- the key file


def test_a_key_file_gets_a_new_key_and_keeps_the_previous_one(file_settings: Settings) -> None:
    database = fill(file_settings)
    (first,) = read_key_file(file_settings.key_file)

    rotation = rotate(file_settings, database, NOW, "cli:anna")

    second, previous = read_key_file(file_settings.key_file)
    assert (previous, rotation.dropped, rotation.dispensable) == (first, 0, ())
    assert second != first
    rotate(file_settings, database, NOW, "cli:anna")
    assert read_key_file(file_settings.key_file)[1] == second
    assert len(read_key_file(file_settings.key_file)) == 2
    assert {database.cipher.position(token) for token in all_tokens(database)} == {0}


def test_older_keys_stay_as_long_as_a_running_call_needs_them(file_settings: Settings) -> None:
    database = fill(file_settings)
    open_short_lived(file_settings, "conversation").put("CA1", "tracker", "{}")

    rotate(file_settings, database, NOW, "cli:anna")
    rotate(file_settings, database, NOW, "cli:anna")
    assert len(read_key_file(file_settings.key_file)) == 3

    open_short_lived(file_settings, "conversation").delete("CA1")
    assert rotate(file_settings, database, NOW, "cli:anna").dropped == 2


def test_what_was_not_finished_is_finished_without_another_key(file_settings: Settings) -> None:
    database = fill(file_settings)
    keys = (NEW, *read_key_file(file_settings.key_file))
    write_key_file(file_settings.key_file, keys)

    assert rotate(file_settings, database, NOW, "cli:anna").requests == 2
    assert read_key_file(file_settings.key_file) == keys


def test_two_at_once_are_one_too_many(file_settings: Settings) -> None:
    database = fill(file_settings)

    with _alone(file_settings), pytest.raises(PrivacyError, match="gerade schon gewechselt"):
        rotate(file_settings, database, NOW, "cli:anna")
    assert len(read_key_file(file_settings.key_file)) == 1


def test_killed_at_any_point_it_goes_on(file_settings: Settings) -> None:
    database = open_database(file_settings)
    requests = SqlCallbackRequests(database)
    names = {requests.add(request_of(f"CA{number}", name=f"Name {number}")).name for number in range(200)}
    command = [sys.executable, "-m", "rueckruf", "keys", "rotate"]
    environ = {"RUECKRUF_DATA_DIR": str(file_settings.data_dir)}
    for milliseconds in (900, 1000, 1100, 1200, 1400):
        with subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as rotation:
            try:
                rotation.wait(milliseconds / 1000)
            except subprocess.TimeoutExpired:
                rotation.kill()
        assert {request.name for request in requests.list()} == names
        assert requests.count(Selection(words="Name")) == 200

    subprocess.run(command, env=environ, check=True, capture_output=True, timeout=PATIENCE)
    assert {database.cipher.position(token) for token in all_tokens(database)} == {0}
    assert {request.name for request in requests.list()} == names
