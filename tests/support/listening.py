"""Servers of the standard library that stand for others, while a test needs them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import BaseServer

# By default the end of a server is noticed within half a second, which each test would wait.
_SECONDS_TO_NOTICE_THE_END = 0.01


@contextmanager
def listening(server: BaseServer) -> Iterator[None]:
    """It answers from a thread of its own until the block ends."""
    thread = threading.Thread(target=server.serve_forever, args=(_SECONDS_TO_NOTICE_THE_END,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
