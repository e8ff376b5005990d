"""Who rings again has a request moved and erased by voice, in both kinds of database."""

import base64
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.clock import BERLIN, wall_clock
from rueckruf.settings import Settings, load_settings
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import Server, rueckruf_at, running_server
from rueckruf.storage.audit_log import entries
from rueckruf.storage.cipher import new_key
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.deletion import scrub
from rueckruf.storage.history import SqlHandledRequests
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.tables import callback_requests, request_events, search_words
from tests.support.calls import AUTH_TOKEN, MORNING
from tests.support.checkouts import copy_checkout, replace_once
from tests.support.patience import PATIENCE
from tests.support.receiver import Receiver, running_receiver
from tests.support.requests import CREATED, request_of
from tests.support.traces import files

pytestmark = pytest.mark.call

CALLER = "+493023125077"
HOUR = timedelta(hours=1)


@dataclass
class House:
    """A server with a database of its own, and a CRM that is told of what is stored there."""

    server: Server
    settings: Settings
    database: Database
    crm: Receiver

    def ring(self, *said: str, caller: str = CALLER) -> str:
        """What is heard last in a call in which this is said."""
        return self._called(said, caller).last

    def heard(self, *said: str, caller: str = CALLER) -> str:
        """All that is heard in it."""
        return " ".join(self._called(said, caller).heard)

    def _called(self, said: Sequence[str], caller: str) -> Phone:
        call = Phone(self.server.url, auth_token=AUTH_TOKEN, caller=caller).start()
        for words in said:
            if not call.ended:
                call.say(words)
        if not call.ended:
            call.hang_up()
        return call

    def told(self) -> tuple[str, str]:
        """What the CRM is told next, and of which request."""
        assert self.crm.arrived.acquire(timeout=PATIENCE)
        news = self.crm.bodies[-1]
        return news["type"], news["data"]["id"]


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, tmp_path: Path, trained_model: Path) -> Iterator[House]:
    secret = f"whsec_{base64.b64encode(bytes(24)).decode()}"
    environment = {"RUECKRUF_KEYS": new_key(), "RUECKRUF_WEBHOOK_SECRET": secret, "TWILIO_AUTH_TOKEN": AUTH_TOKEN}
    if request.param == "postgresql":
        environment["DATABASE_URL"] = request.getfixturevalue("postgres_url")
    checkout = copy_checkout(tmp_path / "checkout", trained_model)
    with ExitStack() as stack:
        crm = stack.enter_context(running_receiver())
        company = checkout / "company.yml"
        replace_once(company, 'webhook_url: ""', f"webhook_url: {crm.url}")
        at = {**os.environ, **environment, "PYTHONPATH": str(checkout)}
        server = stack.enter_context(running_server(tmp_path / "var", at, rueckruf_at(MORNING), checkout))
        settings = load_settings({**environment, "RUECKRUF_DATA_DIR": str(tmp_path / "var")}, company)
        database = open_database(settings)
        stack.callback(database.engine.dispose)
        yield House(server, settings, database, crm)


def test_moved_it_is_the_same_and_erased_nothing_is_left(house: House) -> None:
    house.ring("Mein Name ist Paul Weber, rufen Sie mich morgen um zehn unter dieser Nummer an", "ja")
    (taken,) = SqlCallbackRequests(house.database).list()
    assert house.told() == ("request.created", str(taken.id))

    house.ring("Petra Schulz, ich möchte meinen Rückruf absagen")
    house.ring("Paul Weber, ich möchte meinen Rückruf absagen", caller="anonymous")
    assert list(SqlCallbackRequests(house.database).list()) == [taken]

    assert "Freitag" in house.ring(
        "Paul Weber, ich möchte meinen Rückruf auf Freitag um elf verschieben", "ja, richtig"
    )
    (moved,) = SqlCallbackRequests(house.database).list()
    assert (moved.id, moved.call_sid, moved.created_at) == (taken.id, taken.call_sid, taken.created_at)
    assert f"{wall_clock(moved.callback_start):%d.%m. %H:%M}" == "13.03. 11:00"
    assert house.told() == ("request.updated", str(taken.id))
    (step,) = SqlHandledRequests(house.database).history(taken.id)
    assert (step.actor, step.step) == ("call", "changed")

    with house.database.engine.connect() as connection:
        token = connection.execute(select(callback_requests.c.personal)).scalar_one()
    said = house.ring("Hier ist Paul Weber. Löschen Sie alles, was Sie von mir haben!", "ja")
    assert "Alle Rückrufwünsche zu dieser Nummer und Ihrem Namen sind gelöscht" in said
    assert house.told() == ("request.deleted", str(taken.id))
    with house.database.engine.connect() as connection:
        for table in (callback_requests, request_events, search_words):
            assert connection.execute(select(func.count()).select_from(table)).scalar_one() == 0
        (entry,) = entries(connection, action="delete")
    assert (entry.actor, entry.reason, entry.request_ids) == ("call", "withdrawn", (str(taken.id),))
    assert scrub(house.settings, house.database.engine)
    assert not [path for path, content in files(house.settings.data_dir) if token.encode() in content]


