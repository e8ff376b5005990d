"""A process that ends with the one that has started it."""

import os
import signal
import threading
import time

_SECONDS_BETWEEN_LOOKS = 1


def end_with(parent: int) -> None:
    """From now on, end this process by SIGTERM once the process ``parent``, which has started it, has gone."""
    threading.Thread(target=_look, args=(parent,), name="parent process", daemon=True).start()


def _look(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    os.kill(os.getpid(), signal.SIGTERM)
