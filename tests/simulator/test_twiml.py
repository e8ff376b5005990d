"""The stand-in reads TwiML as strictly as Twilio does."""

import pytest

from rueckruf.simulator.twiml import (
    ConversationRelay,
    Dial,
    Gather,
    Hangup,
    Pause,
    Redirect,
    Say,
    TwiMLError,
    read_twiml,
)

pytestmark = pytest.mark.unit

VOICE = 'voice="Polly.Vicki-Neural" language="de-DE"'
SAY = f"<Say {VOICE}>Hallo</Say>"
SPEECH = 'input="speech" language="de-DE" speechTimeout="2"'


def response(*verbs: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><Response>{"".join(verbs)}</Response>'


def test_a_call_with_everything() -> None:
    document = response(
        SAY,
        '<Pause length="2"/>',
        f'<Gather {SPEECH} action="?turn=1" hints="ja,nein" timeout="7" actionOnEmptyResult="true">{SAY}</Gather>',
        "<Redirect>?turn=2</Redirect>",
        "<Dial>+493023125000</Dial>",
        "<Hangup/>",
    )
    said = Say("Hallo", "Polly.Vicki-Neural", "de-DE")
    assert read_twiml(document) == (
        said,
        Pause(2),
        Gather("?turn=1", "speech", 7, 2, "default", "de-DE", ("ja", "nein"), "#", None, True, (said,)),
        Redirect("?turn=2"),
        Dial("+493023125000"),
        Hangup(),
    )


@pytest.mark.parametrize(
    "document",
    [
        *("", "Hallo", "<Response>", "<Response/>", "<Response></Response>", "<response><Hangup/></response>"),
        *("<html><Hangup/></html>", "<Response a='1'><Hangup/></Response>", response("Hallo", "<Hangup/>")),
        *(response("<Hangup/>Hallo"), response("<Hangup>Hallo</Hangup>"), response("<Sing/>")),
        *(response("<hangup/>"), response('<Hangup now="1"/>'), response(f"<Say {VOICE}></Say>")),
        *(response(f"<Say {VOICE}> </Say>"), response(f"<Say {VOICE}>{'a' * 4097}</Say>")),
        *(response(f"<Say {VOICE}>a<Hangup/></Say>"), response(f'<Say {VOICE} speed="2">a</Say>')),
    ],
)
def test_broken_documents_are_refused(document: str) -> None:
    with pytest.raises(TwiMLError):
        read_twiml(document)


@pytest.mark.parametrize(
    "say",
    [
        "<Say>Hallo</Say>",
        '<Say voice="Polly.Vicki-Neural">Hallo</Say>',
        '<Say voice="Polly.Vicki-Neural" language="de">Hallo</Say>',
        '<Say voice="woman" language="de-DE">Hallo</Say>',
        '<Say voice="Polly.Joanna-Neural" language="de-DE">Hallo</Say>',
    ],
)
def test_speech_that_would_not_be_german_is_refused(say: str) -> None:
    with pytest.raises(TwiMLError, match="Say"):
        read_twiml(response(say))


@pytest.mark.parametrize(
    "attributes",
    [
        'input="speech" speechTimeout="2"',
        'input="speech" language="de" speechTimeout="2"',
        'input="speech" language="de-DE"',
        'input="speech" language="de-DE" speechTimeout="auto"',
        'input="speech" language="de-DE" speechTimeout="0"',
        'input="speech dtmf" language="de-DE" speechTimeout="2"',
        f'{SPEECH} speechModel="phone_call"',
        f'{SPEECH} timeout="0"',
        f'{SPEECH} timeout="auto"',
        f'{SPEECH} method="GET"',
        f'{SPEECH} actionOnEmptyResult="yes"',
        f'{SPEECH} enhanced="true"',
        f'{SPEECH} hints="ja,,nein"',
        f'{SPEECH} hints="{"j" * 101}"',
        f'{SPEECH} hints="{",".join(["ja"] * 501)}"',
        f'{SPEECH} finishOnKey="##"',
        f'{SPEECH} numDigits="x"',
    ],
)
def test_listening_that_twilio_would_refuse_is_refused(attributes: str) -> None:
    with pytest.raises(TwiMLError, match="Gather"):
        read_twiml(response(f"<Gather {attributes}>{SAY}</Gather>"))


@pytest.mark.parametrize("verb", ["<Hangup/>", "<Redirect>/x</Redirect>", "<Dial>+493023125000</Dial>"])
def test_only_speech_and_pauses_stand_inside_a_gather(verb: str) -> None:
    with pytest.raises(TwiMLError, match="not allowed"):
        read_twiml(response(f"<Gather {SPEECH}>{verb}</Gather>"))


def connect(**attributes: str) -> str:
    known = {"url": "wss://voice.example.com/relay", "language": "de-DE", "ttsProvider": "Amazon", **attributes}
    written = " ".join(f'{name}="{value}"' for name, value in known.items())
    return response(f'<Connect action="?turn=1"><ConversationRelay {written}/></Connect>')


def test_a_session() -> None:
    (relay,) = read_twiml(connect(voice="Vicki-Neural", dtmfDetection="true", events="speaker-events tokens-played"))
    assert isinstance(relay, ConversationRelay)
    assert (relay.action, relay.url) == ("?turn=1", "wss://voice.example.com/relay")
    assert relay.dtmf_detection
    assert relay.events == ("speaker-events", "tokens-played")


@pytest.mark.parametrize(
    "document",
    [
        connect(url=""),
        connect(url="https://voice.example.com/relay"),
        connect(url="ws://voice.example.com/relay"),
        connect(language="en-US"),
        connect(ttsProvider="Polly"),
        connect(speechTimeout="599"),
        connect(interruptible="yes"),
        connect(dtmfDetection="True"),
        connect(profanity_filter="false"),  # Twilio ignores what it does not know without a word
        connect(hints="ja,,nein"),
        response("<Connect/>"),
        response('<Connect><Stream url="wss://voice.example.com"/></Connect>'),
        response("<ConversationRelay/>"),
    ],
)
def test_a_session_that_twilio_would_refuse_is_refused(document: str) -> None:
    with pytest.raises(TwiMLError):
        read_twiml(document)


@pytest.mark.parametrize("number", ["", "110", "030 23125000", "+49 30 1", "sip:a@example.com"])
def test_a_transfer_needs_a_number_in_e164(number: str) -> None:
    with pytest.raises(TwiMLError, match="Dial"):
        read_twiml(response(f"<Dial>{number}</Dial>"))
