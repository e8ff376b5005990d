"""A million stored requests within minutes: rows as the program itself seals and indexes them."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from itertools import chain, islice
from uuid import UUID

from rich.progress import Progress
from sqlalchemy import insert

from rueckruf.callbacks.request import CallbackRequest, deletion_time
from rueckruf.spoken.vocabulary import vocabulary
from rueckruf.storage.database import Database
from rueckruf.storage.requests import sealed
from rueckruf.storage.search_index import searchable
from rueckruf.storage.tables import callback_requests, search_words

_AT_ONCE = 25_000
_MONTHS = 3
_WISHES = ("morgen um zehn", "so bald wie möglich", "am Donnerstag zwischen zwei und vier", "bitte nicht vor Freitag")

#: Wednesday, ten o'clock in Berlin; the requests are made up as of then.
NOW = datetime(2026, 6, 10, 8, tzinfo=timezone.utc)
#: When as many again are due.
LATER = NOW + timedelta(days=14)


def store_requests(database: Database, count: int, due: int) -> None:
    """Store made-up requests, the same each time; ``due`` are due for deletion at NOW, twice as many at LATER."""
    requests = made_up(count, due)
    with Progress() as progress:
        task = progress.add_task(f"storing {count:,} requests", total=count)
        while portion := list(islice(requests, _AT_ONCE)):
            _store(database, portion)
            progress.advance(task, len(portion))


def made_up(count: int, due: int) -> Iterator[CallbackRequest]:
    """The requests, oldest first."""
    choose = random.Random(1)  # noqa: S311 - made up, not secret
    first_names, surnames = _names("first_names"), _names("surnames")
    for number, created in enumerate(_moments(count, due)):
        start = created + timedelta(days=1)
        yield CallbackRequest(
            id=UUID(int=choose.getrandbits(128), version=4),
            call_sid=f"CA{choose.getrandbits(128):032x}",
            created_at=created,
            name=f"{choose.choice(first_names)} {choose.choice(surnames)}",
            phone=phone_of(number),
            callback_start=start,
            callback_end=start + timedelta(hours=1),
            callback_text=choose.choice(_WISHES),
            recipient=choose.choice(("company", "parent")),
            status=choose.choice(("new", "claimed", "done", "unreachable")),
            phone_source="spoken",
            delete_after=deletion_time(created, _MONTHS),
        )


def phone_of(number: int) -> str:
    """The telephone number of the request of that number; longer than those for films, so that it is nobody's."""
    return f"+493023125{number:06}"


def _moments(count: int, due: int) -> Iterator[datetime]:
    """When the calls were: those due at NOW, those due at LATER, all others; in days before NOW."""
    for oldest, newest, number in ((120, 94, due), (88, 80, due), (76, 1, count - 2 * due)):
        for step in range(number):
            yield NOW - timedelta(days=oldest - (oldest - newest) * step / number)


def _names(table: str) -> list[str]:
    return list(chain.from_iterable(vocabulary(table).values()))


def _store(database: Database, requests: list[CallbackRequest]) -> None:
    cipher = database.cipher
    words = [
        {"word": cipher.fingerprint(word), "request_id": str(request.id)}
        for request in requests
        for word in searchable(request.name, request.phone)
    ]
    with database.engine.begin() as connection:
        connection.execute(insert(callback_requests), [sealed(request, cipher) for request in requests])
        connection.execute(insert(search_words), sorted(words, key=lambda row: row["word"]))
