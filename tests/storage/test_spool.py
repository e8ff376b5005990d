"""What waits for the database: durable, sealed, once a call, and never lost silently."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any
from uuid import uuid4

import pytest

from rueckruf.callbacks.acceptance import Accepted
from rueckruf.callbacks.repository import ErasedError, StaleError
from rueckruf.storage.cipher import Cipher, new_key
from rueckruf.storage.spool import FileSpool
from tests.support.patience import PATIENCE
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
KEY = new_key()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "spool"


@pytest.fixture
def spool(folder: Path) -> FileSpool:
    return FileSpool(folder, Cipher(lambda: (KEY,)))


def accepted(call_sid: str, **changes: Any) -> Accepted:
    return Accepted(request_of(call_sid, **changes))


def delivered(spool: FileSpool, now: datetime = NOW) -> list[Accepted]:
    stored: list[Accepted] = []
    assert spool.deliver(stored.append, now) == len(stored)
    return stored


def test_what_waits_is_delivered_as_it_was_and_once(spool: FileSpool, folder: Path) -> None:
    windows = ((NOW, NOW + timedelta(hours=1)),)
    one = accepted("CA1", concern="das Angebot", other_phones=("+491713920011",), other_windows=windows)
    two = Accepted(request_of("CA2"), changes=uuid4())
    spool.put(one)
    spool.put(two)

    assert list(spool.waiting()) == [one, two]
    assert delivered(spool) == [one, two]
    assert delivered(spool) == []
    assert list(folder.iterdir()) == []


def test_of_a_call_the_last_word_waits(spool: FileSpool) -> None:
    last = accepted("CA1", name="Paul Weber")
    spool.put(accepted("CA1"))
    spool.put(last)

    assert delivered(spool) == [last]


def test_no_file_tells_of_anybody(spool: FileSpool, folder: Path) -> None:
    spool.put(accepted("CA4711", name="Paul Weber", phone="+493023125042"))

    (file,) = folder.iterdir()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert file.stat().st_mode & 0o777 == 0o600
    for told in ("CA4711", "Weber", "23125042"):
        assert told not in file.name
        assert told.encode() not in file.read_bytes()


def test_a_file_under_an_older_key_is_the_same_call(spool: FileSpool, folder: Path) -> None:
    spool.put(accepted("CA1"))
    keys = (new_key(), KEY)
    rotated = FileSpool(folder, Cipher(lambda: keys))

    assert rotated.has("CA1")
    last = accepted("CA1", name="Paul Weber")
    rotated.put(last)
    assert delivered(rotated) == [last]


def test_what_cannot_be_stored_yet_is_left_and_keeps_nobody_else(
    spool: FileSpool, caplog: pytest.LogCaptureFixture
) -> None:
    one, two = accepted("CA1"), accepted("CA2")
    spool.put(one)
    spool.put(two)

    def store(given: Accepted) -> None:
        if given == one:
            raise OSError("Paul Weber")

    assert spool.deliver(store, NOW) == 1
    assert caplog.messages == ["a request of the spool is not stored yet: OSError"]
    assert delivered(spool) == [one]


@pytest.mark.parametrize("content", [b"", b"\xff", b"gAAAA", b"{}"])
def test_a_broken_file_is_set_aside_and_told_of(
    spool: FileSpool, folder: Path, caplog: pytest.LogCaptureFixture, content: bytes
) -> None:
    spool.put(accepted("CA1"))
    (file,) = folder.iterdir()
    file.write_bytes(content)

    assert delivered(spool) == []
    assert caplog.messages == ["a request of the spool is set aside: can't be read"]
    assert file.with_name(f"{file.name}.broken").read_bytes() == content
    assert (spool.state().depth, spool.state().set_aside) == (0, 1)


def test_what_can_be_stored_no_more_is_set_aside(spool: FileSpool, caplog: pytest.LogCaptureFixture) -> None:
    def store(_: Accepted) -> None:
        raise StaleError

    spool.put(accepted("CA1"))
    assert spool.deliver(store, NOW) == 0
    assert caplog.messages == ["a request of the spool is set aside: StaleError"]
    assert spool.state().set_aside == 1


def test_of_what_was_erased_meanwhile_nothing_is_left(spool: FileSpool, folder: Path) -> None:
    def store(_: Accepted) -> None:
        raise ErasedError

    spool.put(accepted("CA1"))
    spool.deliver(store, NOW)
    assert list(folder.iterdir()) == []


def test_what_is_dropped_is_not_delivered_any_more(spool: FileSpool, folder: Path) -> None:
    one, two = accepted("CA1"), accepted("CA2")
    spool.put(one)
    spool.put(two)

    assert spool.drop(lambda each: each.request.call_sid == "CA1") == [one]
    assert delivered(spool) == [two]
    assert list(folder.iterdir()) == []


def test_whoever_drops_waits_for_what_is_under_way(spool: FileSpool) -> None:
    spool.put(accepted("CA1"))
    begun, go_on = Event(), Event()
    stored: list[Accepted] = []

    def store(given: Accepted) -> None:
        begun.set()
        assert go_on.wait(PATIENCE)
        stored.append(given)

    with ThreadPoolExecutor() as pool:
        delivering = pool.submit(spool.deliver, store, NOW)
        assert begun.wait(PATIENCE)
        dropping = pool.submit(spool.drop, lambda _: True)
        assert spool.deliver(store, NOW) == 0  # another process leaves it alone
        assert not dropping.done()
        go_on.set()
        assert delivering.result(PATIENCE) == 1
        assert dropping.result(PATIENCE) == []
    assert len(stored) == 1


def test_what_is_due_is_removed_and_not_delivered(spool: FileSpool, folder: Path) -> None:
    one = accepted("CA1")
    spool.put(one)

    spool.deliver(lambda _: pytest.fail("stored"), one.request.delete_after)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "after", "stays"),
    [
        ("1.broken", timedelta(days=80), True),
        ("1.broken", timedelta(days=93), False),
        ("1.draft", timedelta(minutes=50), True),
        ("1.draft", timedelta(minutes=70), False),
    ],
)
def test_what_is_left_over_goes_after_its_time(
    spool: FileSpool, folder: Path, name: str, after: timedelta, stays: bool
) -> None:
    folder.mkdir()
    file = folder / name
    file.write_text("sealed")
    os.utime(file, (NOW.timestamp(), NOW.timestamp()))

    spool.expire(NOW + after, months=3)
    assert file.exists() == stays


def test_it_tells_how_many_wait_and_since_when(spool: FileSpool, folder: Path) -> None:
    assert (spool.state().depth, spool.state().oldest) == (0, None)
    for call_sid in ("CA1", "CA2"):
        spool.put(accepted(call_sid))
    oldest = min(folder.iterdir())
    os.utime(oldest, (NOW.timestamp(), NOW.timestamp()))

    assert (spool.state().depth, spool.state().oldest) == (2, NOW)


PUT_AND_TELL = """
import sys
from pathlib import Path
from rueckruf.callbacks.acceptance import Accepted
from rueckruf.storage.cipher import Cipher
from rueckruf.storage.spool import FileSpool
from tests.support.requests import request_of

spool, number = FileSpool(Path(sys.argv[1]), Cipher(lambda: (sys.argv[2],))), 0
while True:
    spool.put(Accepted(request_of(f"CA{number}")))
    print(f"CA{number}", flush=True)
    number += 1
"""


@pytest.mark.process
def test_what_was_told_to_wait_outlives_a_killed_process(spool: FileSpool, folder: Path) -> None:
    command = [sys.executable, "-c", PUT_AND_TELL, str(folder), KEY]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        told = [process.stdout.readline().strip() for _ in range(20)]
        process.send_signal(signal.SIGKILL)
        told += process.stdout.read().split()

    assert {each.request.call_sid for each in delivered(spool)} >= set(told)
    assert spool.state().set_aside == 0
