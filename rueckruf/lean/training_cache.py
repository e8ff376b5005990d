"""What a training has learned is kept for the next one by one process at a time.

Rasa measures its cache before it adds to it, file by file, and with it the journal that SQLite writes for as long as
another process adds: a training whose parts are learned in several processes, or that is not the only one, failed where
the journal was gone before it was measured.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import rasa.model_training
from rasa.engine.caching import LocalTrainingCache
from rasa.engine.storage.storage import ModelStorage


def install() -> None:
    """In force for the rest of this process, which trains."""
    rasa.model_training.LocalTrainingCache = SharedTrainingCache


class SharedTrainingCache(LocalTrainingCache):
    """Rasa's own; whatever writes to it waits for its turn."""

    def cache_output(
        self, fingerprint_key: str, output: Any, output_fingerprint: str, model_storage: ModelStorage
    ) -> None:
        with self._alone():
            super().cache_output(fingerprint_key, output, output_fingerprint, model_storage)

    def get_cached_output_fingerprint(self, fingerprint_key: str) -> str | None:
        """None where nothing is kept under the key; otherwise writes down that it was asked for."""
        with self._alone():
            fingerprint: str | None = super().get_cached_output_fingerprint(fingerprint_key)
            return fingerprint

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """A process that dies gives its lock back; a cache that is switched off has no folder."""
        if self._is_disabled():
            yield
            return
        folder = os.open(self._cache_location, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)
