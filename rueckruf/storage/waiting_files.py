"""Sealed files that wait in a folder of this machine until the database is back, one a call.

All processes share the folder: whoever delivers, replaces or removes a file holds its lock, which a process that dies
gives back.
"""

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO
from uuid import uuid4

from rueckruf import clock
from rueckruf.callbacks.request import deletion_time
from rueckruf.storage.cipher import Cipher
from rueckruf.storage.errors import StoreError
from rueckruf.storage.private_files import overwrite

logger = logging.getLogger(__name__)

_SET_ASIDE, _DRAFT = ".broken", ".draft"
_LONGEST_DRAFT = timedelta(hours=1)


class WaitingFiles:
    """Those of one kind, told by their suffix; raises OSError where the folder can't be used."""

    def __init__(self, folder: Path, suffix: str, named: str, cipher: Cipher) -> None:
        """``folder`` is made with the first file; ``named`` is what the log calls one."""
        self._folder = folder
        self._suffix = suffix
        self._named = named
        self._cipher = cipher

    def has(self, call_sid: str) -> bool:
        return any(path.exists() for path in self._paths(call_sid))

    def put(self, call_sid: str, text: str) -> None:
        """On the disk when this returns, in the place of what the call had there."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        newest, *older = self._paths(call_sid)
        draft = self._folder / f"{uuid4().hex}{_DRAFT}"
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(self._cipher.seal(text))
            file.flush()
            os.utime(file.fileno(), times=(clock.now().timestamp(),) * 2)  # the one clock: its age is told by that
            os.fsync(file.fileno())
        with held(newest) as before:
            draft.replace(newest)
            _sync(self._folder)
            if before:
                overwrite(before)
        for path in older:
            with held(path) as before:
                remove(path, before)

    def check(self) -> None:
        """Raises OSError if nothing could be kept here right now."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self._folder / f"{uuid4().hex}{_DRAFT}"
        try:
            with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                file.write(b".")  # an empty file there is room for on a full disk, too
        finally:
            draft.unlink(missing_ok=True)

    def files(self) -> list[Path]:
        """Those that waited longest first."""
        return self._with(self._suffix)

    def read(self, file: IO[bytes]) -> str | None:
        """None for what can't be opened."""
        file.seek(0)
        try:
            return self._cipher.open(file.read().decode("ascii"))
        except (StoreError, ValueError):
            return None

    def tokens(self) -> Iterator[str]:
        """All that is sealed here and can be opened."""
        for path in self.files():
            with held(path) as file:
                if file and self.read(file):
                    file.seek(0)
                    yield file.read().decode("ascii")

    def set_aside(self, path: Path, why: str) -> None:
        """Leave a file for a person to look at."""
        path.replace(path.with_name(path.name + _SET_ASIDE))
        _sync(self._folder)
        logger.error("%s of the spool is set aside: %s", self._named, why)

    def count_set_aside(self) -> int:
        """How many were, of all kinds."""
        return len(self._with(_SET_ASIDE))

    def expire(self, now: datetime, months: int) -> None:
        """Remove what was set aside ``months`` calendar months before the aware time ``now``, and left-over drafts.

        Of all kinds in this folder.
        """
        for path in (*self._with(_SET_ASIDE), *self._with(_DRAFT)):
            with held(path) as file:
                if file is None:
                    continue
                written = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)
                is_draft = path.suffix == _DRAFT
                if (written + _LONGEST_DRAFT if is_draft else deletion_time(written, months)) <= now:
                    remove(path, file)

    def _with(self, suffix: str) -> list[Path]:
        return sorted(self._folder.glob(f"*{suffix}"), key=lambda path: written_at(path) or clock.now())

    def _paths(self, call_sid: str) -> list[Path]:
        """Where what is kept of a call lies: under a name by the first key, or by an older one."""
        return [self._folder / f"{each}{self._suffix}" for each in self._cipher.fingerprints(call_sid)]


@contextmanager
def held(path: Path, *, wait: bool = True) -> Iterator[IO[bytes] | None]:
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


def remove(path: Path, file: IO[bytes] | None) -> None:
    """Remove a file that is held, overwritten first; nothing where there is none."""
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


def written_at(path: Path) -> datetime | None:
    """None where it is delivered meanwhile."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:
        return None
