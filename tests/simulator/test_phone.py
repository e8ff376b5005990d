"""The telephone behaves as one behind Twilio."""

from typing import Any

import pytest
from twilio.request_validator import RequestValidator

from rueckruf.simulator.line import CallFailedError
from rueckruf.simulator.phone import NoCallError, Phone
from rueckruf.simulator.twiml import TwiMLError

pytestmark = pytest.mark.unit


def say(text: str) -> str:
    return f'<Say voice="Polly.Vicki-Neural" language="de-DE">{text}</Say>'


def ask(text: str, turn: int, *, kind: str = "speech", more: str = 'actionOnEmptyResult="true"') -> str:
    return (
        f'<Gather input="{kind}" language="de-DE" speechTimeout="2" {more} '
        f'action="/webhooks/twilio_voice/webhook?turn={turn}">{say(text)}</Gather>'
    )


GOODBYE = say("Tschüss") + "<Hangup/>"


def test_a_call_from_ringing_to_goodbye(answers: Any) -> None:
    answers.prepare(say("Hallo.") + ask("Ihr Name?", 1), ask("Ihre Zeit?", 2), GOODBYE)
    phone = Phone(answers.url, caller="+493023125001").start()
    assert phone.heard == ["Hallo.", "Ihr Name?"]
    assert phone.say("Müller", confidence=0.5) == "Ihre Zeit?"
    assert phone.say("morgen", confidence=None) == "Tschüss"
    assert phone.ended
    assert phone.gather is None
    assert phone.heard == ["Hallo.", "Ihr Name?", "Ihre Zeit?", "Tschüss"]
    assert phone.heard_last == ["Tschüss"]
    assert [path.partition("?")[2] for path in answers.paths] == ["", "turn=1", "turn=2", ""]
    ringing, first, second, status = answers.forms
    assert (ringing["CallStatus"], ringing["From"]) == ("ringing", "+493023125001")
    assert (first["CallStatus"], first["SpeechResult"], first["Confidence"]) == ("in-progress", "Müller", "0.5")
    assert "Confidence" not in second
    assert status["CallStatus"] == "completed"
    assert {form["CallSid"] for form in answers.forms} == {phone.call_sid}


def test_requests_are_signed_for_the_public_address(answers: Any) -> None:
    answers.prepare(GOODBYE)
    Phone(answers.url, auth_token="secret", public_url="https://voice.example.com").start()
    expected = RequestValidator("secret").compute_signature(
        "https://voice.example.com/webhooks/twilio_voice/webhook", answers.forms[0]
    )
    assert answers.signatures[0] == expected


def test_without_a_token_nothing_is_signed(answers: Any) -> None:
    answers.prepare(GOODBYE)
    Phone(answers.url).start()
    assert answers.signatures == [None, None]


@pytest.mark.parametrize(
    ("more", "keys", "digits"),
    [
        ("", "0176#", "0176"),
        ("", "01#76", "01"),
        ("", "0176", "0176"),
        ('finishOnKey="*"', "01#2*3", "01#2"),
        ('numDigits="1"', "12#", "1"),
    ],
)
def test_keys_end_as_the_question_says(answers: Any, more: str, keys: str, digits: str) -> None:
    answers.prepare(ask("Nummer?", 1, kind="dtmf speech", more=more), GOODBYE)
    Phone(answers.url).start().press(keys)
    assert answers.forms[1]["Digits"] == digits


def test_silence_is_reported_where_the_question_wants_it(answers: Any) -> None:
    answers.prepare(ask("Ja?", 1), ask("Noch da?", 2), GOODBYE)
    phone = Phone(answers.url).start()
    assert phone.silence() == "Noch da?"
    assert answers.forms[1]["SpeechResult"] == ""


def test_silence_elsewhere_goes_on_in_the_document(answers: Any) -> None:
    answers.prepare(ask("Ja?", 1, more="") + say("Dann nicht.") + "<Redirect>?turn=9</Redirect>", GOODBYE)
    phone = Phone(answers.url).start()
    assert phone.silence() == "Dann nicht. Tschüss"
    assert answers.paths[1].endswith("webhook?turn=9")
    assert phone.ended


def test_speech_where_only_keys_count_is_silence(answers: Any) -> None:
    answers.prepare(ask("Tippen Sie.", 1, kind="dtmf"), ask("Bitte?", 2), GOODBYE)
    phone = Phone(answers.url).start()
    phone.say("null eins sieben")
    phone.press("1#")
    assert answers.turns()[1]["Digits"] == ""
    assert answers.turns()[2]["SpeechResult"] == ""


