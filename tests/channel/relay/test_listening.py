"""What is heard, and how long is waited for it. The clock is the test's own."""

import pytest

from rueckruf.channel.relay.listening import LONGEST_SPEECH_SECONDS, UNNOTICED_SECONDS, Listening
from rueckruf.channel.turn import Heard
from rueckruf.channel.voice_settings import ListenProfile

pytestmark = pytest.mark.unit

BOTH = ListenProfile("dtmf speech", timeout=7, speech_timeout=2, speech_model="default", finish_on_key="#")
ONE_KEY = ListenProfile("dtmf speech", timeout=7, speech_timeout=2, speech_model="default", num_digits=1)
SPEECH = ListenProfile("speech", timeout=7, speech_timeout=2, speech_model="default")
#: When the caller has heard the question.
HEARD = 100.0


def asked(name: str = "caller_name", profile: ListenProfile = BOTH) -> Listening:
    listening = Listening(silent_ms=600)
    listening.ask(name, profile, HEARD)
    return listening


def words(heard: Heard) -> str:
    """What was said, however it was joined."""
    assert heard.input == "speech"
    return heard.text.replace(",", "")


class TestSilence:
    def test_who_says_nothing_is_waited_for(self) -> None:
        listening = asked()
        assert listening.due == HEARD + 7 + UNNOTICED_SECONDS
        assert listening.take(listening.due) == Heard("silence")

    def test_nobody_begins_unnoticed_where_twilio_tells_of_it(self) -> None:
        listening = asked()
        listening.expect_notice()
        listening.wait_from(HEARD)
        assert listening.due == HEARD + 7

    def test_who_speaks_is_not_silent(self) -> None:
        listening = asked()
        listening.expect_notice()
        listening.notice(True, HEARD + 6)
        assert listening.due == HEARD + 6 + LONGEST_SPEECH_SECONDS
        listening.notice(False, HEARD + 20)
        assert listening.due == HEARD + 27


class TestSpeech:
    def test_a_whole_answer_ends_the_turn_at_once(self) -> None:
        listening = asked("confirmation")
        listening.hear("ja, das stimmt", HEARD)
        assert listening.due == HEARD
        assert listening.take(HEARD) == Heard("speech", "ja, das stimmt")

    def test_half_an_answer_waits_for_the_rest(self) -> None:
        listening = asked("phone_number")
        listening.hear("null drei null", HEARD)
        assert listening.due > HEARD + 2
        listening.hear("zwei drei eins zwei fünf null vier zwei", HEARD + 2)
        assert HEARD + 2 < listening.due < HEARD + 3
        assert words(listening.take(listening.due)) == "null drei null zwei drei eins zwei fünf null vier zwei"

    def test_the_same_twice_is_heard_once(self) -> None:
        listening = asked("caller_name")
        listening.hear("Sabine", HEARD)
        listening.hear("Sabine", HEARD + 0.2)
        assert listening.take(HEARD + 9) == Heard("speech", "Sabine")

    def test_where_only_keys_are_taken_nobody_is_heard(self) -> None:
        listening = asked("x", ListenProfile("dtmf", 7, 2, "default"))
        listening.hear("hallo", HEARD)
        assert not listening.has_begun

    def test_what_goes_on_after_we_began_to_answer_belongs_together(self) -> None:
        listening = asked("phone_number")
        listening.hear("null drei null zwei drei eins zwei fünf", HEARD)
        listening.take(listening.due)
        listening.ask("callback_time", BOTH, HEARD + 5)
        listening.interrupt(300, HEARD + 3)
        listening.hear("null vier zwei", HEARD + 4)
        assert words(listening.take(listening.due)) == "null drei null zwei drei eins zwei fünf null vier zwei"

    def test_but_not_what_answers_a_question_that_was_heard(self) -> None:
        listening = asked("phone_number")
        listening.hear("null drei null zwei drei eins zwei fünf null vier zwei", HEARD)
        listening.take(listening.due)
        listening.ask("callback_time", BOTH, HEARD + 5)
        listening.interrupt(2500, HEARD + 5)
        listening.hear("morgen um zehn", HEARD + 6)
        assert listening.take(listening.due) == Heard("speech", "morgen um zehn")


class TestKeys:
    def test_keys_end_with_their_last_one(self) -> None:
        listening = asked()
        for place, key in enumerate("0176"):
            listening.press(key, HEARD + place)
            assert listening.due == HEARD + place + 7
        listening.press("#", HEARD + 4)
        assert listening.due == HEARD + 4
        assert listening.take(HEARD + 4) == Heard("keys", "0176")

    def test_one_key_may_be_enough(self) -> None:
        listening = asked("confirmation", ONE_KEY)
        listening.press("1", HEARD)
        assert listening.due == HEARD
        assert listening.take(HEARD) == Heard("keys", "1")

    def test_where_only_speech_is_taken_nobody_notices(self) -> None:
        listening = asked("default", SPEECH)
        listening.press("1", HEARD)
        assert not listening.has_begun

    def test_who_keys_in_is_not_listened_to(self) -> None:
        listening = asked("phone_number")
        listening.hear("meine Nummer ist", HEARD)
        listening.press("0", HEARD)
        listening.hear("Moment", HEARD + 1)
        assert listening.take(HEARD + 9) == Heard("keys", "0")

    def test_the_last_key_alone_says_nothing(self) -> None:
        listening = asked()
        due = listening.due
        listening.press("#", HEARD)
        assert listening.due == due
        listening.hear("Sabine Müller", HEARD + 1)
        assert listening.take(listening.due) == Heard("speech", "Sabine Müller")
