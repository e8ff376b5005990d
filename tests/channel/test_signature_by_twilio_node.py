"""Twilio's library for Node signs and checks as ours does: webhooks, and the handshake of a relay's socket."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlencode

import pytest
import requests

from rueckruf.simulator.line import CallFailedError, Line
from rueckruf.simulator.phone import WEBHOOK, Phone
from rueckruf.simulator.websocket import NoSocketError, WebSocket
from tests.channel.conftest import AUTH_TOKEN, Served
from tests.support import node
from tests.support.patience import PATIENCE

pytestmark = [pytest.mark.process, pytest.mark.skipif(not node.has_node(), reason=node.NO_NODE)]

RELAY = "/webhooks/twilio_voice/relay"
PUBLIC = "https://voice.example.com/rueckruf"
CALL = "CA" + "a" * 32
# What is signed as it was sent, what a query may hold, and a name that comes twice.
FORMS: Sequence[Mapping[str, str | Sequence[str]]] = (
    {"CallSid": CALL, "From": "+493023125042", "CallStatus": "ringing"},
    {"CallSid": CALL, "SpeechResult": "Jörg Groß, 10 % & mehr = viel; 📞", "Confidence": "0.9", "CallerName": ""},
    {"CallSid": CALL, "Tag": ["b", "a", "b"], "tag": "c"},
)


@pytest.fixture(scope="module")
def twilio() -> Iterator[str]:
    """Twilio's library, as a server that is known by the public address."""
    with node.running_node(Path(node.__file__).parent / "twilio_node", "validator.mjs", PUBLIC, AUTH_TOKEN) as url:
        yield url


def signed_by(twilio: str, url: str, form: Mapping[str, str | Sequence[str]]) -> dict[str, str]:
    answer = requests.post(f"{twilio}/sign", json={"url": url, "form": form}, timeout=PATIENCE)
    return {"X-Twilio-Signature": answer.text}


class TestOurSignature:
    """What our simulator signs, Twilio's library takes; so what we check is what Twilio would."""

    def test_of_a_call_and_its_end(self, twilio: str) -> None:
        phone = Phone(twilio, AUTH_TOKEN, public_url=PUBLIC).start()
        assert phone.ended
        assert phone.report_end() == 200

    @pytest.mark.parametrize("query", ["", "?turn=3&listen=phone_number", "?text=it's%20%27so%27"])
    def test_of_a_turn_with_whatever_a_caller_says(self, twilio: str, query: str) -> None:
        form = {"CallSid": CALL, "SpeechResult": "Jörg Groß, 10 % & mehr = viel; 📞", "CallerName": ""}
        assert Line(twilio, AUTH_TOKEN, PUBLIC).post(f"{PUBLIC}{WEBHOOK}{query}", form)[0] == 200

    def test_of_another_token_is_refused(self, twilio: str) -> None:
        with pytest.raises(CallFailedError, match="403"):
            Phone(twilio, "another", public_url=PUBLIC).start()

    @pytest.mark.parametrize(("token", "status"), [(AUTH_TOKEN, 503), ("another", 403)])
    def test_of_a_handshake(self, twilio: str, token: str, status: int) -> None:
        with pytest.raises(NoSocketError) as answer:
            Line(twilio, token, PUBLIC).open_socket(f"{PUBLIC.replace('http', 'ws')}{RELAY}")
        assert answer.value.status == status


class TestItsSignature:
    """What Twilio's library signs, our server takes, and no part of it may be another."""

    @pytest.mark.parametrize("form", FORMS)
    def test_of_a_webhook(self, twilio: str, serve: Callable[..., Served], form: Mapping[str, str]) -> None:
        served = serve(public_url=PUBLIC)
        query = "?turn=0&listen=caller_name"
        for sent, status in ((form, 200), ({**form, "Digits": "1"}, 403)):
            answer = requests.post(
                f"{served.url}{WEBHOOK}{query}",
                data=urlencode(sent, doseq=True),
                headers={
                    "Content-Type": "application/x-www-form-urlencoded",
                    **signed_by(twilio, f"{PUBLIC}{WEBHOOK}{query}", form),
                },
                timeout=PATIENCE,
            )
            assert answer.status_code == status

    @pytest.mark.parametrize(("scheme", "is_taken"), [("wss", True), ("https", False)])
    def test_of_a_handshake(self, twilio: str, serve: Callable[..., Served], scheme: str, is_taken: bool) -> None:
        served = serve(public_url=PUBLIC)
        address = f"{served.url.replace('http', 'ws')}{RELAY}"
        headers = signed_by(twilio, f"{PUBLIC.replace('https', scheme)}{RELAY}", {})
        if is_taken:
            WebSocket(address, headers, PATIENCE).close()
            return
        with pytest.raises(NoSocketError) as refused:
            WebSocket(address, headers, PATIENCE)
        assert refused.value.status == 403
