"""Processes that answer on one port: each is replaced when it dies, as long as there is hope."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest
import requests

from rueckruf.simulator.server import free_port
from tests.support.patience import PATIENCE, eventually

pytestmark = pytest.mark.process

_SERVED_BY_TWO = """
import asyncio, logging, os, pathlib, sys
from sanic import Sanic
from sanic.response import text
from rueckruf.server.errors import StartError
from rueckruf.server.run import bound
from rueckruf.server.workers import answer_calls

logging.basicConfig(format="%(message)s")
app = Sanic("test", configure_logging=False)

@app.get("/")
async def who(_):
    return text(str(os.getpid()))

@app.before_server_start
async def begin(*_):
    {begin}

listening = bound("127.0.0.1", int(sys.argv[1]))
try:
    answer_calls(app, listening, 2, 0)
except StartError as error:
    sys.exit(str(error))
"""


@contextmanager
def served(begin: str = "pass") -> "Iterator[tuple[str, subprocess.Popen[str]]]":
    """The address of a small application that two processes serve, and the one that keeps them."""
    port = free_port()
    command = [sys.executable, "-c", _SERVED_BY_TWO.format(begin=begin), str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as keeper:
        try:
            yield f"http://127.0.0.1:{port}/", keeper
        finally:
            with suppress(ProcessLookupError):
                os.killpg(keeper.pid, signal.SIGKILL)


def who_answers(url: str, *, but_not: Collection[int] = ()) -> int:
    """The first process to answer that is none of these; one that is being stopped may keep a request for good."""
    answered: list[int] = []

    def is_another() -> bool:
        with suppress(requests.RequestException):
            answered.append(int(requests.get(url, timeout=2).text))
        return bool(answered) and answered[-1] not in but_not

    assert eventually(is_another)
    return answered[-1]


def test_whoever_dies_is_replaced_and_told_of() -> None:
    with served() as (url, keeper):
        killed: set[int] = set()
        for _ in range(8):  # more than may fail in a row
            answering = who_answers(url, but_not=killed)
            while who_answers(url, but_not=killed) != answering:  # the first answer may come before its start is over
                pass
            os.kill(answering, signal.SIGKILL)
            killed.add(answering)
        one = who_answers(url, but_not=killed)
        assert who_answers(url, but_not={one, *killed})  # so the last one is replaced, too
        keeper.send_signal(signal.SIGTERM)
        assert keeper.wait(PATIENCE) == 0
        assert keeper.stderr is not None
        assert keeper.stderr.read().count("a process that answers calls ended (-9) and is replaced") == 8


# What begins after the first three is not done before the test is.
_THREE_BEGIN = """
    begun = pathlib.Path("{folder}")
    await asyncio.sleep({seconds} if len(list(begun.iterdir())) >= 3 else 0)
    (begun / str(os.getpid())).touch()
"""


def test_who_replaces_the_first_that_dies_has_begun_before(tmp_path: Path) -> None:
    with served(_THREE_BEGIN.format(folder=tmp_path, seconds=2 * PATIENCE).strip()) as (url, keeper):
        assert eventually(
            lambda: len(list(tmp_path.iterdir())) == 3
        )  # one that is stopped before may not count as begun
        dead: set[int] = set()
        for _ in range(2):
            answering = who_answers(url, but_not=dead)
            os.kill(answering, signal.SIGSTOP)
            dead.add(answering)
        for process in dead:
            os.kill(process, signal.SIGKILL)
        assert who_answers(url, but_not=dead)
        keeper.send_signal(signal.SIGTERM)
        assert keeper.wait(PATIENCE) == 0


def test_a_spare_that_never_gets_as_far_harms_nobody(tmp_path: Path) -> None:
    begin = f"""
    begun = pathlib.Path("{tmp_path}")
    (begun / str(os.getpid())).touch()
    if len(list(begun.iterdir())) > 2:
        raise StartError("no memory")
    """.strip()
    with served(begin) as (url, keeper):
        assert eventually(lambda: len(list(tmp_path.iterdir())) == 2 + 5)
        assert who_answers(url)
        assert keeper.poll() is None


def test_whoever_rings_while_all_are_dead_waits_for_the_next() -> None:
    with served() as (url, _):
        dead: set[int] = set()
        for _ in range(2):
            answering = who_answers(url, but_not=dead)
            os.kill(answering, signal.SIGSTOP)
            dead.add(answering)
        for process in dead:
            os.kill(process, signal.SIGKILL)
        assert int(requests.get(url, timeout=PATIENCE).text) not in dead


def test_hundreds_may_knock_while_nobody_opens() -> None:
    with served() as (url, keeper), ExitStack() as knocking:
        assert who_answers(url)
        os.killpg(keeper.pid, signal.SIGSTOP)
        for _ in range(600):
            address = ("127.0.0.1", int(url.rstrip("/").rpartition(":")[2]))
            knocking.enter_context(socket.create_connection(address, timeout=30))


def test_where_nobody_gets_as_far_as_answering_it_ends_without_success() -> None:
    with served("raise StartError('no model')") as (_, keeper):
        assert keeper.stderr is not None
        told = keeper.stderr.read().splitlines()
        assert told.count("no model") >= 5
        assert told[-1] == "5 processes in a row ended before they could answer calls"
        assert keeper.wait(PATIENCE) == 1


def test_sigterm_ends_those_that_are_still_starting() -> None:
    with served("os.write(2, b'begun\\n'); await asyncio.sleep(600)") as (_, keeper):
        assert keeper.stderr is not None
        for _ in range(2):
            assert keeper.stderr.readline() == "begun\n"
        keeper.send_signal(signal.SIGTERM)
        assert keeper.wait(PATIENCE) == 0
