"""A copy of the audit log elsewhere, where whoever changes the database does not reach.

One entry a line, as JSON, appended to only: RUECKRUF_LOG_COPY says in which file. ``audit_log.verify`` compares the
two, and a backup that is restored learns from the copy what was erased since.
"""

import fcntl
import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import IO

from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from rueckruf.storage.audit_log import Entry, entries
from rueckruf.storage.database import Database
from rueckruf.storage.engine import writing

logger = logging.getLogger(__name__)

# More than one entry takes, which names a thousand requests.
_BYTES_AT_THE_END = 1 << 17


@contextmanager
def writing_log(database: Database) -> Iterator[Connection]:
    """A transaction that appends to the log; once it is committed the copy has its entries, too."""
    with writing(database.engine) as connection:
        yield connection
    copy_log(database)


def copy_log(database: Database) -> None:
    """Append to the copy what it lacks, if there is one; what is not possible now is made up for the next time.

    Raises nothing: what the log tells of has been done.
    """
    if database.log_copy is None:
        return
    try:
        with _locked(database.log_copy) as file, database.engine.connect() as connection:
            end = _end(file)
            if not end.endswith(b"\n"):
                file.write(b"\n")  # a line that a crash has cut off: its entry comes again
            for entry in entries(connection, after=_last_number(end)):
                file.write(_line(entry))
            file.flush()
            os.fsync(file.fileno())
    except (OSError, SQLAlchemyError) as error:
        logger.error("the log was not copied: %s", type(error).__name__)


def copied(path: Path | None) -> Iterator[Entry]:
    """The entries of the copy in their order, none where there is none (yet); raises OSError.

    Lines that were cut off are left out.
    """
    if path is None or not path.exists():
        return
    with path.open("rb") as file:
        for line in file:
            entry = _entry(line)
            if entry is not None:
                yield entry


def noted(path: Path | None) -> Iterator[tuple[int, str]]:
    """Number and digest of each, for ``audit_log.verify``."""
    return ((entry.number, entry.digest) for entry in copied(path))


@contextmanager
def _locked(path: Path) -> Iterator[IO[bytes]]:
    """The copy, made for its owner only, while no other process appends to it."""
    with os.fdopen(os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600), "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def _end(file: IO[bytes]) -> bytes:
    """The last lines; an empty file ends as one of whole lines does."""
    size = os.fstat(file.fileno()).st_size
    file.seek(max(0, size - _BYTES_AT_THE_END))
    return file.read() or b"\n"


def _last_number(end: bytes) -> int:
    whole = (entry for line in reversed(end.splitlines()) if (entry := _entry(line)) is not None)
    return next((entry.number for entry in whole), 0)


def _line(entry: Entry) -> bytes:
    return json.dumps({**asdict(entry), "at": entry.at.isoformat()}).encode() + b"\n"


def _entry(line: bytes) -> Entry | None:
    try:
        fields = json.loads(line)
        moment, ids = datetime.fromisoformat(fields["at"]), tuple(fields["request_ids"])
        return Entry(**{**fields, "at": moment, "request_ids": ids})
    except (KeyError, TypeError, ValueError):
        return None
