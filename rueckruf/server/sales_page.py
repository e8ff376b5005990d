"""The sales page next to the calls: a process of its own, so that its work never makes a caller wait."""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

logger = logging.getLogger(__name__)

HOST = "127.0.0.1"
"""The page is for a proxy with HTTPS, or for this machine."""

_SECONDS_TO_END = 5
# A page that lived so long starts again at once; one that does not, ever later.
_STEADY_SECONDS = 60
_LONGEST_PAUSE = 60


@contextmanager
def sales_page(port: int) -> Iterator["SalesPage"]:
    """Keep the page served on ``port`` until the block ends; a page that dies is started again."""
    page = SalesPage(port)
    page.start()
    try:
        yield page
    finally:
        page.stop()


class SalesPage:
    """A process that serves the page, as long as it is not stopped."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._stopping = Event()
        self._renewing = Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = Thread(target=self._keep, name="sales page", daemon=True)

    def start(self) -> None:
        self._process = self._begin()
        logger.info("sales page http://%s:%d", HOST, self._port)
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        while self._thread.is_alive():
            process = self._process
            if process:
                _end(process)
            self._thread.join(1)

    def renew(self) -> None:
        """Start the page again, with what ``company.yml`` says now. Returns at once."""
        self._renewing.set()
        if self._process:
            self._process.terminate()

    def _begin(self) -> "subprocess.Popen[bytes]":
        own = ["sales", "--host", HOST, "--port", str(self._port), "--parent", str(os.getpid())]
        return subprocess.Popen([*_as_we_were_started(), *own], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    def _keep(self) -> None:
        pause = 1
        while True:
            begin = time.monotonic()
            assert self._process is not None
            code = self._process.wait()
            if self._stopping.is_set():
                return
            if self._renewing.is_set():
                self._renewing.clear()
                self._process = self._begin()
                continue
            pause = 1 if time.monotonic() - begin > _STEADY_SECONDS else min(2 * pause, _LONGEST_PAUSE)
            logger.error("the sales page ended with %d, and starts again in %d s", code, pause)
            if self._stopping.wait(pause):
                return
            self._process = self._begin()


def _as_we_were_started() -> list[str]:
    """The command line of this process up to ``run``."""
    return sys.orig_argv[: sys.orig_argv.index("run")]


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(_SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
