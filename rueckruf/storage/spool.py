"""The spool: accepted requests that wait in the data folder until the database is back.

One sealed file a call, written down to the disk before anybody is thanked. All processes of a machine share the folder:
whoever delivers, replaces or removes a file holds its lock, which a process that dies gives back.
"""

import fcntl
import json
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any
from uuid import UUID, uuid4

from rueckruf import clock
from rueckruf.callbacks.acceptance import FINAL, Accepted
from rueckruf.callbacks.repository import ErasedError
from rueckruf.callbacks.request import CallbackRequest, deletion_time
from rueckruf.settings import Settings
from rueckruf.storage.cipher import Cipher, open_cipher
from rueckruf.storage.errors import StoreError
from rueckruf.storage.private_files import overwrite

logger = logging.getLogger(__name__)

_SEALED, _SET_ASIDE, _DRAFT = ".sealed", ".broken", ".draft"
_LONGEST_DRAFT = timedelta(hours=1)
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
        self._folder = folder
        self._cipher = cipher

    def has(self, call_sid: str) -> bool:
        return any(path.exists() for path in self._paths(call_sid))

    def put(self, accepted: Accepted) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        newest, *older = self._paths(accepted.request.call_sid)
        draft = self._folder / f"{uuid4().hex}{_DRAFT}"
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(self._cipher.seal(_written(accepted)))
            file.flush()
            os.utime(file.fileno(), times=(clock.now().timestamp(),) * 2)  # the one clock: its age is told by that
            os.fsync(file.fileno())
        with _held(newest) as before:
            draft.replace(newest)
            _sync(self._folder)
            if before:
                overwrite(before)
        for path in older:
            with _held(path) as before:
                _remove(path, before)

    def check(self) -> None:
        """Raises OSError if nothing could be kept here right now."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self._folder / f"{uuid4().hex}{_DRAFT}"
        try:
            with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                file.write(b".")  # an empty file there is room for on a full disk, too
        finally:
            draft.unlink(missing_ok=True)

    def waiting(self) -> Iterator[Accepted]:
        """What waits, for whoever answers for the data; nothing is changed."""
        for path in self._files(_SEALED):
            with _held(path) as file:
                accepted = file and self._read(file)
            if accepted:
                yield accepted

    def drop(self, is_meant: Callable[[Accepted], bool]) -> list[Accepted]:
        """Remove what is meant, and return it. When this returns, nothing of it is under way to the database."""
        dropped = []
        for path in self._files(_SEALED):
            with _held(path) as file:
                accepted = file and self._read(file)
                if accepted and is_meant(accepted):
                    _remove(path, file)
                    dropped.append(accepted)
        return dropped

    def deliver(self, store: Callable[[Accepted], object], now: datetime) -> int:
        """Hand what waits to ``store``, and return how many were taken; what fails is left for the next time.

        What is due for deletion at the aware time ``now`` is removed, and so is what was erased meanwhile. What can't
        be read, or not be stored any more, is set aside.
        """
        count = 0
        for path in self._files(_SEALED):
            with _held(path, wait=False) as file:
                try:
                    count += bool(file and self._deliver(path, file, store, now))
                except Exception as error:  # whatever it is, others may fare better
                    logger.warning("a request of the spool is not stored yet: %s", type(error).__name__)
        return count

    def _deliver(self, path: Path, file: IO[bytes], store: Callable[[Accepted], object], now: datetime) -> bool:
        accepted = self._read(file)
        if accepted is None:
            self._set_aside(path, "can't be read")
            return False
        if accepted.request.delete_after > now:
            try:
                store(accepted)
            except ErasedError:  # meanwhile, where the caller was known: here too nothing is to be left
                logger.info("a request of the spool was erased")
            except FINAL as error:
                self._set_aside(path, type(error).__name__)
                return False
        _remove(path, file)
        return True

    def expire(self, now: datetime, months: int) -> None:
        """Remove what was set aside ``months`` calendar months before the aware time ``now``, and left-over drafts."""
        for path in (*self._files(_SET_ASIDE), *self._files(_DRAFT)):
            with _held(path) as file:
                if file is None:
                    continue
                written = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)
                is_draft = path.suffix == _DRAFT
                if (written + _LONGEST_DRAFT if is_draft else deletion_time(written, months)) <= now:
                    _remove(path, file)

    def state(self) -> SpoolState:
        """How it is now; opens no file, so that it may be asked often."""
        written = list(filter(None, map(_written_at, self._files(_SEALED))))
        return SpoolState(len(written), min(written, default=None), len(self._files(_SET_ASIDE)))

    def tokens(self) -> Iterator[str]:
        """All that is sealed here and can be opened."""
        for path in self._files(_SEALED):
            with _held(path) as file:
                if file and self._read(file):
                    file.seek(0)
                    yield file.read().decode("ascii")

    def _paths(self, call_sid: str) -> list[Path]:
        """Where a request of a call lies: under a name by the first key, or by an older one."""
        return [self._folder / f"{each}{_SEALED}" for each in self._cipher.fingerprints(call_sid)]

    def _files(self, suffix: str) -> list[Path]:
        """Those that waited longest first."""
        return sorted(self._folder.glob(f"*{suffix}"), key=lambda path: _written_at(path) or clock.now())

    def _read(self, file: IO[bytes]) -> Accepted | None:
        """None for what can't be read."""
        file.seek(0)
        try:
            return _read(self._cipher.open(file.read().decode("ascii")))
        except (StoreError, ValueError, TypeError, KeyError):
            return None

    def _set_aside(self, path: Path, why: str) -> None:
        path.replace(path.with_suffix(_SET_ASIDE))
        _sync(self._folder)
        logger.error("a request of the spool is set aside: %s", why)


def open_spool(settings: Settings) -> FileSpool:
    """The spool in the data folder of this machine; raises what opening the keys raises."""
    return FileSpool(settings.spool_folder, open_cipher(settings))


@contextmanager
def _held(path: Path, *, wait: bool = True) -> Iterator[IO[bytes] | None]:
    """A file that nobody else touches meanwhile; None if there is none, or without ``wait`` if somebody holds it."""
    try:
        file = _locked(path, wait)
    except (FileNotFoundError, BlockingIOError):
        yield None
        return
    with file:
        yield file


def _locked(path: Path, wait: bool) -> IO[bytes]:
    while True:
        file = path.open("r+b", buffering=0)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                return file
        except OSError:
            file.close()
            raise
        file.close()  # replaced while we waited


def _remove(path: Path, file: IO[bytes] | None) -> None:
    if file is not None:
        overwrite(file)
        path.unlink()
        _sync(path.parent)


def _sync(folder: Path) -> None:
    """Down to the disk with the names of a folder."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _written_at(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:  # delivered meanwhile
        return None


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
