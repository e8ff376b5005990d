"""A call over ConversationRelay from outside: Twilio's messages in, words and the end of the session out."""

from collections.abc import Callable
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from rueckruf.simulator.phone import Phone
from tests.channel.conftest import Served

pytestmark = pytest.mark.unit

PERSON = "+493023125000"


@pytest.fixture
def rung(served: Served) -> tuple[Served, Phone]:
    """The channel, and a caller who has heard the opening."""
    return served, served.phone(transport="relay").start()


def leaving(custom: dict[str, Any]) -> Callable[[UserMessage], Any]:
    async def leave(_: UserMessage) -> list[dict[str, Any]]:
        return [{"text": "Auf Wiederhören!", "custom": custom}]

    return leave


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
        phone.say("hallo")
        assert {message.sender_id for message in served.dialogue.told} == {phone.call_sid}


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
        assert phone.say("hallo") == "Gehört: hallo"

    def test_when_the_caller_hangs_up_the_dialogue_is_told(self, rung: tuple[Served, Phone]) -> None:
        served, phone = rung
        phone.say("hallo")
        phone.hang_up()
        assert phone.ended
        assert served.told == ["/call_started", "hallo", "/call_ended"]
        assert served.dialogue.conversations.messages == {}
        assert served.turns.answers == {}


class TestBroken:
    """Where the socket cannot be had or breaks, the call goes on by Gather."""

    def test_without_a_socket_the_opening_is_said_by_gather(self, served: Served) -> None:
        phone = served.phone(transport="relay", sockets=False).start()
        assert phone.session is None
        assert phone.heard == ["Guten Tag.", "Wie ist Ihr Name?"]
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
        served, phone = rung
        phone.session.prompt("Sabine Müller")
        phone.session.socket.close()
        assert phone.drop() == "Gehört: Sabine Müller"
