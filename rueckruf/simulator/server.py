"""A server of our own in a process of its own, for the demo, whole-call tests and benchmarks."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path

from rueckruf.project import ROOT

# For a server that hangs; one that is only slow, next to other work, takes a minute.
START_SECONDS = 600
STOP_SECONDS = 60
# Every other one: the sales page of a server has the one behind.
SERVED_PORTS = range(10_000, 32_000, 2)
# By the time that so many more have been asked for, a server listens where it shall, or has ended.
HELD_PORTS = 100
RUECKRUF = (sys.executable, "-m", "rueckruf")

_held = deque[socket.socket]()


def rueckruf_at(moment: str) -> tuple[str, ...]:
    """The command ``rueckruf`` with its clock set to a moment, an ISO time with its zone; from there on it ticks."""
    return (sys.executable, "-m", "rueckruf.simulator.serve_at", moment)


class ServerError(RuntimeError):
    """The server ended before it was ready; the message is what it said."""


@dataclass
class Server:
    """A running server: its address, process id, and the lines it has printed so far."""

    url: str
    pid: int
    data_dir: Path
    seconds_to_ready: float
    output: list[str] = field(repr=False)


@contextmanager
def running_server(
    data_dir: Path,
    environment: Mapping[str, str] | None = None,
    command: Sequence[str] = RUECKRUF,
    checkout: Path = ROOT,
    arguments: Sequence[str] = (),
    port: int | None = None,
    page: bool = False,
) -> Iterator[Server]:
    """``rueckruf run`` of a checkout on a loopback port, by default a free one, with everything stored in ``data_dir``.

    The sales page, whose start takes a third as long as the server's own, it serves only with ``page``.

    Raises ServerError with the server's words if it does not get ready.
    """
    port = port or free_port()
    taken = nullcontext() if page else _taken(port + 1)
    begin = time.monotonic()
    process = subprocess.Popen(
        [*command, "run", "--port", str(port), "--data-dir", str(data_dir), *arguments],
        cwd=checkout,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    output: list[str] = []
    ready = threading.Event()
    address: list[str] = []

    def read() -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                output.append(line.rstrip("\n"))
                if line.startswith("ready "):
                    address.append(line.split()[1])
                    ready.set()
        ready.set()

    threading.Thread(target=read, daemon=True).start()
    try:
        with taken:
            ready.wait(START_SECONDS)
        if not address:
            raise ServerError("\n".join(output[-20:]) or f"not ready after {START_SECONDS} s")
        yield Server(address[0], process.pid, data_dir, time.monotonic() - begin, output)
    finally:
        _stop(process)


@contextmanager
def blank_server_at(moment: str, *arguments: str) -> Iterator[Server]:
    """A server that has stored nothing yet and leaves nothing, with its clock set as by :func:`rueckruf_at`.

    Whoever rings a second time is known again, so each measurement has one of its own.
    """
    with (
        tempfile.TemporaryDirectory(prefix="rueckruf-calls-") as data_dir,
        running_server(Path(data_dir), command=rueckruf_at(moment), arguments=arguments) as server,
    ):
        yield server


def free_port() -> int:
    """A loopback port that nobody listens on and that nobody else is given: this process holds the last of them.

    None of those that the system gives to outgoing connections (from 32768 on Linux): asking there again and
    again whether a server is up sooner or later connects to itself (TCP's simultaneous open) and takes the
    port away from the server.
    """
    while True:
        port, holder = secrets.choice(SERVED_PORTS), socket.socket()
        try:
            holder.bind(("127.0.0.1", port))
        except OSError:
            holder.close()
            continue
        # Only now: it keeps out whoever asks as above, and lets in a server, which reuses an address (socket(7)).
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        _held.append(holder)
        if len(_held) > HELD_PORTS:
            _held.popleft().close()
        return port


def _taken(port: int) -> AbstractContextManager[object]:
    """Holds a port: a server that finds the next one taken serves no sales page."""
    holder = socket.socket()
    with suppress(OSError):  # another has it, which does as well
        holder.bind(("127.0.0.1", port))
    return holder


def _stop(process: "subprocess.Popen[str]") -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
