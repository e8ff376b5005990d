"""The twelve places of data/README.md, each changed once: its examples are pasted into a copy, and the copy is rung.

One check, one training and one server for all of them.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from rueckruf.project import ROOT
from rueckruf.settings import load_settings
from rueckruf.simulator.phone import CALLER, Phone
from rueckruf.simulator.server import Server, rueckruf_at, running_server
from rueckruf.storage.database import open_database
from rueckruf.storage.requests import SqlCallbackRequests
from tests.conversations.played import play
from tests.conversations.reading import read_conversations, read_usual_answers
from tests.support.calls import AUTH_TOKEN, MORNING
from tests.support.readme_examples import EXAMPLES, paste

pytestmark = [pytest.mark.call, pytest.mark.timeout(600)]

IGNORED = shutil.ignore_patterns(".venv", ".git", "models", "var", "results", ".*_cache")
NAME, NUMBER = "Mein Name ist Paul Weber", "null drei null zwei drei eins zwei fünf null sieben sieben"

Ring = Callable[..., Phone]


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with all examples in it, checked and trained."""
    copy = tmp_path_factory.mktemp("project") / "copy"
    shutil.copytree(ROOT, copy, ignore=IGNORED)
    for path, example in EXAMPLES:
        paste(copy / path, example)
    run(copy, "rueckruf", "train")  # as `make train`, which checks them before
    return copy


def run(copy: Path, *command: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=copy,
        env=environment(copy),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout[-3000:]


def environment(copy: Path) -> dict[str, str]:
    quiet = {"RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "PYTHONWARNINGS": "ignore"}
    return {**os.environ, **quiet, "PYTHONPATH": str(copy), "TWILIO_AUTH_TOKEN": AUTH_TOKEN}


@pytest.fixture(scope="module")
def server(edited: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data_dir = tmp_path_factory.mktemp("var")
    with running_server(data_dir, environment(edited), rueckruf_at(MORNING), edited) as running:
        yield running


@pytest.fixture
def ring(server: Server) -> Ring:
    return lambda caller="anonymous": Phone(server.url, AUTH_TOKEN, caller).start()


@pytest.fixture
def stored(server: Server) -> Callable[..., Sequence[Any]]:
    requests = SqlCallbackRequests(open_database(load_settings({"RUECKRUF_DATA_DIR": str(server.data_dir)})))
    return lambda *call_sids: [request for request in requests.list() if request.call_sid in call_sids]


def test_1_a_sentence(ring: Ring) -> None:
    assert "Hier spricht kein Mensch, sondern der Computer von Musterwerk GmbH." in ring().say("sind Sie ein Mensch")


def test_2_a_question_in_other_words(ring: Ring) -> None:
    assert ring().say(NAME) == "Wie ist bitte Ihre Telefonnummer?"


def test_3_a_help_after_a_miss(ring: Ring) -> None:
    assert ring().say("blubb schnorz") == "Entschuldigung, wie war Ihr Name?"


def test_4_another_way_to_say_something(ring: Ring) -> None:
    assert "Das geht schnell" in ring().say("mei, zieht sich das arg hin")


def test_5_an_answer_to_something_new(ring: Ring) -> None:
    call = ring()
    assert "Den Weg beschreiben wir Ihnen gern" in call.say("fährt bei Ihnen denn auch ein Bus")
    assert "Name" in call.heard[-1]


def test_6_what_happens_when(ring: Ring) -> None:
    _, second, _ = ring_and_hear(ring, "wie lange dauert das denn")
    assert second.startswith("Ich notiere Ihren Namen")


def test_7_what_happens_after_what_went_before(ring: Ring) -> None:
    call = ring()
    call.say("wer hat denn gestern das Spiel gewonnen")
    call.say("können Sie mir einen Witz erzählen, so einen kurzen")
    _, opening_hours, question = call.heard_last
    assert "Freitag acht bis sechzehn Uhr" in opening_hours
    assert "Name" in question


def test_8_words_for_a_time_and_for_an_answer(ring: Ring) -> None:
    call = ring()
    call.say(NAME)
    call.say(NUMBER)
    assert "morgen, Mittwoch, den elften, um neun Uhr dreißig" in call.say("morgen zur Brotzeit")
    assert "Telefonnummer" in call.say("nein, der Anschluss stimmt nicht")


def test_9_a_case(edited: Path) -> None:
    corpus_test = ("pytest", "-q", "-p", "no:cacheprovider", "tests/spoken/phone/test_phone_number.py")
    run(edited, *corpus_test, "-k", "is_understood_however_it_is_said")


def test_10_opening_hours(ring: Ring) -> None:
    assert "Freitag acht bis sechzehn Uhr" in ring().say("wie sind Ihre Geschäftszeiten")


def test_10_which_team_gets_what(ring: Ring, stored: Callable[..., Sequence[Any]]) -> None:
    calls = {"es geht um eine beschädigte Pumpe": ring(), "es geht um ein Angebot": ring()}
    for concern, call in calls.items():
        for words in (concern, NAME, NUMBER, "morgen um zehn Uhr", "ja"):
            call.say(words)
    requests = stored(*(call.call_sid for call in calls.values()))
    received = {request.call_sid: request.recipient for request in requests}
    assert [received[call.call_sid] for call in calls.values()] == ["service", "company"]


def test_11_the_voice(ring: Ring) -> None:
    assert 'voice="Polly.Daniel-Neural"' in ring().document


def test_12_a_conversation(edited: Path, ring: Ring, stored: Callable[[str], Sequence[Any]]) -> None:
    conversations = read_conversations(edited / "tests" / "conversations" / "happy_path")
    (bavarian,) = [one for one in conversations if one.name == "A time that only Bavarians know"]
    play(bavarian, ring(CALLER), stored, read_usual_answers())


def ring_and_hear(ring: Ring, words: str) -> list[str]:
    call = ring()
    call.say(words)
    return call.heard_last
