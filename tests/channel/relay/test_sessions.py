"""Sockets that Twilio would not open, and what it would not send over one: nothing happens, no other call notices."""

import asyncio
import json
import logging
import time
from collections.abc import Callable
from typing import Any

import pytest
import requests
from twilio.request_validator import RequestValidator

from rueckruf.channel.relay import sessions
from rueckruf.channel.relay.socket import MAX_BAD_MESSAGES, MAX_MESSAGES_A_SECOND
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.websocket import NoSocketError, WebSocket
from tests.channel.conftest import AUTH_TOKEN, Served
from tests.support.patience import PATIENCE, eventually

pytestmark = [pytest.mark.unit, pytest.mark.thorough]  # each opens a socket, and ends when it has closed

RELAY = "/webhooks/twilio_voice/relay"
UNKNOWN = "CA" + "e" * 32


def signed(address: str, token: str = AUTH_TOKEN) -> dict[str, str]:
    return {"x-twilio-signature": RequestValidator(token).compute_signature(address, {})}


def open_socket(served: Served, headers: dict[str, str] | None = None) -> WebSocket:
    address = f"ws{served.url.removeprefix('http')}{RELAY}"
    return WebSocket(address, signed(address) if headers is None else headers, PATIENCE)


def setup(call_sid: str) -> str:
    return json.dumps({"type": "setup", "callSid": call_sid, "from": "+493023125042"})


def is_closed(socket: WebSocket) -> bool:
    """Whether the server closes it without a word."""
    return socket.receive(PATIENCE) is None


@pytest.fixture
def another(served: Served) -> Phone:
    """A call beside, which goes on whatever happens."""
    return served.phone(transport="relay", caller="+493023125043").start()


@pytest.fixture
def call(served: Served) -> Phone:
    return served.phone(transport="relay").start()


class TestHandshake:
    """Nobody but Twilio gets a socket."""

    @pytest.mark.parametrize("signature", ["", "wrong", "A" * 28])
    def test_a_wrong_or_missing_signature_is_forbidden(self, served: Served, signature: str) -> None:
        with pytest.raises(NoSocketError) as refused:
            open_socket(served, {"X-Twilio-Signature": signature} if signature else {})
        assert refused.value.status == 403

    def test_another_token_is_forbidden(self, served: Served) -> None:
        with pytest.raises(NoSocketError) as refused:
            open_socket(served, signed(f"ws{served.url.removeprefix('http')}{RELAY}", "another"))
        assert refused.value.status == 403

    def test_the_address_of_the_page_is_not_the_one_of_the_socket(self, served: Served) -> None:
        with pytest.raises(NoSocketError) as refused:
            open_socket(served, signed(f"{served.url}{RELAY}"))
        assert refused.value.status == 403

    @pytest.mark.parametrize("slash", ["", "/"])
    def test_twilio_signs_the_public_address_with_or_without_a_slash(
        self, serve: Callable[..., Served], slash: str
    ) -> None:
        served = serve(public_url="https://voice.example.com/rueckruf/")
        open_socket(served, signed(f"wss://voice.example.com/rueckruf{RELAY}{slash}")).close()

    def test_behind_a_public_address_a_call_goes_that_way(self, serve: Callable[..., Served]) -> None:
        served = serve(public_url="https://voice.example.com/rueckruf/")
        phone = served.phone(public_url="https://voice.example.com/rueckruf", transport="relay").start()
        assert phone.session is not None
        assert phone.session.noun.url == f"wss://voice.example.com/rueckruf{RELAY}"
        assert phone.say("Paul Weber") == "Gehört: Paul Weber"

    def test_without_a_token_only_this_machine_gets_one(self, serve: Callable[..., Served]) -> None:
        served = serve(auth_token=None)
        assert served.phone(auth_token=None, transport="relay").start().session
        with pytest.raises(NoSocketError) as refused:
            open_socket(served, {"X-Forwarded-For": "203.0.113.7"})
        assert refused.value.status == 403

    def test_what_is_no_handshake_gets_none(self, served: Served) -> None:
        address = f"{served.url}{RELAY}"
        answer = requests.get(address, headers=signed(address.replace("http", "ws", 1)), timeout=PATIENCE)
        assert 400 <= answer.status_code < 600
        assert requests.post(address, timeout=PATIENCE).status_code in (403, 405)


