"""Whatever fails at the beginning of a call: the first words tell that a machine speaks, and for whom."""

import sys
from collections.abc import Iterator

import pytest

from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import Server, running_server
from tests.support.calls import AUTH_TOKEN
from tests.support.serve_faulty import OPENING_FAULT

pytestmark = pytest.mark.call

WHO_SPEAKS = "Guten Tag, hier ist der Sprachassistent von Musterwerk GmbH."


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    command = (sys.executable, "-m", "tests.support.serve_faulty")
    with running_server(tmp_path_factory.mktemp("var"), {"TWILIO_AUTH_TOKEN": AUTH_TOKEN}, command) as running:
        yield running


def test_a_call_whose_opening_failed_begins_anew_with_the_callers_number(faulty: Server) -> None:
    call = Phone(faulty.url, auth_token=AUTH_TOKEN, caller=OPENING_FAULT).start()
    assert call.heard[0].startswith(WHO_SPEAKS)
    assert call.heard[1:] == ["Einen Augenblick bitte, bei mir hakt es gerade. Sind Sie noch da?"]

    call.say("ja, Paul Weber hier")
    assert call.heard_last[0].startswith(WHO_SPEAKS)
    assert "musterwerk Punkt example" in call.heard_last[1]
    assert call.heard_last[-1] == "Was kann ich für Sie tun?"
    assert "drei acht sechs" in call.say("Mein Name ist Paul Weber")
    call.hang_up()
