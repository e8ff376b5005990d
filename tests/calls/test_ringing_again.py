"""Who rings again has a request moved and erased by voice, in both kinds of database."""

import base64
import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import func, select

from rueckruf.clock import wall_clock
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
from tests.support.traces import files

pytestmark = pytest.mark.call

CALLER = "+493023125077"


@dataclass
class House:
    """A server with a database of its own, and a CRM that is told of what is stored there."""

    server: Server
    settings: Settings
    database: Database
    crm: Receiver

    def ring(self, *said: str, caller: str = CALLER) -> str:
        """What is heard last in a call in which this is said."""
        call = Phone(self.server.url, auth_token=AUTH_TOKEN, caller=caller).start()
        for words in said:
            call.say(words)
        if not call.ended:
            call.hang_up()
        return call.last

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
