"""Serves the sales page."""

import ctypes
import signal
from typing import NoReturn

import waitress
from flask import Flask

from rueckruf.logs import say
from rueckruf.parent_process import end_with

# Pages wait for the database, not for the processor.
_THREADS = 8
# What waits for a slow reader stays in memory, at most the first of these a connection: beyond the second waitress
# would write it, an export in plain, to a temporary file.
_BYTES_WAITING, _BYTES_TO_A_FILE = 1 << 20, 1 << 30
# glibc keeps what a thread has freed for that thread, 19 MiB of each that has ever checked a password; what is at least
# so large it gives back at once.
_M_MMAP_THRESHOLD, _GIVEN_BACK = -3, 1 << 20  # malloc.h


def serve(app: Flask, host: str, port: int, parent: int | None = None) -> None:
    """Serve until SIGINT or SIGTERM, or until the process ``parent`` that started this one has gone.

    A proxy on this machine may say whom it speaks for and that it came by HTTPS. Raises OSError if the port is taken.
    """
    ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _GIVEN_BACK)
    signal.signal(signal.SIGTERM, _stop)
    if parent is not None:
        end_with(parent)
    server = waitress.create_server(
        app,
        host=host,
        port=port,
        threads=_THREADS,
        outbuf_high_watermark=_BYTES_WAITING,
        outbuf_overflow=_BYTES_TO_A_FILE,
        ident="",
        trusted_proxy="127.0.0.1",
        trusted_proxy_headers={"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"},
        clear_untrusted_proxy_headers=True,
    )
    say(f"sales page http://{host}:{port}")
    server.run()


def _stop(*_: object) -> NoReturn:
    raise SystemExit(0)
