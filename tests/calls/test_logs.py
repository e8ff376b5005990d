"""At DEBUG, with everything that can go wrong going wrong, the log tells how calls went and nothing of callers.

The server reads and writes all that the callers below say and are; each value is unmistakable.
"""

import json
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from cryptography.fernet import Fernet

from rueckruf import clock
from rueckruf.logs import pseudonym
from rueckruf.settings import load_settings
from rueckruf.simulator.line import CallFailedError
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import Server, running_server
from rueckruf.storage.database import open_database
from rueckruf.storage.ended_calls import EndedCalls
from tests.support.broken_stores import without_spool, without_table
from tests.support.patience import PATIENCE, eventually
from tests.support.serve_faulty import ACTION_FAULT, NLU_FAULT
from tests.support.twilio_api import ACCOUNT, TwilioApi, twilio_api

pytestmark = pytest.mark.call

TOKEN = "b7d1f2c9e45a8036aa17"
CALLER = "+498999998886"
ENDED_BEFORE = "CA" + "8" * 32
NUMBER = "null drei null, zwei drei eins zwei fünf acht acht sechs"
EVERYTHING = f"Hier ist Zenobia Quastenflößer, so bald wie möglich nach dem Frühschoppen, unter {NUMBER}."

PERSONAL = (
    *("Zenobia", "Quastenflößer", "quastenfloesser", "Ottokar", "Löwenzähner", "Frühschoppen"),
    *("99998886", "998 886", "0899999", "23125886", "125 886", "312588", "23125877", "8886"),
    *("acht acht sechs", "acht sieben sieben", "acht, acht, sechs"),
    *("Quatschkopf", "<Dial>", "DROP TABLE", NLU_FAULT, ACTION_FAULT),
    *(TOKEN, ACCOUNT, ENDED_BEFORE),
)
FEW_DIGITS = 4
TURN_KEYS = {"time", "level", "logger", "event", "call", "turn", "intent", "outcome", "duration_ms"}


@pytest.fixture(scope="module")
def api() -> Iterator[TwilioApi]:
    """Stands in the way to Twilio's API."""
    with twilio_api() as api:
        yield api


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, trained_model: Path, api: TwilioApi) -> Iterator[Server]:
    """A server at DEBUG, with faults that words of a caller trigger, and with a call left over from before."""
    environment = {
        "LOG_LEVEL": "DEBUG",
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_DELETE_CALL_LOGS": "true",
        "RUECKRUF_KEYS": Fernet.generate_key().decode(),
        **dict.fromkeys(("HTTPS_PROXY", "https_proxy"), api.url),
        **dict.fromkeys(("NO_PROXY", "no_proxy"), ""),
    }
    data_dir = tmp_path_factory.mktemp("var")
    settings = load_settings({**environment, "RUECKRUF_DATA_DIR": str(data_dir)})
    EndedCalls(open_database(settings).engine).add(ENDED_BEFORE, clock.now())
    command = (sys.executable, "-m", "tests.support.serve_faulty")
    with running_server(data_dir, environment, command) as running:
        yield running


@pytest.fixture
def ring(server: Server) -> Callable[..., Phone]:
    def begin(auth_token: str = TOKEN) -> Phone:
        return Phone(server.url, auth_token=auth_token, caller=CALLER).start()

    return begin


@pytest.fixture
def logged(server: Server) -> Iterator[Callable[[Phone], list[dict[str, Any]]]]:
    """The turn lines of a call. Afterwards no line of the server's output holds anything of the callers."""
    calls: list[Phone] = []

    def of(call: Phone) -> list[dict[str, Any]]:
        calls.append(call)
        _wait_until_read(server)
        # Turn 0 of a call is logged before any other, so the newest beginning is this call's.
        lines = [line for line in _lines(server) if line.get("event") == "turn"]
        begin = max(place for place, line in enumerate(lines) if line["turn"] == 0)
        return [line for line in lines if line["call"] == lines[begin]["call"]]

    yield of
    _wait_until_read(server)
    text = "\n".join(server.output)
    read_back = json.dumps(_lines(server), ensure_ascii=False)
    assert calls
    for value in (*PERSONAL, *(call.call_sid for call in calls)):
        for written in _spellings(value):
            assert not _holds(text.lower(), written)
            assert not _holds(read_back.lower(), written)


def _holds(text: str, written: str) -> bool:
    """Whether it stands there; a few digits as a word of their own, for a pseudonym may hold them by chance."""
    if written.isdigit() and len(written) <= FEW_DIGITS:
        return re.search(rf"(?<![0-9a-f]){written}(?![0-9a-f])", text) is not None
    return written in text


def _spellings(value: str) -> set[str]:
    """The value plain, URL-encoded and escaped as JSON and Python do it, in small letters."""
    escaped = json.dumps(value)[1:-1]
    twice = json.dumps(escaped)[1:-1]
    return {form.lower() for form in (value, quote(value), quote_plus(value), escaped, twice, ascii(value)[1:-1])}


def _lines(server: Server) -> list[dict[str, Any]]:
    """All that the server has printed: JSON, but for the one word that it is ready."""
    printed = [line for line in server.output if not line.startswith("ready http://")]
    assert len(printed) == len(server.output) - 1
    return [json.loads(line) for line in printed]


