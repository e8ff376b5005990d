"""What processes take: time, time of the processor, memory; and work in a process of its own."""

import ctypes
import multiprocessing
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

_processes = multiprocessing.get_context("spawn")


@dataclass(frozen=True)
class Measure:
    """How many were worked on, the seconds that took, and the most memory that the process ever had, in megabytes.

    ``cpu_seconds`` are those of the process alone: what is left of it on a machine that others use, too.
    """

    count: int
    seconds: float
    cpu_seconds: float
    peak_mb: float


def in_child(work: Callable[..., int], *arguments: Any) -> Measure:
    """Run ``work``, which tells how many it worked on; the start of the process does not count."""
    answer, give = _processes.Pipe(duplex=False)
    process = _processes.Process(target=_measure, args=(give, work, arguments))
    process.start()
    give.close()
    try:
        measure: Measure = answer.recv()
    except EOFError:
        raise RuntimeError(f"{work.__name__} failed") from None
    process.join()
    return measure


def _measure(give: Connection, work: Callable[..., int], arguments: tuple[Any, ...]) -> None:
    begin, cpu_begin = time.perf_counter(), time.process_time()
    count = work(*arguments)
    give.send(Measure(count, time.perf_counter() - begin, time.process_time() - cpu_begin, peak_mb()))


def cpu_seconds(process: int) -> float:
    """What a running process has used of the processor so far, to the microsecond: ``/proc`` counts in hundredths."""
    clock = ctypes.c_int()
    if problem := ctypes.CDLL(None).clock_getcpuclockid(process, ctypes.byref(clock)):
        raise OSError(problem, os.strerror(problem))
    return time.clock_gettime(clock.value)


def resident_mb(process: int) -> float:
    """Its resident memory, in megabytes."""
    return _status_mb(process, "VmRSS")


def peak_mb(process: int | str = "self") -> float:
    """The most memory that a process ever had; not getrusage's ``ru_maxrss``, which a child inherits."""
    return _status_mb(process, "VmHWM")


def forget_peak(process: int) -> None:
    """From now on ``peak_mb`` is the most that a running process has from here on."""
    Path(f"/proc/{process}/clear_refs").write_text("5")


def _status_mb(process: int | str, line: str) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    return next(int(each.split()[1]) for each in status.splitlines() if each.startswith(line)) / 1024
