"""A call over ConversationRelay from outside: Twilio's messages in, words and the end of the session out."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from rueckruf.channel.voice_settings import VoiceSettings
from rueckruf.simulator.phone import CALLED, Phone
from rueckruf.simulator.relay import Session
from tests.channel.conftest import Served

pytestmark = [pytest.mark.unit, pytest.mark.thorough]  # each opens a socket, and ends when it has closed

PERSON = "+493023125000"


@pytest.fixture
def quick(settings: VoiceSettings) -> VoiceSettings:
    """Settings that wait for an answer no longer than needed."""
    return replace(settings, listen={name: replace(profile, timeout=1) for name, profile in settings.listen.items()})


@pytest.fixture
def rung(serve: Callable[..., Served], quick: VoiceSettings) -> tuple[Served, Phone]:
    """The channel, and a caller who has heard the opening."""
    served = serve(settings=quick)
    return served, served.phone(transport="relay").start()


def leaving(custom: dict[str, Any]) -> Callable[[UserMessage], Any]:
    async def leave(_: UserMessage) -> list[dict[str, Any]]:
        return [{"text": "Auf Wiederhören!", "custom": custom}]

    return leave


def asking(listen: str) -> Callable[[UserMessage], Any]:
    async def ask(_: UserMessage) -> list[dict[str, Any]]:
        return [{"text": "Und?", "custom": {"listen": listen}}]

    return ask


class TestTurns:
    """Each turn reaches the dialogue once, as what it was."""

    def test_the_opening_is_said_over_the_socket(self, rung: tuple[Served, Phone]) -> None:
        served, phone = rung
        assert phone.session is not None
        assert phone.heard == ["Guten Tag.", "Wie ist Ihr Name?"]
        assert served.told == ["/call_started"]

    def test_what_is_said_is_answered(self, rung: tuple[Served, Phone]) -> None:
        served, phone = rung
        assert phone.say("Sabine Müller") == "Gehört: Sabine Müller"
        assert served.dialogue.told[-1].metadata == {
            "caller": "+493023125042",
            "confidence": None,
            "input": "speech",
        }

    def test_the_conversation_is_the_call(self, rung: tuple[Served, Phone]) -> None:
        served, phone = rung
        phone.say("Paul Weber")
        assert {message.sender_id for message in served.dialogue.told} == {phone.call_sid}


class TestChosen:
    """credentials.yml chooses the way of a call."""

    def test_by_the_number_that_is_called(
        self, serve: Callable[..., Served], settings: VoiceSettings, caplog: pytest.LogCaptureFixture
    ) -> None:
        served = serve(settings=replace(settings, transports={CALLED: "relay"}))
        assert served.phone().start().session is not None
        assert "credentials.yml: relay: not confirmed for German, so try it: voice" in caplog.text
        served = serve(settings=replace(settings, transports={"+493023125009": "relay"}))
        assert served.phone().start().gather is not None

    def test_without_its_section_there_is_none(self, serve: Callable[..., Served], settings: VoiceSettings) -> None:
        served = serve(settings=replace(settings, relay=None))
        assert served.phone(transport="relay").start().gather is not None


class TestEnd:
    """We end the session, and the address after it ends the call or connects it."""

    def test_our_goodbye_is_said_before_the_session_ends(self, rung: tuple[Served, Phone]) -> None:
        served, phone = rung
        served.dialogue.answer = leaving({"hang_up": True})
        assert phone.say("tschüss") == "Auf Wiederhören!"
        assert phone.ended
        assert phone.said.handoff is not None
        assert "<Say" not in phone.document
        assert served.dialogue.conversations.messages == {}

    def test_a_person_is_called(self, serve: Callable[..., Served]) -> None:
        served = serve(transfer_number=PERSON)
        phone = served.phone(transport="relay").start()
        served.dialogue.answer = leaving({"transfer": True})
        assert phone.say("einen Menschen bitte") == "Auf Wiederhören!"
        assert phone.transferred_to == PERSON
        served.dialogue.answer = served.dialogue._echo
        assert phone.end_transfer("no-answer") == "Gehört: /transfer_failed"
        assert phone.session is not None
        assert phone.say("Paul Weber") == "Gehört: Paul Weber"

    def test_when_the_caller_hangs_up_the_dialogue_is_told(self, rung: tuple[Served, Phone]) -> None:
        served, phone = rung
        phone.say("Paul Weber")
        phone.hang_up()
        assert phone.ended
        assert served.told == ["/call_started", "Paul Weber", "/call_ended"]
        assert served.dialogue.conversations.messages == {}
        assert served.turns.answers == {}


class TestBroken:
    """Where the socket cannot be had or breaks, the call goes on by Gather."""

    def test_without_a_socket_the_opening_is_said_by_gather(self, served: Served) -> None:
        phone = served.phone(transport="relay", sockets=False).start()
        assert phone.session is None
        assert phone.heard == ["Guten Tag.", "Wie ist Ihr Name?"]
        assert phone.gather is not None
        assert "ich heiße" in phone.gather.hints
        assert phone.say("Sabine Müller") == "Gehört: Sabine Müller"
        assert phone.gather is not None
        assert served.told == ["/call_started", "Sabine Müller"]

    def test_a_lost_socket_is_followed_by_the_question_that_stands(self, rung: tuple[Served, Phone]) -> None:
        served, phone = rung
        phone.say("Sabine Müller")
        assert phone.drop() == "Gehört: Sabine Müller"
        assert phone.gather is not None
        assert phone.say("morgen um zehn") == "Gehört: morgen um zehn"
        assert phone.gather is not None
        assert served.told == ["/call_started", "Sabine Müller", "morgen um zehn"]

    def test_what_was_said_just_before_is_answered(self, rung: tuple[Served, Phone]) -> None:
        _, phone = rung
        assert phone.session is not None
        phone.session.prompt("Sabine Müller")
        assert phone.drop() == "Gehört: Sabine Müller"


class TestTalkingOver:
    """What was heard decides what was said."""

    QUESTION = "Gut. Also: Sabine Müller, morgen um zehn Uhr, null drei null, zwei drei eins. Stimmt das?"

    @pytest.fixture
    def read_back(self, rung: tuple[Served, Phone]) -> tuple[Served, Phone, Session]:
        served, phone = rung

        async def ask(_: UserMessage) -> list[dict[str, Any]]:
            return [{"text": self.QUESTION, "custom": {"listen": "confirmation"}}]

        served.dialogue.answer = ask
        assert phone.session is not None
        phone.session.speaks_on = True
        phone.say("Sabine Müller")
        return served, phone, phone.session

    @pytest.mark.parametrize("words", ["mhm", "ja, ja", "Ja, das stimmt."])
    def test_a_yes_in_the_middle_of_a_read_back_lets_it_go_on(self, read_back: Any, words: str) -> None:
        served, phone, session = read_back
        told = len(served.told)
        session.interrupt("Gut. Also: Sabine Müller, morgen um")
        session.prompt(words)
        assert phone.listen() == "morgen um zehn Uhr, null drei null, zwei drei eins. Stimmt das?"
        assert len(served.told) == told

    def test_after_the_rest_the_yes_counts(self, read_back: Any) -> None:
        served, phone, session = read_back
        session.interrupt("Gut. Also: Sabine Müller, morgen um")
        session.prompt("mhm")
        session.speaks_on = False
        phone.listen()
        phone.say("ja")
        assert served.told[-1] == "ja"
        assert "talked_over" not in served.dialogue.told[-1].metadata

    def test_so_does_one_to_a_question_that_was_heard_to_its_end(self, read_back: Any) -> None:
        served, phone, session = read_back
        session.interrupt(self.QUESTION.removesuffix(" das?"))
        session.prompt("ja")
        phone.listen()
        assert served.told[-1] == "ja"
        assert "talked_over" not in served.dialogue.told[-1].metadata

    def test_anything_else_is_heard_at_once_as_what_it_is(self, read_back: Any) -> None:
        served, phone, session = read_back
        session.interrupt("Gut. Also: Sabine Müller, morgen")
        session.prompt("nein, übermorgen bitte")
        phone.listen()
        assert served.told[-1] == "nein, übermorgen bitte"
        assert served.dialogue.told[-1].metadata["talked_over"] is True

    def test_nobody_talks_over_what_was_said_before(self, read_back: Any) -> None:
        served, phone, session = read_back
        session.speaks_on = False
        session.play()
        time.sleep(0.5)
        session.interrupt("")
        session.prompt("ja")
        phone.listen()
        assert served.told[-1] == "ja"

    def test_a_cough_lets_it_go_on(self, read_back: Any) -> None:
        served, phone, session = read_back
        told = len(served.told)
        session.interrupt("Gut. Also:")
        assert phone.listen().startswith("Sabine Müller, morgen")
        assert len(served.told) == told

    def test_the_opening_cannot_be_interrupted(self, rung: tuple[Served, Phone]) -> None:
        _, phone = rung
        assert phone.said.interruptible == [False, True]


class TestProfiles:
    """Where the settings say so, Twilio's recogniser is told what answers to expect."""

    @pytest.fixture
    def told(self, serve: Callable[..., Served], quick: VoiceSettings) -> tuple[Served, Phone, Session]:
        assert quick.relay is not None
        served = serve(settings=replace(quick, relay=replace(quick.relay, profile_messages=True)))
        phone = served.phone(transport="relay").start()
        assert phone.session is not None
        return served, phone, phone.session

    def test_each_question_is_told_before_it_is_asked(self, told: tuple[Served, Phone, Session]) -> None:
        served, phone, session = told
        session.changes.clear()
        # To say the same words again takes a caller a second, in which these settings hear silence.
        for words, listen in (("eins", "phone_number"), ("zwei", "phone_number"), ("drei", "confirmation")):
            served.dialogue.answer = asking(listen)
            phone.say(words)
        assert served.told == ["/call_started", "eins", "zwei", "drei"]
        hints, pauses = session.changes[::2], session.changes[1::2]
        assert [message["type"] for message in (*hints, *pauses)] == ["hints", "hints", "config", "config"]
        assert hints[0]["hints"].startswith("null,eins,zwo")
        assert "stimmt so" in hints[1]["hints"]
        assert [message["speechTimeout"] for message in pauses] == [4000, 2000]

    def test_who_does_not_know_it_is_told_nothing_more(self, told: tuple[Served, Phone, Session]) -> None:
        served, phone, session = told
        session.changes.clear()
        session.refuses_changes = True
        for listen in ("phone_number", "confirmation"):
            served.dialogue.answer = asking(listen)
            assert phone.say(f"weiter mit {listen}") == "Und?"
        session.refuses_changes = False
        served.dialogue.answer = asking("callback_time")
        assert phone.say("weiter") == "Und?"
        assert session.changes == []

    def test_otherwise_it_is_told_nothing(self, rung: tuple[Served, Phone]) -> None:
        served, phone = rung
        served.dialogue.answer = asking("phone_number")
        assert phone.say("weiter") == "Und?"
        assert phone.session is not None
        assert phone.session.changes == []


