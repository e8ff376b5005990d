"""``kill -9`` of a whole server while it is rung: what callers were thanked for is stored."""

import os
import signal
from collections import Counter
from pathlib import Path
from threading import Thread

import pytest

from rueckruf.simulator.line import CallFailedError
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import rueckruf_at, running_server
from tests.faults.test_killed import assert_whole, database_in, stored
from tests.support.calls import AUTH_TOKEN, MORNING
from tests.support.patience import PATIENCE, eventually

pytestmark = pytest.mark.call

CALLERS, ENOUGH = 3, 4
SENTENCES = (
    "Mein Name ist Sabine Müller, rufen Sie mich morgen um elf Uhr an.",
    "null drei null zwei drei eins zwei fünf null sieben sieben",
    "ja, das stimmt",
)


def test_whoever_has_heard_thanks_is_stored(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    thanked: list[str] = []

    def ring(url: str) -> None:
        while True:
            phone = Phone(url, auth_token=AUTH_TOKEN, caller="anonymous")
            try:
                phone.start()
                for sentence in SENTENCES:
                    phone.say(sentence)
            except CallFailedError:  # the line is dead
                return
            assert "Vielen Dank" in phone.last
            thanked.append(phone.call_sid)

    with running_server(folder, {"TWILIO_AUTH_TOKEN": AUTH_TOKEN}, rueckruf_at(MORNING)) as server:
        ringing = [Thread(target=ring, args=[server.url]) for _ in range(CALLERS)]
        for caller in ringing:
            caller.start()
        assert eventually(lambda: len(thanked) >= ENOUGH)
        os.kill(server.pid, signal.SIGKILL)
        for caller in ringing:
            caller.join(PATIENCE)

    with database_in(folder) as database, database.engine.connect() as connection:
        assert_whole(connection, database)
        calls = Counter(request.call_sid for request in stored(database))
    assert calls.keys() >= set(thanked)
    assert calls.total() - len(thanked) in range(CALLERS + 1)  # stored, but killed before the thanks
