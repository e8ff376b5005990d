"""Rotates the keys that seal what is stored, while servers go on."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from rueckruf.privacy.errors import PrivacyError
from rueckruf.settings import Settings
from rueckruf.storage.audit_log import append
from rueckruf.storage.bulk import bulk
from rueckruf.storage.cipher import new_key, read_key_file, write_key_file
from rueckruf.storage.database import Database
from rueckruf.storage.deletion import scrub
from rueckruf.storage.log_copy import writing_log
from rueckruf.storage.privacy_cases import reseal_cases
from rueckruf.storage.resealing import (
    all_current,
    ids_after,
    reseal_database_key,
    reseal_second_factors,
    resealed,
    write_resealed,
)
from rueckruf.storage.short_lived import sealed_texts
from rueckruf.storage.spool import open_spool
from rueckruf.storage.waiting_ends import open_waiting_ends

_KEPT = 2


@dataclass(frozen=True)
class Rotation:
    """How many requests were sealed again, which keys nothing needs any more (from 1), whether no trace is left.

    ``dropped`` are keys that have been taken out of the key file.
    """

    requests: int
    dispensable: tuple[int, ...]
    dropped: int
    scrubbed: bool


def rotate(
    settings: Settings,
    database: Database,
    now: datetime,
    actor: str,
    progress: Callable[[int], object] = lambda _: None,
) -> Rotation:
    """Seal all that is stored under the first key; ``progress`` gets how many requests more are looked through.

    The keys of RUECKRUF_KEYS are the operator's. A key file gets a new first key, unless a rotation that did not come
    to its end has put one there; it keeps the key before that, because a server may just be writing with it, and loses
    older ones that nothing needs. Killed, it goes on when it is started again. Raises PrivacyError while another
    rotation runs here.
    """
    with _alone(settings):
        if not settings.keys and all_current(database.engine, database.cipher):
            write_key_file(settings.key_file, (new_key(), *read_key_file(settings.key_file)))
        count = again = _reseal_all(database, progress)
        while again:  # what servers stored meanwhile may be under an older key
            count += (again := _reseal_all(database, lambda _: None))
        with writing_log(database) as connection:  # with it all the batches before reach the disk
            reseal_database_key(connection, database.cipher)
            reseal_second_factors(connection, database.cipher)
            reseal_cases(connection, database.cipher)
            append(connection, database.cipher, at=now, actor=actor, action="rotate")
        scrubbed = scrub(settings, database.engine)
        dispensable, dropped = _dispensable(settings, database), 0
        if not settings.keys:
            dispensable, dropped = (), _drop(settings, dispensable)
    return Rotation(count, dispensable, dropped, scrubbed)


def _dispensable(settings: Settings, database: Database) -> tuple[int, ...]:
    """The numbers of the keys that nothing is sealed with.

    Requests are under the first, but running calls and what waits for the database may not be.
    """
    tokens = chain(sealed_texts(settings), open_spool(settings).tokens(), open_waiting_ends(settings).tokens())
    needed = {0, *(database.cipher.position(token) for token in tokens)}
    count = len(settings.keys or read_key_file(settings.key_file))
    return tuple(position + 1 for position in range(count) if position not in needed)


def _drop(settings: Settings, numbers: tuple[int, ...]) -> int:
    """Take keys out of the key file, but never the second: a server may just be writing with it."""
    keys = read_key_file(settings.key_file)
    kept = tuple(key for number, key in enumerate(keys, start=1) if number <= _KEPT or number not in numbers)
    if kept != keys:
        write_key_file(settings.key_file, kept)
    return len(keys) - len(kept)


def _reseal_all(database: Database, progress: Callable[[int], object]) -> int:
    """How many requests were sealed again."""
    count, last = 0, ""
    with bulk(database.engine) as batches:
        while True:
            with batches.reading() as connection:
                ids = ids_after(connection, last, batches.size)
                made = resealed(connection, database.cipher, ids)
            if not ids:
                return count
            if made.versions:
                with batches.writing(len(made.versions)) as connection:
                    written = write_resealed(connection, made)
                count += written
                if written < len(made.versions):
                    continue  # somebody was faster: look at them again
            last = ids[-1]
            progress(len(ids))


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Two that put a key first at once would lose one of them; a process that dies gives its lock back."""
    folder = os.open(settings.data_dir, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PrivacyError("Die Schlüssel werden gerade schon gewechselt.") from None
        yield
    finally:
        os.close(folder)
