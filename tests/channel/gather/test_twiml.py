"""What the dialogue says, as TwiML."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rueckruf.channel.gather.twiml import farewell, hangs_up, question, transfer
from rueckruf.channel.reply import Utterance
from rueckruf.channel.voice_settings import ListenProfile, VoiceSettings
from rueckruf.simulator.twiml import Dial, Gather, Hangup, Say, read_twiml

pytestmark = pytest.mark.unit

SPEECH = ListenProfile("speech", timeout=6, speech_timeout=2, speech_model="deepgram_nova-2", hints=("ja", "nein"))
KEYS = ListenProfile("dtmf", timeout=9, speech_timeout=2, speech_model="default", finish_on_key="#", num_digits=12)
SETTINGS = VoiceSettings("de-DE", "Polly.Vicki-Neural", {"default": SPEECH})
NEXT = "/webhooks/twilio_voice/webhook?turn=1&listen=default"


def say(text: str, **custom: Any) -> Utterance:
    return Utterance(text, custom)


def ask(*utterances: Utterance, listen: ListenProfile = SPEECH) -> tuple[Any, ...]:
    return read_twiml(question(utterances, SETTINGS, listen, NEXT))


def test_a_question_is_said_while_listening() -> None:
    (gather,) = ask(say("Wie ist Ihr Name?"))
    assert gather == Gather(
        action=NEXT,
        input="speech",
        timeout=6,
        speech_timeout=2,
        speech_model="deepgram_nova-2",
        language="de-DE",
        hints=("ja", "nein"),
        finish_on_key="#",
        num_digits=None,
        action_on_empty_result=True,
        says=(Say("Wie ist Ihr Name?", "Polly.Vicki-Neural", "de-DE"),),
    )


def test_keys_need_no_speech_settings() -> None:
    document = question([say("Tippen Sie.")], SETTINGS, KEYS, NEXT)
    (gather,) = read_twiml(document)
    assert isinstance(gather, Gather)
    assert (gather.input, gather.finish_on_key, gather.num_digits) == ("dtmf", "#", 12)
    assert "speech" not in document


def test_what_cannot_be_interrupted_is_said_before_listening() -> None:
    first, second, gather = ask(say("Hallo."), say("Hier spricht ein Computer.", barge_in=False), say("Ihr Name?"))
    assert [first.text, second.text] == ["Hallo.", "Hier spricht ein Computer."]
    assert [said.text for said in gather.says] == ["Ihr Name?"]


def test_listening_follows_even_when_everything_was_said_before() -> None:
    notice, gather = ask(say("Hier spricht ein Computer.", barge_in=False))
    assert isinstance(notice, Say)
    assert gather.says == ()


def test_a_goodbye_ends_the_call() -> None:
    said, end = read_twiml(farewell([say("Auf Wiederhören!", hang_up=True)], SETTINGS))
    assert isinstance(said, Say)
    assert isinstance(end, Hangup)


def test_a_transfer_connects_to_the_number() -> None:
    said, dial = read_twiml(transfer([say("Ich verbinde.", transfer=True)], SETTINGS, "+493023125000", "/turn?turn=3"))
    assert isinstance(said, Say)
    assert dial == Dial("+493023125000", "/turn?turn=3")


@pytest.mark.parametrize(
    "document",
    [
        question([say("Wie ist Ihr Name?")], SETTINGS, SPEECH, NEXT),
        question([say("Tippen Sie.")], SETTINGS, KEYS, NEXT),
        farewell([say("Auf Wiederhören!", hang_up=True)], SETTINGS),
        transfer([say("Ich verbinde.", transfer=True)], SETTINGS, "+493023125000", "/turn?turn=3"),
    ],
    ids=["question", "keys", "farewell", "transfer"],
)
def test_nothing_asks_for_a_recording_or_a_transcript(document: str) -> None:
    assert not any(word in document.lower() for word in ("record", "transcri", "siprec", "<stream", "<start"))


@pytest.mark.thorough
@given(st.text(min_size=1, max_size=200).filter(lambda text: any(c.isalnum() for c in text)))
def test_any_text_is_said_as_text(text: str) -> None:
    (gather,) = ask(say(f"Name: {text}"))
    assert len(gather.says) == 1
    assert gather.says[0].text.startswith("Name:")


def test_markup_in_a_name_is_read_out_and_not_obeyed() -> None:
    (gather,) = ask(say("Herr </Say></Gather><Hangup/> & Söhne"))
    assert gather.says[0].text == "Herr </Say></Gather><Hangup/> & Söhne"


def test_only_a_farewell_hangs_up() -> None:
    said = [say("Der Ausgang heißt <Hangup/> & Ende.")]
    assert hangs_up(farewell(said, SETTINGS).encode())
    assert not hangs_up(question(said, SETTINGS, SPEECH, NEXT).encode())
    assert not hangs_up(transfer(said, SETTINGS, "+493023125000", NEXT).encode())
