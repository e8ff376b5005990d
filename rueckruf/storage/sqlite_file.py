"""Takes away what SQLite files keep of deleted rows, although SQLite overwrites these (``secure_delete``).

There are two places. The write-ahead log has them until it is carried over and cut off. And when rows move to another
page of the file, because one was split or two were joined, their old copies stay in the gap of the page that they have
left: between its list of cells and their content, which grow towards each other
(https://www.sqlite.org/fileformat.html#b_tree_pages). ``VACUUM`` would take these away too, but let nobody write
meanwhile. Here each page is changed through SQLite itself, in short transactions.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event

_HEADER_BYTES = {0x02: 12, 0x05: 12, 0x0A: 8, 0x0D: 8}  # by the kind of page: with pages below it, or without
_FILE_HEADER_BYTES = 100  # on the first page
# Other pages begin with the number of a page: up to here its first byte is 0, and no kind of those above.
_MOST_PAGES = 1 << 24

_PAGES_AT_ONCE = 50
_SECONDS_BETWEEN = 0.03
_SECONDS_TO_WAIT_FOR_LOCK = 5
_SECONDS_TO_HOLD_UP_WRITERS = 0.05


def empty_log(path: Path) -> bool:
    """Carry the write-ahead log over and cut it off; whether that was possible: nobody may read what is older.

    Others who write wait for no longer than a moment. Raises sqlite3.Error.
    """
    with _opened(path, _SECONDS_TO_HOLD_UP_WRITERS) as connection:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()  # the most of it, in nobody's way
        (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def wipe_gaps(path: Path, stopping: Event) -> None:
    """Overwrite the gaps of a file that others may use meanwhile; its log then has to be emptied.

    Where SQLite was built without access to pages (``ENABLE_DBPAGE_VTAB``) it is ``VACUUM`` after all. Ends early
    once ``stopping`` is set. Raises sqlite3.Error.
    """
    with _opened(path, _SECONDS_TO_WAIT_FOR_LOCK) as connection:
        if not _pages_can_be_changed(connection):
            connection.execute("VACUUM")
            return
        pages = connection.execute("SELECT pgno, data FROM sqlite_dbpage")
        dirty = [number for number, page in pages if _wiped(number, page) is not None]
        for begin in range(0, len(dirty), _PAGES_AT_ONCE):
            _wipe(connection, dirty[begin : begin + _PAGES_AT_ONCE])
            if stopping.wait(_SECONDS_BETWEEN):
                return


@contextmanager
def _opened(path: Path, seconds_to_wait: float) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, timeout=seconds_to_wait, isolation_level=None)) as connection:
        yield connection


def _pages_can_be_changed(connection: sqlite3.Connection) -> bool:
    built_with = {option for (option,) in connection.execute("PRAGMA compile_options")}
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    return "ENABLE_DBPAGE_VTAB" in built_with and pages < _MOST_PAGES


def _wipe(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for number in numbers:
            row = connection.execute("SELECT data FROM sqlite_dbpage WHERE pgno = ?", (number,)).fetchone()
            wiped = row and _wiped(number, row[0])
            if wiped:
                connection.execute("UPDATE sqlite_dbpage SET data = ? WHERE pgno = ?", (wiped, number))
        connection.execute("COMMIT")
    except sqlite3.Error:
        connection.execute("ROLLBACK")
        raise


def _wiped(number: int, page: bytes) -> bytes | None:
    """The page with its gap overwritten; None if there is nothing in it."""
    header = _FILE_HEADER_BYTES if number == 1 else 0
    if page[header] not in _HEADER_BYTES:
        return None
    cells = int.from_bytes(page[header + 3 : header + 5], "big")
    begin = header + _HEADER_BYTES[page[header]] + 2 * cells
    end = int.from_bytes(page[header + 5 : header + 7], "big") or 1 << 16
    gap = page[begin:end]
    if gap.count(0) == len(gap):
        return None
    return page[:begin] + bytes(len(gap)) + page[end:]
