"""The sales page beside the calls: it comes and goes with the server, and the server does not need it."""

import os
import re
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from rueckruf.server.sales_page import sales_page
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import RUECKRUF, Server, ServerError, free_port, running_server
from tests.support.patience import PATIENCE, eventually

pytestmark = pytest.mark.call


def page_port(server: Server) -> int:
    return int(server.url.rpartition(":")[2]) + 1


def is_served(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/anmelden", timeout=PATIENCE) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError):
        return False


def page_process(server: int) -> int | None:
    """The process id of the page, a child of the server, if there is one just now."""
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            of = re.search(r"^PPid:\t(\d+)$", status.read_text(), re.MULTILINE)
            command = status.with_name("cmdline").read_bytes()
        except OSError:  # has ended meanwhile
            continue
        if of and int(of[1]) == server and b"\0sales\0" in command:
            return int(status.parent.name)
    return None


def test_the_page_starts_anew_when_it_dies_and_ends_with_the_server(tmp_path: Path) -> None:
    with running_server(tmp_path, page=True) as server:
        port = page_port(server)
        assert eventually(lambda: is_served(port))
        assert eventually(lambda: f'"sales page http://127.0.0.1:{port}"' in "\n".join(server.output))

        process = page_process(server.pid)
        assert process
        os.kill(process, signal.SIGKILL)
        assert Phone(server.url).start().gather
        assert eventually(lambda: is_served(port))
        begin = time.monotonic()
    assert time.monotonic() - begin < 10
    assert not is_served(port)


def test_a_page_that_is_renewed_is_another_process_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "orig_argv", [*RUECKRUF, "run"])
    monkeypatch.setenv("RUECKRUF_DATA_DIR", str(tmp_path))
    port = free_port()
    with sales_page(port) as page:
        assert eventually(lambda: is_served(port))
        before = page_process(os.getpid())
        page.renew()
        assert eventually(lambda: page_process(os.getpid()) not in (before, None))
        assert eventually(lambda: is_served(port))


def test_the_page_ends_when_the_server_is_killed(tmp_path: Path) -> None:
    with running_server(tmp_path, page=True) as server:
        port = page_port(server)
        assert eventually(lambda: is_served(port))
        os.kill(server.pid, signal.SIGKILL)
        assert eventually(lambda: not is_served(port))


def test_without_a_free_port_calls_are_taken_all_the_same(tmp_path: Path) -> None:
    with running_server(tmp_path) as server:  # which holds the next port
        assert "no sales page: port" in "\n".join(server.output)
        assert Phone(server.url).start().gather


def test_a_port_that_was_asked_for_must_be_free(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        wish = ["--sales-port", str(taken.getsockname()[1])]
        with pytest.raises(ServerError, match="can't be used"), running_server(tmp_path, arguments=wish, page=True):
            pass
