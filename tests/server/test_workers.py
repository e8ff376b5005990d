"""Processes that answer on one port: each is replaced when it dies, as long as there is hope."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

import pytest
import requests

from rueckruf.simulator.server import free_port
from tests.support.patience import PATIENCE, eventually

pytestmark = pytest.mark.process

_SERVED_BY_TWO = """
import logging, os, socket, sys
from sanic import Sanic
from sanic.response import text
from rueckruf.server.errors import StartError
from rueckruf.server.workers import answer_calls

logging.basicConfig(format="%(message)s")
app = Sanic("test", configure_logging=False)

@app.get("/")
async def who(_):
    return text(str(os.getpid()))

@app.before_server_start
async def begin(*_):
    {begin}

listening = socket.socket()
listening.bind(("127.0.0.1", int(sys.argv[1])))
try:
    answer_calls(app, listening, 2)
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


def who_answers(url: str) -> int | None:
    with suppress(requests.RequestException):
        return int(requests.get(url, timeout=PATIENCE).text)
    return None


def test_whoever_dies_is_replaced_and_told_of() -> None:
    with served() as (url, keeper):
        assert eventually(lambda: who_answers(url))
        killed: set[int] = set()
        for _ in range(8):  # more than may fail in a row
            assert eventually(lambda: who_answers(url) not in {None, *killed})
            answering = who_answers(url)
            assert answering
            os.kill(answering, signal.SIGKILL)
            killed.add(answering)
        assert eventually(lambda: who_answers(url) not in {None, *killed})
        keeper.send_signal(signal.SIGTERM)
        assert keeper.wait(PATIENCE) == 0
        assert keeper.stderr is not None
        assert keeper.stderr.read().count("a process that answers calls ended (-9) and is replaced") == 8


def test_whoever_rings_while_all_are_dead_waits_for_the_next() -> None:
    with served() as (url, _):
        assert eventually(lambda: who_answers(url))
        dead: set[int] = set()
        while len(dead) < 2:
            answering = who_answers(url)
            if answering not in {None, *dead}:
                os.kill(answering or 0, signal.SIGSTOP)
                dead.add(answering or 0)
        for process in dead:
            os.kill(process, signal.SIGKILL)
        assert who_answers(url) not in {None, *dead}


def test_hundreds_may_knock_while_nobody_opens() -> None:
    with served() as (url, keeper), ExitStack() as knocking:
        assert eventually(lambda: who_answers(url))
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
    with served("import asyncio; print('begun', file=sys.stderr, flush=True); await asyncio.sleep(600)") as (_, keeper):
        assert keeper.stderr is not None
        for _ in range(2):
            assert keeper.stderr.readline() == "begun\n"
        keeper.send_signal(signal.SIGTERM)
        assert keeper.wait(PATIENCE) == 0
