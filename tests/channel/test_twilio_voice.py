"""The webhook from outside: signed requests in, TwiML out."""

import asyncio
import logging
import socket
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
import requests
from rasa.core.channels.channel import UserMessage
from twilio.request_validator import RequestValidator

from rueckruf.channel import answering, twilio_voice
from rueckruf.channel.capacity import Capacity
from rueckruf.settings import load_settings
from rueckruf.simulator.line import CallFailedError
from rueckruf.simulator.phone import STATUS, WEBHOOK
from rueckruf.simulator.twiml import Hangup, read_twiml
from rueckruf.storage.locks import ConversationLockStore
from tests.support.patience import PATIENCE, eventually

pytestmark = pytest.mark.unit

AUTH_TOKEN = "token-of-these-tests"
CALL = "CA" + "a" * 32
PERSON = "+493023125000"


async def connect(_: UserMessage) -> list[dict[str, Any]]:
    """A dialogue that hands the call over."""
    return [{"text": "Ich verbinde.", "custom": {"transfer": True}}]


async def leave(_: UserMessage) -> list[dict[str, Any]]:
    """A dialogue that says goodbye."""
    return [{"text": "Auf Wiederhören!", "custom": {"hang_up": True}}]


@pytest.fixture
def connecting(serve: Callable[..., Any]) -> tuple[Any, Any]:
    """A channel with a person's number, and a caller who waits for that person."""
    served = serve(transfer_number=PERSON)
    phone = served.phone().start()
    served.dialogue.answer = connect
    phone.say("einen Menschen bitte")
    return served, phone


def post(served: Any, path: str, body: bytes | dict[str, str], signature: str | None = None) -> requests.Response:
    """A request to the server, signed unless a signature is given."""
    url = served.url + path
    if signature is None:
        assert isinstance(body, dict)
        signature = RequestValidator(AUTH_TOKEN).compute_signature(url, body)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": signature}
    return requests.post(url, data=body, headers=headers, timeout=PATIENCE)


async def slowly(message: UserMessage) -> list[dict[str, Any]]:
    await asyncio.sleep(0.4)
    return [{"text": f"Gehört: {message.text}"}]


