"""A full disk and a locked database, over the real webhook: nothing claims to be stored, and callers hear what to do.

The disk is full for the server alone: Linux can forbid a running process to write beyond a size in any file
(``prlimit``), which needs neither a disk of its own nor root. SQLite then fails as it does on a full disk.
"""

import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from rueckruf.simulator.server import Server
from tests.support.health import health
from tests.support.patience import eventually

pytestmark = pytest.mark.call

EVERYTHING = (
    "Mein Name ist Sabine Müller, rufen Sie mich morgen um zehn Uhr unter null drei null zwei drei eins zwei fünf "
    "null sieben sieben an."
)
_HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def full_disk(server: Server) -> Iterator[None]:
    """No file of the server grows, and what is written goes nowhere."""
    before = resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, before)


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Another process holds the database for itself."""
    other = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield
    finally:
        other.communicate("")


def assert_told_what_to_do(answer: str) -> None:
    assert "nicht speichern" in answer or "keinen Rückruf zusagen" in answer
    assert "rufen Sie" in answer
    assert "Vielen Dank" not in answer


@pytest.mark.parametrize(("file", "failing"), [("rueckruf.db", "database"), ("conversations.db", "conversations")])
def test_health_tells_what_is_locked(server: Server, file: str, failing: str) -> None:
    assert health(server.url) == (200, [])
    with locked(server.data_dir / file):
        assert health(server.url) == (503, [failing])
    assert health(server.url) == (200, [])


def test_health_tells_that_the_disk_is_full(server: Server) -> None:
    with full_disk(server):
        assert health(server.url) == (503, ["database", "spool", "conversations"])
        assert health(server.url, "/ready") == (503, ["spool", "conversations"])
        assert health(server.url, "/live") == (200, [])
    assert health(server.url) == health(server.url, "/ready") == (200, [])


def test_nobody_else_waits_while_a_caller_waits_for_the_database(
    server: Server, ring: Callable[..., Any], stored: Callable[[str], list[Any]]
) -> None:
    confirming = [ring(), ring()]
    for call in confirming:
        call.say(EVERYTHING)
    with ThreadPoolExecutor() as pool:
        with locked(server.data_dir / "rueckruf.db"):
            answers = [pool.submit(call.say, "ja, das stimmt") for call in confirming]
            other = ring()
            assert "nummer" in other.say("Mein Name ist Paul Weber").lower()
            assert not any(answer.done() for answer in answers)
        assert all("Vielen Dank" in answer.result() for answer in answers)
    assert all(len(stored(call.call_sid)) == 1 for call in confirming)


def test_what_is_confirmed_while_the_database_is_locked_is_stored_after_that(
    server: Server, ring: Callable[..., Any], stored: Callable[[str], list[Any]]
) -> None:
    call = ring()
    call.say(EVERYTHING)
    with locked(server.data_dir / "rueckruf.db"):
        assert "Vielen Dank" in call.say("ja, das stimmt")

    assert call.ended
    assert eventually(lambda: len(stored(call.call_sid)) == 1)


def test_conversations_that_are_locked_end_the_call_without_a_promise(server: Server, ring: Callable[..., Any]) -> None:
    call = ring()
    call.say(EVERYTHING)
    with locked(server.data_dir / "conversations.db"):
        answer = call.say("ja, das stimmt")
        answer = answer if call.ended else call.say("ja, das stimmt")

    assert_told_what_to_do(answer)
    assert call.ended


def test_a_full_disk_stores_nothing_and_says_so(
    server: Server, ring: Callable[..., Any], stored: Callable[[str], list[Any]]
) -> None:
    call = ring()
    call.say(EVERYTHING)
    with full_disk(server):
        answer = call.say("ja, das stimmt")
        answer = answer if call.ended else call.say("ja, das stimmt")

    assert_told_what_to_do(answer)
    assert call.ended
    assert stored(call.call_sid) == []


def test_a_call_that_begins_on_a_full_disk_hears_words(server: Server, ring: Callable[..., Any]) -> None:
    with full_disk(server):
        call = ring()
        heard = list(call.heard)
        while not call.ended:
            heard.append(call.say(EVERYTHING))

    assert heard[0]
    assert_told_what_to_do(heard[-1])


def test_calls_go_on_once_there_is_room_again(
    server: Server, ring: Callable[..., Any], stored: Callable[[str], list[Any]]
) -> None:
    with full_disk(server):
        ring()
    call = ring()
    call.say(EVERYTHING)

    assert "Vielen Dank" in call.say("ja, das stimmt")
    (request,) = stored(call.call_sid)
    assert request.name == "Sabine Müller"