class TestSetup:
    """A socket is for one call that was answered, and goes on."""

    @pytest.mark.parametrize(
        "first",
        [
            json.dumps({"type": "prompt", "voicePrompt": "ja", "last": True}),
            json.dumps({"type": "dtmf", "digit": "1"}),
            json.dumps({"type": "setup", "callSid": "../../etc/passwd", "from": ""}),
            setup(UNKNOWN),
        ],
    )
    def test_without_a_call_it_is_closed(self, served: Served, another: Phone, first: str) -> None:
        socket = open_socket(served)
        socket.send(first)
        assert is_closed(socket)
        assert served.told == ["/call_started"]
        assert another.say("Paul Weber") == "Gehört: Paul Weber"

    def test_who_says_nothing_at_all_is_not_waited_for(self, served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sessions, "SETUP_SECONDS", 0.1)
        assert is_closed(open_socket(served))

    def test_a_call_has_one(self, served: Served, call: Phone) -> None:
        second = open_socket(served)
        second.send(setup(call.call_sid))
        second.send(json.dumps({"type": "prompt", "voicePrompt": "ja", "last": True}))
        assert is_closed(second)
        assert call.say("Paul Weber") == "Gehört: Paul Weber"
        assert served.told == ["/call_started", "Paul Weber"]

    def test_a_call_that_has_ended_has_none(self, served: Served, call: Phone) -> None:
        call.hang_up()
        told = list(served.told)
        socket = open_socket(served)
        socket.send(setup(call.call_sid))
        assert is_closed(socket)
        assert served.told == told
        assert served.dialogue.conversations.messages == {}
        assert served.turns.answers == {}

    @pytest.mark.parametrize("transport", [None, "gather"])
    def test_nor_has_one_that_goes_by_gather_from_the_start(self, served: Served, transport: str | None) -> None:
        phone = served.phone(transport=transport).start()
        socket = open_socket(served)
        socket.send(setup(phone.call_sid))
        assert is_closed(socket)
        assert phone.say("Paul Weber") == "Gehört: Paul Weber"

    def test_nor_has_one_that_goes_by_gather(self, served: Served, call: Phone) -> None:
        call.drop()
        socket = open_socket(served)
        socket.send(setup(call.call_sid))
        assert is_closed(socket)
        assert call.say("Paul Weber") == "Gehört: Paul Weber"

    def test_what_a_caller_says_after_the_end_begins_nothing(self, served: Served, call: Phone) -> None:
        session = call.session
        assert session is not None
        served.dialogue.conversations.messages.clear()
        session.prompt("Paul Weber")
        assert is_closed(session.socket)
        assert served.told == ["/call_started"]
        assert served.dialogue.conversations.messages == {}


class TestMessages:
    """What is no message of Twilio's is ignored; who sends many of them is not listened to."""

    BAD = (
        b"\x00\x01\x02",
        "no JSON",
        '{"type": "prompt"',
        '{"type": "media", "payload": "AAAA"}',
        '{"type": "prompt", "voicePrompt": 5, "last": true}',
        setup(UNKNOWN),
    )

    def test_the_call_goes_on(self, served: Served, call: Phone, caplog: pytest.LogCaptureFixture) -> None:
        assert call.session is not None
        with caplog.at_level(logging.DEBUG):
            for bad in self.BAD:
                call.session.socket.send(bad)
            assert call.say("Paul Weber") == "Gehört: Paul Weber"
        assert served.told == ["/call_started", "Paul Weber"]
        for problem in ("binary frame", "not JSON", "unknown type", "voicePrompt is missing", "setup in the middle"):
            assert problem in caplog.text
        assert "media" not in caplog.text

    def test_those_out_of_their_order_neither_end_the_call_nor_are_heard_as_words(
        self, served: Served, call: Phone
    ) -> None:
        """The end of what never began, the interruption of what nobody said, the beginning of what is over."""
        assert call.session is not None

        def send(**message: Any) -> None:
            assert call.session is not None
            call.session.socket.send(json.dumps(message))

        for side in ("clientSpeaking", "agentSpeaking", "agentSpeaking"):
            send(type="info", name=side, value="off")
        send(type="interrupt", utteranceUntilInterrupt="Was niemand gesagt hat", durationUntilInterruptMs=1)
        assert call.say("Erika Wagner") == "Gehört: Erika Wagner"
        send(type="prompt", voicePrompt="ja", lang="de-DE", last=False)
        send(type="info", name="clientSpeaking", value="on")
        assert call.say("Sabine Müller") == "Gehört: Sabine Müller"
        assert served.told == ["/call_started", "Erika Wagner", "Sabine Müller"]

    def test_one_of_a_megabyte_harms_nobody(
        self, served: Served, call: Phone, another: Phone, caplog: pytest.LogCaptureFixture
    ) -> None:
        assert call.session is not None
        call.session.socket.send('{"type": "prompt", "voicePrompt": "' + "Sabine " * 142_000 + '"}')
        assert another.say("Paul Weber") == "Gehört: Paul Weber"
        assert call.say("Erika Wagner") == "Gehört: Erika Wagner"
        assert "message too long" in caplog.text
        assert "Sabine" not in caplog.text

    def test_a_larger_one_closes_the_socket_and_the_call_goes_on(self, served: Served, call: Phone) -> None:
        assert call.session is not None
        call.session.socket.send("a" * 2_000_000)
        assert call.listen() == "Guten Tag. Wie ist Ihr Name?"
        assert call.gather is not None
        assert call.say("Paul Weber") == "Gehört: Paul Weber"

    def test_too_many_bad_ones_close_the_socket(self, served: Served, call: Phone) -> None:
        assert call.session is not None
        for _ in range(MAX_BAD_MESSAGES):
            call.session.socket.send("no JSON")
        assert call.listen() == "Guten Tag. Wie ist Ihr Name?"
        assert call.gather is not None

    def test_a_hundred_a_second_close_the_socket(
        self, served: Served, call: Phone, another: Phone, caplog: pytest.LogCaptureFixture
    ) -> None:
        assert call.session is not None
        for _ in range(3 * MAX_MESSAGES_A_SECOND):  # in less than a second also where the machine is busy
            call.session.socket.send(json.dumps({"type": "info", "name": "roundTripDelayMs", "value": 1}))
        begin = time.monotonic()
        assert another.say("Paul Weber") == "Gehört: Paul Weber"
        assert time.monotonic() - begin < PATIENCE
        assert call.listen() == "Guten Tag. Wie ist Ihr Name?"
        assert caplog.text.count("too many messages") == 1
        assert MAX_MESSAGES_A_SECOND < 100
        assert served.told == ["/call_started", "/call_started", "Paul Weber"]

    def test_what_comes_during_a_long_turn_is_not_too_much(self, served: Served, call: Phone) -> None:
        works = served.dialogue.answer

        async def slowly(message: Any) -> list[dict[str, Any]]:
            await asyncio.sleep(2)
            return await works(message)

        session = call.session
        assert session is not None
        served.dialogue.answer = slowly
        session.prompt("Erika Wagner")
        for _ in range(MAX_MESSAGES_A_SECOND):
            session.play()
        assert call.listen() == "Gehört: Erika Wagner"
        served.dialogue.answer = works
        assert call.say("Sabine Müller") == "Gehört: Sabine Müller"
        assert call.session is not None


