"""How soon a browser is told of a request, which its caller has just confirmed."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from rich.progress import track
from sqlalchemy import select

from benchmarks.page.figures import Figure, longest
from benchmarks.personal_data import SENTENCES
from benchmarks.stored_requests import NOW
from rueckruf.simulator.phone import Phone
from rueckruf.storage.database import Database
from rueckruf.storage.engine import writing
from rueckruf.storage.outbox import Outbox
from rueckruf.storage.push_subscriptions import subscribe
from rueckruf.storage.tables import outbox
from rueckruf.storage.users import find_user
from tests.support.checkouts import replace_once
from tests.support.news import CONTACT
from tests.support.receiver import running_receiver

AIM_MS = 2000

_OF_PUSH = outbox.c.outlet == "push"
_PAUSE = 0.1


def telling(checkout: Path) -> Path:
    """Let a copy of the project tell browsers, over a service on this machine."""
    company = checkout / "company.yml"
    replace_once(company, '    contact: ""\n', f"    contact: {CONTACT}\n")
    replace_once(company, "    services: fcm.googleapis.com,", "    services: 127.0.0.1, fcm.googleapis.com,")
    return checkout


@contextmanager
def told_browser(database: Database, login: str) -> Iterator[None]:
    """A browser of somebody, whose service takes all that comes."""
    with running_receiver() as receiver:
        with writing(database.engine) as connection:
            user = find_user(connection, login)
            assert user is not None
            subscribe(connection, user, receiver.url, NOW)
        yield


def measured(database: Database, url: str, calls: int) -> Iterator[Figure]:
    """Of so many calls, one after the other."""
    for _ in track(range(calls), "calls that a browser is told of", transient=True):
        with closing(Phone(url, caller="anonymous", status_callback=False)) as phone:
            phone.start()
            for sentence in SENTENCES:
                phone.say(sentence)
    yield told_after(database, "news, after single calls")


def told_after(database: Database, what: str) -> Figure:
    """All that waits is told before; what was counted once is forgotten.

    From the moment in which the request is stored, before the caller has heard of it, until the service has taken it.
    """
    while Outbox(database).standing("push").waiting:
        time.sleep(_PAUSE)
    with writing(database.engine) as connection:
        told = connection.execute(select(outbox.c.created_at, outbox.c.delivered_at).where(_OF_PUSH)).all()
        connection.execute(outbox.delete().where(_OF_PUSH))
    return longest(what, [(row.delivered_at - row.created_at).total_seconds() for row in told], AIM_MS)
