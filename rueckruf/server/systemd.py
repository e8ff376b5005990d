"""What systemd is told of this server, where it has started it: that it is ready, and that it still answers.

As sd_notify(3) describes the protocol: datagrams to the socket that NOTIFY_SOCKET names.
"""

import asyncio
import os
import socket
from asyncio import AbstractEventLoop
from contextlib import suppress

from sanic import Sanic


def tell_ready() -> None:
    """Calls can be answered."""
    _tell("READY=1")


def add_watchdog(app: Sanic) -> None:
    """Shows that the loop that answers calls still turns, twice in the time that systemd waits for it (WatchdogSec)."""
    limit = os.environ.get("WATCHDOG_USEC")
    if limit:
        seconds = int(limit) / 1e6 / 2
        app.register_listener(lambda app, loop: _begin(app, loop, seconds), "after_server_start")


def _begin(app: Sanic, _: AbstractEventLoop, seconds: float) -> None:
    app.add_task(_live(seconds))


async def _live(seconds: float) -> None:
    while True:
        _tell("WATCHDOG=1")
        await asyncio.sleep(seconds)


def _tell(state: str) -> None:
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    if address.startswith("@"):  # a name in Linux' own space, of no file
        address = f"\0{address[1:]}"
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as teller:
        teller.sendto(state.encode(), address)
