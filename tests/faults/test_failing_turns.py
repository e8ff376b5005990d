"""A turn that fails: at the opening the first words tell all the same that a machine speaks, and for whom; after its
request was committed, whatever the caller hears later is true.
"""

import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from rueckruf.settings import load_settings
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import Server, running_server
from rueckruf.storage.database import open_database
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.serve_faulty import OPENING_FAULT, SAVE_FAULT

pytestmark = pytest.mark.call

# At whatever hour: "morgen" is asked about in the first hours of a day.
EVERYTHING = (
    "Mein Name ist Sabine Müller, rufen Sie mich nächste Woche Mittwoch um zehn Uhr "
    "unter null drei null zwei drei eins zwei fünf null sieben sieben an."
)


WHO_SPEAKS = "Guten Tag, hier ist der Sprachassistent von Musterwerk GmbH."


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    command = (sys.executable, "-m", "tests.support.serve_faulty")
    with running_server(tmp_path_factory.mktemp("faulty"), command=command) as server:
        yield server


@pytest.fixture
def stored(faulty: Server) -> Callable[[Phone], list[Any]]:
    requests = SqlCallbackRequests(open_database(load_settings({"RUECKRUF_DATA_DIR": str(faulty.data_dir)})))
    return lambda call: [request for request in requests.list() if request.call_sid == call.call_sid]


@pytest.fixture
def call(faulty: Server, stored: Callable[[Phone], list[Any]]) -> Phone:
    """A caller whose yes was committed, and who is asked to say it again."""
    call = Phone(faulty.url, caller="anonymous").start()
    call.say(EVERYTHING)
    assert "noch einmal" in call.say(f"ja, das stimmt, {SAVE_FAULT}")
    assert len(stored(call)) == 1
    return call


def test_a_call_whose_opening_failed_begins_anew_with_the_callers_number(faulty: Server) -> None:
    call = Phone(faulty.url, caller=OPENING_FAULT).start()
    assert call.heard[0].startswith(WHO_SPEAKS)
    assert call.heard[1:] == ["Einen Augenblick bitte, bei mir hakt es gerade. Sind Sie noch da?"]

    call.say("ja, Paul Weber hier")
    assert call.heard_last[0].startswith(WHO_SPEAKS)
    assert "musterwerk Punkt example" in call.heard_last[1]
    assert call.heard_last[-1] == "Was kann ich für Sie tun?"
    assert "drei acht sechs" in call.say("Mein Name ist Paul Weber")
    call.hang_up()


def test_another_yes_changes_nothing(call: Phone, stored: Callable[[Phone], list[Any]]) -> None:
    before = stored(call)
    assert "Vielen Dank" in call.say("ja")
    assert stored(call) == before


def test_a_change_is_what_is_stored(call: Phone, stored: Callable[[Phone], list[Any]]) -> None:
    [before] = stored(call)
    call.say("Nein, um elf")
    assert "elf Uhr" in call.say("ja")
    [request] = stored(call)
    assert (request.callback_start - before.callback_start).total_seconds() == 3600


def test_who_takes_it_back_leaves_nothing(call: Phone, stored: Callable[[Phone], list[Any]]) -> None:
    assert "Ihre Angaben aus diesem Anruf habe ich gelöscht." in call.say("löschen Sie alles")
    assert stored(call) == []


def test_who_does_not_want_it_stored_leaves_nothing(call: Phone, stored: Callable[[Phone], list[Any]]) -> None:
    assert "Soll ich Ihren Wunsch speichern" in call.say("auf Wiederhören")
    assert "speichere ich nichts" in call.say("nein")
    assert stored(call) == []


def test_until_then_nobody_hears_that_nothing_is_stored(call: Phone, stored: Callable[[Phone], list[Any]]) -> None:
    heard = [call.say(words) for words in ("auf Wiederhören", "hm", "hm")]
    assert len(stored(call)) == 1
    assert not any("nichts" in said for said in heard)


def test_who_hangs_up_has_said_yes(call: Phone, stored: Callable[[Phone], list[Any]]) -> None:
    before = stored(call)
    call.hang_up()
    assert stored(call) == before
