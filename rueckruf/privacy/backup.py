"""Writes backups, and opens them to be restored."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path

from rueckruf.settings import Settings
from rueckruf.storage.audit_log import append
from rueckruf.storage.backup import Header, backup_lines, read_header
from rueckruf.storage.cipher import Cipher, find_cipher
from rueckruf.storage.database import Database
from rueckruf.storage.errors import StoreError
from rueckruf.storage.log_copy import writing_log
from rueckruf.storage.migrate import pending
from rueckruf.storage.private_files import write_whole
from rueckruf.storage.sealed_file import opened_lines, sealed_lines


@dataclass(frozen=True)
class Backup:
    """A backup that was opened: its ``header``, the ``lines`` behind it, and the ``cipher`` that opens it."""

    header: Header
    lines: Iterator[bytes]
    cipher: Cipher


def write_backup(
    database: Database, path: Path, now: datetime, actor: str, progress: Callable[[int], object] = lambda _: None
) -> Header:
    """Write a backup, once the log tells of it; the file is there when it is whole. Raises StoreError."""
    if path.exists():
        raise StoreError(f"{path} is there already")
    with writing_log(database) as connection:
        append(connection, database.cipher, at=now, actor=actor, action="backup")
    lines = backup_lines(database, now, progress)
    first = next(lines)
    try:
        write_whole(path, sealed_lines(chain([first], lines), database.cipher), replace=False)
    except OSError as error:
        if isinstance(error, StoreError):
            raise
        raise StoreError(f"{path} cannot be written: {error.strerror}") from None
    return read_header(iter([first]))


def open_backup(settings: Settings, path: Path) -> Backup:
    """Open a backup with the keys of the settings; raises StoreError where that does not go."""
    cipher = find_cipher(settings)
    if cipher is None:
        raise StoreError("RUECKRUF_KEYS_FROM: is not set: a backup opens with the keys of its time alone")
    lines = opened_lines(path, cipher)
    header = read_header(lines)
    try:
        pending(header.revision)
    except StoreError:
        raise StoreError(f"{path} was made by a newer version of this program") from None
    return Backup(header, lines, cipher)
