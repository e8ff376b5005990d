"""What would fill the memory or keep the processor busy harms no other call."""

import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from rueckruf.simulator.phone import STATUS, WEBHOOK
from rueckruf.simulator.server import Server
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.call

MEGABYTES, POSTS, MOST_MEGABYTES = 90, 12, 30
#: A turn of another call, beside one that hears a thousand of these characters; once they took a hundred times as long.
LONG = ("a ", "mit h ", "null, ", "eins zweimal ", "halb ", "12-06 ", "doppel ", "Müller ")
MOST_TIMES = 12


def test_bodies_of_ninety_megabytes_that_nobody_has_signed_take_no_memory(
    server: Server, ring: Callable[..., Any]
) -> None:
    before = _reset_peak(server.pid)
    with ThreadPoolExecutor(POSTS) as pool:
        list(pool.map(_post_megabytes, [server] * POSTS, [WEBHOOK, STATUS] * (POSTS // 2)))
    assert _peak_megabytes(server.pid) - before < MOST_MEGABYTES
    assert ring().say("Mein Name ist Sabine Müller").strip()


def _post_megabytes(server: Server, path: str) -> None:
    """As much of them as the server takes."""
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {MEGABYTES << 20}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", urlsplit(server.url).port or 0), PATIENCE) as client:
        with suppress(ConnectionError):
            client.sendall(head.encode())
            for _ in range(MEGABYTES):
                client.sendall(b"a" * (1 << 20))
        with suppress(ConnectionError):
            client.recv(1)


def _reset_peak(process: int) -> float:
    """From here on the peak is counted; it begins with what the process has now, in megabytes."""
    Path(f"/proc/{process}/clear_refs").write_text("5", encoding="ascii")
    return _peak_megabytes(process)


def _peak_megabytes(process: int) -> float:
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    [peak] = [line.split()[1] for line in lines if line.startswith("VmHWM:")]
    return int(peak) / 1024


def test_a_thousand_characters_without_sense_do_not_let_other_calls_wait(ring: Callable[..., Any]) -> None:
    other, rambling = ring(), ring()
    names, alone, beside = cycle(("Müller", "Weber")), 0.0, 0.0
    with ThreadPoolExecutor(1) as pool:
        for words in LONG:
            alone += _seconds(other, next(names))
            rambles = pool.submit(rambling.say, words * (1000 // len(words)))
            beside += _seconds(other, next(names))
            rambles.result()
            if rambling.ended:
                rambling = ring()
    assert beside < MOST_TIMES * alone


def _seconds(call: Any, name: str) -> float:
    begin = time.perf_counter()
    assert call.say(f"Mein Name ist Sabine {name}").strip()
    return time.perf_counter() - begin