def test_the_end_of_the_document_ends_the_call(answers: Any) -> None:
    answers.prepare(say("Das war alles."))
    assert Phone(answers.url).start().ended


def test_a_transfer_without_an_action_goes_on_in_the_document(answers: Any) -> None:
    answers.prepare(say("Ich verbinde.") + "<Dial>+493023125000</Dial>" + say("Niemand da."))
    phone = Phone(answers.url).start()
    assert phone.transferred_to == "+493023125000"
    assert phone.heard == ["Ich verbinde."]
    assert not phone.ended
    assert phone.end_transfer("no-answer") == "Niemand da."
    assert phone.ended


def test_what_becomes_of_a_transfer_is_told_to_its_action(answers: Any) -> None:
    answers.prepare(say("Ich verbinde.") + '<Dial action="/after">+493023125000</Dial>', ask("Noch da?", 1))
    phone = Phone(answers.url).start()
    assert phone.end_transfer("busy") == "Noch da?"
    assert answers.paths[-1] == "/after"
    assert answers.turns()[1]["DialCallStatus"] == "busy"
    with pytest.raises(NoCallError):
        phone.end_transfer()


def test_who_hangs_up_while_it_rings_ends_the_call(answers: Any) -> None:
    answers.prepare('<Dial action="/after">+493023125000</Dial>')
    phone = Phone(answers.url).start()
    phone.hang_up()
    assert phone.ended
    assert answers.forms[-1]["CallStatus"] == "completed"


def test_hanging_up_is_reported_once(answers: Any) -> None:
    answers.prepare(ask("Ja?", 1))
    phone = Phone(answers.url).start()
    phone.hang_up()
    phone.hang_up()
    assert phone.ended
    assert [form["CallStatus"] for form in answers.forms] == ["ringing", "completed"]


def test_the_report_of_the_end_can_be_left_out(answers: Any) -> None:
    answers.prepare(GOODBYE)
    Phone(answers.url, status_callback=False).start()
    assert len(answers.forms) == 1


def test_a_webhook_can_be_repeated_as_it_was(answers: Any) -> None:
    answers.prepare(ask("Ja?", 1), ask("Und?", 2), "<Hangup/>")
    phone = Phone(answers.url).start()
    phone.say("eins")
    assert "<Hangup/>" in phone.repeat_last_webhook()
    assert not phone.ended
    assert phone.heard_last == ["Und?"]
    assert (answers.paths[1], answers.forms[1]) == (answers.paths[2], answers.forms[2])


def test_every_call_has_an_identity_of_its_own(answers: Any) -> None:
    answers.prepare(GOODBYE, GOODBYE)
    phone = Phone(answers.url)
    assert phone.start().call_sid != phone.start().call_sid
    assert phone.heard == ["Tschüss"]


def test_nothing_can_be_said_before_or_after_a_call(answers: Any) -> None:
    answers.prepare(GOODBYE)
    phone = Phone(answers.url)
    for act in (lambda: phone.say("a"), lambda: phone.press("1"), phone.silence, phone.hang_up):
        with pytest.raises(NoCallError):
            act()
    with pytest.raises(NoCallError):
        phone.repeat_last_webhook()
    phone.start()
    with pytest.raises(NoCallError, match="ended"):
        phone.say("noch etwas")


@pytest.mark.parametrize(
    "answer",
    [
        (500, "text/plain", "broken"),
        (403, "text/plain", "not signed"),
        (200, "text/html", "<Response><Hangup/></Response>"),
        (200, "", "<Response><Hangup/></Response>"),
    ],
)
def test_an_answer_that_is_no_twiml_fails_the_call(answers: Any, answer: tuple[int, str, str]) -> None:
    answers.prepare(answer)
    with pytest.raises(CallFailedError):
        Phone(answers.url).start()


def test_twiml_that_twilio_would_refuse_fails_the_call(answers: Any) -> None:
    answers.prepare("")
    with pytest.raises(TwiMLError, match="silence"):
        Phone(answers.url).start()


def test_a_circle_of_redirects_fails_the_call(answers: Any) -> None:
    answers.prepare(*["<Redirect>/again</Redirect>"] * 20)
    with pytest.raises(CallFailedError, match="circle"):
        Phone(answers.url).start()


def test_a_call_led_to_another_server_fails(answers: Any) -> None:
    answers.prepare("<Redirect>https://elsewhere.example/x</Redirect>")
    with pytest.raises(CallFailedError, match="another server"):
        Phone(answers.url).start()


def test_nobody_there_fails_the_call() -> None:
    with pytest.raises(CallFailedError, match="no connection"):
        Phone("http://127.0.0.1:9").start()
