"""Keys that are lost are never replaced: what they have sealed waits for them."""

import gc
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from rueckruf.callbacks.acceptance import Accepted
from rueckruf.settings import Settings, SettingsError, load_settings
from rueckruf.storage.cipher import Cipher, new_key, open_cipher, write_key_file
from rueckruf.storage.database import open_database
from rueckruf.storage.deletion import withdraw
from rueckruf.storage.engine import open_engine
from rueckruf.storage.errors import StoreError
from rueckruf.storage.migrate import upgrade
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.short_lived import open_short_lived
from rueckruf.storage.spool import open_spool
from rueckruf.storage.turns import open_turns
from tests.support.requests import request_of, store_in_plain

pytestmark = pytest.mark.unit

NOW = datetime(2026, 3, 10, 9, 1, tzinfo=UTC)

OPENINGS: list[Callable[[Settings], object]] = [
    open_database,
    open_cipher,
    open_turns,
    lambda settings: open_short_lived(settings, "conversation"),
]


@pytest.fixture(scope="module", autouse=True)
def earlier_kept() -> None:
    """What other tests have left is not looked through each time that keys are lost here: it took longest."""
    gc.collect()
    gc.freeze()


def settings(folder: Path, **environ: str) -> Settings:
    return load_settings({"RUECKRUF_DATA_DIR": str(folder), **environ})


def store_request(settings: Settings) -> None:
    database = open_database(settings)
    SqlCallbackRequests(database).add(request_of("CA1"))
    database.engine.dispose()


def store_conversation(settings: Settings) -> None:
    open_short_lived(settings, "conversation").put("CA1", "tracker", "{}")


def lose_keys(folder: Path) -> dict[str, bytes]:
    """What is left in the folder."""
    gc.collect()  # a store that nobody holds any more closes its file when it is collected, which writes to it
    (folder / "keys").unlink()
    return {file.name: file.read_bytes() for file in folder.iterdir() if not file.name.endswith("-shm")}


def assert_refused(settings: Settings, opening: Callable[[Settings], object], where: str) -> None:
    with pytest.raises(StoreError, match=rf"^RUECKRUF_KEYS: .*keys is missing.*{where}.*no new key was made$"):
        opening(settings)
    assert not settings.key_file.exists()


@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize(
    ("store", "where"), [(store_request, r"rueckruf\.db"), (store_conversation, r"conversations\.db")]
)
def test_no_key_takes_the_place_of_a_lost_one(
    tmp_path: Path, store: Callable[[Settings], None], where: str, opening: Callable[[Settings], object]
) -> None:
    store(settings(tmp_path))
    kept = (tmp_path / "keys").read_text()
    left = lose_keys(tmp_path)

    for _ in range(2):
        assert_refused(settings(tmp_path), opening, where)
    for name, content in left.items():
        assert (tmp_path / name).read_bytes() == content, name

    write_key_file(tmp_path / "keys", tuple(kept.split()))
    opening(settings(tmp_path))


@pytest.mark.parametrize("opening", OPENINGS)
def test_what_waits_in_the_spool_waits_for_its_keys_too(tmp_path: Path, opening: Callable[[Settings], object]) -> None:
    open_spool(settings(tmp_path)).put(Accepted(request_of("CA1")))
    (tmp_path / "keys").unlink()

    assert_refused(settings(tmp_path), opening, "spool")


@pytest.mark.parametrize("opening", OPENINGS)
def test_conversations_in_redis_wait_for_their_keys_too(
    tmp_path: Path, redis_url: str, opening: Callable[[Settings], object]
) -> None:
    store_conversation(settings(tmp_path, REDIS_URL=redis_url))
    lose_keys(tmp_path)

    assert_refused(settings(tmp_path, REDIS_URL=redis_url), opening, "REDIS_URL")
    open_short_lived(settings(tmp_path, REDIS_URL=redis_url, RUECKRUF_KEYS=new_key()), "conversation").delete("CA1")
    opening(settings(tmp_path, REDIS_URL=redis_url))


def test_keys_of_the_environment_that_are_no_longer_there_are_not_replaced_either(tmp_path: Path) -> None:
    store_request(settings(tmp_path, RUECKRUF_KEYS=new_key()))

    assert_refused(settings(tmp_path), open_database, r"rueckruf\.db")


def test_a_restricted_request_waits_as_well(tmp_path: Path) -> None:
    store_request(settings(tmp_path))
    with open_engine(settings(tmp_path)).begin() as connection:
        connection.execute(text("UPDATE callback_requests SET restricted_at = '2026-03-10 09:00:00'"))
    lose_keys(tmp_path)

    assert_refused(settings(tmp_path), open_database, r"rueckruf\.db")


def test_a_database_that_holds_nothing_gets_its_key(tmp_path: Path) -> None:
    open_database(settings(tmp_path))
    open_turns(settings(tmp_path))
    lose_keys(tmp_path)

    assert open_database(settings(tmp_path))
    assert (tmp_path / "keys").exists()


def test_one_whose_requests_are_all_deleted_waits_for_the_sake_of_its_log(tmp_path: Path) -> None:
    store_request(settings(tmp_path))
    withdraw(open_database(settings(tmp_path)), "CA1", NOW)
    lose_keys(tmp_path)

    assert_refused(settings(tmp_path), open_database, r"rueckruf\.db")


def test_so_does_one_that_an_old_version_has_stored_in_plain(tmp_path: Path) -> None:
    engine = open_engine(settings(tmp_path))
    upgrade(engine, Cipher(lambda: (new_key(),)), "0001")
    store_in_plain(engine, [request_of("CA1")])
    engine.dispose()

    requests = SqlCallbackRequests(open_database(settings(tmp_path)))

    assert [request.name for request in requests.list()] == [request_of("CA1").name]


def test_a_database_that_cannot_be_read_gets_none(tmp_path: Path) -> None:
    (tmp_path / "rueckruf.db").write_bytes(b"no database" * 1000)

    with pytest.raises(StoreError, match="DATABASE_URL: the database cannot be used: file is not a database"):
        open_database(settings(tmp_path))
    assert not (tmp_path / "keys").exists()


def test_conversations_that_a_power_cut_has_broken_are_no_reason_to_wait(tmp_path: Path) -> None:
    (tmp_path / "conversations.db").write_bytes(b"no database" * 1000)

    store_conversation(settings(tmp_path))
    assert (tmp_path / "keys").exists()


def test_a_database_elsewhere_has_no_key_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="RUECKRUF_KEYS: must be set when DATABASE_URL is"):
        open_database(settings(tmp_path, DATABASE_URL="postgresql://user:geheim@db.example/rueckruf"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_a_key_file_without_a_key_is_as_good_as_none(tmp_path: Path, content: str) -> None:
    store_request(settings(tmp_path))
    (tmp_path / "keys").write_text(content)

    with pytest.raises(StoreError, match=r"^RUECKRUF_DATA_DIR: .*keys holds no key"):
        open_database(settings(tmp_path))
    assert (tmp_path / "keys").read_text() == content
