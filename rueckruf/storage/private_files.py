"""Files that hold personal data: readable by their owner only."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import IO
from uuid import uuid4

from rueckruf.storage.errors import StoreError

_BYTES_AT_ONCE = 1 << 16


def private_file(path: Path, variable: str) -> Path:
    """Creates ``path`` and its folder if missing and closes them to others; raises StoreError.

    ``variable`` is the environment variable that chose the place.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.chmod(0o600)
    except OSError as error:
        raise StoreError(f"{variable}: {path} cannot be written: {error.strerror}") from None
    return path


def write_whole(path: Path, chunks: Iterable[bytes], *, replace: bool) -> None:
    """Write a file for its owner only: all of it, down to the disk, or nothing.

    Without ``replace`` a file that is there stays: raises FileExistsError, and other OSErrors.
    """
    draft = path.with_name(f".{path.name}-{uuid4().hex}")
    try:
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            draft.replace(path)
        else:
            os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def wipe(path: Path) -> None:
    """Remove a file, overwritten first: the disk keeps what a removed file held. Raises OSError."""
    with path.open("r+b", buffering=0) as file:
        overwrite(file)
    path.unlink()


def overwrite(file: IO[bytes]) -> None:
    """Fill an unbuffered open file with zeros, down to the disk: what is removed before it is written never is."""
    left = os.fstat(file.fileno()).st_size
    file.seek(0)
    while left > 0:
        left -= file.write(bytes(min(left, _BYTES_AT_ONCE)))
    os.fsync(file.fileno())
