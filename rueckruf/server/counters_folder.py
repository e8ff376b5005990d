"""Where the processes of a server keep what they count, so that any of them can tell the sum of all.

Each writes to a file of its own, and what a dead one has counted stays: Prometheus' multiprocess mode,
https://prometheus.github.io/client_python/multiprocess/
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory


@contextmanager
def counters_kept() -> Iterator[None]:
    """To be entered before anything that counts is imported; the folder goes when the block ends."""
    with TemporaryDirectory(prefix="rueckruf-counters-") as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        yield