class TestSignature:
    """Nobody but Twilio is answered, and nothing happens for anybody else."""

    BODY = {"CallSid": CALL, "From": "+493023125042", "CallStatus": "ringing"}

    @pytest.mark.parametrize("path", [WEBHOOK, STATUS])
    @pytest.mark.parametrize("signature", ["", "wrong", "ä", "A" * 28])
    def test_a_wrong_or_missing_signature_is_forbidden(self, served: Any, path: str, signature: str) -> None:
        encoded = signature.encode("utf-8").decode("latin-1")
        assert post(served, path, self.BODY, encoded).status_code == 403
        assert served.told == []

    def test_a_status_callback_without_signature_ends_nothing(self, served: Any) -> None:
        phone = served.phone().start()
        body = {"CallSid": phone.call_sid, "CallStatus": "completed"}
        assert post(served, STATUS, body, "wrong").status_code == 403
        assert phone.call_sid in served.dialogue.conversations.messages

    def test_the_signature_covers_the_query(self, served: Any) -> None:
        signature = RequestValidator(AUTH_TOKEN).compute_signature(served.url + WEBHOOK, self.BODY)
        assert post(served, f"{WEBHOOK}?turn=3", self.BODY, signature).status_code == 403

    def test_another_token_is_forbidden(self, served: Any) -> None:
        with pytest.raises(CallFailedError, match="403"):
            served.phone(auth_token="another").start()

    @pytest.mark.parametrize("host", ["voice.example.com:x", "[", ""])
    def test_a_malformed_host_is_forbidden(self, served: Any, host: str) -> None:
        headers = {"X-Twilio-Signature": "A" * 28, "Host": host}
        answer = requests.post(served.url + WEBHOOK, data=self.BODY, headers=headers, timeout=PATIENCE)
        assert 400 <= answer.status_code < 500
        assert served.told == []

    def test_blank_and_repeated_parameters_are_signed_too(self, served: Any) -> None:
        pairs = [("CallSid", CALL), ("CallStatus", "ringing"), ("Tag", "b"), ("Tag", "a"), ("CallerName", "")]
        url = served.url + WEBHOOK
        signed_text = url + f"CallSid{CALL}CallStatusringing" + "CallerName" + "TagaTagb"
        signature = RequestValidator(AUTH_TOKEN).compute_signature(signed_text, {})
        assert post(served, WEBHOOK, urlencode(pairs).encode(), signature).status_code == 200

    def test_the_public_address_is_what_is_signed_and_called_back(self, serve: Callable[..., Any]) -> None:
        served = serve(public_url="https://voice.example.com/rueckruf/")
        phone = served.phone(public_url="https://voice.example.com/rueckruf").start()
        assert phone.gather.action.startswith(f"https://voice.example.com/rueckruf{WEBHOOK}?turn=1")
        assert phone.say("hallo") == "Gehört: hallo"

    def test_without_a_token_this_machine_may_call(self, serve: Callable[..., Any]) -> None:
        served = serve(auth_token=None)
        assert "Guten Tag." in served.phone(auth_token=None).start().heard

    @pytest.mark.parametrize("path", [WEBHOOK, STATUS])
    @pytest.mark.parametrize("value", ["203.0.113.7", "for=127.0.0.1", ""])
    def test_without_a_token_nothing_comes_through_a_proxy(
        self, serve: Callable[..., Any], path: str, value: str
    ) -> None:
        served = serve(auth_token=None)
        for header in (
            *("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "x-forwarded-port"),
            *("X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP"),
        ):
            answer = requests.post(served.url + path, data=self.BODY, headers={header: value}, timeout=20)
            assert (answer.status_code, served.told) == (403, []), header

    @pytest.mark.parametrize("path", [WEBHOOK, STATUS])
    def test_without_a_token_this_machine_has_no_other_name(self, serve: Callable[..., Any], path: str) -> None:
        served = serve(auth_token=None)
        for host in ("voice.example.com", "127.0.0.1.example.com", "203.0.113.7:5005"):
            answer = requests.post(served.url + path, data=self.BODY, headers={"Host": host}, timeout=20)
            assert (answer.status_code, served.told) == (403, []), host

    def test_with_a_token_a_proxy_may_stand_before_the_server(self, served: Any) -> None:
        url = served.url + WEBHOOK
        signature = RequestValidator(AUTH_TOKEN).compute_signature(url, self.BODY)
        headers = {"X-Twilio-Signature": signature, "X-Forwarded-For": "203.0.113.7", "Via": "1.1 proxy"}
        assert requests.post(url, data=self.BODY, headers=headers, timeout=20).status_code == 200


class TestTurns:
    """Each turn reaches the dialogue once, as what it was."""

    def test_the_call_begins_with_an_opening_that_cannot_be_interrupted(self, served: Any) -> None:
        phone = served.phone().start()
        assert phone.heard == ["Guten Tag.", "Wie ist Ihr Name?"]
        assert [said.text for said in phone.gather.says] == ["Wie ist Ihr Name?"]
        assert served.told == ["/call_started"]

    def test_the_conversation_is_the_call(self, served: Any) -> None:
        phone = served.phone().start()
        assert {message.sender_id for message in served.dialogue.told} == {phone.call_sid}
        assert {message.input_channel for message in served.dialogue.told} == {"twilio_voice"}

    def test_speech_keys_and_silence_arrive_as_what_they_are(self, served: Any) -> None:
        async def ask_for_number(_: UserMessage) -> list[dict[str, Any]]:
            return [{"text": "Ihre Nummer?", "custom": {"listen": "phone_number"}}]

        served.dialogue.answer = ask_for_number
        phone = served.phone(caller="+493023125042").start()
        phone.say("Sabine Müller", confidence=0.83)
        phone.say("ohne Angabe", confidence=None)
        phone.press("0176#")
        phone.silence()
        assert [(message.text, message.metadata) for message in served.dialogue.told] == [
            ("/call_started", {"caller": "+493023125042", "confidence": None, "input": "start"}),
            ("Sabine Müller", {"caller": "+493023125042", "confidence": 0.83, "input": "speech"}),
            ("ohne Angabe", {"caller": "+493023125042", "confidence": None, "input": "speech"}),
            ("0176", {"caller": "+493023125042", "confidence": None, "input": "keys"}),
            ("/caller_silent", {"caller": "+493023125042", "confidence": None, "input": "silence"}),
        ]

    def test_calls_are_answered_side_by_side(self, served: Any) -> None:
        phones = [served.phone().start() for _ in range(4)]
        speaking: list[str | None] = []

        async def once_all_speak(message: UserMessage) -> list[dict[str, Any]]:
            speaking.append(message.text)
            while len(speaking) < len(phones):
                await asyncio.sleep(0.01)
            return [{"text": f"Gehört: {message.text}"}]

        served.dialogue.answer = once_all_speak
        with ThreadPoolExecutor() as pool:
            answers = [pool.submit(phone.say, f"Anruf {number}") for number, phone in enumerate(phones)]
        assert [answer.result() for answer in answers] == [f"Gehört: Anruf {number}" for number in range(4)]

    def test_of_a_parameter_that_comes_twice_the_first_counts(self, serve: Callable[..., Any]) -> None:
        served = serve(auth_token=None)
        phone = served.phone(auth_token=None).start()
        body = f"CallSid={phone.call_sid}&CallSid=CA1&SpeechResult=eins&SpeechResult=zwei".encode()
        assert "Gehört: eins" in post(served, f"{WEBHOOK}?turn=1", body, "").text
        assert served.dialogue.told[-1].sender_id == phone.call_sid

    def test_a_withheld_number_is_no_number(self, served: Any) -> None:
        served.phone(caller="anonymous").start()
        assert served.dialogue.told[0].metadata["caller"] is None

    @pytest.mark.parametrize("command", ["/restart", " /restart", '//inform{"name": "x"}', "\u200b/back", "/ /stop"])
    def test_a_spoken_command_is_only_text(self, served: Any, command: str) -> None:
        served.phone().start().say(command)
        assert not served.dialogue.told[-1].text.startswith("/")
        assert served.dialogue.told[-1].metadata["input"] == "speech"

    def test_the_question_decides_how_the_answer_is_heard(self, served: Any) -> None:
        phone = served.phone().start()
        assert "ich heiße" in phone.gather.hints

    def test_the_profile_stays_while_its_question_is_open(self, served: Any) -> None:
        phone = served.phone().start()
        phone.say("Was machen Sie mit meinen Daten?")
        assert "ich heiße" in phone.gather.hints

    def test_a_profile_that_does_not_exist_is_the_default_one(self, served: Any, settings: Any) -> None:
        async def ask(_: UserMessage) -> list[dict[str, Any]]:
            return [{"text": "Ja?", "custom": {"listen": "missing"}}]

        served.dialogue.answer = ask
        assert served.phone().start().gather.hints == settings.profile("default").hints


class TestAnsweredOnce:
    """A webhook that comes again gets the same answer and changes nothing."""

    def test_the_same_turn_again(self, served: Any) -> None:
        phone = served.phone().start()
        assert phone.repeat_last_webhook() == phone.document
        phone.say("eins")
        assert phone.repeat_last_webhook() == phone.document
        phone.say("zwei")
        assert served.told == ["/call_started", "eins", "zwei"]

    def test_an_older_turn_again(self, served: Any) -> None:
        phone = served.phone().start()
        phone.say("eins")
        second, path = phone.document, f"{WEBHOOK}?turn=1&listen=caller_name"
        phone.say("zwei")
        late = post(served, path, {"CallSid": phone.call_sid, "SpeechResult": "etwas anderes"})
        assert late.text == second
        assert served.told == ["/call_started", "eins", "zwei"]

    def test_the_same_turn_while_the_first_is_still_worked_on(self, served: Any) -> None:
        phone = served.phone().start()
        served.dialogue.answer = slowly
        body = {"CallSid": phone.call_sid, "SpeechResult": "eins"}
        with ThreadPoolExecutor() as pool:
            answers = [pool.submit(post, served, f"{WEBHOOK}?turn=1", body) for _ in range(4)]
        assert len({answer.result().text for answer in answers}) == 1
        assert "Gehört: eins" in answers[0].result().text
        assert served.told == ["/call_started", "eins"]

    def test_the_same_turn_in_two_processes(self, serve: Callable[..., Any], redis_url: str) -> None:
        settings = load_settings({"REDIS_URL": redis_url})
        first = serve(lock_store=ConversationLockStore(settings=settings))
        second = serve(lock_store=ConversationLockStore(settings=settings), turns=first.turns)
        for served in (first, second):
            served.dialogue.answer = slowly
        body = {"CallSid": CALL, "CallStatus": "ringing"}
        with ThreadPoolExecutor() as pool:
            answers = [(served, pool.submit(post, served, WEBHOOK, body)) for served in (first, second)]
        assert len({answer.result().text.replace(served.url, "") for served, answer in answers}) == 1
        assert first.told + second.told == ["/call_started"]

    def test_a_conversation_that_went_on_elsewhere_begins_anew(self, served: Any) -> None:
        phone = served.phone().start()
        phone.say("eins")
        served.turns.answers.pop((phone.call_sid, 1))  # this machine was away when it was given
        assert "Wie ist Ihr Name?" in phone.say("ja")
        assert served.told == ["/call_started", "eins", "/call_started"]

    def test_a_turn_that_waits_too_long_for_the_one_before_is_asked_again(
        self, served: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        phone = served.phone().start()
        monkeypatch.setattr(answering, "TURN_SECONDS", 0.2)
        served.dialogue.lock_store.issue_ticket(f"turn-{phone.call_sid}")
        assert phone.say("hallo") == "Sagen Sie das bitte noch einmal."

    def test_a_turn_whose_caller_has_dropped_the_connection(self, served: Any) -> None:
        phone = served.phone().start()
        dropped = threading.Event()

        async def once_dropped(message: UserMessage) -> list[dict[str, Any]]:
            while not dropped.is_set():
                await asyncio.sleep(0.01)
            return [{"text": f"Gehört: {message.text}"}]

        served.dialogue.answer = once_dropped
        body = {"CallSid": phone.call_sid, "SpeechResult": "eins"}
        url = f"{served.url}{WEBHOOK}?turn=1"
        signature = RequestValidator(AUTH_TOKEN).compute_signature(url, body)
        with pytest.raises(requests.Timeout):
            requests.post(url, data=body, headers={"X-Twilio-Signature": signature}, timeout=(PATIENCE, 0.1))
        dropped.set()
        assert "Gehört: eins" in post(served, f"{WEBHOOK}?turn=1", body).text
        assert served.told == ["/call_started", "eins"]

    def test_the_goodbye_again(self, served: Any) -> None:
        phone = served.phone(status_callback=False).start()
        served.dialogue.answer = leave
        phone.say("tschüss")
        assert phone.ended
        assert phone.repeat_last_webhook() == phone.document
        assert served.told == ["/call_started", "tschüss"]


class TestTrouble:
    """Whatever breaks, the caller hears a sentence and the call goes on or ends politely."""

    @staticmethod
    async def _raise(_: UserMessage) -> list[dict[str, Any]]:
        raise ValueError("Sabine Müller, 0176 1234567")

    @staticmethod
    async def _say_nothing(_: UserMessage) -> list[dict[str, Any]]:
        return [{"text": " "}, {"custom": {"listen": "caller_name"}}]

    @staticmethod
    async def _take_too_long(_: UserMessage) -> list[dict[str, Any]]:
        await asyncio.sleep(PATIENCE)
        return []

    @pytest.mark.parametrize("fault", ["_raise", "_say_nothing", "_take_too_long"])
    def test_once_the_caller_is_asked_again_twice_the_call_ends(
        self, served: Any, fault: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        phone = served.phone(status_callback=False).start()
        monkeypatch.setattr(answering, "DIALOGUE_SECONDS", 0.2)
        served.dialogue.answer = getattr(self, fault)
        assert phone.say("Sabine Müller") == "Sagen Sie das bitte noch einmal."
        assert "ich heiße" in phone.gather.hints
        assert phone.say("Sabine Müller") == "Eine Störung. Auf Wiederhören!"
        assert phone.ended
        assert served.dialogue.conversations.messages == {}

    def test_a_turn_that_works_makes_the_fault_forgotten(self, served: Any) -> None:
        phone = served.phone().start()
        works = served.dialogue.answer
        for _ in range(3):
            served.dialogue.answer = self._raise
            assert phone.say("a") == "Sagen Sie das bitte noch einmal."
            served.dialogue.answer = works
            assert phone.say("b") == "Gehört: b"

    @pytest.mark.parametrize("fault", ["_raise", "_say_nothing", "_take_too_long"])
    def test_a_call_whose_opening_fails_tells_who_speaks_and_begins_anew(
        self, served: Any, fault: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        works, served.dialogue.answer = served.dialogue.answer, getattr(self, fault)
        with monkeypatch.context() as impatient:
            impatient.setattr(answering, "DIALOGUE_SECONDS", 0.2)
            phone = served.phone().start()
        assert phone.heard == ["Musterwerk GmbH, hier spricht ein Automat.", "Sind Sie noch da?"]
        assert [said.text for said in phone.gather.says] == ["Sind Sie noch da?"]
        served.dialogue.answer = works
        phone.say("ja?")
        assert phone.heard_last == ["Guten Tag.", "Wie ist Ihr Name?"]
        assert phone.say("Sabine Müller") == "Gehört: Sabine Müller"

    def test_an_opening_that_fails_twice_ends_the_call(self, served: Any) -> None:
        served.dialogue.answer = self._raise
        phone = served.phone(status_callback=False).start()
        assert phone.say("ja?") == "Eine Störung. Auf Wiederhören!"
        assert phone.ended

    def test_a_call_that_is_lost_and_fails_to_begin_anew_begins_once_more(self, served: Any) -> None:
        works = served.dialogue.answer
        phone = served.phone().start()
        served.dialogue.conversations.messages.clear()
        served.dialogue.answer = self._raise
        assert phone.say("Sabine Müller").startswith("Musterwerk GmbH, hier spricht ein Automat.")
        served.dialogue.answer = works
        phone.say("ja?")
        assert phone.heard_last == ["Guten Tag.", "Wie ist Ihr Name?"]

    def test_a_store_that_is_away_is_a_fault_like_any_other(self, served: Any) -> None:
        served.turns.broken = True
        phone = served.phone(status_callback=False).start()
        assert phone.heard == ["Musterwerk GmbH, hier spricht ein Automat.", "Sind Sie noch da?"]
        assert phone.say("hallo?") == "Eine Störung. Auf Wiederhören!"

    def test_where_too_many_talk_at_once_the_next_hears_so_at_once_and_may_go_on_later(
        self, serve: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(twilio_voice, "Capacity", lambda: Capacity(most=2))
        served = serve()
        works, let_go = served.dialogue.answer, threading.Event()

        async def wait(message: UserMessage) -> Any:
            while not let_go.is_set():
                await asyncio.sleep(0.01)
            return await works(message)

        served.dialogue.answer = wait
        with ThreadPoolExecutor() as pool:
            first = [pool.submit(served.phone().start) for _ in range(2)]
            assert eventually(lambda: len(served.told) == 2)
            phone = served.phone().start()
            assert phone.heard == ["Musterwerk GmbH, hier spricht ein Automat.", "Sind Sie noch da?"]
            assert len(served.told) == 2
            let_go.set()
            assert [call.result().heard[0] for call in first] == ["Guten Tag."] * 2
        phone.say("ja?")
        assert phone.heard_last == ["Guten Tag.", "Wie ist Ihr Name?"]

    def test_without_a_dialogue_at_all_the_call_ends_cleanly(self, served: Any) -> None:
        served.dialogue.domain, served.dialogue.answer = None, self._raise
        phone = served.phone(status_callback=False).start()
        phone.say("hallo?")
        assert read_twiml(phone.document) == (Hangup(),)

    def test_endless_silence_ends_the_call(self, served: Any) -> None:
        phone = served.phone(status_callback=False).start()
        silences = 0
        while not phone.ended:
            phone.silence()
            silences += 1
        assert silences == answering.MAX_SILENCES
        assert phone.last == "Ich höre Sie nicht. Auf Wiederhören!"

    def test_the_log_tells_the_fault_but_nothing_of_the_caller(
        self, served: Any, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.DEBUG):
            phone = served.phone().start()
            served.dialogue.answer = self._raise
            phone.say("Sabine Müller null eins sieben sechs")
        assert "ValueError" in caplog.text
        ours = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("rueckruf"))
        assert "Sabine" not in caplog.text
        assert "30231250" not in caplog.text
        assert phone.call_sid not in ours


class TestEnd:
    """A conversation is gone when its call has ended."""

    @pytest.mark.parametrize("status", ["completed", "busy", "failed", "no-answer", "canceled"])
    def test_the_status_callback_ends_it(self, served: Any, status: str) -> None:
        phone = served.phone(status_callback=False).start()
        assert phone.report_end(status) == 204
        assert served.dialogue.conversations.messages == {}
        assert served.turns.answers == {}

    @pytest.mark.parametrize("status", ["ringing", "in-progress", "queued", "initiated"])
    def test_a_status_before_the_end_ends_nothing(self, served: Any, status: str) -> None:
        phone = served.phone(status_callback=False).start()
        assert phone.report_end(status) == 204
        assert phone.call_sid in served.dialogue.conversations.messages

    def test_the_dialogue_is_told_before_it_is_forgotten(self, served: Any) -> None:
        phone = served.phone().start()
        phone.hang_up()
        phone.report_end()
        assert served.told == ["/call_started", "/call_ended"]
        assert served.dialogue.conversations.messages == {}

    def test_a_dialogue_that_breaks_then_is_forgotten_all_the_same(self, served: Any) -> None:
        async def break_down(_: UserMessage) -> list[dict[str, Any]]:
            raise ConnectionError

        phone = served.phone().start()
        served.dialogue.answer = break_down
        phone.hang_up()
        assert served.dialogue.conversations.messages == {}
        assert served.turns.answers == {}

    def test_our_goodbye_ends_it_but_keeps_the_answer_for_a_repeated_webhook(self, served: Any) -> None:
        async def leave(_: UserMessage) -> list[dict[str, Any]]:
            return [{"text": "Auf Wiederhören!", "custom": {"hang_up": True}}]

        phone = served.phone(status_callback=False).start()
        served.dialogue.answer = leave
        assert phone.say("tschüss") == "Auf Wiederhören!"
        assert phone.ended
        assert served.dialogue.conversations.messages == {}
        assert list(served.turns.answers) == [(phone.call_sid, 1)]
        assert phone.repeat_last_webhook() == phone.document

    @pytest.mark.parametrize("ended_by", ["person", "status"])
    def test_a_transfer_goes_on_until_the_person_hangs_up(self, connecting: Any, ended_by: str) -> None:
        served, phone = connecting
        assert phone.transferred_to == PERSON
        assert phone.call_sid in served.dialogue.conversations.messages
        phone.end_transfer("completed") if ended_by == "person" else phone.hang_up()
        assert phone.ended
        assert served.told[2:] == ["/call_ended"]
        assert served.dialogue.conversations.messages == {}

    @pytest.mark.parametrize("status", ["busy", "no-answer", "failed", "canceled"])
    def test_after_a_transfer_that_failed_the_dialogue_goes_on(self, connecting: Any, status: str) -> None:
        served, phone = connecting
        served.dialogue.answer = served.dialogue._echo
        assert phone.end_transfer(status) == "Gehört: /transfer_failed"
        assert phone.say("hallo") == "Gehört: hallo"

    def test_without_a_number_nobody_is_called(self, served: Any) -> None:
        phone = served.phone().start()
        served.dialogue.answer = connect
        assert phone.say("einen Menschen bitte") == "Ich verbinde."
        assert phone.transferred_to is None
        assert phone.gather is not None

    def test_a_turn_of_a_call_that_has_ended_begins_nothing(self, served: Any) -> None:
        body = {"CallSid": CALL, "CallStatus": "completed", "SpeechResult": "hallo"}
        answer = post(served, f"{WEBHOOK}?turn=4", body)
        assert read_twiml(answer.text) == (Hangup(),)
        assert served.told == []

    def test_what_of_an_ended_call_comes_late_or_again_is_refused(self, served: Any) -> None:
        call = served.phone()
        call.start()
        call.say("Guten Tag")
        call.hang_up()
        told = served.told

        assert "<Hangup" in call.repeat_last_webhook()
        call.start(call_sid=call.call_sid)
        assert call.ended
        assert call.heard == []
        assert served.told == told
        assert served.turns.answers == {}

    def test_after_our_goodbye_a_call_is_over_though_nobody_has_reported_its_end(self, served: Any) -> None:
        call = served.phone(status_callback=False).start()
        served.dialogue.answer = leave
        call.say("tschüss")

        call.start(call_sid=call.call_sid)
        assert call.ended
        assert call.heard == []
        assert served.told == ["/call_started", "tschüss"]

    def test_where_nobody_knows_whether_a_call_has_ended_it_begins(self, served: Any) -> None:
        served.ends.broken = True
        call = served.phone()
        call.start()

        assert "Wie ist Ihr Name?" in call.last
        call.hang_up()

    def test_the_sweep_runs_from_the_start(self, served: Any) -> None:
        assert eventually(lambda: served.turns.expired_at)
        assert served.dialogue.conversations.expired_at


class TestBadInput:
    """An answer that keeps the call alive, or a clear 4xx."""

    @pytest.mark.parametrize(
        "speech",
        [
            "a" * 10_240,
            "ä " * 5_000,
            "",
            " ",
            "\x00\x01\x1b[31m\r\n",
            "🙂📞" * 20,
            "👨‍👩‍👧",
            "'; DROP TABLE requests; --",
            "</Say><Hangup/><Say>",
            "<![CDATA[<Redirect>https://example.com</Redirect>]]>",
            "&lt;&amp;{company}",
            "\ufffe\uffff",
            "e\u0301" * 3000,
            "/",
            "////",
        ],
    )
    def test_odd_speech_keeps_the_call_alive(self, served: Any, speech: str) -> None:
        phone = served.phone().start()
        phone.say(speech)
        assert not phone.ended
        assert len(phone.heard_last) == 1
        assert len(served.dialogue.told[-1].text) <= 1000

    def test_bytes_that_are_no_utf_8_keep_the_call_alive(self, serve: Callable[..., Any]) -> None:
        served = serve(auth_token=None)
        phone = served.phone(auth_token=None).start()
        for speech in (b"%FF%FE%E4", b"\xff\xfe\xe4 M\xfcller", b"%ED%A0%80"):
            body = b"CallSid=" + phone.call_sid.encode() + b"&SpeechResult=" + speech
            answer = post(served, f"{WEBHOOK}?turn={len(served.told)}", body, "")
            assert answer.status_code == 200
            read_twiml(answer.text)

    def test_an_unknown_call_on_a_later_turn_begins_anew(self, served: Any) -> None:
        answer = post(served, f"{WEBHOOK}?turn=7&listen=confirmation", {"CallSid": CALL, "SpeechResult": "ja"})
        assert "Guten Tag." in answer.text
        assert "turn=8" in answer.text
        assert served.told == ["/call_started"]

    @pytest.mark.parametrize(
        ("query", "body"),
        [
            ("", b""),
            ("", b"nonsense"),
            ("", b'{"CallSid": "CA1"}'),
            ("", b'--x\r\nContent-Disposition: form-data; name="CallSid"\r\n\r\nCA1\r\n--x--\r\n'),
            ("", b"CallSid="),
            ("", b"CallSid=../../etc/passwd"),
            ("", b"CallSid=" + b"A" * 65),
            ("", b"&".join(b"CallSid=CA1" for _ in range(300))),
            ("?turn=-1", b"CallSid=CA1"),
            ("?turn=1e3", b"CallSid=CA1"),
            ("?turn=99999", b"CallSid=CA1"),
            ("?turn=%C2%B2", b"CallSid=CA1"),
            ("?turn=1&listen=../x", b"CallSid=CA1"),
            ("?turn=1&silences=many", b"CallSid=CA1"),
            ("?turn=1&failures=x", b"CallSid=CA1"),
        ],
    )
    def test_what_twilio_would_not_send_is_refused(self, serve: Callable[..., Any], query: str, body: bytes) -> None:
        served = serve(auth_token=None)
        answer = post(served, WEBHOOK + query, body, "")
        assert answer.status_code == 400
        assert "Traceback" not in answer.text
        assert served.told == []

    def test_a_body_of_megabytes_is_refused(self, serve: Callable[..., Any]) -> None:
        served = serve(auth_token=None)
        body = b"CallSid=CA1&SpeechResult=" + b"a" * 300_000
        assert post(served, WEBHOOK, body, "").status_code == 413

    @pytest.mark.parametrize("path", [WEBHOOK, STATUS])
    @pytest.mark.parametrize(
        "begins", [b"Content-Length: 94371840\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n5A00000\r\n"]
    )
    def test_a_long_body_is_refused_before_it_has_come(self, served: Any, path: str, begins: bytes) -> None:
        with socket.create_connection(("127.0.0.1", urlsplit(served.url).port or 0), 20) as client:
            client.sendall(f"POST {path} HTTP/1.1\r\nHost: localhost\r\n".encode() + begins)
            assert client.recv(100).startswith(b"HTTP/1.1 413 ")

    @pytest.mark.parametrize("confidence", ["", "nan", "inf", "-1", "2", "high"])
    def test_a_confidence_that_is_none_is_none(self, served: Any, confidence: str) -> None:
        post(served, WEBHOOK, {"CallSid": CALL})
        body = {"CallSid": CALL, "SpeechResult": "ja", "Confidence": confidence}
        assert post(served, f"{WEBHOOK}?turn=1", body).status_code == 200
        assert served.dialogue.told[-1].metadata["confidence"] is None

    def test_other_methods_are_not_allowed(self, served: Any) -> None:
        assert requests.get(served.url + WEBHOOK, timeout=PATIENCE).status_code == 405
