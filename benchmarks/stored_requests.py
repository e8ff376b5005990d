"""A million stored requests within minutes: rows as the program itself seals and indexes them.

They are those of a busy sales desk at NOW: nearly all that has passed is done, of today's some are being called, some
could not be reached, and what was wished for later waits.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import chain, islice
from typing import Any
from uuid import UUID

from rich.progress import Progress
from sqlalchemy import insert
from sqlalchemy.engine import Connection

from rueckruf.callbacks.request import CallbackRequest, deletion_time
from rueckruf.clock import BERLIN
from rueckruf.spoken.text.vocabulary import vocabulary
from rueckruf.storage.cipher import Cipher
from rueckruf.storage.database import Database
from rueckruf.storage.requests import sealed
from rueckruf.storage.search_index import searchable
from rueckruf.storage.tables import callback_requests, search_words

_AT_ONCE = 25_000
_CACHE_KB = 2_000_000
_MONTHS = 3
_WISHES = ("morgen um zehn", "so bald wie möglich", "am Donnerstag zwischen zwei und vier", "bitte nicht vor Freitag")
_DESK = ("anna", "berta", "kemal", "lena")
_NOTES = ("Fragt nach dem Angebot.", "Kennt Herrn Bauer.", "Mailbox, keine Nachricht hinterlassen.")

#: Wednesday, ten o'clock in Berlin; the requests are made up as of then.
NOW = datetime(2026, 6, 10, 8, tzinfo=UTC)
#: When as many again are due.
LATER = NOW + timedelta(days=14)


def store_requests(database: Database, count: int, due: int) -> None:
    """Store made-up requests, the same each time; ``due`` are due for deletion at NOW, twice as many at LATER."""
    requests = made_up(count, due)
    with Progress() as progress, _unguarded(database) as connection:
        task = progress.add_task(f"storing {count:,} requests", total=count)
        while portion := list(islice(requests, _AT_ONCE)):
            _store(connection, database.cipher, portion)
            progress.advance(task, len(portion))


@contextmanager
def _unguarded(database: Database) -> Iterator[Connection]:
    """One transaction. On SQLite without a log, and with all pages in memory: indexes grow everywhere at once."""
    with database.engine.connect() as connection:
        if database.engine.dialect.name == "sqlite":
            for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE_KB}"):
                connection.connection.execute(f"PRAGMA {pragma}")
        with connection.begin():
            yield connection
    database.engine.dispose()  # the next connections are as they should be


def made_up(count: int, due: int) -> Iterator[CallbackRequest]:
    """The requests, oldest first."""
    choose = random.Random(1)  # noqa: S311 - made up, not secret
    first_names, surnames = _names("first_names"), _names("surnames")
    for number, created in enumerate(_moments(count, due)):
        start, end = _window(created, choose)
        yield CallbackRequest(
            id=UUID(int=choose.getrandbits(128), version=4),
            call_sid=f"CA{choose.getrandbits(128):032x}",
            created_at=created,
            name=f"{choose.choice(first_names)} {choose.choice(surnames)}",
            phone=phone_of(number),
            callback_start=start,
            callback_end=end,
            callback_text=choose.choice(_WISHES),
            recipient=choose.choice(("company", "parent")),
            phone_source=choose.choice(("spoken", "spoken", "caller_id", "keys")),
            delete_after=deletion_time(created, _MONTHS),
            **_handled(start, end, choose),
        )


def _window(created: datetime, choose: random.Random) -> tuple[datetime, datetime]:
    """An hour, some hours or half a day, within two days of the call."""
    morning = created.astimezone(BERLIN).replace(hour=8, minute=0, second=0, microsecond=0)
    start = morning + timedelta(days=choose.choice((0, 1, 1, 2)), hours=choose.randrange(9))
    start = max(start, created.astimezone(BERLIN) + timedelta(minutes=30))
    return start, start + timedelta(hours=choose.choice((1, 1, 2, 4)))


def _handled(start: datetime, end: datetime, choose: random.Random) -> dict[str, Any]:
    """What the desk has made of a wish by NOW."""
    if start > NOW:
        likely = {"new": 94, "claimed": 3, "done": 3}
    elif end > NOW:
        likely = {"new": 40, "claimed": 20, "unreachable": 15, "done": 25}
    else:
        likely = {"new": 1, "unreachable": 2, "done": 97}
    (status,) = choose.choices(list(likely), list(likely.values()))
    if status == "new":
        return {"status": status}
    note = choose.choice(_NOTES) if choose.random() < 0.3 else ""
    if status == "unreachable":
        again = max(start, NOW - timedelta(days=1)) + timedelta(minutes=15 * choose.randrange(1, 120))
        return {"status": status, "note": note, "attempts": choose.randrange(1, 4), "next_attempt_at": again}
    attempts = choose.randrange(1, 4) if status == "done" else 0
    return {"status": status, "note": note, "attempts": attempts, "claimed_by": choose.choice(_DESK)}


def phone_of(number: int) -> str:
    """The telephone number of the request of that number; longer than those for films, so that it is nobody's."""
    return f"+493023125{number:06}"


def _moments(count: int, due: int) -> Iterator[datetime]:
    """When the calls were: those due at NOW, those due at LATER, all others; in days before NOW."""
    for oldest, newest, number in ((120, 94, due), (88, 80, due), (76, 0, count - 2 * due)):
        for step in range(number):
            yield NOW - timedelta(days=oldest - (oldest - newest) * step / number)


def _names(table: str) -> list[str]:
    return list(chain.from_iterable(vocabulary(table).values()))


def _store(connection: Connection, cipher: Cipher, requests: list[CallbackRequest]) -> None:
    words = [
        {"word": cipher.fingerprint(word), "request_id": str(request.id)}
        for request in requests
        for word in searchable(request)
    ]
    connection.execute(insert(callback_requests), [sealed(request, cipher) for request in requests])
    connection.execute(insert(search_words), sorted(words, key=lambda row: row["word"]))
