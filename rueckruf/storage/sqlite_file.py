"""Takes away what SQLite files keep of deleted rows, although SQLite overwrites these (``secure_delete``).

There are two places. The write-ahead log has them until it is carried over and cut off. And when rows move to another
page of the file, because one was split or two were joined, their old copies stay in the gap of the page that they have
left: between its list of cells and their content, which grow towards each other
(https://www.sqlite.org/fileformat.html#b_tree_pages). ``VACUUM`` would take these away too, but let nobody write
meanwhile. Here each page is looked at and changed through SQLite itself, in short transactions.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from rueckruf.storage.pace import Pace
from rueckruf.storage.write_turns import begin_by, turns_of

_HEADER_BYTES = {0x02: 12, 0x05: 12, 0x0A: 8, 0x0D: 8}  # by the kind of page: with pages below it, or without
_FILE_HEADER_BYTES = 100  # on the first page
# Other pages begin with the number of a page: up to here its first byte is 0, and no kind of those above.
_MOST_PAGES = 1 << 24

_PAGES_A_LOOK = 2000
_SOME_PAGES = (
    "WITH RECURSIVE number (n) AS (SELECT ? UNION ALL SELECT n + 1 FROM number LIMIT ?) "
    "SELECT pgno, data FROM number CROSS JOIN sqlite_dbpage ON pgno = n"
)
_SECONDS_TO_WAIT_FOR_LOCK = 5


def carry_over_log(path: Path) -> None:
    """Carry over of the write-ahead log what nobody reads any more. Raises sqlite3.Error."""
    with _opened(path) as connection:
        _carry_over(connection)


def empty_log(path: Path) -> bool:
    """Carry the write-ahead log over and cut it off; whether that was possible: nobody may read what is older.

    Holds nobody up: not even tried while somebody writes. Raises sqlite3.Error.
    """
    with _opened(path, seconds_to_wait=0) as connection:
        if not _carry_over(connection):
            return False
        (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def wipe_gaps(path: Path, go_on: Callable[[], bool]) -> bool:
    """Overwrite the gaps of a file that others may use meanwhile; its log then has to be emptied.

    Where SQLite was built without access to pages (``ENABLE_DBPAGE_VTAB``) it is ``VACUUM`` after all. False if it
    ended early because ``go_on`` said so. Raises sqlite3.Error.
    """
    with _opened(path) as connection:
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        if not _pages_can_be_changed(connection):
            connection.execute("VACUUM")
            return True
        pace = Pace()
        (count,) = connection.execute("PRAGMA page_count").fetchone()
        for first in range(1, count + 1, _PAGES_A_LOOK):
            dirty = [number for number, page in _pages(connection, first) if _wiped(number, page) is not None]
            while dirty:
                if not go_on():
                    return False
                now, dirty = dirty[: pace.size], dirty[pace.size :]
                _wipe(path, connection, now, pace)
            if not go_on():
                return False
    return True


def wiped_until(path: Path) -> int:
    """The number that ``note_wiped`` has noted last, 0 at first. Raises sqlite3.Error."""
    with _opened(path) as connection:
        (number,) = connection.execute("PRAGMA user_version").fetchone()
        return int(number)


def note_wiped(path: Path, number: int) -> None:
    """Note in the file up to which deletion its gaps were wiped. Raises sqlite3.Error."""
    with _opened(path) as connection:
        connection.execute(f"PRAGMA user_version = {number}")


@contextmanager
def _opened(path: Path, seconds_to_wait: float = _SECONDS_TO_WAIT_FOR_LOCK) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, timeout=seconds_to_wait, isolation_level=None)) as connection:
        yield connection


def _pages_can_be_changed(connection: sqlite3.Connection) -> bool:
    built_with = {option for (option,) in connection.execute("PRAGMA compile_options")}
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    return "ENABLE_DBPAGE_VTAB" in built_with and pages < _MOST_PAGES


def _carry_over(connection: sqlite3.Connection) -> bool:
    """Whether the log was carried over, and nobody wrote into it meanwhile.

    Only then does the next writer begin it again, and only then cutting it off does not hold the lock for long. The
    second time is short: it takes what was written during the first.
    """
    pages = _carry_over_once(connection)
    return pages is not None and _carry_over_once(connection) == pages


def _carry_over_once(connection: sqlite3.Connection) -> int | None:
    """How many pages the log has if all were carried over, else None."""
    (_, pages, carried) = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    return int(pages) if pages == carried else None


def _pages(connection: sqlite3.Connection, first: int) -> Iterator[tuple[int, bytes]]:
    """Some pages from ``first`` on, in a short transaction: while one reads, the log only grows."""
    yield from connection.execute(_SOME_PAGES, (first, _PAGES_A_LOOK))


def _wipe(path: Path, connection: sqlite3.Connection, numbers: Sequence[int], pace: Pace) -> None:
    deadline = time.monotonic() + _SECONDS_TO_WAIT_FOR_LOCK
    with turns_of(path).turn(deadline):
        begin_by(deadline, connection)
        try:
            with pace.holding_the_lock(len(numbers)):
                for number in numbers:
                    row = connection.execute("SELECT data FROM sqlite_dbpage WHERE pgno = ?", (number,)).fetchone()
                    wiped = row and _wiped(number, row[0])
                    if wiped:
                        connection.execute("UPDATE sqlite_dbpage SET data = ? WHERE pgno = ?", (wiped, number))
                connection.execute("COMMIT")
        except sqlite3.Error:
            connection.execute("ROLLBACK")
            raise
    pace.pause()
    _carry_over(connection)


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
