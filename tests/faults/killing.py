"""Kills an operation with SIGKILL at moments spread over the time that it takes."""

import multiprocessing
import random
import shutil
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path

from tests.faults.operations import Operation
from tests.support.patience import PATIENCE

# Children come from a server process that has imported everything: starting one takes some milliseconds.
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.faults.operations"])


@dataclass(frozen=True)
class Death:
    """What a killed operation left: its data folder, and what had been said by then."""

    folder: Path
    said: list[str]


def deaths(
    operation: Operation, template: Path, scratch: Path, count: int, seconds: float | None = None
) -> Iterator[Death]:
    """Kills ``operation`` ``count`` times, each time on a copy of the folder ``template``.

    The moments are spread over ``seconds``, or over the time that the operation takes when it is let live.
    """
    folder = scratch / "data"
    if seconds is None:
        seconds = _Child(operation, _copy(template, folder)).live()
    choose = random.Random(1)  # noqa: S311 - the same moments each time
    for number in range(count):
        after = seconds * (number + choose.random()) / count
        while (said := _Child(operation, _copy(template, folder)).die(after)) is None:
            after /= 2  # it had come to its end before
        yield Death(folder, said)


def _copy(template: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    return Path(shutil.copytree(template, folder))


class _Child:
    """A process that has begun with an operation."""

    def __init__(self, operation: Operation, folder: Path) -> None:
        begun = _processes.Event()
        self._said, say = _processes.Pipe(duplex=False)
        self._process = _processes.Process(target=_run, args=(operation, folder, begun, say))
        self._process.start()
        say.close()
        assert begun.wait(PATIENCE)
        self._begun = time.monotonic()

    def live(self) -> float:
        """How many seconds the operation takes."""
        self._process.join(PATIENCE)
        assert self._process.exitcode == 0
        return time.monotonic() - self._begun

    def die(self, after: float) -> list[str] | None:
        """What it has said when it is killed so many seconds after it began; None if it has ended before."""
        time.sleep(max(0.0, self._begun + after - time.monotonic()))
        self._process.kill()
        said = list(self._heard())
        self._process.join(PATIENCE)
        assert self._process.exitcode in (0, -signal.SIGKILL)
        return said if self._process.exitcode else None

    def _heard(self) -> Iterator[str]:
        while True:
            try:
                yield self._said.recv()
            except EOFError:
                return


def _run(operation: Operation, folder: Path, begun: Event, say: Connection) -> None:
    operation(folder, begun.set, say.send)