FRIDAY, THURSDAY = datetime(2026, 3, 13, 11, tzinfo=BERLIN), datetime(2026, 3, 12, 15, tzinfo=BERLIN)
TO_WEDNESDAY = "ich möchte meinen Rückruf auf Mittwoch um drei verschieben"
#: Who rings from where, and whether they are Sabine Hofmann, who has a request under that number; so has Karl.
WHO_RINGS = [
    ("Sabine Hofmann", CALLER, True),
    ("Sabine Hoffmann", CALLER, True),
    ("Frau Doktor Sabine Hofmann", CALLER, True),
    ("Hofmann", CALLER, False),
    ("Eva Hofmann", CALLER, False),
    ("Petra Schulz", CALLER, False),
    ("Sabine Hofmann", "+493023125042", False),
    ("Petra Schulz", "+493023125042", False),
    ("Sabine Hofmann", "anonymous", False),
]


def of_the_household(house: House) -> list[CallbackRequest]:
    """Sabine's request and Karl's."""
    add = SqlCallbackRequests(house.database).add
    sabine: dict[str, Any] = {"name": "Sabine Hofmann", "callback_start": FRIDAY, "concern": "das Angebot"}
    karl: dict[str, Any] = {
        "name": "Karl Hofmann",
        "callback_start": THURSDAY,
        "concern": "die Rechnung",
        "created_at": CREATED + HOUR,
    }
    return [
        add(request_of(f"CA-{each['name']}", phone=CALLER, **each, callback_end=each["callback_start"] + HOUR))
        for each in (sabine, karl)
    ]


def test_nobody_hears_of_what_another_has_nor_changes_nor_erases_it(house: House) -> None:
    sabine, karl = of_the_household(house)
    requests = SqlCallbackRequests(house.database)
    for name, caller, is_known in WHO_RINGS:
        told = house.heard(f"Mein Name ist {name}", caller=caller)
        assert ("Freitag" in told) is is_known, (name, caller, told)
        told += house.heard(f"{name}, wann ist denn mein Rückruf?", "Und worum ging es?", caller=caller)
        told += house.heard(f"{name}, ich möchte meinen Rückruf verschieben", caller=caller)
        assert not re.search("Donnerstag|Rechnung|Karl", told), (name, caller, told)
        if not is_known:
            assert not re.search("Freitag|Angebot", told), (name, caller, told)
            told = house.heard(
                f"{name}, ich möchte meinen Rückruf auf Mittwoch um drei verschieben", "ja", caller=caller
            )
            told += house.heard(f"{name}, löschen Sie alles, was Sie von mir haben", "ja", "ja", caller=caller)
            assert not re.search("Freitag|Donnerstag|Angebot|Rechnung", told), (name, caller, told)
        assert list(requests.list()) == [sabine, karl], (name, caller, told)

    house.heard(f"Sabine Hoffmann, {TO_WEDNESDAY}", "ja, richtig")
    moved, left = requests.list()
    assert (moved.id, f"{wall_clock(moved.callback_start):%d.%m. %H:%M}") == (sabine.id, "11.03. 15:00")
    assert left == karl
    house.heard("Sabine Hofmann, löschen Sie alles, was Sie von mir haben", "ja")
    assert list(requests.list()) == [karl]


def test_who_turns_out_to_be_another_changes_nothing(house: House) -> None:
    sabine, karl = of_the_household(house)

    said = ("Sabine Hofmann, es geht um meinen Rückruf", "nein, mein Name ist Eva Hofmann", "ja", "ja")
    house.heard(*said)

    assert list(SqlCallbackRequests(house.database).list())[:2] == [sabine, karl]
