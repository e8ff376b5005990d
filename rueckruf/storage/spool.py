"""The spool: accepted requests that wait in the data folder until the database is back.

One sealed file a call, written down to the disk before anybody is thanked.
"""

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from rueckruf.callbacks.acceptance import FINAL, Accepted
from rueckruf.callbacks.repository import ErasedError
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.settings import Settings
from rueckruf.storage.cipher import Cipher, open_cipher
from rueckruf.storage.waiting_files import WaitingFiles, held, remove, written_at

logger = logging.getLogger(__name__)

_SEALED = ".sealed"
_MOMENTS = ("created_at", "callback_start", "callback_end", "delete_after")


@dataclass(frozen=True)
class SpoolState:
    """How many requests wait, since when the oldest does, and how many files were set aside for a person to look at."""

    depth: int
    oldest: datetime | None
    set_aside: int


class FileSpool:
    """Implements ``rueckruf.callbacks.acceptance.Spool``; raises OSError where the folder can't be used."""

    def __init__(self, folder: Path, cipher: Cipher) -> None:
        """``folder`` is made with the first request that waits."""
        self._files = WaitingFiles(folder, _SEALED, "a request", cipher)
        self.has, self.check, self.tokens, self.expire = (
            self._files.has,
            self._files.check,
            self._files.tokens,
            self._files.expire,
        )

    def put(self, accepted: Accepted) -> None:
        self._files.put(accepted.request.call_sid, _written(accepted))

    def waiting(self) -> Iterator[Accepted]:
        """What waits, for whoever answers for the data; nothing is changed."""
        for path in self._files.files():
            with held(path) as file:
                accepted = file and self._read(file)
            if accepted:
                yield accepted

    def drop(self, is_meant: Callable[[Accepted], bool]) -> list[Accepted]:
        """Remove what is meant, and return it. When this returns, nothing of it is under way to the database."""
        dropped = []
        for path in self._files.files():
            with held(path) as file:
                accepted = file and self._read(file)
                if accepted and is_meant(accepted):
                    remove(path, file)
                    dropped.append(accepted)
        return dropped

    def deliver(self, store: Callable[[Accepted], object], now: datetime) -> int:
        """Hand what waits to ``store``, and return how many were taken; what fails is left for the next time.

        What is due for deletion at the aware time ``now`` is removed, and so is what was erased meanwhile. What can't
        be read, or not be stored any more, is set aside.
        """
        count = 0
        for path in self._files.files():
            with held(path, wait=False) as file:
                try:
                    count += bool(file and self._deliver(path, file, store, now))
                except Exception as error:  # whatever it is, others may fare better
                    logger.warning("a request of the spool is not stored yet: %s", type(error).__name__)
        return count

    def _deliver(self, path: Path, file: IO[bytes], store: Callable[[Accepted], object], now: datetime) -> bool:
        accepted = self._read(file)
        if accepted is None:
            self._files.set_aside(path, "can't be read")
            return False
        if accepted.request.delete_after > now:
            try:
                store(accepted)
            except ErasedError:  # meanwhile, where the caller was known: here too nothing is to be left
                logger.info("a request of the spool was erased")
            except FINAL as error:
                self._files.set_aside(path, type(error).__name__)
                return False
        remove(path, file)
        return True

    def state(self) -> SpoolState:
        """How it is now; opens no file, so that it may be asked often."""
        written = list(filter(None, map(written_at, self._files.files())))
        return SpoolState(len(written), min(written, default=None), self._files.count_set_aside())

    def _read(self, file: IO[bytes]) -> Accepted | None:
        """None for what can't be read."""
        text = self._files.read(file)
        try:
            return _read(text) if text else None
        except (ValueError, TypeError, KeyError):
            return None


def open_spool(settings: Settings) -> FileSpool:
    """The spool in the data folder of this machine; raises what opening the keys raises."""
    return FileSpool(settings.spool_folder, open_cipher(settings))


def _written(accepted: Accepted) -> str:
    return json.dumps({"request": vars(accepted.request), "changes": accepted.changes}, default=_plain)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _read(text: str) -> Accepted:
    written = json.loads(text)
    request, changes = written["request"], written["changes"]
    request["id"] = UUID(request["id"])
    for name in _MOMENTS:
        request[name] = datetime.fromisoformat(request[name])
    request["other_phones"] = tuple(request["other_phones"])
    windows = request["other_windows"]
    request["other_windows"] = tuple(tuple(map(datetime.fromisoformat, window)) for window in windows)
    return Accepted(CallbackRequest(**request), UUID(changes) if changes else None)
