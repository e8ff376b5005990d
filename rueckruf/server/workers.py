"""The processes that answer calls on one port: one that dies is replaced.

They are forked from this one, which has imported everything and holds the port: who rings while all of them are dead
waits for the next one.
"""

import logging
import signal
import socket
from multiprocessing.connection import Connection, wait
from typing import Any

from sanic import Sanic

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
        self._stopped = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)

    def keep(self, count: int) -> None:
        """Keep so many running until a signal comes."""
        workers = [self._begin() for _ in range(count)]
        failed_starts = 0
        try:
            while not self._stopped:
                wait([worker.sentinel for worker in workers], _SECONDS_BETWEEN_LOOKS)
                for dead in [worker for worker in workers if not worker.is_alive and not self._stopped]:
                    failed_starts = 0 if _has_answered(dead) else failed_starts + 1
                    if failed_starts == _MOST_FAILED_STARTS:
                        raise StartError(f"{failed_starts} processes in a row ended before they could answer calls")
                    logger.error("a process that answers calls ended (%s) and is replaced", dead.exit_code)
                    WORKERS_REPLACED.inc()
                    dead.kill_after(0)
                    workers[workers.index(dead)] = self._begin()
        finally:
            self._listening.close()
            end_all(workers, self._drain_seconds + SECONDS_TO_STOP)

    def _begin(self) -> Child:
        return Child(_serve_and_tell, self._app, self._listening)

    def _stop(self, *_: object) -> None:
        self._stopped = True


def _serve_and_tell(connection: Connection, app: Sanic, listening: socket.socket) -> None:
    app.register_listener(lambda *_: connection.send(True), "after_server_start")
    try:
        _serve(app, listening)
    except StartError as error:
        logger.critical("%s", error)
        raise SystemExit(1) from error


def _has_answered(worker: Child) -> Any:
    try:
        return worker.connection.poll() and worker.connection.recv()
    except EOFError:
        return False


def _serve(app: Sanic, listening: socket.socket) -> None:
    app.run(sock=listening, backlog=BACKLOG, access_log=False, motd=False)
