"""After a purge, and after an erasure, nothing of a caller is left: in no file, in no store, in no line of the log."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from rueckruf.settings import load_settings
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import Server, rueckruf_at, running_server
from rueckruf.storage.database import open_database
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.calls import AUTH_TOKEN, MORNING
from tests.support.checkouts import copy_checkout, replace_once
from tests.support.patience import PATIENCE, eventually
from tests.support.requests import CREATED, request_of
from tests.support.servers import emptied
from tests.support.traces import files, redis_dump, traces

pytestmark = pytest.mark.call

IN_THREE_MONTHS = "2026-06-11T00:00:00Z"

#: What the callers say, and all that it may become. The number belongs to nobody.
VALUES = (
    *("Kunigunde", "Zwackelmann", "Krötenbein", "Quittengelee", "dreiviertel elf"),
    *("+493023125987", "03023125987", "3023125987", "030 23125987", "030 231 25 987", "493023125987"),
    *("null drei null zwei drei eins zwo fünf neun acht sieben", "neun acht sieben", "23125987"),
)
NUMBER = "null drei null zwei drei eins zwo fünf neun acht sieben"


@dataclass
class Place:
    """A running server, and everything that its stores, temporary files and log could keep something in."""

    server: Server
    checkout: Path
    temporary: Path
    environment: dict[str, str]

    def rueckruf(self, *words: str, at: str = MORNING) -> str:
        command = [*rueckruf_at(at), *words]
        run = subprocess.run(command, cwd=self.checkout, env=self.environment, capture_output=True, timeout=PATIENCE)
        assert run.returncode == 0, run.stderr.decode()
        return run.stdout.decode()

    def call(self) -> Phone:
        return Phone(self.server.url, auth_token=AUTH_TOKEN, caller="+493023125987").start()

    def found(self, *values: str) -> dict[str, set[str]]:
        """Where there is a trace, and of what."""
        places = [*files(self.server.data_dir, self.temporary), ("log", "\n".join(self.server.output).encode())]
        if "REDIS_URL" in self.environment:
            places.append(redis_dump(self.environment["REDIS_URL"]))
        return {place: found for place, content in places if (found := traces((*VALUES, *values), content))}


@pytest.fixture(scope="module", params=["sqlite", "redis"])
def place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, trained_model: Path
) -> Iterator[Place]:
    """A company that keeps what broken-off calls leave, one after the other with both stores for conversations."""
    folder = tmp_path_factory.mktemp("place")
    checkout = copy_checkout(folder / "checkout", trained_model)
    replace_once(checkout / "company.yml", "keep_incomplete: false", "keep_incomplete: true")
    (folder / "tmp").mkdir()
    environment = {
        **os.environ,
        "PYTHONPATH": str(checkout),
        "TWILIO_AUTH_TOKEN": AUTH_TOKEN,
        "RUECKRUF_DATA_DIR": str(folder / "var"),
        "TMPDIR": str(folder / "tmp"),
    }
    with ExitStack() as running:
        if request.param == "redis":
            environment["REDIS_URL"] = emptied(request.getfixturevalue("shared_redis_url"))
        leave_a_due_request(folder / "var")
        server = running.enter_context(running_server(folder / "var", environment, rueckruf_at(MORNING), checkout))
        yield Place(server, checkout, folder / "tmp", environment)


def leave_a_due_request(data_dir: Path) -> None:
    database = open_database(load_settings({"RUECKRUF_DATA_DIR": str(data_dir)}))
    due = CREATED - timedelta(days=1)
    SqlCallbackRequests(database).add(request_of("CA-due", created_at=due - timedelta(days=90), delete_after=due))
    database.engine.dispose()


def leave_a_request(place: Place) -> str:
    call = place.call()
    call.say("Mein Name ist Kunigunde Zwackelmann-Krötenbein")
    call.say(f"Nein, unter {NUMBER}")
    while not call.ended:
        heard = call.last
        call.say("übermorgen um dreiviertel elf wegen Quittengelee" if "Wann" in heard else "ja, das stimmt")
    return call.call_sid


def break_off(place: Place) -> str:
    call = place.call()
    call.say("Mein Name ist Kunigunde Zwackelmann-Krötenbein")
    call.say(f"Nein, unter {NUMBER}")
    call.hang_up()
    return call.call_sid


def export(place: Place, name: str, format: str) -> None:
    place.rueckruf("export", "--format", format, "-o", str(place.server.data_dir / name))


def test_the_server_deletes_what_is_due_when_it_starts(place: Place) -> None:
    assert eventually(lambda: place.found("CA-due") == {})
    assert "server: gelöscht (Frist abgelaufen)" in place.rueckruf("log", "show")


def test_nothing_is_left_after_a_purge(place: Place) -> None:
    calls = (leave_a_request(place), break_off(place))
    for format in ("json", "csv", "xlsx", "ics"):
        export(place, f"rückrufe-{format}", format)
    exported = place.found(*calls)[str(place.server.data_dir / "rückrufe-json")]
    assert {"Kunigunde", "Zwackelmann", "Krötenbein", "dreiviertel elf", "+493023125987"} <= exported

    purged = place.rueckruf("purge", at=IN_THREE_MONTHS)

    assert "2 Rückrufwünsche (1 Frist abgelaufen, 1 abgebrochener Anruf) und 4 Exporte" in purged
    assert place.found(*calls) == {}
    assert place.rueckruf("log", "verify").startswith("Das Protokoll ist unversehrt. Einträge: 8.")


def test_nothing_is_left_after_an_erasure(place: Place) -> None:
    calls = [leave_a_request(place), break_off(place)]
    running = place.call()
    running.say(f"unter {NUMBER}")
    export(place, "rückrufe.json", "json")

    assert running.call_sid in str(place.found(running.call_sid))

    erased = place.rueckruf("erase", "--phone", "030 / 23125-987", "--yes")

    assert "2 Rückrufwünsche, 1 laufendes Gespräch und 1 Export" in erased
    assert place.found(*calls, running.call_sid) == {}
