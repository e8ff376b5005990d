"""Batches that leave room for calls."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

# A call that stores meanwhile waits for the end of a batch, and SQLite lets it look only every 25 ms whether it is.
_SECONDS_A_BATCH = 0.04
_FIRST, _LARGEST = 50, 1000


class Pace:
    """How many rows to change in the next transaction: as many as a call that wants to store may wait for."""

    def __init__(self, stopping: Event) -> None:
        self.size = _FIRST
        self._stopping = stopping

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Measures the transaction within, chooses the next size, and pauses until others have had their turn."""
        begin = time.perf_counter()
        yield
        seconds = time.perf_counter() - begin
        self.size = max(1, min(_LARGEST, int(self.size * _SECONDS_A_BATCH / seconds), 2 * self.size))
        self._stopping.wait(max(seconds, _SECONDS_A_BATCH))