def _wait_until_read(server: Server) -> None:
    """What a server prints is read in order: its refusal of this call comes after all before."""
    before = sum("refused" in line for line in server.output)
    with pytest.raises(CallFailedError, match="403"):
        Phone(server.url, auth_token="another").start()
    seen = eventually(lambda: sum("refused" in line for line in server.output) > before)
    assert seen, "the server logs no refusal"


Ring = Callable[..., Phone]
Logged = Callable[[Phone], list[dict[str, Any]]]


def test_a_call_step_by_step_with_a_correction_has_a_line_for_each_turn(ring: Ring, logged: Logged) -> None:
    call = ring()
    call.say("Ich heiße Zenobia Quastenflößer")
    call.say(f"Nein, lieber unter {NUMBER}")
    call.say("so bald wie möglich nach dem Frühschoppen")
    call.say("Nein, am Ende acht sieben sieben")
    call.say("Nein, der Name ist Ottokar Löwenzähner")
    call.say("Ja, genau")
    assert call.ended

    lines = logged(call)
    assert all(set(line) == TURN_KEYS for line in lines)
    assert [line["turn"] for line in lines] == list(range(7))
    assert [line["outcome"] for line in lines] == ["goes_on"] * 6 + ["stored"]
    assert (lines[0]["intent"], lines[1]["intent"], lines[6]["intent"]) == (
        *("call_started", "inform_caller_name", "affirm"),
    )
    assert all(line["level"] == "info" and line["duration_ms"] > 0 for line in lines)
    assert lines[0]["call"] != pseudonym(call.call_sid), "the salt is the server's own"


def test_the_server_does_log_the_inside_of_a_turn(ring: Ring, logged: Logged, server: Server) -> None:
    logged(ring())
    debug = {line["logger"] for line in _lines(server) if line["level"] == "debug"}
    assert {"rasa.core.processor", "rasa.core.policies.rule_policy", "rasa_sdk.executor"} <= debug


def test_bad_input_and_a_repeated_turn(ring: Ring, logged: Logged) -> None:
    call = ring()
    for speech in (
        "Quatschkopf'); DROP TABLE callback_requests; --",
        "Quatschkopf</Say><Dial>+498999998886</Dial> %s {caller_name}",
        '/inform_caller_name{"caller_name": "Quatschkopf"}',
        "Quatschkopf " * 800,
    ):
        call.say(speech)
    call.repeat_last_webhook()
    call.silence()
    call.press("23125886#")
    call.hang_up()
    assert [line["outcome"] for line in logged(call)][4:6] == ["goes_on", "repeated"]


def test_a_request_that_cannot_be_stored(ring: Ring, logged: Logged, server: Server) -> None:
    call = ring()
    call.say(EVERYTHING)
    with without_table(server.data_dir / "rueckruf.db", "callback_requests"), without_spool(server.data_dir):
        call.say("Ja, genau")
    assert logged(call)[-1]["outcome"] == "not_stored"


def test_conversations_that_cannot_be_read(ring: Ring, logged: Logged, server: Server) -> None:
    call = ring()
    with without_table(server.data_dir / "conversations.db", "short_lived"):
        call.say(EVERYTHING)
    assert logged(call)[-1]["outcome"] == "failed"


def test_understanding_that_raises(ring: Ring, logged: Logged) -> None:
    call = ring()
    call.say(f"Zenobia Quastenflößer vom {NLU_FAULT}")
    assert logged(call)[-1]["outcome"] == "failed"


def test_an_action_that_raises(ring: Ring, logged: Logged, server: Server) -> None:
    call = ring()
    call.say(f"Zenobia Quastenflößer von der {ACTION_FAULT}")
    logged(call)
    failed = [line for line in _lines(server) if "exception" in line]
    assert failed
    assert {"builtins.ValueError"} == {error["type"] for line in failed for error in line["exception"]}


def test_the_deletion_of_call_logs_that_fails(ring: Ring, logged: Logged, server: Server, api: TwilioApi) -> None:
    logged(ring())
    assert api.tunnels == ["api.dublin.ie1.twilio.com:443"]
    [failed] = [line for line in _lines(server) if line["logger"] == "rueckruf.privacy.twilio_calls"]
    assert (failed["attempt"], failed["problem"]) == (1, "ProxyError")
    assert re.fullmatch(r"[0-9a-f]{12}", failed["call"])


def test_a_call_that_ends_waits_for_the_deletion_of_its_log(ring: Ring, logged: Logged, server: Server) -> None:
    call = ring()
    logged(call)
    call.hang_up()
    with closing(sqlite3.connect(server.data_dir / "rueckruf.db", timeout=PATIENCE)) as connection:
        waiting = connection.execute("SELECT attempts FROM ended_calls WHERE call_sid = ?", [call.call_sid]).fetchall()
    assert waiting == [(0,)]


def test_a_forged_call(ring: Ring, logged: Logged, server: Server) -> None:
    with pytest.raises(CallFailedError, match="403"):
        ring(auth_token="forged")
    logged(ring())
    ours = [line for line in _lines(server) if line["logger"] == "rueckruf.channel.twilio_voice"]
    assert any(line["event"].startswith("refused a request") and line["level"] == "warning" for line in ours)
