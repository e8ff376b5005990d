"""systemd hears that the server is ready and that it still answers, over a socket as systemd makes it."""

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from rueckruf.server.systemd import _live, tell_ready
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.unit


@pytest.fixture(params=["file", "abstract"])
def systemd(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """systemd's end, at a file or at a name in Linux' own space."""
    name = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.settimeout(PATIENCE)
        listening.bind(name if request.param == "file" else f"\0{name}")
        monkeypatch.setenv("NOTIFY_SOCKET", name if request.param == "file" else f"@{name}")
        yield listening


def test_that_calls_can_be_answered_is_told(systemd: socket.socket) -> None:
    tell_ready()
    assert systemd.recv(100) == b"READY=1"


async def test_as_long_as_the_loop_turns_it_is_told(systemd: socket.socket) -> None:
    living = asyncio.ensure_future(_live(0.01))
    for _ in range(3):
        assert await asyncio.to_thread(systemd.recv, 100) == b"WATCHDOG=1"
    living.cancel()


def test_where_systemd_has_gone_the_server_goes_on(systemd: socket.socket) -> None:
    systemd.close()
    tell_ready()
