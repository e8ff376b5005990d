"""An export as a file that only its owner reads, whole or not at all."""

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from uuid import uuid4

from rueckruf.privacy.export_files import UNFINISHED
from rueckruf.sales.export.errors import ExportError
from rueckruf.storage.errors import StoreError
from rueckruf.storage.private_files import overwrite, wipe


def write_file(chunks: Iterable[bytes], path: Path) -> None:
    """Write to ``path``; a file that is there stays until the new one is complete. Raises ExportError.

    A pipe or a device is written to as the chunks come.
    """
    path = path.resolve()
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as target:
                target.writelines(chunks)
        else:
            _replace(chunks, path)
    except StoreError:
        raise
    except OSError as error:
        raise ExportError(f"{path}: cannot be written: {error.strerror}") from None


def _replace(chunks: Iterable[bytes], path: Path) -> None:
    """What is replaced, or was not completed, is overwritten: it holds names and numbers."""
    draft = path.with_name(f".{path.name}-{uuid4().hex}{UNFINISHED}")
    try:
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as target:
            fcntl.flock(target, fcntl.LOCK_EX)  # given back when this process dies: then the draft may go
            target.writelines(chunks)
            target.flush()
            os.fsync(target.fileno())
            with _opened_to_overwrite(path) as before:
                draft.replace(path)
                if before:
                    overwrite(before)
    finally:
        if draft.exists():
            wipe(draft)


@contextmanager
def _opened_to_overwrite(path: Path) -> Iterator[IO[bytes] | None]:
    if not path.exists():
        yield None
        return
    with path.open("r+b", buffering=0) as file:
        yield file