class TestTrouble:
    """Whatever breaks, the caller hears a sentence."""

    @staticmethod
    async def _raise(_: Any) -> list[dict[str, Any]]:
        raise ValueError("Sabine Müller, 0176 1234567")

    def test_a_broken_dialogue_asks_again_and_then_takes_its_leave(
        self, served: Served, call: Phone, caplog: pytest.LogCaptureFixture
    ) -> None:
        served.dialogue.answer = self._raise
        assert call.say("mein Name ist Müller") == "Sagen Sie das bitte noch einmal."
        assert call.say("Sabine Müller") == "Eine Störung. Auf Wiederhören!"
        assert call.ended
        assert "0176" not in caplog.text

    def test_while_the_store_is_away_the_call_goes_by_gather(self, served: Served) -> None:
        served.turns.broken = True
        phone = served.phone(transport="relay").start()
        assert phone.heard == ["Musterwerk GmbH, hier spricht ein Automat.", "Sind Sie noch da?"]
        assert phone.gather is not None
        served.turns.broken = False
        phone.say("ja?")
        assert phone.heard_last == ["Guten Tag.", "Wie ist Ihr Name?"]
        assert phone.session is not None
        assert phone.say("Paul Weber") == "Gehört: Paul Weber"

    @pytest.mark.parametrize("waits", [True, False], ids=["after our farewell", "before it"])
    def test_what_is_said_while_the_server_lets_go_is_answered_by_gather(
        self, served: Served, call: Phone, waits: bool
    ) -> None:
        session = call.session
        assert session is not None
        if waits:
            served.begin_to_stop()
            assert session.socket.has_arrived(PATIENCE)
            assert call.say("Sabine Müller") == "Gehört: Sabine Müller"
        else:
            session.prompt("Sabine Müller")
            served.begin_to_stop()
            assert call.listen() == "Gehört: Sabine Müller"
            if call.session is not None:  # that was quicker than the end, which comes next
                call.listen()
        assert call.gather is not None
        assert call.say("ja") == "Gehört: ja"
        assert served.told == ["/call_started", "Sabine Müller", "ja"]

    def test_a_session_that_did_not_notice_its_end_says_nothing_more(self, served: Served, call: Phone) -> None:
        """As where it runs in another process than the webhook."""
        session = call.session
        assert session is not None
        call.session = None
        call._report_session({"SessionStatus": "failed"})
        assert call.gather is not None
        assert eventually(lambda: session.socket.receive(PATIENCE) is None)
        assert call.say("Paul Weber") == "Gehört: Paul Weber"
        assert served.told == ["/call_started", "Paul Weber"]
