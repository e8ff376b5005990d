"""The processes that answer calls on one port: one that dies is replaced.

They are forked from this one, which has imported everything and holds the port: who rings while all of them are dead
waits for the next one. To load model and agent takes seconds, on a busy machine many: so one process more has done that
and waits for the first that dies.
"""

import asyncio
import logging
import signal
import socket
from asyncio import AbstractEventLoop
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection, wait

from sanic import Sanic

from rueckruf import garbage
from rueckruf.child import Child, end_all
from rueckruf.server.counters import WORKERS_REPLACED
from rueckruf.server.errors import StartError

logger = logging.getLogger(__name__)

BACKLOG = 4096
"""So many connections wait for being taken; Linux allows no more unless ``net.core.somaxconn`` is raised."""

SECONDS_TO_STOP = 7
"""So long a process may take once it is to stop, and drains no more."""

_SECONDS_BETWEEN_LOOKS = 0.5
_MOST_FAILED_STARTS = 5


def answer_calls(app: Sanic, listening: socket.socket, workers: int, drain_seconds: int) -> None:
    """Serve ``app`` on a bound socket until SIGTERM or SIGINT: in this process, or in so many others.

    Those are told to end by SIGTERM, and may drain for so many seconds.

    Raises StartError where no process gets as far as answering, again and again.
    """
    if workers == 1:
        _serve(app, listening)
    else:
        _Workers(app, listening, drain_seconds).keep(workers)


class _Workers:
    def __init__(self, app: Sanic, listening: socket.socket, drain_seconds: int) -> None:
        self._app = app
        self._listening = listening
        self._drain_seconds = drain_seconds
        self._workers: list[_Worker] = []
        self._spare: _Worker | None = None
        self._failed_starts = 0
        self._stopped = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)

    def keep(self, count: int) -> None:
        """Keep so many running until a signal comes."""
        garbage.keep_what_is_there()
        try:
            self._workers = [self._new_worker() for _ in range(count)]
            while not self._stopped:
                wait([each.child.sentinel for each in self._all], _SECONDS_BETWEEN_LOOKS)
                for dead in [each for each in self._all if not each.child.is_alive and not self._stopped]:
                    self._replace(dead)
                self._keep_a_spare()
        finally:
            self._listening.close()
            end_all([each.child for each in self._all], self._drain_seconds + SECONDS_TO_STOP)

    @property
    def _all(self) -> "list[_Worker]":
        return [*self._workers, self._spare] if self._spare else self._workers

    def _replace(self, dead: "_Worker") -> None:
        is_spare = dead is self._spare
        self._failed_starts = 0 if dead.has_begun else self._failed_starts + 1
        if self._failed_starts >= _MOST_FAILED_STARTS and not is_spare:
            raise StartError(f"{self._failed_starts} processes in a row ended before they could answer calls")
        logger.error("a process that answers calls ended (%s) and is replaced", dead.child.exit_code)
        WORKERS_REPLACED.inc()
        dead.child.kill_after(0)
        if not is_spare:
            self._workers[self._workers.index(dead)] = self._new_worker()
        self._spare = None

    def _new_worker(self) -> "_Worker":
        worker = self._spare or _Worker(self._app, self._listening)
        worker.take_calls()
        return worker

    def _keep_a_spare(self) -> None:
        """Once all answer: it must not hold up their start. None where it does not get as far, again and again."""
        if self._spare or self._failed_starts >= _MOST_FAILED_STARTS:
            return
        if all(worker.has_begun for worker in self._workers):
            self._spare = _Worker(self._app, self._listening)

    def _stop(self, *_: object) -> None:
        self._stopped = True


class _Worker:
    """A process that loads everything and takes no calls before it is told to."""

    def __init__(self, app: Sanic, listening: socket.socket) -> None:
        self.child = Child(_load_and_serve, app, listening)
        self._needed = False
        self._steps = 0

    def take_calls(self) -> None:
        self._needed = True
        with suppress(OSError):  # it has died, and will be replaced
            self.child.connection.send(True)

    @property
    def has_begun(self) -> bool:
        """Whether it has got as far as it was to: has loaded, and answers where it was told to take calls."""
        with suppress(EOFError, OSError):
            while self.child.connection.poll():
                self.child.connection.recv()
                self._steps += 1
        return self._steps > self._needed


def _load_and_serve(connection: Connection, app: Sanic, listening: socket.socket) -> None:
    app.register_listener(partial(_wait_until_needed, connection), "before_server_start")
    app.register_listener(lambda *_: connection.send(True), "after_server_start")
    try:
        _serve(app, listening)
    except StartError as error:
        logger.critical("%s", error)
        raise SystemExit(1) from error


async def _wait_until_needed(connection: Connection, _: Sanic, loop: AbstractEventLoop) -> None:
    connection.send(True)
    needed = asyncio.Event()
    loop.add_reader(connection.fileno(), needed.set)
    await needed.wait()
    loop.remove_reader(connection.fileno())


def _serve(app: Sanic, listening: socket.socket) -> None:
    app.run(sock=listening, backlog=BACKLOG, access_log=False, motd=False)