class TestTime:
    """The silence ladder and keys have timers of our own."""

    def test_silence_is_a_turn(self, rung: tuple[Served, Phone]) -> None:
        served, phone = rung
        assert phone.silence() == "Gehört: /caller_silent"
        assert served.dialogue.told[-1].metadata["input"] == "silence"

    def test_keys_arrive_as_keys(self, rung: tuple[Served, Phone]) -> None:
        served, phone = rung
        phone.press("0176#")
        phone.press("12")
        assert served.told[1:] == ["0176", "12"]
        assert served.dialogue.told[-1].metadata["input"] == "keys"

    def test_pieces_of_an_answer_are_one_turn(self, rung: tuple[Served, Phone]) -> None:
        served, phone = rung
        session = phone.session
        assert session is not None
        session.prompt("mein Name ist")
        session.prompt("Sabine Müller")
        session.repeat()
        assert phone.listen() == "Gehört: mein Name ist Sabine Müller"
        phone.say("morgen")
        assert served.told == ["/call_started", "mein Name ist Sabine Müller", "morgen"]

    def test_partial_prompts_are_no_answers(self, rung: tuple[Served, Phone]) -> None:
        served, phone = rung
        session = phone.session
        assert session is not None
        for heard in ("mein", "mein Name ist", "mein Name ist Sabine"):
            session.prompt(heard, last=False)
        assert phone.say("mein Name ist Sabine Müller") == "Gehört: mein Name ist Sabine Müller"
        assert served.told == ["/call_started", "mein Name ist Sabine Müller"]
