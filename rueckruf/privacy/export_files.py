"""Exports that were left in the data folder: recognised by what they hold, whoever wrote them."""

import fcntl
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO

from sqlalchemy import select
from sqlalchemy.engine import make_url

from rueckruf import clock
from rueckruf.settings import Settings
from rueckruf.storage.audit_log import append, entries, last_number
from rueckruf.storage.database import Database
from rueckruf.storage.log_copy import writing_log
from rueckruf.storage.private_files import wipe
from rueckruf.storage.requests import UNRESTRICTED
from rueckruf.storage.tables import callback_requests as table

UNFINISHED = ".unfinished"
"""How the names of exports end that are still being written, under a lock; they begin with a dot."""

# The beginnings of what rueckruf/sales/export/ writes: JSON, CSV, ICS; a workbook tells its name inside.
_EXPORT = re.compile(
    rb'\s*\[\s*\{"id"|(?:\xef\xbb\xbf)?"?id"?[;,]"?created_at|BEGIN:VCALENDAR.{0,200}//Rueckruf//', re.DOTALL
)
_WORKBOOK, _SHEET = "xl/workbook.xml", "Rückrufwünsche".encode()

# Not even read: who closes a database's file besides SQLite takes the locks of this process away, and the next other
# program that closes it deletes the write-ahead log with all that is stored after (sqlite.org/howtocorrupt.html, 2.2).
_DATABASE_FILES = ("", "-wal", "-shm", "-journal")

_ID = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ID_LENGTH = 36
_BYTES_AT_ONCE = 1 << 16
_IDS_AT_ONCE = 500


@contextmanager
def watched(settings: Settings, database: Database, actor: str) -> Iterator[None]:
    """While an export is written: what went meanwhile may be in it, and so may what was corrected, as it was before.

    Whoever removed or corrected that has not seen the file.
    """
    before = _last_change(database)
    yield
    if _last_change(database) != before:
        remove_stale_exports(settings, database, clock.now(), actor)
        remove_exports_about(settings, database, _rectified(database, before), clock.now(), actor)


def remove_stale_exports(settings: Settings, database: Database, now: datetime, actor: str) -> int:
    """Remove each export in the data folder with a request that is deleted or restricted by now; how many.

    Also those that were never finished, because the process that wrote them was killed. That any were is logged.
    """
    stale = [path for path in export_files(settings) if not _all_kept(database, _ids(path))]
    return _remove([*stale, *_abandoned(settings)], database, now, actor)


def remove_exports_about(settings: Settings, database: Database, ids: Iterable[str], now: datetime, actor: str) -> int:
    """Remove each export in the data folder that has one of the requests; how many. That any were is logged."""
    return _remove(exports_about(settings, ids, None), database, now, actor)


def export_files(settings: Settings) -> Iterator[Path]:
    """The complete exports that lie in the data folder."""
    databases = [settings.conversations_file, Path(make_url(settings.database_url).database or "")]
    own = {f"{database.resolve()}{suffix}" for database in databases for suffix in _DATABASE_FILES}
    for path in sorted(settings.data_dir.rglob("*")):
        unfinished = path.name.endswith(UNFINISHED)
        if path.is_file() and not path.is_symlink() and not unfinished and str(path.resolve()) not in own:
            with suppress(FileNotFoundError):  # removed or replaced meanwhile
                if _is_export(path):
                    yield path


def exports_about(settings: Settings, ids: Iterable[str], phone: str | None) -> list[Path]:
    """The exports in the data folder that have one of the requests, or the number in E.164."""
    sought = {each.encode() for each in ids}
    return [path for path in export_files(settings) if _has(path, sought, phone.encode() if phone else None)]


def _abandoned(settings: Settings) -> Iterator[Path]:
    """Half exports that nobody holds a lock on any more."""
    for path in settings.data_dir.rglob(f".*{UNFINISHED}"):
        with suppress(BlockingIOError, FileNotFoundError), path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield path


def _remove(paths: Sequence[Path], database: Database, now: datetime, actor: str) -> int:
    for path in paths:
        wipe(path)
    if paths:
        with writing_log(database) as connection:
            append(connection, database.cipher, at=now, actor=actor, action="exports_removed", reason=str(len(paths)))
    return len(paths)


def _last_change(database: Database) -> int:
    with database.engine.connect() as connection:
        return last_number(connection, ("delete", "restrict", "rectify"))


def _rectified(database: Database, after: int) -> set[str]:
    """The requests that the log has corrected since the entry of that number."""
    with database.engine.connect() as connection:
        corrected = entries(connection, action="rectify", after=after)
        return {request_id for entry in corrected for request_id in entry.request_ids}


def _is_export(path: Path) -> bool:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as book:
            return _WORKBOOK in book.namelist() and _SHEET in book.read(_WORKBOOK)
    with path.open("rb") as file:
        return _EXPORT.match(file.read(_BYTES_AT_ONCE)) is not None


def _ids(path: Path) -> Iterator[str]:
    return (found.decode("ascii") for found in _found(path, _ID, _ID_LENGTH))


def _has(path: Path, ids: set[bytes], phone: bytes | None) -> bool:
    return any(found in ids for found in _found(path, _ID, _ID_LENGTH)) or (
        phone is not None and any(_found(path, re.compile(re.escape(phone)), len(phone)))
    )


def _found(path: Path, pattern: "re.Pattern[bytes]", longest: int) -> Iterator[bytes]:
    """What of an export matches, in at most ``longest`` bytes."""
    with ExitStack() as opened:
        if zipfile.is_zipfile(path):
            book = opened.enter_context(zipfile.ZipFile(path))
            for name in book.namelist():
                yield from _found_in(opened.enter_context(book.open(name)), pattern, longest)
        else:
            yield from _found_in(opened.enter_context(path.open("rb")), pattern, longest)


def _found_in(file: IO[bytes], pattern: "re.Pattern[bytes]", longest: int) -> Iterator[bytes]:
    rest = b""
    while chunk := file.read(_BYTES_AT_ONCE):
        text, end = rest + chunk, 0
        for found in pattern.finditer(text):
            yield found.group()
            end = found.end()
        rest = text[max(end, len(text) - longest + 1) :]


def _all_kept(database: Database, ids: Iterator[str]) -> bool:
    with database.engine.connect() as connection:
        while portion := set(islice(ids, _IDS_AT_ONCE)):
            stored = connection.execute(select(table.c.id).where(table.c.id.in_(portion), UNRESTRICTED)).scalars()
            if portion != set(stored):
                return False
    return True
