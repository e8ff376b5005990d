"""How long a test waits for what must come: a limit for what hangs, which no busy machine comes near.

The slowest of it is the start of a server, which takes ten seconds of two free cores and a minute of two busy ones.
"""

import time
from collections.abc import Callable

#: Seconds.
PATIENCE = 600


def eventually(holds: Callable[[], object]) -> bool:
    """Whether something has become true in good time."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
